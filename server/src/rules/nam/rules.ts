// The rules of the family NAM, in the order of their ids.
import type { Rule } from '../rule.ts';

export const namRules: readonly Rule[] = [];
