// Who may do what with a relation, and why: the permission rules of Redshift over the model of a script and what the warehouse knows of schemas.
// https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html · t_rls_usage.html · t_ddm-hierarchy.html
import {
  type Grant,
  type MaskingAttachment,
  type Principal,
  principalKey,
  publicPrincipal,
  type Relation,
  type RelationName,
  relationKey,
  type Schema,
  type Securable,
  samePrincipal,
} from './facts.ts';
import {
  databaseAt,
  factOf,
  grantsOn,
  groupsOf,
  knowsRightsOn,
  maskingAttachmentsOn,
  relationAt,
  revokedOn,
  rlsAttachmentsOn,
  rolesOf,
  schemaAt,
  userAt,
  warehouseGrantsOn,
  withWarehouseRoles,
} from './lookup.ts';
import type { Model } from './model.ts';
import { temporarySchema } from './resolve.ts';

export type Privilege = 'select' | 'insert' | 'update' | 'delete' | 'drop' | 'references' | 'alter' | 'truncate';

/** One step of an explanation. `through` is the principal that holds the right: the user, one of the user's roles or groups, PUBLIC. */
export type Reason =
  | { readonly kind: 'superuser' }
  | { readonly kind: 'owner'; readonly of: 'relation' | 'schema' }
  /** What a role of Redshift's own brings with it. */
  | { readonly kind: 'system-role'; readonly role: string }
  | { readonly kind: 'grant'; readonly grant: Grant; readonly through: Principal }
  /** What nobody has to grant: USAGE on `public` for PUBLIC, everything temporary, the system catalog. */
  | { readonly kind: 'default'; readonly privilege: string; readonly on: Securable }
  /** External tables have no rights of their own: USAGE on their schema opens them all. */
  | { readonly kind: 'external'; readonly schema: string }
  /** Certainly not held. */
  | { readonly kind: 'missing'; readonly privilege: string; readonly on: Securable }
  /** Not given by the script, but it may have been held before. */
  | { readonly kind: 'unknown'; readonly privilege: string; readonly on: Securable };

export type RowAccess =
  | { readonly rows: 'all'; readonly because: 'no-row-security' | 'superuser' | 'secadmin' | 'ignore-rls' | 'not-filtered' }
  /** Row-level security is on and nothing is attached that applies: default deny. */
  | { readonly rows: 'none' }
  | { readonly rows: 'filtered'; readonly policies: readonly string[]; readonly conjunction: 'and' | 'or' };

export interface ColumnMask {
  readonly column: string;
  /** The one that wins, by priority. */
  readonly policy: string;
  readonly priority: number;
  readonly through: Principal;
}

export interface Access {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly reasons: readonly Reason[];
  /** Only these columns, where the right is held on columns alone. */
  readonly columns?: readonly string[];
  readonly rows: RowAccess;
  readonly masks: readonly ColumnMask[];
}

/** The user, PUBLIC, the user's groups and roles: whatever a right may come through, in the order it is told. */
export function principalsOf(model: Model, user: string): Principal[] {
  const self: Principal = { kind: 'user', name: user };
  const groups = groupsOf(model, user).map((name): Principal => ({ kind: 'group', name }));
  const roles = rolesOf(model, self).map((name): Principal => ({ kind: 'role', name }));
  return withWarehouseRoles(model, [self, ...roles, ...groups, publicPrincipal]);
}

/** Whether a user may use a privilege on a relation, and what comes of it: columns, rows, masked values. */
export function explainAccess(model: Model, user: string, name: RelationName, privilege: Privilege): Access {
  const principals = principalsOf(model, user);
  const relation = factOf(relationAt(model, name));
  if (isSuperuser(model, user, principals))
    return {
      answer: 'yes',
      reasons: [{ kind: 'superuser' }],
      rows: { rows: 'all', because: 'superuser' },
      masks: masksFor(model, name, principals),
    };

  const steps = [schemaUsage(model, user, principals, name), relationRight(model, user, principals, relation, name, privilege)];
  // https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html: what is changed or deleted must be read first.
  if (privilege === 'update' || privilege === 'delete') steps.push(relationRight(model, user, principals, relation, name, 'select'));
  for (const schema of externalSchemasBehind(model, relation)) steps.push(schemaUsage(model, user, principals, { schema, name: '' }));

  const answer = steps.some(step => step.answer === 'no') ? 'no' : steps.some(step => step.answer === 'unknown') ? 'unknown' : 'yes';
  const columns = steps[1]!.columns;
  return {
    answer,
    reasons: steps.map(({ reason }) => reason),
    ...(columns && { columns }),
    rows: rowsFor(model, relation, name, principals, privilege),
    masks: privilege === 'select' ? masksFor(model, name, principals) : [],
  };
}

interface Step {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly reason: Reason;
  readonly columns?: readonly string[];
}

const isSuperuser = (model: Model, user: string, principals: readonly Principal[]) =>
  factOf(userAt(model, user))?.superuser === true ||
  principals.some(principal => principal.kind === 'role' && principal.name === 'sys:superuser');

const isUser = (owner: Principal | undefined, user: string) => owner?.kind === 'user' && owner.name === user;

/** The first of the rights that one of the principals holds, in the principals' order. */
function held(
  grants: readonly Grant[],
  principals: readonly Principal[],
  privilege: string,
): { grant: Grant; through: Principal } | undefined {
  for (const through of principals) {
    const grant = grants.find(
      candidate => candidate.privilege === privilege && candidate.columns === undefined && samePrincipal(candidate.to, through),
    );
    if (grant) return { grant, through };
  }
  return undefined;
}

// ---- the schema ------------------------------------------------------------------------------------------------------------------------------

function schemaUsage(model: Model, user: string, principals: readonly Principal[], { schema, database }: RelationName): Step {
  const on: Securable = { kind: 'schema', name: schema, ...(database && { database }) };
  const fact = database === undefined ? factOf(schemaAt(model, schema)) : undefined;
  if (schema === temporarySchema || fact?.kind === 'system') return { answer: 'yes', reason: { kind: 'default', privilege: 'usage', on } };
  if (isUser(fact?.owner, user)) return { answer: 'yes', reason: { kind: 'owner', of: 'schema' } };
  const scoped: Securable = { kind: 'scope', objects: 'schemas', ...(database && { database }) };
  const before = database === undefined ? warehouseGrantsOn(model, schema) : [];
  const found = held([...grantsOn(model, on), ...grantsOn(model, scoped), ...before], principals, 'usage');
  if (found) return { answer: 'yes', reason: { kind: 'grant', ...found } };
  if (database === undefined && held(perhapsHere(model, on), principals, 'usage'))
    return { answer: 'unknown', reason: { kind: 'unknown', privilege: 'usage', on } };
  if (schema === 'public' && database === undefined) {
    const taken = revokedOn(model, on).some(({ privilege, to }) => privilege === 'usage' && to.kind === 'public');
    return taken
      ? { answer: 'no', reason: { kind: 'missing', privilege: 'usage', on } }
      : { answer: 'yes', reason: { kind: 'default', privilege: 'usage', on } };
  }
  return (isNew(fact) && !model.uncertain) || (database === undefined && knowsRightsOn(model, schema))
    ? { answer: 'no', reason: { kind: 'missing', privilege: 'usage', on } }
    : { answer: 'unknown', reason: { kind: 'unknown', privilege: 'usage', on } };
}

/** Whether the script made it, so that nobody can hold a right that the script did not give. */
const isNew = (fact: Schema | Relation | undefined) => fact?.origin !== undefined && !fact.ifNotExists;

/** The rights of a view's reader are enough for its tables, but an external schema behind it must be usable too. */
function externalSchemasBehind(model: Model, relation: Relation | undefined): string[] {
  if (!relation?.kind.endsWith('view')) return [];
  const schemas = new Set((relation.reads ?? []).filter(({ database }) => database === undefined).map(({ schema }) => schema));
  return [...schemas].filter(schema => factOf(schemaAt(model, schema))?.kind === 'external');
}

// ---- the relation ------------------------------------------------------------------------------------------------------------------------------

/**
 * System permissions of roles that open every relation; `sys:dba` has those to drop and to truncate.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html
 */
const systemPermissions: Partial<Record<Privilege, string>> = { drop: 'drop table', alter: 'alter table', truncate: 'truncate table' };

function relationRight(
  model: Model,
  user: string,
  principals: readonly Principal[],
  relation: Relation | undefined,
  name: RelationName,
  privilege: Privilege,
): Step {
  const on: Securable = { kind: 'relation', relation: name };
  if (isUser(relation?.owner, user)) return { answer: 'yes', reason: { kind: 'owner', of: 'relation' } };
  const schema = name.database === undefined ? factOf(schemaAt(model, name.schema)) : undefined;
  const isOfCatalog = schema?.source === 'data-catalog' || schema?.source === 'hive' || relation?.kind === 'external-table';
  if (schema?.kind === 'external' && isOfCatalog && privilege === 'select') {
    return { answer: 'yes', reason: { kind: 'external', schema: name.schema } };
  }
  const grants = [...grantsOn(model, on), ...scopedGrants(model, name), ...(isNew(relation) ? [] : allTablesGrants(model, on, name))];
  const system = systemPermissions[privilege];
  const found = held(grants, principals, privilege) ?? (system ? held(grantsOn(model, { kind: 'system' }), principals, system) : undefined);
  if (found) return { answer: 'yes', reason: { kind: 'grant', ...found } };
  if (privilege === 'drop' || privilege === 'truncate') {
    const role = principals.find(principal => principal.kind === 'role' && principal.name === 'sys:dba');
    if (role) return { answer: 'yes', reason: { kind: 'system-role', role: 'sys:dba' } };
  }
  const onColumns = columnGrants(grants, principals, privilege);
  if (onColumns) return onColumns;
  const isPerhaps = name.database === undefined && held(perhapsHere(model, on), principals, privilege) !== undefined;
  return isNew(relation) && !isPerhaps && !model.uncertain
    ? { answer: 'no', reason: { kind: 'missing', privilege, on } }
    : { answer: 'unknown', reason: { kind: 'unknown', privilege, on } };
}

const inSchema = ({ schema, database }: RelationName) => ({ schema, ...(database && { database }) });

const scopedGrants = (model: Model, name: RelationName): Grant[] => [
  ...grantsOn(model, { kind: 'scope', objects: 'tables', ...inSchema(name) }),
  ...grantsOn(model, { kind: 'scope', objects: 'tables', ...(name.database && { database: name.database }) }),
];

/** What was granted on all tables, without what was taken back on this one. */
function allTablesGrants(model: Model, on: Securable, name: RelationName): Grant[] {
  const taken = revokedOn(model, on).filter(({ columns }) => !columns);
  return grantsOn(model, { kind: 'all-in-schema', objects: 'tables', ...inSchema(name) }).filter(
    grant => !taken.some(right => right.privilege === grant.privilege && samePrincipal(right.to, grant.to)),
  );
}

/** Rights on a thing in a database that is named, where the name of the connected one is not known: it may be that. */
function perhapsHere(model: Model, asked: Securable): readonly Grant[] {
  if (model.session.database !== undefined) return [];
  return model.derived('grants', inNamedDatabases).filter(({ on }) => {
    const database = databaseOf(on);
    return database !== undefined && factOf(databaseAt(model, database))?.origin === undefined && isOrTakesIn(on, asked);
  });
}

/** Whether rights on one thing are rights on the other, whatever database the first is in. */
function isOrTakesIn(on: Securable, asked: Securable): boolean {
  if (asked.kind === 'schema') return on.kind === 'schema' ? on.name === asked.name : on.kind === 'scope' && on.objects === 'schemas';
  if (asked.kind !== 'relation') return false;
  const { schema, name } = asked.relation;
  if (on.kind === 'relation') return on.relation.schema === schema && on.relation.name === name;
  return on.kind === 'scope' && on.objects === 'tables' && (on.schema === undefined || on.schema === schema);
}

const databaseOf = (on: Securable): string | undefined =>
  'relation' in on ? on.relation.database : 'database' in on ? on.database : undefined;

function inNamedDatabases(lists: Iterable<readonly Grant[]>): Grant[] {
  const found: Grant[] = [];
  for (const list of lists) if (list[0] && databaseOf(list[0].on) !== undefined) found.push(...list);
  return found;
}

/** Rights on columns add up over everything they come through. */
function columnGrants(grants: readonly Grant[], principals: readonly Principal[], privilege: string): Step | undefined {
  const columns = new Set<string>();
  let first: { grant: Grant; through: Principal } | undefined;
  for (const through of principals) {
    for (const grant of grants) {
      if (grant.privilege !== privilege || !grant.columns || !samePrincipal(grant.to, through)) continue;
      first ??= { grant, through };
      for (const column of grant.columns) columns.add(column);
    }
  }
  return first && { answer: 'yes', reason: { kind: 'grant', ...first }, columns: [...columns] };
}

// ---- rows and values ---------------------------------------------------------------------------------------------------------------------------

const filtered: ReadonlySet<Privilege> = new Set(['select', 'update', 'delete']);

function rowsFor(
  model: Model,
  relation: Relation | undefined,
  name: RelationName,
  principals: readonly Principal[],
  privilege: Privilege,
): RowAccess {
  const security = relation?.rowLevelSecurity;
  if (!security?.on) return { rows: 'all', because: 'no-row-security' };
  if (!filtered.has(privilege)) return { rows: 'all', because: 'not-filtered' };
  const keys = new Set(principals.map(principalKey));
  if (keys.has('role:sys:secadmin')) return { rows: 'all', because: 'secadmin' };
  if (held(grantsOn(model, { kind: 'system' }), principals, 'ignore rls')) return { rows: 'all', because: 'ignore-rls' };
  const policies = rlsAttachmentsOn(model, name).filter(({ to }) => keys.has(principalKey(to)));
  return policies.length === 0
    ? { rows: 'none' }
    : { rows: 'filtered', policies: [...new Set(policies.map(({ policy }) => policy))], conjunction: security.conjunction };
}

/** For each masked column the policy of the highest priority among those that apply. */
function masksFor(model: Model, name: RelationName, principals: readonly Principal[]): ColumnMask[] {
  const keys = new Set(principals.map(principalKey));
  const winners = new Map<string, MaskingAttachment>();
  for (const attachment of maskingAttachmentsOn(model, name)) {
    if (!keys.has(principalKey(attachment.to))) continue;
    for (const column of attachment.columns) {
      const other = winners.get(column);
      if (!other || other.priority < attachment.priority) winners.set(column, attachment);
    }
  }
  return [...winners].map(([column, { policy, priority, to }]) => ({ column, policy, priority, through: to }));
}

// ---- the matrix --------------------------------------------------------------------------------------------------------------------------------

export interface AccessRow {
  readonly user: string;
  readonly relation: RelationName;
  readonly access: Readonly<Partial<Record<Privilege, Access>>>;
}

export interface MatrixOptions {
  /** All users that the script knows where absent; likewise relations. */
  readonly users?: readonly string[];
  readonly relations?: readonly RelationName[];
  readonly privileges?: readonly Privilege[];
}

/** Every user against every relation, in the order of their names. */
export function accessMatrix(
  model: Model,
  {
    users = knownUsers(model),
    relations = knownRelations(model),
    privileges = ['select', 'insert', 'update', 'delete'],
  }: MatrixOptions = {},
): AccessRow[] {
  return users.flatMap(user =>
    relations.map(relation => ({
      user,
      relation,
      access: Object.fromEntries(privileges.map(privilege => [privilege, explainAccess(model, user, relation, privilege)])),
    })),
  );
}

export function knownUsers(model: Model): string[] {
  const names = new Set<string>();
  for (const user of model.all('users')) if (user.is === 'user') names.add(user.name);
  for (const group of model.all('groups')) if (group.is === 'group') for (const member of group.members) names.add(member);
  for (const list of model.all('memberships')) for (const { member } of list) if (member.kind === 'user') names.add(member.name);
  for (const list of model.all('grants')) for (const { to } of list) if (to.kind === 'user') names.add(to.name);
  return [...names].sort();
}

export function knownRelations(model: Model): RelationName[] {
  const found = new Map<string, RelationName>();
  for (const relation of model.all('relations'))
    if (relation.is === 'relation' && !relation.temporary) found.set(relationKey(relation.name), relation.name);
  for (const list of model.all('grants'))
    for (const { on } of list) if (on.kind === 'relation') found.set(relationKey(on.relation), on.relation);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}
