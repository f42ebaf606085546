// What exists in one database as one connection sees it: an immutable value made of the parts that the client sends.
// A look-up tells "not there" from "not known": only a part that was sent whole can say that something does not exist.
import type {
  CatalogChanged,
  CatalogFunction,
  CatalogGrant,
  CatalogMaskingPolicy,
  CatalogModel,
  CatalogRelation,
  CatalogRelationDetails,
  CatalogRights,
  CatalogRlsPolicy,
  CatalogSchema,
} from '../protocol.ts';

interface SchemaContent {
  readonly relations: ReadonlyMap<string, CatalogRelation>;
  /** Overloads share a name. */
  readonly functions: ReadonlyMap<string, readonly CatalogFunction[]>;
  readonly models: ReadonlyMap<string, CatalogModel>;
}

/** Names and keys of principals (`role:analyst`) are folded. */
interface Rights {
  /** Whether what is not listed is not there. */
  readonly complete: boolean;
  /** By schema, '' for rights on all schemas. */
  readonly grants: ReadonlyMap<string, readonly CatalogGrant[]>;
  /** By the key of the member: the roles and groups that it is in. */
  readonly memberships: ReadonlyMap<string, readonly { readonly kind: 'role' | 'group'; readonly name: string }[]>;
  readonly superusers: ReadonlySet<string>;
}

/** Names are folded (lower case). `undefined` always means "not known"; an absent entry of a map means "not there". */
export interface CatalogSnapshot {
  readonly database: string;
  readonly databases?: ReadonlySet<string>;
  readonly schemas?: ReadonlyMap<string, CatalogSchema>;
  /** Only of the schemas whose content was loaded. */
  readonly contents: ReadonlyMap<string, SchemaContent>;
  /** Only of schemas that they were sent for. */
  readonly details?: ReadonlyMap<string, ReadonlyMap<string, CatalogRelationDetails>>;
  readonly users?: ReadonlySet<string>;
  readonly groups?: ReadonlySet<string>;
  readonly roles?: ReadonlySet<string>;
  readonly rights?: Rights;
  readonly rlsPolicies?: ReadonlyMap<string, CatalogRlsPolicy>;
  readonly maskingPolicies?: ReadonlyMap<string, CatalogMaskingPolicy>;
  readonly iamRoles?: readonly string[];
}

export const emptySnapshot = (database: string): CatalogSnapshot => ({ database, contents: new Map() });

const folded = (names: readonly string[]) => new Set(names.map(name => name.toLowerCase()));
const byName = <Item extends { name: string }>(items: readonly Item[]) => new Map(items.map(item => [item.name.toLowerCase(), item]));

function groupedBy<Item, Value>(items: readonly Item[], keyOf: (item: Item) => string, read: (item: Item) => Value): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const item of items) {
    const key = keyOf(item).toLowerCase();
    const group = groups.get(key);
    if (group) group.push(read(item));
    else groups.set(key, [read(item)]);
  }
  return groups;
}

const readRights = ({ complete, grants, memberships, superusers }: CatalogRights): Rights => ({
  complete,
  grants: groupedBy(
    grants,
    ({ schema }) => schema ?? '',
    grant => ({ ...grant, to: grant.to.toLowerCase() }),
  ),
  memberships: groupedBy(
    memberships,
    ({ kind, member }) => `${kind}:${member}`,
    ({ of, name }) => ({ kind: of, name: name.toLowerCase() }),
  ),
  superusers: folded(superusers),
});

/** The snapshot after a message: parts that are present replace those that were held. */
export function withChange(old: CatalogSnapshot | undefined, change: CatalogChanged): CatalogSnapshot {
  const before = old ?? emptySnapshot(change.database);
  const contents = new Map(before.contents);
  const schemas = change.schemas ? byName(change.schemas) : before.schemas;
  if (change.schemas) for (const name of contents.keys()) if (!schemas!.has(name)) contents.delete(name);
  for (const { schema, relations, functions, models } of change.contents ?? []) {
    contents.set(schema.toLowerCase(), {
      relations: byName(relations),
      functions: groupedBy(
        functions,
        ({ name }) => name,
        item => item,
      ),
      models: byName(models),
    });
  }
  const details = change.details && new Map(before.details);
  for (const { schema, relations } of change.details ?? []) details!.set(schema.toLowerCase(), byName(relations));
  return {
    ...before,
    contents,
    ...(details && { details }),
    ...(schemas && { schemas }),
    ...(change.databases && { databases: folded(change.databases) }),
    ...(change.principals && {
      users: folded(change.principals.users),
      groups: folded(change.principals.groups),
      roles: folded(change.principals.roles),
    }),
    ...(change.rights && { rights: readRights(change.rights) }),
    ...(change.rlsPolicies && { rlsPolicies: byName(change.rlsPolicies) }),
    ...(change.maskingPolicies && { maskingPolicies: byName(change.maskingPolicies) }),
    ...(change.iamRoles && { iamRoles: change.iamRoles }),
  };
}
