// Reads the notation of server/grammar/*.grammar into elements that the parser walks, with FIRST sets computed when first asked for.
// The notation is described in server/grammar/README.md.
import * as T from './tokens.ts';

export const Op = {
  Token: 0,
  Slot: 1,
  Class: 2,
  Rule: 3,
  Sequence: 4,
  Choice: 5,
  Optional: 6,
  List: 7,
  Repeat: 8,
  AnyOrder: 9,
  Commit: 10,
} as const;

/** One place in the grammar. Every occurrence is an object of its own, so that what follows it is known. */
export interface Element {
  readonly op: number;
  /** Its place among all elements of the grammar: rule by rule, each before its items. */
  id: number;
  /** Token: its kind. */
  readonly kind: number;
  readonly items: readonly Element[];
  readonly slot: Slot | undefined;
  readonly rule: Rule | undefined;
  readonly classId: number;
  /** Where it stands: the enclosing element and the rule. */
  parent: Element | undefined;
  index: number;
  owner: Rule;
  first: Uint8Array | undefined;
  nullable: boolean | undefined;
  /** Choice: the alternatives that can start with a kind, computed when first asked for. */
  candidates: (readonly Element[] | undefined)[] | undefined;
}

export interface Rule {
  readonly name: string;
  /** Node kind number. */
  readonly nodeKind: number;
  readonly body: Element;
  /** The kinds of tokens that it can begin with, where that is known without its body; then it cannot match nothing. */
  readonly firstKinds?: readonly number[] | undefined;
  /** Address of the AWS page above it in the file. */
  readonly page: string | undefined;
  readonly file: string;
  /** Named `Tolerated…`, `Unsupported…` or `Reserved…`: parsed so that a lint rule can speak of it, never offered and never "expected". */
  readonly tolerated: boolean;
}

/** A name slot, such as `table-name`, or its declaring form `new-table-name`. */
export interface Slot {
  readonly name: string;
  readonly nodeKind: number;
  readonly label: string;
  readonly most: number;
  readonly colon: boolean;
  readonly declares: boolean;
  /** Kinds that may be its first word. */
  accepts: Uint8Array;
}

export const classNames = [
  'string',
  'integer',
  'number',
  'signed-number',
  'boolean',
  'identifier',
  'any-word',
  'expression',
  'operand',
  'body',
  'parens',
  'anything',
  'quoted-name',
] as const;
export type ClassName = (typeof classNames)[number];
export const classId = (name: ClassName): number => classNames.indexOf(name);

export interface GrammarFile {
  readonly name: string;
  readonly text: string;
}

export interface Grammar {
  readonly keywords: T.KeywordTable;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly slots: ReadonlyMap<string, Slot>;
  /** The name of each node kind: rules, slots and the expression nodes made in code. */
  readonly nodeKinds: readonly string[];
  readonly elements: readonly Element[];
  readonly reserved: Uint8Array;
  /** kind → may be a bare name. */
  readonly isName: Uint8Array;
  /** kind → any word, reserved or not. */
  readonly isWord: Uint8Array;
  readonly kindCount: number;
  readonly problems: readonly string[];
  nodeKind(name: string): number;
}

/** Expression nodes that the parser makes in code; see `parser.ts`. */
export const codeNodeKinds = [
  'Statement', 'Broken', 'BinaryExpression', 'UnaryExpression', 'IsExpression', 'LikeExpression', 'BetweenExpression', 'InExpression',
  'CastOperator', 'Subscript', 'FieldAccess', 'OuterJoinMark', 'AtTimeZone', 'Collate', 'Literal', 'Body', 'Parens', 'Anything',
] as const; // biome-ignore format: one table

interface Lexeme {
  type: 'keyword' | 'rule' | 'lower' | 'mark' | 'text';
  text: string;
  line: number;
  page: string | undefined;
}

const lexemePattern = /--[^\n]*|"[^"\n]*"|'[^'\n]+'|::=|\|=|\|\||,\.\.\.|\.\.\.|\d+\.\.\d+|%[a-z-]+|[A-Za-z_][\w-]*|[^\s]/g;

function lexemesOf(file: GrammarFile): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let page: string | undefined;
  const lineStarts = [0];
  for (let i = file.text.indexOf('\n'); i >= 0; i = file.text.indexOf('\n', i + 1)) lineStarts.push(i + 1);
  let line = 0;
  const add = (type: Lexeme['type'], text: string) => lexemes.push({ type, text, line: line + 1, page });
  lexemePattern.lastIndex = 0;
  for (let match = lexemePattern.exec(file.text); match; match = lexemePattern.exec(file.text)) {
    while (line + 1 < lineStarts.length && lineStarts[line + 1]! <= match.index) line++;
    const text = match[0];
    const first = text.charCodeAt(0);
    if (first === 45 && text.length > 1) {
      page = /https:\S+/.exec(text)?.[0] ?? page;
      continue;
    }
    if (first === 39) add('text', text.slice(1, -1));
    else if (first >= 97 && first <= 122) add('lower', text);
    else if (first < 65 || first > 90) add('mark', text);
    else add(text === text.toUpperCase() ? 'keyword' : 'rule', text);
  }
  return lexemes;
}

/** What an element of the grammar stands for, and what is in it. */
export interface ElementFields {
  readonly kind?: number;
  readonly classId?: number;
  readonly rule?: Rule | undefined;
  readonly slot?: Slot | undefined;
  readonly items?: readonly Element[];
}

const noItems: readonly Element[] = [];

/** An element around its items, without a number. */
export function makeElement(op: number, owner: Rule, fields: ElementFields = {}): Element {
  const items = fields.items ?? noItems;
  const element: Element = {
    op,
    id: -1,
    kind: fields.kind ?? 0,
    items,
    slot: fields.slot,
    rule: fields.rule,
    classId: fields.classId ?? -1,
    parent: undefined,
    index: 0,
    owner,
    first: undefined,
    nullable: undefined,
    candidates: undefined,
  };
  for (let index = 0; index < items.length; index++) {
    items[index]!.parent = element;
    items[index]!.index = index;
  }
  return element;
}

/** All elements of a grammar, numbered. */
function numbered(rules: Iterable<Rule>): Element[] {
  const elements: Element[] = [];
  const add = (element: Element) => {
    element.id = elements.push(element) - 1;
    element.items.forEach(add);
  };
  for (const { body } of rules) add(body);
  return elements;
}

/** By its name: see `Rule.tolerated`. */
export const isTolerated = (ruleName: string): boolean => /^(?:Tolerated|Unsupported|Reserved)/.test(ruleName);

/** Reads grammar files. Mistakes in them (unknown rule, slot or mark) are listed in `problems`, with file and line. */
export function readGrammar(files: readonly GrammarFile[]): Grammar {
  const keywords = new T.KeywordTable();
  const rules = new Map<string, Rule>();
  const slots = new Map<string, Slot>();
  const nodeKinds: string[] = [...codeNodeKinds];
  const problems: string[] = [];
  const reservedWords: string[] = [];
  const columnWords: string[] = [];
  const slotWords: { slot: Slot; except: string[]; word: boolean }[] = [];
  const references: { element: Element; name: string; where: string }[] = [];
  const alternatives = new Map<string, { bodies: Element[]; rule: { -readonly [part in keyof Rule]: Rule[part] } }>();
  const ruleBodies: Rule[] = [];

  const numberOfKind = new Map(nodeKinds.map((name, number) => [name, number]));
  const kindNumber = (name: string) => {
    let number = numberOfKind.get(name);
    if (number === undefined) {
      number = nodeKinds.push(name) - 1;
      numberOfKind.set(name, number);
    }
    return number;
  };

  for (const file of files) {
    const lexemes = lexemesOf(file);
    let at = 0;
    const peek = (offset = 0) => lexemes[at + offset];
    const where = () => `${file.name}:${peek()?.line ?? lexemes.at(-1)?.line ?? 1}`;
    const atDefinition = () => peek(1)?.text === '::=' || (peek(1)?.text === '|=' && peek(1)?.type === 'mark');
    const isMark = (text: string) => peek()?.type === 'mark' && peek()!.text === text;
    const ended = () =>
      at >= lexemes.length || atDefinition() || (peek()!.type === 'mark' && peek()!.text.startsWith('%') && peek()!.text.length > 1);

    const choice = (owner: Rule): Element => {
      const items = [sequence(owner)];
      let anyOrder = false;
      while (isMark('|') || isMark('||')) {
        if (isMark('||')) anyOrder = true;
        at++;
        items.push(sequence(owner));
      }
      if (items.length === 1) return items[0]!;
      return makeElement(anyOrder ? Op.AnyOrder : Op.Choice, owner, { items });
    };

    const sequence = (owner: Rule): Element => {
      const items: Element[] = [];
      while (!ended() && !isMark('|')) {
        if (isMark('||') || isMark(']') || isMark('}')) break;
        const item = atom(owner);
        if (!item) continue;
        let whole = item;
        while (isMark(',...') || isMark('...')) {
          whole = makeElement(peek()!.text === '...' ? Op.Repeat : Op.List, owner, { items: [whole] });
          at++;
        }
        items.push(whole);
      }
      if (items.length === 1) return items[0]!;
      return makeElement(Op.Sequence, owner, { items });
    };

    const atom = (owner: Rule): Element | undefined => {
      const lexeme = lexemes[at++]!;
      switch (lexeme.type) {
        case 'keyword':
          return makeElement(Op.Token, owner, { kind: keywords.add(lexeme.text) });
        case 'rule': {
          const element = makeElement(Op.Rule, owner);
          references.push({ element, name: lexeme.text, where: `${file.name}:${lexeme.line}` });
          return element;
        }
        case 'lower': {
          const classNumber = (classNames as readonly string[]).indexOf(lexeme.text);
          if (classNumber >= 0) return makeElement(Op.Class, owner, { classId: classNumber });
          const element = makeElement(Op.Slot, owner);
          references.push({ element, name: lexeme.text, where: `${file.name}:${lexeme.line}` });
          return element;
        }
        case 'text': {
          if (/^[A-Za-z_]\w*$/.test(lexeme.text)) return makeElement(Op.Token, owner, { kind: keywords.add(lexeme.text.toUpperCase()) });
          const kind = T.punctuationKind(lexeme.text);
          if (kind === undefined) problems.push(`${file.name}:${lexeme.line}: unknown mark '${lexeme.text}'`);
          return makeElement(Op.Token, owner, { kind: kind ?? T.BAD });
        }
        default: {
          if (lexeme.text === '~') return makeElement(Op.Commit, owner);
          if (lexeme.text === '[' || lexeme.text === '{') {
            const inner = choice(owner);
            const close = lexeme.text === '[' ? ']' : '}';
            if (isMark(close)) at++;
            else problems.push(`${where()}: expected ${close} in ${owner.name}`);
            return lexeme.text === '[' ? makeElement(Op.Optional, owner, { items: [inner] }) : inner;
          }
          const kind = T.punctuationKind(lexeme.text);
          if (kind === undefined || lexeme.text === ']' || lexeme.text === '}') {
            problems.push(`${file.name}:${lexeme.line}: unexpected ${lexeme.text} in ${owner.name}`);
            return undefined;
          }
          return makeElement(Op.Token, owner, { kind });
        }
      }
    };

    while (at < lexemes.length) {
      const lexeme = lexemes[at]!;
      if (lexeme.type === 'mark' && (lexeme.text === '%reserved' || lexeme.text === '%column-words')) {
        const words = lexeme.text === '%reserved' ? reservedWords : columnWords;
        at++;
        while (peek()?.type === 'keyword' && !atDefinition()) words.push(lexemes[at++]!.text);
        continue;
      }
      if (!atDefinition()) {
        problems.push(`${where()}: expected a definition, found ${lexeme.text}`);
        at++;
        continue;
      }
      const extend = peek(1)!.text === '|=';
      at += 2;
      if (lexeme.type === 'lower') {
        // table-name ::= name 1..3 [colon] "label" [as other-name] [except WORDS]
        const word = peek()?.text === 'word';
        at++;
        const range = /^(\d+)\.\.(\d+)$/.exec(peek()?.text ?? '');
        if (!range) problems.push(`${where()}: expected a range such as 1..3 for ${lexeme.text}`);
        at++;
        const colon = peek()?.text === 'colon';
        if (colon) at++;
        const label = (peek()?.text ?? '').replace(/"/g, '');
        at++;
        let kind = lexeme.text;
        if (peek()?.text === 'as') {
          kind = peek(1)!.text;
          at += 2;
        }
        const except: string[] = [];
        if (peek()?.text === 'except') {
          at++;
          while (peek()?.type === 'keyword' && !atDefinition()) except.push(lexemes[at++]!.text);
        }
        for (const declares of [false, true]) {
          const prefix = declares ? 'new-' : '';
          const name = `${prefix}${kind}`;
          const slot: Slot = {
            name,
            nodeKind: kindNumber(name),
            label: declares ? `new ${label}` : label,
            most: Number(range?.[2] ?? 1),
            colon,
            declares,
            accepts: new Uint8Array(0),
          };
          slots.set(`${prefix}${lexeme.text}`, slot);
          slotWords.push({ slot, except, word });
        }
        continue;
      }
      let entry = alternatives.get(lexeme.text);
      if (entry && !extend) problems.push(`${file.name}:${lexeme.line}: ${lexeme.text} is defined twice`);
      if (!entry) {
        const rule = {
          name: lexeme.text,
          nodeKind: kindNumber(lexeme.text),
          body: undefined as unknown as Element,
          page: lexeme.page,
          file: file.name,
          tolerated: isTolerated(lexeme.text),
        };
        entry = { bodies: [], rule };
        alternatives.set(lexeme.text, entry);
        rules.set(lexeme.text, rule);
        ruleBodies.push(rule);
      }
      const body = choice(entry.rule);
      if (!ended()) {
        problems.push(`${where()}: unexpected ${peek()?.text} in ${lexeme.text}`);
        at++;
      }
      if (extend && body.op === Op.Choice) entry.bodies.push(...body.items);
      else entry.bodies.push(body);
    }
  }
  for (const { bodies, rule } of alternatives.values())
    rule.body = bodies.length === 1 ? bodies[0]! : makeElement(Op.Choice, rule, { items: bodies });
  for (const { element, name, where } of references) {
    const target = element as { rule: Rule | undefined; slot: Slot | undefined };
    if (element.op === Op.Rule) {
      target.rule = rules.get(name);
      if (!target.rule) problems.push(`${where}: unknown rule ${name}`);
    } else {
      target.slot = slots.get(name);
      if (!target.slot) problems.push(`${where}: unknown slot ${name}`);
    }
  }

  for (const word of [...reservedWords, ...columnWords]) keywords.add(word);
  const kindCount = T.FIRST_KEYWORD + keywords.words.length;
  const reserved = new Uint8Array(kindCount);
  for (const word of reservedWords) reserved[keywords.kindOf(word)!] = 1;
  for (const word of columnWords) reserved[keywords.kindOf(word)!] = 0;
  const { isName, isWord } = wordKinds(reserved);
  for (const { slot, except, word } of slotWords) {
    slot.accepts = (word ? isWord : isName).slice();
    for (const name of except) {
      const kind = keywords.kindOf(name);
      if (kind !== undefined) slot.accepts[kind] = 0;
    }
  }
  const elements = numbered(rules.values());
  return { keywords, rules, slots, nodeKinds, elements, reserved, isName, isWord, kindCount, problems, nodeKind: kindNumber };
}

/** The kinds of tokens that are words, and those of them that may be bare names, by the keywords that are reserved. A byte for each kind. */
export function wordKinds(reserved: Uint8Array): { isWord: Uint8Array; isName: Uint8Array } {
  const isWord = new Uint8Array(reserved.length);
  const isName = new Uint8Array(reserved.length);
  for (const kind of [T.NAME, T.QUOTED_NAME, T.PARAMETER, T.TEMPLATE]) isWord[kind] = isName[kind] = 1;
  for (let kind = T.FIRST_KEYWORD; kind < reserved.length; kind++) {
    isWord[kind] = 1;
    isName[kind] = reserved[kind] ? 0 : 1;
  }
  return { isWord, isName };
}

/** Can the element match nothing at all? */
export function isNullable(element: Element): boolean {
  if (element.nullable !== undefined) return element.nullable;
  element.nullable = false; // for a rule that refers to itself
  switch (element.op) {
    case Op.Optional:
    case Op.Commit:
      element.nullable = true;
      break;
    case Op.Sequence:
      element.nullable = element.items.every(isNullable);
      break;
    case Op.Choice:
    case Op.AnyOrder:
      element.nullable = element.items.some(isNullable);
      break;
    case Op.Rule:
      element.nullable = element.rule && !element.rule.firstKinds ? isNullable(element.rule.body) : false;
      break;
    case Op.Class:
      element.nullable = element.classId === classId('anything');
      break;
    case Op.List:
    case Op.Repeat:
      element.nullable = isNullable(element.items[0]!);
      break;
  }
  return element.nullable;
}

/** Can the element begin with that kind of token? */
export const beginsWith = (element: Element, kind: number, grammar: Grammar): boolean =>
  element.rule?.firstKinds?.includes(kind) ?? firstOf(element, grammar)[kind] === 1;

/** The token kinds that an element can begin with, as a byte array over kinds. */
export function firstOf(element: Element, grammar: Grammar): Uint8Array {
  if (element.first) return element.first;
  const set = new Uint8Array(grammar.kindCount);
  collectFirst(element, grammar, set, new Set());
  element.first = set;
  return set;
}

function collectFirst(element: Element, grammar: Grammar, set: Uint8Array, seen: Set<Rule>): void {
  if (element.first) {
    for (let i = 0; i < set.length; i++) if (element.first[i]) set[i] = 1;
    return;
  }
  switch (element.op) {
    case Op.Token:
      set[element.kind] = 1;
      return;
    case Op.Slot:
      if (element.slot) for (let i = 0; i < set.length; i++) if (element.slot.accepts[i]) set[i] = 1;
      return;
    case Op.Class:
      classFirst(element.classId, grammar, set, seen);
      return;
    case Op.Rule:
      if (!element.rule || seen.has(element.rule)) return;
      seen.add(element.rule);
      if (element.rule.firstKinds) {
        for (const kind of element.rule.firstKinds) set[kind] = 1;
        return;
      }
      collectFirst(element.rule.body, grammar, set, seen);
      return;
    case Op.Sequence:
      for (const item of element.items) {
        collectFirst(item, grammar, set, seen);
        if (!isNullable(item)) return;
      }
      return;
    default:
      for (const item of element.items) collectFirst(item, grammar, set, seen);
  }
}

/** Words and marks that begin an expression without being the beginning of a Primary. */
export const prefixOperators = ['NOT', '+', '-', '~', '@', '|/', '||/', '!!'] as const;

function classFirst(id: number, grammar: Grammar, set: Uint8Array, seen: Set<Rule>): void {
  const add = (...kinds: number[]) => {
    for (const kind of kinds) set[kind] = 1;
  };
  const name = classNames[id];
  switch (name) {
    case 'string':
    case 'body':
      add(T.STRING, T.DOLLAR_STRING, T.PARAMETER, T.TEMPLATE);
      return;
    case 'integer':
      add(T.INTEGER, T.PARAMETER, T.TEMPLATE);
      return;
    case 'signed-number':
      add(T.PLUS, T.MINUS_SIGN, T.INTEGER, T.NUMBER, T.PARAMETER, T.TEMPLATE);
      return;
    case 'number':
      add(T.INTEGER, T.NUMBER, T.PARAMETER, T.TEMPLATE);
      return;
    case 'boolean':
      add(grammar.keywords.kindOf('TRUE') ?? T.BAD, grammar.keywords.kindOf('FALSE') ?? T.BAD, T.PARAMETER, T.TEMPLATE);
      return;
    case 'identifier':
      for (let i = 0; i < set.length; i++) if (grammar.isName[i]) set[i] = 1;
      return;
    case 'any-word':
      for (let i = 0; i < set.length; i++) if (grammar.isWord[i]) set[i] = 1;
      return;
    case 'quoted-name':
      add(T.QUOTED_NAME, T.PARAMETER, T.TEMPLATE);
      return;
    case 'parens':
      add(T.LEFT_PAREN);
      return;
    case 'anything':
      for (let i = T.NAME; i < set.length; i++) set[i] = 1;
      return;
    default: {
      for (const word of prefixOperators) {
        const kind = T.punctuationKind(word) ?? grammar.keywords.kindOf(word);
        if (kind !== undefined) set[kind] = 1;
      }
      const primary = grammar.rules.get('Primary');
      if (!primary || seen.has(primary)) return;
      seen.add(primary);
      collectFirst(primary.body, grammar, set, seen);
    }
  }
}
