// The rules of the family SHR, in the order of their ids.
import type { Rule } from '../rule.ts';

export const shrRules: readonly Rule[] = [];
