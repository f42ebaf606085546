// The rules of the family RLS, in the order of their ids.
import type { Rule } from '../rule.ts';
import { alterPolicyColumns } from './alterPolicyColumns.ts';
import { alwaysTrue } from './alwaysTrue.ts';
import { comparisonUnfit } from './comparisonUnfit.ts';
import { complexLookup } from './complexLookup.ts';
import { conjunctionOr } from './conjunctionOr.ts';
import { conjunctionWithoutType } from './conjunctionWithoutType.ts';
import { correlatedSubquery } from './correlatedSubquery.ts';
import { dropPolicyCascade } from './dropPolicyCascade.ts';
import { forbiddenLookup } from './forbiddenLookup.ts';
import { functionInFederatedPolicy } from './functionInFederatedPolicy.ts';
import { functionInPolicy } from './functionInPolicy.ts';
import { identifierCaseChanged } from './identifierCaseChanged.ts';
import { lookupNotGranted } from './lookupNotGranted.ts';
import { materializedViewOnProtected } from './materializedViewOnProtected.ts';
import { policyAliasesDiffer } from './policyAliasesDiffer.ts';
import { policyColumnsUnfit } from './policyColumnsUnfit.ts';
import { policyDependency } from './policyDependency.ts';
import { policyOfOtherDatabase } from './policyOfOtherDatabase.ts';
import { policyOnExempt } from './policyOnExempt.ts';
import { policyOnUnprotectable } from './policyOnUnprotectable.ts';
import { policyToGroup } from './policyToGroup.ts';
import { protectedLookup } from './protectedLookup.ts';
import { replaceProtectedView } from './replaceProtectedView.ts';
import { rightsBesideSecurity } from './rightsBesideSecurity.ts';
import { securityNeverOn } from './securityNeverOn.ts';
import { securityOffForDatashares } from './securityOffForDatashares.ts';
import { securityOffWithPolicies } from './securityOffWithPolicies.ts';
import { securityWithoutPolicy } from './securityWithoutPolicy.ts';
import { timeInPolicy } from './timeInPolicy.ts';
import { trustedSessionVariable } from './trustedSessionVariable.ts';
import { undeclaredPolicyColumn } from './undeclaredPolicyColumn.ts';
import { unusedPolicyColumn } from './unusedPolicyColumn.ts';

export const rlsRules: readonly Rule[] = [
  securityNeverOn,
  securityWithoutPolicy,
  securityOffWithPolicies,
  conjunctionOr,
  trustedSessionVariable,
  securityOffForDatashares,
  lookupNotGranted,
  undeclaredPolicyColumn,
  unusedPolicyColumn,
  policyColumnsUnfit,
  policyToGroup,
  policyOnUnprotectable,
  forbiddenLookup,
  protectedLookup,
  correlatedSubquery,
  policyAliasesDiffer,
  policyOnExempt,
  alterPolicyColumns,
  complexLookup,
  rightsBesideSecurity,
  functionInPolicy,
  functionInFederatedPolicy,
  timeInPolicy,
  identifierCaseChanged,
  policyDependency,
  dropPolicyCascade,
  alwaysTrue,
  materializedViewOnProtected,
  replaceProtectedView,
  conjunctionWithoutType,
  policyOfOtherDatabase,
  comparisonUnfit,
];
