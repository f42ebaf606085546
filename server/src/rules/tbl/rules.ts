// The rules of the family TBL, in the order of their ids.
import type { Rule } from '../rule.ts';
import { alterTableActions } from './alterTableActions.ts';
import { columnTypeChange } from './columnTypeChange.ts';
import { commentInComment } from './commentInComment.ts';
import { distributionConflict } from './distributionConflict.ts';
import { dropCascade } from './dropCascade.ts';
import { dynamicSqlInjection } from './dynamicSqlInjection.ts';
import { keyNotEnforced } from './keyNotEnforced.ts';
import { leaderNodeFunction } from './leaderNodeFunction.ts';
import { mergeForm } from './mergeForm.ts';
import { nonatomicConflict } from './nonatomicConflict.ts';
import { postgresqlRowSecurity } from './postgresqlRowSecurity.ts';
import { pythonFunction } from './pythonFunction.ts';
import { qualifyWithoutWindow } from './qualifyWithoutWindow.ts';
import { reservedName } from './reservedName.ts';
import { tableRecreated } from './tableRecreated.ts';
import { transactionForbidden } from './transactionForbidden.ts';
import { truncateCommits } from './truncateCommits.ts';
import { unavailableType } from './unavailableType.ts';
import { unsupportedFeature } from './unsupportedFeature.ts';
import { useInTransaction } from './useInTransaction.ts';
import { wholeTableChange } from './wholeTableChange.ts';

export const tblRules: readonly Rule[] = [
  transactionForbidden,
  truncateCommits,
  unsupportedFeature,
  postgresqlRowSecurity,
  keyNotEnforced,
  reservedName,
  alterTableActions,
  columnTypeChange,
  distributionConflict,
  unavailableType,
  mergeForm,
  qualifyWithoutWindow,
  leaderNodeFunction,
  useInTransaction,
  pythonFunction,
  nonatomicConflict,
  dynamicSqlInjection,
  dropCascade,
  wholeTableChange,
  tableRecreated,
  commentInComment,
];
