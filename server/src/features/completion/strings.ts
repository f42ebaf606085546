// Inside a string: the query of UNLOAD, IAM roles, the values of COPY, UNLOAD, CREATE MODEL and external tables, date parts of functions.

import { datePartFunctions } from '../../dialect/functions.ts';
import { copyStringValues, fileSerdes, modelObjectives, modelStringValues, offeredProperties, timeZones } from '../../dialect/options.ts';
import { findParameter, sessionParameters, valueWords } from '../../dialect/parameters.ts';
import { type SyntaxDocument, updateDocument } from '../../syntax/document.ts';
import { classId } from '../../syntax/grammar.ts';
import type { Language } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import * as T from '../../syntax/tokens.ts';
import { translate } from '../../text/say.ts';
import type { CursorContext } from '../expectedAtCursor.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { namesIn } from './scriptNames.ts';
import { snippetText } from './writing.ts';

/**
 * The document with the query of an UNLOAD as a statement of its own at the same offsets, when the cursor stands in one: what is around it is blanked,
 * doubled quotes are single ones. Undefined in any other string.
 */
export function unloadedQuery(
  document: SyntaxDocument,
  { openString, statement, expectations, before }: CursorContext,
): SyntaxDocument | undefined {
  const isQuery =
    before.kinds[before.count - 1] === T.LEFT_PAREN &&
    expectations.some(({ element, rules }) => element?.classId === stringClass && rules.at(-1)?.name === 'UnloadStatement');
  if (openString === undefined || !isQuery) return undefined;
  const { text } = document;
  const { start, end } = document.statements[statement]!;
  const quoted = text[openString - 1] === "'";
  let close = openString;
  while (close < end && !(quoted ? text[close] === "'" && text[close + 1] !== "'" : text.startsWith('$$', close)))
    close += quoted && text[close] === "'" ? 2 : 1;
  close = Math.min(close, end);
  const query = quoted ? text.slice(openString, close).replaceAll("''", "' ") : text.slice(openString, close);
  const blank = (from: number, to: number) => text.slice(from, to).replace(/[^\n]/g, ' ');
  const blankedHead = `${blank(start, openString - 1)};`;
  const blankedTail = close < end ? `;${blank(close + 1, end)}` : '';
  const changed = text.slice(0, start) + blankedHead + query + blankedTail + text.slice(end);
  return updateDocument(document, changed, { start, oldEnd: end, newEnd: end });
}

const stringClass = classId('string');

interface StringProposal {
  readonly value: string;
  readonly detail?: string;
}

/** Proposes whole contents of the string that the cursor stands in. */
export function proposeInString(request: CompletionRequest): void {
  const { context, document, list, offset } = request;
  const opened = context.openString!;
  const typed = document.text.slice(opened, offset);
  const fits = (value: string) => value.toLowerCase().includes(typed.toLowerCase());
  valuesAt(request).forEach(({ value, detail }, index) => {
    if (fits(value))
      list.add({
        label: value,
        kind: 'value',
        insert: value,
        rank: rank.exact + index,
        replaceStart: opened,
        ...(detail && { detail }),
      });
  });
}

/** `AT TIME ZONE |`, `SET TIME ZONE |`, `CONVERT_TIMEZONE(|` */
function zoneArgument({ context: { before }, document }: CompletionRequest): boolean {
  const text = (back: number) =>
    before.count < back ? '' : document.text.slice(before.starts[before.count - back], before.ends[before.count - back]).toUpperCase();
  if (text(1) === 'ZONE' && text(2) === 'TIME') return true;
  const isCall = (back: number) => text(back) === '(' && text(back + 1) === 'CONVERT_TIMEZONE';
  return isCall(1) || (text(1) === ',' && isCall(3));
}

/** The same outside of quotes, where a string is wanted: `IAM_ROLE |`, `TABLE PROPERTIES (|`. */
export function proposeQuoted(request: CompletionRequest): void {
  const { context, document, list, fits, snippets } = request;
  const { before } = context;
  const zone = zoneArgument(request);
  if (!zone && !context.expectations.some(({ element, inExpression }) => element?.classId === stringClass && !inExpression)) return;
  // Parameters have their own values, most without quotes; EXTRACT takes words.
  const called = before.count > 1 ? document.text.slice(before.starts[before.count - 2], before.ends[before.count - 2]) : '';
  if (inRule(request, 'SetValue') || /^extract$/i.test(called)) return;
  const isProperty =
    inRule(request, 'PropertyAssignment') && document.text.slice(before.starts[before.count - 1], before.ends[before.count - 1]) !== '=';
  valuesAt(request).forEach(({ value, detail }, index) => {
    if (!fits(value)) return;
    const quoted = `'${value.replaceAll("'", "''")}'`;
    list.add({
      label: value,
      kind: 'value',
      insert: isProperty && snippets ? `${snippetText(quoted)} = '$1'` : quoted,
      ...(isProperty && snippets && { snippet: true }),
      rank: rank.exact + index,
      ...(detail && { detail }),
    });
  });
}

function valuesAt(request: CompletionRequest): StringProposal[] {
  const { context, document, language } = request;
  const { before } = context;
  const word = (back: number) => {
    const index = before.count - back;
    const kind = before.kinds[index];
    return index >= 0 && kind !== undefined && kind >= T.FIRST_KEYWORD ? language.grammar.keywords.textOf(kind) : '';
  };
  const text = (back: number) => document.text.slice(before.starts[before.count - back], before.ends[before.count - back]);
  const option = word(1) === 'AS' ? word(2) : word(1);
  if (option === 'IAM_ROLE' || option === 'CATALOG_ROLE' || (option === 'ON' && word(2) === 'ASSUMEROLE') || option === 'ASSUMEROLE')
    return iamRoles(request);
  if (zoneArgument(request)) return timeZones.map(value => ({ value }));
  if (option === 'CREDENTIALS') return iamRoles(request).map(({ value }) => ({ value: `aws_iam_role=${value}` }));
  if (option === 'OBJECTIVE' || (text(1) === '(' && word(2) === 'OBJECTIVE'))
    return modelObjectives.map(([value, detail]) => ({ value, detail: translate(detail) }));
  if (option === 'SERDE') return fileSerdes.map(([value, detail]) => ({ value, detail: translate(detail) }));
  const copied = copyStringValues[option] ?? modelStringValues[option] ?? [];
  const seen = seenStrings(request, option);
  if (copied.length > 0 || seen.length > 0) return [...new Set([...seen, ...copied])].map(value => ({ value }));
  if (inRule(request, 'PropertyAssignment')) return propertyValues(text(1) === '=' ? text(2) : undefined);
  if (inRule(request, 'SessionSetting', 'UserSetParameter', 'AlterSystem')) {
    const parameter = findParameter(text(2));
    if (parameter?.name === 'timezone') return timeZones.map(value => ({ value }));
    return parameter && sessionParameters.includes(parameter) ? valueWords(parameter).map(value => ({ value })) : [];
  }
  if (text(1) === '(' && before.count > 1 && (datePartFunctions.has(text(2).toUpperCase()) || word(2) === 'EXTRACT'))
    return dateParts.map(value => ({ value }));
  return [];
}

const dateParts = [
  'day',
  'month',
  'year',
  'week',
  'hour',
  'minute',
  'second',
  'quarter',
  'dayofweek',
  'dayofyear',
  'epoch',
  'millisecond',
  'microsecond',
];

const inRule = ({ context }: CompletionRequest, ...names: string[]) =>
  context.expectations.some(({ rules }) => rules.some(rule => names.includes(rule.name)));

/** The property names of external tables, or the legal values of one. */
function propertyValues(name: string | undefined): StringProposal[] {
  if (name === undefined)
    return offeredProperties.map(({ name: value, values, detail }) => ({
      value,
      detail: detail ? translate(detail) : (values?.join(' | ') ?? ''),
    }));
  const property = offeredProperties.find(candidate => candidate.name === name.replaceAll("'", ''));
  return (property?.values ?? []).map(value => ({ value }));
}

/** Words whose strings are worth offering again; none of them is followed by a secret. */
const repeatable = new Set([
  'FROM', 'TO', 'LOCATION', 'S3_BUCKET', 'REGION', 'DATABASE', 'CATALOG_ID', 'URI', 'SECRET_ARN', 'KMS_KEY_ID', 'NAMESPACE', 'ACCOUNT', 'DELIMITER', 'DATEFORMAT', 'TIMEFORMAT', 'NULL',
  'QUOTE', 'SAGEMAKER', 'LAMBDA', 'MODEL_ID', 'AUTHENTICATION_ARN',
]); // biome-ignore format: one table

const stringsByWord = new WeakMap<ParsedStatement, ReadonlyMap<string, readonly string[]>>();

/** What the script writes elsewhere behind the same word, nearest first. */
function seenStrings({ document, context, language, offset }: CompletionRequest, word: string): string[] {
  if (!repeatable.has(word)) return [];
  const found: string[] = [];
  for (let distance = 0; distance < document.statements.length && found.length < 20; distance++) {
    for (const index of distance === 0 ? [context.statement] : [context.statement - distance, context.statement + distance]) {
      const statement = document.statements[index];
      for (const value of (statement && stringsOf(statement.parsed, language).get(word)) ?? []) {
        if (!(index === context.statement && document.text.slice(context.openString ?? offset).startsWith(value))) found.push(value);
      }
    }
  }
  // FROM and TO are followed by files; by other strings in other statements.
  return found.filter(value => (word !== 'FROM' && word !== 'TO') || value.includes('://'));
}

function stringsOf(parsed: ParsedStatement, { grammar }: Language): ReadonlyMap<string, readonly string[]> {
  const known = stringsByWord.get(parsed);
  if (known) return known;
  const { kinds, starts, ends, count, text } = parsed;
  const found = new Map<string, string[]>();
  for (let i = 1; i < count; i++) {
    if (kinds[i] !== T.STRING) continue;
    const before = kinds[i - 1]! >= T.FIRST_KEYWORD && grammar.keywords.textOf(kinds[i - 1]!) === 'AS' ? i - 2 : i - 1;
    const word = before >= 0 && kinds[before]! >= T.FIRST_KEYWORD ? grammar.keywords.textOf(kinds[before]!) : '';
    const written = text.slice(starts[i], ends[i]);
    if (!repeatable.has(word) || !/^'[^']+'$/.test(written)) continue;
    const same = found.get(word);
    if (same) same.push(written.slice(1, -1));
    else found.set(word, [written.slice(1, -1)]);
  }
  stringsByWord.set(parsed, found);
  return found;
}

/** Roles that the warehouse has and those that the open scripts use. */
function iamRoles({ known, document, language }: CompletionRequest): StringProposal[] {
  const found = new Set<string>(known.catalog.snapshot?.iamRoles ?? []);
  for (const { statements } of [document, ...known.others.map(({ syntax }) => syntax)])
    for (const { parsed } of statements) for (const role of namesIn(parsed, language).iamRoles) found.add(role);
  return [...found].map(value => ({ value }));
}
