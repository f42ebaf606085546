// Definition, references and highlights of the name at a place.

import { nameOf } from '../../semantics/names.ts';
import { statementIndexAt } from '../../syntax/document.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { meaningOf, type Thing } from './meaning.ts';
import { type NameUse, nameAt, namesOfStatement } from './nameIndex.ts';
import type { Workspace } from './workspace.ts';

export interface Reference {
  /** Index in the workspace's documents, and offsets in the document. */
  readonly document: number;
  readonly start: number;
  readonly end: number;
  /** Whether the name is declared here. */
  readonly declares: boolean;
  /** Whether what it names is changed here. */
  readonly writes: boolean;
  /** Whether it stands in JOIN … USING (…), for a column of both tables. */
  readonly joins: boolean;
}

export interface NamedPlace {
  readonly thing: Thing;
  /** The name at the place, at offsets in the document. */
  readonly start: number;
  readonly end: number;
}

/** What the name at an offset of a document means. */
export function thingAt(workspace: Workspace, document: number, offset: number): NamedPlace | undefined {
  const { syntax } = workspace.documents[document]!;
  const index = statementIndexAt(syntax, offset);
  // The end of a statement's last name may be the start of the next statement's text.
  for (const at of [index, index - 1]) {
    const statement = syntax.statements[at];
    if (!statement || offset > statement.end) continue;
    const use = nameAt(statement.parsed, offset - statement.start, workspace.language);
    const slot = use && slotOf(workspace, use);
    const thing = use && slot && meaningOf(workspace, slot, use.part);
    if (thing) return { thing, start: statement.start + use.start, end: statement.start + use.end };
  }
  return undefined;
}

/** Every place in the scripts that names a thing, in order. */
export function referencesTo(workspace: Workspace, thing: Thing): Reference[] {
  const found: Reference[] = [];
  const { surroundings } = workspace;
  const search = (document: number, index: number) => {
    const { start, parsed } = workspace.documents[document]!.syntax.statements[index]!;
    const uses = namesOfStatement(parsed, workspace.language).get(thing.name);
    if (!uses) return;
    const meanings = meaningsOf(parsed, surroundings, document, workspace.searchPath({ document, index }));
    for (const use of uses) {
      let meaning = meanings.get(use);
      if (!meaning) {
        meaning = readMeaning(workspace, use);
        meanings.set(use, meaning);
      }
      if (meaning.key !== thing.key) continue;
      const { declares, writes, joins } = meaning;
      found.push({ document, start: start + use.start, end: start + use.end, declares, writes, joins });
    }
  };
  if (thing.within === 'everywhere' || thing.within === 'document') {
    workspace.documents.forEach(({ syntax }, document) => {
      if (thing.within === 'document' && document !== thing.place.document) return;
      for (let index = 0; index < syntax.statements.length; index++) search(document, index);
    });
  } else search(thing.place.document, thing.place.index);
  return found.sort((a, b) => a.document - b.document || a.start - b.start);
}

interface Meaning {
  /** '' for a name that means nothing known. */
  readonly key: string;
  readonly declares: boolean;
  readonly writes: boolean;
  readonly joins: boolean;
}

const nothing: Meaning = { key: '', declares: false, writes: false, joins: false };

function readMeaning(workspace: Workspace, use: NameUse): Meaning {
  const slot = slotOf(workspace, use);
  const thing = slot && meaningOf(workspace, slot, use.part);
  if (!slot || !thing) return nothing;
  const declares = isDeclaration(slot, use, thing);
  return { key: thing.key, declares, writes: declares || isWrite(slot), joins: slot.parent?.parent?.kind === 'JoinCondition' };
}

interface StatementMeanings {
  readonly surroundings: object;
  readonly document: number;
  readonly searchPath: readonly string[];
  readonly meanings: Map<NameUse, Meaning>;
}

const statementMeanings = new WeakMap<ParsedStatement, StatementMeanings>();

/** What the names of a statement were found to mean, as long as nothing around has changed that could give them another meaning. */
function meaningsOf(parsed: ParsedStatement, surroundings: object, document: number, searchPath: readonly string[]): Map<NameUse, Meaning> {
  const known = statementMeanings.get(parsed);
  if (known && known.surroundings === surroundings && known.document === document && known.searchPath === searchPath) return known.meanings;
  const meanings = new Map<NameUse, Meaning>();
  statementMeanings.set(parsed, { surroundings, document, searchPath, meanings });
  return meanings;
}

/** Where a thing is declared; empty where no script does that. */
export const definitionsOf = (workspace: Workspace, thing: Thing): Reference[] =>
  referencesTo(workspace, thing).filter(({ declares }) => declares);

const declaringSlots = new Set(['label', 'alias', 'ReservedColumnName']);

function isDeclaration(slot: SyntaxNode, { part }: NameUse, { key }: Thing): boolean {
  // In CREATE TABLE s.t the schema is only named.
  if (part < (nameOf(slot)?.parts.length ?? 1) - 1) return false;
  if (slot.kind.startsWith('new-')) return slot.parent?.kind !== 'IntoTarget' || !key.startsWith('variable');
  // A loop's own variable is declared where it is first named.
  return declaringSlots.has(slot.kind) || (slot.parent?.kind === 'ForVariable' && key.endsWith(`:${slot.start}`));
}

const writing = new Set([
  'InsertStatement',
  'UpdateStatement',
  'DeleteStatement',
  'MergeStatement',
  'TruncateStatement',
  'CopyStatement',
  'SetClause',
  'Assignment',
  'IntoTarget',
  'IntoVariable',
  'ForVariable',
  'AlterTable',
  'AlterMaterializedView',
]);

const isWrite = (slot: SyntaxNode) =>
  slot.parent !== undefined &&
  (writing.has(slot.parent.kind) ||
    slot.parent.kind.startsWith('Drop') ||
    (slot.parent.kind === 'ColumnList' && /^(?:InsertStatement|MergeInsert|CopyStatement)$/.test(slot.parent.parent?.kind ?? '')));

const slotOf = (workspace: Workspace, { parsed, node }: NameUse): SyntaxNode | undefined => nodeAt(workspace, parsed, node);

function nodeAt(workspace: Workspace, parsed: ParsedStatement, index: number): SyntaxNode | undefined {
  let node = workspace.root(parsed);
  while (node && node.index !== index)
    node = node.nodes.find(child => child.index >= index && child.index - parsed.nodeSizes[child.index]! < index);
  return node;
}
