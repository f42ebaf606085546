// The extension is found, starts when its language is opened, and knows its files.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const extensionId = 'redshift-workbench.redshift-workbench';

describe('activation', () => {
  it('knows .rsql files as Redshift SQL and starts with the first one', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'grants.rsql'),
    );
    assert.equal(document.languageId, 'redshift-sql');
    await vscode.window.showTextDocument(document);
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('leaves .sql files to whoever has them', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'plain.sql'));
    assert.notEqual(document.languageId, 'redshift-sql');
  });

  it('registers every command that its manifest offers', async () => {
    const extension = vscode.extensions.getExtension(extensionId)!;
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const offered: { command: string }[] = extension.packageJSON.contributes?.commands ?? [];
    assert.ok(offered.length > 0, 'the manifest offers no command');
    assert.deepEqual(
      offered.map(entry => entry.command).filter(command => !registered.has(command)),
      [],
    );
  });

  it('registers no command that its manifest does not offer, but those that its own parts call', async () => {
    const extension = vscode.extensions.getExtension(extensionId)!;
    await extension.activate();
    const { commands, views } = extension.packageJSON.contributes as {
      commands: { command: string }[];
      views: Record<string, { id: string }[]>;
    };
    const offered = new Set(commands.map(entry => entry.command));
    // VS Code itself makes commands for each view: focus, open, resetViewLocation …
    const ofViews = Object.values(views)
      .flat()
      .map(({ id }) => `${id}.`);
    const registered = (await vscode.commands.getCommands(true)).filter(command => command.startsWith('redshift.'));
    const hidden = registered.filter(command => !offered.has(command) && !ofViews.some(prefix => command.startsWith(prefix)));
    assert.deepEqual(
      hidden.filter(command => !command.startsWith('redshift.internal.')),
      [],
    );
  });
});
