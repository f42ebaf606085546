// The rules of the family EXS, in the order of their ids.
import type { Rule } from '../rule.ts';

export const exsRules: readonly Rule[] = [];
