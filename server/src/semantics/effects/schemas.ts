// Schemas, external schemas and databases.
import { type Database, relationKey, type Schema } from '../facts.ts';
import { databaseAt, factOf, schemaAt } from '../lookup.ts';
import type { ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { resolveSimple } from '../resolve.ts';
import { type Effect, type EffectReader, hasKeywords, originOf, ownerOf, writtenName, writtenNames } from './effect.ts';
import { moveRelation, withoutRelation } from './rekeying.ts';
import { isIn, moveGrants, moveRightsInSchema, withoutGrants, withoutRightsInSchema } from './rights.ts';

export const createSchema: EffectReader = (node, parsed) => {
  const slot = node.child('new-schema-name') ?? node.child('user-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  const ifNotExists = hasKeywords(node, 'IF', 'NOT', 'EXISTS');
  const owner = node.keyword('AUTHORIZATION') ? writtenName(node, 'user-name') : undefined;
  return addSchema(name, ifNotExists, model => ({
    is: 'schema',
    name: resolveSimple(model, name),
    kind: 'local',
    owner: owner ? { kind: 'user', name: resolveSimple(model, owner) } : model.session.user,
    origin: originOf(parsed, slot),
    ...(ifNotExists && { ifNotExists }),
  }));
};

const addSchema =
  (name: Parameters<typeof resolveSimple>[1], ifNotExists: boolean, make: (model: ScriptModel) => Schema): Effect =>
  model => {
    const key = resolveSimple(model, name);
    return ifNotExists && schemaAt(model, key).state === 'known' ? model : model.with('schemas', key, make(model));
  };

const sources: readonly (readonly [word: string, source: NonNullable<Schema['source']>])[] = [
  ['DATA', 'data-catalog'],
  ['HIVE', 'hive'],
  ['POSTGRES', 'postgres'],
  ['MYSQL', 'mysql'],
  ['KINESIS', 'kinesis'],
  ['KAFKA', 'kafka'],
  ['MSK', 'kafka'],
  ['REDSHIFT', 'redshift'],
];

export const createExternalSchema: EffectReader = (node, parsed) => {
  const slot = node.child('new-schema-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  const ifNotExists = hasKeywords(node, 'IF', 'NOT', 'EXISTS');
  const written = node.child('ExternalSchemaSource');
  const source = sources.find(([word]) => written?.keyword(word))?.[1] ?? 'data-catalog';
  return addSchema(name, ifNotExists, model => ({
    is: 'schema',
    name: resolveSimple(model, name),
    kind: 'external',
    source,
    owner: model.session.user,
    origin: originOf(parsed, slot),
    ...(ifNotExists && { ifNotExists }),
  }));
};

export const alterSchema: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'schema-name');
  const renamed = writtenName(node, 'new-schema-name');
  const owner = node.child('Owner');
  if (!written) return undefined;
  return model => {
    const name = resolveSimple(model, written);
    const schema = factOf(schemaAt(model, name));
    if (owner) return schema ? model.with('schemas', name, { ...schema, owner: ownerOf(model, owner) }) : model;
    if (!renamed) return model;
    const to = resolveSimple(model, renamed);
    // A schema that nothing is known of takes the place of one that was dropped, too.
    let next = withoutTombs(schema ? model.with('schemas', to, { ...schema, name: to }) : model.without('schemas', to), to);
    for (const [, fact] of model.entriesIn('relations', name)) {
      if (fact.is !== 'relation') continue;
      next = moveRelation(next, fact.name, { ...fact.name, schema: to }).without('relations', relationKey(fact.name));
    }
    for (const [, routines] of model.entriesIn('routines', name)) {
      const own = routines[0];
      if (!own || !isIn(name, own.name)) continue;
      const renamed = { ...own.name, schema: to };
      next = next.without('routines', relationKey(own.name)).with(
        'routines',
        relationKey(renamed),
        routines.map(routine => ({ ...routine, name: renamed })),
      );
    }
    for (const [, fact] of model.entriesIn('models', name)) {
      if (fact.is !== 'model') continue;
      const renamed = { ...fact.name, schema: to };
      const predicts = fact.function && (isIn(name, fact.function) ? { ...fact.function, schema: to } : fact.function);
      next = next
        .without('models', relationKey(fact.name))
        .with('models', relationKey(renamed), { ...fact, name: renamed, ...(predicts && { function: predicts }) });
    }
    next = moveRightsInSchema(next, name, to);
    return next.with('schemas', name, { is: 'dropped', origin: originOf(parsed, node) });
  };
};

/** What was dropped from a schema of this name says nothing of the one that has the name now. */
function withoutTombs(model: ScriptModel, schema: string): ScriptModel {
  let next = model;
  for (const part of ['relations', 'models'] as const)
    for (const [key, fact] of model.entriesIn(part, schema)) if (fact.is === 'dropped') next = next.without(part, key);
  for (const [key] of model.entriesIn('droppedRoutines', schema)) next = next.without('droppedRoutines', key);
  return next;
}

export const dropSchema: EffectReader = (node, parsed) => {
  const names = writtenNames(node, 'schema-name');
  return names && (model => names.reduce((before, name) => dropOne(before, resolveSimple(before, name), originOf(parsed, node)), model));
};

function dropOne(model: ScriptModel, name: string, origin: Schema['origin']): ScriptModel {
  let next = model.with('schemas', name, { is: 'dropped', origin });
  // Without CASCADE there is nothing in it, or it fails: either way nothing is left.
  for (const [key, fact] of model.entriesIn('relations', name)) {
    if (fact.is === 'relation') next = withoutRelation(next, fact.name).with('relations', key, { is: 'dropped', origin });
  }
  for (const [key, [own]] of model.entriesIn('routines', name)) {
    if (own && isIn(name, own.name)) next = next.without('routines', key);
  }
  for (const [key, fact] of model.entriesIn('models', name))
    if (fact.is === 'model') next = next.with('models', key, { is: 'dropped', origin });
  return withoutRightsInSchema(next, name);
}

// ---- databases -------------------------------------------------------------------------------------------------------------------------------

export const createDatabase: EffectReader = (node, parsed) => {
  const slot = node.child('new-database-name');
  const name = slot && nameOf(slot)?.parts;
  if (!name) return undefined;
  const clauses = node.childrenOf('DatabaseClause');
  const shared = clauses.find(clause => clause.child('DatashareSource'));
  const share = writtenName(shared?.child('DatashareSource'), 'datashare-name');
  const owner = clauses.map(clause => writtenName(clause.child('DatabaseOption'), 'user-name')).find(Boolean);
  return model => {
    const key = resolveSimple(model, name);
    const database: Database = {
      is: 'database',
      name: key,
      owner: owner ? { kind: 'user', name: resolveSimple(model, owner) } : model.session.user,
      origin: originOf(parsed, slot),
      ...(share && { datashare: { name: resolveSimple(model, share), withPermissions: shared?.keyword('PERMISSIONS') !== undefined } }),
    };
    return model.with('databases', key, database);
  };
};

export const alterDatabase: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'database-name');
  const renamed = writtenName(node, 'new-database-name');
  const owner = node.child('Owner');
  if (!written) return undefined;
  return model => {
    const name = resolveSimple(model, written);
    const database = factOf(databaseAt(model, name));
    if (owner && database) return model.with('databases', name, { ...database, owner: ownerOf(model, owner) });
    if (!renamed) return model;
    const to = resolveSimple(model, renamed);
    const moved = database ? model.with('databases', to, { ...database, name: to }) : model;
    return moveGrants(moved, { kind: 'database', name }, { kind: 'database', name: to }).with('databases', name, {
      is: 'dropped',
      origin: originOf(parsed, node),
    });
  };
};

export const dropDatabase: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'database-name');
  return (
    written &&
    (model => {
      const name = resolveSimple(model, written);
      return withoutGrants(model.with('databases', name, { is: 'dropped', origin: originOf(parsed, node) }), { kind: 'database', name });
    })
  );
};
