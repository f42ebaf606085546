// Who may import whom: the layers of the design, where project references cannot say it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesBelow, type Import, importsOf } from './projectFiles.ts';

/** Each layer of the server with the layers it may use. `lsp`, `cli`, `main.ts` and `cli.ts` stand on all of them. */
const serverLayers: Record<string, string[]> = {
  text: [],
  dialect: [],
  syntax: ['text', 'dialect'],
  catalog: ['text', 'dialect', 'syntax'],
  semantics: ['text', 'dialect', 'syntax', 'catalog'],
  rules: ['text', 'dialect', 'syntax', 'catalog', 'semantics'],
  features: ['text', 'dialect', 'syntax', 'catalog', 'semantics', 'rules'],
};

/** Each layer of the client with the layers it may use. The files at the top of client/src put the parts together. */
const clientLayers: Record<string, string[]> = {
  aws: [],
  ui: ['aws'],
  catalog: ['ui', 'aws'],
  connections: ['ui', 'aws'],
  query: ['ui', 'aws', 'catalog', 'connections'],
  explorer: ['ui', 'aws', 'catalog', 'connections', 'query'],
  operations: ['ui', 'aws', 'catalog', 'connections', 'query', 'explorer'],
  results: ['ui', 'aws', 'catalog', 'connections', 'query'],
};

const imports = ['server/src', 'client/src', 'sandbox/src'].flatMap(folder => filesBelow(folder, /\.ts$/).flatMap(importsOf));

describe('layers', () => {
  it('sees the sources', () => {
    for (const part of ['server/src/', 'client/src/', 'sandbox/src/'])
      assert.ok(
        imports.some(({ from }) => from.startsWith(part)),
        part,
      );
  });

  it('the server’s layers import only from their left', () => {
    forbid('server/src/', serverLayers);
  });

  it('the client’s layers import only from their left', () => {
    forbid('client/src/', clientLayers);
  });

  it('the client takes only types of the protocol from the server', () => {
    none(
      ({ from, to, typeOnly }) => from.startsWith('client/') && to.startsWith('server/') && !(to === 'server/src/protocol.ts' && typeOnly),
    );
  });

  it('nobody imports the sandbox, and the sandbox takes only the parser from the server', () => {
    none(({ from, to }) => !from.startsWith('sandbox/') && to.startsWith('sandbox/'));
    none(({ from, to }) => from.startsWith('sandbox/') && to.startsWith('client/'));
    none(({ from, to }) => from.startsWith('sandbox/') && to.startsWith('server/') && !to.startsWith('server/src/syntax/'));
  });

  it('only client/src/aws and the sandbox import the AWS SDK', () => {
    none(({ from, to }) => /^@(aws-sdk|smithy)\//.test(to) && !from.startsWith('client/src/aws/') && !from.startsWith('sandbox/'));
  });

  it('client/src/aws knows nothing of VS Code', () => {
    none(({ from, to }) => from.startsWith('client/src/aws/') && /^vscode/.test(to));
  });

  it('only the edge of the server speaks the protocol of language servers', () => {
    none(
      ({ from, to }) =>
        from.startsWith('server/') &&
        /^vscode-languageserver(\/|$)/.test(to) &&
        !from.startsWith('server/src/lsp/') &&
        from !== 'server/src/main.ts',
    );
  });

  it('the server reads no file and opens no connection; the command line reads the files that it is given', () => {
    const isCommandLine = (path: string) => path === 'server/src/cli.ts' || path.startsWith('server/src/cli/');
    const inputAndOutput = /^(node:)?(fs|fs\/promises|net|http|https|http2|tls|dgram|child_process|worker_threads)$/;
    const readsItsGrammarInTests = 'server/src/syntax/grammarFiles.ts';
    none(
      ({ from, to }) => from.startsWith('server/') && inputAndOutput.test(to) && !isCommandLine(from) && from !== readsItsGrammarInTests,
    );
    none(({ from, to }) => from.startsWith('server/') && to === 'vscode');
  });
});

/** Fails with every import that goes from a layer to one it may not use. */
function forbid(source: string, layers: Record<string, string[]>): void {
  const layerOf = (path: string) => (path.startsWith(source) ? path.slice(source.length).split('/')[0]! : undefined);
  none(({ from, to }) => {
    const user = layerOf(from)!;
    const used = layerOf(to);
    if (used === undefined || user === used || !(user in layers)) return false;
    // A file at the top of the folder is the composition of everything, which no layer knows; types of the protocol are known to all.
    if (used === 'protocol.ts') return false;
    return !layers[user]!.includes(used);
  });
}

function none(isWrong: (one: Import) => boolean): void {
  assert.deepEqual(
    imports.filter(isWrong).map(({ from, to }) => `${from} → ${to}`),
    [],
  );
}
