// RLS001: an attached policy does nothing until row-level security is switched on for the relation.

import { factOf, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const securityNeverOn: Rule = {
  id: 'RLS001',
  name: 'row-security-never-on',
  severity: 'warning',
  title: 'A policy is attached, but row-level security is never switched on for the relation',
  explanation: `A policy that is attached to a relation has no effect until \`ALTER TABLE … ROW LEVEL SECURITY ON\` is run for that relation: everyone with
\`SELECT\` still sees every row. It is the most common way to believe that data is protected when it is not.

Switch it on in the same script, after the policies are attached. For a materialized view the statement is \`ALTER MATERIALIZED VIEW\`.`,
  pages: ['t_rls_ownership', 'r_ALTER_TABLE'],
  examples: {
    wrong: [
      'ATTACH RLS POLICY p ON sales.orders TO ROLE analyst;',
      'ATTACH RLS POLICY p ON sales.orders, sales.lines TO ROLE analyst;\nALTER TABLE sales.orders ROW LEVEL SECURITY ON;',
      'CREATE TABLE t (a int);\nATTACH RLS POLICY p ON t TO PUBLIC;\nALTER TABLE t ROW LEVEL SECURITY OFF;',
    ],
    right: [
      'CREATE TABLE t (a int);\nATTACH RLS POLICY p ON t TO ROLE r;\nDROP TABLE t;\nCREATE TABLE t (a int);\nALTER TABLE t ROW LEVEL SECURITY ON;\nATTACH RLS POLICY p ON t TO ROLE r;',
      'ATTACH RLS POLICY p ON sales.orders TO ROLE analyst;\nALTER TABLE sales.orders ROW LEVEL SECURITY ON;',
      'ALTER TABLE orders ROW LEVEL SECURITY ON;\nATTACH RLS POLICY p ON public.orders TO ROLE analyst;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE OR;',
      'ATTACH RLS POLICY p ON t TO ROLE r;\nDETACH RLS POLICY p ON t FROM ROLE r;',
    ],
  },
  needs: 'catalog',
  kinds: ['AttachRlsPolicy'],
  check(attach, { before, final, insertAfter, parsed, report }) {
    if (final.uncertain) return;
    const policy = attach.child('policy-name');
    for (const slot of attach.childrenOf('relation-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts || !policy) continue;
      const name = resolveExisting(before, parts);
      const relation = factOf(relationAt(final, name));
      const stillAttached = rlsAttachmentsOn(final, name).some(({ origin }) => origin?.statement === parsed);
      if (relation?.rowLevelSecurity?.on || !stillAttached) continue;
      const what = relation?.kind === 'materialized-view' ? 'MATERIALIZED VIEW' : 'TABLE';
      report({
        at: slot,
        message:
          relation?.origin || before.catalog
            ? say`Row-level security is never switched on for ${slot.text}: policy ${policy.text} has no effect and every row stays visible`
            : say`This script does not switch row-level security on for ${slot.text}: unless it is on already, policy ${policy.text} has no effect and every row stays visible`,
        // Where the script switches it off afterwards, switching it on here would change nothing.
        fixes: relation?.rowLevelSecurity?.origin
          ? []
          : [
              {
                title: say`Switch row-level security on for ${slot.text}`,
                edits: [insertAfter(`ALTER ${what} ${slot.text} ROW LEVEL SECURITY ON`)],
                safe: false,
              },
            ],
      });
    }
  },
};
