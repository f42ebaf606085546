// What is told about a place of a document, by the parser or by a rule.

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
  /** The rule's kebab-case name; absent for syntax. */
  readonly rule?: string;
  /** The text is of no use and may be shown faded. */
  readonly unnecessary?: boolean;
}

export interface ProblemFix {
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  /** Whether "fix all" may apply it: it must not widen anybody's rights. */
  readonly safe: boolean;
}
