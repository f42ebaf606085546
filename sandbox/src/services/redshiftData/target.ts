// Finds what a request runs against: cluster or workgroup, database, database user. Combinations that AWS refuses are refused.
// https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-calling.html#data-api-calling-considerations-authentication
import { databaseName } from '../../sql/engine.ts';
import { statusAt } from '../../state/clock.ts';
import type { StatementTarget } from '../../state/model.ts';
import { callerDbUser, findCluster, type World } from '../world.ts';
import { invalid } from './errors.ts';

export interface TargetInput {
  readonly ClusterIdentifier?: string;
  readonly WorkgroupName?: string;
  readonly Database?: string;
  readonly DbUser?: string;
  readonly SecretArn?: string;
}

export function resolveTarget(world: World, region: string, input: TargetInput): StatementTarget {
  const { ClusterIdentifier: cluster, WorkgroupName: workgroup, Database: database, DbUser: dbUser, SecretArn: secret } = input;
  if (cluster !== undefined && workgroup !== undefined) throw invalid('ClusterIdentifier and WorkgroupName cannot be specified together.');
  if (cluster === undefined && workgroup === undefined) throw invalid('Either ClusterIdentifier or WorkgroupName must be specified.');
  if (secret !== undefined) {
    if (dbUser !== undefined) throw invalid('SecretArn and DbUser cannot be specified together.');
    throw invalid('The sandbox has no Secrets Manager: leave SecretArn out and name the user in DbUser.');
  }
  if (database === undefined || database === '') throw invalid('Database must be specified when connecting with temporary credentials.');
  if (workgroup !== undefined && dbUser !== undefined) {
    throw invalid(
      'DbUser cannot be specified with WorkgroupName: the database user of a serverless workgroup comes from the IAM identity.',
    );
  }
  const warehouse = cluster !== undefined ? clusterWarehouse(world, region, cluster) : workgroupWarehouse(world, region, workgroup ?? '');
  return {
    clusterIdentifier: cluster,
    workgroupName: workgroup,
    database,
    dbUser,
    secretArn: secret,
    user: dbUser?.replace(/^IAMA?:(?!sandbox$)/, '') ?? callerDbUser,
    warehouse,
  };
}

function clusterWarehouse(world: World, region: string, identifier: string): string {
  const cluster = findCluster(world, region, identifier);
  if (!cluster) throw invalid(`Redshift endpoint doesn't exist in this region: there is no cluster ${identifier} in ${region}.`);
  const status = statusAt(cluster.timeline, world.clock.now());
  if (status !== 'available') throw invalid(`Cannot connect to cluster ${identifier}: the cluster is ${status}.`);
  return cluster.warehouse;
}

function workgroupWarehouse(world: World, region: string, nameOrArn: string): string {
  const workgroup = world.state.workgroups.find(each => each.region === region && (each.name === nameOrArn || each.arn === nameOrArn));
  const namespace = workgroup && world.state.namespaces.find(each => each.region === region && each.name === workgroup.namespace);
  if (!workgroup || !namespace)
    throw invalid(`Redshift endpoint doesn't exist in this region: there is no workgroup ${nameOrArn} in ${region}.`);
  const now = world.clock.now();
  const status = statusAt(workgroup.timeline, now) === 'AVAILABLE' ? statusAt(namespace.timeline, now) : statusAt(workgroup.timeline, now);
  if (status !== 'AVAILABLE') throw invalid(`Cannot connect to workgroup ${nameOrArn}: it is ${status}.`);
  return namespace.warehouse;
}

/** Undefined where the database exists; else what Redshift says to a connection. */
export const refuseDatabase = (target: StatementTarget): string | undefined =>
  target.database === databaseName ? undefined : `FATAL: database "${target.database}" does not exist`;
