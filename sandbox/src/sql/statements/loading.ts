// COPY and UNLOAD between tables and the folder that stands for S3. https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { EngineError } from '../engine.ts';
import { quoteLiteral } from '../quote.ts';
import { quoteParts, stringOf } from '../rewrite/names.ts';
import { parseStatement } from '../rewrite/parse.ts';
import { render } from '../rewrite/render.ts';
import { deleteObject, listObjects, readObject, writeObject } from '../s3Folder.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import { asOwner, atomically, nameOf, renderNode, run, type StatementContext, select } from '../statementContext.ts';

const literalOf = (node: SyntaxNode): string | undefined => {
  const literal = node.childrenOf('Literal').at(-1);
  return literal && stringOf(literal);
};

interface LoadOptions {
  csv: boolean;
  json: boolean;
  delimiter: string;
  quote: string;
  nullAs: string | undefined;
  ignoredLines: number;
  emptyAsNull: boolean;
  blanksAsNull: boolean;
  escape: boolean;
  removeQuotes: boolean;
  fillRecord: boolean;
  ignoreBlankLines: boolean;
}

/** Options that change nothing here: they are about AWS, about speed, or about statistics. */
const harmless = new Set([
  'COMPUPDATE',
  'STATUPDATE',
  'REGION',
  'MAXERROR',
  'COMPROWS',
  'GZIP',
  'ACCEPTINVCHARS',
  'ENCODING',
  'READRATIO',
  'TRUNCATECOLUMNS',
  'ACCEPTANYDATE',
  'ROUNDEC',
  'TRIMBLANKS',
]);

function readLoadOptions(node: SyntaxNode): LoadOptions {
  const options: LoadOptions = {
    csv: false,
    json: false,
    delimiter: '|',
    quote: '"',
    nullAs: undefined,
    ignoredLines: 0,
    emptyAsNull: false,
    blanksAsNull: false,
    escape: false,
    removeQuotes: false,
    fillRecord: false,
    ignoreBlankLines: false,
  };
  for (const option of node.childrenOf('CopyOption')) {
    const [inner] = option.nodes;
    if (inner?.kind === 'CopyDataFormat') readFormat(inner.child('CopyFormatName') ?? inner, options);
    else if (inner?.kind === 'CopyParameter') readParameter(inner, options);
    else if (inner?.kind !== 'Authorization') throw notInSandbox(`COPY … ${option.text.slice(0, 40)}`);
  }
  if (options.csv && node.text.search(/\bdelimiter\b/i) < 0) options.delimiter = ',';
  return options;
}

function readFormat(format: SyntaxNode, options: LoadOptions): void {
  const word = format.tokens().find(token => token.keyword && !['WITH', 'AS'].includes(token.keyword))?.keyword;
  if (word === 'CSV') options.csv = true;
  else if (word === 'DELIMITER') options.delimiter = unescapeDelimiter(literalOf(format) ?? '|');
  else if (word === 'JSON') {
    options.json = true;
    const paths = literalOf(format) ?? 'auto';
    if (!['auto', 'auto ignorecase', 'noshred'].includes(paths) || paths === 'noshred') throw notInSandbox(`COPY … JSON '${paths}'`);
  } else throw notInSandbox(`COPY … ${format.text}`);
}

const unescapeDelimiter = (text: string): string => (text === '\\t' ? '\t' : text);

function readParameter(parameter: SyntaxNode, options: LoadOptions): void {
  const word = parameter.tokens()[0]?.keyword ?? '';
  if (harmless.has(word)) return;
  switch (word) {
    case 'IGNOREHEADER':
      options.ignoredLines = Number(literalOf(parameter) ?? 0);
      return;
    case 'QUOTE':
      options.quote = literalOf(parameter) ?? '"';
      return;
    case 'NULL':
      options.nullAs = literalOf(parameter);
      return;
    case 'EMPTYASNULL':
      options.emptyAsNull = true;
      return;
    case 'BLANKSASNULL':
      options.blanksAsNull = true;
      return;
    case 'ESCAPE':
      options.escape = true;
      return;
    case 'REMOVEQUOTES':
      options.removeQuotes = true;
      return;
    case 'IGNOREBLANKLINES':
      options.ignoreBlankLines = true;
      return;
    case 'DATEFORMAT':
    case 'TIMEFORMAT':
      if (['auto', 'YYYY-MM-DD', 'YYYY-MM-DD HH:MI:SS'].includes(literalOf(parameter) ?? '')) return;
      throw notInSandbox(`COPY … ${parameter.text}`);
    default:
      throw notInSandbox(`COPY … ${parameter.text.slice(0, 40)}`);
  }
}

export async function copy(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const slot = node.child('table-name');
  const table = slot ? renderNode(context, slot) : '';
  const source = literalOf(node) ?? '';
  if (!source.startsWith('s3://')) throw notInSandbox(`COPY from ${source.split(':')[0]}`);
  const options = readLoadOptions(node);
  const objects = listObjects(context.world.s3Folder, source);
  if (objects.length === 0)
    throw new SqlError(`The specified S3 prefix '${source.replace(/^s3:\/\/[^/]+\//, '')}' does not exist`, { sqlState: 'XX000' });
  const columns = await targetColumns(context, table, node.child('ColumnList'));
  const load = async (): Promise<number> => {
    let loaded = 0;
    for (const object of objects) {
      const text = readObject(object)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
      const { sql, input } = options.json ? jsonLoad(table, columns, text) : delimitedLoad(table, columns, text, options);
      const [result] = await run(context, { sql, copyInput: new TextEncoder().encode(input) }).catch(error => {
        const isBadRow = error instanceof EngineError && /^2[23]/.test(error.failure.sqlState);
        throw isBadRow ? new LoadError(nameOf(context, slot), object.url, options.ignoredLines, error) : error;
      });
      loaded += result?.rowCount ?? 0;
    }
    return loaded;
  };
  try {
    return { columns: undefined, rows: [], rowCount: await atomically(context, load) };
  } catch (error) {
    if (error instanceof LoadError && !context.lease.inTransaction) await recordLoadError(context, table, error);
    throw error;
  }
}

/** The error that Redshift gives; where and why is in stl_load_errors and, shortly, in its detail. */
class LoadError extends SqlError {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly reason: string;

  constructor(table: string, file: string, ignoredLines: number, { failure }: EngineError) {
    const [, line = '0', column = ''] = /line (\d+)(?:, column ([^:]+))?/.exec(failure.context ?? '') ?? [];
    const place = `line ${Number(line) + ignoredLines}${column ? `, column ${column}` : ''}`;
    super(`Load into table '${table}' failed.  Check 'stl_load_errors' system table for details.`, {
      sqlState: 'XX000',
      detail: `${file}, ${place}: ${failure.message}`,
    });
    this.file = file;
    this.line = Number(line) + ignoredLines;
    this.column = column;
    this.reason = failure.message;
  }
}

async function recordLoadError(context: StatementContext, table: string, { file, line, column, reason }: LoadError): Promise<void> {
  await asOwner(context, () =>
    run(context, {
      sql: "INSERT INTO sandbox_catalog.load_error VALUES ($1, $2, now() AT TIME ZONE 'UTC', $3, $4, $5, $6, $7)",
      parameters: [String(context.queryId), context.connection.user, table, file, String(line), column, reason],
    }),
  );
}

interface TargetColumn {
  readonly name: string;
  readonly isText: boolean;
}

async function targetColumns(context: StatementContext, table: string, list: SyntaxNode | undefined): Promise<readonly TargetColumn[]> {
  const rows = await select(
    context,
    "SELECT attname, atttypid IN ('varchar'::regtype, 'bpchar'::regtype, 'text'::regtype), attidentity FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
    table,
  );
  const all = rows.map(([name, isText, identity]) => ({ name: name ?? '', isText: isText === 't', identity: identity !== '' }));
  if (!list) return all.filter(column => !column.identity);
  return list.childrenOf('column-name').map(slot => {
    const name = slot.text.replaceAll('"', '').toLowerCase();
    const column = all.find(each => each.name === name);
    if (!column) throw new SqlError(`column "${name}" of relation ${table} does not exist`, { sqlState: '42703' });
    return column;
  });
}

function withoutLines(text: string, count: number): string {
  let rest = text;
  for (let line = 0; line < count; line++) {
    const end = rest.indexOf('\n');
    rest = end < 0 ? '' : rest.slice(end + 1);
  }
  return rest;
}

function delimitedLoad(
  table: string,
  columns: readonly TargetColumn[],
  text: string,
  options: LoadOptions,
): { readonly sql: string; readonly input: string } {
  let input = withoutLines(text, options.ignoredLines).replaceAll('\r\n', '\n');
  if (options.ignoreBlankLines) input = input.replaceAll(/^\s*\n/gm, '');
  const list = columns.map(column => quoteParts([column.name])).join(', ');
  const texts = columns.filter(column => column.isText).map(column => quoteParts([column.name]));
  if (options.csv || options.removeQuotes) {
    // An empty field is an empty string in a text column and NULL in every other, unless the options say otherwise.
    const keepEmpty =
      !options.emptyAsNull && !options.blanksAsNull && options.nullAs === undefined && texts.length > 0
        ? `, FORCE_NOT_NULL (${texts.join(', ')})`
        : '';
    const sql = `COPY ${table} (${list}) FROM '/dev/blob' (FORMAT csv, DELIMITER ${quoteLiteral(options.delimiter)}, QUOTE ${quoteLiteral(options.quote)}, NULL ${quoteLiteral(options.nullAs ?? '')}${keepEmpty})`;
    return { sql, input };
  }
  // Without ESCAPE a backslash is a character like any other, but for \N.
  if (!options.escape) input = input.replaceAll('\\', '\\\\').replaceAll('\\\\N', '\\N');
  return {
    sql: `COPY ${table} (${list}) FROM '/dev/blob' (FORMAT text, DELIMITER ${quoteLiteral(options.delimiter)}, NULL ${quoteLiteral(options.nullAs ?? '\\N')})`,
    input,
  };
}

/** JSON 'auto': one object after the other, whose keys are the columns' names. */
function jsonLoad(table: string, columns: readonly TargetColumn[], text: string): { readonly sql: string; readonly input: string } {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const quote = (value: unknown): string => {
    if (value === undefined || value === null) return '';
    return `"${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`;
  };
  const rows = lines.map(line => {
    try {
      const object = JSON.parse(line) as Record<string, unknown>;
      return columns.map(column => quote(object[column.name])).join(',');
    } catch {
      throw new SqlError(`Load into table ${table} failed.  Check 'stl_load_errors' system table for details.`, {
        sqlState: 'XX000',
        detail: 'Invalid JSON object',
      });
    }
  });
  const list = columns.map(column => quoteParts([column.name])).join(', ');
  return { sql: `COPY ${table} (${list}) FROM '/dev/blob' (FORMAT csv)`, input: rows.map(row => `${row}\n`).join('') };
}

interface UnloadOptions {
  csv: boolean;
  json: boolean;
  header: boolean;
  delimiter: string | undefined;
  addQuotes: boolean;
  nullAs: string;
  overwrite: boolean;
  cleanPath: boolean;
  parallel: boolean;
  gzip: boolean;
  extension: string;
  escape: boolean;
}

function readUnloadOptions(node: SyntaxNode): UnloadOptions {
  const options: UnloadOptions = {
    csv: false,
    json: false,
    header: false,
    delimiter: undefined,
    addQuotes: false,
    nullAs: '',
    overwrite: false,
    cleanPath: false,
    parallel: true,
    gzip: false,
    extension: '',
    escape: false,
  };
  for (const option of node.childrenOf('UnloadOption')) {
    if (option.child('Authorization')) continue;
    const word = option.tokens().find(token => token.keyword && !['FORMAT', 'AS', 'WITH'].includes(token.keyword))?.keyword ?? '';
    if (word === 'CSV') options.csv = true;
    else if (word === 'JSON') options.json = true;
    else if (word === 'HEADER') options.header = true;
    else if (word === 'DELIMITER') options.delimiter = unescapeDelimiter(literalOf(option) ?? '|');
    else if (word === 'ADDQUOTES') options.addQuotes = true;
    else if (word === 'NULL') options.nullAs = literalOf(option) ?? '';
    else if (word === 'ALLOWOVERWRITE') options.overwrite = true;
    else if (word === 'CLEANPATH') options.cleanPath = true;
    else if (word === 'PARALLEL') options.parallel = option.keyword('OFF', 'FALSE') === undefined;
    else if (word === 'GZIP') options.gzip = true;
    else if (word === 'EXTENSION') options.extension = `.${literalOf(option) ?? ''}`;
    else if (word === 'ESCAPE') options.escape = true;
    else if (!['REGION', 'MAXFILESIZE'].includes(word)) throw notInSandbox(`UNLOAD … ${option.text.slice(0, 40)}`);
  }
  return options;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html */
export async function unload(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const [query = '', target = ''] = node.childrenOf('Literal').map(stringOf);
  const { statement } = parseStatement(query);
  if (statement.kind !== 'Query') throw new SqlError('UNLOAD takes a SELECT statement only', { sqlState: '42601' });
  const options = readUnloadOptions(node);
  const { s3Folder } = context.world;
  const existing = listObjects(s3Folder, target);
  if (existing.length > 0 && !options.overwrite && !options.cleanPath) {
    throw new SqlError(
      'Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.',
      { sqlState: 'XX000' },
    );
  }
  const sql = render(statement, context.renderContext);
  const [result] = await run(
    context,
    options.json ? `COPY (SELECT to_json(q) FROM (${sql}) AS q) TO '/dev/blob'` : unloadCommand(sql, options),
  );
  if (options.cleanPath) for (const object of existing) deleteObject(object);
  const name = `${options.parallel ? '0000_part_00' : '000'}${options.extension}${options.gzip ? '.gz' : ''}`;
  writeObject(s3Folder, `${target}${name}`, result?.copyOutput ?? new Uint8Array(), options.gzip);
  return { columns: undefined, rows: [], rowCount: result?.rowCount };
}

function unloadCommand(sql: string, options: UnloadOptions): string {
  const delimiter = quoteLiteral(options.delimiter ?? (options.csv ? ',' : '|'));
  if (options.csv)
    return `COPY (${sql}) TO '/dev/blob' (FORMAT csv, DELIMITER ${delimiter}, NULL ${quoteLiteral(options.nullAs)}${options.header ? ', HEADER' : ''})`;
  if (options.addQuotes)
    return `COPY (${sql}) TO '/dev/blob' (FORMAT csv, DELIMITER ${delimiter}, NULL ${quoteLiteral(options.nullAs)}, FORCE_QUOTE *${options.header ? ', HEADER' : ''})`;
  return `COPY (${sql}) TO '/dev/blob' (FORMAT text, DELIMITER ${delimiter}, NULL ${quoteLiteral(options.nullAs)}${options.header ? ', HEADER' : ''})`;
}
