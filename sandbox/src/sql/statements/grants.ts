// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES. https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier } from '../quote.ts';
import { groupRole, roleRole } from '../rewrite/names.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import { asOwner, atomically, done, nameOf, nameParts, renderNode, run, type StatementContext, select } from '../statementContext.ts';

interface Grantee {
  readonly role: string;
  readonly isUser: boolean;
  readonly withOption: boolean;
}

function readGrantee(context: StatementContext, recipient: SyntaxNode): Grantee {
  const grantee = recipient.kind === 'Grantee' ? recipient : (recipient.child('Grantee') ?? recipient);
  const [inner] = grantee.nodes;
  const withOption = recipient.child('GrantOption', 'AdminOption', 'ToleratedGrantOption') !== undefined;
  switch (inner?.kind) {
    case 'RoleGrantee':
      return { role: quoteIdentifier(roleRole(nameOf(context, inner.child('role-name')))), isUser: false, withOption };
    case 'GroupGrantee':
      return { role: quoteIdentifier(groupRole(nameOf(context, inner.child('group-name')))), isUser: false, withOption };
    case 'PublicGrantee':
      return { role: 'PUBLIC', isUser: false, withOption };
    case 'UserGrantee':
    case 'ToleratedUserGrantee':
      return { role: quoteIdentifier(nameOf(context, inner.child('user-name'))), isUser: true, withOption };
    default:
      throw notInSandbox(`GRANT or REVOKE with ${inner?.text.slice(0, 40) ?? 'this grantee'}`);
  }
}

const recipientsOf = (context: StatementContext, node: SyntaxNode): readonly Grantee[] =>
  node.childrenOf('GrantRecipient', 'RoleRecipient', 'Grantee').map(recipient => readGrantee(context, recipient));

/** ALL means Redshift's privileges, not PostgreSQL's. DROP and ALTER are Redshift's own. */
const allPrivileges: Readonly<Record<string, string>> = {
  TABLE: 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES',
  SCHEMA: 'CREATE, USAGE',
  DATABASE: 'CREATE, TEMPORARY',
  FUNCTION: 'EXECUTE',
  LANGUAGE: 'USAGE',
};

interface Target {
  readonly kind: keyof typeof allPrivileges;
  /** Behind ON. */
  readonly text: string;
}

function renderPrivileges(context: StatementContext, list: SyntaxNode | undefined, kind: string): string {
  const privileges = (list?.childrenOf('Privilege') ?? []).map(privilege => {
    const columns = privilege.child('PrivilegeColumns');
    const tolerated = privilege.child('ToleratedPrivilege');
    if (tolerated) throw new SqlError(`syntax error at or near "${tolerated.text}"`, { position: tolerated.start + 1 });
    const word = privilege.child('ObjectPrivilege')?.text.toUpperCase();
    if (word === undefined)
      return columns ? `SELECT ${renderNode(context, columns)}, UPDATE ${renderNode(context, columns)}` : (allPrivileges[kind] ?? 'ALL');
    if (['DROP', 'ALTER', 'SHARE'].includes(word)) throw notInSandbox(`The privilege ${word}`);
    if (columns && !['SELECT', 'UPDATE'].includes(word))
      throw new SqlError(`column privileges can be SELECT or UPDATE only, not ${word}`, { sqlState: '0LP01' });
    return `${word === 'TEMP' ? 'TEMPORARY' : word}${columns ? ` ${renderNode(context, columns)}` : ''}`;
  });
  return privileges.join(', ');
}

async function readTarget(context: StatementContext, node: SyntaxNode | undefined): Promise<Target> {
  const [inner] = node?.nodes ?? [];
  if (!inner) throw notInSandbox('This target of GRANT or REVOKE');
  const list = (kind: string): string =>
    inner
      .childrenOf(kind)
      .map(slot => renderNode(context, slot))
      .join(', ');
  switch (inner.kind) {
    case 'AllInSchemaTarget': {
      const what = inner.keyword('TABLES', 'FUNCTIONS', 'PROCEDURES')?.keyword ?? 'TABLES';
      return { kind: what === 'TABLES' ? 'TABLE' : 'FUNCTION', text: `ALL ${what} IN SCHEMA ${list('schema-name')}` };
    }
    case 'SchemaTarget':
      return { kind: 'SCHEMA', text: `SCHEMA ${list('schema-name')}` };
    case 'ExternalSchemaTarget':
      return { kind: 'SCHEMA', text: `SCHEMA ${list('external-schema-name')}` };
    case 'DatabaseTarget':
      return { kind: 'DATABASE', text: `DATABASE ${list('database-name')}` };
    case 'TableTarget': {
      const tolerated = inner.child('ToleratedViewTarget');
      if (tolerated) throw new SqlError('syntax error at or near "VIEW"', { position: tolerated.start + 1 });
      return { kind: 'TABLE', text: `TABLE ${list('relation-name')}` };
    }
    case 'ExternalTableTarget':
      return { kind: 'TABLE', text: `TABLE ${list('external-table-name')}` };
    case 'FunctionTarget':
      return {
        kind: 'FUNCTION',
        text: `FUNCTION ${inner
          .childrenOf('FunctionSignature', 'ToleratedBareFunction')
          .map(each => renderNode(context, each))
          .join(', ')}`,
      };
    case 'ProcedureTarget':
      return {
        kind: 'FUNCTION',
        text: `PROCEDURE ${inner
          .childrenOf('ProcedureSignature', 'ToleratedBareProcedure')
          .map(each => renderNode(context, each))
          .join(', ')}`,
      };
    case 'LanguageTarget':
      return {
        kind: 'LANGUAGE',
        text: `LANGUAGE ${inner
          .childrenOf('LanguageName')
          .map(each => each.text.toLowerCase())
          .join(', ')}`,
      };
    case 'ModelTarget':
      return { kind: 'FUNCTION', text: await modelFunctions(context, inner.childrenOf('model-name')) };
    default:
      throw notInSandbox(`GRANT or REVOKE on ${inner.text.slice(0, 40)}`);
  }
}

/** The prediction functions of models: EXECUTE ON MODEL is the right to call them. */
async function modelFunctions(context: StatementContext, slots: readonly SyntaxNode[]): Promise<string> {
  const functions: string[] = [];
  for (const slot of slots) {
    const parts = nameParts(context, slot);
    const schema = parts.length > 1 ? parts.at(-2) : 'public';
    const [row] = await asOwner(context, () =>
      select(
        context,
        'SELECT function_id::regprocedure::text FROM sandbox_catalog.model WHERE schema_name = $1 AND model_name = $2',
        schema ?? '',
        parts.at(-1) ?? '',
      ),
    );
    if (!row?.[0]) throw new SqlError(`model "${parts.join('.')}" does not exist`, { sqlState: '42704' });
    functions.push(row[0]);
  }
  return `FUNCTION ${functions.join(', ')}`;
}

export async function grant(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const [form] = node.nodes;
  switch (form?.kind) {
    case 'GrantPrivileges':
      return grantPrivileges(context, form);
    case 'GrantRoles':
    case 'GrantRolesUnmarked':
      return changeMembership(context, form, 'GRANT');
    case 'GrantSystemPrivileges':
      return changeSystemPrivileges(context, form, 'GRANT');
    default:
      throw notInSandbox(context.text.slice(0, 60));
  }
}

export async function revoke(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const [form] = node.nodes;
  switch (form?.kind) {
    case 'RevokePrivileges':
      return revokePrivileges(context, form);
    case 'RevokeRoles':
    case 'RevokeRoleUnmarked':
      return changeMembership(context, form, 'REVOKE');
    case 'RevokeSystemPrivileges':
      return changeSystemPrivileges(context, form, 'REVOKE');
    default:
      throw notInSandbox(context.text.slice(0, 60));
  }
}

function refuseScoped(form: SyntaxNode): void {
  const scoped = form.child('ScopedTarget');
  if (scoped) throw notInSandbox(`The scoped permission ${scoped.text.slice(0, 60)}`);
}

function refuseOption(grantee: Grantee): void {
  if (grantee.withOption && !grantee.isUser) throw new SqlError('grant options can only be granted to users', { sqlState: '0LP01' });
}

/** Where the grantor has no right to grant, PostgreSQL only warns and Redshift fails. */
async function runStrictly(context: StatementContext, sql: string): Promise<void> {
  const [result] = await run(context, sql);
  const refused = result?.notices
    .map(notice => /^no privileges (?:were granted for|could be revoked for) "(.+)"$/.exec(notice)?.[1])
    .find(name => name !== undefined);
  if (refused !== undefined) throw new SqlError(`permission denied for relation ${refused}`, { sqlState: '42501' });
}

async function grantPrivileges(context: StatementContext, form: SyntaxNode): Promise<SqlResult> {
  refuseScoped(form);
  const target = await readTarget(context, form.child('GrantTarget'));
  const privileges = renderPrivileges(context, form.child('PrivilegeList'), target.kind);
  await atomically(context, async () => {
    for (const grantee of recipientsOf(context, form)) {
      refuseOption(grantee);
      await runStrictly(
        context,
        `GRANT ${privileges} ON ${target.text} TO ${grantee.role}${grantee.withOption ? ' WITH GRANT OPTION' : ''}`,
      );
    }
  });
  return done;
}

async function revokePrivileges(context: StatementContext, form: SyntaxNode): Promise<SqlResult> {
  refuseScoped(form);
  const tolerated = form.child('ToleratedTo');
  if (tolerated) throw new SqlError('syntax error at or near "TO"', { position: tolerated.start + 1 });
  const target = await readTarget(context, form.child('GrantTarget'));
  const privileges = renderPrivileges(context, form.child('PrivilegeList'), target.kind);
  const option = form.child('GrantOptionFor') ? 'GRANT OPTION FOR ' : '';
  const behaviour = form.child('RevokeBehavior')?.text ?? '';
  await atomically(context, async () => {
    for (const { role } of recipientsOf(context, form))
      await runStrictly(context, `REVOKE ${option}${privileges} ON ${target.text} FROM ${role} ${behaviour}`);
  });
  return done;
}

async function changeMembership(context: StatementContext, form: SyntaxNode, verb: 'GRANT' | 'REVOKE'): Promise<SqlResult> {
  const slots = form.child('RoleList')?.descendants('role-name') ?? form.childrenOf('role-name', 'bare-role-name');
  const roles = slots.map(slot => roleRole(nameOf(context, slot)));
  const adminOnly = form.child('AdminOptionFor') ? 'ADMIN OPTION FOR ' : '';
  await atomically(context, async () => {
    for (const grantee of recipientsOf(context, form)) {
      for (const role of roles) {
        const statement =
          verb === 'GRANT'
            ? `GRANT ${quoteIdentifier(role)} TO ${grantee.role}${grantee.withOption ? ' WITH ADMIN OPTION' : ''}`
            : `REVOKE ${adminOnly}${quoteIdentifier(role)} FROM ${grantee.role}`;
        await run(context, statement);
      }
    }
    await refreshRowSecurityBypass(context);
  });
  return done;
}

/** System privileges that act here: IGNORE RLS. https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html */
async function changeSystemPrivileges(context: StatementContext, form: SyntaxNode, verb: 'GRANT' | 'REVOKE'): Promise<SqlResult> {
  const privileges = form.descendants('SystemPrivilege').map(privilege => privilege.text.replaceAll(/\s+/g, ' ').toUpperCase());
  const other = privileges.find(privilege => privilege !== 'IGNORE RLS');
  if (other !== undefined) throw notInSandbox(`The system permission ${other}`);
  const grantees = form.childrenOf('GrantRecipient', 'Grantee').map(recipient => {
    const role = (recipient.descendants('RoleGrantee')[0] ?? recipient).child('role-name');
    if (!role) throw new SqlError('system permissions can only be granted to roles', { sqlState: '0LP01' });
    return roleRole(nameOf(context, role));
  });
  await atomically(context, async () => {
    const [row] = await select(
      context,
      "SELECT rolsuper OR pg_has_role('role:sys:secadmin', 'MEMBER') FROM pg_catalog.pg_roles WHERE rolname = current_user",
    );
    if (row?.[0] !== 't') throw new SqlError('permission denied: must be superuser to grant system permissions', { sqlState: '42501' });
    for (const role of grantees) {
      if ((await select(context, 'SELECT FROM pg_catalog.pg_roles WHERE rolname = $1', role)).length === 0)
        throw new SqlError(`role "${role.slice(5)}" does not exist`, { sqlState: '42704' });
      const sql =
        verb === 'GRANT'
          ? "INSERT INTO sandbox_catalog.system_privilege VALUES ($1, 'IGNORE RLS') ON CONFLICT DO NOTHING"
          : "DELETE FROM sandbox_catalog.system_privilege WHERE role_name = $1 AND privilege = 'IGNORE RLS'";
      await asOwner(context, () => run(context, { sql, parameters: [role] }));
    }
    await refreshRowSecurityBypass(context);
  });
  return done;
}

/** BYPASSRLS is not inherited in PostgreSQL: every user gets what his roles say. */
async function refreshRowSecurityBypass(context: StatementContext): Promise<void> {
  await asOwner(context, async () => {
    const users = await select(
      context,
      `SELECT u.rolname, EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE (r.rolname = 'role:sys:secadmin' OR r.rolname IN (SELECT role_name FROM sandbox_catalog.system_privilege WHERE privilege = 'IGNORE RLS')) AND pg_has_role(u.oid, r.oid, 'MEMBER')), u.rolbypassrls FROM pg_catalog.pg_roles u WHERE u.rolcanlogin AND NOT u.rolsuper`,
    );
    for (const [user, wanted, has] of users)
      if (wanted !== has) await run(context, `ALTER ROLE ${quoteIdentifier(user ?? '')} ${wanted === 't' ? 'BYPASSRLS' : 'NOBYPASSRLS'}`);
  });
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html */
export async function alterDefaultPrivileges(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const users =
    node
      .child('DefaultPrivilegesForUser')
      ?.childrenOf('user-name')
      .map(user => renderNode(context, user)) ?? [];
  const schemas =
    node
      .child('DefaultPrivilegesInSchema')
      ?.childrenOf('schema-name')
      .map(schema => renderNode(context, schema)) ?? [];
  const form = node.child('DefaultPrivilegesGrant', 'DefaultPrivilegesRevoke');
  const objects = form?.child('DefaultPrivilegesObjects');
  const tolerated = objects?.child('ToleratedDefaultObjects');
  if (!form || !objects) throw notInSandbox(context.text.slice(0, 60));
  if (tolerated) throw new SqlError(`syntax error at or near "${tolerated.text}"`, { position: tolerated.start + 1 });
  const isTables = objects.keyword('TABLES') !== undefined;
  const privileges = renderPrivileges(context, form.child('PrivilegeList'), isTables ? 'TABLE' : 'FUNCTION');
  const head = `ALTER DEFAULT PRIVILEGES ${users.length > 0 ? `FOR ROLE ${users.join(', ')} ` : ''}${schemas.length > 0 ? `IN SCHEMA ${schemas.join(', ')} ` : ''}`;
  const on = `ON ${isTables ? 'TABLES' : 'ROUTINES'}`;
  await atomically(context, async () => {
    for (const grantee of recipientsOf(context, form)) {
      refuseOption(grantee);
      const clause =
        form.kind === 'DefaultPrivilegesGrant'
          ? `GRANT ${privileges} ${on} TO ${grantee.role}${grantee.withOption ? ' WITH GRANT OPTION' : ''}`
          : `REVOKE ${form.child('GrantOptionFor') ? 'GRANT OPTION FOR ' : ''}${privileges} ${on} FROM ${grantee.role}`;
      await run(context, head + clause);
    }
  });
  return done;
}
