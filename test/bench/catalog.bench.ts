// Completion against a large warehouse over a real LSP connection: 20,000 tables with 500,000 columns, a SELECT with three joins.
import { spawnSync } from 'node:child_process';
import type { CatalogRelation } from '../../server/src/protocol.ts';
import { MeasuredServer } from './languageServer.ts';
import { keep, percentile, printTable, type Row, root } from './report.ts';

const schemas = 20;
const tablesInSchema = 1_000;
const columnsInTable = 25;
const times = 60;
const uri = 'file:///query.sql';
const types = ['integer', 'character varying(256)', 'timestamp without time zone', 'numeric(18,2)'];

spawnSync(process.execPath, ['scripts/build.mjs', 'server', 'languageServer'], { cwd: root, stdio: 'ignore' });
const server = new MeasuredServer();
await server.request('initialize', {
  processId: null,
  rootUri: null,
  capabilities: {
    textDocument: {
      completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true }, completionList: { itemDefaults: ['editRange'] } },
    },
  },
});
server.notify('initialized', {});
const empty = server.megabytes ?? 0;
sendCatalog();
server.notify('redshift/documentConnection', { connection: 'bench', database: 'dev' });

const joins = `FROM table_0_1 a
JOIN schema_3.table_3_7 b ON a.column_1_0 = b.column_7_0
JOIN schema_5.table_5_9 c ON c.column_9_1 = a.column_1_1
JOIN schema_7.table_7_11 d ON d.column_11_1 = a.column_1_2`;
const rows: Row[] = [];
await measure('SELECT | with three joins', `SELECT  ${joins}`, 7);
await measure('SELECT b.| with three joins', `SELECT b. ${joins}`, 9);
await measure('a column being typed', `SELECT col ${joins}`, 10);
await measure('the third join condition', `SELECT * ${joins.slice(0, joins.lastIndexOf('d.column'))}`);
await measure('FROM |', 'SELECT * FROM ');
await measure('FROM t3| (all schemas)', 'SELECT * FROM t3');
await measure('FROM schema_4.table_4_9|', 'SELECT * FROM schema_4.table_4_9');
const full = server.megabytes ?? 0;
await server.stop();
printTable(`${schemas * tablesInSchema} tables, ${schemas * tablesInSchema * columnsInTable} columns; request → answer`, rows);
console.log(`memory of the server: ${full} MB, ${full - empty} MB of it for the catalog and the requests`);
keep('catalog', { tables: schemas * tablesInSchema, columns: schemas * tablesInSchema * columnsInTable, rows, memory: full });

function sendCatalog(): void {
  const names = Array.from({ length: schemas }, (_, s) => (s === 0 ? 'public' : `schema_${s}`));
  server.notify('redshift/catalogChanged', { connection: 'bench', database: 'dev', schemas: names.map(name => ({ name, kind: 'local' })) });
  names.forEach((schema, s) => {
    const relations = Array.from({ length: tablesInSchema }, (_, t): CatalogRelation => {
      const columns = Array.from({ length: columnsInTable }, (_, c) => ({ name: `column_${t % 50}_${c}`, type: types[c % types.length]! }));
      return { name: `table_${s}_${t}`, kind: 'table', columns };
    });
    server.notify('redshift/catalogChanged', {
      connection: 'bench',
      database: 'dev',
      contents: [{ schema, relations, functions: [], models: [] }],
    });
  });
}

/** Asks at `character` of the text's first line; at the end of the text when there is none. */
async function measure(what: string, text: string, character?: number): Promise<void> {
  const lines = text.split('\n');
  const position = character === undefined ? { line: lines.length - 1, character: lines.at(-1)!.length } : { line: 0, character };
  const milliseconds: number[] = [];
  let items = 0;
  for (let version = 1; version <= times; version++) {
    server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'redshift-sql', version, text } });
    const asked = performance.now();
    const answer = await server.request('textDocument/completion', { textDocument: { uri }, position });
    milliseconds.push(performance.now() - asked);
    items = answer.items.length;
    server.notify('textDocument/didClose', { textDocument: { uri } });
  }
  const at = (share: number) => Number(percentile(milliseconds, share).toFixed(2));
  rows.push({ what, items, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'max ms': at(1) });
}
