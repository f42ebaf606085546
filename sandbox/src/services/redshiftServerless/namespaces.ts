// Namespaces and workgroups of Redshift Serverless, and the credentials that open them.
import { randomBytes } from 'node:crypto';
import type {
  Namespace as ApiNamespace,
  Workgroup as ApiWorkgroup,
  GetCredentialsRequest,
  GetCredentialsResponse,
  GetNamespaceRequest,
  GetNamespaceResponse,
  GetWorkgroupRequest,
  GetWorkgroupResponse,
  ListNamespacesRequest,
  ListNamespacesResponse,
  ListWorkgroupsRequest,
  ListWorkgroupsResponse,
  NamespaceStatus,
  WorkgroupStatus,
} from '@aws-sdk/client-redshift-serverless';
import type { Caller } from '../../protocols/service.ts';
import { statusAt } from '../../state/clock.ts';
import type { Namespace, Workgroup } from '../../state/model.ts';
import { callerDbUser, pageOf, type World } from '../world.ts';
import { invalid, notFound } from './errors.ts';

export const namespaceStatus = (world: World, namespace: Namespace): NamespaceStatus =>
  statusAt(namespace.timeline, world.clock.now()) as NamespaceStatus;

export function getNamespaceRecord(world: World, region: string, name: string | undefined): Namespace {
  const namespace = world.state.namespaces.find(each => each.region === region && each.name === name);
  if (!namespace) throw notFound(`Namespace ${name} not found.`, name ?? '');
  return namespace;
}

export function getWorkgroupRecord(world: World, region: string, name: string | undefined): Workgroup {
  const workgroup = world.state.workgroups.find(each => each.region === region && each.name === name);
  if (!workgroup) throw notFound(`Workgroup ${name} not found.`, name ?? '');
  return workgroup;
}

export function describeNamespace(world: World, namespace: Namespace): ApiNamespace {
  return {
    adminUsername: namespace.adminUser,
    creationDate: new Date(namespace.createdAt),
    dbName: namespace.database,
    iamRoles: [],
    kmsKeyId: 'AWS_OWNED_KMS_KEY',
    logExports: [],
    namespaceArn: namespace.arn,
    namespaceId: namespace.id,
    namespaceName: namespace.name,
    status: namespaceStatus(world, namespace),
  };
}

export function describeWorkgroup(world: World, workgroup: Workgroup): ApiWorkgroup {
  return {
    baseCapacity: 8,
    configParameters: [
      { parameterKey: 'auto_mv', parameterValue: 'true' },
      { parameterKey: 'datestyle', parameterValue: 'ISO, MDY' },
      { parameterKey: 'enable_case_sensitive_identifier', parameterValue: 'false' },
      { parameterKey: 'search_path', parameterValue: '$user, public' },
    ],
    creationDate: new Date(workgroup.createdAt),
    endpoint: {
      address: `${workgroup.name}.${world.state.account}.${workgroup.region}.redshift-serverless.amazonaws.com`,
      port: 5439,
      vpcEndpoints: [],
    },
    enhancedVpcRouting: false,
    namespaceName: workgroup.namespace,
    port: 5439,
    publiclyAccessible: false,
    securityGroupIds: ['sg-00000000000000000'],
    status: statusAt(workgroup.timeline, world.clock.now()) as WorkgroupStatus,
    subnetIds: ['subnet-00000000000000000'],
    trackName: 'current',
    workgroupArn: workgroup.arn,
    workgroupId: workgroup.id,
    workgroupName: workgroup.name,
    workgroupVersion: '1.0',
  };
}

export function pageOrRefuse<Item>(
  list: readonly Item[],
  input: { readonly maxResults?: number; readonly nextToken?: string },
  scope: string,
) {
  const page = pageOf(list, input.maxResults ?? 100, input.nextToken, scope);
  if (!page) throw invalid('The nextToken is not valid.');
  return page;
}

const ofRegion = <Item extends { readonly region: string }>(list: readonly Item[], caller: Caller): readonly Item[] =>
  list.filter(each => each.region === caller.region);

export function listWorkgroups(world: World, input: ListWorkgroupsRequest, caller: Caller): ListWorkgroupsResponse {
  const own = input.ownerAccount === undefined || input.ownerAccount === world.state.account;
  const page = pageOrRefuse(own ? ofRegion(world.state.workgroups, caller) : [], input, 'workgroups');
  return { workgroups: page.items.map(workgroup => describeWorkgroup(world, workgroup)), nextToken: page.nextToken };
}

export const getWorkgroup = (world: World, input: GetWorkgroupRequest, caller: Caller): GetWorkgroupResponse => ({
  workgroup: describeWorkgroup(world, getWorkgroupRecord(world, caller.region, input.workgroupName)),
});

export function listNamespaces(world: World, input: ListNamespacesRequest, caller: Caller): ListNamespacesResponse {
  const page = pageOrRefuse(ofRegion(world.state.namespaces, caller), input, 'namespaces');
  return { namespaces: page.items.map(namespace => describeNamespace(world, namespace)), nextToken: page.nextToken };
}

export const getNamespace = (world: World, input: GetNamespaceRequest, caller: Caller): GetNamespaceResponse => ({
  namespace: describeNamespace(world, getNamespaceRecord(world, caller.region, input.namespaceName)),
});

export function getCredentials(world: World, input: GetCredentialsRequest, caller: Caller): GetCredentialsResponse {
  if (input.workgroupName === undefined) throw invalid('workgroupName must be specified: the sandbox has no custom domain names.');
  getWorkgroupRecord(world, caller.region, input.workgroupName);
  const seconds = input.durationSeconds ?? 900;
  if (seconds < 900 || seconds > 3600) throw invalid('durationSeconds must be between 900 and 3600.');
  const expiration = new Date(world.clock.now() + seconds * 1000);
  return { dbUser: callerDbUser, dbPassword: randomBytes(48).toString('base64url'), expiration, nextRefreshTime: expiration };
}
