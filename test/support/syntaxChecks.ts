// What must hold for every document that the engine makes, whatever the text was.
import assert from 'node:assert/strict';
import { parseDocument, type SyntaxDocument, syntaxProblems } from '../../server/src/syntax/document.ts';
import { type Language, redshiftLanguage } from '../../server/src/syntax/language.ts';
import { lexStatement, newTokenBuffer } from '../../server/src/syntax/lexer.ts';
import type { ParsedStatement } from '../../server/src/syntax/parsedStatement.ts';
import type { DocumentStatement } from '../../server/src/syntax/region.ts';
import { HAS_PROBLEMS, READS_DIFFERENTLY, SPEAKS_OF_LINT } from '../../server/src/syntax/statementMarks.ts';

/** What may stand between tokens and comments. */
const betweenTokens = /^[\s\u00a0\ufeff\u2000-\u200b\u2028\u2029\u3000;]*$/;

const buffer = newTokenBuffer();

/** Parses `text` and checks everything that must hold for any text; answers the document. */
export function checkedDocument(text: string, language: Language = redshiftLanguage()): SyntaxDocument {
  const document = parseDocument(text, language);
  checkTexts(document, text);
  checkTokens(document, language);
  for (const statement of document.statements) checkStatement(statement.parsed);
  checkProblems(document);
  return document;
}

/** The texts of the statements, joined, are the text of the document. */
export function checkTexts(document: SyntaxDocument, text: string): void {
  assert.equal(document.text, text);
  let at = 0;
  for (const { start, end, parsed } of document.statements) {
    assert.equal(start, at, 'a statement begins where the one before it ends');
    if (parsed.text !== text.slice(start, end)) assert.fail(`text of the statement at ${start} is not that of the document`);
    at = end;
  }
  assert.equal(at, text.length, 'the last statement ends at the end of the text');
}

/** Tokens and comments cover everything but space and semicolons. */
function checkTokens({ text, cautious }: SyntaxDocument, { grammar }: Language): void {
  let at = 0;
  do {
    const next = lexStatement(text, at, buffer, grammar.keywords, cautious);
    assert.ok(next > at || text.length === 0, `the lexer stands still at ${at}`);
    const pieces: [number, number][] = [];
    for (let i = 0; i < buffer.count; i++) pieces.push([buffer.starts[i]!, buffer.ends[i]!]);
    for (let i = 0; i < buffer.comments.length; i += 2) pieces.push([buffer.comments[i]!, buffer.comments[i + 1]!]);
    pieces.sort((a, b) => a[0] - b[0]);
    let last = at;
    for (const [start, end] of pieces) {
      if (start < last || end <= start || end > next)
        assert.fail(`token or comment ${start}–${end} overlaps what is before it (${last}) or behind (${next})`);
      if (!betweenTokens.test(text.slice(last, start))) assert.fail(`lost between tokens: ${JSON.stringify(text.slice(last, start))}`);
      last = end;
    }
    if (!betweenTokens.test(text.slice(last, next))) assert.fail(`lost behind the last token: ${JSON.stringify(text.slice(last, next))}`);
    at = next;
  } while (at < text.length);
}

/** Tokens are in order and within the text; nodes are nested, in postorder, and the root covers all tokens. */
function checkStatement(parsed: ParsedStatement): void {
  const { text, starts, ends, count, nodeKinds, nodeFirsts, nodeEnds, nodeSizes } = parsed;
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (starts[i]! < at || ends[i]! < starts[i]! || ends[i]! > text.length)
      assert.fail(`token ${i} at ${starts[i]}–${ends[i]} is out of order`);
    at = ends[i]!;
  }
  assert.equal(parsed.kinds.length, count + 1);
  const nodes = nodeKinds.length;
  assert.ok(nodeFirsts.length === nodes && nodeEnds.length === nodes && nodeSizes.length === nodes);
  for (let i = 0; i < nodes; i++) {
    const lowest = i - nodeSizes[i]! + 1;
    if (lowest < 0) assert.fail(`node ${i} has more below it than there is`);
    if (nodeFirsts[i]! < 0 || nodeEnds[i]! > count || nodeFirsts[i]! > nodeEnds[i]!)
      assert.fail(`node ${i} covers tokens that do not exist`);
    let limit = nodeEnds[i]!;
    let child = i - 1;
    for (; child >= lowest; child -= nodeSizes[child]!) {
      if (nodeEnds[child]! > limit || nodeFirsts[child]! < nodeFirsts[i]!)
        assert.fail(`node ${child} is not within ${i}, or overlaps the next`);
      limit = nodeFirsts[child]!;
    }
    if (child !== lowest - 1) assert.fail(`node ${i} does not end at the beginning of a node`);
  }
  if (nodes > 0) {
    assert.equal(nodeSizes[nodes - 1], nodes, 'one root');
    assert.equal(nodeFirsts[nodes - 1], 0);
    assert.equal(nodeEnds[nodes - 1], count, 'the root covers all tokens');
  }
  for (const body of parsed.bodies) {
    assert.equal(body.parsed.text, text.slice(body.offset, body.offset + body.parsed.text.length));
    checkStatement(body.parsed);
  }
}

function checkProblems(document: SyntaxDocument): void {
  const places = new Set<number>();
  for (const { start, end, message, fix } of syntaxProblems(document)) {
    assert.ok(message.length > 0);
    assert.ok(start >= 0 && start <= end && end <= document.text.length, `a problem at ${start}–${end} is outside the text`);
    if (fix)
      assert.ok(
        fix.start >= 0 && fix.start <= fix.end && fix.end <= document.text.length,
        `a fix at ${fix.start}–${fix.end} is outside the text`,
      );
    assert.ok(!places.has(start), `two problems at ${start}`);
    places.add(start);
  }
}

/** Asserts that two documents are equal in everything that others can see. */
export function checkSameDocument(actual: SyntaxDocument, expected: SyntaxDocument): void {
  assert.equal(actual.cautious, expected.cautious);
  if (actual.statements.length !== expected.statements.length) {
    assert.deepEqual(actual.statements.map(placeOf), expected.statements.map(placeOf));
  }
  for (let i = 0; i < expected.statements.length; i++) {
    const one = actual.statements[i]!;
    const other = expected.statements[i]!;
    assert.deepEqual(placeOf(one), placeOf(other));
    checkSameStatement(one.parsed, other.parsed);
    for (const mark of [HAS_PROBLEMS, SPEAKS_OF_LINT, READS_DIFFERENTLY])
      assert.equal(actual.marks[i]! & mark, expected.marks[i]! & mark, `mark ${mark} of statement ${i}`);
  }
}

const placeOf = ({ start, end, parsed }: DocumentStatement) => ({ start, end, text: parsed.text });

function checkSameStatement(actual: ParsedStatement, expected: ParsedStatement): void {
  if (actual === expected) return;
  assert.equal(actual.text, expected.text);
  assert.equal(actual.count, expected.count);
  const arrays = ['kinds', 'starts', 'ends', 'nodeKinds', 'nodeFirsts', 'nodeEnds', 'nodeSizes', 'comments'] as const;
  for (const name of arrays) if (!sameNumbers(actual[name], expected[name])) assert.deepEqual([...actual[name]], [...expected[name]], name);
  assert.deepEqual(actual.problems, expected.problems);
  assert.equal(actual.bodies.length, expected.bodies.length);
  for (let i = 0; i < expected.bodies.length; i++) {
    assert.equal(actual.bodies[i]!.token, expected.bodies[i]!.token);
    assert.equal(actual.bodies[i]!.offset, expected.bodies[i]!.offset);
    checkSameStatement(actual.bodies[i]!.parsed, expected.bodies[i]!.parsed);
  }
}

const sameNumbers = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** Rules that the parser tried while `work` ran. */
export function stepsOf(work: () => void, { parser }: Language = redshiftLanguage()): number {
  const before = parser.stepsTaken();
  work();
  return parser.stepsTaken() - before;
}
