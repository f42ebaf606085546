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

export function proposeKeywords({ context, language, list, spell }: CompletionRequest, expectations: readonly Expectation[]): void {
  const starts = context.before.count === 0;
  let order = 0;
  for (const { kind, element, operator, inExpression, rules } of expectations) {
    if (kind < FIRST_KEYWORD) continue;
    order++;
    const phrases = element ? phrasesOf(element, language) : [language.grammar.keywords.textOf(kind)];
    const base = (operator ? rank.operator : inExpression ? rank.expressionWord : rank.keyword) + demotion(rules);
    const page = rules.at(-1)?.page ?? rules.at(-2)?.page;
    for (const phrase of phrases) {
      const usual = starts ? usualStarts.indexOf(phrase) : -1;
      const at = base + (usual >= 0 ? usual - usualStarts.length : order);
      list.add({ label: phrase, kind: 'keyword', insert: spell(phrase), rank: at, ...(page && { about: `page:${page}` }) });
    }
  }
}

/** Literals that begin with their type are seldom what is wanted first in an expression. */
const demotion = (rules: readonly Rule[]) => (rules.some(rule => rule.name === 'TypedLiteral') ? 900 : 0);

/** A keyword with those that must follow it; a choice of words behind it is spread out: ALL TABLES IN SCHEMA, ALL FUNCTIONS IN SCHEMA. */
export function phrasesOf(element: Element, language: Language): string[] {
  const text = (kind: number) => language.grammar.keywords.textOf(kind);
  let phrases = [text(element.kind)];
  let at = element;
  for (let words = 1; words < 5; words++) {
    const next = nextRequired(at);
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

function nextRequired(element: Element): Element | undefined {
  let at = element;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    if (parent.op === Op.Sequence) {
      for (let i = at.index + 1; i < parent.items.length; i++) {
        const item = parent.items[i]!;
        if (item.op !== Op.Commit) return item;
      }
    } else if (parent.op !== Op.Choice) return undefined;
  }
  return undefined;
}
