// Parses one statement of Redshift SQL with the project's own grammar, and words its syntax errors as Redshift does.
import { parseDocument } from '../../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../../server/src/syntax/language.ts';
import type { ParsedStatement } from '../../../../server/src/syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode, SyntaxToken } from '../../../../server/src/syntax/tree.ts';
import { SqlError } from '../sqlResult.ts';

export interface ParsedSql {
  /** The statement proper, e.g. a `CreateTable` node. */
  readonly statement: SyntaxNode;
  /** Where the statement's text begins in what was sent. */
  readonly offset: number;
  /** The statement without its semicolon and the space around it. */
  readonly text: string;
}

export function parseStatement(sql: string): ParsedSql {
  const language = redshiftLanguage();
  const statements = parseDocument(sql, language).statements.filter(
    each => each.parsed.count > 0 && each.parsed.text.replace(/;\s*$/, '').trim() !== '',
  );
  const [first, second] = statements;
  if (!first) throw new SqlError('syntax error at end of input', { position: 1 });
  if (second && first.parsed.problems.length === 0)
    throw new SqlError('cannot insert multiple commands into a prepared statement', { sqlState: '42601' });
  const problem = first.parsed.problems[0];
  if (problem) throw syntaxError(first.parsed, problem.start, first.start);
  const statement = rootOf(first.parsed, language.grammar)?.nodes[0];
  if (!statement) throw syntaxError(first.parsed, 0, first.start);
  return { statement, offset: first.start, text: first.parsed.text.replace(/;\s*$/, '').trim() };
}

/** `syntax error at or near "FORM"`, at the token where the parser stopped. */
function syntaxError(parsed: ParsedStatement, at: number, offset: number): SqlError {
  let index = 0;
  while (index < parsed.count && (parsed.ends[index] ?? 0) <= at) index++;
  const start = parsed.starts[index] ?? at;
  const word = parsed.text.slice(start, parsed.ends[index] ?? start);
  const position = offset + start + 1;
  return word === '' || word === ';'
    ? new SqlError('syntax error at end of input', { position })
    : new SqlError(`syntax error at or near "${word}"`, { position });
}

/** The root of a body inside the statement, e.g. a procedure's. */
export function findBody(
  statement: SyntaxNode,
  token: SyntaxToken,
): { readonly root: SyntaxNode | undefined; readonly parsed: ParsedStatement } | undefined {
  const body = statement.statement.bodies.find(each => each.token === token.index);
  return body && { root: rootOf(body.parsed, redshiftLanguage().grammar), parsed: body.parsed };
}

export const isToken = (element: SyntaxNode | SyntaxToken | undefined): element is SyntaxToken => element instanceof SyntaxToken;
