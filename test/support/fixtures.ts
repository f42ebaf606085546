// The SQL files of test/fixtures: what Redshift accepts (grammar/), and slips with the message wanted for each (broken/).
import { readdirSync, readFileSync } from 'node:fs';

export interface Fixture {
  readonly name: string;
  readonly text: string;
}

const folder = new URL('../fixtures/', import.meta.url);

/** The files of test/fixtures/<part>, by name. */
export function fixtures(part: 'grammar' | 'broken'): Fixture[] {
  const inside = new URL(`${part}/`, folder);
  return readdirSync(inside)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(name, inside), 'utf8') }));
}

export interface WantedProblem {
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
  /** A part of the message. */
  readonly fragment: string;
}

/** Reads `--    ^^^^ fragment` remarks: each speaks of the nearest line above it that is no such remark. */
export function wantedProblems(text: string): WantedProblem[] {
  const wanted: WantedProblem[] = [];
  let lineStart = 0;
  let spokenOf = 0;
  for (const line of text.split('\n')) {
    const marks = /^(--\s*)(\^+) ?(.*)$/.exec(line.replace(/\r$/, ''));
    if (marks) {
      const start = spokenOf + marks[1]!.length;
      wanted.push({ start, end: start + marks[2]!.length, fragment: marks[3]!.trim() });
    } else spokenOf = lineStart;
    lineStart += line.length + 1;
  }
  return wanted;
}
