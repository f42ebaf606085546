// The outline of a script: its statements by what they are about, tables with their columns, queries with their common tables.
import type { SyntaxDocument } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { classifyStatement, statementNode } from './statementInfo.ts';

export type SymbolKind =
  | 'table'
  | 'view'
  | 'column'
  | 'schema'
  | 'database'
  | 'function'
  | 'procedure'
  | 'model'
  | 'principal'
  | 'policy'
  | 'query'
  | 'permission'
  | 'statement'
  | 'cte'
  | 'variable';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** Offsets in the document: the whole of it, and its name. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly children: readonly DocumentSymbol[];
}

/** The first that fits a statement's kind. */
const kinds: readonly (readonly [RegExp, SymbolKind])[] = [
  [/(?:Create|Alter|Drop)(?:Materialized|External)?View$/, 'view'],
  [/(?:Grant|Revoke)Statement|DefaultPrivileges/, 'permission'],
  [/Policy$/, 'policy'],
  [/(?:User|Group|Role|IdentityProvider)$/, 'principal'],
  [/Model$/, 'model'],
  [/Procedure$|^Call/, 'procedure'],
  [/Function$|Library$/, 'function'],
  [/Schema$/, 'schema'],
  [/Database$|Datashare$/, 'database'],
  [/Table$/, 'table'],
  [/^Query$|^Explain/, 'query'],
];

const longestName = 60;

/** One symbol for each statement, in order. */
export function documentSymbols(document: SyntaxDocument, language: Language = redshiftLanguage()): DocumentSymbol[] {
  return document.statements.flatMap(({ start, parsed }) => {
    const symbol = statementSymbol(parsed, language);
    return symbol ? moved(symbol, start) : [];
  });
}

const cache = new WeakMap<ParsedStatement, DocumentSymbol | null>();

/** The symbol of one statement, at offsets in its text. Read once for each text of a statement. */
export function statementSymbol(parsed: ParsedStatement, language: Language = redshiftLanguage()): DocumentSymbol | undefined {
  let known = cache.get(parsed);
  if (known === undefined) {
    known = readSymbol(parsed, language) ?? null;
    cache.set(parsed, known);
  }
  return known ?? undefined;
}

/** The same symbol where its statement begins at `by`. */
export const moved = (symbol: DocumentSymbol, by: number): DocumentSymbol => ({
  ...symbol,
  start: symbol.start + by,
  end: symbol.end + by,
  nameStart: symbol.nameStart + by,
  nameEnd: symbol.nameEnd + by,
  children: symbol.children.map(child => moved(child, by)),
});

function readSymbol(parsed: ParsedStatement, language: Language): DocumentSymbol | undefined {
  const node = statementNode(parsed, language);
  if (!node || node.end === node.start) return undefined;
  const { name: statement } = classifyStatement(parsed, language);
  const subject = subjectOf(node);
  const named = subject ?? node;
  return {
    name: subject ? shorten(subject.text) : shorten(queryName(node) ?? statement),
    detail: statement,
    kind: kinds.find(([pattern]) => pattern.test(node.kind))?.[1] ?? 'statement',
    start: node.start,
    end: Math.max(node.end, parsed.ends[parsed.count - 1] ?? 0),
    nameStart: named.start,
    nameEnd: named.end,
    children: childrenOf(node),
  };
}

const shorten = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line || '…';
};

/** The name that a statement is about: the first name slot directly in it; for GRANT and REVOKE what is granted on. */
function subjectOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind === 'GrantStatement' || node.kind === 'RevokeStatement') {
    const target = node.descendants('GrantTarget', 'ScopedTarget', 'RoleList', 'SystemPrivilegeList')[0];
    return target;
  }
  if (node.kind === 'Query' || node.kind === 'SetStatement') return node.descendants('IntoClause')[0]?.descendants('new-table-name')[0];
  return node.nodes.find(child => /-name$/.test(child.kind));
}

/** A query is called by what it reads. */
function queryName(node: SyntaxNode): string | undefined {
  if (node.kind !== 'Query') return undefined;
  const from = node.descendants('FromClause')[0];
  return from ? `SELECT ${from.text}` : node.text;
}

function childrenOf(node: SyntaxNode): DocumentSymbol[] {
  const children: DocumentSymbol[] = [];
  const add = (whole: SyntaxNode, named: SyntaxNode | undefined, kind: SymbolKind, detail = '') => {
    if (!named || named.end === named.start) return;
    children.push({
      name: shorten(named.text),
      detail,
      kind,
      start: whole.start,
      end: whole.end,
      nameStart: named.start,
      nameEnd: named.end,
      children: [],
    });
  };
  for (const column of node.descendants('ColumnDefinition', 'ExternalColumn'))
    add(column, column.child('new-column-name', 'ReservedColumnName'), 'column', column.child('DataType')?.text ?? '');
  for (const cte of node.child('WithClause')?.childrenOf('CommonTableExpression') ?? []) add(cte, cte.child('new-cte-name'), 'cte');
  return children;
}
