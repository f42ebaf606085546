// External schemas and tables (Redshift Spectrum): an external table is a table whose rows are read from the files of its location, when it is first
// used and again when the files have changed. https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-external-tables.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteLiteral } from '../quote.ts';
import { quoteParts, stringOf } from '../rewrite/names.ts';
import { listObjects, readObject, type S3Object } from '../s3Folder.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import { asOwner, atomically, done, nameOf, nameParts, renderNode, run, type StatementContext, select } from '../statementContext.ts';
import { toArray } from './tables.ts';

const lastString = (node: SyntaxNode | undefined): string => stringOf(node?.descendants('Literal').at(-1));

function requireNoTransaction(context: StatementContext, what: string): void {
  if (context.lease.inTransaction) throw new SqlError(`${what} cannot run inside a transaction block`, { sqlState: '25001' });
}

export async function createExternalSchema(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  requireNoTransaction(context, 'CREATE EXTERNAL SCHEMA');
  const source = node.child('ExternalSchemaSource');
  if (source && !source.keyword('DATA')) throw notInSandbox(`CREATE EXTERNAL SCHEMA … FROM ${source.text}`);
  const slot = node.child('new-schema-name');
  const database = node.child('ExternalSchemaDatabase');
  if (!slot || !database)
    throw new SqlError('syntax error at end of input', { hint: 'CREATE EXTERNAL SCHEMA … FROM DATA CATALOG needs a DATABASE.' });
  const role = node.child('IamRole');
  const options = JSON.stringify(role ? { IAM_ROLE: role.keyword('DEFAULT') ? 'default' : lastString(role) } : {});
  await atomically(context, async () => {
    const name = renderNode(context, slot);
    if (node.keyword('IF') && (await select(context, 'SELECT to_regnamespace($1)', name))[0]?.[0]) return;
    await run(context, `CREATE SCHEMA ${name}`);
    await asOwner(context, () =>
      run(context, {
        sql: 'INSERT INTO sandbox_catalog.external_schema VALUES ($1::regnamespace, 1, $2, $3)',
        parameters: [name, lastString(database).toLowerCase(), options],
      }),
    );
  });
  return done;
}

interface FileFormat {
  readonly delimiter: string;
  readonly serializationLib: string;
  readonly serdeParameters: string;
}

const lazySimple = 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe';
const openCsv = 'org.apache.hadoop.hive.serde2.OpenCSVSerde';

function readFileFormat(node: SyntaxNode): FileFormat {
  const format = node.child('StoredAs')?.child('ExternalFileFormat');
  if (format && !format.keyword('TEXTFILE')) throw notInSandbox(`STORED AS ${format.text.slice(0, 30)}`);
  const rowFormat = node.child('RowFormat');
  const serde = rowFormat?.child('RowFormatSerde');
  if (serde) {
    const name = stringOf(serde.child('Literal'));
    if (name !== openCsv && name !== lazySimple) throw notInSandbox(`ROW FORMAT SERDE '${name}'`);
    const properties = readProperties(serde.child('SerdeProperties'));
    const delimiter = properties.get('separatorChar') ?? properties.get('field.delim') ?? (name === openCsv ? ',' : '\u0001');
    return {
      delimiter: unescapeControl(delimiter),
      serializationLib: name,
      serdeParameters: JSON.stringify(Object.fromEntries(properties)),
    };
  }
  const terminated = rowFormat?.descendants('FieldsTerminatedBy')[0];
  const delimiter = terminated ? unescapeControl(lastString(terminated)) : '\u0001';
  return {
    delimiter,
    serializationLib: lazySimple,
    serdeParameters: JSON.stringify({ 'field.delim': delimiter, 'serialization.format': delimiter }),
  };
}

const unescapeControl = (text: string): string =>
  text.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))).replaceAll('\\t', '\t');

function readProperties(node: SyntaxNode | undefined): ReadonlyMap<string, string> {
  return new Map(
    (node?.descendants('PropertyAssignment') ?? []).map(assignment => {
      const [key, value] = assignment.nodes;
      return [stringOf(key), stringOf(value)];
    }),
  );
}

export async function createExternalTable(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  requireNoTransaction(context, 'CREATE EXTERNAL TABLE');
  if (node.child('Query')) throw notInSandbox('CREATE EXTERNAL TABLE … AS');
  const slot = node.child('new-external-table-name');
  const parts = nameParts(context, slot);
  const schema = parts.at(-2) ?? '';
  const isExternal = await select(
    context,
    'SELECT FROM sandbox_catalog.external_schema WHERE schema_id = to_regnamespace($1)',
    quoteParts([schema]),
  );
  if (isExternal.length === 0)
    throw new SqlError(`External table must be created in an external schema: "${schema}" is none`, { sqlState: '3F000' });
  const location = node.child('ExternalLocation');
  if (!location) throw new SqlError('syntax error at end of input', { hint: 'An external table needs a LOCATION.' });
  const format = readFileFormat(node);
  const partitionColumns = node.child('ExternalPartitionedBy');
  const columns = [
    ...(node.child('ExternalColumns')?.childrenOf('ExternalColumn') ?? []).map(column =>
      renderColumn(context, column.child('new-column-name'), column.child('DataType')),
    ),
    ...renderPartitionColumns(context, partitionColumns),
  ];
  const properties = readProperties(node.child('TableProperties'));
  const partitions = (partitionColumns?.childrenOf('new-column-name') ?? []).map(each => nameOf(context, each));
  await atomically(context, async () => {
    const name = quoteParts(parts.slice(-2));
    await run(context, `CREATE TABLE ${name} (${columns.join(', ')})`, `GRANT SELECT ON ${name} TO PUBLIC`);
    const values = [
      name,
      lastString(location),
      'TEXTFILE',
      format.delimiter,
      format.serializationLib,
      format.serdeParameters,
      JSON.stringify(Object.fromEntries(properties)),
      properties.get('skip.header.line.count') ?? '0',
      toArray(partitions),
    ];
    await asOwner(context, () =>
      run(context, {
        sql: 'INSERT INTO sandbox_catalog.external_table (relid, location, format, delimiter, serialization_lib, serde_parameters, parameters, skip_lines, partition_columns) VALUES ($1::regclass, $2, $3, $4, $5, $6, $7, $8::integer, $9::text[])',
        parameters: values,
      }),
    );
  });
  return done;
}

const renderColumn = (context: StatementContext, name: SyntaxNode | undefined, type: SyntaxNode | undefined): string =>
  `${name ? renderNode(context, name) : ''} ${type ? renderNode(context, type) : ''}`;

function renderPartitionColumns(context: StatementContext, node: SyntaxNode | undefined): readonly string[] {
  const names = node?.childrenOf('new-column-name') ?? [];
  const types = node?.childrenOf('DataType') ?? [];
  return names.map((name, index) => renderColumn(context, name, types[index]));
}

/** ALTER TABLE schema.table ADD PARTITION …, SET LOCATION … */
export async function alterExternalTable(context: StatementContext, table: string, action: SyntaxNode): Promise<SqlResult> {
  requireNoTransaction(context, 'ALTER EXTERNAL TABLE');
  const [inner] = action.nodes;
  await atomically(context, () =>
    asOwner(context, async () => {
      if (inner?.kind === 'AddPartitions') {
        for (const partition of [inner, ...inner.childrenOf('AddedPartition')]) {
          const values = partitionValues(partition.child('PartitionValues'));
          await run(context, {
            sql: `INSERT INTO sandbox_catalog.external_partition VALUES ($1::regclass, $2::text[], $3)${inner.keyword('IF') ? ' ON CONFLICT DO NOTHING' : ''}`,
            parameters: [table, toArray(values), lastString(partition.child('ExternalLocation'))],
          });
        }
      } else if (inner?.kind === 'DropPartition') {
        await run(context, {
          sql: 'DELETE FROM sandbox_catalog.external_partition WHERE relid = $1::regclass AND partition_values = $2::text[]',
          parameters: [table, toArray(partitionValues(inner.child('PartitionValues')))],
        });
      } else if (inner?.kind === 'SetExternalLocation') {
        await run(context, {
          sql: 'UPDATE sandbox_catalog.external_table SET location = $2 WHERE relid = $1::regclass',
          parameters: [table, lastString(inner)],
        });
      } else throw notInSandbox(`ALTER TABLE … ${action.text.slice(0, 40)}`);
      await run(context, {
        sql: 'UPDATE sandbox_catalog.external_table SET fingerprint = NULL WHERE relid = $1::regclass',
        parameters: [table],
      });
    }),
  );
  return done;
}

const partitionValues = (node: SyntaxNode | undefined): readonly string[] =>
  (node?.childrenOf('PartitionValue') ?? []).map(value => stringOf(value.nodes.at(-1)));

/** The relations that a statement names, as `schema.table`. */
export function relationsIn(context: StatementContext, node: SyntaxNode): readonly string[] {
  const slots = node.descendants('table-path', 'table-name', 'relation-name', 'view-name', 'external-table-name', 'materialized-view-name');
  return slots
    .map(slot => nameParts(context, slot).slice(-2))
    .filter(parts => parts.length === 2)
    .map(parts => parts.join('\n'));
}

/** Reads the files of the external tables which a statement uses, itself or through a view, where they are not read yet or have changed. */
export async function loadExternalTables(context: StatementContext, node: SyntaxNode): Promise<void> {
  const names = relationsIn(context, node);
  if (names.length === 0) return;
  const tables = await select(
    context,
    `WITH named AS (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname || chr(10) || c.relname = ANY ($1::text[])),
used AS (SELECT oid FROM named UNION SELECT d.refobjid FROM named JOIN pg_catalog.pg_rewrite r ON r.ev_class = named.oid JOIN pg_catalog.pg_depend d ON d.objid = r.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass)
SELECT e.relid, e.relid::regclass::text, e.location, e.delimiter, e.serialization_lib, e.skip_lines, e.fingerprint, e.partition_columns::text FROM sandbox_catalog.external_table e JOIN used ON used.oid = e.relid`,
    toArray(names),
  );
  for (const table of tables) await loadExternalTable(context, table);
}

async function loadExternalTable(context: StatementContext, row: readonly (string | null)[]): Promise<void> {
  const [id = '0', name = '', location = '', delimiter = ',', serde = '', skipLines = '0', fingerprint, partitionColumns = '{}'] = row;
  const partitioned = partitionColumns !== '{}';
  const partitions = partitioned
    ? await select(
        context,
        'SELECT array_to_json(partition_values)::text, location FROM sandbox_catalog.external_partition WHERE relid = $1',
        id,
      )
    : [[null, location]];
  const sources = partitions.map(([values, place]) => ({
    values: values === null || values === undefined ? [] : (JSON.parse(values) as string[]),
    objects: listObjects(context.world.s3Folder, place ?? ''),
  }));
  const current = JSON.stringify(
    sources.map(({ values, objects }) => [values, objects.map(object => [object.url, object.bytes, object.modified])]),
  );
  if (current === fingerprint) return;
  const columns = await select(
    context,
    'SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum',
    id,
  );
  await atomically(context, () =>
    asOwner(context, async () => {
      await run(context, `TRUNCATE ${name}`);
      for (const { values, objects } of sources) {
        const own = columns.map(([column]) => column ?? '').slice(0, columns.length - values.length);
        for (const object of objects)
          await loadFile(
            context,
            { name: name ?? '', columns: own, delimiter: delimiter ?? ',', isCsv: serde === openCsv, skipLines: Number(skipLines) },
            object,
          );
        await fillPartition(context, name ?? '', columns.map(([column]) => column ?? '').slice(own.length), values);
      }
      await run(context, `ANALYZE ${name}`, {
        sql: 'UPDATE sandbox_catalog.external_table SET fingerprint = $2 WHERE relid = $1',
        parameters: [id, current],
      });
    }),
  );
}

interface FileTarget {
  readonly name: string;
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly isCsv: boolean;
  readonly skipLines: number;
}

async function loadFile(context: StatementContext, target: FileTarget, object: S3Object): Promise<void> {
  const lines = readObject(object).toString('utf8').replaceAll('\r\n', '\n').split('\n').slice(target.skipLines);
  if (lines.at(-1) === '') lines.pop();
  // Spectrum takes what a line has: missing fields are NULL, surplus ones are left out.
  const width = target.columns.length;
  const fit = (line: string): string => {
    const fields = line.split(target.delimiter);
    if (fields.length === width) return line;
    return [...fields.slice(0, width), ...Array.from({ length: Math.max(0, width - fields.length) }, () => '\\N')].join(target.delimiter);
  };
  const text = target.isCsv ? lines.join('\n') : lines.map(fit).join('\n').replaceAll('\\', '\\\\').replaceAll('\\\\N', '\\N');
  const options = target.isCsv
    ? `FORMAT csv, DELIMITER ${quoteLiteral(target.delimiter)}`
    : `FORMAT text, DELIMITER ${quoteLiteral(target.delimiter)}`;
  const list = target.columns.map(column => quoteParts([column])).join(', ');
  try {
    await run(context, {
      sql: `COPY ${target.name} (${list}) FROM '/dev/blob' (${options})`,
      copyInput: new TextEncoder().encode(lines.length > 0 ? `${text}\n` : ''),
    });
  } catch (error) {
    throw new SqlError(
      `Spectrum Scan Error. File '${object.url}' cannot be read as table ${target.name}: ${error instanceof Error ? error.message : String(error)}`,
      { sqlState: 'XX000' },
    );
  }
}

/** Rows of a partition have its values in the partition columns; they were loaded as NULL. */
async function fillPartition(
  context: StatementContext,
  name: string,
  columns: readonly string[],
  values: readonly string[],
): Promise<void> {
  if (columns.length === 0 || values.length === 0) return;
  const assignments = columns.map((column, index) => `${quoteParts([column])} = ${quoteLiteral(values[index] ?? '')}`);
  await run(context, `UPDATE ${name} SET ${assignments.join(', ')} WHERE ${quoteParts([columns[0] ?? ''])} IS NULL`);
}

/** INSERT, UPDATE, DELETE, TRUNCATE and COPY: what Redshift says of external tables. */
export async function refuseWriteToExternal(context: StatementContext, slot: SyntaxNode | undefined): Promise<void> {
  const name = slot ? renderNode(context, slot) : '';
  const found = await select(context, 'SELECT FROM sandbox_catalog.external_table WHERE relid = to_regclass($1)', name);
  if (found.length > 0)
    throw new SqlError(`Operation not supported on external tables: "${nameOf(context, slot)}" is an external table`, {
      sqlState: '0A000',
    });
}
