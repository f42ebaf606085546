// The language configuration: what indents, what is a word, where a line is continued.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

type Pattern = string | { pattern: string; flags?: string };

interface Configuration {
  autoClosingPairs: { open: string; close: string; notIn?: string[] }[];
  surroundingPairs: [string, string][];
  wordPattern: Pattern;
  indentationRules: Record<'increaseIndentPattern' | 'decreaseIndentPattern' | 'unIndentedLinePattern', Pattern>;
  onEnterRules: { beforeText: string; afterText?: string; previousLineText?: string; action: { indent: string; appendText?: string } }[];
  folding: { markers: { start: string; end: string } };
}

const configuration: Configuration = JSON.parse(readFileSync(new URL('../../../language-configuration.json', import.meta.url), 'utf8'));
const compiled = (pattern: Pattern, more = '') =>
  typeof pattern === 'string' ? new RegExp(pattern, more) : new RegExp(pattern.pattern, (pattern.flags ?? '') + more);

describe('indentation', () => {
  const { increaseIndentPattern, decreaseIndentPattern, unIndentedLinePattern } = configuration.indentationRules;
  const increases = (text: string) => compiled(increaseIndentPattern).test(text);
  const decreases = (text: string) => compiled(decreaseIndentPattern).test(text);

  test('an open parenthesis and the beginning of a block', () => {
    for (const text of [
      'CREATE TABLE t (',
      'with a as ( -- first',
      '  for i in 1..3 loop',
      'IF a THEN',
      'begin',
      'DECLARE',
      '  case',
      'CASE t.state',
    ])
      assert.ok(increases(text), text);
  });
  test('what is whole, and what a comment says', () => {
    for (const text of ['SELECT f(a)', 'BEGIN;', '-- begin', 'SELECT 1 -- (see', 'CASE WHEN a THEN 1 END', 'COMMIT;', "x := 'a';"])
      assert.ok(!increases(text), text);
  });
  test('what closes', () => {
    for (const text of ['  )', ')', 'END IF;', 'end', '  END AS x', 'ELSIF a THEN', 'EXCEPTION WHEN OTHERS THEN'])
      assert.ok(decreases(text), text);
    // ELSE of CASE stands with its WHEN.
    for (const text of ['ELSE 2', 'endpoint', 'FROM t', 'RAISE EXCEPTION']) assert.ok(!decreases(text), text);
  });
  test('blocks of a template and psql commands keep out of it', () => {
    assert.ok(compiled(unIndentedLinePattern).test('{% if x %}'));
    assert.ok(compiled(unIndentedLinePattern).test('\\set day 1'));
    assert.ok(!compiled(unIndentedLinePattern).test('SELECT 1'));
  });
});

test('words are names whole, with their $ and #, and numbers', () =>
  assert.deepEqual('select #tmp.col$1, größe + 주문 * 1.5 from "a b"'.match(compiled(configuration.wordPattern, 'g')), [
    'select',
    '#tmp',
    'col$1',
    'größe',
    '주문',
    '1.5',
    'from',
    'a',
    'b',
  ]));

test('quotes of every kind close themselves, not within text', () => {
  const pairs = new Map(configuration.autoClosingPairs.map(pair => [pair.open, pair]));
  for (const [open, close] of [
    ["'", "'"],
    ["E'", "'"],
    ['"', '"'],
    ['$$', '$$'],
  ] as const) {
    assert.equal(pairs.get(open)?.close, close);
    assert.deepEqual(pairs.get(open)?.notIn, ['string', 'comment']);
  }
  assert.equal(pairs.get('{%')?.close, ' %}');
});

describe('Enter', () => {
  const rule = (before: string, after = '', previous = '') =>
    configuration.onEnterRules.find(
      ({ beforeText, afterText, previousLineText }) =>
        new RegExp(beforeText).test(before) &&
        (afterText === undefined || new RegExp(afterText).test(after)) &&
        (previousLineText === undefined || new RegExp(previousLineText).test(previous)),
    )?.action;

  test('in a comment goes on with it', () => {
    assert.equal(rule('/** Header', ' */')?.appendText, ' * ');
    assert.equal(rule(' * more', '', '/** Header')?.appendText, '* ');
    assert.equal(rule('-- one ', 'two')?.appendText, '-- ');
    assert.equal(rule('-- one'), undefined);
    assert.equal(rule('-- region', 'x'), undefined);
  });
  test('behind the star of a select list is no comment', () => assert.equal(rule('  *', '', 'SELECT'), undefined));
  test('between dollar quotes puts the closing one on its own line', () => assert.equal(rule('AS $$', '$$')?.indent, 'indentOutdent'));
});

test('regions fold', () => {
  const { start, end } = configuration.folding.markers;
  for (const text of ['-- region Loading', '--region', '  -- #region x']) assert.match(text, new RegExp(start));
  for (const text of ['-- endregion', '-- #endregion']) assert.match(text, new RegExp(end));
  assert.doesNotMatch('-- regional', new RegExp(start));
});
