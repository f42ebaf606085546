// redshift-lint.json: the nearest one holds, and is followed while a script is open.
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeEditors, patience, workbench } from '../story.ts';

describe('the nearest redshift-lint.json', function () {
  this.timeout(patience);
  const root = vscode.workspace.workspaceFolders![0]!.uri;
  const folder = vscode.Uri.joinPath(root, `linted-${randomUUID()}`);
  const script = vscode.Uri.joinPath(folder, 'share.rsql');
  const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const settings = (at: vscode.Uri) => vscode.Uri.joinPath(at, 'redshift-lint.json');
  const severity = () => vscode.languages.getDiagnostics(script).find(({ code }) => codeOf(code) === 'SHR003')?.severity;

  before(async () => {
    await workbench();
  });
  afterEach(closeEditors);
  after(async () => {
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await vscode.workspace.fs.delete(settings(root));
  });

  it('is that of the folder, else of the one above', async () => {
    await write(script, 'CREATE DATASHARE s SET PUBLICACCESSIBLE TRUE;\n');
    await vscode.window.showTextDocument(script);
    await until(() => severity() === vscode.DiagnosticSeverity.Warning);
    await write(settings(root), '{ "rules": { "SHR": "error" } }');
    await until(() => severity() === vscode.DiagnosticSeverity.Error);
    await write(settings(folder), '{ "rules": { "SHR003": "info" } }');
    await until(() => severity() === vscode.DiagnosticSeverity.Information);
    await write(settings(folder), '{ "rules": { "SHR003": "off" } }');
    await until(() => severity() === undefined);
    await vscode.workspace.fs.delete(settings(folder));
    await until(() => severity() === vscode.DiagnosticSeverity.Error);
  });
});

const codeOf = (code: vscode.Diagnostic['code']) => (typeof code === 'object' ? code.value : code);

/** The files have to be noticed first. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 100));
}
