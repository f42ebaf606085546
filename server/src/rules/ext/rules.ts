// The rules of the family EXT, in the order of their ids.
import type { Rule } from '../rule.ts';
import { bareNameInLateView } from './bareNameInLateView.ts';
import { boundView } from './boundView.ts';
import { cetasClauses } from './cetasClauses.ts';
import { changingRows } from './changingRows.ts';
import { clauseOrder } from './clauseOrder.ts';
import { cleansingDisabled } from './cleansingDisabled.ts';
import { constraintOnExternalTable } from './constraintOnExternalTable.ts';
import { dateColumn } from './dateColumn.ts';
import { delimitedColumnar } from './delimitedColumnar.ts';
import { delimiterCharacter } from './delimiterCharacter.ts';
import { dropExternalDatabase } from './dropExternalDatabase.ts';
import { externalColumnChange } from './externalColumnChange.ts';
import { externalInTransaction } from './externalInTransaction.ts';
import { folderSlash } from './folderSlash.ts';
import { ifNotExistsOnExternalTable } from './ifNotExistsOnExternalTable.ts';
import { insertForm } from './insertForm.ts';
import { locationAddress } from './locationAddress.ts';
import { missingNumRows } from './missingNumRows.ts';
import { missingStorage } from './missingStorage.ts';
import { outerLimit } from './outerLimit.ts';
import { partitionColumnRepeated } from './partitionColumnRepeated.ts';
import { partitionColumnsLast } from './partitionColumnsLast.ts';
import { partitionNotSelected } from './partitionNotSelected.ts';
import { partitionsNeverAdded } from './partitionsNeverAdded.ts';
import { partitionValues } from './partitionValues.ts';
import { propertyOfOtherFormat } from './propertyOfOtherFormat.ts';
import { pseudoColumnCost } from './pseudoColumnCost.ts';
import { pseudoColumnDeclared } from './pseudoColumnDeclared.ts';
import { pseudoColumnUnquoted } from './pseudoColumnUnquoted.ts';
import { qualifiedExternalTable } from './qualifiedExternalTable.ts';
import { renameExternalTable } from './renameExternalTable.ts';
import { replacementCharacter } from './replacementCharacter.ts';
import { serdeOfOtherFormat } from './serdeOfOtherFormat.ts';
import { tablePropertyNames } from './tablePropertyNames.ts';
import { tablePropertyValues } from './tablePropertyValues.ts';
import { textTooLong } from './textTooLong.ts';
import { tooManyColumns } from './tooManyColumns.ts';
import { tooManyPartitions } from './tooManyPartitions.ts';
import { unknownSerde } from './unknownSerde.ts';
import { unsupportedColumnType } from './unsupportedColumnType.ts';
import { varbyteColumn } from './varbyteColumn.ts';

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
  cetasClauses,
  outerLimit,
  partitionNotSelected,
  delimitedColumnar,
  delimiterCharacter,
  unknownSerde,
  serdeOfOtherFormat,
  tablePropertyNames,
  tablePropertyValues,
  replacementCharacter,
  cleansingDisabled,
  propertyOfOtherFormat,
  missingNumRows,
  varbyteColumn,
  dateColumn,
  tooManyColumns,
  externalInTransaction,
  partitionsNeverAdded,
  partitionValues,
  tooManyPartitions,
  changingRows,
  renameExternalTable,
  boundView,
  bareNameInLateView,
  dropExternalDatabase,
  partitionColumnsLast,
  insertForm,
  externalColumnChange,
];
