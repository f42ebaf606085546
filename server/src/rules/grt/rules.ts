// The rules of the family GRT, in the order of their ids.
import type { Rule } from '../rule.ts';
import { adminOptionToRole } from './adminOptionToRole.ts';
import { allPrivilegesGranted } from './allPrivilegesGranted.ts';
import { columnListOfPrivilege } from './columnListOfPrivilege.ts';
import { grantOptionOnColumns } from './grantOptionOnColumns.ts';
import { grantOptionToRole } from './grantOptionToRole.ts';
import { grantToPublic } from './grantToPublic.ts';
import { ignoreRlsGranted } from './ignoreRlsGranted.ts';
import { scopedGrantToGroup } from './scopedGrantToGroup.ts';
import { scopedPrivilegeUnfit } from './scopedPrivilegeUnfit.ts';
import { scopeTooNarrow } from './scopeTooNarrow.ts';
import { securityPrivilegeToUser } from './securityPrivilegeToUser.ts';
import { systemPrivilegeToUser } from './systemPrivilegeToUser.ts';

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
];
