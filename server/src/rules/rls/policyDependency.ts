// RLS025: what a policy stands on cannot be taken away under it.

import { type RelationName, relationKey } from '../../semantics/facts.ts';
import { factOf, rlsAttachmentsOn, rlsPolicyAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { type NamePart, nameOf, simpleNameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { sameRelation } from './policyParts.ts';

export const policyDependency: Rule = {
  id: 'RLS025',
  name: 'policy-depends-on-it',
  severity: 'error',
  title: 'Dropping, renaming or retyping a column or lookup table that a policy uses',
  explanation: `Redshift refuses to drop, rename or change the type of a column that an attached policy declares, and to drop or rename a table that a policy reads.

Detach the policy first, or drop it with \`CASCADE\` and make it again.`,
  pages: ['t_rls_object_dependency'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));\nGRANT SELECT ON sec.allowed TO RLS POLICY p;\nALTER TABLE sec.allowed RENAME COLUMN id TO ident;',
      'CREATE RLS POLICY p WITH (tenant int) USING (tenant = 1);\nATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nALTER TABLE t DROP COLUMN tenant;',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));\nGRANT SELECT ON sec.allowed TO RLS POLICY p;\nDROP TABLE sec.allowed;',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));\nGRANT SELECT ON sec.allowed TO RLS POLICY p;\nDROP SCHEMA sec CASCADE;',
    ],
    right: [
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.allowed));\nDROP RLS POLICY p CASCADE;\nALTER TABLE sec.allowed RENAME COLUMN id TO ident;',
      'CREATE RLS POLICY p WITH (tenant int) USING (tenant = 1);\nATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nALTER TABLE t DROP COLUMN remark;',
    ],
  },
  needs: 'catalog',
  kinds: ['AlterTable', 'DropTable', 'DropSchema'],
  check(statement, context) {
    const { before } = context;
    if (statement.kind === 'DropSchema') {
      for (const slot of statement.childrenOf('schema-name')) {
        const schema = simpleNameOf(slot, before.session);
        reportReader(slot, lookup => lookup.database === undefined && lookup.schema === schema, say`dropped`, context);
      }
      return;
    }
    for (const slot of statement.childrenOf('table-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      const name = resolveExisting(before, parts);
      if (statement.kind === 'DropTable') {
        // That CASCADE does not help is said of renaming and of columns only.
        reportReader(
          slot,
          lookup => sameRelation(lookup, name),
          say`dropped`,
          context,
          statement.keyword('CASCADE') ? 'warning' : undefined,
        );
        continue;
      }
      for (const action of statement.childrenOf('AlterTableAction')) checkAction(action.nodes[0], name, slot, context);
    }
  },
};

const verbs: Record<string, (() => string) | undefined> = {
  DropColumn: () => say`dropped`,
  RenameColumn: () => say`renamed`,
  AlterColumnType: () => say`given another type`,
};

function checkAction(action: SyntaxNode | undefined, name: RelationName, slot: SyntaxNode, context: RuleContext): void {
  if (!action) return;
  if (action.kind === 'RenameAction') reportReader(slot, lookup => sameRelation(lookup, name), say`renamed`, context);
  const verb = verbs[action.kind];
  const columnSlot = action.child('column-name');
  const column = columnSlot && nameOf(columnSlot)?.parts[0];
  if (!verb || !columnSlot || !column) return;
  const policy = attachedPolicyUsing(context.before, name, column) ?? lookupPolicyUsing(context.before, name, column);
  if (policy)
    context.report({
      at: columnSlot,
      message: say`Policy ${policy} uses column ${column.written}: it cannot be ${verb()} until the policy is detached or dropped`,
    });
}

/** Reports the first policy that reads one of the relations that `isIt` tells. */
function reportReader(
  slot: SyntaxNode,
  isIt: (lookup: RelationName) => boolean,
  verb: string,
  { before, report }: RuleContext,
  severity?: 'warning',
): void {
  for (const policy of before.all('rlsPolicies')) {
    const lookup = policy.is === 'rls-policy' ? policy.lookups.find(isIt) : undefined;
    if (policy.is !== 'rls-policy' || !lookup) continue;
    const read = slot.kind === 'schema-name' ? relationKey(lookup) : slot.text;
    report({
      at: slot,
      message: say`Policy ${policy.name} reads ${read}: it cannot be ${verb} while the policy exists`,
      ...(severity && { severity }),
    });
    return;
  }
}

function attachedPolicyUsing(model: Model, relation: RelationName, column: NamePart): string | undefined {
  return rlsAttachmentsOn(model, relation).find(({ policy }) =>
    factOf(rlsPolicyAt(model, policy))?.columns.some(({ name }) => name === column.name),
  )?.policy;
}

/** The condition is known as text: the column's name as a word of it. */
function lookupPolicyUsing(model: Model, relation: RelationName, column: NamePart): string | undefined {
  const word = new RegExp(`(?<![\\w$])${column.name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'i');
  for (const policy of model.all('rlsPolicies')) {
    if (policy.is === 'rls-policy' && policy.lookups.some(lookup => sameRelation(lookup, relation)) && word.test(policy.condition ?? ''))
      return policy.name;
  }
  return undefined;
}
