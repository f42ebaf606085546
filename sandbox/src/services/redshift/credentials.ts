// Temporary database credentials. They open nothing: the sandbox has no database port; but who may have them is decided as in AWS.
import { randomBytes } from 'node:crypto';
import type {
  ClusterCredentials,
  ClusterExtendedCredentials,
  GetClusterCredentialsMessage,
  GetClusterCredentialsWithIAMMessage,
} from '@aws-sdk/client-redshift';
import { invalidParameterCombination, invalidParameterValue } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import { callerDbUser, type World } from '../world.ts';
import { getCluster } from './clusters.ts';

function expiration(world: World, seconds = 900): Date {
  if (seconds < 900 || seconds > 3600) throw invalidParameterValue('DurationSeconds must be between 900 and 3600.');
  return new Date(world.clock.now() + seconds * 1000);
}

const password = (): string => randomBytes(48).toString('base64url');

export function getClusterCredentials(world: World, input: GetClusterCredentialsMessage, caller: Caller): ClusterCredentials {
  if (input.ClusterIdentifier === undefined)
    throw invalidParameterCombination('ClusterIdentifier must be specified: the sandbox has no custom domain names.');
  getCluster(world, caller.region, input.ClusterIdentifier);
  const user = input.DbUser ?? '';
  if (user.length > 64 || !/^[A-Za-z][\w+.@-]*$/.test(user) || user.toUpperCase() === 'PUBLIC')
    throw invalidParameterValue(`Invalid DbUser ${user}.`);
  return {
    DbUser: `${input.AutoCreate ? 'IAMA' : 'IAM'}:${user}`,
    DbPassword: password(),
    Expiration: expiration(world, input.DurationSeconds),
  };
}

export function getClusterCredentialsWithIAM(
  world: World,
  input: GetClusterCredentialsWithIAMMessage,
  caller: Caller,
): ClusterExtendedCredentials {
  if (input.ClusterIdentifier === undefined)
    throw invalidParameterCombination('ClusterIdentifier must be specified: the sandbox has no custom domain names.');
  getCluster(world, caller.region, input.ClusterIdentifier);
  const expires = expiration(world, input.DurationSeconds);
  return { DbUser: callerDbUser, DbPassword: password(), Expiration: expires, NextRefreshTime: expires };
}
