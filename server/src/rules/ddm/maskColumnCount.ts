// DDM007: as many columns as the policy takes and gives.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { definitionOf, expressionsOf, policyOf } from './maskParts.ts';

export const maskColumnCount: Rule = {
  id: 'DDM007',
  name: 'mask-column-count',
  severity: 'error',
  title: 'Number of input or output columns differs from the policy',
  explanation: `\`ATTACH MASKING POLICY … ON t(outputs) USING (inputs)\` must name as many inputs as the policy has columns in \`WITH\`, and as many outputs as it has
expressions in \`USING\`. Without \`USING\` the masked columns are the inputs.

A policy that decides by another column (conditional masking) needs that column among the inputs.`,
  pages: ['t_ddm-conditional', 'r_ATTACH_MASKING_POLICY'],
  examples: {
    wrong: [
      "CREATE MASKING POLICY cond WITH (fraud boolean, pan varchar(16)) USING (CASE WHEN fraud THEN pan ELSE 'X'::varchar(16) END);\nATTACH MASKING POLICY cond ON t(pan) TO PUBLIC;",
      "CREATE MASKING POLICY m WITH (c text) USING ('x'::text);\nATTACH MASKING POLICY m ON t(a, b) USING (a) TO PUBLIC;",
    ],
    right: [
      "CREATE MASKING POLICY cond WITH (fraud boolean, pan varchar(16)) USING (CASE WHEN fraud THEN pan ELSE 'X'::varchar(16) END);\nATTACH MASKING POLICY cond ON t(pan) USING (is_fraud, pan) TO PUBLIC;",
      "CREATE MASKING POLICY m WITH (c text) USING ('x'::text);\nATTACH MASKING POLICY m ON t(a) TO PUBLIC;",
    ],
  },
  needs: 'catalog',
  kinds: ['AttachMaskingPolicy'],
  check(attach, { before, report }) {
    const policy = policyOf(attach, before);
    const masked = attach.child('MaskedColumns');
    if (!policy || !masked) return;
    const inputClause = attach.child('MaskingInputColumns') ?? masked;
    const given = inputClause.childrenOf('column-path').length;
    if (given !== policy.columns.length) {
      report({
        at: inputClause,
        message: say`Policy ${policy.name} takes ${columns(policy.columns.length)} (${policy.columns.map(({ name }) => name).join(', ')}), ${are(given)} given`,
      });
      return;
    }
    const definition = definitionOf(policy);
    const outputs = masked.childrenOf('column-path').length;
    const expected = definition && expressionsOf(definition).length;
    if (expected !== undefined && outputs !== expected)
      report({
        at: masked,
        message: say`Policy ${policy.name} masks ${columns(expected)}, ${are(outputs)} given`,
      });
  },
};

const columns = (count: number) => (count === 1 ? say`1 column` : say`${count} columns`);
const are = (count: number) => (count === 1 ? say`1 is` : say`${count} are`);
