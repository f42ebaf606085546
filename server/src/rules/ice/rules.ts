// The rules of the family ICE, in the order of their ids.
import type { Rule } from '../rule.ts';

export const iceRules: readonly Rule[] = [];
