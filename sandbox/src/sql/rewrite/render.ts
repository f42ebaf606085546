// Writes a tree out as PostgreSQL: a kind of node that PostgreSQL words differently has a renderer, everything else is written as it stands.
import { type SyntaxNode, SyntaxToken } from '../../../../server/src/syntax/tree.ts';
import { notInSandbox } from '../sqlResult.ts';
import type { RenderContext } from './context.ts';
import { dataTypeRenderers } from './dataTypes.ts';
import { ddlRenderers } from './ddl.ts';
import { expressionRenderers } from './expressions.ts';
import { functionRenderers } from './functions.ts';
import { nameOfToken, partsOf, quoteParts } from './names.ts';
import { queryRenderers } from './queries.ts';

export type Renderer = (node: SyntaxNode, context: RenderContext) => string;

let renderers: ReadonlyMap<string, Renderer> | undefined;

function findRenderer(kind: string): Renderer | undefined {
  renderers ??= new Map(
    Object.entries({ ...ddlRenderers, ...dataTypeRenderers, ...expressionRenderers, ...functionRenderers, ...queryRenderers }),
  );
  return renderers.get(kind);
}

/** Slots of the grammar are lower case and hyphenated: every one of them is a name. */
const isNameSlot = (kind: string): boolean => /^[a-z][a-z-]*$/.test(kind);

export function render(element: SyntaxNode | SyntaxToken, context: RenderContext): string {
  if (element instanceof SyntaxToken) return renderToken(element, context);
  const renderer = findRenderer(element.kind);
  if (renderer) return renderer(element, context);
  if (isNameSlot(element.kind)) return quoteParts(partsOf(element, context.caseSensitive));
  if (element.kind.startsWith('Unsupported')) throw notInSandbox(element.text.slice(0, 60));
  return renderChildren(element, context);
}

/** The children as they stand, with what is between them. */
export function renderChildren(
  node: SyntaxNode,
  context: RenderContext,
  except: (child: SyntaxNode | SyntaxToken) => boolean = () => false,
): string {
  const source = node.statement.text;
  let text = '';
  let end = node.start;
  for (const child of node.children) {
    if (child.start > end) text += source.slice(end, child.start);
    if (!except(child)) text += render(child, context);
    end = Math.max(end, child.end);
  }
  return text;
}

function renderToken(token: SyntaxToken, context: RenderContext): string {
  const { text, type } = token;
  if (type === 'quoted-name') return quoteParts([nameOfToken(token, context.caseSensitive)]);
  if (type === 'string') return text.replace(/^[Nn]'/, "'");
  if (type === 'template') throw notInSandbox('A template placeholder');
  return text;
}

export const renderAll = (nodes: readonly SyntaxNode[], context: RenderContext, separator = ', '): string =>
  nodes.map(node => render(node, context)).join(separator);
