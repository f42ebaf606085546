// TBL006: reserved words as names without quotes.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const reservedName: Rule = {
  id: 'TBL006',
  name: 'reserved-word-as-name',
  severity: 'error',
  title: 'Reserved word as bare identifier',
  explanation: `A reserved word is a name only in double quotes: \`"user"\`, \`"order"\`, \`"group"\`. Some words of AWS's list (\`timestamp\`, \`tag\`, \`open\`) are taken as column names
by running clusters all the same; quote them too, since not every place takes them. Behind \`AS\` any word may stand.`,
  pages: ['r_pg_keywords'],
  examples: {
    wrong: [
      'CREATE TABLE t (user varchar, tag int);',
      'CREATE TABLE t (id int, order int NOT NULL, group varchar(9));',
      'CREATE TABLE t (from date, to date);',
      'CREATE TABLE events (id int, timestamp timestamp);',
      'ALTER TABLE t ADD COLUMN timestamp timestamp;',
      'ALTER TABLE t RENAME COLUMN a TO tag;',
      'CREATE TABLE user (id int);',
      'CREATE TEMP TABLE IF NOT EXISTS order AS SELECT 1 AS a;',
      'ALTER TABLE t ADD COLUMN group varchar(9);',
      'SELECT a FROM order;',
      'UPDATE t SET order = 1 WHERE a = 2;',
      'ALTER TABLE t RENAME COLUMN a TO "desc";\nALTER TABLE t RENAME COLUMN b TO desc;',
    ],
    right: [
      'CREATE TABLE t ("user" varchar, "tag" int);',
      'SELECT a AS user, b AS table, c AS order FROM t;',
      'SELECT user, sysdate, left(a, 1), right(a, 1), array(1, 2) FROM t;',
      'SELECT TOP 5 timestamp FROM t;',
      'CREATE TABLE t (name varchar, date date, year int, type int, value int, "order" int);',
    ],
  },
  needs: 'offline',
  kinds: ['ReservedColumnName', 'UnsupportedTableName', 'ColumnDefinition', 'AddColumn', 'RenameColumn'],
  check(node, { report }) {
    const refused = node.kind === 'ReservedColumnName' || node.kind === 'UnsupportedTableName';
    const slot = refused ? node : node.child('new-column-name');
    const word = slot?.tokens()[0];
    const isReserved = refused || (word?.keyword && takenAsColumns.has(word.keyword));
    if (!word || !isReserved) return;
    const quoted = `"${word.text.toLowerCase()}"`;
    const fixes = [{ title: say`Write ${quoted}`, edits: [{ start: word.start, end: word.end, newText: quoted }], safe: true }];
    report(
      refused
        ? { at: word, message: say`${word.text} is a reserved word: as a name it must be quoted, ${quoted}`, fixes }
        : { at: word, message: say`${word.text} is on the list of reserved words: write ${quoted}`, fixes, severity: 'warning' },
    );
  },
  explain({ reservedAsName, start, end }, text) {
    if (!reservedAsName) return undefined;
    const word = text.slice(start, end);
    const quoted = `"${word.toLowerCase()}"`;
    const fixes = [{ title: say`Write ${quoted}`, edits: [{ start, end, newText: quoted }], safe: false }];
    return { at: { start, end }, message: say`${word} is a reserved word: as a name it must be quoted, ${quoted}`, fixes };
  },
};

/** Reserved by the page, yet accepted as bare column names (%column-words of the grammar). */
const takenAsColumns: ReadonlySet<string> = new Set(
  `AES128 AES256 AZ64 BACKUP BZIP2 CREDENTIALS DEFLATE DELTA DISABLE ENABLE ENCODE ENCRYPT ENCRYPTION EXPLICIT GZIP IDENTITY IGNORE LUN LUNS LZO LZOP NEW
  OFFLINE OFFSET OID OLD OPEN PARALLEL PARTITION PERCENT PERMISSIONS RAW READRATIO RECOVER REJECTLOG RESORT RESPECT RESTORE SNAPSHOT SYSTEM TAG TIMESTAMP TOP
  VERBOSE WALLET`.split(/\s+/),
);
