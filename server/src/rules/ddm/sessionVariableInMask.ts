// DDM017: what every user can set hides nothing.
import { say } from '../../text/say.ts';
import { callsOf } from '../rls/policyParts.ts';
import type { Rule } from '../rule.ts';

const settings = new Set(['current_setting']);

export const sessionVariableInMask: Rule = {
  id: 'DDM017',
  name: 'mask-depends-on-session-variable',
  severity: 'warning',
  title: 'Mask that depends on a session variable',
  explanation: `Every user can set session variables, so a mask that asks \`current_setting\` lets each user choose whether to see the clear value.

Attach different policies to different roles instead.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "CREATE MASKING POLICY m WITH (c varchar(30)) USING (current_setting('app.c')::varchar(30));",
      "ALTER MASKING POLICY m USING (CASE WHEN current_setting('app.clear', true) = 'yes' THEN c ELSE 'XXXX'::varchar(30) END);",
    ],
    right: ["CREATE MASKING POLICY m WITH (c varchar(30)) USING ('XXXX'::varchar(30));"],
  },
  needs: 'offline',
  kinds: ['MaskingExpressions'],
  check(expressions, { report }) {
    for (const call of callsOf(expressions, settings))
      report({
        at: call,
        message: say`Every user can set this variable in their own session: attach other policies to other roles instead`,
      });
  },
};
