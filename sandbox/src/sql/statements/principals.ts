// Users, groups and roles: all roles of PostgreSQL, told apart by login and by the prefix of the name.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { groupRole, roleRole, stringOf } from '../rewrite/names.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import { asOwner, atomically, done, isSuperuser, nameOf, run, type StatementContext, select } from '../statementContext.ts';

const quoted = (name: string): string => quoteIdentifier(name);
const names = (context: StatementContext, node: SyntaxNode, kind: string): readonly string[] =>
  node.childrenOf(kind).map(slot => nameOf(context, slot));

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
export async function createUser(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const name = nameOf(context, node.child('new-user-name'));
  const password = node.child('UserPassword');
  if (!password && !node.child('ExternalIdentity'))
    throw new SqlError('syntax error at end of input', { hint: 'CREATE USER needs a PASSWORD.' });
  checkPassword(password);
  await atomically(context, async () => {
    await run(context, `CREATE ROLE ${quoted(name)} LOGIN ${userOptions(node).join(' ')}`);
    for (const group of node.childrenOf('UserInGroup').flatMap(each => names(context, each, 'group-name')))
      await run(context, `GRANT ${quoted(groupRole(group))} TO ${quoted(name)}`);
    await keepUserSettings(context, name, node);
  });
  return done;
}

/** 8 to 64 characters with an upper-case letter, a lower-case letter and a digit; or a hash. */
function checkPassword(node: SyntaxNode | undefined): void {
  if (!node || node.keyword('DISABLE')) return;
  const password = stringOf(node.nodes[0] ?? node.tokens().at(-1));
  if (/^(md5[0-9a-f]{32}|sha256\|.+)$/.test(password)) return;
  if (password.length < 8 || password.length > 64)
    throw new SqlError('password must be between 8 and 64 characters in length', { sqlState: '22023' });
  if (!/[A-Z]/.test(password)) throw new SqlError('password must contain at least one uppercase letter', { sqlState: '22023' });
  if (!/[a-z]/.test(password)) throw new SqlError('password must contain at least one lowercase letter', { sqlState: '22023' });
  if (!/\d/.test(password)) throw new SqlError('password must contain a number', { sqlState: '22023' });
}

function userOptions(node: SyntaxNode): readonly string[] {
  const options: string[] = [];
  for (const capability of node.childrenOf('UserCapability')) {
    if (capability.keyword('CREATEUSER')) options.push('SUPERUSER', 'CREATEROLE');
    else if (capability.keyword('NOCREATEUSER')) options.push('NOSUPERUSER', 'NOCREATEROLE');
    else options.push(capability.text.toUpperCase());
  }
  const validUntil = node.child('UserValidUntil');
  if (validUntil) options.push(`VALID UNTIL ${quoteLiteral(stringOf(validUntil.nodes[0] ?? validUntil.tokens().at(-1)))}`);
  const limit = node.child('UserConnectionLimit');
  if (limit) options.push(`CONNECTION LIMIT ${limit.keyword('UNLIMITED') ? -1 : (limit.text.match(/\d+/)?.[0] ?? -1)}`);
  return options;
}

async function keepUserSettings(context: StatementContext, name: string, node: SyntaxNode): Promise<void> {
  const syslog = node.child('UserSyslogAccess')?.tokens().at(-1)?.keyword ?? null;
  const timeout = node.child('UserSessionTimeout')?.text.match(/\d+/)?.[0] ?? (node.child('UserResetSessionTimeout') ? '0' : null);
  if (syslog === null && timeout === null) return;
  await asOwner(context, () =>
    run(context, {
      sql: 'INSERT INTO sandbox_catalog.principal (role_id, syslog_access, session_timeout) SELECT oid, $2, $3::integer FROM pg_catalog.pg_roles WHERE rolname = $1 ON CONFLICT (role_id) DO UPDATE SET syslog_access = COALESCE($2, sandbox_catalog.principal.syslog_access), session_timeout = COALESCE($3::integer, sandbox_catalog.principal.session_timeout)',
      parameters: [name, syslog, timeout],
    }),
  );
}

export async function alterUser(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const name = nameOf(context, node.child('user-name'));
  checkPassword(node.child('UserPassword'));
  if (node.child('UserSetParameter', 'UserResetParameter')) throw notInSandbox('ALTER USER … SET and RESET');
  const options = userOptions(node);
  await atomically(context, async () => {
    await run(context, `ALTER ROLE ${quoted(name)} ${options.length > 0 ? options.join(' ') : 'LOGIN'}`);
    await keepUserSettings(context, name, node);
    const rename = node.child('UserRename');
    if (rename) await run(context, `ALTER ROLE ${quoted(name)} RENAME TO ${quoted(nameOf(context, rename.child('new-user-name')))}`);
  });
  return done;
}

export async function dropUser(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const exists = node.keyword('IF') ? 'IF EXISTS ' : '';
  await run(context, `DROP ROLE ${exists}${names(context, node, 'user-name').map(quoted).join(', ')}`);
  return done;
}

export async function createGroup(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const group = quoted(groupRole(nameOf(context, node.child('new-group-name'))));
  await atomically(context, async () => {
    await run(context, `CREATE ROLE ${group} NOLOGIN`);
    for (const user of names(context, node, 'user-name')) await run(context, `GRANT ${group} TO ${quoted(user)}`);
  });
  return done;
}

export async function alterGroup(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const group = quoted(groupRole(nameOf(context, node.child('group-name'))));
  const [action] = node.nodes.filter(child => child.kind !== 'group-name');
  await atomically(context, async () => {
    if (action?.kind === 'GroupRename') {
      await run(context, `ALTER ROLE ${group} RENAME TO ${quoted(groupRole(nameOf(context, action.child('new-group-name'))))}`);
      return;
    }
    for (const user of action ? names(context, action, 'user-name') : []) {
      await run(context, action?.kind === 'GroupAddUser' ? `GRANT ${group} TO ${quoted(user)}` : `REVOKE ${group} FROM ${quoted(user)}`);
    }
  });
  return done;
}

export async function dropGroup(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  await run(context, `DROP ROLE ${quoted(groupRole(nameOf(context, node.child('group-name'))))}`);
  return done;
}

export async function createRole(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const name = nameOf(context, node.child('new-role-name'));
  await atomically(context, async () => {
    await run(context, `CREATE ROLE ${quoted(roleRole(name))} NOLOGIN`);
    await asOwner(context, () =>
      run(context, {
        sql: 'INSERT INTO sandbox_catalog.principal (role_id, owner) SELECT oid, $2 FROM pg_catalog.pg_roles WHERE rolname = $1 ON CONFLICT (role_id) DO UPDATE SET owner = $2',
        parameters: [roleRole(name), context.connection.user],
      }),
    );
  });
  return done;
}

export async function alterRole(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const name = nameOf(context, node.child('role-name'));
  if (node.child('ExternalIdentity')) throw notInSandbox('ALTER ROLE … EXTERNALID');
  await atomically(context, async () => {
    const owner = node.child('RoleOwner');
    if (owner) {
      const user = nameOf(context, owner.child('user-name'));
      await asOwner(context, () =>
        run(context, {
          sql: 'UPDATE sandbox_catalog.principal SET owner = $2 WHERE role_id = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1)',
          parameters: [roleRole(name), user],
        }),
      );
    }
    const rename = node.child('RoleRename');
    if (rename)
      await run(
        context,
        `ALTER ROLE ${quoted(roleRole(name))} RENAME TO ${quoted(roleRole(nameOf(context, rename.child('new-role-name'))))}`,
      );
  });
  return done;
}

/** A role that somebody has can only be dropped by FORCE; what was granted to it goes with it. */
export async function dropRole(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const name = nameOf(context, node.child('role-name'));
  const role = roleRole(name);
  const found = await select(context, 'SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1', role);
  if (found.length === 0) throw new SqlError(`role "${name}" does not exist`, { sqlState: '42704' });
  if (!node.keyword('FORCE')) {
    const [member] = await select(
      context,
      'SELECT m.rolcanlogin FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles m ON m.oid = a.member WHERE a.roleid = $1 LIMIT 1',
      found[0]?.[0] ?? '0',
    );
    if (member)
      throw new SqlError(
        member[0] === 't'
          ? 'cannot drop this role since it has been granted on a user'
          : 'cannot drop this role since it depends on another role',
        { sqlState: '2BP01' },
      );
  }
  const own = (await isSuperuser(context)) || (await isRoleOwner(context, role));
  if (!own) throw new SqlError(`permission denied to drop role "${name}"`, { sqlState: '42501' });
  await atomically(context, () =>
    asOwner(context, () =>
      run(context, `DROP OWNED BY ${quoted(role)}`, `DROP ROLE ${quoted(role)}`, {
        sql: 'DELETE FROM sandbox_catalog.system_privilege WHERE role_name = $1',
        parameters: [role],
      }),
    ),
  );
  return done;
}

async function isRoleOwner(context: StatementContext, role: string): Promise<boolean> {
  const owner = await asOwner(context, () =>
    select(
      context,
      'SELECT p.owner FROM sandbox_catalog.principal p JOIN pg_catalog.pg_roles r ON r.oid = p.role_id WHERE r.rolname = $1',
      role,
    ),
  );
  return owner[0]?.[0] === context.connection.user;
}
