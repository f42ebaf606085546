// The rules of the family EXT, in the order of their ids.
import type { Rule } from '../rule.ts';

export const extRules: readonly Rule[] = [];
