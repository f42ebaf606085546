// The language features over the wire: what an editor sends and what it gets back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DocumentSymbol, Hover, SignatureHelp } from 'vscode-languageserver-protocol';
import type { StatementInfo } from '../../server/src/protocol.ts';
import { LanguageClient } from '../support/languageClient.ts';

let client: LanguageClient;
let documents = 0;
const fresh = () => `file:///script-${++documents}.sql`;

before(async () => {
  client = await LanguageClient.start();
});
after(async () => {
  assert.equal(await client.stop(), 0);
});

const labels = (items: readonly { label: string }[]) => items.map(item => item.label);

describe('without a catalog', () => {
  test('keywords and names of the script', async () => {
    const { items, isIncomplete } = await client.complete(fresh(), 'CREATE TABLE t (a int, b date);\nSELECT t.$0 FROM t');
    assert.deepEqual(labels(items), ['a', 'b', '*']);
    assert.equal(isIncomplete, false);
  });

  test('an item replaces the word that is typed', async () => {
    const { items } = await client.complete(fresh(), 'SELECT *\nFRO$0');
    const from = items.find(item => item.label === 'FROM');
    assert.deepEqual(from?.textEdit, { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'FROM' });
  });

  test('the order is that of sortText', async () => {
    const { items } = await client.complete(fresh(), 'GRANT USAGE ON $0');
    assert.deepEqual(labels([...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1))), labels(items));
  });

  test('what was accepted is first the next time, in every script', async () => {
    const uri = fresh();
    await client.open(uri, 'CREATE TABLE t (first_one int, second_one int);\nSELECT ');
    const position = { line: 1, character: 7 };
    const ask = async (at: { line: number; character: number }) =>
      labels(
        (
          await client.connection.sendRequest<{ items: { label: string }[] }>('textDocument/completion', {
            textDocument: { uri },
            position: at,
          })
        ).items,
      );
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: position, end: position }, text: ' FROM t' }],
    });
    assert.deepEqual((await ask(position)).slice(0, 2), ['first_one', 'second_one']);
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ range: { start: position, end: position }, text: 'second_one' }],
    });
    const { items } = await client.complete(fresh(), 'CREATE TABLE t (first_one int, second_one int);\nSELECT $0 FROM t');
    assert.deepEqual(labels(items).slice(0, 2), ['second_one', 'first_one']);
  });

  test('documentation comes when it is asked for', async () => {
    const { items } = await client.complete(fresh(), 'SELECT dated$0');
    const item = items.find(candidate => candidate.label === 'DATEDIFF');
    assert.equal(item?.documentation, undefined);
    const { documentation } = await client.resolve(item!);
    assert.match(JSON.stringify(documentation), /DATEDIFF\(datepart.*r_DATEDIFF_function\.html/);
  });

  test('lines are folded once', async () => {
    const uri = fresh();
    await client.open(uri, 'SELECT 1;\nCREATE TABLE x (a int,\n b int);\n');
    const ranges = await client.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } });
    assert.deepEqual(ranges, [{ startLine: 1, endLine: 2 }]);
  });

  test('a diagnostic and its version', async () => {
    const uri = fresh();
    await client.open(uri, 'SELCT 1');
    const [problem] = await client.diagnostics(uri);
    assert.deepEqual(problem?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } });
  });
});

describe('with a catalog', () => {
  const connection = 'test';

  test('what is missing is asked for once, and there when it has come', async () => {
    await client.catalogChanged({
      connection,
      database: 'dev',
      schemas: [
        { name: 'public', kind: 'local' },
        { name: 'raw', kind: 'local' },
      ],
    });
    const uri = fresh();
    await client.connection.sendNotification('redshift/documentConnection', { uri, connection, database: 'dev' });
    const first = await client.complete(uri, 'SELECT * FROM raw.$0');
    assert.deepEqual([first.items.length, first.isIncomplete], [0, true]);
    await client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 18 } });
    assert.deepEqual(
      client.loads.filter(load => load.schema === 'raw'),
      [{ connection, database: 'dev', schema: 'raw' }],
    );
    await client.catalogChanged({
      connection,
      database: 'dev',
      contents: [
        {
          schema: 'raw',
          relations: [{ name: 'events', kind: 'table', columns: [{ name: 'id', type: 'bigint' }] }],
          functions: [],
          models: [],
        },
      ],
    });
    const second = (await client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: { line: 0, character: 18 },
    })) as typeof first;
    assert.deepEqual([labels(second.items), second.isIncomplete], [['events'], false]);
  });

  test('a document without connection sees nothing of it', async () => {
    const uri = fresh();
    const { items } = await client.complete(uri, 'SELECT * FROM raw.$0');
    assert.deepEqual(items, []);
  });

  test('a connection that is forgotten is gone', async () => {
    const uri = fresh();
    await client.connection.sendNotification('redshift/documentConnection', { uri, connection, database: 'dev' });
    await client.connection.sendNotification('redshift/catalogForgotten', { connection });
    const { items } = await client.complete(uri, 'SELECT * FROM raw.$0');
    assert.deepEqual(items, []);
  });
});

describe('statements for the runner', () => {
  test('the one at the cursor', async () => {
    const uri = fresh();
    const position = await client.open(uri, 'SELECT 1;\n-- rest\nDELETE $0FROM t;\n');
    const info = (await client.connection.sendRequest('redshift/statementAt', { uri, position })) as StatementInfo;
    assert.deepEqual(info, {
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 13 } },
      text: 'DELETE FROM t',
      kind: 'write',
      name: 'DELETE',
      destructive: true,
    });
  });

  test('a selection is a script of its own', async () => {
    const uri = fresh();
    await client.open(uri, 'SELECT a, b FROM t; SELECT 2');
    const range = { start: { line: 0, character: 10 }, end: { line: 0, character: 28 } };
    const infos = (await client.connection.sendRequest('redshift/statements', { uri, range })) as StatementInfo[];
    assert.deepEqual(
      infos.map(info => [info.text, info.range.start.character]),
      [
        ['b FROM t', 10],
        ['SELECT 2', 20],
      ],
    );
  });

  test('none in an unknown document', async () => {
    assert.equal(
      await client.connection.sendRequest('redshift/statementAt', { uri: 'file:///none.sql', position: { line: 0, character: 0 } }),
      null,
    );
  });
});

describe('reading', () => {
  test('hover has a range and Markdown', async () => {
    const uri = fresh();
    const position = await client.open(uri, 'CREATE TABLE t (a int);\nSELECT $0a FROM t');
    const hover = (await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position })) as Hover;
    assert.deepEqual(hover.range, { start: { line: 1, character: 7 }, end: { line: 1, character: 8 } });
    assert.match(JSON.stringify(hover.contents), /a int.*column of t/);
  });

  test('signature help marks the argument', async () => {
    const uri = fresh();
    const position = await client.open(uri, 'SELECT dateadd(day, $0');
    const help = (await client.connection.sendRequest('textDocument/signatureHelp', { textDocument: { uri }, position })) as SignatureHelp;
    const { label, parameters } = help.signatures[help.activeSignature ?? 0]!;
    const [start, end] = parameters![help.activeParameter as number]!.label as [number, number];
    assert.equal(label.slice(start, end), 'interval');
  });

  test('the shape of a query is for those who ask, not for every space they type', async () => {
    const help = async (marked: string, context: object) => {
      const uri = fresh();
      const position = await client.open(uri, marked);
      const answer = await client.connection.sendRequest('textDocument/signatureHelp', { textDocument: { uri }, position, context });
      return (answer as SignatureHelp | null) !== null;
    };
    const typed = { triggerKind: 2, triggerCharacter: ' ', isRetrigger: false };
    assert.deepEqual(
      [
        await help('SELECT $0', typed),
        await help('SELECT $0', { triggerKind: 1, isRetrigger: false }),
        await help('GRANT SELECT ON $0', typed),
      ],
      [false, true, true],
    );
    assert.equal(await help('SELECT dateadd(day, $0', typed), true);
  });

  test('the outline', async () => {
    const uri = fresh();
    await client.open(uri, 'CREATE TABLE s.t (a int);\nGRANT SELECT ON s.t TO ROLE r;');
    const symbols = (await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })) as DocumentSymbol[];
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children?.map(child => child.name)]),
      [
        ['s.t', 'CREATE TABLE', ['a']],
        ['s.t', 'GRANT', []],
      ],
    );
  });
});
