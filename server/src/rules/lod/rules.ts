// The rules of the family LOD, in the order of their ids.
import type { Rule } from '../rule.ts';

export const lodRules: readonly Rule[] = [];
