// The rules of the family SHR, in the order of their ids.
import type { Rule } from '../rule.ts';
import { consumerDatabase } from './consumerDatabase.ts';
import { includeNew } from './includeNew.ts';
import { objectBeforeSchema } from './objectBeforeSchema.ts';
import { publicAccessible } from './publicAccessible.ts';
import { schemaWithoutTables } from './schemaWithoutTables.ts';

export const shrRules: readonly Rule[] = [objectBeforeSchema, schemaWithoutTables, publicAccessible, includeNew, consumerDatabase];
