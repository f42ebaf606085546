// Long lists in the tree: page by page, and a page that fails takes nothing away.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Children, TreeNode } from '../../../client/src/explorer/node.ts';
import { NodeTree } from '../../../client/src/explorer/treeProvider.ts';
import { Log } from '../../../client/src/ui/log.ts';

let count = 0;
const owned: vscode.Disposable[] = [];

/** A tree over a list that comes in pages of two; pages in `failing` are refused once. */
function pagedTree(total: number, failing = new Set<number>()): { tree: NodeTree; loadMoreCommand: string } {
  const leaf = (number: number): TreeNode => ({ id: `leaf ${number}`, label: String(number), icon: 'table', contextValue: 'leaf' });
  const load = async (from: number): Promise<Children> => {
    if (failing.delete(from)) throw new Error(`page ${from} is refused`);
    const nodes = Array.from({ length: Math.min(2, total - from) }, (_, index) => leaf(from + index));
    return from + 2 < total ? { nodes, more: () => load(from + 2) } : { nodes };
  };
  const log = new Log();
  const id = ++count;
  const loadMoreCommand = `story.loadMore${id}`;
  const tree = new NodeTree({
    log,
    roots: async () => ({
      nodes: [{ id: 'list', label: 'list', icon: 'list-flat', contextValue: 'list', emptyLabel: 'nothing here', children: () => load(0) }],
    }),
    errorContext: () => ({}),
    retryCommand: `story.retry${id}`,
    loadMoreCommand,
  });
  owned.push(tree, log);
  return { tree, loadMoreCommand };
}

async function labels(tree: NodeTree): Promise<string[]> {
  const [list] = await tree.getChildren();
  return (await tree.getChildren(list)).map(node => node.label);
}

describe('long lists in the tree', () => {
  afterEach(() => {
    for (const part of owned.splice(0)) part.dispose();
  });

  it('come page by page, the last line loading more', async () => {
    const { tree, loadMoreCommand } = pagedTree(5);
    const more = vscode.l10n.t('Load more');
    assert.deepEqual(await labels(tree), ['0', '1', more]);
    await vscode.commands.executeCommand(loadMoreCommand, 'list');
    assert.deepEqual(await labels(tree), ['0', '1', '2', '3', more]);
    await vscode.commands.executeCommand(loadMoreCommand, 'list');
    assert.deepEqual(await labels(tree), ['0', '1', '2', '3', '4']);
  });

  it('begin again after a refresh', async () => {
    const { tree, loadMoreCommand } = pagedTree(5);
    await labels(tree);
    await vscode.commands.executeCommand(loadMoreCommand, 'list');
    tree.refresh();
    assert.equal((await labels(tree)).length, 3);
  });

  it('keep what is there when a page fails, and can be tried again', async () => {
    const { tree, loadMoreCommand } = pagedTree(5, new Set([2]));
    await labels(tree);
    await vscode.commands.executeCommand(loadMoreCommand, 'list');
    assert.equal((await labels(tree)).length, 3);
    await vscode.commands.executeCommand(loadMoreCommand, 'list');
    assert.equal((await labels(tree)).length, 5);
  });

  it('say so when they are empty', async () => {
    assert.deepEqual(await labels(pagedTree(0).tree), ['nothing here']);
  });

  it('offer a retry when the first page fails', async () => {
    const { tree } = pagedTree(3, new Set([0]));
    assert.deepEqual(await labels(tree), ['page 0 is refused']);
    assert.deepEqual((await labels(tree)).slice(0, 2), ['0', '1']);
  });
});
