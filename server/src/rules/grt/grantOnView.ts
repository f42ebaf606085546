// GRT024: views are granted like tables; sequences, types and foreign servers do not exist.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { oneLine } from './wording.ts';

export const grantOnView: Rule = {
  id: 'GRT024',
  name: 'grant-on-view',
  severity: 'error',
  title: 'GRANT ... ON VIEW / ON SEQUENCE / ON TYPE / ON FOREIGN SERVER',
  explanation: `The object word for tables, views and materialized views is \`TABLE\` or nothing; \`ALL TABLES IN SCHEMA\` includes views. Sequences, types,
domains, tablespaces and foreign servers are objects of PostgreSQL that Redshift does not have.`,
  pages: ['r_GRANT', 'c_unsupported-postgresql-features'],
  examples: {
    wrong: [
      'GRANT SELECT ON VIEW v TO ann;',
      'REVOKE SELECT ON MATERIALIZED VIEW rpt.daily, rpt.weekly FROM ROLE r;',
      'GRANT USAGE ON SEQUENCE s.order_ids TO ann;',
      'GRANT USAGE ON TYPE money TO ROLE r;',
      'GRANT USAGE ON FOREIGN SERVER billing TO ann;',
      'GRANT SELECT ON ALL SEQUENCES IN SCHEMA s TO ann;',
    ],
    right: ['GRANT SELECT ON v TO ann;', 'GRANT SELECT ON TABLE rpt.daily, rpt.weekly TO ROLE r;', 'GRANT SELECT ON type TO ann;'],
  },
  needs: 'offline',
  kinds: ['ToleratedViewTarget', 'ToleratedObjectTarget', 'ToleratedAllObjects'],
  check(target, { report }) {
    const first = target.childrenOf('relation-name')[0];
    if (target.kind === 'ToleratedViewTarget' && first) {
      const words = { start: target.start, end: lastWordBefore(target, first.start) };
      report({
        at: words,
        message: say`Views are granted like tables: write ON ${first.text}`,
        fixes: [
          {
            title: say`Delete ${target.keyword('MATERIALIZED') ? 'MATERIALIZED VIEW' : 'VIEW'}`,
            edits: [{ start: target.start, end: first.start, newText: '' }],
            safe: true,
          },
        ],
      });
      return;
    }
    if (target.kind === 'ToleratedAllObjects') {
      const isViews = target.keyword('VIEWS') !== undefined;
      report({
        at: target,
        message: isViews
          ? say`ALL TABLES IN SCHEMA includes the views: ALL VIEWS does not exist`
          : say`There is no ALL ${oneLine(target).toUpperCase()} IN SCHEMA: only TABLES, FUNCTIONS and PROCEDURES`,
        // dbt writes it for its Redshift users.
        ...(isViews && { severity: 'warning' }),
      });
      return;
    }
    const words = first ? { start: target.start, end: lastWordBefore(target, first.start) } : target;
    const noun = target.children
      .filter(child => child.end <= words.end)
      .map(child => child.text.toUpperCase())
      .join(' ');
    report({ at: words, message: say`${noun} is an object of PostgreSQL that Redshift does not have` });
  },
};

const lastWordBefore = (target: { readonly children: readonly { readonly end: number; readonly start: number }[] }, offset: number) =>
  target.children.findLast(child => child.end <= offset)!.end;
