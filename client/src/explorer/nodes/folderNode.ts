// A folder: a name for children of one kind.
import type { TreeNode } from '../node.ts';

export interface FolderOptions {
  id: string;
  label: string;
  icon: string;
  contextValue: string;
  emptyLabel?: string;
  tooltip?: string[];
  load(): Promise<TreeNode[]>;
}

export function folderNode({ id, label, icon, contextValue, emptyLabel, tooltip, load }: FolderOptions): TreeNode {
  return {
    id,
    label,
    icon,
    contextValue,
    ...(emptyLabel ? { emptyLabel } : {}),
    ...(tooltip ? { tooltip } : {}),
    children: async () => ({ nodes: await load() }),
  };
}
