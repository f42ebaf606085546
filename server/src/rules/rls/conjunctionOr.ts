// RLS004: policies combined by OR let through what any one of them lets through.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const conjunctionOr: Rule = {
  id: 'RLS004',
  name: 'policies-combined-by-or',
  severity: 'warning',
  title: 'CONJUNCTION TYPE OR widens access when several policies apply',
  explanation: `By default a row must satisfy every policy that applies to a user (\`AND\`). With \`CONJUNCTION TYPE OR\` it is enough to satisfy one, so that each
policy that is attached later, to any role of the user, shows more rows instead of fewer.

Keep \`AND\` and write what belongs together into one policy, unless the policies are meant as alternatives.`,
  pages: ['t_rls_combine_policies'],
  examples: {
    wrong: [
      'ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE OR;',
      'ALTER MATERIALIZED VIEW s.mv ROW LEVEL SECURITY ON CONJUNCTION TYPE OR;',
    ],
    right: ['ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE AND;', 'ALTER TABLE t ROW LEVEL SECURITY ON;'],
  },
  needs: 'offline',
  kinds: ['RowLevelSecurityConjunction'],
  check(conjunction, { report }) {
    const or = conjunction.keyword('OR');
    if (!or) return;
    report({
      at: conjunction,
      message: say`With OR, a row is shown as soon as one of a user’s policies lets it through; AND is the default`,
      fixes: [{ title: say`Combine by AND`, edits: [{ start: or.start, end: or.end, newText: 'AND' }], safe: false }],
    });
  },
};
