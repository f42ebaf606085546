// The shape of a statement or clause in the notation of the AWS reference, made from the grammar, with the place of each element in the text.

import { classNames, type Element, type Grammar, Op, type Rule } from '../syntax/grammar.ts';
import { FIRST_KEYWORD } from '../syntax/tokens.ts';
import { say } from '../text/say.ts';

/** Clauses longer than this get a line of their own, or become a name that is explained below. */
const inlineLength = 60;

export interface Shape {
  readonly text: string;
  /** Where elements of the grammar stand in the text, those of rules that were written out included. */
  readonly spans: ReadonlyMap<Element, readonly [start: number, end: number]>;
  /** Rules that stand in the text by name only. */
  readonly named: readonly Rule[];
}

/** What is never written out: everybody knows what a query or an expression is. */
const opaque = new Set([
  'Query',
  'SelectStatement',
  'DataType',
  'Primary',
  'FunctionCall',
  'EmbeddedStatement',
  'ExplainableStatement',
  'PreparableStatement',
  'PlpgsqlBlock',
  'PlpgsqlStatement',
]);

const spokenNames: Record<string, string> = {
  ParenthesizedQuery: '( query )',
  DataType: 'data_type',
  Query: 'query',
  ColumnList: '( column_name [, ...] )',
  FunctionCall: 'function_call',
};

/** `GrantTarget` → `grant_target`. */
export const placeholderOf = (rule: Rule): string => spokenNames[rule.name] ?? rule.name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

/** The shape of a rule; `whole` writes it on several lines where it is long. */
export function shapeOf(rule: Rule, grammar: Grammar): Shape {
  const named = new Set<Rule>();
  const text = new ShapeText();
  renderBody(rule, grammar, text, named);
  return { text: text.text, spans: text.spans, named: [...named] };
}

/** A rule's shape and below it what its names stand for, as the AWS pages do: `where grant_target is:`. */
export function describeShape(rule: Rule, grammar: Grammar, most = 8): string {
  const shape = shapeOf(rule, grammar);
  return [shape.text, explainNames(shape, grammar, most - 1, rule)].filter(Boolean).join('\n\n');
}

/** Of a rule that is a long choice, the alternatives that a word stands in: COMPUPDATE among the thirty parameters of COPY. */
export function shapeAroundWord({ body }: Rule, kind: number, grammar: Grammar): string | undefined {
  if (body.op !== Op.Choice || lengthOf(body, grammar) <= inlineLength) return undefined;
  const alternatives = shown(body);
  const holding = alternatives.filter(item => hasWord(item, kind));
  if (holding.length === 0 || holding.length === alternatives.length) return undefined;
  return holding
    .map(item => {
      const out = new ShapeText();
      render(item, grammar, out, new Set(), 0, true);
      return out.text;
    })
    .join('\n| ');
}

const hasWord = (element: Element, kind: number): boolean =>
  element.op === Op.Token ? element.kind === kind : element.op !== Op.Rule && element.items.some(item => hasWord(item, kind));

/** What the names in a shape stand for, and the names in those: `where grant_target is: …`; '' where all are known. */
export function explainNames(shape: Shape, grammar: Grammar, most = 4, itself?: Rule): string {
  const parts: string[] = [];
  const seen = new Set<Rule | undefined>([itself]);
  const waiting = [...shape.named];
  while (waiting.length > 0 && parts.length < most) {
    const next = waiting.shift()!;
    if (seen.has(next) || opaque.has(next.name)) continue;
    seen.add(next);
    const inner = shapeOf(next, grammar);
    parts.push(`${say`where ${placeholderOf(next)} is:`}\n  ${inner.text.replaceAll('\n', '\n  ')}`);
    waiting.push(...inner.named);
  }
  return parts.join('\n\n');
}

class ShapeText {
  text = '';
  readonly spans = new Map<Element, readonly [number, number]>();

  within(element: Element, write: () => void): void {
    const start = this.text.length;
    write();
    const lead = /^\s*/.exec(this.text.slice(start))![0].length;
    this.spans.set(element, [Math.min(start + lead, this.text.length), this.text.length]);
  }

  word(word: string): void {
    const tight = this.text === '' || /[\s]$/.test(this.text) || word === '.' || this.text.endsWith('.') || word === ':';
    this.text += tight ? word : ` ${word}`;
  }

  line(indent: number): void {
    this.text = `${this.text.trimEnd()}\n${' '.repeat(indent)}`;
  }
}

function renderBody(rule: Rule, grammar: Grammar, out: ShapeText, named: Set<Rule>): void {
  const { body } = rule;
  if (body.op === Op.Choice) {
    const items = shown(body);
    items.forEach((item, index) => {
      if (index > 0) {
        if (lengthOf(body, grammar) > inlineLength) out.line(0);
        out.word('|');
      }
      render(item, grammar, out, named, 0, true);
    });
    return;
  }
  render(body, grammar, out, named, 0, true);
}

/** What is shown of an element: no commits, nothing that is only tolerated, no clause twice. */
function shown(element: Element): Element[] {
  const rules = new Set<Rule>();
  return element.items.filter(item => {
    if (hides(item)) return false;
    const rule = item.op === Op.Optional ? item.items[0]!.rule : undefined;
    if (rule && rules.has(rule)) return false;
    if (rule) rules.add(rule);
    return true;
  });
}

function hides(element: Element): boolean {
  if (element.op === Op.Commit) return true;
  if (element.op === Op.Rule) return isHidden(element.rule!);
  return element.op >= Op.Sequence && element.items.every(hides);
}

const isHidden = (rule: Rule) => rule.tolerated || rule.name.startsWith('Unsupported') || rule.name.startsWith('Reserved');

function render(element: Element, grammar: Grammar, out: ShapeText, named: Set<Rule>, depth: number, top = false): void {
  out.within(element, () => {
    switch (element.op) {
      case Op.Token:
        out.word(grammar.keywords.textOf(element.kind));
        break;
      case Op.Slot:
        out.word(element.slot!.name.replace(/^new-/, '').replaceAll('-', '_'));
        break;
      case Op.Class:
        out.word(classText(element.classId));
        break;
      case Op.Rule:
        renderRule(element.rule!, grammar, out, named, depth);
        break;
      case Op.Sequence:
        renderSequence(element, grammar, out, named, depth, top);
        break;
      case Op.Choice: {
        const items = shown(element);
        if (items.length > 1) out.word('{');
        renderChoice(items, grammar, out, named, depth);
        if (items.length > 1) out.word('}');
        break;
      }
      case Op.Optional: {
        const inner = element.items[0]!;
        if (inner.op === Op.AnyOrder) {
          render(inner, grammar, out, named, depth, top);
          break;
        }
        out.word('[');
        if (inner.op === Op.Choice) out.within(inner, () => renderChoice(shown(inner), grammar, out, named, depth));
        else render(inner, grammar, out, named, depth);
        out.word(']');
        break;
      }
      case Op.List:
        render(element.items[0]!, grammar, out, named, depth);
        out.word('[, ...]');
        break;
      case Op.Repeat:
        render(element.items[0]!, grammar, out, named, depth);
        out.word('[ ... ]');
        break;
      case Op.AnyOrder:
        renderAnyOrder(element, grammar, out, named, depth, top);
        break;
    }
  });
}

function renderChoice(items: readonly Element[], grammar: Grammar, out: ShapeText, named: Set<Rule>, depth: number): void {
  items.forEach((item, index) => {
    if (index > 0) out.word('|');
    render(item, grammar, out, named, depth);
  });
}

/** Clauses in any order are written as the AWS pages do: each optional, one a line. */
function renderAnyOrder(element: Element, grammar: Grammar, out: ShapeText, named: Set<Rule>, depth: number, top: boolean): void {
  shown(element).forEach((item, index) => {
    if (index > 0 && top) out.line(2);
    out.word('[');
    render(item, grammar, out, named, depth);
    out.word(']');
  });
}

function renderSequence(element: Element, grammar: Grammar, out: ShapeText, named: Set<Rule>, depth: number, top: boolean): void {
  const items = shown(element);
  const long = top && lengthOf(element, grammar) > inlineLength;
  // The statement's first words stay together up to its name; behind it clauses take their own lines where the whole is long.
  const name = items.findIndex(item => item.op === Op.Slot);
  const head = name < 0 ? 0 : name;
  items.forEach((item, index) => {
    if (long && index > head && startsClause(item, items[index - 1]!, grammar)) out.line(2);
    render(item, grammar, out, named, depth, top && (index === items.length - 1 || isAnyOrder(item)));
  });
}

/** A keyword stays with what follows it. */
const isAnyOrder = (item: Element) => item.op === Op.AnyOrder || (item.op === Op.Optional && item.items[0]!.op === Op.AnyOrder);

/** What a choice of which only one alternative is shown stands for. */
function sole(element: Element): Element {
  const items = element.op === Op.Choice ? shown(element) : [];
  return items.length === 1 ? sole(items[0]!) : element;
}

function startsClause(written: Element, behind: Element, grammar: Grammar): boolean {
  const item = sole(written);
  const before = sole(behind);
  if (item.op === Op.AnyOrder) return true;
  if (item.op === Op.Optional) return before.op !== Op.Token || lengthOf(item, grammar) > 14;
  if (before.op === Op.Token) return false;
  return (item.op === Op.Token && item.kind >= FIRST_KEYWORD) || item.op === Op.Rule || item.op === Op.Choice;
}

function renderRule(rule: Rule, grammar: Grammar, out: ShapeText, named: Set<Rule>, depth: number): void {
  const spoken = spokenNames[rule.name];
  if (spoken !== undefined || opaque.has(rule.name) || depth > 3 || lengthOf(rule.body, grammar) > inlineLength) {
    if (spoken === undefined) named.add(rule);
    out.word(placeholderOf(rule));
    return;
  }
  render(rule.body, grammar, out, named, depth + 1);
}

function classText(id: number): string {
  switch (classNames[id]) {
    case 'string':
      return "'string'";
    case 'signed-number':
      return 'number';
    case 'any-word':
    case 'identifier':
      return 'name';
    case 'quoted-name':
      return '"name"';
    case 'operand':
      return 'expression';
    case 'body':
      return '$$ body $$';
    case 'parens':
      return '( ... )';
    case 'anything':
      return '...';
    default:
      return classNames[id]!;
  }
}

const lengths = new WeakMap<Element, number>();

/** How long an element is when everything in it is written out; large when it refers to itself. */
function lengthOf(element: Element, grammar: Grammar): number {
  const known = lengths.get(element);
  if (known !== undefined) return known;
  lengths.set(element, 1000);
  const sum = (items: readonly Element[], between: number) => items.reduce((total, item) => total + lengthOf(item, grammar) + between, 0);
  const inner = shown(element);
  let length: number;
  switch (element.op) {
    case Op.Token:
      length = grammar.keywords.textOf(element.kind).length;
      break;
    case Op.Slot:
      length = element.slot!.name.length;
      break;
    case Op.Class:
      length = 10;
      break;
    case Op.Rule:
      length = spokenNames[element.rule!.name]?.length ?? (opaque.has(element.rule!.name) ? 12 : lengthOf(element.rule!.body, grammar));
      break;
    case Op.Choice:
      length = sum(inner, 3) + 2;
      break;
    case Op.Optional:
    case Op.List:
    case Op.Repeat:
      length = sum(inner, 1) + 6;
      break;
    default:
      length = sum(inner, 1);
  }
  lengths.set(element, Math.min(length, 1000));
  return Math.min(length, 1000);
}
