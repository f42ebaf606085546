// Dynamic data masking policies of the connected database. Empty for users without sys:secadmin.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MASKING_POLICY.html
import type { CatalogMaskingPolicy } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';
import { policyColumns } from './rlsPolicies.ts';

export function maskingPoliciesQuery(): CatalogQuery<CatalogMaskingPolicy> {
  return {
    sql: `SELECT policy_name, input_columns, policy_expression FROM svv_masking_policy ORDER BY policy_name`,
    read: ([name, columns, expression]) => ({
      name: text(name),
      columns: policyColumns(text(columns)),
      expression: optionalText(expression),
    }),
  };
}
