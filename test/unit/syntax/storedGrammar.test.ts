// The grammar that the build stores is the grammar.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Element, firstOf, type Grammar, isNullable, type Rule, readGrammar } from '../../../server/src/syntax/grammar.ts';
import { grammarFiles } from '../../../server/src/syntax/grammarFiles.ts';
import { restoreGrammar, storeGrammar } from '../../../server/src/syntax/storedGrammar.ts';

/** Elements refer to each other in circles: here by their numbers. */
function flat({ keywords, rules, slots, elements, nodeKinds, reserved, isName, isWord, kindCount, problems }: Grammar) {
  const rule = ({ name, nodeKind, body, page, file, tolerated }: Rule) => ({ name, nodeKind, body: body.id, page, file, tolerated });
  const element = ({ items, parent, owner, rule: target, slot, ...rest }: Element) => ({
    ...rest,
    items: items.map(({ id }) => id),
    parent: parent?.id,
    owner: owner.name,
    rule: target?.name,
    slot: slot?.name,
  });
  return JSON.stringify({
    words: keywords.words,
    rules: [...rules.values()].map(rule),
    slots: [...slots.values()],
    elements: elements.map(element),
    nodeKinds,
    reserved,
    isName,
    isWord,
    kindCount,
    problems,
  });
}

test('a grammar that was stored as JSON is restored with every rule, slot, element and kind', () => {
  const read = readGrammar(grammarFiles());
  const expected = flat(read);
  const restored = restoreGrammar(JSON.parse(JSON.stringify(storeGrammar(read))));
  assert.ok(flat(restored) === expected);
  for (const name of [...read.nodeKinds, 'ANewOne']) assert.equal(restored.nodeKind(name), read.nodeKind(name), name);
});

test('what a stored rule says to begin with is what its body begins with', () => {
  const restored = restoreGrammar(storeGrammar(readGrammar(grammarFiles())));
  const known = [...restored.rules.values()].filter(({ firstKinds }) => firstKinds);
  assert.ok(known.length > 300, `only ${known.length} rules`);
  for (const { name, body, firstKinds } of known) {
    assert.deepEqual(
      [...firstOf(body, restored).keys()].filter(kind => firstOf(body, restored)[kind]),
      firstKinds,
      name,
    );
    assert.ok(!isNullable(body), name);
  }
});

test('rules that are written in several places keep the order of their alternatives', () => {
  const text = `A ::= X | Y
B ::= A ,... [ Z ]
A |= V | W
A |= U
table-name ::= name 1..3 "table" except X
%reserved X`;
  const read = readGrammar([{ name: 'small.grammar', text }]);
  assert.deepEqual(read.problems, []);
  const words = (grammar: typeof read) =>
    grammar.rules.get('A')!.body.items.map(({ kind, parent, index }) => [grammar.keywords.textOf(kind), parent?.id, index]);
  const restored = restoreGrammar(storeGrammar(read));
  assert.deepEqual(words(restored), words(read));
  assert.deepEqual([...restored.slots.get('table-name')!.accepts], [...read.slots.get('table-name')!.accepts]);
});
