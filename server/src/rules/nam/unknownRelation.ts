// NAM001: a table or view that is not there.

import { relationAt } from '../../semantics/lookup.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { didYouMean, isMissingRelation, relationMeant, relationsNeeded, renameFix } from './nameChecks.ts';

export const unknownRelation: Rule = {
  id: 'NAM001',
  name: 'unknown-relation',
  severity: 'error',
  title: 'Unknown table or view',
  explanation: `The statement names a table or view that does not exist: the script has dropped or renamed it before, or neither the script nor the connected database has
it. Nothing is said while the content of the schema is not known completely.`,
  pages: ['r_SELECT_synopsis', 'r_DROP_TABLE'],
  examples: {
    wrong: [
      'CREATE TABLE sales.orders (id int);\nDROP TABLE sales.orders;\nSELECT id FROM sales.orders;',
      'CREATE TABLE a (id int);\nALTER TABLE a RENAME TO b;\nINSERT INTO a VALUES (1);',
      'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int);\nSELECT count(*) FROM shop.ordres;',
    ],
    right: [
      'CREATE TABLE sales.orders (id int);\nDROP TABLE sales.orders;\nCREATE TABLE sales.orders (id bigint);\nSELECT id FROM sales.orders;',
      'CREATE TABLE a (id int);\nBEGIN;\nDROP TABLE a;\nROLLBACK;\nSELECT id FROM a;',
      'DROP TABLE IF EXISTS staging.t;\nDROP TABLE IF EXISTS staging.t;',
      'WITH a AS (SELECT 1 AS id) SELECT id FROM a, sales.orders, svv_tables;',
    ],
  },
  needs: 'catalog',
  kinds: ['Statement'],
  check(root, { statement, before, inBody, report }) {
    if (inBody || root.nodes[0]?.index !== statement.index) return;
    for (const { slot, parts, name } of relationsNeeded(statement, before)) {
      const answer = relationAt(before, name);
      if (!isMissingRelation(before, name, answer)) continue;
      const meant = relationMeant(before, name);
      const what =
        answer.state === 'dropped' ? say`${slot.text} was dropped or renamed before` : say`There is no table or view ${slot.text}`;
      report({ at: slot, message: what + didYouMean(meant), fixes: renameFix(parts.at(-1)!, meant) });
    }
  },
};
