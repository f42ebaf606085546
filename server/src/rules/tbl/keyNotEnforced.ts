// TBL005: keys are hints for the planner, nothing checks them.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const keyNotEnforced: Rule = {
  id: 'TBL005',
  name: 'key-not-enforced',
  severity: 'off',
  title: 'PRIMARY KEY, UNIQUE and FOREIGN KEY are not enforced',
  explanation: `Redshift takes keys as true and uses them to plan queries, but never checks them: a load may bring duplicates, and then a query that relies on the key
may give wrong results. AWS recommends to declare keys where the loads keep them, so that this rule is off unless you turn it on.`,
  pages: ['t_Defining_constraints'],
  examples: {
    wrong: [
      'CREATE TABLE t (id int PRIMARY KEY);',
      'CREATE TABLE t (id int, code varchar(9) UNIQUE, PRIMARY KEY (id));',
      'CREATE TABLE o (id int REFERENCES c (id));',
      'ALTER TABLE o ADD CONSTRAINT o_c FOREIGN KEY (c_id) REFERENCES c (id);',
    ],
    right: ['CREATE TABLE t (id int NOT NULL);', 'ALTER TABLE o DROP CONSTRAINT o_c;'],
  },
  needs: 'offline',
  kinds: ['ColumnAttribute', 'TableConstraint'],
  check(node, { report }) {
    const word = node.keyword('PRIMARY', 'UNIQUE', 'FOREIGN') ?? node.child('ReferencesClause')?.keyword('REFERENCES');
    if (!word) return;
    const second = node.keyword('KEY');
    const name = word.keyword === 'REFERENCES' ? 'FOREIGN KEY' : second ? `${word.keyword} KEY` : word.keyword;
    report({
      at: { start: word.start, end: second?.end ?? word.end },
      message: say`${name} is not enforced: the loads must keep it`,
      severity: 'info',
    });
  },
};
