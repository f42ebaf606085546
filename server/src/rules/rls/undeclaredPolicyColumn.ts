// RLS008: USING sees only the columns that WITH declares.

import { nearest } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { aliasOf, columnReferences, conditionOf, declaredColumns, isShadowed } from './policyParts.ts';

/** Functions that are called without parentheses and look like columns. */
const bareFunctions = /^(?:current_|session_user$|user$|default_iam_role$|sysdate$|pg_)/;

export const undeclaredPolicyColumn: Rule = {
  id: 'RLS008',
  name: 'policy-column-not-declared',
  severity: 'error',
  title: 'Column used in USING is not declared in WITH',
  explanation: `A policy stands for itself: its condition can use only the columns that its \`WITH\` clause declares with their types, and those of lookup tables
inside a subquery. Redshift refuses anything else, also where the relation it will be attached to has such a column.`,
  pages: ['r_CREATE_RLS_POLICY'],
  examples: {
    wrong: [
      "CREATE RLS POLICY p USING (catgroup = 'Concerts');",
      'CREATE RLS POLICY p WITH (tenant int) AS t USING (t.tenant = 1 AND t.region = 2);',
      'CREATE RLS POLICY p USING (t.tenant = 5);',
      'CREATE RLS POLICY p WITH (tenant int) USING (tenannt IN (SELECT id FROM sec.tenants));\nGRANT SELECT ON sec.tenants TO RLS POLICY p;',
    ],
    right: [
      "CREATE RLS POLICY p WITH (catgroup VARCHAR(10)) USING (catgroup = 'Concerts');",
      "CREATE RLS POLICY p WITH (info super) USING (info.region = 'EU' AND current_user <> 'ann');",
      'CREATE RLS POLICY p WITH (id int) AS x USING (x.id IN (SELECT l.id FROM sec.l AS l WHERE l.usr = current_user));\nGRANT SELECT ON sec.l TO RLS POLICY p;',
      'CREATE RLS POLICY p USING (true);',
    ],
  },
  needs: 'offline',
  kinds: ['CreateRlsPolicy'],
  check(policy, { report }) {
    const condition = conditionOf(policy);
    if (!condition) return;
    const declared = declaredColumns(policy).map(({ name }) => name);
    const alias = aliasOf(policy);
    for (const { node, parts, inSubquery } of columnReferences(condition)) {
      const qualified = parts.length > 1 && parts[0]!.name === alias;
      // Inside a subquery only what the alias qualifies is certainly meant to be a column of the policy.
      if (inSubquery && (!qualified || isShadowed(node, alias, condition))) continue;
      // Behind a column of type SUPER stands a path.
      if (!qualified && declared.includes(parts[0]!.name)) continue;
      const column = parts.length > 1 && !qualified ? parts.at(-1)! : parts[qualified ? 1 : 0]!;
      if (declared.includes(column.name) || (!column.quoted && parts.length === 1 && bareFunctions.test(column.name))) continue;
      const meant = nearest(column.name, declared);
      report({
        at: node,
        message: say`Column ${column.written} is not declared in the policy’s WITH clause` + (meant ? say`; did you mean ${meant}?` : ''),
        // Some published examples leave the whole clause out.
        ...(declared.length === 0 && { severity: 'warning' }),
        fixes: meant
          ? [{ title: say`Change to ${meant}`, edits: [{ start: column.start, end: column.end, newText: meant }], safe: false }]
          : [],
      });
    }
  },
};
