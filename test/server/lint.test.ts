// Rules over the wire: diagnostics with their pages, quick fixes, fix all, severities from the settings and from redshift-lint.json.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { LanguageClient } from '../support/languageClient.ts';

let client: LanguageClient;
let documents = 0;

before(async () => {
  client = await LanguageClient.start();
});
after(async () => {
  assert.equal(await client.stop(), 0);
});

/** Opens a script and answers its address and problems. */
async function open(text: string): Promise<{ uri: string; diagnostics: readonly Diagnostic[] }> {
  const uri = `file:///lint-${++documents}.sql`;
  await client.open(uri, text);
  return { uri, diagnostics: await client.diagnostics(uri) };
}

const start = { line: 0, character: 0 };
const whole = { start, end: { line: 99, character: 0 } };
const actions = (uri: string, range = whole, only?: string[]) =>
  client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], only } }) as Promise<
    CodeAction[]
  >;

const conjunction = 'ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE;\n';
const shared = 'CREATE DATASHARE s SET PUBLICACCESSIBLE TRUE;\n';

test('a diagnostic names its rule and links to its page', async () => {
  const { diagnostics } = await open(shared);
  const [problem] = diagnostics;
  assert.equal(problem?.code, 'SHR003');
  assert.equal(problem?.severity, 2);
  assert.match(problem?.codeDescription?.href ?? '', /^https:.*\/docs\/rules\/SHR003-datashare-publicly-accessible\.md$/);
});

describe('code actions', () => {
  test('fix a problem, or silence its rule', async () => {
    const { uri } = await open(conjunction);
    const found = await actions(uri, { start, end: { line: 0, character: 60 } }, ['quickfix']);
    const own = found.filter(action => action.diagnostics?.[0]?.code === 'RLS030');
    assert.deepEqual(
      own.map(({ title, isPreferred }) => `${title}${isPreferred ? ' *' : ''}`),
      ['Add AND *', 'Disable RLS030 for this line', 'Disable RLS030 for this file'],
    );
    const at = { line: 0, character: 52 };
    assert.deepEqual(own[0]!.edit!.changes![uri], [{ range: { start: at, end: at }, newText: ' AND' }]);
    assert.deepEqual(own[1]!.edit!.changes![uri], [
      { range: { start, end: start }, newText: '-- redshift-lint-disable-next-line RLS030 reason: \n' },
    ]);
  });

  test('silence a rule, also in the body of a procedure', async () => {
    const text = `CREATE PROCEDURE p() AS $$\nBEGIN\n  ${conjunction}END;\n$$ LANGUAGE plpgsql;\n`;
    const { uri, diagnostics } = await open(text);
    const problem = diagnostics.find(({ code }) => code === 'RLS030')!;
    const found = await actions(uri, problem.range, ['quickfix']);
    for (const title of ['Disable RLS030 for this line', 'Disable RLS030 for this file']) {
      const { newText, range } = found.find(action => action.title === title)!.edit!.changes![uri]![0]!;
      const lines = text.split('\n');
      lines[range.start.line] = newText + lines[range.start.line]!;
      const silenced = await open(lines.join('\n'));
      assert.deepEqual(
        silenced.diagnostics.filter(({ code }) => code === 'RLS030' || code === 'unused-suppression'),
        [],
        title,
      );
    }
  });

  test('put no comment into a string', async () => {
    const text = "COPY t FROM 's3://b/k' CREDENTIALS 'x\naws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=y';\n";
    const { uri } = await open(text);
    for (const { title, edit } of await actions(uri, whole, ['quickfix']))
      if (title.startsWith('Disable')) assert.equal(edit!.changes![uri]![0]!.range.start.line, 0, title);
  });

  test('fix all takes the safe fixes alone', async () => {
    const { uri } = await open(`${conjunction}${shared}${conjunction}`);
    const found = await actions(uri, whole, ['source.fixAll']);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['source.fixAll.redshift'],
    );
    assert.deepEqual(
      found[0]!.edit!.changes![uri]!.map(({ newText, range }) => `${range.start.line} ${newText}`),
      ['0  AND', '2  AND'],
    );
  });

  test('there is no fix all where nothing is safe to fix', async () => {
    const { uri } = await open(shared);
    assert.deepEqual(await actions(uri, whole, ['source.fixAll.redshift']), []);
  });
});

describe('severities', () => {
  const severityOf = async () => (await open(shared)).diagnostics.find(({ code }) => code === 'SHR003')?.severity;
  test('of the settings', async () => {
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { redshift: { lint: { rules: { SHR003: 'error' } } } },
    });
    assert.equal(await severityOf(), 1);
  });
  test('of the workspace’s file, which wins', async () => {
    await client.connection.sendNotification('redshift/lintFile', { content: { rules: { SHR: 'info', SHR003: 'off' } } });
    assert.equal(await severityOf(), undefined);
    await client.connection.sendNotification('redshift/lintFile', { content: { rules: { SHR: 'off' } } });
    assert.equal(await severityOf(), undefined, 'also over a rule of the settings with its family');
    await client.connection.sendNotification('redshift/lintFile', { content: null });
    assert.equal(await severityOf(), 1);
  });

  describe('of the nearest file', () => {
    const tell = (folder: string, content: unknown) =>
      client.connection.sendNotification('redshift/lintFile', { uri: `${folder}redshift-lint.json`, content });
    const severityIn = async (folder: string) => {
      const uri = `${folder}lint-${++documents}.sql`;
      await client.open(uri, shared);
      return (await client.diagnostics(uri)).find(({ code }) => code === 'SHR003')?.severity;
    };
    before(async () => {
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { redshift: { lint: { rules: {} } } } });
      await tell('file:///one/', { rules: { SHR: 'off' } });
      await tell('file:///one/a/', { rules: { SHR003: 'error' } });
      await tell('file:///two/', { rules: {} });
      await tell('untitled:', { rules: { SHR003: 'info' } });
      await client.connection.sendNotification('redshift/lintFile', { content: { rules: { SHR003: 'error' } } });
    });
    after(async () => {
      for (const folder of ['file:///one/', 'file:///two/', 'untitled:']) await tell(folder, null);
      await client.connection.sendNotification('redshift/lintFile', { content: null });
    });

    for (const [folder, severity, why] of [
      ['file:///one/', undefined, 'in its folder'],
      ['file:///one/b/c/', undefined, 'above its folder'],
      ['file:///one/a/d/', 1, 'files do not add up'],
      ['file:///one-more/', 1, 'a client that tells no address means all that have none'],
      ['file:///two/', 2, 'a file that says nothing is one'],
      ['untitled:', 3, 'of no folder'],
      ['untitled:/one/', undefined, 'not saved yet'],
    ] as const)
      test(`${folder}: ${why}`, async () => assert.equal(await severityIn(folder), severity));

    test('is followed while a document is open', async () => {
      const uri = 'file:///one/a/open.sql';
      await client.open(uri, shared);
      const severity = async () => (await client.diagnostics(uri)).find(({ code }) => code === 'SHR003')?.severity;
      assert.equal(await severity(), 1);
      const changed = async (content: unknown) => {
        const next = client.nextDiagnostics(uri);
        await tell('file:///one/a/', content);
        return (await next).find(({ code }) => code === 'SHR003')?.severity;
      };
      assert.equal(await changed({ rules: { SHR003: 'info' } }), 3);
      assert.equal(await changed(null), undefined, 'the next one above holds');
      assert.equal(await changed({}), 2);
      assert.equal(await changed(null), undefined);
    });
  });
});
