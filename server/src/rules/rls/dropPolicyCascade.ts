// RLS026: CASCADE takes a policy off everything it protects.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const dropPolicyCascade: Rule = {
  id: 'RLS026',
  name: 'drop-row-policy-cascade',
  severity: 'warning',
  title: 'DROP RLS POLICY … CASCADE detaches the policy everywhere',
  explanation: `\`CASCADE\` detaches the policy from every relation, role and user at once. Where row-level security stays on, users without another policy then see no
rows; where other policies remain, users may suddenly see more.

Detach it relation by relation, then drop it: the statement without \`CASCADE\` fails as long as something still depends on it.`,
  pages: ['r_DROP_RLS_POLICY'],
  examples: {
    wrong: ['DROP RLS POLICY p CASCADE;', 'DROP RLS POLICY IF EXISTS p CASCADE;'],
    right: ['DETACH RLS POLICY p ON t FROM ROLE r;\nDROP RLS POLICY p;', 'DROP RLS POLICY IF EXISTS p RESTRICT;'],
  },
  needs: 'offline',
  kinds: ['DropRlsPolicy'],
  check(drop, { report }) {
    const cascade = drop.keyword('CASCADE');
    const name = drop.child('policy-name');
    if (cascade && name) report({ at: cascade, message: say`CASCADE detaches ${name.text} from every relation it protects` });
  },
};
