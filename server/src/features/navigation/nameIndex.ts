// Which names stand in a statement, and where: read once for each text of a statement, its procedure body included.
// Finding every use of a name begins here; what each of them means is worked out only for those that are asked about.
import { fold } from '../../semantics/names.ts';
import type { Grammar } from '../../syntax/grammar.ts';
import type { Language } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import * as T from '../../syntax/tokens.ts';

/** One part of a name in a name slot. */
export interface NameUse {
  /** Folded: what names are compared by. */
  readonly name: string;
  /** The statement, or the body in it, that the slot belongs to. */
  readonly parsed: ParsedStatement;
  /** Index of the slot's node in `parsed`. */
  readonly node: number;
  /** Which part of the name: 0 is the outermost. */
  readonly part: number;
  /** Offsets in the text of the outer statement. */
  readonly start: number;
  readonly end: number;
}

const uses = new WeakMap<ParsedStatement, ReadonlyMap<string, readonly NameUse[]>>();

/** The names of a statement by their folded form. */
export function namesOfStatement(statement: ParsedStatement, language: Language): ReadonlyMap<string, readonly NameUse[]> {
  let known = uses.get(statement);
  if (!known) {
    const found = new Map<string, NameUse[]>();
    collect(statement, 0, language.grammar, found);
    for (const { parsed, offset } of statement.bodies) collect(parsed, offset, language.grammar, found);
    known = found;
    uses.set(statement, known);
  }
  return known;
}

/** The name at an offset of the statement's text; behind the last character counts too. */
export function nameAt(statement: ParsedStatement, offset: number, language: Language): NameUse | undefined {
  let behind: NameUse | undefined;
  for (const list of namesOfStatement(statement, language).values()) {
    for (const use of list) {
      if (use.start <= offset && offset < use.end) return use;
      if (use.end === offset) behind = use;
    }
  }
  return behind;
}

/** Slots whose words are no names of anything that is declared. */
const unnamed = new Set([
  'field-name',
  'external-id',
  'type-name',
  'language-name',
  'hyperparameter-name',
  'property-name',
  'collation-name',
]);
/** No slots, yet names: a column that is called like a reserved word, and the schemas of SET search_path. */
const namingNodes = new Set(['ReservedColumnName', 'SetItem']);

const slotTables = new WeakMap<Grammar, readonly boolean[]>();

function slotTable(grammar: Grammar): readonly boolean[] {
  let table = slotTables.get(grammar);
  if (!table) {
    table = grammar.nodeKinds.map(kind => (grammar.slots.has(kind) && !unnamed.has(kind)) || namingNodes.has(kind));
    slotTables.set(grammar, table);
  }
  return table;
}

function collect(parsed: ParsedStatement, shift: number, grammar: Grammar, found: Map<string, NameUse[]>): void {
  const isSlot = slotTable(grammar);
  const { nodeKinds, nodeFirsts, nodeEnds } = parsed;
  for (let node = 0; node < nodeKinds.length; node++) {
    if (!isSlot[nodeKinds[node]!]) continue;
    for (const use of partsOf(parsed, node, nodeFirsts[node]!, nodeEnds[node]!, shift)) {
      const same = found.get(use.name);
      if (same) same.push(use);
      else found.set(use.name, [use]);
    }
  }
}

/** `prefix:name` of users and roles is one part. Nothing where a placeholder stands in the name. */
function partsOf(parsed: ParsedStatement, node: number, first: number, end: number, shift: number): NameUse[] {
  const { kinds, starts, ends, text } = parsed;
  const parts: NameUse[] = [];
  let glue = false;
  for (let token = first; token < end; token++) {
    const kind = kinds[token]!;
    if (kind === T.DOT) continue;
    if (kind === T.COLON) {
      glue = true;
      continue;
    }
    const from = starts[token]!;
    const to = ends[token]!;
    if ((kind !== T.NAME && kind !== T.QUOTED_NAME && kind < T.FIRST_KEYWORD) || from === to) return [];
    const name = kind === T.QUOTED_NAME ? fold(text.slice(from + 1, to - 1).replaceAll('""', '"'), true) : fold(text.slice(from, to));
    const before = glue ? parts.pop() : undefined;
    parts.push(
      before
        ? { ...before, name: `${before.name}:${name}`, end: to + shift }
        : { name, parsed, node, part: parts.length, start: from + shift, end: to + shift },
    );
    glue = false;
  }
  return parts;
}
