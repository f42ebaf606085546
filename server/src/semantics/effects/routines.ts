// Functions, procedures, models; copy jobs, templates, identity providers: what has a name and is made, renamed, owned and dropped.
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { type Origin, type RelationName, type Routine, relationKey } from '../facts.ts';
import type { ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { resolveExisting, resolveNew, resolveSimple, type WrittenName } from '../resolve.ts';
import { argumentTypes, sameSignature } from '../signatures.ts';
import { typeText } from '../types.ts';
import { grantDefaultPrivileges } from './defaultPrivileges.ts';
import { type Effect, type EffectReader, noEffect, originOf, ownerOf, writtenName } from './effect.ts';
import { moveGrants, withoutGrants } from './rights.ts';

function createRoutine(
  node: SyntaxNode,
  parsed: ParsedStatement,
  slotKind: string,
  listKind: string,
  kind: Routine['kind'],
  extra: Partial<Routine> = {},
): Effect | undefined {
  const slot = node.child(slotKind);
  const written = slot && nameOf(slot)?.parts;
  if (!written) return undefined;
  const types = argumentTypes(node.child(listKind));
  const returns = node.child('DataType');
  return model => {
    const name = resolveNew(model, written);
    const others = (model.get('routines', relationKey(name)) ?? []).filter(other => !sameSignature(other.arguments, types));
    const routine: Routine = {
      is: 'routine',
      name,
      kind,
      arguments: types,
      owner: model.session.user,
      origin: originOf(parsed, slot),
      ...(returns && { returns: typeText(returns) }),
      ...extra,
    };
    const created = withoutDropped(model, name, types).with('routines', relationKey(name), [...others, routine]);
    const objects = kind === 'procedure' ? 'procedures' : 'functions';
    return grantDefaultPrivileges(created, { kind: 'routine', relation: name, arguments: types }, name.schema, objects);
  };
}

/** The overload is there again. */
function withoutDropped(model: ScriptModel, name: RelationName, types: readonly string[]): ScriptModel {
  const key = relationKey(name);
  const dropped = model.get('droppedRoutines', key) ?? [];
  const left = dropped.filter(other => !sameSignature(other.arguments, types));
  return left.length === dropped.length ? model : model.with('droppedRoutines', key, left);
}

const withDropped = (model: ScriptModel, name: RelationName, types: readonly string[], origin: Origin): ScriptModel =>
  model.with('droppedRoutines', relationKey(name), [
    ...(withoutDropped(model, name, types).get('droppedRoutines', relationKey(name)) ?? []),
    { arguments: types, origin },
  ]);

export const createFunction: EffectReader = (node, parsed) =>
  createRoutine(node, parsed, 'new-function-name', 'FunctionParameters', 'function');
export const createExternalFunction: EffectReader = (node, parsed) =>
  createRoutine(node, parsed, 'new-function-name', 'SignatureArguments', 'external-function');
export const createProcedure: EffectReader = (node, parsed) => {
  const definer = node.childrenOf('ProcedureAttribute').some(attribute => attribute.keyword('DEFINER'));
  return createRoutine(node, parsed, 'new-procedure-name', 'ProcedureParameters', 'procedure', definer ? { securityDefiner: true } : {});
};

const alterRoutine =
  (signature: (node: SyntaxNode) => { name: WrittenName | undefined; list: SyntaxNode | undefined }, renamedSlot: string): EffectReader =>
  (node, parsed) => {
    const { name: written, list } = signature(node);
    const origin = originOf(parsed, node);
    const renamed = writtenName(node, renamedSlot);
    const owner = node.child('Owner');
    if (!written) return undefined;
    const types = list && argumentTypes(list);
    const isMeant = (routine: Routine) => types === undefined || sameSignature(routine.arguments, types);
    return model => {
      const name = resolveExisting(model, written, 'routines');
      const routines = model.get('routines', relationKey(name)) ?? [];
      if (!routines.some(isMeant)) return model;
      if (owner)
        return model.with(
          'routines',
          relationKey(name),
          routines.map(routine => (isMeant(routine) ? { ...routine, owner: ownerOf(model, owner) } : routine)),
        );
      if (!renamed) return model;
      const to: RelationName = { ...name, name: resolveSimple(model, renamed) };
      const moved = routines.filter(isMeant).map(routine => ({ ...routine, name: to }));
      const left = model.with(
        'routines',
        relationKey(name),
        routines.filter(routine => !isMeant(routine)),
      );
      return moved.reduce(
        (before, routine) => {
          const of = routine.arguments && { arguments: routine.arguments };
          const next = moveGrants(before, { kind: 'routine', relation: name, ...of }, { kind: 'routine', relation: to });
          return of ? withoutDropped(withDropped(next, name, of.arguments, origin), to, of.arguments) : next;
        },
        left.with('routines', relationKey(to), [...(left.get('routines', relationKey(to)) ?? []), ...moved]),
      );
    };
  };

export const alterFunction = alterRoutine(node => {
  const signature = node.child('FunctionSignature');
  return { name: writtenName(signature, 'function-name'), list: signature?.child('SignatureArguments') };
}, 'new-function-name');
export const alterProcedure = alterRoutine(
  node => ({ name: writtenName(node, 'procedure-name'), list: node.child('ProcedureParameters') }),
  'new-procedure-name',
);

const dropRoutines =
  (kind: string, nameSlot: string, listKind: string): EffectReader =>
  (node, parsed) => {
    const origin = originOf(parsed, node);
    const dropped = node
      .childrenOf(kind)
      .map(signature => ({ name: writtenName(signature, nameSlot), types: argumentTypes(signature.child(listKind)) }));
    return model =>
      dropped.reduce((before, { name: written, types }) => {
        if (!written) return before;
        const name = resolveExisting(before, written, 'routines');
        const routines = before.get('routines', relationKey(name));
        const kept = routines?.filter(routine => !sameSignature(routine.arguments, types));
        const next = kept ? before.with('routines', relationKey(name), kept) : before;
        return withoutGrants(withDropped(next, name, types, origin), { kind: 'routine', relation: name, arguments: types });
      }, model);
  };

export const dropFunction = dropRoutines('FunctionSignature', 'function-name', 'SignatureArguments');
export const dropProcedure = dropRoutines('DroppedProcedure', 'procedure-name', 'ProcedureParameters');

// ---- models ------------------------------------------------------------------------------------------------------------------------------------

export const createModel: EffectReader = (node, parsed) => {
  const slot = node.child('new-model-name');
  const written = slot && nameOf(slot)?.parts;
  if (!written) return undefined;
  const clause = node.child('ModelFunction');
  const functionName = writtenName(clause, 'new-function-name');
  const signature = clause?.child('SignatureArguments');
  return model => {
    const name = resolveNew(model, written);
    // The prediction function lives in the schema of the model.
    const predicts =
      functionName && (functionName.length > 1 ? resolveNew(model, functionName) : { ...name, name: resolveSimple(model, functionName) });
    const origin = originOf(parsed, slot);
    const next = model.with('models', relationKey(name), {
      is: 'model',
      name,
      owner: model.session.user,
      origin,
      ...(predicts && { function: predicts }),
    });
    if (!predicts) return next;
    const routine: Routine = {
      is: 'routine',
      name: predicts,
      kind: 'model-function',
      owner: model.session.user,
      origin,
      ...(signature && { arguments: argumentTypes(signature) }),
    };
    return next.with('routines', relationKey(predicts), [...(next.get('routines', relationKey(predicts)) ?? []), routine]);
  };
};

export const dropModel: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'model-name');
  return (
    written &&
    (model => {
      const name = resolveExisting(model, written, 'models');
      const fact = model.get('models', relationKey(name));
      const predicts = fact?.is === 'model' ? fact.function : undefined;
      const next = withoutGrants(model.with('models', relationKey(name), { is: 'dropped', origin: originOf(parsed, node) }), {
        kind: 'model',
        relation: name,
      });
      const routines = predicts && next.get('routines', relationKey(predicts));
      return routines
        ? next.with(
            'routines',
            relationKey(predicts),
            routines.filter(routine => routine.kind !== 'model-function'),
          )
        : next;
    })
  );
};

// ---- copy jobs, templates, identity providers ------------------------------------------------------------------------------------------------------

export const copyJob: EffectReader = (node, parsed) => {
  const clause =
    node.kind === 'CopyStatement' ? node.childrenOf('CopyOption').flatMap(option => option.childrenOf('CopyJobClause'))[0] : node;
  const slot = clause?.descendants('new-job-name', 'job-name')[0];
  const name = slot && nameOf(slot)?.parts;
  if (!clause || !name) return noEffect;
  const made = clause.keyword('CREATE') !== undefined;
  if (!made && !clause.keyword('DROP')) return noEffect;
  const origin = originOf(parsed, slot);
  return model => {
    const key = resolveSimple(model, name);
    if (made) return model.with('copyJobs', key, { is: 'copy-job', name: key, origin });
    return withoutGrants(model.with('copyJobs', key, { is: 'dropped', origin }), { kind: 'copy-job', name: key });
  };
};

export const createTemplate: EffectReader = (node, parsed) => {
  const slot = node.child('new-template-name');
  const written = slot && nameOf(slot)?.parts;
  return (
    written &&
    (model => {
      const name = resolveNew(model, written);
      return model.with('templates', relationKey(name), { is: 'template', name, origin: originOf(parsed, slot) });
    })
  );
};

const changeTemplate = (node: SyntaxNode, change: (model: ScriptModel, name: RelationName) => ScriptModel): Effect | undefined => {
  const written = writtenName(node, 'template-name');
  return written && (model => change(model, resolveExisting(model, written, 'templates')));
};

export const alterTemplate: EffectReader = (node, parsed) => {
  const renamed = writtenName(node, 'new-template-name');
  if (!renamed) return model => model;
  return changeTemplate(node, (model, name) => {
    const to = { ...name, name: resolveSimple(model, renamed) };
    const origin = originOf(parsed, node);
    const moved = moveGrants(model, { kind: 'template', relation: name }, { kind: 'template', relation: to });
    return moved
      .with('templates', relationKey(to), { is: 'template', name: to, origin })
      .with('templates', relationKey(name), { is: 'dropped', origin });
  });
};

export const dropTemplate: EffectReader = (node, parsed) =>
  changeTemplate(node, (model, name) =>
    withoutGrants(model.with('templates', relationKey(name), { is: 'dropped', origin: originOf(parsed, node) }), {
      kind: 'template',
      relation: name,
    }),
  );

export const createIdentityProvider: EffectReader = (node, parsed) => {
  const slot = node.child('new-identity-provider-name');
  const name = slot && nameOf(slot)?.parts;
  return (
    name &&
    (model =>
      model.with('identityProviders', resolveSimple(model, name), {
        is: 'identity-provider',
        name: resolveSimple(model, name),
        origin: originOf(parsed, slot),
      }))
  );
};

export const dropIdentityProvider: EffectReader = (node, parsed) => {
  const name = writtenName(node, 'identity-provider-name');
  return name && (model => model.with('identityProviders', resolveSimple(model, name), { is: 'dropped', origin: originOf(parsed, node) }));
};
