// What TBL010 says where the parser stops: types of other databases that are not even known as words.

import type { SyntaxProblem } from '../../syntax/parsedStatement.ts';
import { say } from '../../text/say.ts';
import type { Explanation } from '../rule.ts';

/** By the word; what stands in parentheses behind it goes with it. */
const instead: Record<string, string> = {
  DATETIME2: 'TIMESTAMP',
  SMALLDATETIME: 'TIMESTAMP',
  TIMESTAMP_NTZ: 'TIMESTAMP',
  DATETIMEOFFSET: 'TIMESTAMPTZ',
  TIMESTAMP_TZ: 'TIMESTAMPTZ',
  TIMESTAMP_LTZ: 'TIMESTAMPTZ',
  MEDIUMINT: 'INT',
  INT64: 'BIGINT',
  BYTEINT: 'SMALLINT',
  FLOAT64: 'DOUBLE PRECISION',
  BINARY_DOUBLE: 'DOUBLE PRECISION',
  BINARY_FLOAT: 'REAL',
  SMALLMONEY: 'DECIMAL(10,4)',
  BIGNUMERIC: 'DECIMAL(38,9)',
  UNIQUEIDENTIFIER: 'VARCHAR(36)',
  ENUM: 'VARCHAR(256)',
  TINYTEXT: 'VARCHAR(256)',
  MEDIUMTEXT: 'VARCHAR(65535)',
  LONGTEXT: 'VARCHAR(65535)',
  NTEXT: 'VARCHAR(65535)',
  NCLOB: 'VARCHAR(65535)',
  TINYBLOB: 'VARBYTE',
  MEDIUMBLOB: 'VARBYTE',
  LONGBLOB: 'VARBYTE',
  IMAGE: 'VARBYTE',
  BYTES: 'VARBYTE',
  VARIANT: 'SUPER',
  OBJECT: 'SUPER',
  INT4RANGE: 'VARCHAR(64)',
  INT8RANGE: 'VARCHAR(64)',
  NUMRANGE: 'VARCHAR(64)',
  TSRANGE: 'VARCHAR(64)',
  TSTZRANGE: 'VARCHAR(64)',
  DATERANGE: 'VARCHAR(64)',
};

const column = /^\s*(?:CREATE\s[^;]*\bTABLE\b[^;]*[(,]\s*|ALTER\s+TABLE\s+\S+\s+ADD\s+(?:COLUMN\s+)?)(?:\w+|"[^"]+")\s+$/i;
const cast = /(?:::\s*|\bCAST\s*\([^;]*\sAS\s+)$/i;

export function explainType({ start }: SyntaxProblem, text: string): Explanation | undefined {
  const before = text.slice(0, start);
  const written = /^(\w+)(?:\s*\([^)]*\))?/.exec(text.slice(start));
  if (!written) return undefined;
  const word = written[1]!.toUpperCase();
  const end = start + written[0].length;
  if (word === 'UNSIGNED' || word === 'ZEROFILL') {
    if (!/\b(?:INT|INTEGER|BIGINT|SMALLINT|TINYINT|DECIMAL|NUMERIC|FLOAT|REAL)\b(?:\s*\([^)]*\))?\s+$/i.test(before)) return undefined;
    const from = before.trimEnd().length;
    const fixes = [{ title: say`Delete ${word}`, edits: [{ start: from, end: start + word.length, newText: '' }], safe: false }];
    return {
      at: { start, end: start + word.length },
      message: say`Numbers of Redshift have a sign: leave ${word} out, and take a larger type where it matters`,
      fixes,
    };
  }
  const type = instead[word];
  if (!type || !(column.test(before) || cast.test(before))) return undefined;
  const fixes = [{ title: say`Write ${type}`, edits: [{ start, end, newText: type }], safe: false }];
  return { at: { start, end }, message: say`Redshift has no type ${word}: use ${type}`, fixes, covers: end };
}
