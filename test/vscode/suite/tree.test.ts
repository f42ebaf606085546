// The tree: a cluster down to a column's type, security, backups; nothing is silently empty, and one failure hides nothing else.
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RedshiftWorkbench } from '../../../client/src/extension.ts';
import { closeEditors, labelsBelow, openNode, patience, runSql, workbench } from '../story.ts';

const cluster = ['Sandbox', 'redshift-cluster-1'];

describe('the tree', function () {
  this.timeout(patience);
  let redshift: RedshiftWorkbench;

  before(async () => {
    redshift = await workbench();
  });

  it('shows the cluster, the workgroup, and the schemas of the course', async () => {
    assert.deepEqual(await labelsBelow(redshift, 'Sandbox'), ['redshift-cluster-1', 'default-workgroup']);
    const schemas = await labelsBelow(redshift, ...cluster, 'dev');
    for (const schema of ['adhoc', 'analytics', 'pii', 'raw_data', 'Security'])
      assert.ok(schemas.includes(schema), `${schema} is missing: ${schemas.join(', ')}`);
    assert.ok(!schemas.includes('pg_catalog'));
  });

  it('shows the columns of a table with their types', async () => {
    const table = await openNode(redshift, ...cluster, 'dev', 'raw_data', 'user_session_channel');
    const columns = await redshift.tree.getChildren(table);
    assert.deepEqual(
      columns.map(column => column.label),
      ['userid', 'sessionid', 'channel'],
    );
    assert.match(columns[0]!.description!, /^integer/);
    assert.match(columns[2]!.description!, /^varchar\(\d+\)/);
  });

  it('shows roles, users and groups, and says why there may be no policies', async () => {
    const security = await labelsBelow(redshift, ...cluster, 'dev', 'Security');
    assert.equal(security.length, 5);
    assert.ok((await labelsBelow(redshift, ...cluster, 'dev', 'Security', 'Groups')).includes('analytics_users'));
    assert.ok((await labelsBelow(redshift, ...cluster, 'dev', 'Security', 'Users')).includes('awsuser'));
  });

  it('shows the snapshots of the cluster, newest first, and the recovery points of the workgroup', async () => {
    const snapshots = await redshift.tree.getChildren(await openNode(redshift, ...cluster, 'Snapshots'));
    assert.ok(snapshots.length > 0);
    assert.ok(snapshots.every(node => node.contextValue.startsWith('snapshot.cluster.')));
    const points = await redshift.tree.getChildren(await openNode(redshift, 'Sandbox', 'default-workgroup', 'Recovery Points'));
    assert.ok(points.length > 0);
  });

  it('shows an empty schema as empty, not as nothing', async () => {
    await runSql(redshift, 'CREATE SCHEMA IF NOT EXISTS story_empty');
    redshift.tree.refresh();
    assert.deepEqual(await labelsBelow(redshift, ...cluster, 'dev', 'story_empty'), ['No tables or views']);
    await runSql(redshift, 'DROP SCHEMA story_empty');
  });

  it('shows and queries a table with an unpleasant name', async () => {
    await runSql(
      redshift,
      'CREATE TABLE adhoc."weird "".name" ("select" int, "a b" varchar(10))',
      'INSERT INTO adhoc."weird "".name" VALUES (NULL, NULL)',
    );
    const node = await openNode(redshift, ...cluster, 'dev', 'adhoc', 'weird ".name');
    assert.deepEqual(
      (await redshift.tree.getChildren(node)).map(column => column.label),
      ['select', 'a b'],
    );
    await vscode.commands.executeCommand('redshift.newQueryFromTable', node);
    const text = vscode.window.activeTextEditor!.document.getText();
    assert.match(text, /FROM "adhoc"\."weird ""\.name"/);
    assert.deepEqual(await runSql(redshift, text.trim().replace(/;$/, '')), [[null, null]]);
    await runSql(redshift, 'DROP TABLE adhoc."weird "".name"');
    await closeEditors();
  });

  it('gives every node an id of its own and words for a screen reader', async () => {
    const seen = new Set<string>();
    const visit = async (depth: number, parent?: Parameters<typeof redshift.tree.getChildren>[0]): Promise<void> => {
      for (const node of await redshift.tree.getChildren(parent)) {
        assert.ok(!seen.has(node.id), `${node.id} is there twice`);
        seen.add(node.id);
        const item = redshift.tree.getTreeItem(node);
        assert.ok(item.accessibilityInformation?.label, node.id);
        assert.notEqual(node.contextValue, 'error', `${node.id}: ${node.label}`);
        if (node.children && depth < 6) await visit(depth + 1, node);
      }
    };
    await visit(0);
    assert.ok(seen.size > 40, `only ${seen.size} nodes`);
  });

  it('turns a failure into a node with a retry', async () => {
    const connection = {
      id: 'story-broken',
      name: 'Broken',
      kind: 'aws' as const,
      profile: 'no-such-profile',
      region: 'us-east-1',
      target: { warehouse: { kind: 'cluster' as const, clusterIdentifier: 'c' }, database: 'dev' },
    };
    await redshift.connections.save(connection);
    try {
      const children = await redshift.tree.getChildren(await openNode(redshift, 'Broken'));
      assert.deepEqual(
        children.map(node => node.contextValue),
        ['error', 'errorAction'],
      );
      assert.match(children[0]!.label, /no-such-profile/);
      assert.equal(children[1]!.command?.command, 'redshift.editConnection');
      assert.ok((await labelsBelow(redshift, 'Sandbox')).includes('redshift-cluster-1'), 'the other connection is still there');
    } finally {
      await redshift.connections.remove(connection.id);
    }
  });
});
