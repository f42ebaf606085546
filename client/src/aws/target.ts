// Where SQL runs: a warehouse, a database in it, and how the Data API authenticates there.

/** A provisioned cluster or a serverless workgroup, by the name that AWS gives it. */
export type Warehouse = { kind: 'cluster'; clusterIdentifier: string } | { kind: 'workgroup'; workgroupName: string };

export interface Target {
  warehouse: Warehouse;
  database: string;
  /** Database user of a cluster. Without it and without a secret, the IAM identity itself is the user. */
  dbUser?: string;
  /** A Secrets Manager secret with user name and password. Only its ARN is ever known here. */
  secretArn?: string;
}

/** The members by which the Data API's operations name a target. */
export interface DataApiTarget {
  ClusterIdentifier?: string;
  WorkgroupName?: string;
  Database: string;
  DbUser?: string;
  SecretArn?: string;
}

/**
 * The Data API's members for a target. A secret replaces the database user; a workgroup has no DbUser (the API refuses both).
 * Source: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html
 */
export function dataApiTarget(target: Target): DataApiTarget {
  const { warehouse, database, dbUser, secretArn } = target;
  const common = { Database: database, ...(secretArn ? { SecretArn: secretArn } : {}) };
  if (warehouse.kind === 'workgroup') return { WorkgroupName: warehouse.workgroupName, ...common };
  return { ClusterIdentifier: warehouse.clusterIdentifier, ...common, ...(dbUser && !secretArn ? { DbUser: dbUser } : {}) };
}

export function warehouseName(warehouse: Warehouse): string {
  return warehouse.kind === 'cluster' ? warehouse.clusterIdentifier : warehouse.workgroupName;
}

/** Unique within one connection; safe as a part of a tree id or a file name's source. */
export function warehouseKey(warehouse: Warehouse): string {
  return `${warehouse.kind}:${warehouseName(warehouse)}`;
}
