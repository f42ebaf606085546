// What a statement is and what running it can do: for the guards of read-only and production connections, the outline, and what "run" sends.

import type { StatementKind } from '../protocol.ts';
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { lexStatement, newTokenBuffer } from '../syntax/lexer.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import * as T from '../syntax/tokens.ts';
import { rootOf, type SyntaxNode } from '../syntax/tree.ts';

export interface StatementClass {
  readonly kind: StatementKind;
  /** In capitals, as the AWS reference titles it; empty when unknown. */
  readonly name: string;
  readonly destructive: boolean;
}

export interface StatementSpan extends StatementClass {
  /** Offsets in the document, from the first word to the last character without the semicolon. */
  readonly start: number;
  readonly end: number;
}

/** Node kinds that do not read as their statement's name when the capitals are split. */
const names: Record<string, string> = {
  Query: 'SELECT',
  BeginTransaction: 'BEGIN',
  CommitTransaction: 'COMMIT',
  RollbackTransaction: 'ROLLBACK',
  DeclareCursor: 'DECLARE',
  ExecutePrepared: 'EXECUTE',
  DescribeDatashare: 'DESC DATASHARE',
  DescribeIdentityProvider: 'DESC IDENTITY PROVIDER',
};

/** What is not a definition although its name begins with CREATE, ALTER or DROP, and the statements whose name does not tell. */
const kinds: Record<string, StatementKind> = {
  Query: 'read',
  ExplainStatement: 'read',
  ShowStatement: 'read',
  DescribeDatashare: 'read',
  DescribeIdentityProvider: 'read',
  DeclareCursor: 'read',
  FetchStatement: 'read',
  CloseStatement: 'read',
  SetStatement: 'session',
  ResetStatement: 'session',
  UseStatement: 'session',
  PrepareStatement: 'session',
  DeallocateStatement: 'session',
  BeginTransaction: 'transaction',
  CommitTransaction: 'transaction',
  RollbackTransaction: 'transaction',
  LockStatement: 'transaction',
  InsertStatement: 'write',
  UpdateStatement: 'write',
  DeleteStatement: 'write',
  MergeStatement: 'write',
  TruncateStatement: 'write',
  CopyStatement: 'write',
  UnloadStatement: 'write',
  VacuumStatement: 'write',
  AnalyzeStatement: 'write',
  RefreshMaterializedView: 'write',
  CommentStatement: 'definition',
  CopyJobStatement: 'definition',
  GrantStatement: 'permission',
  RevokeStatement: 'permission',
  AlterDefaultPrivileges: 'permission',
  AttachRlsPolicy: 'permission',
  DetachRlsPolicy: 'permission',
  AttachMaskingPolicy: 'permission',
  DetachMaskingPolicy: 'permission',
};

/** Objects that are about who may do what: CREATE ROLE is a permission, CREATE TABLE a definition. */
const permissionObjects = /^(?:Create|Alter|Drop)(?:User|Group|Role|RlsPolicy|MaskingPolicy|IdentityProvider|Datashare)$/;

/** Functions that act on other sessions: a query that calls them reads nothing. */
const actingFunctions = /\b(?:pg_terminate_backend|pg_cancel_backend)\s*\(/i;

/** What a statement is. Broken text is judged by what can be understood of it, with caution: what is not known to read is `unknown`. */
export function classifyStatement(parsed: ParsedStatement, language: Language = redshiftLanguage()): StatementClass {
  if (parsed.count === 0) return { kind: 'unknown', name: '', destructive: false };
  const node = statementNode(parsed, language);
  if (!node || !beginsAsWritten(parsed, language)) return classifyByWords(parsed, language);
  const kind = kindOf(node);
  const cautious = parsed.problems.length > 0 || parsed.kinds.includes(T.TEMPLATE);
  return {
    kind: cautious && kind === 'read' && mayWrite(parsed, language) ? 'unknown' : kind,
    name: nameOf(node, parsed, language),
    destructive: isDestructive(node),
  };
}

/** The node of the statement proper; undefined when nothing could be made of the text. */
export function statementNode(parsed: ParsedStatement, language: Language = redshiftLanguage()): SyntaxNode | undefined {
  const node = rootOf(parsed, language.grammar)?.nodes[0];
  return node && language.grammar.rules.has(node.kind) ? node : undefined;
}

/** The statement at `offset`, or the one that ends just before it on the same line. */
export function statementAt(document: SyntaxDocument, offset: number, language: Language = redshiftLanguage()): StatementSpan | undefined {
  const index = statementIndexAt(document, offset);
  const here = spanOf(document, index, language);
  // Between two statements: what stands just before counts, unless only the next one touches the line of the cursor.
  if (here && here.start <= offset) return here;
  const before = index > 0 ? spanOf(document, index - 1, language) : undefined;
  if (before && !document.text.slice(before.end, offset).includes('\n')) return before;
  if (here && !document.text.slice(offset, here.start).includes('\n')) return here;
  return here ?? before;
}

/** The statements of a document that hold any program text, in order. */
export function statementsOf(document: SyntaxDocument, language: Language = redshiftLanguage()): StatementSpan[] {
  return document.statements.flatMap((_, index) => spanOf(document, index, language) ?? []);
}

const buffer = newTokenBuffer();

function spanOf(document: SyntaxDocument, index: number, language: Language): StatementSpan | undefined {
  const { start, parsed } = document.statements[index]!;
  // A repair may have dropped tokens at either end, so a mended statement is measured by its text.
  let first = parsed.starts[0]!;
  let last = parsed.ends[parsed.count - 1] ?? 0;
  if (parsed.problems.length > 0 || parsed.count === 0) {
    lexStatement(parsed.text, 0, buffer, language.grammar.keywords, document.cautious);
    if (buffer.count === 0) return undefined;
    first = buffer.starts[0]!;
    last = buffer.ends[buffer.count - 1]!;
  }
  return { start: start + first, end: start + last, ...classifyStatement(parsed, language) };
}

function kindOf(node: SyntaxNode): StatementKind {
  if (node.kind === 'Query') {
    if (node.descendants('IntoClause').length > 0) return 'definition';
    return actingFunctions.test(node.text) ? 'unknown' : 'read';
  }
  if (node.kind === 'AnalyzeStatement' && node.child('AnalyzeCompression')) return 'read';
  if (node.kind === 'CopyJobStatement') return node.keyword('LIST', 'SHOW') ? 'read' : node.keyword('RUN') ? 'write' : 'definition';
  if (node.kind === 'AlterTable' && node.descendants('RowLevelSecurityAction', 'MaskingDatashareAction', 'OwnerAction').length > 0)
    return 'permission';
  if (node.kind === 'AlterTable' && node.child('AppendAction')) return 'write';
  const known = kinds[node.kind];
  if (known) return known;
  if (permissionObjects.test(node.kind)) return 'permission';
  return /^(?:Create|Alter|Drop)/.test(node.kind) ? 'definition' : 'unknown';
}

function nameOf(node: SyntaxNode, parsed: ParsedStatement, language: Language): string {
  if (node.kind === 'UnsupportedStatement') return firstWords(parsed, language);
  if (node.kind === 'Query' && node.descendants('IntoClause').length > 0) return 'SELECT INTO';
  if (node.kind === 'CreateTable' && node.child('AsQuery')) return 'CREATE TABLE AS';
  return statementName(node.kind);
}

/** The name of a statement's rule as its page is titled: CreateRlsPolicy is CREATE RLS POLICY. */
export function statementName(kind: string): string {
  return (
    names[kind] ??
    kind
      .replace(/Statement$/, '')
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toUpperCase()
  );
}

function isDestructive(node: SyntaxNode): boolean {
  if (/^Drop/.test(node.kind) || node.kind === 'TruncateStatement') return true;
  if (node.kind === 'DeleteStatement' || node.kind === 'UpdateStatement') return !node.child('WhereClause');
  if (node.kind === 'AlterTable') return node.descendants('DropColumn', 'DropPartition').length > 0;
  if (node.kind === 'CopyJobStatement') return node.keyword('DROP') !== undefined;
  if (node.kind === 'UnsupportedStatement') return node.keyword('DROP') !== undefined;
  return false;
}

/** Whether the statement's first word is the one that stands in the text, not one that a repair has put there. */
function beginsAsWritten(parsed: ParsedStatement, { grammar }: Language): boolean {
  const kind = parsed.kinds[0]!;
  if (kind < T.FIRST_KEYWORD) return kind === T.LEFT_PAREN;
  return parsed.text.slice(parsed.starts[0], parsed.ends[0]).toUpperCase() === grammar.keywords.textOf(kind);
}

function classifyByWords(parsed: ParsedStatement, language: Language): StatementClass {
  const name = firstWords(parsed, language);
  return { kind: 'unknown', name, destructive: /^(?:DROP|TRUNCATE|DELETE|UPDATE)\b/.test(name) };
}

/** The leading keywords of a statement that is not understood, two at most. */
function firstWords(parsed: ParsedStatement, { grammar }: Language): string {
  const words: string[] = [];
  for (let i = 0; i < Math.min(2, parsed.count) && parsed.kinds[i]! >= T.FIRST_KEYWORD && parsed.ends[i]! > parsed.starts[i]!; i++)
    words.push(grammar.keywords.textOf(parsed.kinds[i]!));
  if (words.length === 2 && !/^(?:CREATE|ALTER|DROP)$/.test(words[0]!)) words.pop();
  return words.join(' ');
}

const writing = ['INTO', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'DROP', 'TRUNCATE', 'ALTER', 'GRANT', 'REVOKE'];

function mayWrite(parsed: ParsedStatement, { grammar }: Language): boolean {
  const kindsOfWriting = new Set(writing.map(word => grammar.keywords.kindOf(word)));
  if (parsed.kinds[0] === T.TEMPLATE) return true;
  return parsed.kinds.some(kind => kindsOfWriting.has(kind));
}
