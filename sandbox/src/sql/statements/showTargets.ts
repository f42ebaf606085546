// What a SHOW command is about: a database, a schema or a relation that exists and that the user may see.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { databaseName } from '../engine.ts';
import { SqlError } from '../sqlResult.ts';
import { nameParts, renderNode, type StatementContext, select } from '../statementContext.ts';

export function requireDatabase(name: string | undefined): void {
  if (name !== undefined && name !== databaseName) throw new SqlError(`database "${name}" does not exist`, { sqlState: '3D000' });
}

/** `[database.]schema` → schema, which must exist. */
export async function schemaOf(context: StatementContext, slot: SyntaxNode | undefined): Promise<string> {
  const parts = nameParts(context, slot);
  if (parts.length > 1) requireDatabase(parts[0]);
  const schema = parts.at(-1) ?? '';
  if ((await select(context, 'SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1', schema)).length === 0)
    throw new SqlError(`schema "${schema}" does not exist`, { sqlState: '3F000' });
  return schema;
}

export interface Relation {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
}

export async function relationOf(context: StatementContext, slot: SyntaxNode | undefined): Promise<Relation> {
  const name = slot ? renderNode(context, slot) : '';
  const [row] = await select(
    context,
    'SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)',
    name,
  );
  if (!row) throw new SqlError(`relation "${nameParts(context, slot).join('.')}" does not exist`, { sqlState: '42P01' });
  const [visible] = await select(
    context,
    "SELECT pg_has_role(relowner, 'MEMBER') OR has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, REFERENCES') OR has_any_column_privilege(oid, 'SELECT, UPDATE') FROM pg_catalog.pg_class WHERE oid = $1",
    row[0] ?? '0',
  );
  if (visible?.[0] !== 't') throw new SqlError(`permission denied for relation ${row[2]}`, { sqlState: '42501' });
  return { id: row[0] ?? '0', schema: row[1] ?? '', name: row[2] ?? '', kind: row[3] ?? 'r' };
}
