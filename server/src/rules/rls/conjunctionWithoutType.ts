// RLS030: CONJUNCTION TYPE needs its type.
import type { Rule } from '../rule.ts';

export const conjunctionWithoutType: Rule = {
  id: 'RLS030',
  name: 'conjunction-without-type',
  severity: 'error',
  title: 'CONJUNCTION TYPE without AND or OR',
  explanation: `\`CONJUNCTION TYPE\` says how several policies of one user combine, and must be followed by \`AND\` or \`OR\`. \`AND\` is what Redshift does without the clause.`,
  pages: ['r_ALTER_TABLE', 't_rls_combine_policies'],
  examples: {
    wrong: [
      'ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE;',
      'ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE FOR DATASHARES;',
    ],
    right: ['ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE AND;', 'ALTER TABLE t ROW LEVEL SECURITY ON;'],
  },
  needs: 'offline',
  kinds: ['RowLevelSecurityConjunction'],
  check(conjunction, { report }) {
    if (conjunction.keyword('AND', 'OR')) return;
    report({
      at: conjunction,
      message: 'CONJUNCTION TYPE must be followed by AND or OR',
      fixes: [{ title: 'Add AND', edits: [{ start: conjunction.end, end: conjunction.end, newText: ' AND' }], safe: true }],
    });
  },
};
