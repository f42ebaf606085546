// Keywords as the phrases they begin: WITH GRANT OPTION, ALL TABLES IN SCHEMA, STORED AS PARQUET.
import { dateParts } from '../../dialect/functions.ts';
import { type Element, Op, type Rule } from '../../syntax/grammar.ts';
import type { Language } from '../../syntax/language.ts';
import type { Expectation } from '../../syntax/parser.ts';
import { FIRST_KEYWORD } from '../../syntax/tokens.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { placeAmongObjects, placeAmongOperators, placeAmongUsual, placeInExpression, usualStarts } from './usualWords.ts';

/** Operators are matched in code: the words that go with them stand here. */
const operatorPhrases: Record<string, readonly string[]> = {
  AT: ['AT TIME ZONE'],
  IS: ['IS NULL', 'IS NOT NULL', 'IS'],
  NOT: ['NOT IN', 'NOT LIKE', 'NOT BETWEEN', 'NOT'],
  SIMILAR: ['SIMILAR TO'],
};

/** Proposes the words among the expectations; of their phrases those that `allows` lets pass. `behind` moves them down the ranking. */
export function proposeKeywords(
  request: CompletionRequest,
  expectations: readonly Expectation[],
  allows: (phrase: string) => boolean = () => true,
  behind = 0,
): void {
  const { language, list, spell, fits } = request;
  const keywords = language.grammar.keywords;
  const places = placesOf(request, behind > 0);
  const situation: Situation = {
    comparisonEnds: once(() => comparisonEnds(request)),
    behindIn: () => {
      const { before } = request.context;
      const text = (back: number) => request.document.text.slice(before.starts[before.count - back], before.ends[before.count - back]);
      return before.count > 2 && text(1) === '(' && text(2).toUpperCase() === 'IN';
    },
    awaitsThen: expectations.some(({ kind, operator }) => !operator && kind >= FIRST_KEYWORD && keywords.textOf(kind) === 'THEN'),
  };
  const isSaid = saidOptions(request);
  let order = 0;
  for (const expectation of expectations) {
    if (expectation.kind < FIRST_KEYWORD) continue;
    const word = keywords.textOf(expectation.kind);
    if (isNameInFrom(expectation, word)) continue;
    order++;
    const base = tierOf(expectation, word, situation) + behind + (isSaid(expectation, word) ? 1_500 : 0);
    const page = expectation.rules.at(-1)?.page ?? expectation.rules.at(-2)?.page;
    const kind = expectation.rules.some(rule => rule.name === 'DataType') ? 'type' : 'keyword';
    for (const phrase of phrasesOfExpectation(expectation, language)) {
      if (!fits(phrase) || !allows(phrase)) continue;
      const place = places(phrase, expectation);
      const rankOf = base + (place === undefined ? order : place - 100);
      list.add({ label: phrase, kind, insert: spell(phrase), rank: rankOf, ...(page && { about: `page:${pageName(page)}` }) });
    }
  }
}

function once<Value>(compute: () => Value): () => Value {
  let value: { readonly of: Value } | undefined;
  return () => (value ??= { of: compute() }).of;
}

/** Options that exclude each other. */
const exclusive: readonly (readonly string[])[] = [
  ['IAM_ROLE', 'CREDENTIALS', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'],
  ['FORMAT', 'CSV', 'PARQUET', 'JSON', 'ORC', 'AVRO', 'FIXEDWIDTH', 'SHAPEFILE'],
  ['GZIP', 'BZIP2', 'LZOP', 'ZSTD'],
];
const bags = new Set(['CopyOption', 'UnloadOption', 'TableAttribute', 'MaterializedViewAttribute']);

/** Where options come in any order: whether the statement has the option already, or one that excludes it. */
function saidOptions({ context: { before }, document }: CompletionRequest): (expectation: Expectation, word: string) => boolean {
  let said: Set<string> | undefined;
  return ({ begins }, word) => {
    if (!begins || !bags.has(begins.name)) return false;
    said ??= new Set(Array.from({ length: before.count }, (_, i) => document.text.slice(before.starts[i], before.ends[i]).toUpperCase()));
    return said.has(word) || exclusive.some(group => group.includes(word) && group.some(other => said!.has(other)));
  };
}

/** In FROM a few words are names of functions or of tables; as words they are of no help there. */
function isNameInFrom({ rules, element }: Expectation, word: string): boolean {
  const last = rules.at(-1)?.name;
  const isCall = last === 'FunctionCall' && rules.some(rule => rule.name === 'TableFunction');
  return isCall || element?.owner.name === 'NamedTable' || (element?.owner.name === 'TableAlias' && word === 'ARRAY');
}

/** The place of a phrase among those that are usual here; undefined when it is none of them. */
function placesOf({ context, document }: CompletionRequest, atStart: boolean) {
  const { before } = context;
  const starts = atStart || before.count === 0;
  const first = before.count === 1 ? document.text.slice(before.starts[0], before.ends[0]).toUpperCase() : '';
  return (phrase: string, { rules, inExpression, operator }: Expectation): number | undefined => {
    if (starts) {
      const place = usualStarts.indexOf(phrase);
      return place < 0 ? undefined : place;
    }
    if (operator) return placeAmongOperators(phrase);
    return inExpression ? placeInExpression(phrase) : (placeAmongObjects(first, phrase) ?? placeAmongUsual(rules, phrase));
  };
}

function phrasesOfExpectation({ kind, element, operator, rules }: Expectation, language: Language): readonly string[] {
  const word = language.grammar.keywords.textOf(kind);
  if (operator) return operatorPhrases[word] ?? [word];
  if (!element) return [word === 'TIME' ? 'TIME ZONE' : word];
  return word === 'DOUBLE' ? ['DOUBLE PRECISION'] : phrasesOf(element, language, rules);
}

/** What stands behind an operand depends on where the operand stands: in a condition it is compared, in a list the next clause comes. */
const conditions = new Set(['WhereClause', 'HavingClause', 'QualifyClause', 'JoinCondition', 'MergeStatement', 'PolicyPredicate']);
const lists = new Set(['SelectItem', 'SetClause', 'GroupByClause', 'OrderByClause', 'Argument', 'ValuesRow']);
/** Here the order of the usual words says more. */
const selecting = new Set(['SelectItem', 'SelectStatement', 'TableAlias']);
const branchWords = new Set(['WHEN', 'THEN', 'ELSE', 'END']);
const mainDateParts = new Set([...Object.keys(dateParts).map(part => part.toUpperCase()), 'DOW', 'DOY']);

interface Situation {
  /** Whether what stands before the cursor may be a whole condition: `a = 1`, `b IS NULL`. */
  comparisonEnds(): boolean;
  /** `a IN (|` */
  behindIn(): boolean;
  /** Between WHEN and THEN. */
  readonly awaitsThen: boolean;
}

function tierOf({ operator, inExpression, rules, element, begins }: Expectation, word: string, situation: Situation): number {
  const open = (name: string) => rules.some(rule => rule.name === name);
  if (!inExpression && !operator && branchWords.has(word) && open('CaseExpression')) {
    // The result of a branch is mostly whole; a condition is when it has been compared.
    if (word !== 'THEN') return rank.mainName - 50;
    return situation.comparisonEnds() ? rank.mainName - 200 : rank.mainName + 100;
  }
  if (operator) {
    const around = rules.findLast(rule => conditions.has(rule.name) || lists.has(rule.name) || rule.name === 'CaseExpression')?.name ?? '';
    const inCondition = around === 'CaseExpression' ? situation.awaitsThen : conditions.has(around);
    if (!inCondition) return rank.operator;
    if (word === 'AND' || word === 'OR') return rank.mainName;
    return situation.comparisonEnds() ? rank.operator : rank.mainName;
  }
  if (word === 'SELECT' && situation.behindIn()) return rank.exact;
  const base = inExpression ? rank.expressionWord : rank.keyword;
  // Literals that begin with their type, types of system catalogs and the short forms of date parts are seldom wanted.
  if (open('TypedLiteral')) return base + 900;
  if (open('CatalogType') || element?.owner.name === 'DataType') return base + 500;
  // Where a date part is wanted: behind EXTRACT ( before what any call can begin with.
  if (element?.owner.name === 'DatePart') return mainDateParts.has(word) ? rank.exact + 100 : base + 500;
  // What goes on with the option or clause that was begun before what begins the next.
  return !begins && !inExpression && rules.length > 2 && !selecting.has(rules.at(-1)!.name) ? base - 150 : base;
}

const comparing = new Set(['=', '<', '>', '<=', '>=', '<>', '!=', '~', '!~', '~*', '!~*', 'LIKE', 'ILIKE', 'IN', 'BETWEEN', 'IS', 'TO', 'EXISTS', 'ANY', 'ALL', 'SOME', 'ISNULL', 'NOTNULL']); // biome-ignore format: one table
const bounds = new Set(['WHERE', 'ON', 'HAVING', 'QUALIFY', 'WHEN', 'THEN', 'ELSE', 'SELECT', 'AND', 'OR', ',', 'USING', 'SET', 'BY', ';', 'IF', 'ELSIF', 'WHILE']); // biome-ignore format: one table

/** Whether the operand before the cursor is what something was compared with. */
function comparisonEnds({ context, document }: CompletionRequest): boolean {
  const { before } = context;
  let depth = 0;
  for (let i = before.count - 1, steps = 0; i >= 0 && steps < 400; i--, steps++) {
    const word = document.text.slice(before.starts[i], before.ends[i]).toUpperCase();
    if (word === ')' || word === ']') depth++;
    else if (word === '(' || word === '[') {
      // The parenthesis around the condition, or that of a call the cursor stands in.
      if (--depth < 0) return false;
    } else if (depth > 0) continue;
    // Behind BETWEEN an AND is still to come: the grammar asks for it by itself.
    else if (comparing.has(word)) return true;
    else if (word === 'AND') return isBetween(document.text, before, i - 1);
    // CASE x WHEN 1: the value is compared by itself.
    else if (word === 'WHEN') return isSimpleCase(document.text, before, i - 1);
    else if (bounds.has(word)) return false;
  }
  return false;
}

/** Whether a value stands behind the CASE to which the WHEN behind token `from` belongs. */
function isSimpleCase(text: string, before: CompletionRequest['context']['before'], from: number): boolean {
  let depth = 0;
  for (let i = from; i >= 0 && from - i < 1000; i--) {
    const word = text.slice(before.starts[i], before.ends[i]).toUpperCase();
    if (word === 'END') depth++;
    else if (word === 'CASE' && --depth < 0) return text.slice(before.starts[i + 1], before.ends[i + 1]).toUpperCase() !== 'WHEN';
  }
  return false;
}

/** Whether the AND behind token `from` belongs to a BETWEEN. */
function isBetween(text: string, before: CompletionRequest['context']['before'], from: number): boolean {
  let depth = 0;
  for (let i = from; i >= 0 && from - i < 200; i--) {
    const word = text.slice(before.starts[i], before.ends[i]).toUpperCase();
    if (word === ')') depth++;
    else if (word === '(' && --depth < 0) return false;
    else if (depth > 0) continue;
    else if (word === 'BETWEEN') return true;
    else if (bounds.has(word)) return false;
  }
  return false;
}

/** The page without what all addresses share: lists are long, and this stands in each item. */
const pageName = (page: string) => page.replace(/^.*\/dg\/|\.html$/g, '');

/** A keyword with those that must follow it; a choice of words behind it is spread out: ALL TABLES IN SCHEMA, ALL FUNCTIONS IN SCHEMA. */
export function phrasesOf(element: Element, language: Language, rules: readonly Rule[] = []): string[] {
  const text = (kind: number) => language.grammar.keywords.textOf(kind);
  let phrases = [text(element.kind)];
  let at = element;
  for (let words = 1; words < 7; words++) {
    const next = nextRequired(at, rules);
    if (!next) break;
    if (isWord(next)) {
      phrases = phrases.map(phrase => `${phrase} ${text(next.kind)}`);
      at = next;
      continue;
    }
    const spread = phrases.length === 1 ? firstWords(next) : undefined;
    if (!spread) break;
    const head = phrases[0]!;
    phrases = spread.map(word => `${head} ${text(word.kind)}`);
    // Behind a choice of single words the sequence goes on: IN SCHEMA behind TABLES, FUNCTIONS and PROCEDURES.
    if (next.op !== Op.Choice || !next.items.every(item => isWord(item) || item.rule?.tolerated)) {
      phrases.push(head);
      break;
    }
    at = next;
  }
  const naming = namingWord(at, language);
  return naming && phrases.length === 1 ? [`${phrases[0]} ${text(naming.kind)}`, phrases[0]!] : phrases;
}

/** The word that may stand between an element and a name and says what is named: ADD [ COLUMN ] column-name. */
function namingWord(element: Element, { grammar }: Language): Element | undefined {
  const next = element.parent?.op === Op.Sequence ? element.parent.items[element.index + 1] : undefined;
  if (next?.op !== Op.Optional && next?.op !== Op.Choice) return undefined;
  const inner = next.items[0]!;
  const word = inner.op === Op.Sequence ? inner.items[0]! : inner;
  if (!isWord(word)) return undefined;
  const slot = next.op === Op.Choice ? next.items[1] : element.parent!.items[element.index + 2];
  return slot?.op === Op.Slot && slot.slot!.name.includes(`${grammar.keywords.textOf(word.kind).toLowerCase()}-name`) ? word : undefined;
}

const isWord = (element: Element) => element.op === Op.Token && element.kind >= FIRST_KEYWORD;

/** The words that the alternatives of a choice begin with, when there are few and each begins with one. */
function firstWords(element: Element): Element[] | undefined {
  const body = element.op === Op.Rule ? element.rule!.body : element;
  if (body.op !== Op.Choice || body.items.length > 8) return undefined;
  const words: Element[] = [];
  for (const item of body.items) {
    const inner = item.op === Op.Rule ? item.rule!.body : item;
    if (item.op === Op.Rule && item.rule!.tolerated) continue;
    const first = inner.op === Op.Sequence ? inner.items[0]! : inner;
    if (!isWord(first)) return undefined;
    words.push(first);
  }
  return words;
}

/** What stands behind an element; options before a word are passed over (CREATE [ OR REPLACE ] VIEW), other options end the phrase. */
function nextRequired(element: Element, rules: readonly Rule[]): Element | undefined {
  let at = element;
  const rule = rules.length - 1;
  for (;;) {
    const parent = at.parent;
    if (!parent) {
      // The end of a rule: the phrase goes on behind the places where the rule around it has it (LEFT [ OUTER ] JOIN).
      const around = rules.slice(0, rule + 1);
      if (rule < 1 || around[rule] !== at.owner) return undefined;
      const next = referencesIn(around[rule - 1]!.body, at.owner).map(reference => nextRequired(reference, around.slice(0, -1)));
      const [first] = next;
      return first && next.every(other => other && isWord(other) && other.kind === first.kind) ? first : undefined;
    }
    if (parent.op === Op.Sequence) {
      let passed = false;
      for (let i = at.index + 1; i < parent.items.length; i++) {
        const item = parent.items[i]!;
        if (item.op === Op.Commit) continue;
        if (item.op === Op.Optional) {
          passed = true;
          continue;
        }
        return !passed || isWord(item) ? item : undefined;
      }
    } else if (parent.op !== Op.Choice && !(parent.op === Op.Optional && at.op === Op.Rule)) return undefined;
    at = parent;
  }
}

/** The elements below `body` that stand for `rule`. */
function referencesIn(body: Element, rule: Rule): Element[] {
  if (body.op === Op.Rule) return body.rule === rule ? [body] : [];
  return body.items.flatMap(item => referencesIn(item, rule));
}
