// Completion: what the grammar expects at the cursor; keywords as the phrases they begin, name slots filled from the script, the catalog and
// the facts of the language. Nothing here waits: what is not loaded is named in `needs`, and the answer is marked incomplete.

import { datePartFunctions } from '../dialect/functions.ts';
import { findParameter, type Parameter, valueWords } from '../dialect/parameters.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import { classNames, Op } from '../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { Expectation } from '../syntax/parser.ts';
import { DOT, FIRST_KEYWORD, FIRST_PUNCTUATION, RIGHT_BRACKET, RIGHT_PAREN } from '../syntax/tokens.ts';
import { proposeDateParts } from './completion/functions.ts';
import { matcher } from './completion/fuzzy.ts';
import { allowedInGrant } from './completion/grants.ts';
import { proposeKeywords } from './completion/keywords.ts';
import { proposeFields } from './completion/paths.ts';
import { type Place, placeAt } from './completion/place.ts';
import { type Proposal, ProposalList, rank } from './completion/proposals.ts';
import { proposePieces, proposeStarExpansion } from './completion/queries.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { OtherScript } from './completion/scriptNames.ts';
import { proposeForSlot, proposeParameterValues, proposeVariables } from './completion/slots.ts';
import { proposeSnippets } from './completion/snippets.ts';
import { proposeInString, proposeQuoted, unloadedQuery } from './completion/strings.ts';
import { completeDirective } from './completion/suppressions.ts';
import { proposeUsualGrantees } from './completion/usualGrantees.ts';
import { keywordCase } from './completion/writing.ts';
import { expectedAtCursor } from './expectedAtCursor.ts';
import { type CatalogAccess, foldedParts, knownNames, offline, type SchemaNeed } from './knownNames.ts';

export interface CompletionAnswer {
  /** Best first. */
  readonly proposals: readonly Proposal[];
  /** The word that is replaced; offsets in the document. */
  readonly replaceStart: number;
  readonly replaceEnd: number;
  /** More would be offered for a longer word, or once `needs` are loaded. */
  readonly incomplete: boolean;
  readonly needs: readonly SchemaNeed[];
}

export interface CompletionOptions {
  readonly catalog?: CatalogAccess;
  /** Whether the client fills in snippets. */
  readonly snippets?: boolean;
  readonly language?: Language;
  /** The other open scripts: what they make and name is offered as well. */
  readonly others?: readonly OtherScript[];
  /** Labels of what was accepted lately, the latest first. */
  readonly recent?: readonly string[];
}

/** What can stand at `offset`; undefined inside comments, lint directives apart. */
export function complete(document: SyntaxDocument, offset: number, options: CompletionOptions = {}): CompletionAnswer | undefined {
  const { catalog = offline, snippets = false, language = redshiftLanguage(), others = [], recent = [] } = options;
  const context = expectedAtCursor(document, offset, language);
  if (!context) {
    const directive = completeDirective(document, offset);
    return directive && { ...directive, replaceEnd: offset, incomplete: false, needs: [] };
  }
  const query = unloadedQuery(document, context);
  if (query) return complete(query, offset, options);
  const known = knownNames(document, context.statement, catalog, language, others);
  const list = new ProposalList();
  let place: Place | undefined;
  const request: CompletionRequest = {
    document,
    offset,
    language,
    context,
    known,
    list,
    snippets,
    qualifiers: foldedParts(context.qualifiers),
    fits: matcher(context.prefix),
    place: () => (place ??= placeAt(document, context, known, language)),
    spell: keywordCase(context, document),
  };
  if (context.openString !== undefined) proposeInString(request);
  else proposeAll(request);
  const { replaceStart, replaceEnd } = context;
  list.raise(recent);
  const ranked = bestFirst(request);
  const proposals = context.prefix.startsWith('"') ? ranked.flatMap(asQuoted) : ranked;
  return { proposals, replaceStart, replaceEnd, incomplete: list.incomplete || known.needs.length > 0, needs: known.needs };
}

/** What fits the typed word well comes before what fits it loosely; what fits alike stays in the order of the ranking. */
function bestFirst({ list, fits, context }: CompletionRequest): Proposal[] {
  const { proposals } = list;
  if (context.openString !== undefined || context.prefix === '') return proposals.sort((a, b) => a.rank - b.rank);
  const loose = 1_000_000;
  const places = new Map<Proposal, number>();
  for (const proposal of proposals) {
    const fit = fits(proposal.filter ?? proposal.label);
    places.set(proposal, proposal.rank + (fit >= 4 ? 0 : fit === 3 ? loose : 2 * loose));
  }
  return proposals.sort((a, b) => places.get(a)! - places.get(b)!);
}

/** Behind an opening quote only names can stand, and editors compare the quote as well. */
const asQuoted = (proposal: Proposal): Proposal[] =>
  ['keyword', 'function', 'snippet', 'value'].includes(proposal.kind)
    ? []
    : [{ ...proposal, filter: `"${proposal.filter ?? proposal.label}` }];

function proposeAll(request: CompletionRequest): void {
  if (isBehindSubscript(request.context.written)) {
    proposeFields(request);
    return;
  }
  const { expectations, phrase } = allowedInGrant(request);
  const parameter = parameterAt(request, expectations);
  if (request.qualifiers.length === 0) proposeKeywords(request, expectations.filter(fitsParameter(request, parameter)), phrase);
  if (request.qualifiers.length === 0) proposeNextStatement(request);
  const slots = new Set<string>();
  for (const { element } of expectations) if (element?.op === Op.Slot && element.slot) slots.add(element.slot.name);
  for (const slot of slots) proposeForSlot(request, slot);
  if (expectations.some(expectation => expectation.inExpression)) proposeVariables(request);
  if (parameter) proposeParameterValues(request, parameter);
  proposeQuoted(request);
  proposeDatePartAt(request, expectations);
  proposeUsualGrantees(request, expectations);
  proposePieces(request);
  proposeStarExpansion(request);
  proposeSnippets(request);
}

/** `items[0].|`: only a field can stand here, and no slot of the grammar says so. */
const isBehindSubscript = ({ kinds, count }: CompletionRequest['context']['written']) =>
  kinds[count - 1] === DOT && kinds[count - 2] === RIGHT_BRACKET;

/** At the beginning of a line behind what may be a whole statement: the next one, whose semicolon was forgotten. */
function proposeNextStatement(request: CompletionRequest): void {
  const { context, document, language } = request;
  const { before, rule, replaceStart } = context;
  if (before.count === 0 || rule !== language.statement) return;
  const line = document.text.slice(document.text.lastIndexOf('\n', replaceStart - 1) + 1, replaceStart);
  if (line.trim() !== '') return;
  const whole = language.parser.match(rule, before);
  if (!whole.matched || whole.end !== before.count) return;
  const nothing = { kinds: new Uint16Array(1), count: 0 };
  proposeKeywords(request, language.parser.expectedAt(rule, nothing, 0), undefined, rank.system);
}

const identifierClass = classNames.indexOf('identifier');

/** The parameter whose value is wanted: `SET datestyle TO |` */
function parameterAt(request: CompletionRequest, expectations: readonly Expectation[]): Parameter | undefined {
  const setting = expectations.some(
    ({ element, rules }) => element?.classId === identifierClass && rules.some(rule => rule.name === 'SetValue'),
  );
  if (!setting) return undefined;
  const { before } = request.context;
  return findParameter(request.document.text.slice(before.starts[before.count - 2], before.ends[before.count - 2]));
}

/** A parameter is set to its own values and to DEFAULT; ON, OFF, TRUE and FALSE only where it is one of two, and not a second time. */
function fitsParameter({ language }: CompletionRequest, parameter: Parameter | undefined): (expectation: Expectation) => boolean {
  if (!parameter) return () => true;
  const values = valueWords(parameter);
  const isSwitch = values.includes('on') || values.includes('true');
  return ({ kind }) => {
    if (kind < FIRST_KEYWORD) return true;
    const word = language.grammar.keywords.textOf(kind);
    return word === 'DEFAULT' || (isSwitch && !values.includes(word.toLowerCase()));
  };
}

/** The first argument of DATEADD and its like. */
function proposeDatePartAt(request: CompletionRequest, expectations: readonly Expectation[]): void {
  const { before } = request.context;
  if (before.count < 2 || !expectations.some(expectation => expectation.inExpression)) return;
  const text = (back: number) => request.document.text.slice(before.starts[before.count - back], before.ends[before.count - back]);
  const name = text(2).toUpperCase();
  // DATE_TRUNC takes its part as a text, the others as a word as well.
  if (text(1) === '(' && datePartFunctions.has(name)) proposeDateParts(request, rank.exact, name === 'DATE_TRUNC' ? "'" : '');
}

/**
 * Whether a list is wanted unasked behind a space: after a word or mark that must go on (`SELECT `, `IN SCHEMA `, `, `), never where the statement may
 * be complete, for there Enter shall begin a line and not accept a proposal.
 */
export function wantsMore(document: SyntaxDocument, offset: number, language: Language = redshiftLanguage()): boolean {
  const context = expectedAtCursor(document, offset, language);
  if (!context || context.before.count === 0 || context.openString !== undefined) return false;
  const { before, rule } = context;
  const last = before.kinds[before.count - 1]!;
  const goesOn = last >= FIRST_KEYWORD || (last >= FIRST_PUNCTUATION && last !== RIGHT_PAREN);
  if (!goesOn) return false;
  const whole = language.parser.match(rule, before);
  return !(whole.matched && whole.end === before.count);
}
