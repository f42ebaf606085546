// Syntax problems that a rule knows better than the parser: what is meant can be told from the text around them, what to do as well.
import { type SyntaxDocument, syntaxProblems } from '../syntax/document.ts';
import type { ParsedStatement, SyntaxProblem } from '../syntax/parsedStatement.ts';
import { HAS_PROBLEMS } from '../syntax/statementMarks.ts';
import { allRules } from './registry.ts';
import type { Explanation, Rule } from './rule.ts';

export interface ExplainedProblem extends Explanation {
  readonly rule: Rule;
}

const explaining = allRules.filter(({ explain }) => explain);

/** The syntax problems of a document as the parser tells them, and those that rules tell instead; offsets are those of the document. */
export function explainProblems(
  document: SyntaxDocument,
  isOn: (rule: Rule) => boolean,
): { plain: SyntaxProblem[]; explained: ExplainedProblem[] } {
  const explained: ExplainedProblem[] = [];
  const taken = new Set<string>();
  const { statements, marks } = document;
  for (let i = 0; i < statements.length; i++) {
    if ((marks[i]! & HAS_PROBLEMS) === 0) continue;
    const { start, parsed } = statements[i]!;
    explainIn(parsed, start, code => code);
    for (const body of parsed.bodies) explainIn(body.parsed, start + body.offset, statementAt);
  }
  const plain = syntaxProblems(document).filter(({ start, message }) => !taken.has(`${start} ${message}`));
  return { plain, explained };

  function explainIn(parsed: ParsedStatement, offset: number, only: (code: string, place: number) => string): void {
    if (parsed.problems.length === 0) return;
    let covered = -1;
    const explanations = explanationsOf(parsed, only);
    parsed.problems.forEach((problem, i) => {
      const found = explanations[i];
      const isCovered = problem.start < covered;
      if (!isCovered && !(found && isOn(found.rule))) return;
      taken.add(`${offset + problem.start} ${problem.message}`);
      if (isCovered || !found) return;
      covered = found.covers ?? covered;
      explained.push({ ...found, ...movedBy(found, offset) });
    });
  }
}

/** One for each problem of a statement; kept for as long as its text stays the same. */
const known = new WeakMap<ParsedStatement, readonly (ExplainedProblem | undefined)[]>();

function explanationsOf(parsed: ParsedStatement, only: (code: string, place: number) => string): readonly (ExplainedProblem | undefined)[] {
  let explanations = known.get(parsed);
  if (!explanations) {
    const code = withoutComments(parsed);
    explanations = parsed.problems.map(problem => explanationOf(problem, only(code, problem.start), parsed));
    known.set(parsed, explanations);
  }
  return explanations;
}

/** A body is parsed as a whole: what stands before the statement of it at a place becomes spaces, what stands behind it is cut off. */
function statementAt(code: string, place: number): string {
  let start = 0;
  for (const { index, 0: mark } of code.slice(0, place).matchAll(/;|\b(?:BEGIN|THEN|ELSE|LOOP)\b/gi)) {
    const quotes = code.slice(start, index).split("'").length - 1;
    if (quotes % 2 === 0) start = index + mark.length;
  }
  const end = code.indexOf(';', place);
  return ' '.repeat(start) + code.slice(start, end < 0 ? code.length : end + 1);
}

function withoutComments({ text, comments }: ParsedStatement): string {
  let code = text;
  for (let i = 0; i < comments.length; i += 2) {
    const [start, end] = [comments[i]!, comments[i + 1]!];
    code = code.slice(0, start) + ' '.repeat(end - start) + code.slice(end);
  }
  return code;
}

function explanationOf(problem: SyntaxProblem, code: string, parsed: ParsedStatement): ExplainedProblem | undefined {
  for (const rule of explaining) {
    const explanation = rule.explain!(problem, code, parsed);
    if (explanation) return { ...explanation, rule };
  }
  return undefined;
}

const movedBy = ({ at, fixes = [] }: Explanation, by: number): Pick<Explanation, 'at' | 'fixes'> => ({
  at: { start: at.start + by, end: at.end + by },
  fixes: fixes.map(fix => ({
    ...fix,
    edits: fix.edits.map(({ start, end, newText }) => ({ start: start + by, end: end + by, newText })),
  })),
});
