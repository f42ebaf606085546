// RLS021: who reads a protected relation must be able to execute the functions of its policies.

import { grantsOn, revokedOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { conditionOf, isUserFunction } from './policyParts.ts';

export const functionInPolicy: Rule = {
  id: 'RLS021',
  name: 'user-function-in-policy',
  severity: 'warning',
  title: 'User-defined function in a policy: users need EXECUTE on it',
  explanation: `The function runs with the rights of whoever queries the protected relation. Users without \`EXECUTE\` on it, and without \`USAGE\` on its schema, get an
error instead of rows; a function that any of them may replace decides what all others see.

Grant \`EXECUTE\` to the roles that the policy is attached to, or write the condition without a function.`,
  pages: ['t_rls_usage'],
  examples: {
    wrong: [
      'CREATE RLS POLICY p WITH (c varchar) USING (f_ok(c));',
      'CREATE RLS POLICY p WITH (c varchar) USING (sec.allowed(c, current_user) = 1);',
    ],
    right: [
      'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sec TO ROLE analyst;\nCREATE RLS POLICY p WITH (c varchar) USING (sec.allowed(c));',
      "CREATE RLS POLICY p WITH (c varchar) USING (upper(c) = 'EU');",
      'CREATE RLS POLICY p WITH (c varchar) USING (f_ok(c));\nGRANT EXECUTE ON FUNCTION f_ok(varchar) TO ROLE analyst;',
    ],
  },
  needs: 'script',
  kinds: ['CreateRlsPolicy', 'AlterRlsPolicy'],
  check(policy, { before, final, inBody, report }) {
    // What a body grants besides is not known to the model.
    if (inBody) return;
    for (const call of conditionOf(policy)?.descendants('FunctionCall') ?? []) {
      const slot = call.child('function-name');
      const parts = slot && nameOf(slot)?.parts;
      if (!slot || !parts || !isUserFunction(call)) continue;
      const relation = resolveExisting(before, parts, 'routines');
      const on = { kind: 'routine', relation } as const;
      const { schema } = relation;
      const granted = [
        ...grantsOn(final, on),
        ...grantsOn(final, { kind: 'all-in-schema', objects: 'functions', schema }),
        ...grantsOn(final, { kind: 'scope', objects: 'functions', schema }),
      ];
      if (granted.some(({ privilege }) => privilege === 'execute') && !revokedOn(final, on).some(({ to }) => to.kind === 'public'))
        continue;
      report({ at: slot, message: say`Whoever queries the protected relation needs EXECUTE on ${slot.text}` });
    }
  },
};
