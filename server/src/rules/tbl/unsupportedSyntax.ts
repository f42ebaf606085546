// What TBL003 says where the parser stops: clauses and statements of PostgreSQL and other databases that scripts bring along.
// https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html

import type { SyntaxProblem } from '../../syntax/parsedStatement.ts';
import { say } from '../../text/say.ts';
import type { Explanation } from '../rule.ts';

interface Unsupported {
  /** What stands before the place where the parser stops. */
  readonly before: RegExp;
  /** What begins there; with `back` it may begin that much of `before` earlier. */
  readonly from: RegExp;
  readonly instead?: () => string;
  /** The last words of `before` that belong to it. */
  readonly back?: RegExp;
  /** What to call it where its words do not say it. */
  readonly name?: () => string;
  /** A statement that Redshift does not have: nothing else of it is told. */
  readonly whole?: true;
  /** What the fix writes in its place; absent where it is not for a machine to say. */
  readonly write?: string;
}

const createTable = '^\\s*CREATE\\s+(?:(?:LOCAL\\s+)?TEMP(?:ORARY)?\\s+)?TABLE\\b[^;]*';
const behindColumns = new RegExp(`${createTable}\\)\\s*$`, 'i');
const behindType = new RegExp(`${createTable}[\\w)]\\s+$`, 'i');
const alterTable = /^\s*ALTER\s+TABLE\s+[\w."]+\s+$/i;

const table: readonly Unsupported[] = [
  {
    before: /\bALTER\s+(?:COLUMN\s+)?\S+\s+(?:SET|DROP)\s+$/i,
    back: /(?:SET|DROP)\s+$/i,
    from: /^NOT\s+NULL/i,
    instead: () => say`add a column, fill it, drop the old one and rename`,
  },
  {
    before: /^\s*CREATE\s+OR\s+REPLACE\s+$/i,
    back: /CREATE\s+OR\s+REPLACE\s+$/i,
    from: /^TABLE/i,
    instead: () => say`write DROP TABLE IF EXISTS in front of CREATE TABLE`,
  },
  {
    before: /^\s*ALTER\s+TABLE\s+\S+\s+SET\s+$/i,
    back: /SET\s+$/i,
    from: /^SCHEMA/i,
    instead: () => say`create the table there and copy its rows`,
  },
  {
    before: /\bADD\s+(?:COLUMN\s+)?$/i,
    from: /^IF\s+NOT\s+EXISTS/i,
    name: () => say`ADD COLUMN IF NOT EXISTS`,
    instead: () => say`ask SVV_COLUMNS first`,
  },
  {
    before: alterTable,
    from: /^(?:MODIFY|CHANGE|INHERIT|NO\s+INHERIT|CLUSTER\s+ON|VALIDATE)\b/i,
    whole: true,
  },
  {
    before: /^\s*ALTER\s+TABLE\s+\S+\s+(?:ENABLE|DISABLE)\s+$/i,
    from: /^TRIGGER/i,
    name: () => say`triggers`,
    instead: () => say`delete the statement`,
  },
  {
    before: /^\s*EXPLAIN\s+$/i,
    back: /EXPLAIN\s+$/i,
    from: /^ANALY[SZ]E/i,
    instead: () => say`EXPLAIN shows the plan, SYS_QUERY_DETAIL what a query did when it ran`,
  },
  {
    before: /\bOVER\s+$/i,
    back: /OVER\s+$/i,
    from: /^\w+/i,
    name: () => say`named windows`,
    instead: () => say`write the window itself behind OVER, in parentheses`,
  },
  {
    before: /^\s*CREATE\s[^;]*\bWITH\s+$/i,
    back: /WITH\s+$/i,
    from: /^(?:(?:CASCADED|LOCAL)\s+)?CHECK\s+OPTION/i,
    instead: () => say`leave it out`,
  },
  { before: new RegExp(`${createTable}\\(\\s*$`, 'i'), from: /^\)\s*INHERITS\b/i, instead: () => say`copy the columns with LIKE` },
  { before: behindColumns, from: /^PARTITION\s+BY\b/i, instead: () => say`choose a SORTKEY; only external tables have partitions` },
  {
    before: new RegExp(`${createTable}\\bPARTITION\\s+$`, 'i'),
    back: /PARTITION\s+$/i,
    from: /^OF\b/i,
    instead: () => say`create one table`,
  },
  { before: behindColumns, from: /^WITH\s*\(/i, name: () => say`storage parameters`, instead: () => say`leave them out` },
  { before: behindColumns, from: /^ON\s+COMMIT\b/i, instead: () => say`a temporary table lives as long as its session` },
  {
    before: behindColumns,
    from: /^(?:ENGINE|AUTO_INCREMENT|DEFAULT\s+CHARSET|CHARSET|COMMENT|CLUSTER\s+BY|STORED\s+AS)\b/i,
    instead: () => say`leave it out`,
  },
  { before: behindType, from: /^AUTO_?INCREMENT\b/i, instead: () => say`use IDENTITY(1,1)`, write: 'IDENTITY(1,1)' },
  { before: behindType, from: /^COMMENT\b/i, name: () => say`COMMENT in CREATE TABLE`, instead: () => say`use COMMENT ON COLUMN` },
  {
    before: new RegExp(`${createTable}[(,]\\s*(?:UNIQUE\\s+)?(?:INDEX|KEY)(?:\\s+\\w+)?\\s*$`, 'i'),
    back: /(?:UNIQUE\s+)?(?:INDEX|KEY)(?:\s+\w+)?\s*$/i,
    from: /^\(/,
    name: () => say`indexes`,
    instead: () => say`choose a SORTKEY and a DISTKEY instead`,
  },
  {
    before: /^\s*CREATE\s+$/i,
    back: /CREATE\s+$/i,
    from: /^(?:UNLOGGED\s+TABLE|FOREIGN\s+(?:TABLE|DATA\s+WRAPPER)|SERVER|PUBLICATION|SUBSCRIPTION|COLLATION|CAST|CONVERSION|EVENT\s+TRIGGER|ACCESS\s+METHOD|STATISTICS|STAGE|STREAM|TASK|WAREHOUSE|FILE\s+FORMAT|PIPE|SYNONYM|PACKAGE)\b/i,
    whole: true,
  },
  {
    before: /^\s*COPY\s+[^;']*\bFROM\s+$/i,
    back: /FROM\s+$/i,
    from: /^(?:STDIN|PROGRAM)\b/i,
    whole: true,
    instead: () => say`put the file into S3 and load it from there`,
  },
  {
    before: /^\s*COPY\s+[\w."]+\s*(?:\([^)]*\)\s*)?$/i,
    from: /^TO\b/i,
    name: () => say`COPY … TO`,
    whole: true,
    instead: () => say`UNLOAD writes the result of a query to S3`,
  },
  {
    before: /^\s*COPY\s+$/i,
    back: /COPY\s+$/i,
    from: /^\(/,
    name: () => say`COPY (…) TO`,
    whole: true,
    instead: () => say`UNLOAD writes the result of a query to S3`,
  },
  {
    before: /\bLIMIT\s+\d+\s*$/i,
    back: /LIMIT\s+\d+\s*$/i,
    from: /^,\s*\d+/,
    name: () => say`LIMIT with two numbers`,
    instead: () => say`write LIMIT … OFFSET …`,
  },
  {
    before: /^\s*INSERT\s+$/i,
    back: /INSERT\s+$/i,
    from: /^(?:OVERWRITE|IGNORE|OR\s+\w+)\b/i,
    instead: () => say`use MERGE, or DELETE and INSERT in one transaction`,
  },
  { before: /^\s*$/, from: /^REPLACE\s+INTO\b/i, whole: true, instead: () => say`use MERGE` },
  { before: /^\s*$/, from: /^REINDEX\b/i, whole: true, instead: () => say`VACUUM REINDEX looks after interleaved sort keys` },
  {
    before: /^\s*$/,
    from: /^(?:CHECKPOINT|DISCARD|UNLISTEN|IMPORT\s+FOREIGN\s+SCHEMA|SECURITY\s+LABEL|REASSIGN\s+OWNED|MOVE|UNDROP|OPTIMIZE)\b/i,
    whole: true,
    instead: () => say`leave it out`,
  },
];

/** The keywords of a problem that is a feature of another database; undefined for any other problem. */
export function explainUnsupported({ start }: SyntaxProblem, text: string): Explanation | undefined {
  const before = text.slice(0, start);
  const behind = text.slice(start);
  for (const entry of table) {
    const found = entry.from.exec(behind)?.[0];
    if (found === undefined || !entry.before.test(before)) continue;
    const from = entry.back ? entry.back.exec(before)!.index : start;
    // A parenthesis at either end says where the clause is, not what it is called.
    const words = text
      .slice(from, start + found.length)
      .replace(/\s*\($/, '')
      .trimEnd();
    const leading = /^\)?\s*/.exec(words)![0].length;
    const at = { start: from + leading, end: from + words.length };
    const name = entry.name?.() ?? words.slice(leading).replace(/\s+/g, ' ').toUpperCase();
    const fixes = entry.write ? [{ title: say`Write ${entry.write}`, edits: [{ ...at, newText: entry.write }], safe: false }] : [];
    const message = entry.instead ? say`Redshift has no ${name}: ${entry.instead()}` : say`Redshift has no ${name}`;
    return { at, message, fixes, ...(entry.whole && { covers: text.length }) };
  }
  return undefined;
}
