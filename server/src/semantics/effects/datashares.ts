// Datashares and what is in them.
import type { Datashare } from '../facts.ts';
import { relationKey } from '../facts.ts';
import { datashareAt, factOf } from '../lookup.ts';
import { nameOf } from '../names.ts';
import { resolveExisting, resolveSimple } from '../resolve.ts';
import { type EffectReader, originOf, writtenName, writtenNames } from './effect.ts';
import { withoutGrants } from './rights.ts';

const isOn = (text: string | undefined) => /\b(?:true|t|yes|on|1)\s*$/i.test(text ?? '');

export const createDatashare: EffectReader = (node, parsed) => {
  const slot = node.child('new-datashare-name');
  const name = slot && nameOf(slot)?.parts;
  const access = node.child('DatasharePublicAccess');
  return (
    name &&
    (model => {
      const key = resolveSimple(model, name);
      const share: Datashare = {
        is: 'datashare',
        name: key,
        schemas: [],
        relations: [],
        allTablesOf: [],
        functionsOf: [],
        includeNew: [],
        origin: originOf(parsed, slot),
        publicAccessible: isOn(access?.text),
      };
      return model.with('datashares', key, share);
    })
  );
};

export const alterDatashare: EffectReader = node => {
  const name = writtenName(node, 'datashare-name');
  const change = node.child('DatashareAdd', 'DatashareRemove');
  const objects = change?.child('DatashareObjects');
  const settings = node.childrenOf('DatashareSet');
  if (!name) return undefined;
  const adds = change?.kind === 'DatashareAdd';
  return model => {
    const key = resolveSimple(model, name);
    const known = factOf(datashareAt(model, key));
    // One that the script did not make is known from here on by what the script puts into it.
    let share: Datashare = known ?? {
      is: 'datashare',
      name: key,
      schemas: [],
      relations: [],
      allTablesOf: [],
      functionsOf: [],
      includeNew: [],
    };
    if (objects) {
      const relations = (writtenNames(objects, 'relation-name') ?? []).map(written => resolveExisting(model, written));
      const schemas = (writtenNames(objects, 'schema-name') ?? []).map(written => resolveSimple(model, written));
      if (relations.length > 0)
        share = {
          ...share,
          relations: adds
            ? [...share.relations, ...relations]
            : share.relations.filter(other => !relations.some(gone => relationKey(gone) === relationKey(other))),
        };
      const functions = objects.childrenOf('FunctionSignature').flatMap(signature => {
        const written = writtenName(signature, 'function-name');
        return written ? [resolveExisting(model, written, 'routines').schema] : [];
      });
      if (adds && functions.length > 0) share = { ...share, functionsOf: [...new Set([...share.functionsOf, ...functions])] };
      if (schemas.length > 0) {
        const part = objects.keyword('ALL') ? (objects.keyword('TABLES') ? 'allTablesOf' : 'functionsOf') : 'schemas';
        if (part)
          share = {
            ...share,
            [part]: adds ? [...new Set([...share[part], ...schemas])] : share[part].filter(schema => !schemas.includes(schema)),
          };
      }
    }
    for (const setting of settings) {
      const value = isOn(setting.nodes[0]?.text ?? setting.children.at(-1)?.text);
      if (setting.keyword('PUBLICACCESSIBLE')) share = { ...share, publicAccessible: value };
      const schema = writtenName(setting, 'schema-name');
      if (!schema) continue;
      const own = resolveSimple(model, schema);
      share = { ...share, includeNew: value ? [...new Set([...share.includeNew, own])] : share.includeNew.filter(other => other !== own) };
    }
    return model.with('datashares', key, share);
  };
};

export const dropDatashare: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'datashare-name');
  return (
    name &&
    (model => {
      const key = resolveSimple(model, name);
      return withoutGrants(model.with('datashares', key, { is: 'dropped', origin: originOf(parsed, node) }), {
        kind: 'datashare',
        name: key,
      });
    })
  );
};
