// How a statement is laid out: where lines may break, by the kinds of its tree's nodes. Tokens and comments are taken over as they are;
// only the space between them and, if wished, the case of keywords changes.

import { STRING_PART } from '../../syntax/tokens.ts';
import { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { breakGroups, group, hardLine, indent, type Layout, line, softLine, suffix } from './layout.ts';

export interface FormatStyle {
  readonly keywordCase: 'upper' | 'lower' | 'preserve';
}

/** Calls and types: no space before their parenthesis. */
const tight = new Set([
  'FunctionCall', 'TypeLength', 'NumericType', 'CharacterType', 'TimeType', 'CastExpression', 'ExtractCall', 'SubstringCall', 'TrimCall', 'PositionCall', 'OverlayCall', 'ConvertCall',
  'ApproximateCall', 'ArrayConstructor', 'FunctionSignature', 'ProcedureSignature', 'SignatureArguments', 'ProcedureParameters', 'FunctionParameters', 'CallStatement', 'TableFunction',
]); // biome-ignore format: one table

/** The clauses of these stand on lines of their own when the statement does not fit on one. */
const flowing = new Set([
  'SelectStatement',
  'FromClause',
  'TableReference',
  'QueryTerm',
  'WithClause',
  'ValuesClause',
  'MergeWhen',
  'SetOperation',
]);

/** Lists whose members each get a line when they do not fit. */
const listClauses = new Set(['SelectList', 'GroupByClause', 'OrderByClause', 'SetClause', 'PartitionByClause']);

export function layoutOf(root: SyntaxNode, style: FormatStyle): Layout {
  const { statement } = root;
  const { text, comments } = statement;
  let comment = 0;
  let previousEnd = -1;

  /** The comments between the token before and `token`, as they are to stand before it or at the end of the line before. */
  const commentsBefore = (token: SyntaxToken): { before: Layout[]; ownLine: boolean } => {
    const before: Layout[] = [];
    let ownLine = false;
    if (previousEnd < 0) {
      while (comment < comments.length && comments[comment]! < token.start) comment += 2;
      return { before, ownLine };
    }
    let last = previousEnd;
    while (comment < comments.length && comments[comment]! < token.start) {
      const start = comments[comment]!;
      const end = comments[comment + 1]!;
      const words = text.slice(start, end).trimEnd();
      const behindBreak = text.slice(last, start).includes('\n');
      const beforeBreak = words.startsWith('--') || /^[ \t]*\r?\n/.test(text.slice(end));
      if (behindBreak || (ownLine && beforeBreak)) {
        before.push(hardLine, words);
        ownLine = true;
      } else if (beforeBreak) before.push(suffix(words));
      else before.push(' ', words);
      last = end;
      comment += 2;
    }
    return { before, ownLine };
  };

  const wordOf = (token: SyntaxToken, parent: SyntaxNode): string => {
    const word = token.text;
    if (style.keywordCase === 'preserve' || token.keyword === '' || /-/.test(parent.kind) || /^[a-z]/.test(parent.kind)) return word;
    if (parent.kind === 'FieldAccess' || parent.kind === 'Collate') return word;
    return style.keywordCase === 'upper' ? word.toUpperCase() : word.toLowerCase();
  };

  let previous: SyntaxToken | undefined;
  /** A token with what must stand before it: comments, and the separator that its surroundings want. */
  const put = (token: SyntaxToken, parent: SyntaxNode, separator: Layout): Layout => {
    const space = spaceBefore(token, token.kind === STRING_PART ? hardLine : separator);
    const word = wordOf(token, parent);
    previousEnd = token.end;
    previous = token;
    return [space, word];
  };

  /** The separator, with the comments that stand between the token before and this one. */
  const spaceBefore = (token: SyntaxToken, separator: Layout): Layout => {
    const { before, ownLine } = commentsBefore(token);
    if (ownLine) return [before, hardLine];
    if (before.length > 0) return [before, separator === '' && !/^[,;)\]]$/.test(token.text) ? line : separator];
    return separator;
  };

  const lastToken = () => previous;

  /** The separator between two tokens where no line may break. */
  const between = (next: SyntaxToken, parent: SyntaxNode): string => {
    const before = lastToken();
    if (!before) return '';
    const a = before.text;
    const b = next.text;
    if (b === ',' || b === ')' || b === ']' || b === ';' || b === '.' || b === '::' || b === '[') return '';
    if (a === '(' || a === '[' || a === '.' || a === '::') return '';
    if (b === '(') {
      if (tight.has(parent.kind) || before.parent.kind === 'function-name') return '';
      return ' ';
    }
    if (a === ',') return ' ';
    const wordy = /[\w$"'#}]$/.test(a) && /^[\w$"'#{:]/.test(b);
    if (wordy && before.type !== 'punctuation' && next.type !== 'punctuation') return ' ';
    if (a === '=' || b === '=') return ' ';
    if (a === ')' && /^[\w"'$]/.test(b)) return ' ';
    if (before.parent.kind === 'BinaryExpression' || parent.kind === 'BinaryExpression') return ' ';
    if (a === '*' || b === '*') return b === '*' && before.type === 'punctuation' ? '' : ' ';
    return before.end === next.start ? '' : ' ';
  };

  /** The first token at or below an element. */
  const firstOf = (element: SyntaxNode | SyntaxToken): SyntaxToken | undefined => {
    let at: SyntaxNode | SyntaxToken | undefined = element;
    while (at instanceof SyntaxNode) at = at.children[0];
    return at;
  };

  const sequence = (
    node: SyntaxNode,
    children: readonly (SyntaxNode | SyntaxToken)[],
    separatorFor: (index: number) => Layout | undefined,
    lead: Layout | undefined,
  ): Layout[] => {
    const parts: Layout[] = [];
    for (let i = 0; i < children.length; i++) {
      const child = children[i]!;
      const separator = i === 0 ? lead : separatorFor(i);
      parts.push(child instanceof SyntaxToken ? put(child, node, separator ?? between(child, node)) : element(child, separator));
    }
    return parts;
  };

  /** A node, preceded by `separator` (or by what its first token wants). */
  const element = (node: SyntaxNode, separator: Layout | undefined): Layout => {
    const { children, kind } = node;
    if (children.length === 0) return '';
    const first = firstOf(node);
    const lead = first ? spaceBefore(first, separator ?? between(first, firstParent(node))) : '';

    if (kind === 'BinaryExpression') {
      const parts = sequence(node, children, i => (i % 2 === 1 ? line : ' '), '');
      const chain = [parts[0]!, indent(parts.slice(1))];
      return [lead, group(chain)];
    }
    if (kind === 'UnaryExpression') {
      return [
        lead,
        sequence(
          node,
          children,
          i => (children[i - 1] instanceof SyntaxToken && /\w$/.test((children[i - 1] as SyntaxToken).text) ? ' ' : ''),
          '',
        ),
      ];
    }
    if (kind === 'CaseExpression') {
      const parts = sequence(
        node,
        children,
        i => (isKind(children[i], 'WhenClause', 'ElseClause') || isWord(children[i], 'END') ? line : ' '),
        '',
      );
      return [lead, group([parts[0]!, indent(parts.slice(1, -1)), parts.at(-1)!])];
    }
    if (kind === 'SelectItem' || kind === 'ColumnDefinition' || kind === 'OrderItem')
      return [lead, sequence(node, children, () => undefined, '')];
    if (kind === 'CastOperator' || kind === 'Subscript' || kind === 'FieldAccess' || kind === 'OuterJoinMark') {
      return [
        lead,
        sequence(node, children, i => (isKind(children[i], 'DataType') || children[i] instanceof SyntaxToken ? '' : undefined), ''),
      ];
    }
    if (listClauses.has(kind)) {
      const firstNode = children.findIndex(child => child instanceof SyntaxNode);
      const head = sequence(node, children.slice(0, Math.max(0, firstNode)), () => ' ', '');
      const from = Math.max(0, firstNode);
      const items = sequence(
        node,
        children.slice(from),
        i => (isComma(children[from + i]) ? '' : isComma(children[from + i - 1]) ? line : undefined),
        head.length > 0 || kind === 'SelectList' ? line : '',
      );
      return [lead, head, group(indent(items))];
    }
    if (kind === 'SelectStatement') {
      return [
        lead,
        sequence(
          node,
          children,
          i =>
            isKind(children[i], 'SelectList')
              ? ''
              : children[i] instanceof SyntaxNode && !isKind(children[i], 'TopClause')
                ? /Clause$/.test((children[i] as SyntaxNode).kind)
                  ? line
                  : ' '
                : ' ',
          '',
        ),
      ];
    }
    if (kind === 'Query') {
      const parts = sequence(node, children, () => line, '');
      return [lead, group(parts)];
    }
    if (kind === 'SetOperation') return [lead, sequence(node, children, i => (children[i] instanceof SyntaxNode ? hardLine : ' '), '')];
    if (kind === 'WithClause') {
      return [lead, sequence(node, children, i => (isComma(children[i]) ? '' : isComma(children[i - 1]) ? hardLine : ' '), '')];
    }
    if (kind === 'TableReference' || kind === 'ParenthesizedJoin') {
      if (kind === 'TableReference')
        return [lead, sequence(node, children, i => (isKind(children[i], 'JoinClause') ? line : undefined), '')];
    }
    if (
      kind === 'JoinClause' ||
      kind === 'JoinCondition' ||
      kind === 'WhereClause' ||
      kind === 'HavingClause' ||
      kind === 'QualifyClause'
    ) {
      return [lead, sequence(node, children, () => ' ', '')];
    }
    if (kind === 'FromClause' || kind === 'UsingClause') {
      return [lead, sequence(node, children, i => (isComma(children[i]) ? '' : isComma(children[i - 1]) ? indent(line) : ' '), '')];
    }
    if (kind === 'ValuesClause') {
      return [
        lead,
        indent(
          sequence(
            node,
            children,
            i => (isComma(children[i]) ? '' : i === 1 || isComma(children[i - 1]) ? (children.length > 2 ? line : ' ') : ' '),
            '',
          ),
        ),
      ];
    }

    const open = children.findIndex(child => child instanceof SyntaxToken && child.text === '(');
    const close = children.findLastIndex(child => child instanceof SyntaxToken && child.text === ')');
    if (open >= 0 && close > open) return [lead, inParentheses(node, open, close)];

    if (children.every(child => child instanceof SyntaxToken)) return [lead, sequence(node, children, () => undefined, '')];
    const statementLike = kind !== 'Statement' && (node.parent?.kind === 'Statement' || /(?:Statement|Privileges|Roles)$/.test(kind));
    const parts = clauses(node, children);
    if (flowing.has(kind)) return [lead, parts];
    if (!statementLike) return [lead, parts];
    // A query or a list of columns has its own indentation.
    return [
      lead,
      group(children.some(child => isKind(child, 'TableElements', 'ExternalColumns', 'AsQuery', 'Query')) ? parts : indent(parts)),
    ];
  };

  /** `head ( inside ) tail`: the inside on lines of its own when it does not fit. */
  const inParentheses = (node: SyntaxNode, open: number, close: number): Layout => {
    const { children, kind } = node;
    const head = clauses(node, children.slice(0, open));
    const parenthesis = put(children[open] as SyntaxToken, node, open === 0 ? '' : between(children[open] as SyntaxToken, node));
    const inner = children.slice(open + 1, close);
    const items = sequence(node, inner, i => (isComma(inner[i]) ? '' : isComma(inner[i - 1]) ? line : undefined), '');
    const columns = kind === 'TableElements' || kind === 'ExternalColumns';
    const end = put(children[close] as SyntaxToken, node, '');
    const body: Layout =
      inner.length === 0
        ? [parenthesis, end]
        : group([parenthesis, indent([softLine, items]), softLine, end, columns && inner.length > 1 ? breakGroups : '']);
    const rest = children.slice(close + 1);
    const tail = rest.length === 0 ? '' : clauses(node, rest, true);
    return [head, body, tail];
  };

  /** Keywords and names on one line; a line may break before a keyword or a clause that follows a name or clause. */
  const clauses = (node: SyntaxNode, children: readonly (SyntaxNode | SyntaxToken)[], follows = false): Layout[] => {
    const breakable = node.parent?.kind === 'Statement' || flowing.has(node.kind) || /(?:Statement|Privileges|Roles)$/.test(node.kind);
    return sequence(
      node,
      children,
      i => separatorOf(children, i, breakable),
      follows ? (breakable && children[0] instanceof SyntaxNode ? line : undefined) : '',
    );
  };

  const separatorOf = (children: readonly (SyntaxNode | SyntaxToken)[], i: number, breakable: boolean): Layout | undefined => {
    const child = children[i]!;
    const before = children[i - 1]!;
    const first = firstOf(child);
    if (!first || first.text === '(' || first.type === 'punctuation' || !breakable) return undefined;
    if (isKind(child, 'Query', 'AsQuery', 'ValuesClause')) return line;
    if (before instanceof SyntaxNode && (child instanceof SyntaxNode ? first.type === 'keyword' : child.type === 'keyword')) return line;
    return undefined;
  };

  const layout = element(root, '');
  const tail: Layout[] = [];
  // Comments behind the last token and before the semicolon.
  let last = previousEnd;
  while (comment < comments.length) {
    const start = comments[comment]!;
    const words = text.slice(start, comments[comment + 1]!).trimEnd();
    tail.push(text.slice(last, start).includes('\n') ? [hardLine, words] : suffix(words));
    last = comments[comment + 1]!;
    comment += 2;
  }
  return [layout, tail];
}

/** The node whose direct child the first token of `node` is. */
function firstParent(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.children[0] instanceof SyntaxNode) at = at.children[0];
  return at;
}

const isKind = (element: SyntaxNode | SyntaxToken | undefined, ...kinds: string[]) =>
  element instanceof SyntaxNode && kinds.includes(element.kind);
const isComma = (element: SyntaxNode | SyntaxToken | undefined) => element instanceof SyntaxToken && element.text === ',';
const isWord = (element: SyntaxNode | SyntaxToken | undefined, word: string) => element instanceof SyntaxToken && element.keyword === word;
