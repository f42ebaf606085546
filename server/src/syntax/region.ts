// One region of a document, from a semicolon to the next: lexed into a buffer that all share, parsed into one statement, or into several where
// semicolons are missing. Every statement keeps its own text and offsets.
import { say } from '../text/say.ts';
import { withoutDepth } from './deepNesting.ts';
import type { Rule } from './grammar.ts';
import type { Language } from './language.ts';
import { lexBody, lexStatement, newTokenBuffer } from './lexer.ts';
import type { ParsedBody, ParsedStatement, SyntaxProblem } from './parsedStatement.ts';
import type { PassResult } from './parser.ts';
import { repairStatement } from './repair.ts';
import { beginsLine, beginsStatement, missingSemicolonBefore, type RepairView, tokenAt } from './repairView.ts';
import * as T from './tokens.ts';

export interface DocumentStatement {
  /** Offsets in the document: from the end of the statement before it to the end of its semicolon. */
  readonly start: number;
  readonly end: number;
  readonly parsed: ParsedStatement;
}

const buffer = newTokenBuffer();

/** Lexes the region that begins at `from`; answers where it ends. `cautious`: see the lexer. */
export function lexRegion(text: string, from: number, language: Language, cautious: boolean): number {
  return lexStatement(text, from, buffer, language.grammar.keywords, cautious);
}

/** Is a string open at the end of the text, in the region that was lexed last? */
export function regionEndsInString(text: string): boolean {
  if (buffer.unclosedAt < 0) return false;
  const last = buffer.count - 1;
  return last >= 0 && buffer.kinds[last] === T.BAD && buffer.ends[last] === text.length && text[buffer.starts[last]!] !== '"';
}

/** Does the region that was lexed last hold a string, a name or a comment that nothing closes? */
export const regionLeavesOpen = (): boolean => buffer.unclosedAt >= 0;

/** Where the region that was lexed last ends: at its semicolon, where it has one. */
export const regionEndedAt = (): number => buffer.starts[buffer.count]!;

/** Has a text the same tokens whether or not strings are closed where a statement begins, and leaves none open? */
export function lexesAlike(text: string, language: Language): boolean {
  const read = [false, true].map(cautious => {
    const ends: number[] = [];
    for (let at = 0; at < text.length; ) {
      at = lexRegion(text, at, language, cautious);
      if (regionLeavesOpen()) return undefined;
      for (let i = 0; i < buffer.count; i++) ends.push(buffer.ends[i]!);
    }
    return ends;
  });
  const [plain, careful] = read;
  return plain?.length === careful?.length && plain?.every((end, i) => end === careful![i]) === true;
}

/** Has the region that was lexed last, which begins at `from`, the very tokens that `parsed` was made of? Its text must be the same. */
export function regionHasTokensOf(parsed: ParsedStatement, from: number): boolean {
  const { kinds, ends, count } = parsed;
  if (count !== buffer.count) return false;
  for (let i = 0; i < count; i++) if (kinds[i] !== buffer.kinds[i] || ends[i]! + from !== buffer.ends[i]) return false;
  return true;
}

/** Parses what lies in the lexer's buffer: one statement, or several where semicolons are missing. */
export function parseRegion(text: string, start: number, end: number, language: Language, out: DocumentStatement[]): void {
  const { parser, statement } = language;
  let token = 0;
  let from = start;
  /** Where the last problem is: what stands there may be the end of one statement and the beginning of the next. */
  let toldAt = -1;
  let leftOpen = false;
  for (;;) {
    if (buffer.count === token) {
      const problems = relative(unclosedComment(text, from), from);
      out.push({ start: from, end, parsed: freeze(text, from, end, token, buffer.count, language, undefined, problems) });
      return;
    }
    const result = parser.match(statement, buffer, token);
    if (result.matched && result.end === buffer.count) {
      const problems = relative(unclosedComment(text, from), from);
      out.push({ start: from, end, parsed: freeze(text, from, end, token, buffer.count, language, undefined, problems) });
      return;
    }
    if (
      result.matched &&
      beginsStatement(buffer, result.end, language.startsStatement) &&
      beginsLine(text, buffer.starts[result.end]!) &&
      !readsOn(result, language)
    ) {
      // A whole statement, and behind it another on its own line. Its nodes are those of the last pass.
      if (mayReadOn(result)) parser.match(statement, buffer, token);
      const next = result.end;
      const stop = buffer.starts[next]!;
      out.push({
        start: from,
        end: stop,
        parsed: freeze(
          text,
          from,
          stop,
          token,
          next,
          language,
          undefined,
          hasJinja(text, from, stop) ? [] : relative([missingSemicolonBefore(text.slice(stop, buffer.ends[next]), buffer, next - 1)], from),
        ),
      });
      from = stop;
      token = next;
      continue;
    }
    let view = rebase(text, token, result.givenUp ? buffer.count : result.furthest, language);
    if (result.givenUp) {
      const shallow = shallowView(view, statement, language);
      view = shallow?.view ?? view;
      if (!shallow || shallow.complete) {
        out.push({
          start: from,
          end,
          parsed: freeze(
            text,
            from,
            end,
            0,
            view.count,
            language,
            view,
            relative(unclosedComment(text, from), from),
            shallow !== undefined,
          ),
        });
        return;
      }
    }
    const repaired = repairStatement({ parser, rule: statement, text, startsStatement: language.startsStatement }, view);
    const found = silenced(text, from, view, repaired.nextStatement ?? view.count) ? [] : repaired.problems;
    // What an open string has swallowed may have opened the parentheses that are closed behind it.
    const problems = found.filter(({ start }) => start !== toldAt && !(leftOpen && text[start] === ')'));
    leftOpen ||= buffer.unclosedAt >= 0 && found.some(({ code }) => code === 'unclosed-quote');
    toldAt = found.at(-1)?.start ?? toldAt;
    if (repaired.nextStatement === undefined && view.starts[view.count]! >= buffer.starts[buffer.count]!) {
      const matched = repaired.complete && parser.match(statement, repaired.view).matched;
      const kept = freeze(
        text,
        from,
        end,
        0,
        repaired.view.count,
        language,
        repaired.view,
        relative([...problems, ...unclosedComment(text, from)], from),
        matched,
      );
      out.push({ start: from, end, parsed: kept });
      return;
    }
    const index = repaired.nextStatement ?? view.count;
    const next = result.givenUp ? tokenAt(buffer, view.starts[index]!) : token + index;
    const stop = buffer.starts[next]!;
    const begun = parser.match(statement, repaired.view);
    // What a broken statement has behind its last whole clause is left out.
    const count = begun.matched ? begun.end : repaired.view.count;
    out.push({
      start: from,
      end: stop,
      parsed: freeze(text, from, stop, 0, count, language, repaired.view, relative(problems, from), begun.matched),
    });
    from = stop;
    token = next;
  }
}

/** Was what begins like a statement read further as a clause of the statement before it? `WITH NO SCHEMA BINDIGN` is no query. */
function readsOn(result: PassResult, { parser, statement }: Language): boolean {
  if (!mayReadOn(result)) return false;
  const own = parser.match(statement, buffer, result.end);
  return !own.matched && own.furthest <= result.furthest;
}

const mayReadOn = ({ end, furthest }: PassResult) => furthest > end + 1;

/**
 * The tokens without what is nested too deeply for the parser, and whether they make a whole statement, whose nodes are then the parser's;
 * undefined when the parser gives up on every such view.
 */
function shallowView(view: RepairView, rule: Rule, { grammar, parser }: Language): { view: RepairView; complete: boolean } | undefined {
  for (let keep = 96; keep >= 6; keep >>= 1) {
    const shallow = withoutDepth(view, keep, grammar.keywords);
    const { matched, end, givenUp } = parser.match(rule, shallow);
    if (!givenUp) return { view: shallow, complete: matched && end === shallow.count };
  }
  return undefined;
}

/** A statement with template placeholders may be anything once they are filled in; so may one with `{% … %}` before or in it. */
function silenced(text: string, from: number, view: RepairView, count: number, comments = buffer.comments): boolean {
  for (let i = 0; i < count; i++) if (view.kinds[i] === T.TEMPLATE) return true;
  if (count === 1 && view.kinds[0] === T.PARAMETER) return true;
  return hasJinja(text, from, view.starts[count]!, comments);
}

function hasJinja(text: string, from: number, to: number, comments = buffer.comments): boolean {
  for (let i = 0; i < comments.length && comments[i]! < to; i += 2)
    if (comments[i]! >= from && text.startsWith('{%', comments[i])) return true;
  return false;
}

function unclosedComment(text: string, from: number): SyntaxProblem[] {
  const at = buffer.unclosedAt;
  if (at < from || text[at] !== '/') return [];
  return [{ code: 'unclosed-comment', message: say`This comment is never closed`, start: at, end: at + 2 }];
}

export const relative = (problems: readonly SyntaxProblem[], from: number): SyntaxProblem[] =>
  problems.map(p => ({
    ...p,
    start: p.start - from,
    end: p.end - from,
    fix: p.fix && { ...p.fix, start: p.fix.start - from, end: p.fix.end - from },
  }));

/** How far behind the place of a failure repairs look before they take a line that begins a statement for the next one. */
const REPAIR_WINDOW = 2000;

/** The tokens of the broken statement from `token` on, rebased to 0. Without a semicolon for long it ends where a line begins another statement. */
function rebase(text: string, token: number, furthest: number, language: Language): RepairView {
  let end = buffer.count;
  // A string that is open at the end of its line was given up because a statement begins behind it.
  let open = buffer.unclosedAt >= 0 ? furthest : buffer.count;
  while (open < buffer.count && !(buffer.kinds[open] === T.BAD && /['$]/.test(text.charAt(buffer.starts[open]!)))) open++;
  for (let i = Math.min(open, furthest + REPAIR_WINDOW - 1) + 1; i < buffer.count; i++) {
    if (!beginsStatement(buffer, i, language.startsStatement) || !beginsLine(text, buffer.starts[i]!)) continue;
    if (i < furthest + REPAIR_WINDOW && !language.parser.match(language.statement, buffer, i).matched) continue;
    end = i;
    break;
  }
  const kinds = buffer.kinds.slice(token, end + 1);
  kinds[end - token] = T.END;
  return { kinds, starts: buffer.starts.slice(token, end + 1), ends: buffer.ends.slice(token, end + 1), count: end - token };
}

/** text[from, end) as a string of its own: a slice would keep the text of the whole document in memory for as long as the statement is known. */
const copyOf = (text: string, from: number, end: number) => ` ${text.slice(from, end)}`.slice(1);

/** Copies tokens and nodes out of the shared buffers, with offsets relative to `from`. */
function freeze(
  text: string,
  from: number,
  end: number,
  token: number,
  endToken: number,
  language: Language,
  view: RepairView | undefined,
  problems: readonly SyntaxProblem[],
  matched = endToken > token,
): ParsedStatement {
  const source = view ?? buffer;
  const count = endToken - token;
  const kinds = source.kinds.slice(token, endToken + 1);
  kinds[count] = T.END;
  const starts = source.starts.slice(token, endToken + 1);
  const ends = source.ends.slice(token, endToken + 1);
  if (endToken >= source.count && !view) starts[count] = ends[count] = Math.max(from, buffer.starts[buffer.count]!);
  for (let i = 0; i <= count; i++) {
    starts[i]! -= from;
    ends[i]! -= from;
  }
  const { nodes } = language.parser;
  const nodeCount = matched ? nodes.count : 0;
  const nodeFirsts = nodes.firsts.slice(0, nodeCount);
  const nodeEnds = nodes.ends.slice(0, nodeCount);
  if (token > 0 && !view) {
    for (let i = 0; i < nodeCount; i++) {
      nodeFirsts[i]! -= token;
      nodeEnds[i]! -= token;
    }
  }
  const comments = commentsWithin(from, end);
  const parsed: ParsedStatement = {
    text: copyOf(text, from, end),
    kinds,
    starts,
    ends,
    count,
    nodeKinds: nodes.kinds.slice(0, nodeCount),
    nodeFirsts,
    nodeEnds,
    nodeSizes: nodes.sizes.slice(0, nodeCount),
    comments,
    problems,
    bodies: [],
  };
  const bodies = bodiesOf(parsed, language);
  return bodies.length === 0 ? parsed : { ...parsed, bodies };
}

const none = new Int32Array(0);

function commentsWithin(from: number, end: number): Int32Array {
  if (buffer.comments.length === 0) return none;
  const within = buffer.comments
    .filter((_, i) => buffer.comments[i & ~1]! >= from && buffer.comments[i & ~1]! < end)
    .map(offset => offset - from);
  return Int32Array.from(within);
}

// ---- bodies of procedures and functions --------------------------------------------------------------------------------------------

const bodyBuffer = newTokenBuffer();

/** Parses the `$$ … $$` bodies in PL/pgSQL and SQL; Python is left alone. */
function bodiesOf(parsed: ParsedStatement, language: Language): ParsedBody[] {
  const bodyKind = language.grammar.nodeKind('Body');
  let node = -1;
  for (let i = 0; i < parsed.nodeKinds.length; i++) if (parsed.nodeKinds[i] === bodyKind) node = i;
  if (node < 0) return [];
  const token = parsed.nodeFirsts[node]!;
  const inside = insideQuotes(parsed, token);
  if (!inside) return [];
  const rule = bodyRule(parsed, language);
  if (!rule) return [];
  const { keywords } = language.grammar;
  lexBody(parsed.text, inside.start, inside.end, bodyBuffer, keywords);
  let view: RepairView = {
    kinds: bodyBuffer.kinds.slice(0, bodyBuffer.count + 1),
    starts: bodyBuffer.starts.slice(0, bodyBuffer.count + 1),
    ends: bodyBuffer.ends.slice(0, bodyBuffer.count + 1),
    count: bodyBuffer.count,
  };
  const comments = Int32Array.from(bodyBuffer.comments, offset => offset - inside.start);
  const { parser } = language;
  const result = parser.match(rule, view);
  let matched = result.matched && result.end === view.count;
  let understood = true;
  if (result.givenUp) {
    const shallow = shallowView(view, rule, language);
    view = shallow?.view ?? view;
    matched = shallow?.complete ?? false;
    understood = shallow !== undefined;
  }
  let final = view;
  let problems: SyntaxProblem[] = [];
  if (!matched && understood) {
    const repaired = repairStatement({ parser, rule, text: parsed.text, startsStatement: () => false }, view);
    if (!silenced(parsed.text, inside.start, view, view.count, bodyBuffer.comments)) problems = relative(repaired.problems, inside.start);
    final = repaired.view;
    matched = repaired.complete && parser.match(rule, final).matched;
  }
  const starts = final.starts.slice();
  const ends = final.ends.slice();
  for (let i = 0; i < starts.length; i++) {
    starts[i]! -= inside.start;
    ends[i]! -= inside.start;
  }
  const nodeCount = matched ? parser.nodes.count : 0;
  return [
    {
      token,
      offset: inside.start,
      parsed: {
        text: parsed.text.slice(inside.start, inside.end),
        kinds: final.kinds,
        starts,
        ends,
        count: final.count,
        nodeKinds: parser.nodes.kinds.slice(0, nodeCount),
        nodeFirsts: parser.nodes.firsts.slice(0, nodeCount),
        nodeEnds: parser.nodes.ends.slice(0, nodeCount),
        nodeSizes: parser.nodes.sizes.slice(0, nodeCount),
        comments,
        problems,
        bodies: [],
      },
    },
  ];
}

function insideQuotes(parsed: ParsedStatement, token: number): { start: number; end: number } | undefined {
  const start = parsed.starts[token]!;
  const end = parsed.ends[token]!;
  const text = parsed.text.slice(start, end);
  const tag = /^\$\w*\$/.exec(text)?.[0];
  if (tag) return { start: start + tag.length, end: end - tag.length };
  const quoted = text.startsWith("'") && text.length > 2 && !text.slice(1, -1).includes("'") && !text.includes('\\');
  return quoted ? { start: start + 1, end: end - 1 } : undefined;
}

/** The rule that the body follows: by LANGUAGE, and PL/pgSQL for every procedure. */
function bodyRule(parsed: ParsedStatement, language: Language): Rule | undefined {
  const { keywords, rules } = language.grammar;
  const languageKind = keywords.kindOf('LANGUAGE');
  let name = '';
  for (let i = 0; i + 1 < parsed.count; i++) {
    if (parsed.kinds[i] === languageKind)
      name = parsed.text
        .slice(parsed.starts[i + 1], parsed.ends[i + 1])
        .toLowerCase()
        .replace(/['"]/g, '');
  }
  if (name === 'plpgsql') return rules.get('PlpgsqlBody') ?? rules.get('PlpgsqlBlock');
  if (name === 'sql') return rules.get('SqlFunctionBody') ?? rules.get('Query');
  return undefined;
}
