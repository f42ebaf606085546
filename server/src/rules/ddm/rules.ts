// The rules of the family DDM, in the order of their ids.
import type { Rule } from '../rule.ts';
import { alterMaskColumns } from './alterMaskColumns.ts';
import { dropAttachedMask } from './dropAttachedMask.ts';
import { existingMaskKept } from './existingMaskKept.ts';
import { lambdaInMask } from './lambdaInMask.ts';
import { maskColumnCount } from './maskColumnCount.ts';
import { maskedInDatashare } from './maskedInDatashare.ts';
import { maskingOffForDatashares } from './maskingOffForDatashares.ts';
import { maskLookupNotGranted } from './maskLookupNotGranted.ts';
import { maskOnUnmaskable } from './maskOnUnmaskable.ts';
import { maskToGroup } from './maskToGroup.ts';
import { maskTypeUnfit } from './maskTypeUnfit.ts';
import { parquetIntoMasked } from './parquetIntoMasked.ts';
import { priorityNoInteger } from './priorityNoInteger.ts';
import { publicOutranks } from './publicOutranks.ts';
import { samePriority } from './samePriority.ts';
import { sessionVariableInMask } from './sessionVariableInMask.ts';
import { severalMaskGrantees } from './severalMaskGrantees.ts';
import { twoPoliciesOneGrantee } from './twoPoliciesOneGrantee.ts';
import { uncastConstant } from './uncastConstant.ts';
import { unmaskedForOthers } from './unmaskedForOthers.ts';
import { unsaltedHash } from './unsaltedHash.ts';
import { viewAsMaskLookup } from './viewAsMaskLookup.ts';

export const ddmRules: readonly Rule[] = [
  samePriority,
  twoPoliciesOneGrantee,
  publicOutranks,
  unmaskedForOthers,
  uncastConstant,
  maskTypeUnfit,
  maskColumnCount,
  severalMaskGrantees,
  maskToGroup,
  maskOnUnmaskable,
  maskLookupNotGranted,
  viewAsMaskLookup,
  dropAttachedMask,
  alterMaskColumns,
  maskingOffForDatashares,
  maskedInDatashare,
  sessionVariableInMask,
  lambdaInMask,
  unsaltedHash,
  parquetIntoMasked,
  priorityNoInteger,
  existingMaskKept,
];
