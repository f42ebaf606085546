// Runs rules over one statement: which rules look at which node kinds is worked out once, then a statement costs one scan over its kinds
// and a visit to the nodes that a rule wants.
import type { Model } from '../semantics/model.ts';
import type { Grammar } from '../syntax/grammar.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode } from '../syntax/tree.ts';
import type { Fix, Rule, RuleContext, Severity, Span, TextEdit } from './rule.ts';

/** A finding with offsets in the statement's own text, so that it stays true wherever an edit moves the statement. */
export interface StatementFinding {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fixes: readonly Fix[];
  readonly severity: Severity | undefined;
}

export interface RuleTable {
  readonly grammar: Grammar;
  /** By number of the node kind. */
  readonly byKind: readonly (readonly Rule[] | undefined)[];
  readonly isEmpty: boolean;
  /** Told when a rule throws, which is a defect of the rule; the others go on. Without it the error is thrown. */
  readonly onDefect: OnDefect | undefined;
}

export type OnDefect = (rule: Rule, error: unknown) => void;

/** Throws when a rule names a node kind that the grammar does not have: a defect of the rule. */
export function ruleTable(rules: readonly Rule[], grammar: Grammar, onDefect?: OnDefect): RuleTable {
  const byKind: Rule[][] = [];
  const numbers = new Map(grammar.nodeKinds.map((name, number) => [name, number]));
  for (const rule of rules) {
    for (const kind of rule.kinds) {
      const number = numbers.get(kind);
      if (number === undefined) throw new Error(`${rule.id}: the grammar has no rule ${kind}`);
      byKind[number] ??= [];
      byKind[number].push(rule);
    }
  }
  return { grammar, byKind, isEmpty: rules.length === 0, onDefect };
}

export interface Models {
  readonly before: Model;
  readonly after: Model;
  readonly final: Model;
}

/** Whether rules may look at it: it parses, and nothing of it will be filled in by a template. */
export const isJudged = (parsed: ParsedStatement): boolean => parsed.problems.length === 0 && parsed.nodeKinds.length > 0;

/** What the rules of the table say about a statement. Without models, rules that read one throw. */
export function checkStatement(parsed: ParsedStatement, table: RuleTable, models?: Models): StatementFinding[] {
  const findings: StatementFinding[] = [];
  if (table.isEmpty || !isJudged(parsed)) return findings;
  const root = recentRoot(parsed, table.grammar);
  const statement = root?.nodes[0];
  if (!root || !statement) return findings;
  visit({ root, parsed, offset: 0, statement }, table, models, findings);
  for (const body of parsed.bodies) {
    const bodyRoot = isJudged(body.parsed) ? rootOf(body.parsed, table.grammar) : undefined;
    if (bodyRoot) visit({ root: bodyRoot, parsed, offset: body.offset, statement }, table, models, findings);
  }
  return findings;
}

/** Offline and other rules look at a statement one after the other: its tree is made once for both. */
let recent: { parsed: ParsedStatement; root: SyntaxNode | undefined } | undefined;
function recentRoot(parsed: ParsedStatement, grammar: Grammar): SyntaxNode | undefined {
  if (recent?.parsed !== parsed) recent = { parsed, root: rootOf(parsed, grammar) };
  return recent.root;
}

/** A tree to look at: of a statement, or of a body in it at `offset`. */
interface Visited {
  readonly root: SyntaxNode;
  readonly parsed: ParsedStatement;
  readonly offset: number;
  readonly statement: SyntaxNode;
}

function visit(visited: Visited, table: RuleTable, models: Models | undefined, out: StatementFinding[]): void {
  const { nodeKinds, nodeSizes } = visited.root.statement;
  const wantedBefore = countsOf(nodeKinds, table);
  if (!wantedBefore) return;
  const { context, begin } = contextOf(visited, models, out);
  const isWanted = (node: SyntaxNode) => wantedBefore[node.index + 1]! > wantedBefore[node.index - nodeSizes[node.index]! + 1]!;
  const walk = (node: SyntaxNode) => {
    if (!isWanted(node)) return;
    const rules = table.byKind[nodeKinds[node.index]!];
    if (rules) {
      for (const rule of rules) {
        begin(rule);
        try {
          rule.check(node, context);
        } catch (error) {
          if (!table.onDefect) throw error;
          table.onDefect(rule, error);
        }
      }
    }
    for (const child of node.nodes) walk(child);
  };
  walk(visited.root);
}

/** How many wanted nodes stand before each index, or undefined when there are none. */
function countsOf(nodeKinds: Uint16Array, { byKind }: RuleTable): Int32Array | undefined {
  let first = 0;
  while (first < nodeKinds.length && byKind[nodeKinds[first]!] === undefined) first++;
  if (first === nodeKinds.length) return undefined;
  const counts = new Int32Array(nodeKinds.length + 1);
  for (let i = 0, count = 0; i < nodeKinds.length; i++) {
    if (byKind[nodeKinds[i]!] !== undefined) count++;
    counts[i + 1] = count;
  }
  return counts;
}

const moved = (span: Span, by: number) => ({ start: span.start + by, end: span.end + by });

/** One context for all rules that look at a tree; `begin` says which rule speaks next. */
function contextOf(
  { root, parsed, offset, statement }: Visited,
  models: Models | undefined,
  out: StatementFinding[],
): { context: RuleContext; begin: (rule: Rule) => void } {
  let rule: Rule;
  const modelOf = (when: keyof Models): Model => {
    if (!models || rule.needs === 'offline') throw new Error(`${rule.id} is declared as offline but reads the model`);
    return models[when];
  };
  const context: RuleContext = {
    report({ at, message, fixes = [], severity }) {
      const inStatement = fixes.map(fix => ({
        ...fix,
        edits: fix.edits.map(edit => (isWholeStatement(edit) ? edit : { ...moved(edit, offset), newText: edit.newText })),
      }));
      out.push({ rule, ...moved(at, offset), message, fixes: inStatement, severity });
    },
    statement,
    parsed,
    inBody: root.statement !== parsed,
    get before() {
      return modelOf('before');
    },
    get after() {
      return modelOf('after');
    },
    get final() {
      return modelOf('final');
    },
    insertAfter: sql => wholeStatement(parsed.text.length, `${endsWithSemicolon(parsed.text) ? '' : ';'}\n${terminated(sql)}`),
    insertBefore: sql => wholeStatement(statement.start, `${terminated(sql)}\n`),
  };
  const begin = (next: Rule) => {
    rule = next;
  };
  return { context, begin };
}

const endsWithSemicolon = (text: string) => text.trimEnd().endsWith(';');
const terminated = (sql: string) => (endsWithSemicolon(sql) ? sql : `${sql};`);

/** Edits beside the statement have their place in the statement's text already, also when the finding is inside a body. */
const wholeStatements = new WeakSet<TextEdit>();
const isWholeStatement = (edit: TextEdit) => wholeStatements.has(edit);
function wholeStatement(place: number, newText: string): TextEdit {
  const edit = { start: place, end: place, newText };
  wholeStatements.add(edit);
  return edit;
}
