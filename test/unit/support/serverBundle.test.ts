// What the build does to the sources of the server: texts and data are taken out of the code alone, whatever stands in strings, templates and comments around them.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources have templates.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
// @ts-expect-error: the scripts have no types.
import { cutPages, Packed, packData, packRules, packTexts } from '../../../scripts/serverBundle.mjs';

/** The source without its texts, and the texts by number. */
function takenOut(source: string): [string, string[][]] {
  const packed = new Packed();
  const code = packTexts(source, packed);
  return [code, [...packed.texts.keys()].map((key: string) => JSON.parse(key) as string[])];
}

describe('texts', () => {
  const cases: [string, string, string, string[][]][] = [
    ['a text', 'f(say`Delete it`);', 'f(say(0));', [['Delete it']]],
    ['values', 'say`${a} is not ${b.c}`', 'say(0, a, b.c)', [['', ' is not ', '']]],
    ['one text twice', 'say`a` + say`a`', 'say(0) + say(0)', [['a']]],
    ['a text in a value', 'say`a ${b ? say`c` : `d ${e}`} f`', 'say(1, b ? say(0) : `d ${e}`)', [['c'], ['a ', ' f']]],
    ['an object in a value', 'say`a ${f({ b: { c } })}`', 'say(0, f({ b: { c } }))', [['a ', '']]],
    ['escapes', 'say`a \\` \\${b} \\n \\u00e9`', 'say(0)', [['a ` ${b} \n é']]],
    ['slashes in a text before', "at(`s3://${x}`) ?? 'http://a' ?? say`b`", "at(`s3://${x}`) ?? 'http://a' ?? say(0)", [['b']]],
    ['slashes in the text', 'say`write s3://a/b`', 'say(0)', [['write s3://a/b']]],
    ['quotes in a regular expression', 'a = /[`\'"]/.test(b) && say`c`', 'a = /[`\'"]/.test(b) && say(0)', [['c']]],
    ['a division', 'a++ / 2 + b! / from / 1 + say`c`', 'a++ / 2 + b! / from / 1 + say(0)', [['c']]],
    ['an asterisk at the head of a line', 'a\n  * f(say`b`)', 'a\n  * f(say(0))', [['b']]],
  ];
  for (const [what, source, code, texts] of cases) test(`are taken out: ${what}`, () => assert.deepEqual(takenOut(source), [code, texts]));

  const left: [string, string][] = [
    ['a comment at the end of a line', "a('//'); // say`b`"],
    ['a comment of several lines', '/*\n say`b`\n*/ a'],
    ['a string', '"say`b`"'],
    ['a template', '`say \\`b\\` ${c} say`'],
    ['another tag', 'essay`b`'],
    ['a regular expression', 'a = /say`b`/'],
  ];
  for (const [what, source] of left) test(`stay: ${what}`, () => assert.deepEqual(takenOut(source), [source, []]));
});

test('pages are cut out of rules, whatever they hold', () => {
  const rule = (pages: string) =>
    `export const r: Rule = {\n  id: 'GRT001',\n${pages}  kinds: ['A'],\n  check(node) {\n    f({ pages: 1 });\n  },\n};\n`;
  const pages = [
    '  explanation: `of\n  several: lines, {`,\n',
    "  pages: ['a'],\n",
    '  examples: {\n    wrong: [`a\n  b: ${c}`],\n    right: [],\n  },\n',
  ].join('');
  assert.equal(
    cutPages(rule(pages))
      .replace(/\n\s*\n/g, '\n')
      .replace(/\n +\n/g, '\n'),
    rule('').replace(/\n +\n/g, '\n'),
  );
});

describe('what a rule says of itself', () => {
  const packedRule = (properties: string) => {
    const packed = new Packed();
    const code = packRules(
      `export const r: Rule = {\n${properties}  check(node) {\n    f({ id: 'no', kinds: ['no'] });\n  },\n};\n`,
      packed,
    );
    return { code: code.replace(/\n\s*\n+/g, '\n'), rules: packed.rules, texts: [...packed.texts.keys()] };
  };
  const rest = "  check(node) {\n    f({ id: 'no', kinds: ['no'] });\n  },\n};\n";

  test('is a record, named by its number', () => {
    const properties =
      "  id: 'GRT001',\n  name: 'a-b',\n  severity: 'error',\n  title: 'Of, all',\n  needs: 'offline',\n  kinds: [\n    'A',\n    'B',\n  ],\n";
    const { code, rules, texts } = packedRule(properties);
    assert.equal(code, `export const r: Rule = {\n  ...packedRule(0),\n${rest}`);
    assert.deepEqual(rules, [{ id: 'GRT001', name: 'a-b', severity: 'error', title: 0, needs: 'offline', kinds: ['A', 'B'] }]);
    assert.deepEqual(texts, ['["Of, all"]']);
  });

  test('stays where it is to be worked out', () => {
    const { code, rules } = packedRule("  id: 'GRT001',\n  severity: worst('a'),\n  kinds: ['A', ...forms],\n");
    assert.equal(code, `export const r: Rule = {\n  ...packedRule(0),\n  severity: worst('a'),\n  kinds: ['A', ...forms],\n${rest}`);
    assert.deepEqual(rules, [{ id: 'GRT001' }]);
  });
});

describe('constants', () => {
  const long = (i: number) => `'${String(i).repeat(60)}'`;
  const list = `[${[1, 2, 3, 4, 5].map(long).join(', ')}]`;
  const table = `{ a: [1, true, ${long(1)}], 'b-c': { d: ${long(2)} }, e: later\`${'f'.repeat(200)}\`, }`;

  const taken: [what: string, source: string, code: string][] = [
    ['a list', `const a: readonly string[] = ${list};`, 'const a: readonly string[] = packedData(0);'],
    ['what a set is made of', `const a = new Set(${list});`, 'const a = new Set(packedData(0));'],
    ['a table with lists, numbers and texts', `const a = ${table} as const;`, 'const a = packedData(0) as const;'],
  ];
  for (const [what, source, code] of taken)
    test(`are taken out: ${what}`, () => {
      const packed = new Packed();
      assert.equal(packData(source, packed), code);
      const value = /([[{][\s\S]*[\]}])/.exec(source.replace(/^.*?= (?:new Set\()?/, ''))![1]!;
      assert.deepEqual(packed.data, [new Function('later', `return ${value}`)(([text]: string[]) => text)]);
    });

  const left: [what: string, source: string][] = [
    ['short ones', "const a = ['b', 'c'];"],
    ['what is to be worked out', `const a = [b, ${list.slice(1)};`],
    ['what a function makes anew each time', `const a = () => ${list};`],
    ['what stands in a function', `function a() {\n  return ${list};\n}`],
    ['what stands in a call inside one', `const a = () => {\n  return new Set(${list});\n};`],
  ];
  for (const [what, source] of left) test(`stay: ${what}`, () => assert.equal(packData(source, new Packed()), source));
});
