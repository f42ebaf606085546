// Syntax problems that a rule knows better than the parser: what is meant can be told from the text around them, what to do as well.
import { type SyntaxDocument, syntaxProblems } from '../syntax/document.ts';
import type { ParsedStatement, SyntaxProblem } from '../syntax/parsedStatement.ts';
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
  for (const { start, parsed } of document.statements) {
    if (parsed.problems.length > 0) explainIn(parsed, start);
    for (const body of parsed.bodies) if (body.parsed.problems.length > 0) explainIn(body.parsed, start + body.offset);
  }
  const plain = syntaxProblems(document).filter(({ start, message }) => !taken.has(`${start} ${message}`));
  return { plain, explained };

  function explainIn(parsed: ParsedStatement, offset: number): void {
    let covered = -1;
    for (const problem of parsed.problems) {
      const found = problem.start < covered ? 'covered' : explanationOf(problem, parsed, isOn);
      if (!found) continue;
      taken.add(`${offset + problem.start} ${problem.message}`);
      if (found === 'covered') continue;
      covered = found.covers ?? covered;
      explained.push({ ...found, ...movedBy(found, offset) });
    }
  }
}

function explanationOf(problem: SyntaxProblem, parsed: ParsedStatement, isOn: (rule: Rule) => boolean): ExplainedProblem | undefined {
  for (const rule of explaining) {
    const explanation = isOn(rule) ? rule.explain!(problem, parsed) : undefined;
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
