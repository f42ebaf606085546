// LOD010: the query of UNLOAD is a string, so the quotes inside it are written twice.

import { parseDocument } from '../../syntax/document.ts';
import type { ParsedStatement, SyntaxProblem } from '../../syntax/parsedStatement.ts';
import * as T from '../../syntax/tokens.ts';
import { say } from '../../text/say.ts';
import type { Explanation, Fix, Rule, Span } from '../rule.ts';

export const quoteInUnload: Rule = {
  id: 'LOD010',
  name: 'quote-in-unload',
  severity: 'error',
  title: 'Single quote not doubled in the UNLOAD text',
  explanation: `The query of \`UNLOAD\` stands in quotes, so the first quote inside it ends the text. Write each quote of the query twice
(\`UNLOAD ('… WHERE a = ''x''')\`), or the query between dollar signs, where quotes stay as they are (\`UNLOAD ($$… WHERE a = 'x'$$)\`). The old form \`\\'\` is taken too.`,
  pages: ['r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select * from t where a = 'x'') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ('select * from t where name in ('a', 'b')') TO 's3://b/p' IAM_ROLE DEFAULT CSV;",
      "UNLOAD ('select to_char(d, 'YYYY-MM') as month\nfrom t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET;",
      "UNLOAD ('select coalesce(a, '') from t where b = 'y'') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ('select a from t where b = ''x'' and c = 'y'') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD /* daily */ ('select a from t -- all\nwhere c = 'y'') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "CREATE PROCEDURE p() AS $$\nBEGIN\n  DELETE FROM t WHERE a = 'x';\n  UNLOAD ('select a from t where c = 'y'') TO 's3://b/p' IAM_ROLE DEFAULT;\nEND;\n$$ LANGUAGE plpgsql;",
    ],
    right: [
      "UNLOAD ('select * from t where a = ''x''') TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ($$select * from t where a = 'x'$$) TO 's3://b/p' IAM_ROLE DEFAULT;",
      "UNLOAD ('select * from t where a = \\'x\\'') TO 's3://b/p' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: [],
  check() {},
  explain(problem, code, parsed) {
    const { text } = parsed;
    const first = firstString(problem, code, parsed);
    const to = first ? closingQuote(code, first.start + 1) : -1;
    if (!first || to < problem.start) return undefined;
    // The quote that was to begin a string of the query ended the text.
    const start = first.end - 1;
    const next = text.indexOf("'", first.end);
    const explanation: Explanation = {
      at: { start, end: next >= 0 && next < to ? next + 1 : first.end },
      message: say`This quote ends the text of UNLOAD: write the quotes inside the query twice, or the query between $$`,
      covers: code.length,
      // The body of a procedure stands between dollar signs itself.
      fixes: fixesOf(text, first.start, to, text.slice(0, first.start).trim() === code.slice(0, first.start).trim()),
    };
    return explanation;
  },
};

/** The string behind `UNLOAD (`, where it ends right before the problem and nothing is joined to it. */
function firstString({ start: place }: SyntaxProblem, code: string, { kinds, starts, ends, count }: ParsedStatement): Span | undefined {
  const opening = /^\s*UNLOAD\s*\(\s*(?=')/i.exec(code)?.[0].length;
  const token = opening === undefined ? -1 : starts.indexOf(opening);
  if (token < 0 || token >= count || kinds[token] !== T.STRING) return undefined;
  const isJoined = code.startsWith('||', place) || code.slice(ends[token], place).trim() !== '';
  return isJoined ? undefined : { start: starts[token]!, end: ends[token]! };
}

/** The quote before `) TO '…`. */
function closingQuote(text: string, from: number): number {
  const end = /'\s*\)\s*TO\s*'/gi;
  end.lastIndex = from;
  return end.exec(text)?.index ?? -1;
}

/** Offered where the query is one, read in that way. */
function fixesOf(text: string, from: number, to: number, mayHaveDollars: boolean): Fix[] {
  const inside = text.slice(from + 1, to);
  const edit = (newText: string) => [{ start: from, end: to + 1, newText }];
  const isQuery = (sql: string) => parseDocument(sql).statements.every(({ parsed }) => parsed.problems.length === 0);
  const half = inside.replace(/''/g, "'");
  const doubled = (sql: string) => `'${sql.replace(/'/g, "''")}'`;
  // Some of the quotes may be doubled already.
  const query = isQuery(inside) ? inside : half !== inside && isQuery(half) ? half : undefined;
  if (query === undefined) return [];
  const fixes: Fix[] = [{ title: say`Write the quotes twice`, edits: edit(doubled(query)), safe: false }];
  if (mayHaveDollars && !query.includes('$$'))
    fixes.push({ title: say`Write the query between $$`, edits: edit(`$$${query}$$`), safe: false });
  return fixes;
}
