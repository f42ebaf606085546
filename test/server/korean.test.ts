// The server in Korean: what it says is what the client sent for it at the start; to any other client it speaks English.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { CodeAction, CodeLens, CompletionList, Hover } from 'vscode-languageserver-protocol';
import { LanguageClient } from '../support/languageClient.ts';

const texts = JSON.parse(readFileSync(new URL('../../l10n/server.l10n.ko.json', import.meta.url), 'utf8'));
const script = 'CREATE DATASHARE s SET PUBLICACCESSIBLE TRUE;\nSELEC 1;\n';

describe('a client that sends Korean texts', () => {
  let client: LanguageClient;
  const uri = 'file:///korean.sql';
  const textDocument = { uri };
  const ask = <T>(method: string, params: object) =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument, ...params }) as Promise<T>;

  before(async () => {
    client = await LanguageClient.start(true, { texts });
    await client.open(uri, script);
  });
  after(() => client.stop());

  it('gets diagnostics and their fixes in Korean', async () => {
    assert.deepEqual(
      (await client.diagnostics(uri)).map(({ code, message }) => [code, message]),
      [
        ['SHR003', '인터넷에서 접근할 수 있는 클러스터도 이 데이터 공유를 사용할 수 있습니다'],
        ['unknown-statement', 'SELEC(으)로 시작하는 Redshift 문은 없습니다. SELECT을(를) 쓰려던 것인가요?'],
      ],
    );
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const titles = (await ask<CodeAction[]>('codeAction', { range, context: { diagnostics: [] } })).map(({ title }) => title);
    assert.ok(
      titles.includes('FALSE로 설정') && titles.includes('SELECT(으)로 변경') && titles.includes('이 줄에서 SHR003 끄기'),
      titles.join(),
    );
  });

  it('gets hovers, proposals and code lenses in Korean', async () => {
    const hover = await ask<Hover>('hover', { position: { line: 0, character: 2 } });
    assert.match(JSON.stringify(hover), /AWS 설명서/);
    const view = 'file:///view.sql';
    const { items } = (await client.complete(view, 'CREATE VIEW sales AS SELECT 1; SELECT * FROM sal$0')) as CompletionList;
    assert.equal(items.find(({ label }) => label === 'sales')?.labelDetails?.description, '이 스크립트의 뷰');
    const [lens] = await ask<CodeLens[]>('codeLens', {});
    assert.equal(((await client.connection.sendRequest('codeLens/resolve', lens)) as CodeLens).command?.title, '▷ 실행');
  });

  it('is told in Korean why a name cannot be renamed', async () => {
    await assert.rejects(ask('prepareRename', { position: { line: 0, character: 2 } }), /여기에는 바꿀 수 있는 이름이 없습니다/);
  });
});

it('a client that sends none gets English', async () => {
  const client = await LanguageClient.start();
  await client.open('file:///english.sql', script);
  assert.deepEqual(
    (await client.diagnostics('file:///english.sql')).map(({ message }) => message),
    [
      'Clusters that can be reached from the internet may consume this datashare',
      'SELEC does not begin a Redshift statement. Did you mean SELECT?',
    ],
  );
  await client.stop();
});
