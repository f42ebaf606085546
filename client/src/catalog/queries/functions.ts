// User-defined functions and procedures of a schema.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_REDSHIFT_FUNCTIONS.html
import type { CatalogFunction } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';

export function functionsQuery(database: string, schema: string): CatalogQuery<CatalogFunction> {
  return {
    sql: `SELECT function_name, function_type, argument_type, result_type FROM svv_redshift_functions
WHERE database_name = :database AND schema_name = :schema ORDER BY function_name, argument_type`,
    parameters: { database, schema },
    read: ([name, type, argumentTypes, result]) => {
      const returns = optionalText(result);
      return {
        name: text(name),
        kind: functionKind(text(type)),
        arguments: splitTypes(text(argumentTypes)),
        ...(returns ? { returns } : {}),
      };
    },
  };
}

function functionKind(type: string): CatalogFunction['kind'] {
  if (/procedure/i.test(type)) return 'procedure';
  if (/aggregate/i.test(type)) return 'aggregate';
  return /ml|model/i.test(type) ? 'model-function' : 'function';
}

/** `numeric(18,2), character varying` → its two types: commas inside parentheses do not separate. */
export function splitTypes(types: string): string[] {
  return types
    .split(/,(?![^(]*\))/)
    .map(type => type.trim())
    .filter(Boolean);
}
