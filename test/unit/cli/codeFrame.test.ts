// What a problem looks like in the terminal: its place stands below the code whatever the code consists of.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeFrame, linesOf } from '../../../server/src/cli/codeFrame.ts';
import { lineStartsOf, positionAt } from '../../../server/src/text/lines.ts';

const plain = { edge: (text: string) => text, mark: (text: string) => text };

/** `marked` has the place between « and ». */
function frame(marked: string): string[] {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const lineStarts = lineStartsOf(text);
  return codeFrame(linesOf(text), { from: positionAt(lineStarts, start), to: positionAt(lineStarts, end) }, plain).split('\n');
}

const check = (marked: string, ...lines: string[]) => assert.deepEqual(frame(marked), lines);

describe('a code frame', () => {
  test('has the lines around, but no empty ones', () => check('a\nb «c» d\n\ne', '  1 | a', '> 2 | b c d', '    |   ^'));
  test('marks an empty place', () => check('a «»b', '> 1 | a b', '    |   ^'));
  test('marks the end of the text', () => check('a«»', '> 1 | a', '    |  ^'));
  test('passes over the breaks of Windows', () => check('a\r\nb «c\r\n»d', '  1 | a', '> 2 | b c', '    |   ^', '  3 | d'));
  test('expands tabs', () => check('\ta\t«b»', '> 1 |     a   b', '    |         ^'));
  test('knows wide characters', () => check("'한국' «b»", "> 1 | '한국' b", '    |        ^'));
  test('marks wide characters whole', () => check('a «漢字» b', '> 1 | a 漢字 b', '    |   ^^^^'));
  test('knows emoji', () => check("'🎉👩‍👩‍👧❤️' «b»", "> 1 | '🎉👩‍👩‍👧❤️' b", '    |          ^'));
  test('knows combining marks', () => check("'e\u0301' «b»", "> 1 | 'e\u0301' b", '    |     ^'));
  test('shows no character that steers the terminal', () => check("'\u001b[31m' «b»", "> 1 | '\ufffd[31m' b", '    |         ^'));
  test('marks several lines', () => check('a «b\n\n  c» d', '> 1 | a b', '    |   ^', '> 2 |', '> 3 |   c d', '    |   ^'));
  test('marks the first of many lines', () => {
    const lines = frame('«a\nb\nc\nd\ne\nf\n»g');
    assert.deepEqual(lines.slice(0, 2), ['> 1 | a', '    | ^']);
    assert.deepEqual(lines.slice(-2), ['    | ^', '    | …']);
    assert.equal(lines.length, 9);
  });
  test('cuts a long line at both ends', () => {
    const [code, mark] = frame(`${'a'.repeat(500)} «b» ${'c'.repeat(500)}`);
    assert.match(code!, /^> 1 \| …a+ b c+…$/);
    assert.equal(code!.length, '> 1 | '.length + 122);
    assert.equal(mark!.indexOf('^'), code!.indexOf('b'));
  });
  test('cuts a long line of wide characters', () => {
    const [code, mark] = frame(`${'한'.repeat(500)} «b»`);
    const before = code!.slice('> 1 | '.length, code!.indexOf('b'));
    assert.equal(mark!.indexOf('^') - '> 1 | '.length, before.replace(/한/g, '..').length);
  });
  test('cuts a line as long as a script', () => {
    const [code, mark] = frame(`${'a'.repeat(5000)} «b» ${'c'.repeat(5000)}`);
    assert.match(code!, /^> 1 \| …a+ b c+…$/);
    assert.equal(mark!.indexOf('^'), code!.indexOf('b'));
  });
  test('marks no further than is shown', () => {
    const [code, mark] = frame(`«${'a'.repeat(500)}»`);
    assert.ok(mark!.length <= code!.length);
  });
});
