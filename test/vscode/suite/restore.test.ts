// The course's story: data is lost and comes back from a snapshot, also over a reload of the window.
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { RedshiftWorkbench } from '../../../client/src/extension.ts';
import { labelsBelow, openNode, patience, runSql, workbench } from '../story.ts';

const clusterIdentifier = 'redshift-cluster-1';
const cluster = ['Sandbox', clusterIdentifier];

function restoreOf(snapshotName: string, sourceTable: string, newTable: string) {
  return {
    connectionId: 'sandbox',
    request: {
      source: { kind: 'cluster-snapshot' as const, clusterIdentifier, snapshotName },
      sourceDatabase: 'dev',
      sourceSchema: 'raw_data',
      sourceTable,
      targetDatabase: 'dev',
      targetSchema: 'raw_data',
      newTable,
    },
  };
}

describe('backup and restore', function () {
  this.timeout(patience);
  let redshift: RedshiftWorkbench;

  before(async () => {
    redshift = await workbench();
    await runSql(redshift, 'CREATE TABLE raw_data.story AS SELECT * FROM raw_data.session_timestamp');
  });

  it('restores a table that was emptied and dropped, with every row', async () => {
    const count = 'SELECT count(*) FROM raw_data.';
    const [before] = await runSql(redshift, `${count}story`);
    assert.ok(Number(before![0]) > 0);
    await redshift.operations.run('createSnapshot', {
      connectionId: 'sandbox',
      source: { kind: 'cluster', clusterIdentifier },
      name: 'story-before',
      retentionDays: 1,
    });
    assert.ok((await labelsBelow(redshift, ...cluster, 'Snapshots')).includes('story-before'));

    await runSql(redshift, 'DELETE FROM raw_data.story', 'DROP TABLE raw_data.story');
    redshift.tree.refresh();
    await redshift.operations.run('restoreTable', restoreOf('story-before', 'story', 'story_restored'));

    const [after] = await runSql(redshift, `${count}story_restored`);
    assert.deepEqual(after, before);
    const node = await openNode(redshift, ...cluster, 'dev', 'raw_data', 'story_restored');
    assert.ok((await redshift.tree.getChildren(node)).length > 0);
  });

  it('goes on waiting for a restore in the next window', async () => {
    const { requestId, pending } = await redshift.restores.begin(restoreOf('story-before', 'story', 'story_again'));
    assert.ok(pending().some(restore => restore.requestId === requestId));
    // What a new window does at its start.
    await redshift.restores.resume();
    assert.ok(!pending().some(restore => restore.requestId === requestId), 'the restore is still waited for');
    const [restored] = await runSql(redshift, 'SELECT count(*) FROM raw_data.story_again');
    assert.ok(Number(restored![0]) > 0);
  });

  it('says why a restore is refused', async () => {
    await assert.rejects(redshift.operations.run('restoreTable', restoreOf('story-before', 'story', 'story_restored')));
    await assert.rejects(redshift.operations.run('restoreTable', restoreOf('no-such-snapshot', 'story', 'anything')), /[Ss]napshot/);
  });

  it('keeps a recovery point of the workgroup as a snapshot', async () => {
    const [point] = await redshift.tree.getChildren(await openNode(redshift, 'Sandbox', 'default-workgroup', 'Recovery Points'));
    assert.ok(point?.subject?.kind === 'recoveryPoint');
    await redshift.operations.run('convertRecoveryPoint', {
      connectionId: 'sandbox',
      recoveryPointId: point.subject.recoveryPoint.id,
      name: 'story-kept',
      retentionDays: -1,
    });
    assert.ok((await labelsBelow(redshift, 'Sandbox', 'default-workgroup', 'Snapshots')).includes('story-kept'));
  });

  it('pauses a cluster, shows it as paused, and resumes it', async () => {
    await redshift.operations.run('pauseCluster', { connectionId: 'sandbox', clusterIdentifier });
    const paused = await openNode(redshift, ...cluster);
    assert.equal(paused.contextValue, 'cluster.paused');
    const children = await redshift.tree.getChildren(paused);
    assert.equal(children[0]?.command?.command, 'redshift.resumeCluster');
    assert.ok(
      children.some(child => child.label === 'Snapshots'),
      'snapshots of a paused cluster are visible',
    );
    const [run] = await redshift.runner.run({
      connection: redshift.connections.get('sandbox'),
      statements: [{ text: 'SELECT 1', kind: 'read', name: 'SELECT', destructive: false }],
    });
    assert.equal(run?.status, 'failed');
    assert.match(run.error ?? '', /paused/);
    assert.equal(run.errorAction?.command, 'redshift.resumeCluster');
    await redshift.operations.run('resumeCluster', { connectionId: 'sandbox', clusterIdentifier });
    assert.equal((await openNode(redshift, ...cluster)).contextValue, 'cluster.available');
  });

  it('deletes a snapshot', async () => {
    await redshift.operations.run('deleteSnapshot', { connectionId: 'sandbox', kind: 'cluster', name: 'story-before' });
    assert.ok(!(await labelsBelow(redshift, ...cluster, 'Snapshots')).includes('story-before'));
    await runSql(redshift, 'DROP TABLE IF EXISTS raw_data.story_restored', 'DROP TABLE IF EXISTS raw_data.story_again');
  });
});
