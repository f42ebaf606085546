// Everything the sandbox remembers besides the data in the warehouses: plain data, written to state.json as it is. Times are milliseconds since the epoch.
import type { Timeline } from './clock.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface SnapshotCopy {
  destinationRegion: string;
  retentionPeriod: number;
  manualRetentionPeriod: number;
  grantName: string | undefined;
}

export interface Cluster {
  readonly identifier: string;
  readonly region: string;
  readonly arn: string;
  readonly namespaceArn: string;
  readonly warehouse: string;
  nodeType: string;
  numberOfNodes: number;
  readonly masterUser: string;
  readonly database: string;
  readonly createdAt: number;
  timeline: Timeline[];
  automatedRetention: number;
  manualRetention: number;
  maintenanceWindow: string;
  port: number;
  tags: Tag[];
  iamRoles: string[];
  snapshotCopy: SnapshotCopy | undefined;
  /** Set while and after a restore: how many megabytes came from the snapshot. */
  restoredMegabytes: number | undefined;
}

export interface ClusterSnapshot {
  readonly identifier: string;
  readonly arn: string;
  readonly region: string;
  readonly cluster: Cluster;
  readonly type: 'manual' | 'automated';
  readonly createdAt: number;
  timeline: Timeline[];
  /** The content; undefined until it is captured. */
  content: string | undefined;
  megabytes: number;
  retention: number;
  tags: Tag[];
  readonly sourceRegion: string | undefined;
}

export type TableRestoreStatus = 'PENDING' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

export interface TableRestore {
  readonly id: string;
  readonly service: 'redshift' | 'redshift-serverless';
  readonly region: string;
  /** Cluster identifier, or namespace name. */
  readonly target: string;
  readonly workgroup: string | undefined;
  readonly snapshot: string | undefined;
  readonly recoveryPoint: string | undefined;
  readonly requestedAt: number;
  readonly sourceDatabase: string;
  readonly sourceSchema: string;
  readonly sourceTable: string;
  readonly targetDatabase: string;
  readonly targetSchema: string;
  readonly newTable: string;
  readonly content: string;
  readonly pendingUntil: number;
  readonly doneAt: number;
  status: TableRestoreStatus;
  message: string | undefined;
  totalMegabytes: number;
}

export interface Namespace {
  readonly name: string;
  readonly region: string;
  readonly id: string;
  readonly arn: string;
  readonly warehouse: string;
  readonly database: string;
  readonly adminUser: string;
  readonly createdAt: number;
  timeline: Timeline[];
}

export interface Workgroup {
  readonly name: string;
  readonly region: string;
  readonly id: string;
  readonly arn: string;
  readonly namespace: string;
  readonly createdAt: number;
  timeline: Timeline[];
}

export interface NamespaceSnapshot {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  readonly namespace: string;
  readonly namespaceArn: string;
  readonly adminUser: string;
  readonly createdAt: number;
  timeline: Timeline[];
  content: string | undefined;
  megabytes: number;
  retention: number;
  tags: { key: string; value: string }[];
}

export interface RecoveryPoint {
  readonly id: string;
  readonly region: string;
  readonly namespace: string;
  readonly namespaceArn: string;
  readonly workgroup: string;
  readonly createdAt: number;
  readonly content: string;
  readonly megabytes: number;
}

export interface ClusterEvent {
  readonly id: string;
  readonly region: string;
  readonly sourceIdentifier: string;
  readonly sourceType: 'cluster' | 'cluster-snapshot';
  readonly message: string;
  readonly categories: string[];
  readonly severity: 'INFO' | 'ERROR';
  readonly date: number;
}

export type StatementStatus = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'ABORTED' | 'FAILED';

export interface SqlParameter {
  readonly name: string;
  readonly value: string;
}

/** One SQL statement's fate: a statement by itself, or one of a batch. */
export interface StatementPart {
  readonly id: string;
  readonly sql: string;
  status: StatementStatus;
  readonly createdAt: number;
  updatedAt: number;
  /** Nanoseconds; -1 until it has run. */
  duration: number;
  error: string | undefined;
  resultRows: number;
  resultSize: number;
  hasResultSet: boolean;
  queryId: number;
}

export interface Statement extends StatementPart {
  readonly region: string;
  readonly target: StatementTarget;
  readonly name: string | undefined;
  readonly parameters: readonly SqlParameter[];
  readonly resultFormat: 'JSON' | 'CSV';
  readonly sessionId: string | undefined;
  readonly clientToken: string | undefined;
  readonly executionMode: 'TRANSACTION' | 'AUTO_COMMIT' | undefined;
  readonly parts: StatementPart[] | undefined;
  pid: number;
}

/** What a statement or session runs against, as the caller named it, and the warehouse behind it. */
export interface StatementTarget {
  readonly clusterIdentifier: string | undefined;
  readonly workgroupName: string | undefined;
  readonly database: string;
  /** As asked for; undefined where the caller gave none. */
  readonly dbUser: string | undefined;
  readonly secretArn: string | undefined;
  /** The database user that really runs it. */
  readonly user: string;
  readonly warehouse: string;
}

export interface SessionRecord {
  readonly id: string;
  readonly region: string;
  readonly number: number;
  readonly target: StatementTarget;
  readonly createdAt: number;
  updatedAt: number;
  keepAliveSeconds: number;
  /** When it closes if nothing runs. */
  expiresAt: number;
  closed: boolean;
  currentStatement: string | undefined;
}

export interface State {
  version: 1;
  account: string;
  nextNumber: number;
  clusters: Cluster[];
  snapshots: ClusterSnapshot[];
  tableRestores: TableRestore[];
  events: ClusterEvent[];
  namespaces: Namespace[];
  workgroups: Workgroup[];
  namespaceSnapshots: NamespaceSnapshot[];
  recoveryPoints: RecoveryPoint[];
  statements: Statement[];
  sessions: SessionRecord[];
  /** Warehouse id → the content it starts from until it is opened for the first time. */
  unopened: Record<string, string>;
}
