// Where an external schema comes from, read from its statement.
import type { ExternalSourceWord } from '../../dialect/externalSchemas.ts';
import { stringText, stringToken, stringValue } from '../../semantics/literals.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';

const words: Readonly<Record<string, ExternalSourceWord>> = { DATA: 'DATA CATALOG', HIVE: 'HIVE METASTORE' };

/** The source that CREATE EXTERNAL SCHEMA names; the Data Catalog where it names none. */
export function sourceOf(create: SyntaxNode): ExternalSourceWord {
  const first = create.child('ExternalSchemaSource')?.tokens()[0]?.keyword;
  return first ? (words[first] ?? (first as ExternalSourceWord)) : 'DATA CATALOG';
}

export const streams: ReadonlySet<ExternalSourceWord> = new Set(['KAFKA', 'MSK']);

export type RoleSort = 'session' | 'default' | 'named' | 'unknown';

/** What an IAM_ROLE or CATALOG_ROLE clause names; `unknown` where something will be filled in later. */
export function roleSort(clause: SyntaxNode): RoleSort {
  const value = stringValue(clause);
  if (value !== undefined) return value.trim().toUpperCase() === 'SESSION' ? 'session' : 'named';
  const token = stringToken(clause);
  if (token) return stringText(token)?.startsWith('arn:') ? 'named' : 'unknown';
  return clause.keyword('DEFAULT') ? 'default' : 'unknown';
}
