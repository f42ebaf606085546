// The rules of the family NAM, in the order of their ids.
import type { Rule } from '../rule.ts';
import { ambiguousColumn } from './ambiguousColumn.ts';
import { duplicateAlias } from './duplicateAlias.ts';
import { insertColumnCount } from './insertColumnCount.ts';
import { misspeltName } from './misspeltName.ts';
import { misspeltSystemColumn } from './misspeltSystemColumn.ts';
import { unknownColumn } from './unknownColumn.ts';
import { unknownPolicy } from './unknownPolicy.ts';
import { unknownPrincipal } from './unknownPrincipal.ts';
import { unknownRelation } from './unknownRelation.ts';
import { unknownSchema } from './unknownSchema.ts';

export const namRules: readonly Rule[] = [
  unknownRelation,
  unknownColumn,
  unknownSchema,
  unknownPrincipal,
  unknownPolicy,
  ambiguousColumn,
  insertColumnCount,
  duplicateAlias,
  misspeltName,
  misspeltSystemColumn,
];
