// Connections: nothing secret is kept, a document may have its own, read-only refuses changes, removing one forgets it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Connection } from '../../../client/src/connections/connection.ts';
import type { RedshiftWorkbench } from '../../../client/src/extension.ts';
import { closeEditors, openSql, patience, workbench } from '../story.ts';

const readOnly: Connection = {
  id: 'story-read-only',
  name: 'Story read-only',
  kind: 'aws',
  region: 'us-east-1',
  target: { warehouse: { kind: 'cluster', clusterIdentifier: 'c' }, database: 'dev', dbUser: 'u' },
  readOnly: true,
};

describe('connections', function () {
  this.timeout(patience);
  let redshift: RedshiftWorkbench;

  before(async () => {
    redshift = await workbench();
    await redshift.connections.save(readOnly);
  });

  after(async () => {
    await redshift.connections.remove(readOnly.id);
    await closeEditors();
  });

  it('keeps what was saved, with the sandbox first', () => {
    const [first, ...others] = redshift.connections.list();
    assert.equal(first?.id, 'sandbox');
    assert.deepEqual(
      others.find(connection => connection.id === readOnly.id),
      readOnly,
    );
  });

  it('lets a document have a connection of its own', async () => {
    const { document } = await openSql('SELECT 1;', 0);
    assert.equal(redshift.connections.forDocument(document.uri)?.id, 'sandbox');
    await redshift.connections.setForDocument(document.uri, readOnly.id);
    assert.equal(redshift.connections.forDocument(document.uri)?.id, readOnly.id);
    assert.equal(redshift.connections.active?.id, 'sandbox');
    await redshift.connections.setForDocument(document.uri, undefined);
    assert.equal(redshift.connections.forDocument(document.uri)?.id, 'sandbox');
  });

  it('refuses every statement that changes something when it is read-only, also what nobody understands', async () => {
    for (const kind of ['write', 'definition', 'permission', 'unknown'] as const) {
      const runs = await redshift.runner.run({ connection: readOnly, statements: [{ text: 'x', kind, name: '', destructive: false }] });
      assert.deepEqual(runs, [], kind);
    }
  });

  it('can be turned off, and stays off', async () => {
    const active = () => redshift.connections.active?.id;
    await redshift.connections.setActive(undefined);
    assert.equal(active(), undefined);
    await redshift.connections.setActive('sandbox');
    assert.equal(active(), 'sandbox');
  });

  it('forgets what belonged to one that is removed', async () => {
    const temporary = { ...readOnly, id: 'story-temporary', name: 'Temporary' };
    await redshift.connections.save(temporary);
    const { document } = await openSql('SELECT 1;', 0);
    await redshift.connections.setForDocument(document.uri, temporary.id);
    await redshift.connections.remove(temporary.id);
    assert.equal(redshift.connections.find(temporary.id), undefined);
    assert.equal(redshift.connections.forDocument(document.uri)?.id, 'sandbox');
  });

  it('writes the association of .sql files only when it is told to', async () => {
    const associations = () =>
      vscode.workspace.getConfiguration('files').inspect<Record<string, string>>('associations')?.workspaceValue ?? {};
    assert.equal(associations()['*.sql'], undefined);
    await vscode.commands.executeCommand('redshift.treatSqlAsRedshift');
    assert.equal(associations()['*.sql'], 'redshift-sql');
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'plain.sql');
    assert.equal((await vscode.workspace.openTextDocument(uri)).languageId, 'redshift-sql');
    await vscode.workspace.getConfiguration('files').update('associations', undefined, vscode.ConfigurationTarget.Workspace);
  });
});
