// How the body of a procedure is laid out: each statement on a line, what stands in a block indented. Its SQL is laid out like any other.
import { type SyntaxElement, SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { group, hardLine, indent, type Layout, line, spacedHardLine } from './layout.ts';

type NodeLayout = (node: SyntaxNode, children: readonly SyntaxElement[]) => Layout;

interface Parts {
  /** A child behind a separator. */
  readonly child: (child: SyntaxElement, node: SyntaxNode, separator: Layout | undefined) => Layout;
  readonly clauses: (node: SyntaxNode, children: readonly SyntaxElement[], first: Layout | undefined) => Layout[];
  readonly query: NodeLayout;
}

/** What stands in a block, one below the other. */
const members = new Set(['PlpgsqlStatement', 'Declaration', 'CaseBranch', 'ExceptionHandler']);
/** What begins a line at the margin of its block. */
const branches = new Set(['DeclareSection', 'ElsifBranch', 'ElseBranch', 'ExceptionSection']);

export function bodyLayouts({ child: put, clauses, query }: Parts): Record<string, NodeLayout> {
  const block: NodeLayout = (node, children) =>
    children.map((child, i) => {
      const before = children[i - 1];
      const kind = child instanceof SyntaxNode ? child.kind : '';
      if (members.has(kind))
        return indent(put(child, node, before instanceof SyntaxNode && before.kind === kind ? spacedHardLine : hardLine));
      const begins =
        branches.has(kind) ||
        (child instanceof SyntaxToken && /^(?:BEGIN|END)$/.test(child.keyword)) ||
        (before instanceof SyntaxNode && before.kind === 'BlockLabel');
      const branch = put(child, node, i === 0 || isEnd(child) ? '' : begins ? hardLine : ' ');
      return node.kind === 'CaseStatement' && kind === 'ElseBranch' ? indent(branch) : branch;
    });
  /** FOR row IN query LOOP: the query has its own lines when it is long. */
  const loop: NodeLayout = (node, children) => {
    const word = children.findIndex(child => child instanceof SyntaxToken && child.keyword === 'LOOP');
    const label = children[0] instanceof SyntaxNode && children[0].kind === 'BlockLabel' ? 1 : 0;
    const before = children.slice(0, label).map(child => [put(child, node, ''), hardLine]);
    const head = children.slice(label, word + 1).map((child, i) => put(child, node, i === 0 ? '' : i === word - label ? line : ' '));
    return [before, group(head), blockRest(node, children, word + 1)];
  };
  const blockRest = (node: SyntaxNode, children: readonly SyntaxElement[], from: number): Layout =>
    children.slice(from).map(child => {
      if (child instanceof SyntaxNode && members.has(child.kind))
        return indent(put(child, node, children[from] === child ? hardLine : spacedHardLine));
      return put(child, node, isEnd(child) ? '' : child instanceof SyntaxToken && child.keyword === 'END' ? hardLine : ' ');
    });
  /** A statement around a query. */
  const indented: NodeLayout = (node, children) => group(indent(clauses(node, children, '')));

  return {
    PlpgsqlBody: block,
    PlpgsqlBlock: block,
    DeclareSection: block,
    IfStatement: block,
    ElsifBranch: block,
    ElseBranch: block,
    CaseStatement: block,
    CaseBranch: block,
    ExceptionSection: block,
    ExceptionHandler: block,
    LoopStatement: loop,
    ForHeader: (node, children) =>
      children.map((child, i) => {
        const part = put(child, node, i === 0 || isMark(child, ',') ? '' : i === children.length - 1 ? line : ' ');
        return i === children.length - 1 ? indent(part) : part;
      }),
    CursorDeclaration: indented,
    ReturnStatement: indented,
    OpenCursor: indented,
    PerformStatement: (node, children) => [query(node, children.slice(0, -1)), put(children.at(-1)!, node, '')],
  };
}

const isMark = (element: SyntaxElement, mark: string) => element instanceof SyntaxToken && element.text === mark;
const isEnd = (element: SyntaxElement) => isMark(element, ';');
