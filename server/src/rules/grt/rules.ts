// The rules of the family GRT, in the order of their ids.
import type { Rule } from '../rule.ts';
import { grantOptionToRole } from './grantOptionToRole.ts';

export const grtRules: readonly Rule[] = [grantOptionToRole];
