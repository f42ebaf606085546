// DDM022: IF NOT EXISTS keeps the old definition without a word.

import { policyColumns } from '../../semantics/effects/policies.ts';
import { factOf, maskingPolicyAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveInDatabase } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { definitionOf, expressionsOf } from './maskParts.ts';

export const existingMaskKept: Rule = {
  id: 'DDM022',
  name: 'existing-mask-kept',
  severity: 'warning',
  title: 'IF NOT EXISTS hides that a policy of another definition exists',
  explanation: `\`CREATE MASKING POLICY IF NOT EXISTS\` does nothing when a policy of that name is there, whatever it does. The script goes on and attaches the old mask.

Use \`ALTER MASKING POLICY\` to change the expression.`,
  pages: ['r_CREATE_MASKING_POLICY'],
  examples: {
    wrong: [
      "CREATE MASKING POLICY m WITH (c text) USING ('X'::text);\nCREATE MASKING POLICY IF NOT EXISTS m WITH (c text) USING (c);",
      "CREATE MASKING POLICY m WITH (c text) USING ('a b'::text);\nCREATE MASKING POLICY IF NOT EXISTS m WITH (c text) USING ('ab'::text);",
    ],
    right: [
      "CREATE MASKING POLICY m WITH (c text) USING ('X'::text);\nALTER MASKING POLICY m USING ('x'::text);",
      "CREATE MASKING POLICY IF NOT EXISTS m WITH (c text) USING ('x'::text);",
      "CREATE MASKING POLICY m WITH (c text) USING ('X'::text);\nCREATE MASKING POLICY IF NOT EXISTS m WITH (c  TEXT) USING ( 'X' :: Text );",
    ],
  },
  needs: 'script',
  kinds: ['CreateMaskingPolicy'],
  check(create, { before, report }) {
    const slot = create.child('new-masking-policy-name');
    const parts = slot && nameOf(slot)?.parts;
    if (!parts || !create.keyword('EXISTS')) return;
    const there = factOf(maskingPolicyAt(before, resolveInDatabase(before, parts).name));
    if (!there || !definitionOf(there)) return;
    const same =
      JSON.stringify(policyColumns(create)) === JSON.stringify(there.columns) &&
      words(expressionsOf(create).map(({ text }) => text)) === words(there.expressions);
    if (!same) report({ at: slot!, message: say`${slot!.text} exists with another definition, which stays: use ALTER MASKING POLICY` });
  },
};

/** Texts without what makes no difference: white space, comments, and upper case outside of literals. */
const words = (texts: readonly string[]) =>
  texts
    .join(',')
    .replace(
      /('(?:[^']|'')*')|\/\*[\s\S]*?\*\/|--.*|\s+|./g,
      (word, literal) => literal ?? (/^(?:\/\*|--)/.test(word) ? '' : word.trim().toLowerCase()),
    );
