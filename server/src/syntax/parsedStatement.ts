// What a parse leaves behind: plain data, offsets relative to the statement's own text, so that it stays valid wherever an edit moves the statement.

/** A syntax problem; offsets relative to the statement's text. */
export interface SyntaxProblem {
  readonly code: SyntaxCode;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** A replacement that mends it. */
  readonly fix?: { readonly title: string; readonly start: number; readonly end: number; readonly newText: string };
  /** The word there is reserved; as a quoted name it would be taken. */
  readonly reservedAsName?: true;
}

export type SyntaxCode =
  | 'syntax-error'
  | 'unknown-statement'
  | 'missing-semicolon'
  | 'unclosed-parenthesis'
  | 'unclosed-quote'
  | 'unclosed-comment'
  | 'extra-comma'
  | 'extra-parenthesis'
  | 'missing-comma';

/** A body of another program text inside the statement: `AS $$ … $$`. */
export interface ParsedBody {
  /** Index of the token that holds it. */
  readonly token: number;
  /** Offset of the body's text in the statement's text. */
  readonly offset: number;
  readonly parsed: ParsedStatement;
}

export interface ParsedStatement {
  readonly text: string;
  /** Significant tokens; index `count` is the END token. Tokens that a repair put in have no width; those it left out are missing here. */
  readonly kinds: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
  /** Nodes in postorder; empty when nothing could be made of the statement. */
  readonly nodeKinds: Uint16Array;
  readonly nodeFirsts: Int32Array;
  readonly nodeEnds: Int32Array;
  readonly nodeSizes: Int32Array;
  /** Pairs of offsets of the comments, jinja blocks and psql commands. */
  readonly comments: Int32Array;
  readonly problems: readonly SyntaxProblem[];
  readonly bodies: readonly ParsedBody[];
}
