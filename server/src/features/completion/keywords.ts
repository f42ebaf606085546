// Keywords as the phrases they begin: WITH GRANT OPTION, ALL TABLES IN SCHEMA, STORED AS PARQUET.
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

/** Operators are matched in code: the words that go with them stand here. */
const operatorPhrases: Record<string, readonly string[]> = {
  AT: ['AT TIME ZONE'],
  TIME: ['TIME ZONE'],
  IS: ['IS NULL', 'IS NOT NULL', 'IS'],
  NOT: ['NOT', 'NOT IN', 'NOT LIKE', 'NOT BETWEEN'],
  SIMILAR: ['SIMILAR TO'],
};

/** Proposes the words among the expectations; of their phrases those that `allows` lets pass. `behind` moves them down the ranking. */
export function proposeKeywords(
  { context, language, list, spell }: CompletionRequest,
  expectations: readonly Expectation[],
  allows: (phrase: string) => boolean = () => true,
  behind = 0,
): void {
  const starts = context.before.count === 0 || behind > 0;
  let order = 0;
  for (const { kind, element, operator, inExpression, rules } of expectations) {
    if (kind < FIRST_KEYWORD) continue;
    order++;
    const word = language.grammar.keywords.textOf(kind);
    const phrases = element ? phrasesOf(element, language, rules) : (operatorPhrases[word] ?? [word]);
    const base = (operator ? rank.operator : inExpression ? rank.expressionWord : rank.keyword) + demotion(rules) + behind;
    const page = rules.at(-1)?.page ?? rules.at(-2)?.page;
    for (const phrase of phrases.filter(allows)) {
      const usual = starts ? usualStarts.indexOf(phrase) : -1;
      const at = base + (usual >= 0 ? usual - usualStarts.length : order);
      list.add({ label: phrase, kind: 'keyword', insert: spell(phrase), rank: at, ...(page && { about: `page:${pageName(page)}` }) });
    }
  }
}

/** The page without what all addresses share: lists are long, and this stands in each item. */
const pageName = (page: string) => page.replace(/^.*\/dg\/|\.html$/g, '');

/** Literals that begin with their type are seldom what is wanted first in an expression. */
const demotion = (rules: readonly Rule[]) => (rules.some(rule => rule.name === 'TypedLiteral') ? 900 : 0);

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
