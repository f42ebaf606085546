// What of a model is in a schema, beside the maps that hold everything: whoever means all that is in a schema does not walk through the others.
import { nameInKey } from './bulkRights.ts';
import type { ModelParts } from './model.ts';
import { PersistentMap } from './persistentMap.ts';

const partsInSchemas = ['relations', 'routines', 'models', 'droppedRoutines', 'grants', 'revoked', 'columnRights'] as const;
export type PartInSchemas = (typeof partsInSchemas)[number];

/** The entries of a part that are in a schema, by both. */
export type EntriesInSchemas = PersistentMap<PersistentMap<unknown>>;

export const schemaName = (part: PartInSchemas, schema: string) => `${part}:${schema}`;

/** The entries by schema, after one of them has changed. */
export function withEntry(all: EntriesInSchemas, part: keyof ModelParts, key: string, value: unknown): EntriesInSchemas {
  const schema = (partsInSchemas as readonly string[]).includes(part) ? schemaOfKey(part as PartInSchemas, key) : undefined;
  if (schema === undefined) return all;
  const name = schemaName(part as PartInSchemas, schema);
  const own = all.get(name) ?? PersistentMap.empty();
  return all.set(name, value === undefined ? own.delete(key) : own.set(key, value));
}

/** The schema of the connected database that the thing of a key lives in; for routines that of any database. */
function schemaOfKey(part: PartInSchemas, key: string): string | undefined {
  if (part === 'routines') return nameInKey(key).schema;
  if (part !== 'grants' && part !== 'revoked' && part !== 'columnRights') return ofConnected(key);
  const kind = key.slice(0, key.indexOf(':'));
  if (kind === 'relation' || kind === 'routine' || kind === 'model' || kind === 'template') return ofConnected(key.slice(kind.length + 1));
  // all:tables::s, scope:tables::s
  return kind === 'all' || kind === 'scope' ? /^[^:]*:[^:]*::(.+)$/s.exec(key)?.[1] : undefined;
}

function ofConnected(key: string): string | undefined {
  const { schema, inDatabase } = nameInKey(key);
  return inDatabase ? undefined : schema;
}
