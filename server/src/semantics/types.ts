// Data types by the names that Redshift prints, whatever synonym a script uses.
// https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html
import type { SyntaxNode } from '../syntax/tree.ts';

export interface DataType {
  /** `integer`, `character varying`, `numeric`, `super` … */
  readonly base: string;
  /** Of character, varbyte and bit types, in bytes; the default where none is written. */
  readonly length?: number;
  /** Of numeric. */
  readonly precision?: number;
  readonly scale?: number;
}

const synonyms: Record<string, string> = {
  int: 'integer',
  int4: 'integer',
  int2: 'smallint',
  tinyint: 'smallint',
  int8: 'bigint',
  long: 'bigint',
  decimal: 'numeric',
  dec: 'numeric',
  float4: 'real',
  float: 'double precision',
  float8: 'double precision',
  double: 'double precision',
  bool: 'boolean',
  char: 'character',
  nchar: 'character',
  bpchar: 'character',
  varchar: 'character varying',
  nvarchar: 'character varying',
  text: 'character varying',
  string: 'character varying',
  'char varying': 'character varying',
  'nchar varying': 'character varying',
  'national character': 'character',
  'national char': 'character',
  'national character varying': 'character varying',
  'national char varying': 'character varying',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  varbyte: 'binary varying',
  varbinary: 'binary varying',
  binary: 'binary varying',
};

const maximum: Record<string, number> = { 'character varying': 65535, character: 4096, 'binary varying': 16_777_216 };

/** Reads a type as a script or the catalog writes it; unknown words stay as they are. */
export function readType(written: string): DataType {
  const text = written
    .toLowerCase()
    .replace(/--[^\n]*|\/\*.*?\*\//gs, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s*\(\s*/g, '(')
    .replace(/\s*\)/g, ')')
    .trim();
  const match = /^([^(]*)(?:\(([^)]*)\))?(.*)$/.exec(text)!;
  const word = `${match[1]!.trim()}${match[3] ?? ''}`.replace(/^pg_catalog\s*\.\s*/, '').trim();
  const base = synonyms[word] ?? word;
  const [first, second] = (match[2] ?? '').split(',').map(part => part.trim());
  if (base === 'numeric') return { base, precision: Number(first || 18), scale: Number(second || 0) };
  if (word === 'float' && first && Number(first) <= 24) return { base: 'real' };
  if (base in maximum) {
    const defaults = base === 'character' ? (word === 'bpchar' ? 256 : 1) : base === 'binary varying' ? 64_000 : 256;
    return { base, length: first === 'max' ? maximum[base]! : first ? Number(first) : defaults };
  }
  return { base };
}

/** As Redshift prints it. */
export function writeType({ base, length, precision, scale }: DataType): string {
  if (precision !== undefined) return `${base}(${precision},${scale ?? 0})`;
  return length === undefined ? base : `${base}(${length})`;
}

/** The printed form of the type a `DataType` node holds. */
export const typeText = (node: SyntaxNode): string => writeType(readType(node.text));

export type TypeFamily = 'integer' | 'decimal' | 'float' | 'text' | 'boolean' | 'date' | 'time' | 'binary' | 'super' | 'other';

export function familyOf({ base }: DataType): TypeFamily {
  switch (base) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return 'integer';
    case 'numeric':
      return 'decimal';
    case 'real':
    case 'double precision':
      return 'float';
    case 'character':
    case 'character varying':
      return 'text';
    case 'boolean':
    case 'super':
      return base;
    case 'date':
    case 'timestamp without time zone':
    case 'timestamp with time zone':
      return 'date';
    case 'time without time zone':
    case 'time with time zone':
      return 'time';
    case 'binary varying':
      return 'binary';
    default:
      return 'other';
  }
}

/** Bytes of whole numbers, to tell the wider from the narrower. */
export const integerWidth: Record<string, number> = { smallint: 2, integer: 4, bigint: 8 };
