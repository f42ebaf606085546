// What the written grantees and targets of a statement mean at its place of the script.
import type { Principal, Securable } from '../../semantics/facts.ts';
import type { WrittenGrantee, WrittenTarget } from '../../semantics/grantReading.ts';
import type { Model } from '../../semantics/model.ts';
import { resolveExisting, resolveInDatabase, resolveSimple, type WrittenName } from '../../semantics/resolve.ts';

/** Undefined where a template stands for the name. */
export function principalOf(model: Model, { kind, name, literal }: WrittenGrantee): Principal | undefined {
  if (kind === 'public') return { kind };
  const text = literal ?? (name && resolveSimple(model, name));
  return text === undefined ? undefined : { kind, name: text };
}

export interface NamedThing {
  readonly on: Securable;
  readonly written: WrittenName;
}

/** The things that a target names one by one, ON ALL TABLES as itself, and a scoped permission in a schema. */
export function thingsOf(model: Model, written: WrittenTarget): NamedThing[] {
  // Where a template stands for a name, nothing can be said of it.
  const target: WrittenTarget = 'names' in written ? { ...written, names: written.names.filter(name => name.length > 0) } : written;
  switch (target.kind) {
    case 'relation':
      return target.names.map(written => ({ written, on: { kind: 'relation', relation: resolveExisting(model, written) } }));
    case 'schema':
      return target.names.map(written => ({ written, on: { kind: 'schema', ...resolveInDatabase(model, written) } }));
    case 'function':
    case 'procedure':
      return target.names.map(written => ({ written, on: { kind: 'routine', relation: resolveExisting(model, written, 'routines') } }));
    case 'all-in-schema':
      return target.names.map(written => {
        const { name, database } = resolveInDatabase(model, written);
        return { written, on: { kind: 'all-in-schema', objects: target.objects, schema: name, ...(database && { database }) } };
      });
    case 'scope': {
      if (!target.schema) return [];
      const schema = resolveSimple(model, target.schema);
      const database = target.database && resolveSimple(model, target.database);
      return [{ written: target.schema, on: { kind: 'scope', objects: target.objects, schema, ...(database && { database }) } }];
    }
    case 'model':
      return target.names.map(written => ({ written, on: { kind: 'model', relation: resolveExisting(model, written, 'models') } }));
    case 'database':
    case 'language':
    case 'copy-job':
    case 'datashare':
      return target.names.map(written => ({ written, on: { kind: target.kind, name: resolveSimple(model, written) } as Securable }));
    default:
      return [];
  }
}
