// The rules of the family RLS, in the order of their ids.
import type { Rule } from '../rule.ts';

export const rlsRules: readonly Rule[] = [];
