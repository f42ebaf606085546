// Named parameters of the Data API: `:name` outside strings, comments and quoted names; `::` is a cast.
// https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-calling.html#data-api-calling-considerations-parameters

import type { SqlParameter } from '../state/model.ts';

export interface ParameterUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Everything in which a colon means nothing, and `:name` itself. */
const pieces = /--[^\n]*|\/\*|'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$|::|:([0-9a-zA-Z_]+)/g;

export function findParameters(sql: string): readonly ParameterUse[] {
  const uses: ParameterUse[] = [];
  pieces.lastIndex = 0;
  for (let match = pieces.exec(sql); match; match = pieces.exec(sql)) {
    const [text, , name] = match;
    if (text === '/*') pieces.lastIndex = endOfComment(sql, match.index);
    else if (text.startsWith('$')) {
      const end = sql.indexOf(text, pieces.lastIndex);
      pieces.lastIndex = end < 0 ? sql.length : end + text.length;
    } else if (name !== undefined) uses.push({ name, start: match.index, end: pieces.lastIndex });
  }
  return uses;
}

export const findParameterNames = (sql: string): readonly string[] => findParameters(sql).map(use => use.name);

export interface SubstitutedSql {
  /** The statement with $1, $2 … in the place of its named parameters. */
  readonly text: string;
  /** Those it names, in the order of their numbers: a batch shares its parameters, a statement gets its own. */
  readonly parameters: readonly SqlParameter[];
  /** 1-based position in the text → in the statement as it was sent. */
  toOriginal(position: number): number;
}

export function substituteParameters(sql: string, given: readonly SqlParameter[]): SubstitutedSql {
  if (given.length === 0) return { text: sql, parameters: [], toOriginal: position => position };
  const uses = findParameters(sql);
  const parameters = given.filter(parameter => uses.some(use => use.name === parameter.name));
  const shifts: { readonly end: number; readonly shift: number }[] = [];
  let text = '';
  let done = 0;
  for (const { name, start, end } of uses) {
    const number = parameters.findIndex(parameter => parameter.name === name) + 1;
    if (number === 0) continue;
    text += `${sql.slice(done, start)}$${number}`;
    done = end;
    shifts.push({ end: text.length, shift: end - text.length });
  }
  text += sql.slice(done);
  const toOriginal = (position: number): number => position + (shifts.findLast(each => each.end < position)?.shift ?? 0);
  return { text, parameters, toOriginal };
}

/** Comments nest in Redshift. */
function endOfComment(sql: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return sql.length;
}
