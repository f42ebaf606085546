// The rules of the family GRT, in the order of their ids.
import type { Rule } from '../rule.ts';
import { adminOptionToRole } from './adminOptionToRole.ts';
import { allFunctionsWithModel } from './allFunctionsWithModel.ts';
import { allPrivilegesGranted } from './allPrivilegesGranted.ts';
import { allTablesNow } from './allTablesNow.ts';
import { assumeRoleClauses } from './assumeRoleClauses.ts';
import { assumeRoleForAll } from './assumeRoleForAll.ts';
import { assumeRoleStillPublic } from './assumeRoleStillPublic.ts';
import { changeWithoutSelect } from './changeWithoutSelect.ts';
import { clearPassword } from './clearPassword.ts';
import { columnGrantOnView } from './columnGrantOnView.ts';
import { columnGrantWithoutEffect } from './columnGrantWithoutEffect.ts';
import { columnListOfPrivilege } from './columnListOfPrivilege.ts';
import { columnRevokeUnderTable } from './columnRevokeUnderTable.ts';
import { consumerIdentity } from './consumerIdentity.ts';
import { createOnExternalSchema } from './createOnExternalSchema.ts';
import { createUserSuperuser } from './createUserSuperuser.ts';
import { datasharePrivilege } from './datasharePrivilege.ts';
import { datashareUsage } from './datashareUsage.ts';
import { defaultPrivilegesForCurrentUser } from './defaultPrivilegesForCurrentUser.ts';
import { defaultPrivilegesOnly } from './defaultPrivilegesOnly.ts';
import { defaultPrivilegesUnsupported } from './defaultPrivilegesUnsupported.ts';
import { definerSearchPath } from './definerSearchPath.ts';
import { definerToPublic } from './definerToPublic.ts';
import { dropRoleForce } from './dropRoleForce.ts';
import { externalColumnList } from './externalColumnList.ts';
import { externalGrantInTransaction } from './externalGrantInTransaction.ts';
import { externalIdPassword } from './externalIdPassword.ts';
import { externalSchemaToPublic } from './externalSchemaToPublic.ts';
import { functionExecutableByPublic } from './functionExecutableByPublic.ts';
import { grantedThenRevoked } from './grantedThenRevoked.ts';
import { granteesOfExternal } from './granteesOfExternal.ts';
import { granteeWord } from './granteeWord.ts';
import { grantFromRevokeTo } from './grantFromRevokeTo.ts';
import { grantOnBuiltIn } from './grantOnBuiltIn.ts';
import { grantOnExternalTable } from './grantOnExternalTable.ts';
import { grantOnModelFunction } from './grantOnModelFunction.ts';
import { grantOnPythonLanguage } from './grantOnPythonLanguage.ts';
import { grantOnView } from './grantOnView.ts';
import { grantOptionOnColumns } from './grantOptionOnColumns.ts';
import { grantOptionToRole } from './grantOptionToRole.ts';
import { grantToPublic } from './grantToPublic.ts';
import { grantWithoutSchemaUsage } from './grantWithoutSchemaUsage.ts';
import { ignoreRlsGranted } from './ignoreRlsGranted.ts';
import { lakeFormationPrivilege } from './lakeFormationPrivilege.ts';
import { malformedIamRole } from './malformedIamRole.ts';
import { md5Password } from './md5Password.ts';
import { policyLookupPrivilege } from './policyLookupPrivilege.ts';
import { powerfulSystemRole } from './powerfulSystemRole.ts';
import { privilegeUnfit } from './privilegeUnfit.ts';
import { publicSchemaOpened } from './publicSchemaOpened.ts';
import { reservedPrefix } from './reservedPrefix.ts';
import { revokeCascade } from './revokeCascade.ts';
import { revokeGrantOptionFromRole } from './revokeGrantOptionFromRole.ts';
import { revokeLeavesOtherGrant } from './revokeLeavesOtherGrant.ts';
import { roleCycle } from './roleCycle.ts';
import { roleName } from './roleName.ts';
import { roleToGroup } from './roleToGroup.ts';
import { routineWithoutArguments } from './routineWithoutArguments.ts';
import { ruleOrTriggerPrivilege } from './ruleOrTriggerPrivilege.ts';
import { scopedExecute } from './scopedExecute.ts';
import { scopedGrantToGroup } from './scopedGrantToGroup.ts';
import { scopedPrivilegeUnfit } from './scopedPrivilegeUnfit.ts';
import { scopeTooNarrow } from './scopeTooNarrow.ts';
import { securityPrivilegeToUser } from './securityPrivilegeToUser.ts';
import { sharedDatabaseUsageRevoked } from './sharedDatabaseUsageRevoked.ts';
import { shareOpensEverything } from './shareOpensEverything.ts';
import { spaceInRoleChain } from './spaceInRoleChain.ts';
import { starOnColumnGrants } from './starOnColumnGrants.ts';
import { systemPrivilegeToUser } from './systemPrivilegeToUser.ts';
import { tableOverColumnGrant } from './tableOverColumnGrant.ts';
import { tempRevokedFromPublic } from './tempRevokedFromPublic.ts';
import { unknownInGrant } from './unknownInGrant.ts';
import { unrestrictedSyslog } from './unrestrictedSyslog.ts';
import { usageAlone } from './usageAlone.ts';
import { weakPassword } from './weakPassword.ts';

export const grtRules: readonly Rule[] = [
  grantOptionToRole,
  adminOptionToRole,
  grantOptionOnColumns,
  columnListOfPrivilege,
  systemPrivilegeToUser,
  securityPrivilegeToUser,
  ignoreRlsGranted,
  grantToPublic,
  allPrivilegesGranted,
  scopedGrantToGroup,
  scopedPrivilegeUnfit,
  scopeTooNarrow,
  scopedExecute,
  allTablesNow,
  defaultPrivilegesOnly,
  defaultPrivilegesForCurrentUser,
  defaultPrivilegesUnsupported,
  revokeGrantOptionFromRole,
  revokeCascade,
  grantFromRevokeTo,
  granteeWord,
  privilegeUnfit,
  ruleOrTriggerPrivilege,
  grantOnView,
  routineWithoutArguments,
  grantOnBuiltIn,
  grantWithoutSchemaUsage,
  changeWithoutSelect,
  createOnExternalSchema,
  grantOnExternalTable,
  externalSchemaToPublic,
  granteesOfExternal,
  lakeFormationPrivilege,
  externalColumnList,
  externalGrantInTransaction,
  malformedIamRole,
  spaceInRoleChain,
  assumeRoleClauses,
  assumeRoleStillPublic,
  assumeRoleForAll,
  grantOnModelFunction,
  allFunctionsWithModel,
  tableOverColumnGrant,
  columnGrantWithoutEffect,
  columnRevokeUnderTable,
  columnGrantOnView,
  starOnColumnGrants,
  usageAlone,
  roleCycle,
  roleToGroup,
  powerfulSystemRole,
  reservedPrefix,
  roleName,
  dropRoleForce,
  createUserSuperuser,
  clearPassword,
  weakPassword,
  md5Password,
  unrestrictedSyslog,
  externalIdPassword,
  definerToPublic,
  definerSearchPath,
  functionExecutableByPublic,
  publicSchemaOpened,
  grantedThenRevoked,
  revokeLeavesOtherGrant,
  sharedDatabaseUsageRevoked,
  unknownInGrant,
  grantOnPythonLanguage,
  datashareUsage,
  datasharePrivilege,
  consumerIdentity,
  shareOpensEverything,
  policyLookupPrivilege,
  tempRevokedFromPublic,
];
