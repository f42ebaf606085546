// All rules, family by family.

import { nearest } from '../semantics/names.ts';
import { ddmRules } from './ddm/rules.ts';
import { exsRules } from './exs/rules.ts';
import { extRules } from './ext/rules.ts';
import { grtRules } from './grt/rules.ts';
import { iceRules } from './ice/rules.ts';
import { lodRules } from './lod/rules.ts';
import { mlRules } from './ml/rules.ts';
import { namRules } from './nam/rules.ts';
import { rlsRules } from './rls/rules.ts';
import type { Rule } from './rule.ts';
import { shrRules } from './shr/rules.ts';
import { tblRules } from './tbl/rules.ts';

export interface Family {
  /** The letters before the number. */
  readonly letters: string;
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** In the order of the documentation: what prevents security mistakes first. */
export const families: readonly Family[] = [
  { letters: 'GRT', title: 'GRANT, REVOKE, roles, users', rules: grtRules },
  { letters: 'RLS', title: 'Row-level security', rules: rlsRules },
  { letters: 'DDM', title: 'Dynamic data masking', rules: ddmRules },
  { letters: 'EXS', title: 'External schemas and functions', rules: exsRules },
  { letters: 'EXT', title: 'External tables (Spectrum)', rules: extRules },
  { letters: 'ICE', title: 'Iceberg tables', rules: iceRules },
  { letters: 'ML', title: 'Machine learning models', rules: mlRules },
  { letters: 'LOD', title: 'COPY, UNLOAD, copy jobs', rules: lodRules },
  { letters: 'SHR', title: 'Datashares', rules: shrRules },
  { letters: 'NAM', title: 'Names', rules: namRules },
  { letters: 'TBL', title: 'General SQL, tables, procedures', rules: tblRules },
];

export const allRules: readonly Rule[] = families.flatMap(family => family.rules);

const byId = new Map<string, Rule>(allRules.flatMap(rule => [[rule.id.toLowerCase(), rule] as const, [rule.name, rule] as const]));

/** The family of its letters. */
export const findFamily = (letters: string): Family | undefined => families.find(family => family.letters === letters.toUpperCase());

/** The id or name of the rule that was meant by one that does not exist: GRT1 and GTR001 for GRT001; of numbers nothing can be told. */
export function similarRule(wanted: string): string | undefined {
  const [, letters, number] = /^([a-z]+)-?0*(\d+)$/i.exec(wanted) ?? [];
  if (!letters)
    return nearest(
      wanted.toLowerCase(),
      allRules.map(({ name }) => name),
    );
  const family =
    findFamily(letters)?.letters ??
    nearest(
      letters.toUpperCase(),
      families.map(known => known.letters),
    );
  return findRule(`${family}${number!.padStart(3, '0')}`)?.id;
}

/** The rule of an id (`GRT001`, case does not matter) or a name. */
export const findRule = (idOrName: string): Rule | undefined => byId.get(idOrName.toLowerCase());
