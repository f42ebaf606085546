// RLS023: results that depend on the time, or on who asks, are never cached.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { callsOf, conditionOf } from './policyParts.ts';

const timeFunctions = new Set(['getdate', 'now', 'timeofday', 'clock_timestamp', 'statement_timestamp', 'transaction_timestamp', 'random']);
const timeValues = /^(?:sysdate|current_date|current_timestamp|current_time|localtimestamp|localtime)\b/i;
const userValues = /^(?:current_user|session_user|user|current_user_id)$/i;

export const timeInPolicy: Rule = {
  id: 'RLS023',
  name: 'time-in-policy',
  severity: 'warning',
  title: 'Function that depends on the time or the user stops the result cache',
  explanation: `A query on a relation whose policy uses \`getdate()\`, \`sysdate\`, \`current_date\` or \`random()\` can never be answered from the result cache, for anybody.

Compare with a fixed date that a job moves forward, or with a column of a lookup table. The same is true of \`current_user\`, without which few policies can do: there it is only
a hint. Where a policy is for a role as a whole, attach one with fixed values to the role instead.`,
  pages: ['t_rls_performance'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (d date) USING (d > getdate());',
      'CREATE RLS POLICY p WITH (u varchar) USING (u = current_user OR u = session_user);',
      'CREATE RLS POLICY p WITH (d timestamp) AS x USING (x.d < sysdate AND x.d > dateadd(day, -7, current_date));',
    ],
    right: [
      "CREATE RLS POLICY p WITH (d date) USING (d > '2024-01-01');",
      "CREATE RLS POLICY p WITH (u varchar) USING (u = 'current_user');",
    ],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { report }) {
    const condition = conditionOf(policy);
    if (!condition) return;
    const all = condition.descendants('SessionValue');
    const values = all.filter(value => timeValues.test(value.text));
    for (const node of [...values, ...callsOf(condition, timeFunctions)]) {
      report({ at: node, message: say`${node.text} keeps every query on the protected relation out of the result cache` });
    }
    const user = all.find(value => userValues.test(value.text));
    if (user && values.length === 0)
      report({
        at: user,
        message: say`${user.text} keeps every query on the protected relation out of the result cache`,
        severity: 'info',
      });
  },
};
