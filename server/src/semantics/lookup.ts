// Questions to a model: is it there? The script's own statements are asked first, then the catalog. "Absent" is only said where what is
// known is complete; everything else that is not found is "unknown", and whoever asks stays silent.
import type { CatalogRelation } from '../protocol.ts';
import {
  type Database,
  type Datashare,
  type Dropped,
  type Grant,
  type Group,
  type MaskingAttachment,
  type MaskingPolicy,
  type MlModel,
  type Principal,
  principalKey,
  type Relation,
  type RelationName,
  type RlsAttachment,
  type RlsPolicy,
  type Role,
  type Routine,
  relationKey,
  type Schema,
  type Securable,
  samePrincipal,
  securableKey,
  type User,
} from './facts.ts';
import type { Model, ModelParts } from './model.ts';
import { resolveExisting, temporarySchema, type WrittenName } from './resolve.ts';
import { sameSignature } from './signatures.ts';

export type Answer<Fact> =
  | { readonly state: 'known'; readonly fact: Fact }
  /** The script dropped it (or renamed it away). */
  | { readonly state: 'dropped'; readonly fact: Dropped }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown' };

const absent = { state: 'absent' } as const;
const unknown = { state: 'unknown' } as const;

/** The fact when it is known, else undefined. */
export const factOf = <Fact>(answer: Answer<Fact>): Fact | undefined => (answer.state === 'known' ? answer.fact : undefined);

/** Whether it certainly does not exist. */
export const isMissing = (answer: Answer<unknown>): boolean => answer.state === 'dropped' || answer.state === 'absent';

type Single = {
  [Part in keyof ModelParts]: ModelParts[Part] extends readonly unknown[] ? never : Part;
}[keyof ModelParts];

function fromScript<Part extends Single>(model: Model, part: Part, key: string): Answer<Exclude<ModelParts[Part], Dropped>> | undefined {
  const fact = model.get(part, key) as ModelParts[Part] | undefined;
  if (fact === undefined) return undefined;
  if ((fact as { is: string }).is === 'dropped') return { state: 'dropped', fact: fact as unknown as Dropped };
  return { state: 'known', fact: fact as Exclude<ModelParts[Part], Dropped> };
}

/** What a complete list says of a name that it does not hold. */
const missingFrom = (model: Model, list: unknown) => (list === undefined || model.uncertain ? unknown : absent);

// ---- schemas and what lives in them ------------------------------------------------------------------------------------------------------

const systemSchemas = new Set([
  'pg_catalog',
  'information_schema',
  'pg_internal',
  'pg_toast',
  'pg_automv',
  'sys',
  'catalog_history',
  'pg_auto_copy',
  'pg_s3',
]);

export function schemaAt(model: Model, name: string): Answer<Schema> {
  const own = fromScript(model, 'schemas', name);
  if (own) return own;
  if (name === temporarySchema || systemSchemas.has(name) || name.startsWith('pg_')) return { state: 'known', fact: systemSchema(name) };
  const listed = model.catalog?.schemas?.get(name);
  if (listed)
    return {
      state: 'known',
      fact: remember(listed, () => ({
        is: 'schema',
        name,
        kind: listed.kind,
        ...(listed.owner && { owner: { kind: 'user', name: listed.owner.toLowerCase() } }),
      })),
    };
  return missingFrom(model, model.catalog?.schemas);
}

const systemSchemaFacts = new Map<string, Schema>();
function systemSchema(name: string): Schema {
  let fact = systemSchemaFacts.get(name);
  if (!fact) {
    fact = { is: 'schema', name, kind: 'system' };
    systemSchemaFacts.set(name, fact);
  }
  return fact;
}

const nothing: readonly never[] = [];

/** Facts made from catalog entries, the same object for the same entry. */
const remembered = new WeakMap<object, unknown>();
function remember<Fact>(entry: object, make: () => Fact): Fact {
  let fact = remembered.get(entry) as Fact | undefined;
  if (fact === undefined) {
    fact = make();
    remembered.set(entry, fact);
  }
  return fact;
}

function relationOfCatalog(schema: string, entry: CatalogRelation): Relation {
  const { name, kind, columns, rowLevelSecurity } = entry;
  return {
    is: 'relation',
    name: { schema, name: name.toLowerCase() },
    kind,
    temporary: false,
    ...(columns && {
      columns: columns.map(column => ({
        name: column.name.toLowerCase(),
        type: column.type,
        ...(column.nullable === false && { nullable: false }),
      })),
    }),
    ...(rowLevelSecurity !== undefined && { rowLevelSecurity: { on: rowLevelSecurity, conjunction: 'and' as const } }),
  };
}

/** Whether a schema was made by the script alone, so that it holds nothing but what the script put there. */
const madeByScript = (schema: Schema) => schema.origin !== undefined && !schema.ifNotExists && schema.kind === 'local';

export function relationAt(model: Model, name: RelationName): Answer<Relation> {
  const own = fromScript(model, 'relations', relationKey(name));
  if (own) return own;
  if (name.database !== undefined || name.schema === temporarySchema) return unknown;
  const schema = schemaAt(model, name.schema);
  if (schema.state === 'dropped') return schema;
  if (schema.state === 'known' && madeByScript(schema.fact)) return model.uncertain ? unknown : absent;
  if (schema.state === 'known' && schema.fact.kind === 'system') return unknown;
  const content = model.catalog?.contents.get(name.schema);
  const entry = content?.relations.get(name.name);
  if (entry) return { state: 'known', fact: remember(entry, () => relationOfCatalog(name.schema, entry)) };
  return missingFrom(model, content);
}

/** The relation that a name in the script means; undefined when nothing is known of it. */
export const relationNamed = (model: Model, written: WrittenName): Relation | undefined =>
  factOf(relationAt(model, resolveExisting(model, written)));

/** Names of relations that are known in a schema, for "did you mean". */
export function relationNamesIn(model: Model, schema: string): string[] {
  const listed = model.catalog?.contents.get(schema)?.relations.keys() ?? nothing;
  const names = [...listed].filter(name => relationAt(model, { schema, name }).state === 'known');
  const known = new Set(names);
  for (const [, fact] of model.entriesIn('relations', schema))
    if (fact.is === 'relation' && !known.has(fact.name.name)) names.push(fact.name.name);
  return names;
}

/** The overloads that are known under a name; `complete` when there can be no other. */
export function routinesAt(model: Model, name: RelationName): { routines: readonly Routine[]; complete: boolean } {
  const own = model.get('routines', relationKey(name)) ?? [];
  const schema = name.database === undefined ? factOf(schemaAt(model, name.schema)) : undefined;
  if (schema && madeByScript(schema)) return { routines: own, complete: !model.uncertain };
  const content = name.database === undefined ? model.catalog?.contents.get(name.schema) : undefined;
  const listed = content?.functions.get(name.name) ?? [];
  const made = listed.map(entry =>
    remember(
      entry,
      (): Routine => ({
        is: 'routine',
        name,
        kind: entry.kind === 'aggregate' ? 'function' : entry.kind,
        arguments: entry.arguments,
        ...(entry.returns && { returns: entry.returns }),
      }),
    ),
  );
  return { routines: [...own, ...made], complete: content !== undefined && !model.uncertain };
}

/** Whether the script dropped this overload. */
export const isRoutineDropped = (model: Model, name: RelationName, types: readonly string[]): boolean =>
  (model.get('droppedRoutines', relationKey(name)) ?? nothing).some(dropped => sameSignature(dropped.arguments, types));

export function mlModelAt(model: Model, name: RelationName): Answer<MlModel> {
  const own = fromScript(model, 'models', relationKey(name));
  if (own) return own;
  const content = name.database === undefined ? model.catalog?.contents.get(name.schema) : undefined;
  const entry = content?.models.get(name.name);
  if (entry) return { state: 'known', fact: remember(entry, (): MlModel => ({ is: 'model', name })) };
  return missingFrom(model, content);
}

// ---- what has one name -------------------------------------------------------------------------------------------------------------------

function inSet<Part extends Single>(
  model: Model,
  part: Part,
  name: string,
  list: ReadonlySet<string> | undefined,
  make: (name: string) => Exclude<ModelParts[Part], Dropped>,
): Answer<Exclude<ModelParts[Part], Dropped>> {
  const own = fromScript(model, part, name);
  if (own) return own;
  return list?.has(name) ? { state: 'known', fact: make(name) } : missingFrom(model, list);
}

export const databaseAt = (model: Model, name: string): Answer<Database> =>
  inSet(model, 'databases', name, model.catalog?.databases, name => ({ is: 'database', name }));
/** Whether a name is of another database than the one connected to: that one is known, or the script makes the other, which does not connect to it. */
export function isOfOtherDatabase(model: Model, { database }: { readonly database?: string }): boolean {
  return database !== undefined && (model.session.database !== undefined || factOf(databaseAt(model, database))?.origin !== undefined);
}
export const userAt = (model: Model, name: string): Answer<User> =>
  inSet(model, 'users', name, model.catalog?.users, name => ({
    is: 'user',
    name,
    superuser: model.catalog?.rights?.superusers.has(name) === true,
  }));
export const groupAt = (model: Model, name: string): Answer<Group> =>
  inSet(model, 'groups', name, model.catalog?.groups, name => ({ is: 'group', name, members: [] }));
export function roleAt(model: Model, name: string): Answer<Role> {
  if (systemRoles.has(name)) return { state: 'known', fact: { is: 'role', name } };
  return inSet(model, 'roles', name, model.catalog?.roles, name => ({ is: 'role', name }));
}
export const datashareAt = (model: Model, name: string): Answer<Datashare> => fromScript(model, 'datashares', name) ?? unknown;

/** https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
export const systemRoles: ReadonlySet<string> = new Set(['sys:monitor', 'sys:operator', 'sys:dba', 'sys:superuser', 'sys:secadmin']);

export function rlsPolicyAt(model: Model, name: string): Answer<RlsPolicy> {
  const own = fromScript(model, 'rlsPolicies', name);
  if (own) return own;
  const entry = model.catalog?.rlsPolicies?.get(name);
  if (!entry) return missingFrom(model, model.catalog?.rlsPolicies);
  const { columns, alias, condition } = entry;
  return {
    state: 'known',
    fact: remember(
      entry,
      (): RlsPolicy => ({
        is: 'rls-policy',
        name,
        columns: columns.map(({ name, type }) => ({ name: name.toLowerCase(), type })),
        ...(alias && { alias }),
        ...(condition && { condition }),
        lookups: [],
      }),
    ),
  };
}

export function maskingPolicyAt(model: Model, name: string): Answer<MaskingPolicy> {
  const own = fromScript(model, 'maskingPolicies', name);
  if (own) return own;
  const entry = model.catalog?.maskingPolicies?.get(name);
  if (!entry) return missingFrom(model, model.catalog?.maskingPolicies);
  const { columns, expression } = entry;
  return {
    state: 'known',
    fact: remember(
      entry,
      (): MaskingPolicy => ({
        is: 'masking-policy',
        name,
        columns: columns.map(({ name, type }) => ({ name: name.toLowerCase(), type })),
        expressions: expression ? [expression] : [],
        lookups: [],
      }),
    ),
  };
}

// ---- rights and attachments ----------------------------------------------------------------------------------------------------------------

/** The rights that the script gave on a thing and that still stand. */
export const grantsOn = (model: Model, on: Securable): readonly Grant[] => model.get('grants', securableKey(on)) ?? nothing;

/** Rights that the script took away without having given them. */
export const revokedOn = (model: Model, on: Securable): readonly Grant[] => model.get('revoked', securableKey(on)) ?? nothing;

/** Every right that the script gave and that still stands. */
export function* allGrants(model: Model): Iterable<Grant> {
  for (const list of model.all('grants')) yield* list;
}

export const rlsAttachmentsOn = (model: Model, relation: RelationName): readonly RlsAttachment[] =>
  model.get('rlsAttachments', relationKey(relation)) ?? nothing;
export const maskingAttachmentsOn = (model: Model, relation: RelationName): readonly MaskingAttachment[] =>
  model.get('maskingAttachments', relationKey(relation)) ?? nothing;

export function* allRlsAttachments(model: Model): Iterable<RlsAttachment> {
  for (const list of model.all('rlsAttachments')) yield* list;
}
export function* allMaskingAttachments(model: Model): Iterable<MaskingAttachment> {
  for (const list of model.all('maskingAttachments')) yield* list;
}

/** The roles a principal holds, those that come through other roles included; it need not be in the list itself. */
export function rolesOf(model: Model, principal: Principal): string[] {
  const found = new Set<string>();
  const heldBy = (member: Principal) => (model.get('memberships', principalKey(member)) ?? nothing).map(({ role }) => role).reverse();
  // Not by recursion: a chain may be as long as the script.
  const open = heldBy(principal);
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    if (found.has(role)) continue;
    found.add(role);
    open.push(...heldBy({ kind: 'role', name: role }));
  }
  return [...found];
}

/** Names of the groups that a user is in. */
export function groupsOf(model: Model, user: string): string[] {
  const names: string[] = [];
  for (const fact of model.all('groups')) if (fact.is === 'group' && fact.members.includes(user)) names.push(fact.name);
  return names;
}

// ---- rights that the warehouse knows ---------------------------------------------------------------------------------------------------------

/** Principals and those whose rights they have by what the warehouse knows of roles and groups. */
export function withWarehouseRoles(model: Model, principals: readonly Principal[]): Principal[] {
  const found = new Map(principals.map(principal => [principalKey(principal), principal]));
  for (const [key, principal] of found) {
    const roles = rolesOf(model, principal).map((name): Principal => ({ kind: 'role', name }));
    for (const other of [...roles, ...(model.catalog?.rights?.memberships.get(key) ?? [])])
      if (!found.has(principalKey(other))) found.set(principalKey(other), other);
  }
  return [...found.values()];
}

/** Whether a schema is the one that the warehouse has, not one of its name that the script makes. */
function isOfWarehouse(model: Model, schema: string): boolean {
  const fact = factOf(schemaAt(model, schema));
  return fact !== undefined && (!fact.origin || fact.ifNotExists === true);
}

/** The rights on a schema of the connected database that were there before the script and that it has left. */
export function warehouseGrantsOn(model: Model, schema: string): Grant[] {
  const rights = model.catalog?.rights;
  if (!rights || !isOfWarehouse(model, schema)) return [];
  const on = { kind: 'schema', name: schema } as const;
  const taken = revokedOn(model, on);
  return [schema, ''].flatMap(name =>
    (rights.grants.get(name) ?? []).flatMap(({ to, kind, privileges }) =>
      privileges.flatMap(privilege => {
        const grant: Grant = { on, privilege, to: kind === 'public' ? { kind } : { kind, name: to }, grantOption: false };
        return taken.some(right => right.privilege === privilege && samePrincipal(right.to, grant.to)) ? [] : grant;
      }),
    ),
  );
}

/** Whether every right on a schema is known at a place of the script, so that what is not among them is not held. */
export const knowsRightsOn = (model: Model, schema: string): boolean =>
  !model.uncertain &&
  model.catalog?.rights?.complete === true &&
  model.catalog.schemas?.has(schema) === true &&
  isOfWarehouse(model, schema);
