// Signature help: the arguments of the function around the cursor, else the shape of the statement with the current place in it.

import { builtInFunctions } from '../dialect/functions.ts';
import { fold, nameOf } from '../semantics/names.ts';
import type { SyntaxDocument } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import * as T from '../syntax/tokens.ts';
import { rootOf } from '../syntax/tree.ts';
import { say } from '../text/say.ts';
import { formText } from './completion/documentation.ts';
import { namesOfDocument } from './completion/scriptNames.ts';
import { type CursorContext, expectedAtCursor } from './expectedAtCursor.ts';
import { type CatalogAccess, knownNames, offline } from './knownNames.ts';
import { statementSignature } from './statementSignature.ts';

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
  /** The shape of a query: worth showing to those who ask for it. */
  readonly onRequest?: boolean;
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
  return (
    functionSignature(document, context, catalog, language) ??
    rowSignature(document, context, catalog, language) ??
    shape(document, context, language)
  );
}

/** Words whose statements name SELECT without being queries. */
const ofPrivileges = new Set(['GRANT', 'REVOKE', 'ALTER']);

function shape(document: SyntaxDocument, context: CursorContext, language: Language): SignatureAnswer | undefined {
  const answer = statementSignature(context, language);
  const { before } = context;
  const word = (index: number) => document.text.slice(before.starts[index], before.ends[index]).toUpperCase();
  const isQuery = () => Array.from({ length: before.count }, (_, index) => index).some(index => word(index) === 'SELECT');
  return answer && before.count > 0 && !ofPrivileges.has(word(0)) && isQuery() ? { ...answer, onRequest: true } : answer;
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
    ? forms.flatMap(form => form.signatures.map(label => signatureOf(label, formText(form))))
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
  return scriptSignatures(document, name, language);
}

/** Functions and procedures that the script makes. */
function scriptSignatures(document: SyntaxDocument, name: string, language: Language): Signature[] {
  return namesOfDocument(document, language).flatMap(({ names }, index) => {
    const declares = (['function', 'procedure'] as const).some(category =>
      names.get(category)?.some(({ parts, declares }) => declares && parts.at(-1) === name),
    );
    if (!declares) return [];
    const statement = rootOf(document.statements[index]!.parsed, language.grammar)?.nodes[0];
    const list = statement?.child('FunctionParameters', 'ProcedureParameters');
    const parameters = (list ?? statement)
      ?.descendants('FunctionParameter', 'ProcedureParameter')
      .map(({ text }) => text.replace(/\s+/g, ' '));
    return parameters ? [signatureOf(`${name}(${parameters.join(', ')})`, say`of this script`)] : [];
  });
}

// ---- rows ------------------------------------------------------------------------------------------------------------------------------

/** `INSERT INTO t VALUES (1, |`, `INSERT INTO t SELECT a, |`: the columns that are filled, with their types. */
function rowSignature(
  document: SyntaxDocument,
  context: CursorContext,
  catalog: CatalogAccess,
  language: Language,
): SignatureAnswer | undefined {
  const { before, statement, expectations } = context;
  const inRow = expectations.some(
    ({ rules }) =>
      rules.some(rule => rule.name === 'ValuesRow' || rule.name === 'SelectList') &&
      rules.filter(rule => rule.name === 'Query').length === 1,
  );
  if (!inRow || before.count < 4 || textAt(document, context, 0).toUpperCase() !== 'INSERT') return undefined;
  let place = 0;
  let at = before.count - 1;
  for (let depth = 0; at > 0; at--) {
    const kind = before.kinds[at]!;
    if (kind === T.RIGHT_PAREN || kind === T.RIGHT_BRACKET) depth++;
    else if (kind === T.LEFT_BRACKET) depth--;
    else if (kind === T.LEFT_PAREN && depth-- === 0) break;
    else if (kind === T.COMMA && depth === 0) place++;
    else if (depth === 0 && /^select$/i.test(textAt(document, context, at))) break;
  }
  const insert = rootOf(document.statements[statement]!.parsed, language.grammar)?.nodes[0];
  const table = insert?.child('table-name');
  const path = table && nameOf(table);
  if (insert?.kind !== 'InsertStatement' || !path) return undefined;
  const columns = knownNames(document, statement, catalog, language).findColumns(path.parts.map(part => part.name));
  const listed = insert
    .child('ColumnList')
    ?.childrenOf('column-name')
    .map(slot => nameOf(slot)?.parts[0]);
  const shown = listed
    ? listed.map(part => [part?.written ?? '', columns?.find(({ name }) => name === part?.name)?.type ?? ''])
    : columns?.map(({ name, type }) => [name, type ?? '']);
  if (!shown || shown.length === 0) return undefined;
  const label = `${table.text} (${shown.map(column => column.filter(Boolean).join(' ')).join(', ')})`;
  // Types have commas of their own: the places are counted, not read.
  const parameters: (readonly [number, number])[] = [];
  let start = table.text.length + 2;
  for (const column of shown) {
    const length = column.filter(Boolean).join(' ').length;
    parameters.push([start, start + length]);
    start += length + 2;
  }
  return { signatures: [{ label, parameters }], activeSignature: 0, activeParameter: place < parameters.length ? place : undefined };
}

const textAt = (document: SyntaxDocument, { before }: CursorContext, index: number) =>
  document.text.slice(before.starts[index], before.ends[index]);
