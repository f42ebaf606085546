// What a lint rule is: documentation as data, examples that are its tests, and a check. One file a rule; `registry.ts` lists them all.
import type { Model } from '../semantics/model.ts';
import type { ParsedStatement, SyntaxProblem } from '../syntax/parsedStatement.ts';
import type { SyntaxNode } from '../syntax/tree.ts';

/**
 * `error`: Redshift refuses the statement, or a secret lies open. `warning`: legal but risky, or a refusal that is not certain.
 * `info`: a hint. `off`: not reported unless the settings ask for it.
 */
export type Severity = 'error' | 'warning' | 'info' | 'off';

/**
 * What a rule must know besides the statement's own text. `offline`: nothing, so that its findings are kept as long as the statement does not change.
 * `script`: what the statements before (or after) it do. `catalog`: what exists in the database; it reads the same model, and is silent where nothing is known.
 */
export type Needs = 'offline' | 'script' | 'catalog';

export type RuleId = `${'GRT' | 'RLS' | 'DDM' | 'EXS' | 'EXT' | 'ICE' | 'ML' | 'LOD' | 'SHR' | 'TBL' | 'NAM'}${number}`;

export interface Rule {
  /** `GRT001`: shown as the diagnostic's code, written in settings and suppressions. Never given to another rule. */
  readonly id: RuleId;
  /** A kebab-case sentence: `grant-option-to-role`. */
  readonly name: string;
  readonly severity: Severity;
  /** One line, without a full stop. */
  readonly title: string;
  /** Markdown: why it matters and what to do instead. For the command line and the rule's page: the server's bundle leaves it out, as it does examples and pages. */
  readonly explanation: string;
  /** Ids of pages of the Amazon Redshift Database Developer Guide (`r_GRANT`), or whole addresses of other pages. */
  readonly pages: readonly string[];
  /** Scripts. Each wrong one is reported by this rule and has no error of another; the right ones have no error at all, and nothing of this rule. */
  readonly examples: { readonly wrong: readonly string[]; readonly right: readonly string[] };
  readonly needs: Needs;
  /** Only the first finding in a script is reported: for what would otherwise be said at nearly every statement. */
  readonly oncePerScript?: boolean;
  /**
   * Kinds of tree nodes it looks at: statements (`GrantStatement`) or anything below them (`IamRole`, `ColumnDefinition`).
   * `check` is called once for each such node, also for those in the bodies of procedures. The narrower, the faster.
   */
  readonly kinds: readonly string[];
  check(node: SyntaxNode, context: RuleContext): void;
  /**
   * What the parser refuses, in the words of this rule: asked at the syntax problems of a statement or body, with offsets in its text.
   * `code` is that text as far as the statement goes, with spaces in place of comments and, in a body, of what stands before the statement. The finding stands in the problem's place; undefined where the problem is another one.
   */
  explain?(problem: SyntaxProblem, code: string, parsed: ParsedStatement): Explanation | undefined;
}

export interface Explanation extends Omit<Finding, 'severity'> {
  /** Problems up to here follow from this one and are not told; without it only the one that is explained. */
  readonly covers?: number;
}

/** Offsets in the text of the tree at hand; nodes, tokens and names have them already. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit extends Span {
  readonly newText: string;
}

export interface Fix {
  /** What it does, in the imperative: `Delete WITH GRANT OPTION`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether "fix all" and `--fix` may apply it unasked. Never true where it adds or widens anybody's rights, or changes what a statement returns. */
  readonly safe: boolean;
}

export interface Finding {
  /** The narrowest place that is wrong: a word, a clause; not the whole statement where a part says it. */
  readonly at: Span;
  /** What is wrong here, with the names of the script, and what to do. Full sentences without a final full stop for a single one. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Where this finding is milder than the rule. What the user sets for the rule wins. */
  readonly severity?: Exclude<Severity, 'off'>;
}

export interface RuleContext {
  report(finding: Finding): void;
  /** The statement proper (the node below `Statement`), also while a node of a procedure's body is looked at. */
  readonly statement: SyntaxNode;
  readonly parsed: ParsedStatement;
  /** Whether the node stands in the body of a procedure or function: it runs later, perhaps often, and what it names may not exist yet. */
  readonly inBody: boolean;
  /** What exists just before the statement runs. Only for rules that need `script` or `catalog`; reading it in an offline rule throws. */
  readonly before: Model;
  /** What exists just after it. */
  readonly after: Model;
  /** What exists at the end of the script. */
  readonly final: Model;
  /** An edit that writes whole statements on lines of their own behind, or in front of, the statement at hand. */
  insertAfter(sql: string): TextEdit;
  insertBefore(sql: string): TextEdit;
}

/** The address of an AWS page named in `pages`. */
export const pageAddress = (page: string): string =>
  page.startsWith('https:') ? page : `https://docs.aws.amazon.com/redshift/latest/dg/${page}.html`;
