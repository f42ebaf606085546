// A grammar as plain data and back. The build stores what `readGrammar` makes of server/grammar/*.grammar, so that a server that starts need not
// read the notation again. The body of a rule is made when the parser first comes to it: a script uses few of them.
import {
  type Element,
  firstOf,
  type Grammar,
  isNullable,
  isTolerated,
  makeElement,
  Op,
  type Rule,
  type Slot,
  wordKinds,
} from './grammar.ts';
import * as T from './tokens.ts';

/** JSON without a cycle. Kinds, rules and slots are named by their number. */
export interface StoredGrammar {
  /** Words with spaces between them, as are node kinds. */
  readonly keywords: string;
  readonly nodeKinds: string;
  readonly reserved: readonly number[];
  readonly files: readonly string[];
  readonly pages: readonly string[];
  readonly slots: readonly StoredSlot[];
  readonly rules: readonly StoredRule[];
}

type StoredSlot = readonly [
  key: string,
  nodeKind: number,
  label: string,
  most: number,
  colon: 0 | 1,
  declares: 0 | 1,
  accepts: 'word' | 'name',
  ...not: number[],
];

/** Its page is -1 for none. `body` is written as numbers, see `written`; `firstKinds` are there where they are few. */
type StoredRule = readonly [
  nodeKind: number,
  file: number,
  page: number,
  elementCount: number,
  body: string,
  firstKinds?: readonly number[],
];

/** So many kinds are soon looked through. */
const fewKinds = 8;

/** The grammar must have no problems. */
export function storeGrammar(grammar: Grammar): StoredGrammar {
  const rules = [...grammar.rules.values()];
  const files = [...new Set(rules.map(({ file }) => file))];
  const pages = [...new Set(rules.flatMap(({ page }) => page ?? []))];
  const bodies = bodyWriter(grammar);
  return {
    keywords: grammar.keywords.words.join(' '),
    nodeKinds: grammar.nodeKinds.join(' '),
    reserved: kindsIn(grammar.reserved),
    files,
    pages,
    slots: [...grammar.slots].map(([key, slot]) => storeSlot(key, slot, grammar)),
    rules: rules.map(({ nodeKind, file, page, body }) => {
      const { text, count } = bodies(body);
      const first = isNullable(body) ? [] : kindsIn(firstOf(body, grammar));
      const firstKinds: [] | [number[]] = first.length > 0 && first.length <= fewKinds ? [first] : [];
      return [nodeKind, files.indexOf(file), page === undefined ? -1 : pages.indexOf(page), count, text, ...firstKinds];
    }),
  };
}

function storeSlot(key: string, { nodeKind, label, most, colon, declares, accepts }: Slot, { isName, isWord }: Grammar): StoredSlot {
  const anyWord = accepts.some((accepted, kind) => accepted === 1 && isName[kind] === 0);
  const not = kindsIn((anyWord ? isWord : isName).map((wanted, kind) => (wanted === 1 && accepts[kind] === 0 ? 1 : 0)));
  return [key, nodeKind, label, most, colon ? 1 : 0, declares ? 1 : 0, anyWord ? 'word' : 'name', ...not];
}

function kindsIn(set: Uint8Array): number[] {
  const kinds: number[] = [];
  for (let kind = 0; kind < set.length; kind++) if (set[kind] === 1) kinds.push(kind);
  return kinds;
}

/** An element as numbers: its operation; then what it stands for or, where it can have several items, how many; then its items. */
function bodyWriter({ rules, slots }: Grammar): (body: Element) => { text: string; count: number } {
  const numberOfRule = new Map([...rules.values()].map((rule, number) => [rule, number]));
  const numberOfSlot = new Map([...slots.values()].map((slot, number) => [slot, number]));
  const numbersOf = ({ op, kind, classId, rule, slot, items }: Element): number[] => {
    if (op === Op.Token) return [op, kind];
    if (op === Op.Slot) return [op, numberOfSlot.get(slot!)!];
    if (op === Op.Class) return [op, classId];
    if (op === Op.Rule) return [op, numberOfRule.get(rule!)!];
    const inside = items.flatMap(numbersOf);
    return hasSeveral(op) ? [op, items.length, ...inside] : [op, ...inside];
  };
  const countOf = ({ items }: Element): number => items.reduce((sum, item) => sum + countOf(item), 1);
  return body => ({ text: numbersOf(body).map(written).join(''), count: countOf(body) });
}

const hasSeveral = (op: number) => op === Op.Sequence || op === Op.Choice || op === Op.AnyOrder;

/** A number in one or two letters of ASCII. Up to 1,791. */
const written = (number: number) => (number < 64 ? '' : String.fromCharCode(99 + (number >> 6))) + String.fromCharCode(35 + (number & 63));

/** What the bodies of rules are made of. */
interface Parts {
  readonly rules: readonly Rule[];
  readonly slots: readonly Slot[];
}

class BodyReader {
  private place = 0;
  private readonly text: string;
  private id: number;
  private readonly owner: Rule;
  private readonly parts: Parts;

  constructor(text: string, id: number, owner: Rule, parts: Parts) {
    this.text = text;
    this.id = id;
    this.owner = owner;
    this.parts = parts;
  }

  element(): Element {
    const id = this.id++;
    const element = this.unnumbered(this.number());
    element.id = id;
    return element;
  }

  private unnumbered(op: number): Element {
    const { owner, parts } = this;
    if (op === Op.Token) return makeElement(op, owner, { kind: this.number() });
    if (op === Op.Slot) return makeElement(op, owner, { slot: parts.slots[this.number()] });
    if (op === Op.Class) return makeElement(op, owner, { classId: this.number() });
    if (op === Op.Rule) return makeElement(op, owner, { rule: parts.rules[this.number()] });
    if (op === Op.Commit) return makeElement(op, owner);
    const items = new Array<Element>(hasSeveral(op) ? this.number() : 1);
    for (let i = 0; i < items.length; i++) items[i] = this.element();
    return makeElement(op, owner, { items });
  }

  private number(): number {
    const code = this.text.charCodeAt(this.place++);
    return code < 99 ? code - 35 : ((code - 99) << 6) + this.text.charCodeAt(this.place++) - 35;
  }
}

class StoredBodyRule implements Rule {
  readonly name: string;
  readonly nodeKind: number;
  readonly page: string | undefined;
  readonly file: string;
  readonly tolerated: boolean;
  readonly firstKinds: readonly number[] | undefined;
  #body: Element | undefined;
  readonly #text: string;
  readonly #firstId: number;
  readonly #parts: Parts;

  constructor(
    [nodeKind, file, page, , text, firstKinds]: StoredRule,
    nodeKinds: readonly string[],
    stored: StoredGrammar,
    firstId: number,
    parts: Parts,
  ) {
    this.name = nodeKinds[nodeKind]!;
    this.nodeKind = nodeKind;
    this.page = stored.pages[page];
    this.file = stored.files[file]!;
    this.tolerated = isTolerated(this.name);
    this.firstKinds = firstKinds;
    this.#text = text;
    this.#firstId = firstId;
    this.#parts = parts;
  }

  get body(): Element {
    this.#body ??= new BodyReader(this.#text, this.#firstId, this, this.#parts).element();
    return this.#body;
  }
}

/** The grammar that was stored, equal to it in everything. */
export function restoreGrammar(stored: StoredGrammar): Grammar {
  const keywords = new T.KeywordTable();
  for (const word of stored.keywords.split(' ')) keywords.add(word);
  const kindCount = T.FIRST_KEYWORD + keywords.words.length;
  const reserved = new Uint8Array(kindCount);
  for (const kind of stored.reserved) reserved[kind] = 1;
  const { isName, isWord } = wordKinds(reserved);

  const nodeKinds = stored.nodeKinds.split(' ');
  const numberOfKind = new Map(nodeKinds.map((name, number) => [name, number]));
  const nodeKind = (name: string) => {
    const known = numberOfKind.get(name);
    if (known !== undefined) return known;
    const number = nodeKinds.push(name) - 1;
    numberOfKind.set(name, number);
    return number;
  };

  const slots = stored.slots.map(([, kind, label, most, colon, declares, accepted, ...not]): Slot => {
    const accepts = (accepted === 'word' ? isWord : isName).slice();
    for (const other of not) accepts[other] = 0;
    return { name: nodeKinds[kind]!, nodeKind: kind, label, most, colon: colon === 1, declares: declares === 1, accepts };
  });
  const rules: Rule[] = [];
  let firstId = 0;
  for (const rule of stored.rules) {
    rules.push(new StoredBodyRule(rule, nodeKinds, stored, firstId, { rules, slots }));
    firstId += rule[3];
  }
  return {
    keywords,
    rules: new Map(rules.map(rule => [rule.name, rule])),
    slots: new Map(slots.map((slot, number) => [stored.slots[number]![0], slot])),
    nodeKinds,
    get elements() {
      const inOrder = (element: Element): readonly Element[] => [element, ...element.items.flatMap(inOrder)];
      return rules.flatMap(({ body }) => inOrder(body));
    },
    reserved,
    isName,
    isWord,
    kindCount,
    problems: [],
    nodeKind,
  };
}
