// The syntax tree of a statement as objects, made lazily from the parser's arrays. Offsets are relative to the statement's text: add the
// statement's own start to get a place in the document. Everything between the tokens (space, comments) is in the statement's text.
import type { Grammar } from './grammar.ts';
import type { ParsedStatement } from './parsedStatement.ts';
import * as T from './tokens.ts';

export type TokenType = 'keyword' | 'name' | 'quoted-name' | 'string' | 'number' | 'parameter' | 'template' | 'punctuation' | 'bad';

export class SyntaxToken {
  readonly statement: ParsedStatement;
  readonly index: number;
  readonly parent: SyntaxNode;
  private readonly grammar: Grammar;

  constructor(statement: ParsedStatement, index: number, parent: SyntaxNode, grammar: Grammar) {
    this.statement = statement;
    this.index = index;
    this.parent = parent;
    this.grammar = grammar;
  }

  get start(): number {
    return this.statement.starts[this.index]!;
  }

  get end(): number {
    return this.statement.ends[this.index]!;
  }

  get text(): string {
    return this.statement.text.slice(this.start, this.end);
  }

  /** The number of the token's kind, see `tokens.ts`. */
  get kind(): number {
    return this.statement.kinds[this.index]!;
  }

  /** The word in capitals when it is one of the grammar's keywords (used as one or as a name), else ''. */
  get keyword(): string {
    return this.kind >= T.FIRST_KEYWORD ? this.grammar.keywords.words[this.kind - T.FIRST_KEYWORD]! : '';
  }

  get type(): TokenType {
    const { kind } = this;
    if (kind >= T.FIRST_KEYWORD) return 'keyword';
    switch (kind) {
      case T.NAME:
        return 'name';
      case T.QUOTED_NAME:
        return 'quoted-name';
      case T.STRING:
      case T.STRING_PART:
      case T.DOLLAR_STRING:
        return 'string';
      case T.INTEGER:
      case T.NUMBER:
        return 'number';
      case T.PARAMETER:
        return 'parameter';
      case T.TEMPLATE:
        return 'template';
      case T.BAD:
        return 'bad';
      default:
        return 'punctuation';
    }
  }
}

export type SyntaxElement = SyntaxNode | SyntaxToken;

export class SyntaxNode {
  readonly statement: ParsedStatement;
  readonly index: number;
  readonly parent: SyntaxNode | undefined;
  private readonly grammar: Grammar;
  private elements: readonly SyntaxElement[] | undefined;
  private innerNodes: readonly SyntaxNode[] | undefined;

  constructor(statement: ParsedStatement, index: number, parent: SyntaxNode | undefined, grammar: Grammar) {
    this.statement = statement;
    this.index = index;
    this.parent = parent;
    this.grammar = grammar;
  }

  /** The name of the grammar rule or slot, or of an expression node made in code. */
  get kind(): string {
    return this.grammar.nodeKinds[this.statement.nodeKinds[this.index]!]!;
  }

  /** Index of its first token, and of the token behind its last. */
  get firstToken(): number {
    return this.statement.nodeFirsts[this.index]!;
  }

  get endToken(): number {
    return this.statement.nodeEnds[this.index]!;
  }

  get start(): number {
    return this.statement.starts[this.firstToken]!;
  }

  get end(): number {
    return this.endToken > this.firstToken ? this.statement.ends[this.endToken - 1]! : this.start;
  }

  get text(): string {
    return this.statement.text.slice(this.start, this.end);
  }

  /** Nodes and tokens in the order of the text. */
  get children(): readonly SyntaxElement[] {
    if (this.elements) return this.elements;
    const elements: SyntaxElement[] = [];
    let token = this.firstToken;
    for (const node of this.nodes) {
      while (token < node.firstToken) elements.push(new SyntaxToken(this.statement, token++, this, this.grammar));
      elements.push(node);
      token = Math.max(token, node.endToken);
    }
    while (token < this.endToken) elements.push(new SyntaxToken(this.statement, token++, this, this.grammar));
    this.elements = elements;
    return elements;
  }

  /** The nodes among the children; made without the tokens between them. */
  get nodes(): readonly SyntaxNode[] {
    if (this.innerNodes) return this.innerNodes;
    const { nodeSizes } = this.statement;
    const lowest = this.index - nodeSizes[this.index]! + 1;
    let count = 0;
    for (let i = this.index - 1; i >= lowest; i -= nodeSizes[i]!) count++;
    // Of the right size from the start: there are many of them, most with one or two nodes.
    const nodes = new Array<SyntaxNode>(count);
    for (let i = this.index - 1; i >= lowest; i -= nodeSizes[i]!) nodes[--count] = new SyntaxNode(this.statement, i, this, this.grammar);
    this.innerNodes = nodes;
    return this.innerNodes;
  }

  /** The first child node of one of the kinds. */
  child(...kinds: string[]): SyntaxNode | undefined {
    for (const node of this.nodes) if (kinds.includes(node.kind)) return node;
    return undefined;
  }

  childrenOf(...kinds: string[]): SyntaxNode[] {
    return this.nodes.filter(child => kinds.includes(child.kind));
  }

  /** The first keyword token among the children that is one of `words`. */
  keyword(...words: string[]): SyntaxToken | undefined {
    for (const child of this.children) if (child instanceof SyntaxToken && words.includes(child.keyword)) return child;
    return undefined;
  }

  /** All nodes below (and including) this one of the given kinds, in the order of the text. */
  descendants(...kinds: string[]): SyntaxNode[] {
    const { nodeKinds, nodeSizes } = this.statement;
    const numbers = kinds.map(kind => this.grammar.nodeKind(kind));
    // Subtrees without one are left alone: their nodes need not be made.
    const holdsWanted = (index: number): boolean => {
      for (let i = index - nodeSizes[index]! + 1; i <= index; i++) if (numbers.includes(nodeKinds[i]!)) return true;
      return false;
    };
    const found: SyntaxNode[] = [];
    const visit = (node: SyntaxNode) => {
      if (!holdsWanted(node.index)) return;
      if (numbers.includes(nodeKinds[node.index]!)) found.push(node);
      for (const child of node.nodes) visit(child);
    };
    visit(this);
    return found;
  }

  /** The nearest node of one of the kinds at or above this one. */
  ancestor(...kinds: string[]): SyntaxNode | undefined {
    let node: SyntaxNode | undefined = this;
    while (node && !kinds.includes(node.kind)) node = node.parent;
    return node;
  }

  /** All tokens below it. */
  tokens(): SyntaxToken[] {
    const found: SyntaxToken[] = [];
    const visit = (node: SyntaxNode) => {
      for (const child of node.children) {
        if (child instanceof SyntaxNode) visit(child);
        else found.push(child);
      }
    };
    visit(this);
    return found;
  }
}

/** The root node (kind `Statement`) of a parsed statement; undefined when nothing could be made of it. Its first child is the statement proper. */
export function rootOf(statement: ParsedStatement, grammar: Grammar): SyntaxNode | undefined {
  const last = statement.nodeKinds.length - 1;
  return last < 0 ? undefined : new SyntaxNode(statement, last, undefined, grammar);
}
