// What every service works with.
import type { Clock } from '../state/clock.ts';
import type { ContentStore } from '../state/contentStore.ts';
import type { Cluster, State } from '../state/model.ts';
import type { Store } from '../state/store.ts';
import type { Warehouses } from '../state/warehouse.ts';

export interface World {
  readonly clock: Clock;
  readonly store: Store;
  readonly state: State;
  readonly contents: ContentStore;
  readonly warehouses: Warehouses;
  /** The folder that stands for S3: `<folder>/<bucket>/<key>`. */
  readonly s3Folder: string;
  readonly resultsFolder: string;
  /** A result larger than this fails its statement; AWS: 500 MB. */
  readonly resultLimitBytes: number;
  readonly log: (message: string) => void;
}

/** The IAM user that every caller is; it needs no password and is a superuser of every warehouse. */
export const callerName = 'sandbox';
export const callerArn = (state: State): string => `arn:aws:iam::${state.account}:user/${callerName}`;
/** The database user of a caller who names none: https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html */
export const callerDbUser = `IAM:${callerName}`;

export const findCluster = (world: World, region: string, identifier: string | undefined): Cluster | undefined =>
  world.state.clusters.find(cluster => cluster.region === region && cluster.identifier === identifier?.toLowerCase());

/** A page of a list and the token of the next one. Tokens are opaque to the caller: the offset, signed with what the list is of. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** Undefined for a token that is none of ours. */
export function pageOf<Item>(list: readonly Item[], size: number, token: string | undefined, scope: string): Page<Item> | undefined {
  let offset = 0;
  if (token !== undefined) {
    const [prefix, position] = Buffer.from(token, 'base64url').toString('utf8').split('\n');
    if (prefix !== scope || !/^\d+$/.test(position ?? '')) return undefined;
    offset = Number(position);
  }
  const end = offset + size;
  return { items: list.slice(offset, end), nextToken: end < list.length ? tokenFor(scope, end) : undefined };
}

export const tokenFor = (scope: string, offset: number): string => Buffer.from(`${scope}\n${offset}`).toString('base64url');
