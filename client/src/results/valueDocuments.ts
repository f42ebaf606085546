// A single value as a read-only document: long texts and JSON are read in an editor, without a file that wants to be saved.
import * as vscode from 'vscode';
import { Disposable } from '../ui/disposable.ts';

const scheme = 'redshift-value';

export class ValueDocuments extends Disposable implements vscode.TextDocumentContentProvider {
  readonly #contents = new Map<string, string>();
  #count = 0;

  constructor() {
    super();
    this.register(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.register(vscode.workspace.onDidCloseTextDocument(document => this.#contents.delete(document.uri.toString())));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#contents.get(uri.toString()) ?? '';
  }

  /** Opens a value under the name of its column; JSON is laid out. */
  async show(name: string, value: string): Promise<void> {
    const json = /^\s*[[{]/.test(value) ? laidOut(value) : undefined;
    const uri = vscode.Uri.from({
      scheme,
      path: `/${name.replaceAll('/', '∕') || 'value'}${json ? '.json' : '.txt'}`,
      query: String(++this.#count),
    });
    this.#contents.set(uri.toString(), json ?? value);
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

function laidOut(text: string): string | undefined {
  // Numbers that JavaScript would round are left as they came.
  if (/\d{16,}/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}
