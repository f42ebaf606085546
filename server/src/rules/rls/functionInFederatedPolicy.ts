// RLS022: policies of federated-permissions catalogs are evaluated elsewhere, without our functions and roles.

import { nameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { callsOf, conditionOf, isUserFunction } from './policyParts.ts';

const membership = new Set(['user_is_member_of', 'role_is_member_of']);

export const functionInFederatedPolicy: Rule = {
  id: 'RLS022',
  name: 'function-in-federated-policy',
  severity: 'error',
  title: 'User-defined function or *_is_member_of in a policy on a federated-permissions catalog',
  explanation: `Policies of a federated-permissions catalog (\`"database@catalog"\`) hold for every warehouse that mounts it. User-defined functions,
\`user_is_member_of\` and \`role_is_member_of\` are refused in them, because what they answer differs from warehouse to warehouse.`,
  pages: ['federated-permissions-managing-access'],
  examples: {
    wrong: [
      `CREATE RLS POLICY "db@cat".p WITH (c varchar) USING (user_is_member_of(current_user, 'x'));`,
      `CREATE RLS POLICY "db@cat".p WITH (c varchar) USING (sec.f_ok(c));`,
      `USE "db@cat";\nCREATE RLS POLICY p WITH (c varchar) USING (role_is_member_of('x', c));`,
    ],
    right: [
      `CREATE RLS POLICY "db@cat".p WITH (c varchar) USING (c = 'x');`,
      `CREATE RLS POLICY p WITH (c varchar) USING (c = 'x' OR user_is_member_of(current_user, 'x'));`,
    ],
  },
  needs: 'script',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { before, report }) {
    const slot = policy.child('new-policy-name', 'policy-name');
    const parts = slot && nameOf(slot)?.parts;
    const condition = conditionOf(policy);
    // A name without a database is of the one that USE chose.
    const database = parts && parts.length > 1 ? parts[0]!.name : before.session.database;
    if (!condition || !parts || !database?.includes('@')) return;
    const calls = [...callsOf(condition, membership), ...condition.descendants('FunctionCall').filter(isUserFunction)];
    for (const call of calls)
      report({
        at: call,
        message: say`${call.child('function-name')?.text} cannot be used in a policy of a federated-permissions catalog`,
      });
  },
};
