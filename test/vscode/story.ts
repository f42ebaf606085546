// What the stories share: the activated extension, documents, and waiting for what happens.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { TreeNode } from '../../client/src/explorer/node.ts';
import type { RedshiftWorkbench } from '../../client/src/extension.ts';
import { isOver, type QueryRun } from '../../client/src/query/run.ts';

/** Milliseconds that a busy machine may need for what a story waits for. */
export const patience = 240_000;

/** The extension, activated, its server started, and the sandbox its active connection and ready. Allow it `patience`. */
export async function workbench(): Promise<RedshiftWorkbench> {
  const extension = vscode.extensions.getExtension<RedshiftWorkbench>('redshift-workbench.redshift-workbench');
  assert.ok(extension, 'the extension is not installed');
  const redshift = await extension.activate();
  await redshift.ready();
  await redshift.connections.setActive('sandbox');
  // The first statement waits for the sandbox to open its database, which can take longer than a test may.
  await runSql(redshift, 'SELECT 1');
  return redshift;
}

/**
 * Opens a text as a Redshift SQL document with the cursor in a line, counted from 0. Each is a file of its own: an untitled document that
 * gets the name of one just closed may come back with the old one's text, out of VS Code's backups.
 */
export async function openSql(content: string, line: number): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, `story-${randomUUID()}.rsql`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const place = new vscode.Position(line, 0);
  return vscode.window.showTextDocument(uri, { selection: new vscode.Range(place, place) });
}

/** Selects from one place to another. An assignment to `editor.selection` may be undone by what the window still says of the time before. */
export async function select(
  editor: vscode.TextEditor,
  from: [line: number, column: number],
  to: [line: number, column: number],
): Promise<void> {
  await vscode.window.showTextDocument(editor.document, { selection: new vscode.Range(...from, ...to) });
}

/** Closes every editor without asking whether to save: a question would stay open, and nobody answers. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.tabGroups.all.some(group => group.tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Does something that runs statements, and gives the run that ends as the `count`th. */
export async function untilRun(redshift: RedshiftWorkbench, act: () => Thenable<unknown>, count = 1): Promise<QueryRun> {
  let ended = 0;
  let last: QueryRun | undefined;
  const listening = redshift.runner.onDidChangeRun(run => {
    if (!isOver(run)) return;
    ended++;
    last = run;
  });
  try {
    await act();
    assert.ok(last, 'no statement was run');
    assert.equal(ended, count, `${ended} statements were run: ${last.error ?? ''}`);
    return last;
  } finally {
    listening.dispose();
  }
}

/** Follows labels from the roots of the tree, loading children as a person opens nodes. */
export async function openNode(redshift: RedshiftWorkbench, ...labels: string[]): Promise<TreeNode> {
  let node: TreeNode | undefined;
  for (const label of labels) {
    const children = await redshift.tree.getChildren(node);
    const next = children.find(child => child.label === label);
    assert.ok(next, `${node?.label ?? 'the tree'} has no ${label}, only: ${children.map(child => child.label).join(', ')}`);
    node = next;
  }
  return node!;
}

export async function labelsBelow(redshift: RedshiftWorkbench, ...labels: string[]): Promise<string[]> {
  const node = labels.length > 0 ? await openNode(redshift, ...labels) : undefined;
  return (await redshift.tree.getChildren(node)).map(child => child.label);
}

/** Runs SQL in the sandbox and gives the rows of the last statement. */
export async function runSql(redshift: RedshiftWorkbench, ...texts: string[]): Promise<unknown[][]> {
  const connection = redshift.connections.get('sandbox');
  const statements = texts.map(text => ({ text, kind: 'unknown' as const, name: '', destructive: false }));
  const runs = await redshift.runner.run({ connection, statements });
  const last = runs.at(-1);
  assert.equal(runs.length, texts.length, last?.error);
  assert.equal(last?.status, 'finished', last?.error);
  if (!last.state?.hasResultSet) return [];
  return (await redshift.results.rowsOf(last.id, 0, 1_000)) ?? [];
}
