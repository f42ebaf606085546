// LOD009: the outer query of UNLOAD has no LIMIT.

import { say } from '../../text/say.ts';
import { outermostQueries } from '../ext/outermostQuery.ts';
import type { Rule } from '../rule.ts';
import { openingLength, placeInText, unloadQueryOf } from './unloadQuery.ts';

export const limitInUnload: Rule = {
  id: 'LOD009',
  name: 'limit-in-unload',
  severity: 'warning',
  title: 'LIMIT in the outer SELECT of UNLOAD',
  explanation: `The slices write their files side by side, so UNLOAD refuses a \`LIMIT\` of the outer query. Put the query with its limit into a subquery:
\`UNLOAD ('SELECT * FROM (SELECT … LIMIT 10) q')\`.`,
  pages: ['r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select * from t limit 10') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ($$select a from t order by a limit 5 offset 2$$) TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ('with q as (select a from t) select a from q limit 10') TO 's3://b/p' IAM_ROLE DEFAULT;",
    ],
    right: [
      "UNLOAD ('select * from (select * from t limit 10) q') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ('select * from t where a in (select b from u limit 1)') TO 's3://b/p' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: ['UnloadStatement'],
  check(node, { report }) {
    const inside = unloadQueryOf(node);
    const limit =
      inside?.query &&
      outermostQueries(inside.query)
        .map(query => query.child('LimitClause'))
        .find(clause => clause && !clause.keyword('ALL'));
    if (!inside || !limit) return;
    const { literal } = inside;
    const opening = openingLength(literal.text);
    const closing = literal.text.startsWith('$') ? opening : 1;
    report({
      at: placeInText(inside, limit),
      message: say`UNLOAD refuses LIMIT in its outer query: put the query into a subquery`,
      fixes: [
        {
          title: say`Put the query into a subquery`,
          edits: [
            { start: literal.start + opening, end: literal.start + opening, newText: 'SELECT * FROM (' },
            { start: literal.end - closing, end: literal.end - closing, newText: ') q' },
          ],
          safe: false,
        },
      ],
    });
  },
};
