// Named parameters of the Data API: `:name` outside strings, comments and quoted names; `::` is a cast.
// https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-calling.html#data-api-calling-considerations-parameters

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
