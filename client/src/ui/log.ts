// The extension's log: an output channel whose every line has passed redaction.
import * as vscode from 'vscode';
import { classifyAwsError } from '../aws/errors.ts';
import { redact } from '../aws/redaction.ts';
import { Disposable } from './disposable.ts';

export class Log extends Disposable {
  readonly channel = this.register(vscode.window.createOutputChannel('Redshift', { log: true }));

  info(message: string): void {
    this.channel.info(redact(message));
  }

  warn(message: string): void {
    this.channel.warn(redact(message));
  }

  /** What we were doing, and why it failed: code, AWS's words, request id and stack. */
  failure(doing: string, error: unknown): void {
    const { code, message, requestId, kind } = classifyAwsError(error);
    const stack = error instanceof Error && kind === 'unknown' ? `\n${error.stack ?? ''}` : '';
    this.channel.error(redact(`${doing}: [${kind}] ${code}: ${message}${requestId ? ` (request ${requestId})` : ''}${stack}`));
  }

  show(): void {
    this.channel.show(true);
  }
}
