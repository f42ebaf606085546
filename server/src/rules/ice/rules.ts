// The rules of the family ICE, in the order of their ids.
import type { Rule } from '../rule.ts';
import { icebergAttribute } from './icebergAttribute.ts';
import { icebergColumnType } from './icebergColumnType.ts';
import { icebergDefault } from './icebergDefault.ts';
import { icebergLocation } from './icebergLocation.ts';
import { icebergPartitionField } from './icebergPartitionField.ts';
import { icebergProperty } from './icebergProperty.ts';
import { icebergTypeChange } from './icebergTypeChange.ts';
import { icebergTypedCtas } from './icebergTypedCtas.ts';

export const iceRules: readonly Rule[] = [
  icebergLocation,
  icebergColumnType,
  icebergAttribute,
  icebergPartitionField,
  icebergDefault,
  icebergProperty,
  icebergTypedCtas,
  icebergTypeChange,
];
