// What is known of the external schemas that rights are given on.
import type { Schema } from '../../semantics/facts.ts';
import { factOf, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';

/**
 * The schema where it is known to be external; undefined for any other, and where nothing is known. One that nothing is known of yet is what the
 * script makes of it later.
 */
export function externalSchemaAt({ before, final }: { readonly before: Model; readonly final: Model }, name: string): Schema | undefined {
  const answer = schemaAt(before, name);
  const schema = answer.state === 'unknown' ? factOf(schemaAt(final, name)) : factOf(answer);
  return schema?.kind === 'external' ? schema : undefined;
}

/** Whether its tables are those of a data catalog, on which the database itself holds no rights. */
export const isOfCatalog = ({ source }: Schema): boolean => source === 'data-catalog' || source === 'hive';
