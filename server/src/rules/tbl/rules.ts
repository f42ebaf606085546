// The rules of the family TBL, in the order of their ids.
import type { Rule } from '../rule.ts';

export const tblRules: readonly Rule[] = [];
