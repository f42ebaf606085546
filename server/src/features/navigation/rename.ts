// Renaming: every name of a thing, quoted where it must be. The renamed text is read again, and nothing is offered that would mean something else.
import { writeName } from '../../semantics/names.ts';
import { parseDocument } from '../../syntax/document.ts';
import type { Thing } from './meaning.ts';
import { type NamedPlace, referencesTo, thingAt } from './navigate.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

export interface RenameEdit {
  readonly document: number;
  /** Offsets in the document. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export type Refusal = 'nothing-to-rename' | 'built-in' | 'not-a-name' | 'joined-by-using' | 'temporary' | 'taken';
export type Renamed = { readonly edits: readonly RenameEdit[] } | { readonly refused: Refusal };

/** What would be renamed at an offset, or why nothing can be. */
export function renameTarget(workspace: Workspace, document: number, offset: number): NamedPlace | Refusal {
  const place = thingAt(workspace, document, offset);
  if (!place) return 'nothing-to-rename';
  return place.thing.builtIn ? 'built-in' : place;
}

/** The edits that give a thing another name; `options` are those the workspace was opened with. */
export function renameAt(workspace: Workspace, document: number, offset: number, newName: string, options: WorkspaceOptions = {}): Renamed {
  const target = renameTarget(workspace, document, offset);
  if (typeof target === 'string') return { refused: target };
  const name = readNewName(newName);
  if (!name) return { refused: 'not-a-name' };
  if (target.thing.category === 'relation' && changesKind(target.thing, name)) return { refused: 'temporary' };
  const references = referencesTo(workspace, target.thing);
  // One of the two tables alone cannot be given another name.
  if (references.some(({ joins }) => joins)) return { refused: 'joined-by-using' };
  const edits = references.map(({ document, start, end }) => ({
    document,
    start,
    end,
    newText: writtenAs(name, workspace.documents[document]!.syntax.text[start] === '"'),
  }));
  return meansTheSame(workspace, edits, target, document, options) ? { edits } : { refused: 'taken' };
}

/** Does the # that makes a table temporary come or go? https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html */
const changesKind = ({ name, key }: Thing, { text }: NewName) =>
  text.startsWith('#') ? !key.startsWith('relation:pg_temp ') : name.startsWith('#');

interface NewName {
  readonly text: string;
  readonly quoted: boolean;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_names.html: 127 bytes at most. */
const longestName = 127;

function readNewName(typed: string): NewName | undefined {
  const trimmed = typed.trim();
  const quoted = /^"((?:[^"]|"")+)"$/.exec(trimmed);
  const text = quoted ? quoted[1]!.replaceAll('""', '"') : trimmed;
  if (text === '' || new TextEncoder().encode(text).length > longestName || (!quoted && text.includes('"'))) return undefined;
  return { text, quoted: quoted !== null };
}

function writtenAs({ text, quoted }: NewName, wasQuoted: boolean): string {
  const lower = text.toLowerCase();
  const isBare =
    /^#?[\p{L}_][\p{L}\p{N}_$]*$/u.test(text) && (writeName(lower) === lower || !/^[\x20-\x7e]*$/.test(text) || text.startsWith('#'));
  if (!quoted && !wasQuoted && (isBare || /^[a-z]\w*:[a-z]\w*$/i.test(text))) return text;
  return `"${text.replaceAll('"', '""')}"`;
}

/** Whether in the renamed scripts the same places, and no others, name one thing. */
function meansTheSame(
  workspace: Workspace,
  edits: readonly RenameEdit[],
  target: NamedPlace,
  document: number,
  options: WorkspaceOptions,
): boolean {
  const moved: { document: number; start: number; end: number }[] = [];
  let origin = target.start;
  const documents = workspace.documents.map((before, index) => {
    const own = edits.filter(edit => edit.document === index);
    if (own.length === 0) return before;
    let text = '';
    let from = 0;
    for (const edit of own) {
      text += before.syntax.text.slice(from, edit.start);
      if (index === document && edit.start === target.start) origin = text.length;
      moved.push({ document: index, start: text.length, end: text.length + edit.newText.length });
      text += edit.newText;
      from = edit.end;
    }
    return { uri: before.uri, syntax: parseDocument(text + before.syntax.text.slice(from), workspace.language) };
  });
  const renamed = openWorkspace(documents, options);
  const place = thingAt(renamed, document, origin);
  if (!place || place.thing.builtIn) return false;
  const found = referencesTo(renamed, place.thing);
  return (
    found.length === moved.length &&
    found.every((one, index) => one.document === moved[index]!.document && one.start === moved[index]!.start)
  );
}
