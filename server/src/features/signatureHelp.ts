// Signature help: the arguments of the function around the cursor, else the shape of the statement with the current place in it.

import { builtInFunctions } from '../dialect/functions.ts';
import { fold } from '../semantics/names.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import { Op, type Rule } from '../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { Expectation } from '../syntax/parser.ts';
import * as T from '../syntax/tokens.ts';
import { say } from '../text/say.ts';
import { functionText, link } from './completion/documentation.ts';
import { type CursorContext, expectedAtCursor } from './expectedAtCursor.ts';
import { type CatalogAccess, knownNames, offline } from './knownNames.ts';
import { type Shape, shapeOf } from './statementShape.ts';

export interface Signature {
  readonly label: string;
  /** Parts of the label that can be marked: offsets in it. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  readonly documentation?: string;
}

export interface SignatureAnswer {
  readonly signatures: readonly Signature[];
  readonly activeSignature: number;
  /** Index of the parameter that the cursor is at; undefined where it is at none. */
  readonly activeParameter: number | undefined;
}

export interface SignatureOptions {
  readonly catalog?: CatalogAccess;
  readonly language?: Language;
}

/** What the function or statement around `offset` takes; undefined inside comments and where nothing is known. */
export function signatureAt(
  document: SyntaxDocument,
  offset: number,
  { catalog = offline, language = redshiftLanguage() }: SignatureOptions = {},
): SignatureAnswer | undefined {
  const context = expectedAtCursor(document, offset, language);
  if (!context) return undefined;
  return functionSignature(document, context, catalog, language) ?? statementSignature(context, language);
}

// ---- functions -----------------------------------------------------------------------------------------------------------------------

interface OpenCall {
  readonly name: string;
  /** Folded parts. */
  readonly parts: readonly string[];
  readonly argument: number;
}

/** The innermost call whose parenthesis is open before the cursor. */
function openCall(document: SyntaxDocument, { before }: CursorContext, language: Language): OpenCall | undefined {
  let depth = 0;
  let argument = 0;
  for (let i = before.count - 1; i > 0; i--) {
    const kind = before.kinds[i]!;
    if (kind === T.RIGHT_PAREN || kind === T.RIGHT_BRACKET) depth++;
    else if (kind === T.LEFT_BRACKET) depth--;
    else if (kind === T.COMMA && depth === 0) argument++;
    else if (kind === T.LEFT_PAREN && depth-- === 0) {
      const word = (index: number) => document.text.slice(before.starts[index], before.ends[index]);
      const name = word(i - 1);
      const isName = language.grammar.isWord[before.kinds[i - 1]!] === 1;
      if (!isName) return undefined;
      const parts = [fold(name.replaceAll('"', ''))];
      for (let at = i - 2; at > 0 && before.kinds[at] === T.DOT; at -= 2) parts.unshift(fold(word(at - 1).replaceAll('"', '')));
      return { name, parts, argument };
    }
  }
  return undefined;
}

/** Words that stand before a parenthesis without being called. */
const notCalled = new Set([
  'IN',
  'VALUES',
  'AS',
  'ON',
  'USING',
  'AND',
  'OR',
  'NOT',
  'WHERE',
  'FROM',
  'SELECT',
  'OVER',
  'EXISTS',
  'BY',
  'KEY',
  'SETTINGS',
  'DISTKEY',
  'SORTKEY',
  'PROPERTIES',
  'WITH',
  'EXCEPT',
  'VARCHAR',
  'CHAR',
  'DECIMAL',
  'NUMERIC',
]);

function functionSignature(
  document: SyntaxDocument,
  context: CursorContext,
  catalog: CatalogAccess,
  language: Language,
): SignatureAnswer | undefined {
  const call = openCall(document, context, language);
  if (!call || notCalled.has(call.name.toUpperCase())) return undefined;
  const inExpression =
    context.expectations.some(expectation => expectation.inExpression || expectation.operator) || context.openString !== undefined;
  const forms = call.parts.length === 1 ? builtInFunctions().get(call.name.toUpperCase()) : undefined;
  // A table that has the name of a function: INSERT INTO events (…) is no call.
  if (!inExpression && !forms) return undefined;
  const signatures = forms
    ? forms.flatMap(form => form.signatures.map(label => signatureOf(label, functionText(call.name))))
    : ownSignatures(document, context, call, catalog, language);
  if (signatures.length === 0) return undefined;
  const fitting = signatures.findIndex(signature => signature.parameters.length > call.argument);
  const active = Math.max(fitting, 0);
  const last = signatures[active]!.parameters.length - 1;
  return { signatures, activeSignature: active, activeParameter: last < 0 ? undefined : Math.min(call.argument, last) };
}

function signatureOf(label: string, documentation?: string): Signature {
  return { label, parameters: argumentsOf(label), ...(documentation && { documentation }) };
}

/** The arguments in a signature: what stands between the commas of its first parentheses; brackets of optional ones do not count. */
function argumentsOf(label: string): (readonly [number, number])[] {
  const open = label.indexOf('(');
  if (open < 0) return [];
  const found: (readonly [number, number])[] = [];
  let depth = 0;
  let start = open + 1;
  const add = (end: number) => {
    const text = label.slice(start, end);
    const lead = /^[\s[\],]*/.exec(text)![0].length;
    const trail = /[\s[\]]*$/.exec(text)![0].length;
    if (lead + trail < text.length) found.push([start + lead, end - trail]);
  };
  for (let i = open; i < label.length; i++) {
    const letter = label[i];
    if (letter === '(' || letter === '{') depth++;
    else if (letter === '}' || letter === ')') {
      if (--depth === 0) {
        add(i);
        return found;
      }
    } else if (letter === ',' && depth === 1) {
      add(i);
      start = i + 1;
    }
  }
  return found;
}

function ownSignatures(
  document: SyntaxDocument,
  { statement }: CursorContext,
  { parts }: OpenCall,
  catalog: CatalogAccess,
  language: Language,
): Signature[] {
  const known = knownNames(document, statement, catalog, language);
  const name = parts.at(-1)!;
  const schemas = parts.length > 1 ? parts.slice(-2, -1) : known.searchPath;
  for (const schema of schemas) {
    const overloads = known.content(schema, parts.at(-3))?.functions.get(name);
    if (overloads)
      return overloads.map(overload =>
        signatureOf(`${overload.name}(${overload.arguments.join(', ')})`, overload.returns && say`Returns ${overload.returns}.`),
      );
  }
  return [];
}

// ---- statements ----------------------------------------------------------------------------------------------------------------------

/** Rules that only pass on to one of their alternatives: their shape tells nothing. */
const passing = new Set(['Statement', 'EmbeddedStatement', 'ExplainableStatement', 'PreparableStatement', 'PlpgsqlStatement', 'QueryTerm']);

/** The shape of the statement, and of the clause that the cursor is in where the statement's shape has only its name. */
function statementSignature({ expectations, before }: CursorContext, language: Language): SignatureAnswer | undefined {
  if (before.count === 0) return undefined;
  const wanted = expectations.filter(({ operator, rules }) => !operator && rules.length > 0);
  if (wanted.length === 0) return undefined;
  const rules = commonRules(wanted).filter(rule => !passing.has(rule.name));
  if (rules.length === 0) return undefined;
  const shapes = shownRules(rules).map(rule => ({ rule, shape: shapeOf(rule, language.grammar) }));
  const signatures = shapes.map(({ rule, shape }) => {
    const [start, end] = spanOf(shape, wanted);
    // A form is read behind the statement's own word.
    const head = rule === rules[1] && listsForms(rules[0]!) ? `${leadingWords(rules[0]!, language)} ` : '';
    const parameters: (readonly [number, number])[] = end > start ? [[head.length + start, head.length + end]] : [];
    return { label: head + shape.text, parameters, ...(rule.page && { documentation: link(rule.page) }) };
  });
  const active = signatures.length - 1;
  return { signatures, activeSignature: active, activeParameter: signatures[active]!.parameters.length > 0 ? 0 : undefined };
}

/** The rules that are open for everything that could come next. */
function commonRules(expectations: readonly Expectation[]): readonly Rule[] {
  let common = expectations[0]!.rules;
  for (const { rules } of expectations) {
    let same = 0;
    while (same < common.length && common[same] === rules[same]) same++;
    common = common.slice(0, same);
  }
  return common;
}

/** A rule that is a keyword and a choice of forms: GRANT, REVOKE, SHOW. */
function listsForms({ body }: Rule): boolean {
  const last = body.op === Op.Sequence ? body.items.at(-1)! : body;
  return last.op === Op.Choice && last.items.every(item => item.op === Op.Rule);
}

const leadingWords = ({ body }: Rule, { grammar }: Language) =>
  body.items
    .filter(item => item.op === Op.Token)
    .map(item => grammar.keywords.textOf(item.kind))
    .join(' ');

/** The statement's rule, or its form's, and the innermost clause that has more than one part. */
function shownRules(rules: readonly Rule[]): Rule[] {
  const [first, second] = rules;
  const statement = second && listsForms(first!) ? second : first!;
  const clause = rules.findLast(
    rule => rule !== first && rule !== statement && rule.body.op !== Op.Rule && rule.body.op !== Op.Slot && rule.body.op !== Op.Token,
  );
  return clause ? [statement, clause] : [statement];
}

/** Where in a shape the cursor is: the smallest part of it that holds everything that could come next. */
function spanOf(shape: Shape, expectations: readonly Expectation[]): readonly [number, number] {
  const spans = expectations.map(expectation => spanOfOne(shape, expectation)).filter(span => span !== undefined);
  const first = spans[0];
  if (!first) return [0, 0];
  // What is optional here comes before what must come: the first place is the current one.
  return spans.reduce((nearest, span) => (span[0] < nearest[0] ? span : nearest), first);
}

function spanOfOne(shape: Shape, { element, rules }: Expectation): readonly [number, number] | undefined {
  for (let at = element; at; at = at.parent) {
    const span = shape.spans.get(at);
    if (span) return span;
  }
  // The element stands in a rule that the shape only names: mark the name.
  let found: readonly [number, number] | undefined;
  for (const [shown, span] of shape.spans) if (shown.op === Op.Rule && rules.includes(shown.rule!)) found = span;
  return found;
}
