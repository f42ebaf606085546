// What the language server says, in VS Code's display language: the server reads no file, so it is sent its translations when it starts.
import * as vscode from 'vscode';
import type { Log } from './ui/log.ts';

/** Undefined where VS Code is in English, or in a language that we do not have. */
export async function serverTexts(log: Log): Promise<Record<string, string> | undefined> {
  // VS Code has chosen our bundle.l10n.<language>.json; the server's texts lie beside it.
  const own = vscode.l10n.uri;
  if (!own) return undefined;
  try {
    const content = await vscode.workspace.fs.readFile(own.with({ path: own.path.replace('bundle.l10n.', 'server.l10n.') }));
    return JSON.parse(new TextDecoder().decode(content)) as Record<string, string>;
  } catch (error) {
    log.failure('Could not read the translations of the language server', error);
    return undefined;
  }
}
