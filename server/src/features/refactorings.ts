// Rewritings that mean the same, at the cursor: a star as its columns, the columns that an INSERT fills.

import { nameOf } from '../semantics/names.ts';
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { rootOf } from '../syntax/tree.ts';
import { say } from '../text/say.ts';
import type { OtherScript } from './completion/scriptNames.ts';
import { writeIdentifier } from './completion/writing.ts';
import { type CatalogAccess, knownNames, offline } from './knownNames.ts';
import type { Edit } from './quickFixes.ts';
import { starAt } from './starExpansion.ts';

export interface Refactoring {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface RefactoringOptions {
  readonly catalog?: CatalogAccess;
  readonly others?: readonly OtherScript[];
  readonly language?: Language;
}

export function refactoringsAt(
  document: SyntaxDocument,
  offset: number,
  { catalog = offline, others = [], language = redshiftLanguage() }: RefactoringOptions = {},
): Refactoring[] {
  const index = statementIndexAt(document, offset);
  const known = knownNames(document, index, catalog, language, others);
  const found: Refactoring[] = [];
  const star = starAt(document, index, offset, known, language);
  if (star)
    found.push({
      title: say`Replace ${star.written} by its ${star.count} columns`,
      edits: [{ start: star.start, end: star.end, newText: star.columns }],
    });
  const { start, parsed } = document.statements[index]!;
  const insert = rootOf(parsed, language.grammar)?.nodes[0];
  const table = insert?.kind === 'InsertStatement' && !insert.child('ColumnList') ? insert.child('table-name') : undefined;
  const path = table && nameOf(table);
  // At the head of the statement, where the list belongs; DEFAULT VALUES takes none.
  if (!table || !path || parsed.problems.length > 0 || offset > start + table.end || !insert!.child('Query')) return found;
  const columns = known.findColumns(path.parts.map(part => part.name));
  if (!columns || columns.length === 0 || columns.length > 400) return found;
  const list = columns.map(({ name }) => writeIdentifier(name, language)).join(', ');
  found.push({
    title: say`Write out the columns of ${table.text}`,
    edits: [{ start: start + table.end, end: start + table.end, newText: ` (${list})` }],
  });
  return found;
}
