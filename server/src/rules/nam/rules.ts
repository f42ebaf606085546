// The rules of the family NAM, in the order of their ids.
import type { Rule } from '../rule.ts';
import { misspeltName } from './misspeltName.ts';

export const namRules: readonly Rule[] = [misspeltName];
