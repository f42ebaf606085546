// Keywords as the phrases they begin: WITH GRANT OPTION, ALL TABLES IN SCHEMA, STORED AS PARQUET.
import { dateParts } from '../../dialect/functions.ts';
import { type Element, Op, type Rule } from '../../syntax/grammar.ts';
import type { Language } from '../../syntax/language.ts';
import type { Expectation } from '../../syntax/parser.ts';
import { FIRST_KEYWORD } from '../../syntax/tokens.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';

/** What most statements begin with, in front of the hundred others. */
const usualStarts = [
  'SELECT',
  'WITH',
  'CREATE TABLE',
  'GRANT',
  'INSERT INTO',
  'UPDATE',
  'DELETE FROM',
  'ALTER TABLE',
  'DROP TABLE',
  'CREATE VIEW',
  'REVOKE',
  'COPY',
  'UNLOAD',
  'SET',
  'SHOW',
  'BEGIN',
  'COMMIT',
];

/** What CREATE, ALTER and DROP are mostly about. */
const usualObjects = [
  'TABLE', 'VIEW', 'SCHEMA', 'OR REPLACE', 'MATERIALIZED VIEW', 'EXTERNAL TABLE', 'EXTERNAL SCHEMA', 'ROLE', 'USER', 'GROUP', 'RLS POLICY', 'MASKING POLICY', 'MODEL',
  'PROCEDURE', 'FUNCTION', 'DATABASE',
]; // biome-ignore format: one table
const usualTypes = [
  'INTEGER', 'BIGINT', 'SMALLINT', 'VARCHAR', 'CHAR', 'NUMERIC', 'DECIMAL', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN', 'DOUBLE PRECISION', 'REAL', 'SUPER',
]; // biome-ignore format: one table

const usualClauses = ['FROM', 'WHERE', 'JOIN', 'LEFT JOIN', 'ON', 'GROUP BY', 'ORDER BY', 'LIMIT', 'INNER JOIN', 'HAVING', 'AS', 'UNION'];

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
  const { language, list, spell } = request;
  const usual = usualFirst(request, behind > 0);
  let order = 0;
  for (const expectation of expectations) {
    if (expectation.kind < FIRST_KEYWORD) continue;
    order++;
    const base = tierOf(expectation, language.grammar.keywords.textOf(expectation.kind)) + behind;
    const page = expectation.rules.at(-1)?.page ?? expectation.rules.at(-2)?.page;
    const kind = expectation.rules.some(rule => rule.name === 'DataType') ? 'type' : 'keyword';
    for (const phrase of phrasesOfExpectation(expectation, language).filter(allows)) {
      const early = usual(phrase, expectation);
      const at = base + (early >= 0 ? early - 40 : order);
      list.add({ label: phrase, kind, insert: spell(phrase), rank: at, ...(page && { about: `page:${pageName(page)}` }) });
    }
  }
}

/** The place of a phrase among those that are usual here; -1 when it is none of them. */
function usualFirst({ context, document }: CompletionRequest, atStart: boolean): (phrase: string, expectation: Expectation) => number {
  const { before } = context;
  const starts = atStart || before.count === 0;
  const first = before.count === 1 ? document.text.slice(before.starts[0], before.ends[0]).toUpperCase() : '';
  const objects = first === 'CREATE' || first === 'ALTER' || first === 'DROP';
  return (phrase, { rules, inExpression }) => {
    if (starts || rules.some(rule => rule.name === 'EmbeddedStatement')) return usualStarts.indexOf(phrase);
    if (objects) return usualObjects.indexOf(phrase);
    if (inExpression) return -1;
    if (rules.some(rule => rule.name === 'DataType')) return usualTypes.indexOf(phrase);
    return rules.some(rule => rule.name === 'Query') ? usualClauses.indexOf(phrase) : -1;
  };
}

function phrasesOfExpectation({ kind, element, operator, rules }: Expectation, language: Language): readonly string[] {
  const word = language.grammar.keywords.textOf(kind);
  if (operator) return operatorPhrases[word] ?? [word];
  if (!element) return [word === 'TIME' ? 'TIME ZONE' : word];
  return word === 'DOUBLE' ? ['DOUBLE PRECISION'] : phrasesOf(element, language, rules);
}

const conditions = new Set([
  'WhereClause',
  'HavingClause',
  'QualifyClause',
  'JoinCondition',
  'WhenClause',
  'MergeStatement',
  'PolicyPredicate',
]);
const mainDateParts = new Set([...Object.keys(dateParts).map(part => part.toUpperCase()), 'DOW', 'DOY']);

function tierOf({ operator, inExpression, rules, element }: Expectation, word: string): number {
  const open = (name: string) => rules.some(rule => rule.name === name);
  // In a condition what goes on with it is likelier than the next clause; in a select list FROM is likelier.
  if (operator) return rules.some(rule => conditions.has(rule.name)) ? rank.mainName : rank.operator;
  const base = inExpression ? rank.expressionWord : rank.keyword;
  // Literals that begin with their type, types of system catalogs and the short forms of date parts are seldom wanted.
  if (open('TypedLiteral')) return base + 900;
  if (open('CatalogType') || element?.owner.name === 'DataType') return base + 500;
  return open('DatePart') && !mainDateParts.has(word) ? base + 500 : base;
}

/** The page without what all addresses share: lists are long, and this stands in each item. */
const pageName = (page: string) => page.replace(/^.*\/dg\/|\.html$/g, '');

/** A keyword with those that must follow it; a choice of words behind it is spread out: ALL TABLES IN SCHEMA, ALL FUNCTIONS IN SCHEMA. */
export function phrasesOf(element: Element, language: Language, rules: readonly Rule[] = []): string[] {
  const text = (kind: number) => language.grammar.keywords.textOf(kind);
  let phrases = [text(element.kind)];
  let at = element;
  for (let words = 1; words < 5; words++) {
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
  return phrases;
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
