// The tree around the cursor with the cursor's word as a name in it, so that text behind the cursor counts: `SELECT | FROM t` sees t.

import { fold } from '../../semantics/names.ts';
import { type Scope, type ScopeRelation, scopeAt } from '../../semantics/scope.ts';
import { parseDocument, type SyntaxDocument } from '../../syntax/document.ts';
import { type Language, redshiftLanguage } from '../../syntax/language.ts';
import { lexStatement, newTokenBuffer } from '../../syntax/lexer.ts';
import * as T from '../../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import type { CursorContext } from '../expectedAtCursor.ts';
import type { KnownNames } from '../knownNames.ts';

export interface Place {
  /** The root of the statement or of the procedure's body; undefined when the text cannot be understood. */
  readonly root: SyntaxNode | undefined;
  /** Offset of the cursor's word in the text of the root's tree. */
  readonly offset: number;
  /** The node that the cursor's word became, or the innermost one around it. */
  readonly node: SyntaxNode | undefined;
  readonly scope: Scope;
}

/** The name that stands for the word at the cursor. */
export const cursorName = 'zz__cursor';

/** Statements longer than this are completed without their tree. */
const longest = 300_000;

export function placeAt(
  document: SyntaxDocument,
  context: CursorContext,
  known: KnownNames,
  language: Language = redshiftLanguage(),
): Place {
  const { start, end, parsed } = document.statements[context.statement]!;
  const from = parsed.bodies.length > 0 ? start : Math.min(context.from, start);
  const head = document.text.slice(from, context.replaceStart);
  const tail = document.text.slice(context.replaceEnd, end);
  const offset = context.replaceStart - from;
  if (head.length + tail.length > longest) return { root: undefined, offset, node: undefined, scope: emptyScope };
  for (const [behind, atEnd] of continuations(context, document.text, tail)) {
    const place = placeIn(`${head}${cursorName}${behind} ${tail}${atEnd}`, offset, known, language);
    if (place) return place;
  }
  return { root: undefined, offset, node: undefined, scope: scopeOfTokens(`${head}${cursorName} ${tail}`, known, language) };
}

/** What may have to stand behind the cursor's word, and behind all of the text, before the statement can be read. */
function* continuations({ written }: CursorContext, text: string, tail: string): Generator<readonly [string, string]> {
  const { first, open } = openAt(written, text);
  // What is closed behind the cursor need not be closed here.
  for (let closed = unmatchedParentheses(tail); closed > 0 && open[0] === ')'; closed--) open.shift();
  const closing = open.reverse().join('');
  const isWhole = tail.trim() === '' || tail.trimStart().startsWith(';');
  // A query in WITH that is not closed yet: all of the text belongs to it, and the main query is still to come.
  if (first === 'WITH' && closing !== '') yield isWhole ? [`${closing} SELECT 1`, ''] : ['', `${closing} SELECT 1`];
  yield ['', ''];
  // SET needs its value and ON its condition.
  yield [' = 1', ''];
  if (closing !== '') yield [closing, ''];
  // One more in a list, before the next.
  if (!isWhole) yield [',', ''];
  // A statement that is only begun: the list of INSERT wants its values, what is made as a query its query.
  else yield* ['VALUES (1)', 'SELECT 1', 'AS SELECT 1'].map(rest => [`${closing} ${rest}`, ''] as const);
}

/** The first word before the cursor, and what closes the brackets and CASEs that are open there, outermost first. */
function openAt({ starts, ends, count }: CursorContext['written'], text: string): { first: string; open: string[] } {
  const open: string[] = [];
  let first = '';
  for (let i = 0; i < count; i++) {
    if (ends[i]! - starts[i]! > 6) continue;
    const word = text.slice(starts[i], ends[i]).toUpperCase();
    if (i === 0) first = word;
    if (word === '(') open.push(')');
    else if (word === 'CASE') open.push(' WHEN 1 THEN 1 END');
    else if (word === 'WHEN' && open.at(-1)?.endsWith('END')) open.splice(-1, 1, ' THEN 1 END');
    else if (word === 'THEN' && open.at(-1)?.endsWith('END')) open.splice(-1, 1, ' END');
    else if (word === ')' || word === 'END') open.pop();
  }
  return { first, open };
}

function unmatchedParentheses(text: string): number {
  let depth = 0;
  let unmatched = 0;
  for (const letter of text.slice(0, 20_000)) {
    if (letter === '(') depth++;
    else if (letter === ')' && --depth < 0) {
      unmatched++;
      depth = 0;
    }
  }
  return unmatched;
}

const emptyScope: Scope = { relations: [], aliases: [], ctes: [], outer: undefined };

function placeIn(text: string, offset: number, known: KnownNames, language: Language): Place | undefined {
  const { statements } = parseDocument(text, language);
  const statement = statements.find(candidate => candidate.start <= offset && offset < candidate.end);
  if (!statement) return undefined;
  const body = statement.parsed.bodies.find(
    inside => statement.start + inside.offset <= offset && offset <= statement.start + inside.offset + inside.parsed.text.length,
  );
  const root = rootOf((body ?? statement).parsed, language.grammar);
  const at = offset - statement.start - (body?.offset ?? 0);
  const node = root && nodeAt(root, at);
  if (!root || !node) return undefined;
  return { root, offset: at, node, scope: scopeAt(root, at + 1, known.findColumns) };
}

/** The innermost node that holds the cursor's word; undefined where a repair has left the word out. */
function nodeAt(root: SyntaxNode, offset: number): SyntaxNode | undefined {
  let node = root;
  for (;;) {
    const inner = node.nodes.findLast(child => child.start <= offset && offset < child.end);
    if (!inner) break;
    node = inner;
  }
  return node.tokens().some(token => token.start === offset) ? node : undefined;
}

const buffer = newTokenBuffer();
const naming = new Set(['FROM', 'JOIN', 'UPDATE', 'INTO', 'USING', 'TABLE', 'COPY', 'ANALYZE']);

/** The tables that stand behind FROM, JOIN, UPDATE, INTO and USING, for text that no tree can be made of. */
function scopeOfTokens(text: string, known: KnownNames, { grammar }: Language): Scope {
  lexStatement(text, 0, buffer, grammar.keywords);
  const { kinds, starts, ends, count } = buffer;
  const word = (index: number) => (kinds[index]! >= T.FIRST_KEYWORD ? grammar.keywords.textOf(kinds[index]!) : '');
  const isName = (index: number) => index < count && (grammar.isName[kinds[index]!] === 1 || kinds[index] === T.QUOTED_NAME);
  const nameAt = (index: number) => {
    const written = text.slice(starts[index], ends[index]);
    return written.startsWith('"') ? fold(written.slice(1, -1).replaceAll('""', '"'), true) : fold(written);
  };
  const relations: ScopeRelation[] = [];
  for (let i = 0; i + 1 < count; i++) {
    if (!naming.has(word(i)) || !isName(i + 1) || kinds[i + 1]! >= T.FIRST_KEYWORD) continue;
    const parts = [nameAt(i + 1)];
    let at = i + 2;
    while (kinds[at] === T.DOT && isName(at + 1)) {
      parts.push(nameAt(at + 1));
      at += 2;
    }
    if (word(at) === 'AS') at++;
    const alias = at < count && kinds[at] === T.NAME ? nameAt(at) : undefined;
    if (parts.includes(cursorName)) continue;
    relations.push({
      name: alias && alias !== cursorName ? alias : parts.at(-1),
      written: alias && alias !== cursorName ? alias : parts.at(-1),
      kind: 'table',
      path: {
        parts: parts.map(name => ({ name, written: name, quoted: false, start: starts[i + 1]!, end: ends[i + 1]! })),
        start: starts[i + 1]!,
        end: ends[i + 1]!,
      },
      aliased: alias !== undefined,
      node: undefined,
      columns: () => known.findColumns(parts),
    });
  }
  return { ...emptyScope, relations };
}
