// RLS030: ROW LEVEL SECURITY needs its ON or OFF, CONJUNCTION TYPE its AND or OR.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const conjunctionWithoutType: Rule = {
  id: 'RLS030',
  name: 'conjunction-without-type',
  severity: 'error',
  title: 'CONJUNCTION TYPE without AND or OR, or ROW LEVEL SECURITY without ON or OFF',
  explanation: `\`ROW LEVEL SECURITY\` must be followed by \`ON\` or \`OFF\`.

\`CONJUNCTION TYPE\` says how several policies of one user combine, and must be followed by \`AND\` or \`OR\`. \`AND\` is what Redshift does without the clause.`,
  pages: ['r_ALTER_TABLE', 't_rls_combine_policies'],
  examples: {
    wrong: [
      'ALTER TABLE t ROW LEVEL SECURITY;',
      'ALTER MATERIALIZED VIEW s.mv ROW LEVEL SECURITY FOR DATASHARES;',
      'ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE;',
      'ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE FOR DATASHARES;',
    ],
    right: ['ALTER TABLE t ROW LEVEL SECURITY ON CONJUNCTION TYPE AND;', 'ALTER TABLE t ROW LEVEL SECURITY ON;'],
  },
  needs: 'offline',
  kinds: ['RowLevelSecurityConjunction', 'ToleratedSecurityAction'],
  check(node, { report }) {
    if (node.kind === 'ToleratedSecurityAction') {
      const end = node.keyword('SECURITY')!.end;
      report({
        at: { start: node.start, end },
        message: say`ROW LEVEL SECURITY must be followed by ON or OFF`,
        fixes: [{ title: say`Add ON`, edits: [{ start: end, end, newText: ' ON' }], safe: false }],
      });
      return;
    }
    const conjunction = node;
    if (conjunction.keyword('AND', 'OR')) return;
    report({
      at: conjunction,
      message: say`CONJUNCTION TYPE must be followed by AND or OR`,
      fixes: [{ title: say`Add AND`, edits: [{ start: conjunction.end, end: conjunction.end, newText: ' AND' }], safe: true }],
    });
  },
};
