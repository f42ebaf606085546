// The rules of the family DDM, in the order of their ids.
import type { Rule } from '../rule.ts';

export const ddmRules: readonly Rule[] = [];
