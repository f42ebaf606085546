// DDM018: a call over the network for every row that anybody reads.

import { routinesAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const lambdaInMask: Rule = {
  id: 'DDM018',
  name: 'lambda-in-mask',
  severity: 'info',
  title: 'Lambda function in a mask runs for every row read',
  explanation: `A mask is evaluated for every row that every query of every user it applies to reads. An external function there calls Lambda again and again, which is
slow, costs money, and makes each query depend on Lambda being there.

Mask with built-in functions, or store the tokens beside the values.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "CREATE EXTERNAL FUNCTION ext_tokenize(varchar) RETURNS varchar VOLATILE LAMBDA 'tokenize' IAM_ROLE DEFAULT;\nCREATE MASKING POLICY m WITH (c varchar) USING (ext_tokenize(c));",
      "CREATE MASKING POLICY m WITH (c varchar) USING (upper(sec.tokenize(c)));\nCREATE EXTERNAL FUNCTION sec.tokenize(varchar) RETURNS varchar STABLE LAMBDA 'tokenize' IAM_ROLE DEFAULT;",
    ],
    right: ['CREATE MASKING POLICY m WITH (c varchar(256)) USING (sha2(c, 256));'],
  },
  needs: 'catalog',
  kinds: ['MaskingExpressions'],
  check(expressions, { before, final, report }) {
    for (const call of expressions.descendants('FunctionCall')) {
      const slot = call.child('function-name');
      const parts = slot && nameOf(slot)?.parts;
      if (!slot || !parts) continue;
      const name = resolveExisting(before, parts, 'routines');
      const now = routinesAt(before, name).routines;
      // A function that the script makes further down is the one that is meant.
      const routines = now.length > 0 ? now : routinesAt(final, name).routines;
      if (routines.some(({ kind }) => kind === 'external-function'))
        report({ at: slot, message: say`${slot.text} calls Lambda for every row that is read` });
    }
  },
};
