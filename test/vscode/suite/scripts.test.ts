// Names across the scripts of the folder, those included that nobody has opened.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeEditors, openSql, patience, workbench } from '../story.ts';

describe('scripts that are not open', function () {
  this.timeout(patience);
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const file = (name: string) => vscode.Uri.joinPath(folder, name);
  const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const table = `parts_${randomUUID().slice(0, 8)}`;

  before(async () => {
    await workbench();
  });

  afterEach(closeEditors);

  it('are where a table is made, and are renamed with it', async () => {
    const made = file(`made-${randomUUID()}.rsql`);
    await write(made, `CREATE TABLE stock.${table} (id int);\n`);
    const editor = await openSql(`SELECT id FROM stock.${table};\n`, 0);
    const { document } = editor;
    const place = document.positionAt(document.getText().indexOf(table));

    const definition = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, place);
      return found.find(({ uri }) => uri.toString() === made.toString());
    });
    assert.equal(definition.range.start.line, 0);

    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place,
      `${table}_old`,
    );
    assert.deepEqual(
      edit
        .entries()
        .map(([uri]) => uri.toString())
        .toSorted(),
      [document.uri, made].map(uri => uri.toString()).toSorted(),
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const renamed = await vscode.workspace.openTextDocument(made);
    assert.equal(renamed.getText(), `CREATE TABLE stock.${table}_old (id int);\n`);
    await renamed.save();
    await vscode.workspace.fs.delete(made);
  });
});

/** The first answer that is there: the file has to be noticed first. */
async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
