// The problems of a document: syntax first; the rules look only at statements that parse.
import { type SyntaxDocument, syntaxProblems } from '../syntax/document.ts';

export interface Problem {
  /** Stable: a syntax code or a rule's id. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Offsets in the document. */
  readonly start: number;
  readonly end: number;
  readonly fixes: readonly ProblemFix[];
  /** Address of the page that explains the code. */
  readonly page?: string;
}

export interface ProblemFix {
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  /** Whether "fix all" may apply it: it must not widen anybody's rights. */
  readonly safe: boolean;
}

export function diagnose(document: SyntaxDocument): Problem[] {
  return syntaxProblems(document).map(({ code, message, start, end, fix }) => ({
    code,
    severity: 'error',
    message,
    start,
    end,
    fixes: fix ? [{ title: fix.title, edits: [{ start: fix.start, end: fix.end, newText: fix.newText }], safe: true }] : [],
  }));
}
