// TBL010: types of PostgreSQL and other databases.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { later, say, translate } from '../../text/say.ts';
import type { Finding, Rule } from '../rule.ts';
import { explainType } from './foreignTypes.ts';

export const unavailableType: Rule = {
  id: 'TBL010',
  name: 'unavailable-type',
  severity: 'error',
  title: 'Type not available in Redshift',
  explanation: `There is no UUID, JSON, SERIAL, BYTEA, MONEY, XML, no network, geometric, range or array type. Take \`VARCHAR(36)\` for UUID, \`SUPER\` for JSON, arrays and
nested values, \`IDENTITY(1,1)\` for SERIAL, \`VARBYTE\` for BYTEA. STRUCT, ARRAY and MAP are for external tables.`,
  pages: ['c_unsupported-postgresql-datatypes', 'c_Supported_data_types'],
  examples: {
    wrong: [
      'CREATE TABLE t (id uuid, j jsonb, s serial);',
      'CREATE TABLE t (id bigserial PRIMARY KEY, price money, file bytea, net inet);',
      'ALTER TABLE t ADD COLUMN j json;',
      'CREATE TABLE t (tags varchar(20)[]);',
      'CREATE TABLE t (s struct<a:int, b:varchar(9)>, l array<int>);',
      'CREATE TABLE t (id varchar2(20), n number(10,2), c clob);',
      'SELECT a::uuid, CAST(b AS jsonb) FROM t;',
      'CREATE TABLE t (x xml, b bit varying(8));',
      'CREATE TABLE t (o oid, n name);',
      'CREATE TABLE t (a tinyint, s string, l long);',
      'CREATE TABLE t (a int, d datetime2(3), b int);',
      "CREATE TABLE t (mood enum('sad', 'happy'));",
      'CREATE TABLE t (a int unsigned);',
      'SELECT CAST(a AS uniqueidentifier) FROM t;',
    ],
    right: [
      'CREATE TABLE t (id varchar(36), j super, s int IDENTITY(1,1));',
      'CREATE TABLE t (a varbyte(100), b varbinary, g geometry, d double precision, c national character varying(9));',
      "CREATE EXTERNAL TABLE lake.s (a struct<x:int>, b array<int>) STORED AS PARQUET LOCATION 's3://b/p/';",
      "SELECT json_parse('{}')::super, 'pg_class'::regclass;",
      'CREATE PROCEDURE p(INOUT c refcursor) AS $$\nDECLARE\n  r record;\nBEGIN\n  NULL;\nEND;\n$$ LANGUAGE plpgsql;',
    ],
  },
  needs: 'offline',
  kinds: ['UnsupportedType', 'ColumnDefinition', 'AddColumn'],
  check(node, { report }) {
    if (node.kind === 'UnsupportedType') {
      const finding = unsupported(node);
      if (finding) report(finding);
      return;
    }
    const type = node.child('DataType');
    if (!type || isExternal(node) || type.descendants('UnsupportedType').length > 0) return;
    const finding = unfitForColumn(type);
    if (finding) report(finding);
  },
  explain: explainType,
};

interface Known {
  readonly instead?: string;
  /** What a fix writes; absent where the length or the meaning is for the author to say. */
  readonly write?: string;
}

/** By the first word of the type. */
const types: Record<string, Known> = {
  UUID: { instead: 'VARCHAR(36)', write: 'VARCHAR(36)' },
  JSON: { instead: 'SUPER', write: 'SUPER' },
  JSONB: { instead: 'SUPER', write: 'SUPER' },
  SERIAL: { instead: 'INT IDENTITY(1,1)', write: 'INT IDENTITY(1,1)' },
  SERIAL4: { instead: 'INT IDENTITY(1,1)', write: 'INT IDENTITY(1,1)' },
  BIGSERIAL: { instead: 'BIGINT IDENTITY(1,1)', write: 'BIGINT IDENTITY(1,1)' },
  SERIAL8: { instead: 'BIGINT IDENTITY(1,1)', write: 'BIGINT IDENTITY(1,1)' },
  SMALLSERIAL: { instead: 'INT IDENTITY(1,1)', write: 'INT IDENTITY(1,1)' },
  BYTEA: { instead: 'VARBYTE', write: 'VARBYTE' },
  BLOB: { instead: 'VARBYTE', write: 'VARBYTE' },
  CLOB: { instead: later`VARCHAR(65535), or VARCHAR(MAX)`, write: 'VARCHAR(65535)' },
  MONEY: { instead: 'DECIMAL(19,4)', write: 'DECIMAL(19,4)' },
  XML: { instead: 'VARCHAR(65535)', write: 'VARCHAR(65535)' },
  VARCHAR2: { instead: 'VARCHAR' },
  NUMBER: { instead: 'DECIMAL' },
  INET: { instead: 'VARCHAR(45)', write: 'VARCHAR(45)' },
  CIDR: { instead: 'VARCHAR(45)', write: 'VARCHAR(45)' },
  MACADDR: { instead: 'VARCHAR(17)', write: 'VARCHAR(17)' },
  HSTORE: { instead: 'SUPER', write: 'SUPER' },
  POINT: { instead: 'GEOMETRY', write: 'GEOMETRY' },
  LSEG: { instead: 'GEOMETRY', write: 'GEOMETRY' },
  POLYGON: { instead: 'GEOMETRY', write: 'GEOMETRY' },
  PATH: { instead: 'GEOMETRY', write: 'GEOMETRY' },
  CIRCLE: { instead: 'GEOMETRY', write: 'GEOMETRY' },
  TSVECTOR: { instead: 'VARCHAR' },
  TSQUERY: { instead: 'VARCHAR' },
  TXID_SNAPSHOT: {},
  BIT: { instead: later`BOOLEAN, or VARBYTE for several bits` },
};
/** The leader node knows them for its own catalog: in a cast they may do. */
const leaderKnows: ReadonlySet<string> = new Set('BYTEA MONEY INET CIDR MACADDR POINT LSEG POLYGON PATH CIRCLE BIT'.split(' '));

function unsupported(node: SyntaxNode): Finding | undefined {
  const word = node.tokens()[0]!.keyword;
  const known = types[word];
  // ALTER PROCEDURE and DROP FUNCTION name what is there already.
  if (!known || isExternal(node) || node.ancestor('SignatureArguments', 'AlterProcedure', 'DropProcedure')) return undefined;
  const column = node.ancestor('ColumnDefinition', 'AddColumn');
  // Public scripts for Redshift have SERIAL in places: a refusal that they do not seem to have met.
  const certain = !word.includes('SERIAL') && (column !== undefined || !leaderKnows.has(word));
  // The numbers behind VARCHAR2(20) stay, those of BIT(8) have no place in what takes its place.
  const span = word === 'VARCHAR2' || word === 'NUMBER' ? node.tokens()[0]! : node;
  const write = word === 'VARCHAR2' ? 'VARCHAR' : word === 'NUMBER' ? 'DECIMAL' : known.write;
  const suits = write && (!write.includes('IDENTITY') || column?.kind === 'ColumnDefinition');
  return {
    at: node,
    message: say`Redshift has no type ${word}` + (known.instead ? say`: use ${translate(known.instead)}` : ''),
    ...(certain ? {} : { severity: 'warning' }),
    ...(suits && {
      fixes: [{ title: say`Write ${write}`, edits: [{ start: span.start, end: span.end, newText: write }], safe: column !== undefined }],
    }),
  };
}

/** Columns of external and Iceberg tables have rules of their own (EXT004, ICE002). */
const isExternal = (node: SyntaxNode) =>
  node.ancestor('CreateExternalTable') !== undefined || (node.ancestor('CreateTable')?.descendants('IcebergClauses').length ?? 0) > 0;

/** Types of Hive and other databases. */
const elsewhere: Record<string, string> = { TINYINT: 'SMALLINT', LONG: 'BIGINT', STRING: 'VARCHAR(65535)', DOUBLE: 'DOUBLE PRECISION' };

function unfitForColumn(type: SyntaxNode): Finding | undefined {
  const name = type.child('TypeName');
  const special = name?.child('NestedType', 'CatalogType');
  const write = (newText: string) => [{ title: say`Write ${newText}`, edits: [{ start: type.start, end: type.end, newText }], safe: true }];
  if (special?.kind === 'NestedType' || type.child('ArraySuffix')) {
    // ALTER TABLE may change an external table, which has such columns.
    const perhapsExternal = special !== undefined && type.parent?.kind === 'AddColumn';
    return {
      at: type,
      message: say`Columns of a table in Redshift are no arrays, structs or maps: use SUPER`,
      fixes: write('SUPER'),
      ...(perhapsExternal && { severity: 'info' }),
    };
  }
  const [first, second] = name?.tokens() ?? [];
  const word = second?.keyword === 'PRECISION' ? '' : (first?.keyword ?? '');
  const nearest = type.parent?.kind === 'ColumnDefinition' ? elsewhere[word] : undefined;
  if (nearest) {
    const message = say`${word} is no type of Redshift's own tables: use ${nearest}`;
    return { at: type, message, severity: 'warning', fixes: write(nearest) };
  }
  if (special) return { at: type, message: say`${special.text.toUpperCase()} is a type of the system catalog, which a table cannot have` };
  return undefined;
}
