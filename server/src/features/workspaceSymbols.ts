// What the open scripts make, by name: tables, views, functions, roles, policies, models …
import type { SyntaxDocument } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { matcher } from './completion/fuzzy.ts';
import { type DocumentSymbol, moved, statementSymbol } from './symbols.ts';

export interface WorkspaceSymbol extends DocumentSymbol {
  /** Index in the documents that were asked about. */
  readonly document: number;
}

const mostSymbols = 500;
/** What statements that make something are called. */
const made = /^(?:CREATE\b|SELECT INTO$)/;

/** The things whose names fit `query`, those that fit best first. */
export function workspaceSymbols(
  documents: readonly SyntaxDocument[],
  query: string,
  language: Language = redshiftLanguage(),
): WorkspaceSymbol[] {
  const fits = matcher(query.trim());
  const found: { symbol: WorkspaceSymbol; fit: number }[] = [];
  for (const [document, syntax] of documents.entries()) {
    for (const { start, parsed } of syntax.statements) {
      const symbol = statementSymbol(parsed, language);
      if (!symbol || !made.test(symbol.detail)) continue;
      // A name is looked for by its own part, or with its schema.
      const own = symbol.name.slice(symbol.name.lastIndexOf('.') + 1).replaceAll('"', '');
      const fit = Math.max(fits(own), fits(symbol.name));
      if (fit > 0) found.push({ symbol: { ...moved(symbol, start), document }, fit });
    }
  }
  return found
    .sort((a, b) => b.fit - a.fit)
    .slice(0, mostSymbols)
    .map(({ symbol }) => symbol);
}
