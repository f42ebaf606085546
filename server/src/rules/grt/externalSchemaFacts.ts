// What is known of the external schemas that rights are given on.
import type { Schema } from '../../semantics/facts.ts';
import { factOf, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { seemsSpectrum } from '../externalNames.ts';

export interface ExternalSchema {
  /** Undefined where it is not known what it stands for. */
  readonly source: Schema['source'];
  /** False where only its name speaks for it: then nothing is more than a warning. */
  readonly certain: boolean;
}

/**
 * The schema where it is known to be external, or where nothing is known of it but that it is called as people call theirs; undefined for any other.
 * One that nothing is known of yet is what the script makes of it later.
 */
export function externalSchemaAt(
  { before, final }: { readonly before: Model; readonly final: Model },
  name: string,
): ExternalSchema | undefined {
  const answer = schemaAt(before, name);
  const known = answer.state === 'unknown' ? schemaAt(final, name) : answer;
  if (known.state === 'unknown') return seemsSpectrum(name) ? { source: undefined, certain: false } : undefined;
  const schema = factOf(known);
  return schema?.kind === 'external' ? { source: schema.source, certain: true } : undefined;
}

/** Whether its tables are those of a data catalog, on which the database itself holds no rights. */
export const isOfCatalog = ({ source }: ExternalSchema): boolean => source === 'data-catalog' || source === 'hive';
