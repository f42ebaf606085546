// What a statement gives: columns described as Redshift's driver describes them, and rows of text.

export interface SqlColumn {
  readonly name: string;
  /** Redshift's internal name: int4, varchar, timestamptz, super … */
  readonly typeName: string;
  readonly precision: number;
  readonly scale: number;
  readonly length: number;
  /** Undefined where nobody knows, as for an expression. */
  readonly nullable: boolean | undefined;
  readonly schemaName: string;
  readonly tableName: string;
}

export interface SqlResult {
  /** Undefined where the statement has no result set. */
  readonly columns: readonly SqlColumn[] | undefined;
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows returned or changed; undefined where neither makes sense (CREATE TABLE). */
  readonly rowCount: number | undefined;
}

/** A statement failed as SQL: worded as Redshift words it. */
export class SqlError extends Error {
  readonly sqlState: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** 1-based position in the statement as it was sent. */
  readonly position: number | undefined;

  constructor(message: string, more: { sqlState?: string; detail?: string; hint?: string; position?: number } = {}) {
    super(message);
    this.name = 'SqlError';
    this.sqlState = more.sqlState ?? '42601';
    this.detail = more.detail;
    this.hint = more.hint;
    this.position = more.position;
  }
}

/** The error as the Data API shows it, which is the JDBC driver's text. */
export function describeSqlError(error: SqlError): string {
  if (error.message.startsWith('FATAL:')) return error.message;
  const lines = [`ERROR: ${error.message}`];
  if (error.detail) lines.push(`  Detail: ${error.detail}`);
  if (error.hint) lines.push(`  Hint: ${error.hint}`);
  if (error.position !== undefined) lines.push(`  Position: ${error.position}`);
  return lines.join('\n');
}

/** A clear refusal of what the sandbox has no way to do. */
export const notInSandbox = (what: string): SqlError =>
  new SqlError(`${what} is not supported by the local sandbox`, { sqlState: '0A000' });
