// Describes columns as Redshift's driver does: type names, precision, scale, length, and which table a column comes from.
import type { EngineLease } from './engine.ts';
import type { EngineField } from './engineMessages.ts';
import type { SqlColumn } from './sqlResult.ts';

/** PostgreSQL's type ids (stable since they are built in) → Redshift's internal names, precision of those that have a fixed one. */
const types: Readonly<Record<number, readonly [name: string, precision: number]>> = {
  16: ['bool', 1],
  17: ['varbyte', 0],
  18: ['char', 1],
  19: ['name', 63],
  20: ['int8', 19],
  21: ['int2', 5],
  23: ['int4', 10],
  25: ['varchar', 65535],
  26: ['oid', 10],
  114: ['super', 0],
  700: ['float4', 8],
  701: ['float8', 17],
  705: ['varchar', 65535],
  1042: ['bpchar', 0],
  1043: ['varchar', 65535],
  1082: ['date', 13],
  1083: ['time', 15],
  1114: ['timestamp', 29],
  1184: ['timestamptz', 35],
  1186: ['interval', 49],
  1266: ['timetz', 21],
  1700: ['numeric', 38],
  3802: ['super', 0],
};

interface TypeShape {
  readonly typeName: string;
  readonly precision: number;
  readonly scale: number;
  readonly length: number;
}

export function shapeOfType(typeId: number, modifier: number): TypeShape {
  const [typeName, fixed] = types[typeId] ?? ['varchar', 65535];
  if (typeName === 'numeric') {
    const precision = modifier < 0 ? 38 : ((modifier - 4) >> 16) & 0xffff;
    const scale = modifier < 0 ? 0 : (modifier - 4) & 0xffff;
    return { typeName, precision, scale, length: 0 };
  }
  if (typeName === 'varchar' || typeName === 'bpchar') {
    const length = modifier > 4 ? modifier - 4 : fixed;
    return { typeName, precision: length, scale: 0, length };
  }
  const scale = typeName.startsWith('timestamp') || typeName.startsWith('time') ? 6 : 0;
  return { typeName, precision: fixed, scale, length: 0 };
}

/** Columns of a result; the table behind each is looked up once. */
export async function describeFields(lease: EngineLease, fields: readonly EngineField[]): Promise<readonly SqlColumn[]> {
  const ids = [...new Set(fields.map(field => field.tableId).filter(id => id !== 0))];
  const origins = ids.length > 0 ? await loadOrigins(lease, ids) : new Map<string, Origin>();
  return fields.map(field => {
    const origin = origins.get(`${field.tableId}.${field.columnNumber}`);
    const name = field.name === '?column?' ? '?column?' : field.name;
    return {
      name,
      ...shapeOfType(field.typeId, field.typeModifier),
      nullable: origin ? !origin.notNull : undefined,
      schemaName: origin?.schema ?? '',
      tableName: origin?.table ?? '',
    };
  });
}

interface Origin {
  readonly schema: string;
  readonly table: string;
  readonly notNull: boolean;
}

async function loadOrigins(lease: EngineLease, ids: readonly number[]): Promise<ReadonlyMap<string, Origin>> {
  const origins = new Map<string, Origin>();
  // In an aborted transaction nothing can be asked; a result that came before it is described without its tables.
  const results = await lease
    .run([
      {
        sql: 'SELECT a.attrelid, a.attnum, n.nspname, c.relname, a.attnotnull FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE a.attrelid = ANY ($1::oid[])',
        parameters: [`{${ids.join(',')}}`],
      },
    ])
    .catch(() => []);
  for (const [table, column, schema, name, notNull] of results[0]?.rows ?? []) {
    origins.set(`${table}.${column}`, {
      schema: (schema ?? '').startsWith('sandbox_temp_') ? '' : (schema ?? ''),
      table: name ?? '',
      notNull: notNull === 't',
    });
  }
  return origins;
}

export interface DescribedColumn {
  readonly column: SqlColumn;
  readonly defaultValue: string | undefined;
}

/** The columns of some relations, in the relations' order. */
export async function columnsOfRelation(lease: EngineLease, ids: readonly number[]): Promise<readonly DescribedColumn[]> {
  const [result] = await lease.run([
    {
      sql: `SELECT a.attname, a.atttypid, a.atttypmod, a.attnotnull, n.nspname, c.relname, pg_get_expr(d.adbin, d.adrelid)
FROM unnest($1::oid[]) WITH ORDINALITY AS wanted (id, place) JOIN pg_catalog.pg_class c ON c.oid = wanted.id JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
ORDER BY wanted.place, a.attnum`,
      parameters: [`{${ids.join(',')}}`],
    },
  ]);
  return (result?.rows ?? []).map(([name, typeId, modifier, notNull, schema, table, defaultValue]) => ({
    column: {
      name: name ?? '',
      ...shapeOfType(Number(typeId), Number(modifier)),
      nullable: notNull !== 't',
      schemaName: schema ?? '',
      tableName: table ?? '',
    },
    defaultValue: defaultValue ?? undefined,
  }));
}
