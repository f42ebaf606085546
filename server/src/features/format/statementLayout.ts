// How a statement is laid out: where lines may break, by the kinds of its tree's nodes. What fits on a line stays on it; what does not breaks at its
// outermost places first: clauses, then the members of lists, then the arguments of calls.
import { type SyntaxElement, SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { bodyLayouts } from './bodyLayout.ts';
import { breakGroups, fillLine, group, indent, type Layout, line, softLine, spacedHardLine, spacedLine } from './layout.ts';
import { type FormatStyle, firstOf, type Replacements, tokenLayout } from './tokenLayout.ts';

/** The clauses of these stand at the margin, like those of a query; the clauses of other statements are indented. */
const atMargin = new Set([
  'CreateTable', 'CreateExternalTable', 'CreateView', 'CreateExternalView', 'CreateMaterializedView', 'CreateProcedure', 'CreateFunction', 'CreateExternalFunction',
  'InsertStatement', 'UpdateStatement', 'DeleteStatement', 'MergeStatement', 'Query', 'PrepareStatement', 'DeclareCursor', 'ExplainStatement', 'CallStatement',
]); // biome-ignore format: one table

/** Parts of a query: their clauses break with the query. */
const flowing = new Set(['SelectStatement', 'QueryTerm', 'ExplainableStatement', 'PreparableStatement', 'AsQuery']);

/** Lists whose members each get a line when they do not fit. */
const listClauses = new Set(['SelectList', 'GroupByClause', 'OrderByClause', 'PartitionByClause']);

/** Kinds whose children stand on one line as far as they do not break themselves. */
const onOneLine = new Set(['WhereClause', 'HavingClause', 'QualifyClause', 'SelectItem', 'OrderItem', 'ColumnDefinition', 'SetClause']);

/** Between the operands of these a line may break. */
const chained = /^(?:AND|OR|[-+*/%]|\|\|)$/i;

interface StatementLayout {
  readonly layout: Layout;
  /** Does it end in a comment that has a line of its own? */
  readonly endsInComment: boolean;
}

export function layoutOf(root: SyntaxNode, style: FormatStyle, replacements: Replacements = new Map()): StatementLayout {
  const tokens = tokenLayout(root, style, replacements);

  /** The children one behind the other; `separatorFor` answers undefined where they want no more than their usual space. */
  const sequence = (
    node: SyntaxNode,
    children: readonly SyntaxElement[],
    separatorFor: (index: number) => Layout | undefined,
    first: Layout | undefined,
  ): Layout[] =>
    children.map((child, i) => {
      const separator = i === 0 ? first : separatorFor(i);
      return child instanceof SyntaxToken ? tokens.put(child, node, separator ?? tokens.between(child, node)) : element(child, separator);
    });

  /** Members with commas between them. */
  const members = (node: SyntaxNode, children: readonly SyntaxElement[], first: Layout | undefined, between: Layout = line): Layout[] =>
    sequence(node, children, i => (isComma(children[i]) ? '' : isComma(children[i - 1]) ? between : undefined), first);

  /** A node behind `separator`, or behind what its first token wants. */
  const element = (node: SyntaxNode, separator: Layout | undefined): Layout => {
    const first = firstOf(node);
    if (!first) return '';
    return [tokens.lead(first, separator ?? tokens.between(first, firstParent(node))), content(node)];
  };

  const content = (node: SyntaxNode): Layout => {
    const { children, kind } = node;
    const special = layouts[kind];
    if (special) return special(node, children);
    if (listClauses.has(kind)) return list(node, children);
    if (onOneLine.has(kind)) return sequence(node, children, () => undefined, '');
    if (isStatement(node)) {
      const parts = clauses(node, children, '');
      return group(atMargin.has(kind) ? parts : indent(parts));
    }
    return clauses(node, children, '');
  };

  /** Keywords, names and clauses. In a statement a line may break before a clause; what is in parentheses goes on lines of its own when it does not fit. */
  const clauses = (node: SyntaxNode, children: readonly SyntaxElement[], first: Layout | undefined): Layout[] => {
    const breakable = isStatement(node) || isPartOfStatement(node);
    const isIndented = isStatement(node) && !atMargin.has(node.kind);
    const parts: Layout[] = [];
    for (let i = 0; i < children.length; i++) {
      const child = children[i]!;
      const behindComma = i > 0 && isComma(children[i - 1]) ? (isIndented ? fillLine : indent(fillLine)) : undefined;
      const separator = i === 0 ? first : (behindComma ?? clauseSeparator(children, i, breakable));
      if (child instanceof SyntaxNode) parts.push(element(child, separator));
      else parts.push(tokens.put(child, node, separator ?? tokens.between(child, node)));
      if (!isPunctuation(child, '(')) continue;
      const close = closingOf(children, i);
      if (close < 0) continue;
      const body = [parts.pop()!, ...inside(node, children.slice(i + 1, close), children[close] as SyntaxToken)];
      // The query of a WITH clause breaks when the clause does.
      parts.push(kindIs(node, 'ParenthesizedQuery') && kindIs(node.parent, 'CommonTableExpression') ? body : group(body));
      i = close;
    }
    return parts;
  };

  const clauseSeparator = (children: readonly SyntaxElement[], i: number, breakable: boolean): Layout | undefined => {
    const child = children[i]!;
    const before = children[i - 1]!;
    const first = firstOf(child);
    if (isKind(child, 'Query') && isWord(before, 'AS') && isInParentheses(child as SyntaxNode)) return ' ';
    if (isKind(child, 'Query')) return isWord(before, 'AS') || isKind(before, 'WithClause') ? spacedLine : line;
    if (!breakable || !first || first.type === 'punctuation') return undefined;
    if (isKind(child, 'ValuesClause') || isKind(before, 'WithClause')) return line;
    // The name of a view or table and AS stand together; attributes between them have lines of their own.
    if (isKind(child, 'AsQuery') || (isWord(child, 'AS') && isKind(children[i + 1], 'Query'))) return isAttribute(before) ? line : ' ';
    if (children.slice(0, i).some(isBodyOfLines)) return ' ';
    const behindNode = before instanceof SyntaxNode || isPunctuation(before, ')');
    return behindNode && first.type === 'keyword' ? line : undefined;
  };

  /** What stands between a parenthesis and the one that closes it, and that one. */
  const inside = (node: SyntaxNode, inner: readonly SyntaxElement[], end: SyntaxToken): Layout[] => {
    if (inner.length === 0) return [tokens.put(end, node, '')];
    // A text alone breaks within itself, if at all.
    if (inner.length === 1 && isText(inner[0]!)) return [...sequence(node, inner, () => undefined, ''), tokens.put(end, node, '')];
    // USING (a, b) is short: what is joined breaks first.
    if (isKind(node.parent, 'JoinCondition')) return [...members(node, inner, '', ' '), tokens.put(end, node, '')];
    const columns = kindIs(node, 'TableElements', 'ExternalColumns');
    const separator = columns ? spacedLine : isFilled(node, inner) ? fillLine : line;
    const items = kindIs(node, 'WindowSpecification')
      ? sequence(node, inner, () => line, softLine)
      : inner.some(child => isPunctuation(child, '('))
        ? [softLine, ...clauses(node, inner, '')]
        : members(node, inner, softLine, separator);
    return [indent(items), tokens.put(end, node, softLine), columns && inner.length > 1 ? breakGroups : ''];
  };

  const list = (node: SyntaxNode, children: readonly SyntaxElement[]): Layout => {
    const from = Math.max(
      0,
      children.findIndex(child => child instanceof SyntaxNode),
    );
    const head = sequence(node, children.slice(0, from), () => ' ', '');
    const isSelect = kindIs(node, 'SelectList');
    const first = head.length > 0 || isSelect ? line : '';
    return [head, group(indent(members(node, children.slice(from), first, isSelect ? spacedLine : line)))];
  };

  const postfix = (node: SyntaxNode, children: readonly SyntaxElement[]): Layout =>
    sequence(node, children, i => (isKind(children[i], 'DataType') || children[i] instanceof SyntaxToken ? '' : undefined), '');

  /** FROM one, with its joins below; several with commas like the members of a list. */
  const tables = (node: SyntaxNode, children: readonly SyntaxElement[]): Layout => {
    if (!children.some(isComma)) return sequence(node, children, () => ' ', '');
    return [tokens.put(children[0] as SyntaxToken, node, ''), group(indent(members(node, children.slice(1), line)))];
  };

  const select = (node: SyntaxNode, children: readonly SyntaxElement[]): Layout =>
    sequence(
      node,
      children,
      i => (isKind(children[i], 'SelectList') ? '' : isKind(children[i]) && !isKind(children[i], 'TopClause') ? line : ' '),
      '',
    );

  const layouts: Record<string, (node: SyntaxNode, children: readonly SyntaxElement[]) => Layout> = {
    BinaryExpression(node, children) {
      const parts = sequence(node, children, i => (isOperator(children[i]) ? line : ' '), '');
      // In parentheses and behind ON the operators stand below the first operand.
      if (isKind(node.parent, 'JoinCondition', 'MergeStatement') || isFirstInParentheses(node)) return group(parts);
      if (!children.some(isOperator)) return parts;
      const isCondition = children.some(child => isWord(child, 'AND') || isWord(child, 'OR'));
      return group(isCondition ? indent(parts) : [parts[0]!, indent(parts.slice(1))]);
    },
    UnaryExpression: (node, children) =>
      sequence(node, children, i => (isWordy(children[i - 1]) || /^[^\w\s"'(]/.test(firstOf(children[i]!)?.text ?? '') ? ' ' : ''), ''),
    CaseExpression(node, children) {
      const isBranch = (child: SyntaxElement | undefined) => isKind(child, 'WhenClause', 'ElseClause');
      const parts = sequence(node, children, i => (isBranch(children[i]) || isWord(children[i], 'END') ? line : ' '), '');
      return group([parts[0]!, indent(parts.slice(1, -1)), parts.at(-1)!, children.filter(isBranch).length > 2 ? breakGroups : '']);
    },
    WhenClause(node, children) {
      const then = children.findIndex(child => isWord(child, 'THEN'));
      return group([sequence(node, children.slice(0, then), () => ' ', ''), indent(sequence(node, children.slice(then), () => ' ', line))]);
    },
    CastOperator: postfix,
    Subscript: postfix,
    FieldAccess: postfix,
    OuterJoinMark: postfix,
    Arguments(node, children) {
      // DECODE: pairs of a value and what becomes of it.
      const pairs = /^decode$/i.test(firstOf(node.parent!)?.text ?? '');
      return sequence(
        node,
        children,
        i => (isComma(children[i]) ? '' : pairs && i % 4 === 0 ? ' ' : isComma(children[i - 1]) ? line : undefined),
        '',
      );
    },
    Query(node, children) {
      const parts = sequence(
        node,
        children,
        i => (isKind(children[i - 1], 'WithClause') || isKind(children[i], 'SetOperation') ? spacedLine : line),
        '',
      );
      return node.parent &&
        (isStatement(node.parent) ||
          flowing.has(node.parent.kind) ||
          kindIs(node.parent, 'ReturnStatement', 'OpenCursor', 'CursorDeclaration', 'ForSource'))
        ? parts
        : group(parts);
    },
    SetOperation: (node, children) => sequence(node, children, i => (children[i] instanceof SyntaxNode ? spacedHardLine : ' '), ''),
    SelectStatement: select,
    WithClause: (node, children) =>
      sequence(node, children, i => (isComma(children[i]) ? '' : isComma(children[i - 1]) ? spacedHardLine : ' '), ''),
    CommonTableExpression: (node, children) => sequence(node, children, () => ' ', ''),
    FromClause: tables,
    UsingClause: tables,
    TableReference: (node, children) => sequence(node, children, i => (isKind(children[i], 'JoinClause') ? line : undefined), ''),
    JoinClause: (node, children) =>
      sequence(node, children, i => (isKind(children[i], 'JoinCondition') && isWord(firstOf(children[i]!), 'ON') ? '' : ' '), ''),
    JoinCondition(node, children) {
      if (!isWord(children[0], 'ON')) return sequence(node, children, () => ' ', '');
      return isKind(children[1], 'ParenthesizedExpression')
        ? sequence(node, children, () => ' ', ' ')
        : group(indent(sequence(node, children, () => ' ', line)));
    },
    ValuesClause(node, children) {
      const rows = children.filter(child => isKind(child)).length;
      return indent(sequence(node, children, i => (isComma(children[i]) ? '' : rows > 1 ? spacedLine : ' '), ''));
    },
    UpdateStatement(node, children) {
      const set = children.findIndex(child => isWord(child, 'SET'));
      const last = children.findLastIndex(child => isKind(child, 'SetClause'));
      const head = clauses(node, children.slice(0, set), '');
      const word = tokens.put(children[set] as SyntaxToken, node, line);
      const assignments = group(indent(members(node, children.slice(set + 1, last + 1), line, spacedLine)));
      return group([head, word, assignments, clauses(node, children.slice(last + 1), line)]);
    },
    MergeStatement(node, children) {
      const on = children.findIndex(child => isWord(child, 'ON'));
      const head = sequence(
        node,
        children.slice(0, on),
        i => (isWord(children[i], 'USING') || isKind(children[i - 1], 'WithClause') ? line : ' '),
        '',
      );
      const condition = indent(sequence(node, children.slice(on, on + 2), () => ' ', line));
      const rest = children.slice(on + 2);
      return group([head, condition, sequence(node, rest, i => (isKind(rest[i]) ? line : ' '), line)]);
    },
    MergeWhen: (node, children) =>
      group(indent(sequence(node, children, i => (isKind(children[i]) || isWord(children[i], 'DELETE') ? line : ' '), ''))),
    MergeUpdate: (node, children) =>
      indent(sequence(node, children, i => (isComma(children[i]) ? '' : isKind(children[i]) ? spacedLine : ' '), '')),
    MergeInsert: (node, children) => sequence(node, children, i => (isWord(children[i], 'VALUES') ? line : ' '), ''),
    AddPartitions(node, children) {
      const first = children.findIndex(child => isWord(child, 'PARTITION'));
      const several = children.some(child => isKind(child, 'AddedPartition'));
      const partitions = sequence(
        node,
        children.slice(first),
        i => (isKind(children[first + i], 'AddedPartition') ? line : ' '),
        several ? line : ' ',
      );
      return [sequence(node, children.slice(0, first), () => ' ', ''), several ? indent(partitions) : partitions];
    },
  };

  Object.assign(
    layouts,
    bodyLayouts({
      child: (child, node, separator) =>
        child instanceof SyntaxToken ? tokens.put(child, node, separator ?? tokens.between(child, node)) : element(child, separator),
      clauses,
      query: (node, children) => group(select(node, children)),
    }),
  );

  const layout = element(root, '');
  const rest = tokens.rest();
  return { layout: [layout, rest.layout], endsInComment: rest.ownLine };
}

/** A statement of its own, or one that is explained or prepared. */
const isStatement = (node: SyntaxNode) =>
  isKind(node.parent, 'Statement', 'ExplainableStatement', 'PreparableStatement', 'EmbeddedStatement');

/** Clauses of the statement that it is in. */
const isPartOfStatement = (node: SyntaxNode) => flowing.has(node.kind) || /(?:Privileges|Roles)$/.test(node.kind);

/** The node whose direct child the first token of `node` is. */
function firstParent(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.children[0] instanceof SyntaxNode) at = at.children[0];
  return at;
}

/** The index of the parenthesis that closes the one at `open`; -1 when it is not among the children. */
function closingOf(children: readonly SyntaxElement[], open: number): number {
  let depth = 0;
  for (let i = open; i < children.length; i++) {
    if (isPunctuation(children[i], '(')) depth++;
    else if (isPunctuation(children[i], ')') && --depth === 0) return i;
  }
  return -1;
}

/** A query in parentheses and nothing else. */
const isInParentheses = (query: SyntaxNode) => query.nodes.length === 1 && isPunctuation(firstOf(query), '(');

/** Is the node an expression right behind a parenthesis? */
function isFirstInParentheses(node: SyntaxNode): boolean {
  const siblings = node.parent?.children ?? [];
  return isPunctuation(siblings[siblings.findIndex(child => child instanceof SyntaxNode && child.index === node.index) - 1], '(');
}

/** Values of which as many stand on a line as fit: the list behind IN, and a row of many. */
function isFilled(node: SyntaxNode, inner: readonly SyntaxElement[]): boolean {
  const among = kindIs(node, 'ValuesRow') ? isComma(node.parent?.children.find(isComma)) : isKind(node.parent, 'InExpression');
  return among && inner.every(child => isComma(child) || isKind(child, 'Literal', 'UnaryExpression'));
}

const kindIs = (node: SyntaxNode | undefined, ...kinds: string[]) => node !== undefined && kinds.includes(node.kind);

/** A node, of one of the kinds if any are given. */
const isKind = (element: SyntaxElement | undefined, ...kinds: string[]) =>
  element instanceof SyntaxNode && (kinds.length === 0 || kinds.includes(element.kind));
const isPunctuation = (element: SyntaxElement | undefined, mark: string) => element instanceof SyntaxToken && element.text === mark;
const isComma = (element: SyntaxElement | undefined) => isPunctuation(element, ',');
const isWord = (element: SyntaxElement | undefined, word: string) => element instanceof SyntaxToken && element.keyword === word;
const isWordy = (element: SyntaxElement | undefined) => element instanceof SyntaxToken && /\w$/.test(element.text);
const isOperator = (element: SyntaxElement | undefined) => element instanceof SyntaxToken && chained.test(element.text);
const isText = (element: SyntaxElement) =>
  firstOf(element)?.type === 'string' && (element instanceof SyntaxToken || element.endToken === element.firstToken + 1);

/** A clause between the name of a view or table and its query. */
const isAttribute = (element: SyntaxElement) => element instanceof SyntaxNode && /Attribute/.test(element.kind);

/** A body of several lines: LANGUAGE stands behind what closes it. */
const isBodyOfLines = (element: SyntaxElement) =>
  element instanceof SyntaxNode && element.child('Body') !== undefined && element.text.includes('\n');
