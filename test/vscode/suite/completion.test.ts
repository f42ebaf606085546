// What VS Code's own list shows: our proposals, and nothing of ours twice.
import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeEditors, openSql, patience, workbench } from '../story.ts';

describe('completion', function () {
  this.timeout(patience);
  const template = 'GRANT read on a schema';

  before(async () => {
    await workbench();
  });

  afterEach(closeEditors);

  async function labelsAt(text: string): Promise<string[]> {
    const offset = text.indexOf('|');
    const { document } = await openSql(text.replace('|', ''), 0);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(offset),
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  it('offers templates once where a statement begins, and not inside one', async () => {
    const atStart = await labelsAt('|\n');
    assert.equal(atStart.filter(label => label === template).length, 1);
    const inside = await labelsAt('SELECT | FROM raw_data.user_property;\n');
    assert.ok(inside.includes('DISTINCT'), inside.slice(0, 20).join(', '));
    assert.ok(!inside.includes(template));
  });
});
