// What exists in one database as one connection sees it: an immutable value made of the parts that the client sends.
// A look-up tells "not there" from "not known": only a part that was sent whole can say that something does not exist.
import type {
  CatalogChanged,
  CatalogFunction,
  CatalogMaskingPolicy,
  CatalogModel,
  CatalogRelation,
  CatalogRelationDetails,
  CatalogRlsPolicy,
  CatalogSchema,
} from '../protocol.ts';

interface SchemaContent {
  readonly relations: ReadonlyMap<string, CatalogRelation>;
  /** Overloads share a name. */
  readonly functions: ReadonlyMap<string, readonly CatalogFunction[]>;
  readonly models: ReadonlyMap<string, CatalogModel>;
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
  readonly rlsPolicies?: ReadonlyMap<string, CatalogRlsPolicy>;
  readonly maskingPolicies?: ReadonlyMap<string, CatalogMaskingPolicy>;
  readonly iamRoles?: readonly string[];
}

export const emptySnapshot = (database: string): CatalogSnapshot => ({ database, contents: new Map() });

const folded = (names: readonly string[]) => new Set(names.map(name => name.toLowerCase()));
const byName = <Item extends { name: string }>(items: readonly Item[]) => new Map(items.map(item => [item.name.toLowerCase(), item]));

function grouped(functions: readonly CatalogFunction[]): Map<string, CatalogFunction[]> {
  const groups = new Map<string, CatalogFunction[]>();
  for (const item of functions) {
    const name = item.name.toLowerCase();
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** The snapshot after a message: parts that are present replace those that were held. */
export function withChange(old: CatalogSnapshot | undefined, change: CatalogChanged): CatalogSnapshot {
  const before = old ?? emptySnapshot(change.database);
  const contents = new Map(before.contents);
  const schemas = change.schemas ? byName(change.schemas) : before.schemas;
  if (change.schemas) for (const name of contents.keys()) if (!schemas!.has(name)) contents.delete(name);
  for (const { schema, relations, functions, models } of change.contents ?? []) {
    contents.set(schema.toLowerCase(), { relations: byName(relations), functions: grouped(functions), models: byName(models) });
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
    ...(change.rlsPolicies && { rlsPolicies: byName(change.rlsPolicies) }),
    ...(change.maskingPolicies && { maskingPolicies: byName(change.maskingPolicies) }),
    ...(change.iamRoles && { iamRoles: change.iamRoles }),
  };
}
