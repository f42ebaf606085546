// Row-level security as Redshift has it, on PostgreSQL's policies. Redshift combines a user's policies with AND (or OR where the table says so) and
// shows nothing to a user without any; PostgreSQL combines permissive ones with OR and restrictive ones with AND. So each grantee of an attachment
// gets a permissive policy that shows all, and each attachment a restrictive one that takes away; with OR the attachments themselves are permissive.
// https://docs.aws.amazon.com/redshift/latest/dg/t_rls.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { plainContext } from '../rewrite/context.ts';
import { roleRole } from '../rewrite/names.ts';
import { parseStatement } from '../rewrite/parse.ts';
import { render } from '../rewrite/render.ts';
import { SqlError, type SqlResult } from '../sqlResult.ts';
import {
  asOwner,
  atomically,
  done,
  nameOf,
  nameParts,
  renderNode,
  requireSecurityAdministrator,
  run,
  type StatementContext,
  select,
} from '../statementContext.ts';

export async function createPolicy(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  await requireSecurityAdministrator(context);
  const name = policyName(context, node.child('new-policy-name'));
  const exists = await select(context, 'SELECT FROM sandbox_catalog.rls_policy WHERE name = $1', name);
  if (exists.length > 0) throw new SqlError(`RLS policy "${name}" already exists`, { sqlState: '42710' });
  await storePolicy(context, name, node);
  return done;
}

export async function alterPolicy(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  await requireSecurityAdministrator(context);
  const name = policyName(context, node.child('policy-name'));
  const [stored] = await select(context, 'SELECT source FROM sandbox_catalog.rls_policy WHERE name = $1', name);
  if (!stored) throw policyNotFound(name);
  if (node.child('ToleratedPolicyColumns')) throw new SqlError('the columns of an RLS policy cannot be changed', { sqlState: '0A000' });
  const predicate = node.child('PolicyPredicate')?.text ?? '';
  const source = (stored[0] ?? '').replace(/\bUSING\s*\([\s\S]*$/i, predicate);
  await atomically(context, async () => {
    await asOwner(context, () =>
      run(context, {
        sql: "UPDATE sandbox_catalog.rls_policy SET source = $2, predicate = $3, modified_by = $4, modified_at = now() AT TIME ZONE 'UTC' WHERE name = $1",
        parameters: [name, source, predicateText(node), context.connection.user],
      }),
    );
    const attached = await asOwner(context, () =>
      select(context, 'SELECT DISTINCT relid FROM sandbox_catalog.rls_attachment WHERE policy = $1', name),
    );
    for (const [relation] of attached) await rebuild(context, relation ?? '0');
  });
  return done;
}

async function storePolicy(context: StatementContext, name: string, node: SyntaxNode): Promise<void> {
  const columns = node.child('PolicyColumns')?.childrenOf('PolicyColumn') ?? [];
  const attributes = columns.map(column => ({
    colname: nameOf(context, column.child('new-column-name')),
    type: column.child('DataType')?.text.toLowerCase(),
  }));
  const alias = node.child('PolicyAlias');
  await atomically(context, () =>
    asOwner(context, () =>
      run(context, {
        sql: "INSERT INTO sandbox_catalog.rls_policy VALUES ($1, $2, $3, $4, $5, $6, now() AT TIME ZONE 'UTC')",
        parameters: [
          name,
          alias ? nameOf(context, alias.nodes[0]) : null,
          JSON.stringify(attributes),
          predicateText(node),
          context.text,
          context.connection.user,
        ],
      }),
    ),
  );
}

/** `USING (…)` without the word and its parentheses. */
const predicateText = (node: SyntaxNode): string =>
  (node.child('PolicyPredicate')?.text ?? '')
    .replace(/^using\s*\(/i, '')
    .replace(/\)\s*$/, '')
    .trim();

/** A policy may be named `database.policy`. */
const policyName = (context: StatementContext, slot: SyntaxNode | undefined): string => nameParts(context, slot).at(-1) ?? '';
const policyNotFound = (name: string): SqlError => new SqlError(`RLS policy "${name}" does not exist`, { sqlState: '42704' });

interface Subject {
  readonly grantee: string;
  readonly kind: 'user' | 'role' | 'public';
}

function readSubjects(context: StatementContext, node: SyntaxNode): readonly Subject[] {
  return node.childrenOf('PolicySubject').map(subject => {
    const [inner] = subject.nodes;
    if (inner?.kind === 'PublicGrantee') return { grantee: 'public', kind: 'public' };
    if (inner?.kind === 'ToleratedGroupGrantee') throw new SqlError('syntax error at or near "GROUP"', { position: inner.start + 1 });
    const name = nameOf(context, inner?.descendants('role-name', 'user-name')[0]);
    return { grantee: name, kind: inner?.kind === 'RoleGrantee' ? 'role' : 'user' };
  });
}

async function requireSubject(context: StatementContext, { grantee, kind }: Subject): Promise<void> {
  if (kind === 'public') return;
  const found = await select(context, 'SELECT FROM pg_catalog.pg_roles WHERE rolname = $1', kind === 'role' ? roleRole(grantee) : grantee);
  if (found.length === 0) throw new SqlError(`${kind} "${grantee}" does not exist`, { sqlState: '42704' });
}

export async function attachPolicy(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  await requireSecurityAdministrator(context);
  const name = policyName(context, node.child('policy-name'));
  if ((await select(context, 'SELECT FROM sandbox_catalog.rls_policy WHERE name = $1', name)).length === 0) throw policyNotFound(name);
  const subjects = readSubjects(context, node);
  for (const subject of subjects) await requireSubject(context, subject);
  await atomically(context, async () => {
    for (const slot of node.childrenOf('relation-name')) {
      const relation = await resolveRelation(context, renderNode(context, slot));
      for (const { grantee, kind } of subjects) {
        await asOwner(context, () =>
          run(context, {
            sql: 'INSERT INTO sandbox_catalog.rls_attachment VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
            parameters: [name, relation, grantee, kind, context.connection.user],
          }),
        );
      }
      await rebuild(context, relation);
    }
  });
  return done;
}

export async function detachPolicy(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  await requireSecurityAdministrator(context);
  const name = policyName(context, node.child('policy-name'));
  await atomically(context, async () => {
    for (const slot of node.childrenOf('relation-name')) {
      const relation = await resolveRelation(context, renderNode(context, slot));
      for (const { grantee, kind } of readSubjects(context, node)) {
        const gone = await asOwner(context, () =>
          select(
            context,
            'DELETE FROM sandbox_catalog.rls_attachment WHERE policy = $1 AND relid = $2 AND grantee = $3 AND grantee_kind = $4 RETURNING policy',
            name,
            relation,
            grantee,
            kind,
          ),
        );
        if (gone.length === 0)
          throw new SqlError(`RLS policy "${name}" is not attached to ${kind} "${grantee}" on this relation`, { sqlState: '42704' });
      }
      await rebuild(context, relation);
    }
  });
  return done;
}

export async function dropPolicy(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  await requireSecurityAdministrator(context);
  const name = policyName(context, node.child('policy-name'));
  const found = await select(context, 'SELECT FROM sandbox_catalog.rls_policy WHERE name = $1', name);
  if (found.length === 0) {
    if (node.keyword('IF')) return done;
    throw policyNotFound(name);
  }
  await atomically(context, async () => {
    const attached = await asOwner(context, () =>
      select(context, 'SELECT DISTINCT relid FROM sandbox_catalog.rls_attachment WHERE policy = $1', name),
    );
    if (attached.length > 0 && !node.keyword('CASCADE')) {
      throw new SqlError(`cannot drop RLS policy ${name} because other objects depend on it`, {
        sqlState: '2BP01',
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      });
    }
    await asOwner(context, () => run(context, { sql: 'DELETE FROM sandbox_catalog.rls_policy WHERE name = $1', parameters: [name] }));
    for (const [relation] of attached) await rebuild(context, relation ?? '0');
  });
  return done;
}

/** ALTER TABLE … ROW LEVEL SECURITY { ON | OFF } [CONJUNCTION TYPE { AND | OR }] */
export async function setRowSecurity(context: StatementContext, table: string, action: SyntaxNode): Promise<SqlResult> {
  await requireSecurityAdministrator(context);
  if (action.child('RowLevelSecurityForDatashares'))
    throw new SqlError('Datashares are not supported by the local sandbox', { sqlState: '0A000' });
  const relation = await resolveRelation(context, table);
  const on = action.keyword('ON') !== undefined;
  const conjunction = action.child('RowLevelSecurityConjunction')?.keyword('OR') ? 'or' : 'and';
  await asOwner(context, async () => {
    const [name] = await select(context, 'SELECT $1::oid::regclass::text', relation);
    await run(
      context,
      `ALTER TABLE ${name?.[0]} ${on ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`,
      `ALTER TABLE ${name?.[0]} ${on ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY`,
    );
    await run(context, {
      sql: 'INSERT INTO sandbox_catalog.rls_relation VALUES ($1, $2) ON CONFLICT (relid) DO UPDATE SET conjunction = $2',
      parameters: [relation, conjunction],
    });
  });
  await rebuild(context, relation);
  return done;
}

async function resolveRelation(context: StatementContext, name: string): Promise<string> {
  const [row] = await select(context, 'SELECT c.oid, c.relkind FROM pg_catalog.pg_class c WHERE c.oid = $1::regclass', name);
  if (row?.[1] !== 'r') throw new SqlError('Row-level security on views is not supported by the local sandbox', { sqlState: '0A000' });
  return row[0] ?? '0';
}

/** Writes the table's PostgreSQL policies anew from its attachments. */
async function rebuild(context: StatementContext, relation: string): Promise<void> {
  await asOwner(context, async () => {
    const [found] = await select(
      context,
      'SELECT $1::oid::regclass::text, c.relname FROM pg_catalog.pg_class c WHERE c.oid = $1::oid',
      relation,
    );
    if (!found) return;
    const [table = '', bareName = ''] = found;
    const [conjunction] = await select(context, 'SELECT conjunction FROM sandbox_catalog.rls_relation WHERE relid = $1', relation);
    const attachments = await select(
      context,
      'SELECT a.policy, a.grantee, a.grantee_kind, p.source FROM sandbox_catalog.rls_attachment a JOIN sandbox_catalog.rls_policy p ON p.name = a.policy WHERE a.relid = $1 ORDER BY 1, 2',
      relation,
    );
    const existing = await select(context, 'SELECT polname FROM pg_catalog.pg_policy WHERE polrelid = $1::oid', relation);
    for (const [policy] of existing) await run(context, `DROP POLICY ${quoteIdentifier(policy ?? '')} ON ${table}`);
    // Policies never apply to INSERT.
    if (attachments.length > 0) await run(context, `CREATE POLICY "sandbox insert" ON ${table} FOR INSERT TO PUBLIC WITH CHECK (true)`);
    const isOr = conjunction?.[0] === 'or';
    for (const [index, [policy, grantee, kind, source]] of attachments.entries()) {
      const role = kind === 'public' ? 'PUBLIC' : quoteIdentifier(kind === 'role' ? roleRole(grantee ?? '') : (grantee ?? ''));
      const predicate = renderPredicate(source ?? '', bareName ?? '');
      for (const command of ['SELECT', 'UPDATE', 'DELETE']) {
        const check = command === 'UPDATE' ? ' WITH CHECK (true)' : '';
        const name = quoteIdentifier(`${policy} ${index} ${command}`);
        if (!isOr)
          await run(
            context,
            `CREATE POLICY ${quoteIdentifier(`sandbox base ${index} ${command}`)} ON ${table} FOR ${command} TO ${role} USING (true)${check}`,
          );
        await run(
          context,
          `CREATE POLICY ${name} ON ${table} AS ${isOr ? 'PERMISSIVE' : 'RESTRICTIVE'} FOR ${command} TO ${role} USING (${predicate})${check}`,
        );
      }
    }
  });
}

/** The predicate with the policy's alias replaced by the table it is attached to. */
function renderPredicate(source: string, table: string): string {
  const { statement } = parseStatement(source);
  const plain = plainContext(false);
  const alias = statement.child('PolicyAlias')?.nodes[0];
  const qualifiers = new Map(alias ? [[alias.text.replaceAll('"', '').toLowerCase(), quoteIdentifier(table)]] : []);
  const expression = statement.child('PolicyPredicate')?.nodes[0];
  return expression ? render(expression, { ...plain, qualifiers }) : 'false';
}
