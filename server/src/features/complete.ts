// Completion: what the grammar expects at the cursor, keywords as the phrases they begin.
import type { SyntaxDocument } from '../syntax/document.ts';
import { type Element, Op } from '../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { FIRST_KEYWORD } from '../syntax/tokens.ts';
import { expectedAtCursor } from './expectedAtCursor.ts';

export interface CompletionProposal {
  readonly label: string;
  readonly kind: 'keyword';
  readonly insert: string;
  /** Smaller comes first. */
  readonly rank: number;
}

export interface CompletionAnswer {
  readonly proposals: readonly CompletionProposal[];
  readonly replaceStart: number;
  readonly replaceEnd: number;
}

export function complete(document: SyntaxDocument, offset: number, language: Language = redshiftLanguage()): CompletionAnswer | undefined {
  const context = expectedAtCursor(document, offset, language);
  if (!context) return undefined;
  const proposals = new Map<string, CompletionProposal>();
  let order = 0;
  for (const expectation of context.expectations) {
    order++;
    if (expectation.kind < FIRST_KEYWORD) continue;
    const labels = expectation.element ? phrasesOf(expectation.element, language) : [language.grammar.keywords.textOf(expectation.kind)];
    const rank = order + (expectation.operator ? 2000 : 0) + (expectation.inExpression ? 1000 : 0);
    for (const label of labels) if (!proposals.has(label)) proposals.set(label, { label, kind: 'keyword', insert: label, rank });
  }
  return { proposals: [...proposals.values()], replaceStart: context.replaceStart, replaceEnd: context.replaceEnd };
}

/** A keyword with those that must follow it; a choice of single keywords behind it is spread out: ALL TABLES IN SCHEMA, ALL FUNCTIONS IN SCHEMA. */
export function phrasesOf(element: Element, language: Language): string[] {
  let phrases = [language.grammar.keywords.textOf(element.kind)];
  let at: Element | undefined = element;
  for (let words = 1; words < 5; words++) {
    const next = nextRequired(at!);
    if (!next) break;
    if (next.op === Op.Token && next.kind >= FIRST_KEYWORD) {
      phrases = phrases.map(p => `${p} ${language.grammar.keywords.textOf(next.kind)}`);
      at = next;
    } else if (
      next.op === Op.Choice &&
      phrases.length === 1 &&
      next.items.length <= 8 &&
      next.items.every(i => i.op === Op.Token && i.kind >= FIRST_KEYWORD)
    ) {
      phrases = next.items.map(i => `${phrases[0]} ${language.grammar.keywords.textOf(i.kind)}`);
      at = next;
    } else break;
  }
  return phrases;
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
