// Names and values as they go into SQL that we write. Every identifier is quoted: it is then right whatever it holds.

/** `weird "".name` → `"weird """".name"`. Case is kept where the warehouse keeps it (enable_case_sensitive_identifier). */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."table"` */
export function quoteQualified(...names: string[]): string {
  return names.map(quoteIdentifier).join('.');
}

/** A string literal. Redshift takes a backslash as an escape character, so it is doubled as well. */
export function quoteLiteral(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
