// Shows nodes in a VS Code tree: loads children when a node is opened, turns failures into a node with a retry and nothing into words.
import * as vscode from 'vscode';
import { Disposable } from '../ui/disposable.ts';
import { describeError, type ErrorContext } from '../ui/errorMessage.ts';
import type { Log } from '../ui/log.ts';
import type { Children, TreeNode } from './node.ts';

export interface TreeOptions {
  roots(): Promise<Children>;
  log: Log;
  errorContext(node: TreeNode | undefined): ErrorContext;
  /** Command ids that the tree's own nodes call: with the parent's id. */
  retryCommand: string;
  loadMoreCommand: string;
}

export class NodeTree extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  readonly #options: TreeOptions;
  readonly #changed = this.register(new vscode.EventEmitter<TreeNode | undefined>());
  readonly #parents = new Map<string, TreeNode | undefined>();
  /** Further pages that were loaded, by the parent's id ('' for the roots). */
  readonly #loaded = new Map<string, Children>();
  readonly #nodes = new Map<string, TreeNode>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: TreeOptions) {
    super();
    this.#options = options;
    this.register(vscode.commands.registerCommand(options.retryCommand, (parentId: string) => this.refresh(this.#nodes.get(parentId))));
    this.register(vscode.commands.registerCommand(options.loadMoreCommand, (parentId: string) => this.#loadMore(parentId)));
  }

  /** Loads a node's children again, or everything; what is open stays open. */
  refresh(node?: TreeNode): void {
    if (node) {
      for (const id of [...this.#loaded.keys()]) if (id === node.id || id.startsWith(`${node.id}/`)) this.#loaded.delete(id);
    } else {
      this.#loaded.clear();
    }
    this.#changed.fire(node);
  }

  find(id: string): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, node.children ? (node.expanded ? Expanded : Collapsed) : None);
    item.id = node.id;
    item.description = node.description;
    item.iconPath = new vscode.ThemeIcon(node.icon, node.iconColor ? new vscode.ThemeColor(node.iconColor) : undefined);
    item.contextValue = node.contextValue;
    item.tooltip = tooltip(node);
    item.accessibilityInformation = { label: node.accessibilityLabel ?? [node.label, node.description].filter(Boolean).join(', ') };
    item.command = node.command;
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#parents.get(node.id);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = await this.#childrenOf(node);
    for (const child of children) {
      this.#parents.set(child.id, node);
      this.#nodes.set(child.id, child);
    }
    return children;
  }

  async #childrenOf(node: TreeNode | undefined): Promise<TreeNode[]> {
    const parentId = node?.id ?? '';
    try {
      const kept = this.#loaded.get(parentId);
      const { nodes, more } = kept ?? (await (node ? node.children!() : this.#options.roots()));
      if (more) this.#loaded.set(parentId, { nodes, more });
      if (nodes.length === 0 && !more) return node?.emptyLabel ? [messageNode(parentId, node.emptyLabel)] : [];
      return more ? [...nodes, this.#loadMoreNode(parentId)] : nodes;
    } catch (error) {
      this.#options.log.failure(`Could not load ${node?.label ?? 'the tree'}`, error);
      return this.#errorNodes(parentId, error, this.#options.errorContext(node));
    }
  }

  async #loadMore(parentId: string): Promise<void> {
    const known = this.#loaded.get(parentId);
    if (!known?.more) return;
    try {
      const next = await known.more();
      this.#loaded.set(parentId, { nodes: [...known.nodes, ...next.nodes], ...(next.more ? { more: next.more } : {}) });
    } catch (error) {
      // What is there stays; the node to load more stays as well and can be tried again.
      this.#options.log.failure('Could not load more', error);
      void vscode.window.showErrorMessage(describeError(error).text);
      return;
    }
    this.#changed.fire(this.#nodes.get(parentId));
  }

  #loadMoreNode(parentId: string): TreeNode {
    const title = vscode.l10n.t('Load more');
    return {
      id: `${parentId}/…more`,
      label: title,
      icon: 'ellipsis',
      contextValue: 'loadMore',
      command: { title, command: this.#options.loadMoreCommand, arguments: [parentId] },
    };
  }

  #errorNodes(parentId: string, error: unknown, context: ErrorContext): TreeNode[] {
    const { text, action, info } = describeError(error, context);
    const retry = { title: vscode.l10n.t('Try Again'), command: this.#options.retryCommand, arguments: [parentId] };
    const nodes: TreeNode[] = [
      {
        id: `${parentId}/…error`,
        label: text,
        description: vscode.l10n.t('select to try again'),
        icon: 'error',
        iconColor: 'list.errorForeground',
        contextValue: 'error',
        tooltip: [text, `${info.code}: ${info.message}`],
        command: retry,
      },
    ];
    if (action) {
      nodes.push({
        id: `${parentId}/…action`,
        label: action.title,
        icon: 'lightbulb',
        contextValue: 'errorAction',
        command: { title: action.title, command: action.command, arguments: action.arguments },
      });
    }
    return nodes;
  }
}

/** A line of words in place of children. */
export function messageNode(parentId: string, label: string): TreeNode {
  return { id: `${parentId}/…empty`, label, icon: 'info', contextValue: 'message' };
}

/** Markdown that shows the lines as they are: no markup, links or HTML out of names. */
function tooltip(node: TreeNode): vscode.MarkdownString | undefined {
  if (!node.tooltip) return undefined;
  const markdown = new vscode.MarkdownString();
  node.tooltip.forEach((line, index) => {
    if (index > 0) markdown.appendMarkdown('\n\n');
    markdown.appendText(line);
  });
  return markdown;
}
