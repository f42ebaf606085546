// A grammar as plain data and back. The build stores what `readGrammar` makes of server/grammar/*.grammar, so that a server that starts need not
// read the notation again: a third of the time, and the reader is not in the bundle.
import { appendElement, type Element, type Grammar, isTolerated, Op, type Rule, type Slot, wordKinds } from './grammar.ts';
import * as T from './tokens.ts';

/** JSON without a cycle. Kinds, rules, slots and elements are named by their number. */
export interface StoredGrammar {
  readonly keywords: readonly string[];
  readonly nodeKinds: readonly string[];
  readonly reserved: readonly number[];
  readonly slots: readonly StoredSlot[];
  readonly rules: readonly StoredRule[];
  readonly elements: StoredElements;
}

/** Columns, which pack better than rows. An item is named by how far before its element it was made. */
interface StoredElements {
  readonly operations: readonly number[];
  readonly owners: readonly number[];
  /** What each stands for: a kind of token, a class, a rule or a slot. */
  readonly targets: readonly number[];
  readonly itemCounts: readonly number[];
  /** Of all items, one element after another. */
  readonly itemDistances: readonly number[];
}

type StoredSlot = readonly [
  key: string,
  name: string,
  label: string,
  most: number,
  colon: 0 | 1,
  declares: 0 | 1,
  accepts: 'word' | 'name',
  ...not: number[],
];
type StoredRule = readonly [name: string, file: string, page: string | null, body: number];

/** The grammar must have no problems. */
export function storeGrammar(grammar: Grammar): StoredGrammar {
  const rules = [...grammar.rules.values()];
  const slots = [...grammar.slots.values()];
  const numberOfRule = new Map(rules.map((rule, number) => [rule, number]));
  const numberOfSlot = new Map(slots.map((slot, number) => [slot, number]));
  const target = ({ op, rule, slot, classId, kind }: Element) =>
    op === Op.Rule ? numberOfRule.get(rule!)! : op === Op.Slot ? numberOfSlot.get(slot!)! : op === Op.Class ? classId : kind;
  return {
    keywords: grammar.keywords.words,
    nodeKinds: grammar.nodeKinds,
    reserved: kindsIn(grammar.reserved),
    slots: [...grammar.slots].map(([key, slot]) => storeSlot(key, slot, grammar)),
    rules: rules.map(({ name, file, page, body }) => [name, file, page ?? null, body.id]),
    elements: {
      operations: grammar.elements.map(({ op }) => op),
      owners: grammar.elements.map(({ owner }) => numberOfRule.get(owner)!),
      targets: grammar.elements.map(target),
      itemCounts: grammar.elements.map(({ items }) => items.length),
      itemDistances: grammar.elements.flatMap(({ id, items }) => items.map(item => id - item.id)),
    },
  };
}

function storeSlot(key: string, { name, label, most, colon, declares, accepts }: Slot, { isName, isWord }: Grammar): StoredSlot {
  const anyWord = accepts.some((accepted, kind) => accepted === 1 && isName[kind] === 0);
  const not = kindsIn((anyWord ? isWord : isName).map((wanted, kind) => (wanted === 1 && accepts[kind] === 0 ? 1 : 0)));
  return [key, name, label, most, colon ? 1 : 0, declares ? 1 : 0, anyWord ? 'word' : 'name', ...not];
}

function kindsIn(set: Uint8Array): number[] {
  const kinds: number[] = [];
  for (let kind = 0; kind < set.length; kind++) if (set[kind] === 1) kinds.push(kind);
  return kinds;
}

/** The grammar that was stored, equal to it in everything. */
export function restoreGrammar(stored: StoredGrammar): Grammar {
  const keywords = new T.KeywordTable();
  for (const word of stored.keywords) keywords.add(word);
  const kindCount = T.FIRST_KEYWORD + keywords.words.length;
  const reserved = new Uint8Array(kindCount);
  for (const kind of stored.reserved) reserved[kind] = 1;
  const { isName, isWord } = wordKinds(reserved);

  const nodeKinds = [...stored.nodeKinds];
  const numberOfKind = new Map(nodeKinds.map((name, number) => [name, number]));
  const nodeKind = (name: string) => numberOfKind.get(name) ?? addKind(name);
  const addKind = (name: string) => {
    const number = nodeKinds.push(name) - 1;
    numberOfKind.set(name, number);
    return number;
  };

  const slots = stored.slots.map(([, name, label, most, colon, declares, accepted, ...not]): Slot => {
    const accepts = (accepted === 'word' ? isWord : isName).slice();
    for (const kind of not) accepts[kind] = 0;
    return { name, nodeKind: nodeKind(name), label, most, colon: colon === 1, declares: declares === 1, accepts };
  });
  const rules = stored.rules.map(
    ([name, file, page]): Rule => ({
      name,
      nodeKind: nodeKind(name),
      body: undefined as unknown as Element,
      page: page ?? undefined,
      file,
      tolerated: isTolerated(name),
    }),
  );
  const elements = restoreElements(stored.elements, rules, slots);
  stored.rules.forEach(([, , , body], number) => {
    rules[number]!.body = elements[body]!;
  });
  return {
    keywords,
    rules: new Map(rules.map(rule => [rule.name, rule])),
    slots: new Map(slots.map((slot, number) => [stored.slots[number]![0], slot])),
    nodeKinds,
    elements,
    reserved,
    isName,
    isWord,
    kindCount,
    problems: [],
    nodeKind,
  };
}

function restoreElements(stored: StoredElements, rules: readonly Rule[], slots: readonly Slot[]): Element[] {
  const { operations, owners, targets, itemCounts, itemDistances } = stored;
  const elements: Element[] = [];
  let distance = 0;
  for (let id = 0; id < operations.length; id++) {
    const op = operations[id]!;
    const target = targets[id]!;
    const items = new Array<Element>(itemCounts[id]!);
    for (let i = 0; i < items.length; i++) items[i] = elements[id - itemDistances[distance++]!]!;
    const rule = op === Op.Rule ? rules[target] : undefined;
    const slot = op === Op.Slot ? slots[target] : undefined;
    const kind = op === Op.Token ? target : 0;
    appendElement(elements, op, rules[owners[id]!]!, { kind, classId: op === Op.Class ? target : -1, rule, slot, items });
  }
  return elements;
}
