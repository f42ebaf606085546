// How fast valid statements are parsed, against other parsers from npm: one thread, one warmed process, the same statements, passes interleaved.
// The statements: our fixtures, and a corpus of real statements where one stands beside the project (REDSHIFT_WORKBENCH_CORPUS, JSON lines).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../server/src/syntax/document.ts';
import { fixtures } from '../support/fixtures.ts';
import { loadPeers, type MeasuredParser } from './peers.ts';
import { keep, median, printTable, type Row, root } from './report.ts';

const passes = Number(process.env.REDSHIFT_WORKBENCH_PASSES ?? 5);
/** A pass of a slow parser ends here: it is measured on as many statements as it manages. */
const longestPassMilliseconds = 2500;
const shortestPassMilliseconds = 500;

const ours: MeasuredParser = {
  name: 'Redshift Workbench',
  parses: sql => parseDocument(sql).statements.every(({ parsed }) => parsed.problems.length === 0),
};

const parsers = [ours, ...(await loadPeers())];
const sets: Record<string, string[]> = { fixtures: fixtureStatements() };
const corpus = corpusStatements();
if (corpus) sets.corpus = corpus;
else console.log('no corpus beside the project: fixtures only');

const measured: Record<string, Row[]> = {};
for (const [name, statements] of Object.entries(sets)) {
  const order = shuffled(statements);
  const rows = measure(order);
  measured[name] = rows;
  printTable(
    `${name}: ${statements.length} valid statements, ${(bytesOf(statements) / 1e6).toFixed(2)} MB, median of ${passes} passes`,
    rows,
  );
}
const common = sets.corpus ?? sets.fixtures!;
const peer = parsers.find(p => p.name.startsWith('libpg-query'));
if (peer) {
  const accepted = shuffled(common.filter(sql => peer.parses(sql)));
  measured['accepted by libpg-query'] = measure(accepted, [ours, peer]);
  printTable(`the ${accepted.length} of them that libpg-query accepts`, measured['accepted by libpg-query']);
}
keep('parse', { passes, measured });

function measure(all: readonly string[], chosen: readonly MeasuredParser[] = parsers): Row[] {
  const own = new Map(chosen.map(parser => [parser, parser.sample ? all.slice(0, parser.sample) : all]));
  const accepted = new Map(chosen.map(parser => [parser, warm(parser, own.get(parser)!)]));
  const runs = new Map(chosen.map(parser => [parser, [] as { statements: number; megabytes: number }[]]));
  for (let pass = 0; pass < passes; pass++) for (const parser of chosen) runs.get(parser)!.push(onePass(parser, own.get(parser)!, pass));
  const rows = chosen.map(parser => {
    const each = runs.get(parser)!;
    return {
      parser: parser.name,
      statements: own.get(parser)!.length,
      'accepted %': Number((100 * accepted.get(parser)!).toFixed(1)),
      'statements/s': Math.round(median(each.map(run => run.statements))),
      'MB/s': Number(median(each.map(run => run.megabytes)).toFixed(2)),
    };
  });
  const reference = rows.find(row => row.parser.startsWith('libpg-query'))?.['statements/s'];
  return rows.map(row => ({ ...row, ...(reference && { '× libpg-query': Number((row['statements/s'] / reference).toFixed(2)) }) }));
}

/** Runs the parser until it is warm and answers the share of statements that it accepts (of those it came to). */
function warm(parser: MeasuredParser, statements: readonly string[]): number {
  let accepted = 0;
  let done = 0;
  const until = performance.now() + (parser.sample ? 20 : 2) * longestPassMilliseconds;
  for (const sql of statements) {
    if (parser.parses(sql)) accepted++;
    done++;
    if (performance.now() > until) break;
  }
  const again = performance.now() + 300;
  for (let i = 0; performance.now() < again; i = (i + 1) % statements.length) parser.parses(statements[i]!);
  return accepted / done;
}

/**
 * One pass, begun at another statement each time, so that a slow parser does not see only the first ones; a fast one goes round until there is
 * something to measure. What counts is the time of this thread on the processor: other programs are busy too.
 */
function onePass(parser: MeasuredParser, statements: readonly string[], pass: number): { statements: number; megabytes: number } {
  const first = Math.floor((pass / passes) * statements.length);
  let bytes = 0;
  let done = 0;
  const begun = performance.now();
  const before = process.threadCpuUsage();
  for (;;) {
    const sql = statements[(first + done) % statements.length]!;
    parser.parses(sql);
    bytes += sql.length;
    done++;
    if ((done & 15) !== 0) continue;
    const milliseconds = performance.now() - begun;
    if (milliseconds > longestPassMilliseconds || (done >= statements.length && milliseconds > shortestPassMilliseconds)) break;
  }
  const { user, system } = process.threadCpuUsage(before);
  const seconds = (user + system) / 1e6;
  return { statements: done / seconds, megabytes: bytes / 1e6 / seconds };
}

function fixtureStatements(): string[] {
  return fixtures('grammar')
    .flatMap(({ text }) => parseDocument(text).statements)
    .filter(({ parsed }) => parsed.count > 0)
    .map(({ parsed }) => parsed.text.slice(parsed.starts[0]));
}

function corpusStatements(): string[] | undefined {
  const beside = join(root, '..');
  const found = readdirSync(beside).map(name => join(beside, name, 'corpus/dev.jsonl'));
  const file = process.env.REDSHIFT_WORKBENCH_CORPUS ?? found.find(path => existsSync(path));
  if (!file) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as { expect: string; sql: string })
    .filter(({ expect }) => expect === 'valid')
    .map(({ sql }) => sql);
}

/** The same order every time, and no file's statements together. */
function shuffled(statements: readonly string[]): string[] {
  const order = [...statements];
  let state = 42;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const other = state % (i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

function bytesOf(statements: readonly string[]): number {
  return statements.reduce((sum, sql) => sum + sql.length, 0);
}
