// What the tree is made of. A node knows how it looks and how to load its children; it asks nothing and changes nothing.
import type * as vscode from 'vscode';
import type { RelationKind } from '../../../server/src/protocol.ts';
import type { RecoveryPointInfo, SnapshotInfo } from '../aws/backups.ts';
import type { Clients } from '../aws/clients.ts';
import type { Target, Warehouse } from '../aws/target.ts';
import type { ClusterInfo, WorkgroupInfo } from '../aws/warehouses.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Connection } from '../connections/connection.ts';

export interface TreeNode {
  /** Unique in the tree and the same after every refresh, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** Theme colour of the icon, where the state matters. */
  readonly iconColor?: string;
  /** First line and further lines; plain text. */
  readonly tooltip?: string[];
  /** For the `when` clauses of package.json: the kind, and after a dot each state that a menu asks for. */
  readonly contextValue: string;
  /** Read out instead of the label where the label alone says too little. */
  readonly accessibilityLabel?: string;
  readonly command?: vscode.Command;
  readonly subject?: Subject;
  /** Absent for a leaf. A rejection becomes an error node with a retry. */
  children?(): Promise<Children>;
  /** Open when it is first shown. */
  readonly expanded?: boolean;
  /** Shown as the only child when there are none. */
  readonly emptyLabel?: string;
}

export interface Children {
  nodes: TreeNode[];
  /** Loads the next page; present while there is one. */
  more?(): Promise<Children>;
}

/** What a node stands for; commands receive it. */
export type Subject =
  | { kind: 'connection'; connectionId: string }
  | { kind: 'cluster'; connectionId: string; cluster: ClusterInfo }
  | { kind: 'workgroup'; connectionId: string; workgroup: WorkgroupInfo }
  | { kind: 'database'; connectionId: string; target: Target }
  | { kind: 'schema'; connectionId: string; target: Target; schema: string }
  | { kind: 'relation'; connectionId: string; target: Target; schema: string; relation: string; relationKind: RelationKind }
  | { kind: 'column'; connectionId: string; target: Target; schema: string; relation: string; column: string }
  | { kind: 'object'; connectionId: string; target: Target; name: string[] }
  | { kind: 'snapshots'; connectionId: string; warehouse: Warehouse; namespaceName?: string }
  | { kind: 'snapshot'; connectionId: string; warehouse: Warehouse; namespaceName?: string; snapshot: SnapshotInfo }
  | { kind: 'recoveryPoint'; connectionId: string; recoveryPoint: RecoveryPointInfo };

/** What nodes need to load their children. */
export interface ExplorerContext {
  clients(connectionId: string): Promise<Clients>;
  catalogs: Catalogs;
  showSystemSchemas(): boolean;
}

/** The target for another database or warehouse of a connection. Its user or secret only fits its own warehouse. */
export function targetWithin(connection: Connection, warehouse: Warehouse, database: string, masterUser?: string): Target {
  const own = connection.target;
  const isOwn =
    own.warehouse.kind === 'cluster'
      ? warehouse.kind === 'cluster' && warehouse.clusterIdentifier === own.warehouse.clusterIdentifier
      : warehouse.kind === 'workgroup' && warehouse.workgroupName === own.warehouse.workgroupName;
  if (isOwn) return { ...own, database };
  if (warehouse.kind === 'cluster' && own.dbUser && masterUser) return { warehouse, database, dbUser: masterUser };
  return { warehouse, database };
}
