// The rules of the family ML, in the order of their ids.
import type { Rule } from '../rule.ts';

export const mlRules: readonly Rule[] = [];
