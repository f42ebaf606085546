// Navigation over the wire: what an editor sends and what it gets back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  CodeLens,
  DocumentHighlight,
  FoldingRange,
  InlayHint,
  LinkedEditingRanges,
  Location,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { LanguageClient } from '../support/languageClient.ts';

let client: LanguageClient;
before(async () => {
  client = await LanguageClient.start();
});
after(async () => {
  assert.equal(await client.stop(), 0);
});

const ask = <Result>(method: string, params: object) => client.connection.sendRequest(`textDocument/${method}`, params) as Promise<Result>;
const range = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });

describe('two open scripts', () => {
  const made = 'file:///made.sql';
  const used = 'file:///used.sql';
  let place: { textDocument: { uri: string }; position: { line: number; character: number } };
  before(async () => {
    await client.open(made, 'CREATE TABLE shop.orders (id int, total int);');
    place = {
      textDocument: { uri: used },
      position: await client.open(used, 'SELECT o.$0total\nFROM shop.orders o;\nUPDATE shop.orders SET total = 1;'),
    };
  });

  test('definition', async () => assert.deepEqual(await ask<Location[]>('definition', place), [{ uri: made, range: range(0, 34, 39) }]));
  test('references with and without the declaration', async () => {
    const found = async (includeDeclaration: boolean) =>
      (await ask<Location[]>('references', { ...place, context: { includeDeclaration } })).map(
        ({ uri, range }) => `${uri} ${range.start.line}`,
      );
    assert.deepEqual(await found(true), [`${made} 0`, `${used} 0`, `${used} 2`]);
    assert.deepEqual(await found(false), [`${used} 0`, `${used} 2`]);
  });
  test('highlights: read and written', async () =>
    assert.deepEqual(await ask<DocumentHighlight[]>('documentHighlight', place), [
      { range: range(0, 9, 14), kind: 2 },
      { range: range(2, 23, 28), kind: 3 },
    ]));
  test('rename, prepared and done', async () => {
    assert.deepEqual(await ask('prepareRename', place), { range: range(0, 9, 14), placeholder: 'total' });
    const { changes } = await ask<WorkspaceEdit>('rename', { ...place, newName: 'amount' });
    assert.deepEqual(changes, {
      [made]: [{ range: range(0, 34, 39), newText: 'amount' }],
      [used]: [
        { range: range(0, 9, 14), newText: 'amount' },
        { range: range(2, 23, 28), newText: 'amount' },
      ],
    });
  });
  test('a rename that would mean something else is refused, with a reason', async () => {
    await assert.rejects(ask('rename', { ...place, newName: 'id' }), /The name is taken/);
    await assert.rejects(ask('prepareRename', { ...place, position: { line: 0, character: 1 } }), /no name here/);
  });
  test('workspace symbols', async () => {
    const found = (await client.connection.sendRequest('workspace/symbol', { query: 'ord' })) as SymbolInformation[];
    assert.deepEqual(
      found.map(({ name, containerName, location }) => [name, containerName, location]),
      [['shop.orders', 'CREATE TABLE', { uri: made, range: range(0, 13, 24) }]],
    );
  });
});

describe('scripts of the workspace that are not open', () => {
  const made = 'file:///closed/made.sql';
  const used = 'file:///closed/used.sql';
  const tell = (uri: string, text: string | null) => client.connection.sendNotification('redshift/scripts', { scripts: [{ uri, text }] });
  let place: { textDocument: { uri: string }; position: { line: number; character: number } };
  before(async () => {
    await tell(made, 'CREATE TABLE stock.parts (id int, weight int);');
    place = { textDocument: { uri: used }, position: await client.open(used, 'SELECT p.$0weight FROM stock.parts p;') };
  });

  test('are where things are made', async () =>
    assert.deepEqual(await ask<Location[]>('definition', place), [{ uri: made, range: range(0, 34, 40) }]));
  test('are renamed in, and found by name', async () => {
    const { changes } = await ask<WorkspaceEdit>('rename', { ...place, newName: 'grams' });
    assert.deepEqual(Object.keys(changes!).sort(), [made, used]);
    const found = (await client.connection.sendRequest('workspace/symbol', { query: 'stock.parts' })) as SymbolInformation[];
    assert.deepEqual(
      found.map(({ location }) => location.uri),
      [made],
    );
  });
  test('give way to what the editor has open, and come back when it is closed', async () => {
    await client.open(made, '-- moved\nCREATE TABLE stock.parts (id int, weight int);');
    assert.deepEqual(await ask<Location[]>('definition', place), [{ uri: made, range: range(1, 34, 40) }]);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: made } });
    assert.deepEqual(await ask<Location[]>('definition', place), [{ uri: made, range: range(0, 34, 40) }]);
  });
  test('are gone when their file is', async () => {
    await tell(made, null);
    assert.deepEqual(await ask<Location[]>('definition', place), []);
  });
});

test('what is typed into an alias goes into its other places; not into what other statements see', async () => {
  const uri = 'file:///linked.sql';
  const position = await client.open(uri, 'SELECT $0o.a FROM t o WHERE o.b = 1');
  const { ranges } = await ask<LinkedEditingRanges>('linkedEditingRange', { textDocument: { uri }, position });
  assert.deepEqual(ranges, [range(0, 7, 8), range(0, 18, 19), range(0, 26, 27)]);
  assert.equal(await ask('linkedEditingRange', { textDocument: { uri }, position: { line: 0, character: 16 } }), null);
});

test('semantic tokens of the whole and of a range; a string of two lines is told line by line', async () => {
  const uri = 'file:///tokens.sql';
  await client.open(uri, "SELECT 'a\nb';\nSELECT 1;");
  const legend = client.capabilities.semanticTokensProvider!.legend.tokenTypes;
  const read = ({ data }: SemanticTokens) =>
    Array.from({ length: data.length / 5 }, (_, i) => [...data.slice(i * 5, i * 5 + 3), legend[data[i * 5 + 3]!]]);
  assert.deepEqual(read(await ask('semanticTokens/full', { textDocument: { uri } })), [
    [0, 0, 6, 'keyword'],
    [0, 7, 2, 'string'],
    [1, 0, 2, 'string'],
    [1, 0, 6, 'keyword'],
    [0, 7, 1, 'number'],
  ]);
  const { resultId } = await ask<SemanticTokens>('semanticTokens/full', { textDocument: { uri } });
  const contentChanges = [{ range: range(2, 7, 8), text: 'x' }];
  await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
  const { edits } = await ask<SemanticTokensDelta>('semanticTokens/full/delta', { textDocument: { uri }, previousResultId: resultId });
  assert.deepEqual(
    edits.map(({ data }) => data?.length ?? 0),
    [1],
    'only the kind of the last token has changed',
  );
  assert.deepEqual(read(await ask('semanticTokens/range', { textDocument: { uri }, range: range(2, 0, 9) })), [
    [2, 0, 6, 'keyword'],
    [0, 7, 1, 'property'],
  ]);
});

test('folding and selection', async () => {
  const uri = 'file:///ranges.sql';
  await client.open(uri, 'SELECT f(\n  a\n)\nFROM t;');
  assert.deepEqual(
    (await ask<FoldingRange[]>('foldingRange', { textDocument: { uri } })).map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [0, 3],
      [0, 1],
    ],
  );
  const [selection] = await ask<SelectionRange[]>('selectionRange', { textDocument: { uri }, positions: [{ line: 1, character: 2 }] });
  assert.deepEqual(
    [selection!.range, selection!.parent!.range],
    [range(1, 2, 3), { start: { line: 0, character: 8 }, end: { line: 2, character: 1 } }],
  );
});

test('code lenses of a long script get their commands when they are on the screen', async () => {
  const uri = 'file:///long.sql';
  await client.open(uri, 'SELECT 1;\n'.repeat(300));
  const found = await ask<CodeLens[]>('codeLens', { textDocument: { uri } });
  assert.deepEqual([found.length, found.filter(({ command }) => command).length], [600, 0]);
  const { command } = (await client.connection.sendRequest('codeLens/resolve', found.at(-1)!)) as CodeLens;
  assert.deepEqual(command?.arguments, [range(299, 0, 9)]);
  await client.open('file:///short.sql', 'SELECT 1;');
  const [lens] = await ask<CodeLens[]>('codeLens', { textDocument: { uri: 'file:///short.sql' } });
  assert.equal(lens?.command?.title, '▷ Run');
});

test('inlay hints and code lenses, and their settings', async () => {
  const uri = 'file:///hints.sql';
  await client.open(uri, 'INSERT INTO t (a) VALUES (1);');
  const hints = () => ask<InlayHint[]>('inlayHint', { textDocument: { uri }, range: range(0, 0, 29) });
  const lenses = async () => {
    const found = await ask<CodeLens[]>('codeLens', { textDocument: { uri } });
    return Promise.all(found.map(lens => client.connection.sendRequest('codeLens/resolve', lens) as Promise<CodeLens>));
  };
  assert.deepEqual(
    (await hints()).map(({ label, position }) => [label, position.character]),
    [['a:', 26]],
  );
  assert.deepEqual(
    (await lenses()).map(({ command }) => command),
    [
      { title: '▷ Run', command: 'redshift.runStatement', arguments: [range(0, 0, 29)] },
      { title: 'Explain', command: 'redshift.explainStatement', arguments: [range(0, 0, 29)] },
    ],
  );
  const settings = { redshift: { inlayHints: { insertColumns: false }, codeLens: { enabled: false } } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  assert.deepEqual([await hints(), await lenses()], [[], []]);
});

test('formatting and hints are told their settings by the same notification', async () => {
  const uri = 'file:///settings.sql';
  await client.open(uri, 'SELECT 1');
  const settings = { redshift: { format: { keywordCase: 'lower' }, codeLens: { enabled: true } } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  const edits = await ask<{ newText: string }[]>('formatting', { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } });
  assert.match(edits[0]?.newText ?? '', /^select/);
  assert.equal((await ask<CodeLens[]>('codeLens', { textDocument: { uri } })).length, 2);
});
