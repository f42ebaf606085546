// RLS019: what is more than a plain look-up keeps UPDATE and DELETE from being rewritten.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { callsOf, conditionOf } from './policyParts.ts';

export const complexLookup: Rule = {
  id: 'RLS019',
  name: 'complex-lookup-in-policy',
  severity: 'warning',
  title: 'Complex lookup in a policy blocks UPDATE and DELETE',
  explanation: `A policy whose subquery joins tables, combines queries or aggregates still filters \`SELECT\`, but \`UPDATE\` and \`DELETE\` on the protected relation are
refused for everyone it applies to.

Keep the result of the join in one lookup table.`,
  pages: ['t_rls_usage'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT a.id FROM a JOIN b ON a.k = b.k));',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT a.id FROM a, b WHERE a.k = b.k));',
      'ALTER RLS POLICY p USING (id IN (SELECT id FROM a UNION SELECT id FROM b));',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM a WHERE k IN (SELECT k FROM b)));',
      'CREATE RLS POLICY p WITH (id int) USING (id = (SELECT max(id) FROM a));',
    ],
    right: [
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.ab));',
      'CREATE RLS POLICY p WITH (id int) USING (id IN (SELECT id FROM sec.ab WHERE usr = current_user) OR id = 0);',
    ],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { report }) {
    const queries = conditionOf(policy)?.descendants('Query') ?? [];
    for (const query of queries) {
      const outer = query.parent?.ancestor('Query');
      const what = complication(query, outer !== undefined && queries.some(other => other.index === outer.index));
      if (what)
        report({
          at: query,
          message: say`${what} in a policy: UPDATE and DELETE on the protected relation will be refused; look up in one table instead`,
        });
    }
  },
};

const aggregates: ReadonlySet<string> = new Set(['count', 'sum', 'min', 'max', 'avg', 'listagg', 'median', 'any_value']);

function complication(query: SyntaxNode, isNested: boolean): string | undefined {
  if (isNested) return say`A subquery within a subquery`;
  if (query.child('SetOperation')) return say`A set operation`;
  if (query.child('WithClause')) return say`A WITH clause`;
  const select = query.child('QueryTerm')?.child('SelectStatement');
  if (!select) return undefined;
  const references = select.child('FromClause')?.childrenOf('TableReference') ?? [];
  if (references.length > 1 || references.some(reference => reference.child('JoinClause'))) return say`A join`;
  const isAggregated =
    select.child('GroupByClause', 'HavingClause') !== undefined ||
    callsOf(select, aggregates).some(call => call.ancestor('SelectStatement')?.index === select.index);
  return isAggregated ? say`An aggregation` : undefined;
}
