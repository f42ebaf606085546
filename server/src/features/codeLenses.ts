// What can be done with a statement, above it: run it, explain its plan.
import type { SyntaxDocument } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { statementNode } from './statementInfo.ts';

export interface CodeLens {
  readonly action: 'run' | 'explain';
  /** Offsets in the document of the statement. */
  readonly start: number;
  readonly end: number;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_EXPLAIN.html */
const explained = new Set(['Query', 'InsertStatement', 'UpdateStatement', 'DeleteStatement', 'MergeStatement', 'CreateMaterializedView']);

/** One pair at most for each line: where several statements begin on it, the first. */
export function codeLenses(document: SyntaxDocument, language: Language = redshiftLanguage()): CodeLens[] {
  const found: CodeLens[] = [];
  let lastLine = -1;
  for (const { start, parsed } of document.statements) {
    if (parsed.count === 0) continue;
    const begun = start + parsed.starts[0]!;
    const line = document.text.lastIndexOf('\n', begun - 1);
    if (line === lastLine && found.length > 0) continue;
    lastLine = line;
    const end = start + parsed.text.trimEnd().length;
    found.push({ action: 'run', start: begun, end });
    if (isExplained(parsed, language)) found.push({ action: 'explain', start: begun, end });
  }
  return found;
}

const cache = new WeakMap<ParsedStatement, boolean>();

function isExplained(parsed: ParsedStatement, language: Language): boolean {
  let known = cache.get(parsed);
  if (known === undefined) {
    const node = parsed.problems.length === 0 ? statementNode(parsed, language) : undefined;
    known = node !== undefined && (explained.has(node.kind) || (node.kind === 'CreateTable' && node.child('AsQuery') !== undefined));
    cache.set(parsed, known);
  }
  return known;
}
