// Running SQL: the statement at the cursor, its result in the grid, an error at its place, cancelling, sessions, history.
import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RedshiftWorkbench } from '../../../client/src/extension.ts';
import type { QueryRun } from '../../../client/src/query/run.ts';
import { closeEditors, openSql, patience, runSql, select, untilRun, workbench } from '../story.ts';

describe('running SQL', function () {
  this.timeout(patience);
  let redshift: RedshiftWorkbench;

  before(async () => {
    redshift = await workbench();
  });

  afterEach(closeEditors);

  it('runs the statement at the cursor and shows its rows', async () => {
    await openSql(
      'SELECT 1 AS first;\n\nSELECT channel, count(*) AS sessions\nFROM raw_data.user_session_channel\nGROUP BY channel ORDER BY channel;\n',
      3,
    );
    const run = await untilRun(redshift, () => vscode.commands.executeCommand('redshift.runStatement'));
    assert.equal(run.status, 'finished', run.error);
    assert.match(run.sql, /^SELECT channel/);
    const grid = await redshift.results.currentRows(0, 100);
    assert.deepEqual(
      grid?.columns.map(column => column.name),
      ['channel', 'sessions'],
    );
    assert.equal(grid?.rows.length, 6);
  });

  it('runs what is selected, statement by statement, and stops at the first error', async () => {
    const editor = await openSql('SELECT 1 AS a;\nSELECT 2 AS b;\nSELECT * FROM nowhere;\nSELECT 3 AS c;\n', 0);
    const runs: QueryRun[] = [];
    const listening = redshift.runner.onDidChangeRun(run => {
      if (run.endedAt) runs.push(run);
    });
    await select(editor, [1, 0], [4, 0]);
    await vscode.commands.executeCommand('redshift.runSelection');
    listening.dispose();
    assert.deepEqual(
      runs.map(run => [run.sql, run.status]),
      [
        ['SELECT 2 AS b', 'finished'],
        ['SELECT * FROM nowhere', 'failed'],
      ],
    );
  });

  it('marks the word that Redshift complains about', async () => {
    const editor = await openSql('SELECT *\nFROM raw_data.no_such_table;\n', 0);
    const run = await untilRun(redshift, () => vscode.commands.executeCommand('redshift.runStatement'));
    assert.equal(run.status, 'failed');
    const [marked] = vscode.languages.getDiagnostics(editor.document.uri).filter(diagnostic => diagnostic.source === 'Redshift');
    assert.ok(marked, 'nothing is marked');
    assert.match(marked.message, /no_such_table/);
    assert.equal(marked.range.start.line, 1);
  });

  it('explains without running, and marks the right word there as well', async () => {
    await openSql('DELETE FROM raw_data.user_property;\n', 0);
    const plan = await untilRun(redshift, () => vscode.commands.executeCommand('redshift.explainStatement'));
    assert.equal(plan.status, 'finished', plan.error);
    assert.equal(plan.sql, 'EXPLAIN DELETE FROM raw_data.user_property');
    const [count] = await runSql(redshift, 'SELECT count(*) FROM raw_data.user_property');
    assert.ok(Number(count![0]) > 0, 'explaining has deleted');

    const editor = await openSql('SELECT *\nFROM raw_data.no_such_table;\n', 0);
    await untilRun(redshift, () => vscode.commands.executeCommand('redshift.explainStatement'));
    const [marked] = vscode.languages.getDiagnostics(editor.document.uri).filter(diagnostic => diagnostic.source === 'Redshift');
    assert.equal(editor.document.getText(marked?.range), 'raw_data');
  });

  it('keeps 64-bit integers, NULL and the empty string apart and exact', async () => {
    await openSql("SELECT 9223372036854775807::bigint AS big, NULL::varchar AS nothing, '' AS empty, 1.10::decimal(10,2) AS price;", 0);
    const run = await untilRun(redshift, () => vscode.commands.executeCommand('redshift.runStatement'));
    assert.equal(run.status, 'finished', run.error);
    const grid = await redshift.results.currentRows(0, 1);
    assert.deepEqual(grid?.rows, [['9223372036854775807', null, '', '1.10']]);
  });

  it('loads a large result page by page', async () => {
    await openSql('SELECT * FROM raw_data.user_session_channel;', 0);
    const run = await untilRun(redshift, () => vscode.commands.executeCommand('redshift.runStatement'));
    assert.equal(run.status, 'finished', run.error);
    const first = await redshift.results.currentRows(0, 50);
    assert.ok(first && first.totalRows > 100_000, `only ${first?.totalRows} rows`);
    const last = await redshift.results.currentRows(first.totalRows - 10, first.totalRows);
    assert.equal(last?.rows.length, 10);
    assert.ok(last.rows.every(row => row.length === first.columns.length));
  });

  it('keeps temporary tables from one statement to the next', async () => {
    await openSql('CREATE TEMP TABLE story_temp (id int);\nINSERT INTO story_temp VALUES (1), (2);\nSELECT count(*) FROM story_temp;\n', 0);
    const run = await untilRun(redshift, () => vscode.commands.executeCommand('redshift.runFile'), 3);
    assert.equal(run.status, 'finished', run.error);
    const grid = await redshift.results.currentRows(0, 1);
    assert.equal(Number(grid?.rows[0]?.[0]), 2);
  });

  it('cancels a running statement at Redshift', async () => {
    await openSql('SELECT count(*) FROM raw_data.user_session_channel a, raw_data.user_session_channel b WHERE a.channel < b.channel;', 0);
    const begun = new Promise<void>(resolve => {
      const listening = redshift.runner.onDidChangeRun(run => {
        if (run.status !== 'running') return;
        listening.dispose();
        resolve();
      });
    });
    const ended = untilRun(redshift, () => vscode.commands.executeCommand('redshift.runStatement'));
    await begun;
    await vscode.commands.executeCommand('redshift.cancelQuery');
    const run = await ended;
    assert.equal(run.status, 'cancelled');
    assert.equal(run.state?.status ?? 'ABORTED', 'ABORTED');
  });

  it('refuses a statement over 100 KB before anything is sent', async () => {
    let started = 0;
    const listening = redshift.runner.onDidChangeRun(() => started++);
    await redshift.runner.run({
      connection: redshift.connections.get('sandbox'),
      statements: [{ text: `SELECT '${'x'.repeat(110_000)}'`, kind: 'read', name: 'SELECT', destructive: false }],
    });
    listening.dispose();
    assert.equal(started, 0);
  });

  it('keeps what was run in the history', async () => {
    await openSql('SELECT 42 AS answer;', 0);
    await untilRun(redshift, () => vscode.commands.executeCommand('redshift.runStatement'));
    const [newest] = redshift.history.entries;
    assert.equal(newest?.sql, 'SELECT 42 AS answer');
    assert.equal(newest?.status, 'finished');
    assert.equal(redshift.history.canReopen(newest), true);
  });
});
