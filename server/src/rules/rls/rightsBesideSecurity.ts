// RLS020: row-level security filters what is read, changed and deleted, not what is added or truncated.

import type { RelationName } from '../../semantics/facts.ts';
import { readPrivileges, readTarget, type WrittenTarget } from '../../semantics/grantReading.ts';
import { allRlsAttachments, factOf, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting, resolveSimple } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';

const uncovered = new Set(['insert', 'truncate', 'alter', 'all']);

export const rightsBesideSecurity: Rule = {
  id: 'RLS020',
  name: 'rights-that-row-security-does-not-cover',
  severity: 'info',
  title: 'Row-level security does not cover INSERT, COPY, ALTER TABLE APPEND and TRUNCATE',
  explanation: `Policies decide which rows a user reads, updates and deletes. They are not asked for \`INSERT\`, \`COPY\`, \`ALTER TABLE APPEND\` and \`TRUNCATE\`: whoever
holds these rights can add rows of other tenants, or remove all of them. Such statements in a script are pointed out too, but for \`INSERT\`.`,
  pages: ['t_rls_usage', 't_rls_statements'],
  examples: {
    wrong: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE analyst;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nGRANT INSERT, TRUNCATE ON protected_t TO ROLE analyst;',
      'ATTACH RLS POLICY p ON s.t TO ROLE r;\nALTER TABLE s.t ROW LEVEL SECURITY ON;\nGRANT INSERT ON ALL TABLES IN SCHEMA s TO ROLE loader;',
      'GRANT INSERT FOR TABLES IN SCHEMA s TO ROLE loader;\nATTACH RLS POLICY p ON s.t TO ROLE r;\nALTER TABLE s.t ROW LEVEL SECURITY ON;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nTRUNCATE t;',
      'GRANT ALL ON t TO ROLE loader;\nATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;',
    ],
    right: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE analyst;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nGRANT SELECT ON protected_t TO ROLE analyst;',
      'GRANT INSERT ON open_t TO ROLE analyst;',
      'TRUNCATE t;\nATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON;\nDELETE FROM t;\nINSERT INTO t VALUES (1);',
    ],
  },
  needs: 'catalog',
  kinds: ['GrantPrivileges', 'TruncateStatement', 'CopyStatement', 'AppendAction'],
  check(node, context) {
    if (node.kind === 'GrantPrivileges') checkGrant(node, context);
    else checkUse(node, context);
  },
};

/** What the statement does with the rows of each kind. */
const uses: Record<string, string> = { TruncateStatement: 'TRUNCATE', CopyStatement: 'COPY', AppendAction: 'ALTER TABLE APPEND' };

function checkUse(node: SyntaxNode, { before, report }: RuleContext): void {
  const slots = [node.child('table-name'), node.kind === 'AppendAction' ? node.ancestor('AlterTable')?.child('table-name') : undefined];
  for (const slot of slots) {
    const parts = slot && nameOf(slot)?.parts;
    if (!slot || !parts || !isProtected(before, resolveExisting(before, parts))) continue;
    report({ at: slot, message: say`Row-level security of ${slot.text} does not limit ${uses[node.kind]}: it concerns all rows` });
    return;
  }
}

function checkGrant(grant: SyntaxNode, { before, final, report }: RuleContext): void {
  const targetNode = grant.child('GrantTarget', 'ScopedTarget');
  const target = targetNode && readTarget(targetNode);
  const list = grant.child('PrivilegeList');
  if (!target || !list) return;
  // A right that is given before the protection stands beside it all the same.
  if (!namesOf(target, before).some(name => isProtected(before, name)) && !namesOf(target, final).some(name => isProtected(final, name)))
    return;
  for (const { name, node } of readPrivileges(list)) {
    if (uncovered.has(name))
      report({
        at: node,
        message:
          name === 'all'
            ? say`Row-level security does not limit INSERT and TRUNCATE, which ALL includes: the right concerns all rows`
            : say`Row-level security does not limit ${name.toUpperCase()}: the right concerns all rows`,
      });
  }
}

const isProtected = (model: Model, name: RelationName): boolean =>
  factOf(relationAt(model, name))?.rowLevelSecurity?.on === true || rlsAttachmentsOn(model, name).length > 0;

/** The relations that a grant is about, as far as the script says. */
function namesOf(target: WrittenTarget, model: Model): RelationName[] {
  if (target.kind === 'relation') return target.names.map(name => resolveExisting(model, name));
  if ((target.kind !== 'all-in-schema' && target.kind !== 'scope') || target.objects !== 'tables') return [];
  const written = target.kind === 'scope' ? (target.schema ? [target.schema] : []) : target.names;
  const schemas = new Set(written.map(schema => resolveSimple(model, schema)));
  return [...allRlsAttachments(model)].map(({ relation }) => relation).filter(({ schema }) => schemas.has(schema));
}
