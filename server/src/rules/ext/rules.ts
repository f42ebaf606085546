// The rules of the family EXT, in the order of their ids.
import type { Rule } from '../rule.ts';
import { clauseOrder } from './clauseOrder.ts';
import { constraintOnExternalTable } from './constraintOnExternalTable.ts';
import { folderSlash } from './folderSlash.ts';
import { ifNotExistsOnExternalTable } from './ifNotExistsOnExternalTable.ts';
import { locationAddress } from './locationAddress.ts';
import { missingStorage } from './missingStorage.ts';
import { partitionColumnRepeated } from './partitionColumnRepeated.ts';
import { pseudoColumnCost } from './pseudoColumnCost.ts';
import { pseudoColumnDeclared } from './pseudoColumnDeclared.ts';
import { pseudoColumnUnquoted } from './pseudoColumnUnquoted.ts';
import { qualifiedExternalTable } from './qualifiedExternalTable.ts';
import { textTooLong } from './textTooLong.ts';
import { unsupportedColumnType } from './unsupportedColumnType.ts';

export const extRules: readonly Rule[] = [
  qualifiedExternalTable,
  missingStorage,
  clauseOrder,
  unsupportedColumnType,
  textTooLong,
  partitionColumnRepeated,
  constraintOnExternalTable,
  ifNotExistsOnExternalTable,
  pseudoColumnDeclared,
  pseudoColumnUnquoted,
  pseudoColumnCost,
  locationAddress,
  folderSlash,
];
