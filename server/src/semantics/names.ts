// Names as Redshift reads them: quoted or not they fold to lower case, unless enable_case_sensitive_identifier is on.
// https://docs.aws.amazon.com/redshift/latest/dg/r_names.html

import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import * as T from '../syntax/tokens.ts';
import type { SyntaxNode, SyntaxToken } from '../syntax/tree.ts';

/** One part of a name, with offsets in the text of its tree. */
export interface NamePart {
  /** Folded: what names are compared by. */
  readonly name: string;
  /** As written, without quotes. */
  readonly written: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

/** A name of one to four parts: `last` is the object, before it perhaps schema and database. */
export interface QualifiedName {
  readonly parts: readonly NamePart[];
  readonly start: number;
  readonly end: number;
}

/** How names fold in a session. */
export interface Folding {
  readonly caseSensitive: boolean;
}

const insensitive: Folding = { caseSensitive: false };

/** The folded form of a name that was written without quotes, or inside them. */
export const fold = (written: string, quoted = false, folding: Folding = insensitive): string =>
  quoted && folding.caseSensitive ? written : written.toLowerCase();

const isNameKind = (kind: number) => kind === T.NAME || kind === T.QUOTED_NAME || kind >= T.FIRST_KEYWORD;

export const namePartOf = (token: SyntaxToken, folding: Folding = insensitive): NamePart => partAt(token.statement, token.index, folding);

function partAt({ text, kinds, starts, ends }: ParsedStatement, token: number, folding: Folding): NamePart {
  const start = starts[token]!;
  const end = ends[token]!;
  const quoted = kinds[token] === T.QUOTED_NAME;
  const written = quoted ? text.slice(start + 1, end - 1).replaceAll('""', '"') : text.slice(start, end);
  return { name: fold(written, quoted, folding), written, quoted, start, end };
}

/**
 * The name in a name slot (`table-name`, `new-table-name`, …). `prefix:name` of users and roles is one part.
 * Undefined where a template placeholder or parameter stands in it: then nothing can be said about it.
 */
export function nameOf(slot: SyntaxNode, folding: Folding = insensitive): QualifiedName | undefined {
  const parts: NamePart[] = [];
  const { statement } = slot;
  let glue = false;
  for (let token = slot.firstToken; token < slot.endToken; token++) {
    const kind = statement.kinds[token]!;
    if (kind === T.DOT) continue;
    if (kind === T.COLON) {
      glue = true;
      continue;
    }
    if (!isNameKind(kind)) return undefined;
    const part = partAt(statement, token, folding);
    const before = parts.at(-1);
    if (glue && before) {
      parts[parts.length - 1] = {
        ...before,
        name: `${before.name}:${part.name}`,
        written: `${before.written}:${part.written}`,
        end: part.end,
      };
      glue = false;
    } else parts.push(part);
  }
  return parts.length === 0 ? undefined : { parts, start: slot.start, end: slot.end };
}

/** The folded name in a slot of one part; its last part where there are several. */
export const simpleNameOf = (slot: SyntaxNode, folding: Folding = insensitive): string | undefined =>
  nameOf(slot, folding)?.parts.at(-1)?.name;

export const lastPart = (name: QualifiedName): NamePart => name.parts[name.parts.length - 1]!;

/** As it must be written in SQL: bare where that reads back the same, else in quotes. */
export const writeName = (name: string): string =>
  /^[a-z_][a-z0-9_$]*$/.test(name) && !mustBeQuoted.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The words that are never a name without quotes. https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html */
const mustBeQuoted = new Set(
  `all analyse analyze and any array as asc authorization between both case cast check collate column constraint create cross current_date current_time
  current_timestamp current_user default deferrable desc distinct do else end except explain false for foreign freeze from full grant group having ilike in
  initially inner intersect into is isnull join leading left like limit localtime localtimestamp minus natural new not notnull null off offset old on only or
  order outer overlaps parallel partition primary public references right select session_user similar some sortkey distkey sysdate system table tag then to top
  trailing true union unique user using verbose when where with without`.split(/\s+/),
);

/** The nearest of the known names by edits, where it is near enough to be what was meant. */
export function nearest(wanted: string, known: Iterable<string>): string | undefined {
  // Any letter is near to any other: of a name of one letter nothing can be told.
  const limit = wanted.length <= 1 ? 0 : wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
  let best: string | undefined;
  let least = limit + 1;
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) >= least) continue;
    const edits = distance(wanted, name, least);
    if (edits < least) {
      least = edits;
      best = name;
    }
  }
  return best;
}

/** Optimal string alignment distance: insertions, deletions, replacements and neighbours swapped; at least `limit` where it is not smaller. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      if (cost < smallest) smallest = cost;
    }
    if (smallest >= limit) return limit;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
