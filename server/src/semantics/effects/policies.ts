// Row-level security and masking policies: making, changing, attaching, detaching, dropping them.
import type { SyntaxNode } from '../../syntax/tree.ts';
import { type Column, type MaskingAttachment, type RelationName, type RlsAttachment, relationKey, samePrincipal } from '../facts.ts';
import { readGrantees } from '../grantReading.ts';
import { integerValue } from '../literals.ts';
import { factOf, maskingPolicyAt, rlsPolicyAt } from '../lookup.ts';
import type { ModelParts, ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { relationsRead } from '../queries.ts';
import { resolveExisting, resolveInDatabase, resolveSimple } from '../resolve.ts';
import { typeText } from '../types.ts';
import { type EffectReader, hasKeywords, originOf, writtenName, writtenNames } from './effect.ts';
import { principalOf } from './grants.ts';

/** The columns of a policy's WITH clause. */
export function policyColumns(statement: SyntaxNode): Column[] {
  const columns = statement.child('PolicyColumns')?.childrenOf('PolicyColumn') ?? [];
  return columns.map(column => {
    const slot = column.child('new-column-name');
    const type = column.child('DataType');
    return { name: (slot && nameOf(slot)?.parts[0]?.name) ?? '', ...(type && { type: typeText(type) }) };
  });
}

// ---- row-level security ------------------------------------------------------------------------------------------------------------------------

export const createRlsPolicy: EffectReader = (node, parsed) => {
  const slot = node.child('new-policy-name');
  const written = slot && nameOf(slot)?.parts;
  const predicate = node.child('PolicyPredicate');
  if (!written || !predicate) return undefined;
  const columns = policyColumns(node);
  const alias = node.child('PolicyAlias')?.descendants('alias', 'new-alias')[0];
  return model => {
    const { name, database } = resolveInDatabase(model, written);
    return model.with('rlsPolicies', name, {
      is: 'rls-policy',
      name,
      columns,
      condition: predicate.nodes[0]?.text ?? '',
      lookups: relationsRead(predicate, model),
      origin: originOf(parsed, slot),
      ...(database && { database }),
      ...(alias && { alias: nameOf(alias)?.parts[0]?.name ?? '' }),
    });
  };
};

export const alterRlsPolicy: EffectReader = node => {
  const written = writtenName(node, 'policy-name');
  const predicate = node.child('PolicyPredicate');
  if (!written || !predicate) return undefined;
  return model => {
    const { name } = resolveInDatabase(model, written);
    const policy = factOf(rlsPolicyAt(model, name));
    return policy
      ? model.with('rlsPolicies', name, { ...policy, condition: predicate.nodes[0]?.text ?? '', lookups: relationsRead(predicate, model) })
      : model;
  };
};

export const attachRlsPolicy: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'policy-name');
  const relations = writtenNames(node, 'relation-name');
  if (!written || !relations) return undefined;
  const grantees = readGrantees(node);
  return model => {
    const policy = resolveInDatabase(model, written).name;
    let next = model;
    for (const relationName of relations) {
      const relation = resolveExisting(model, relationName);
      for (const grantee of grantees) {
        const to = principalOf(model, grantee);
        if (to) next = addAttachment(next, 'rlsAttachments', { policy, relation, to, origin: originOf(parsed, node) });
      }
    }
    return next;
  };
};

type AttachmentPart = 'rlsAttachments' | 'maskingAttachments';

function addAttachment<Part extends AttachmentPart>(model: ScriptModel, part: Part, attachment: ModelParts[Part][number]): ScriptModel {
  const key = relationKey(attachment.relation);
  return model.with(part, key, [...(model.get(part, key) ?? []), attachment] as unknown as ModelParts[Part]);
}

function keepAttachments<Part extends AttachmentPart>(
  model: ScriptModel,
  part: Part,
  relation: RelationName,
  keep: (attachment: RlsAttachment | MaskingAttachment) => boolean,
): ScriptModel {
  const key = relationKey(relation);
  const list = model.get(part, key) as readonly (RlsAttachment | MaskingAttachment)[] | undefined;
  if (!list || list.every(keep)) return model;
  const kept = list.filter(keep);
  return kept.length === 0 ? model.without(part, key) : model.with(part, key, kept as unknown as ModelParts[Part]);
}

export const detachRlsPolicy: EffectReader = node => {
  const written = writtenName(node, 'policy-name');
  const relations = writtenNames(node, 'relation-name');
  if (!written || !relations) return undefined;
  const grantees = readGrantees(node);
  return model => {
    const policy = resolveInDatabase(model, written).name;
    const from = grantees.flatMap(grantee => principalOf(model, grantee) ?? []);
    return relations.reduce(
      (before, name) =>
        keepAttachments(
          before,
          'rlsAttachments',
          resolveExisting(model, name),
          item => item.policy !== policy || !from.some(to => samePrincipal(to, item.to)),
        ),
      model,
    );
  };
};

export const dropRlsPolicy: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'policy-name');
  if (!written) return undefined;
  return model => {
    const { name } = resolveInDatabase(model, written);
    let next = model.with('rlsPolicies', name, { is: 'dropped', origin: originOf(parsed, node) });
    if (node.keyword('CASCADE'))
      for (const list of model.all('rlsAttachments'))
        next = keepAttachments(next, 'rlsAttachments', list[0]!.relation, item => item.policy !== name);
    return next;
  };
};

// ---- masking -----------------------------------------------------------------------------------------------------------------------------------

const expressionsOf = (node: SyntaxNode) => node.child('MaskingExpressions')?.nodes.map(expression => expression.text) ?? [];

export const createMaskingPolicy: EffectReader = (node, parsed) => {
  const slot = node.child('new-masking-policy-name');
  const written = slot && nameOf(slot)?.parts;
  if (!written) return undefined;
  const ifNotExists = hasKeywords(node, 'IF', 'NOT', 'EXISTS');
  return model => {
    const { name, database } = resolveInDatabase(model, written);
    if (ifNotExists && maskingPolicyAt(model, name).state === 'known') return model;
    return model.with('maskingPolicies', name, {
      is: 'masking-policy',
      name,
      columns: policyColumns(node),
      expressions: expressionsOf(node),
      definition: parsed,
      lookups: relationsRead(node, model),
      origin: originOf(parsed, slot),
      ...(database && { database }),
    });
  };
};

export const alterMaskingPolicy: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'masking-policy-name');
  if (!written) return undefined;
  return model => {
    const { name } = resolveInDatabase(model, written);
    const policy = factOf(maskingPolicyAt(model, name));
    return policy
      ? model.with('maskingPolicies', name, {
          ...policy,
          expressions: expressionsOf(node),
          definition: parsed,
          lookups: relationsRead(node, model),
        })
      : model;
  };
};

/** Paths of a `MaskedColumns` or `MaskingInputColumns` node, folded, parts joined by dots. */
export const columnPaths = (clause: SyntaxNode | undefined): string[] =>
  (clause?.childrenOf('column-path') ?? []).map(
    path =>
      nameOf(path)
        ?.parts.map(part => part.name)
        .join('.') ?? path.text,
  );

export const attachMaskingPolicy: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'masking-policy-name');
  const relationName = writtenName(node, 'relation-name');
  if (!written || !relationName) return undefined;
  const grantees = readGrantees(node);
  const columns = columnPaths(node.child('MaskedColumns'));
  const inputs = node.child('MaskingInputColumns');
  const number = node.child('MaskingPriority')?.nodes[0];
  const priority = (number && integerValue(number)) ?? 0;
  return model => {
    const policy = resolveInDatabase(model, written).name;
    const relation = resolveExisting(model, relationName);
    let next = model;
    for (const grantee of grantees) {
      const to = principalOf(model, grantee);
      const origin = originOf(parsed, node);
      if (to)
        next = addAttachment(next, 'maskingAttachments', {
          policy,
          relation,
          columns,
          inputs: inputs ? columnPaths(inputs) : columns,
          to,
          priority,
          origin,
        });
    }
    return next;
  };
};

export const detachMaskingPolicy: EffectReader = node => {
  const written = writtenName(node, 'masking-policy-name');
  const relationName = writtenName(node, 'relation-name');
  if (!written || !relationName) return undefined;
  const grantees = readGrantees(node);
  const columns = columnPaths(node.child('MaskedColumns')).join();
  return model => {
    const policy = resolveInDatabase(model, written).name;
    const from = grantees.flatMap(grantee => principalOf(model, grantee) ?? []);
    return keepAttachments(
      model,
      'maskingAttachments',
      resolveExisting(model, relationName),
      item =>
        item.policy !== policy || (item as MaskingAttachment).columns.join() !== columns || !from.some(to => samePrincipal(to, item.to)),
    );
  };
};

export const dropMaskingPolicy: EffectReader = (node, parsed) => {
  const written = writtenName(node, 'masking-policy-name');
  return (
    written && (model => model.with('maskingPolicies', resolveSimple(model, written), { is: 'dropped', origin: originOf(parsed, node) }))
  );
};
