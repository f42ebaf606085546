// A named way to a warehouse. It holds no secret: credentials come from the SDK's provider chain each time.
import { type Target, warehouseName } from '../aws/target.ts';

export interface Connection {
  id: string;
  name: string;
  kind: 'sandbox' | 'aws';
  /** Profile of ~/.aws; absent: the SDK's own order. */
  profile?: string;
  /** Absent: AWS_REGION or the profile's region. */
  region?: string;
  /** Where statements run unless a document says otherwise. */
  target: Target;
  /** Refuses every statement and operation that changes something. */
  readOnly?: boolean;
  /** Asks for the connection's name before anything is changed. */
  production?: boolean;
}

export const sandboxConnectionId = 'sandbox';

/** The sandbox's own cluster and the course's database in it. */
export const sandboxConnection: Connection = {
  id: sandboxConnectionId,
  name: 'Sandbox',
  kind: 'sandbox',
  region: 'us-east-1',
  target: { warehouse: { kind: 'cluster', clusterIdentifier: 'redshift-cluster-1' }, database: 'dev', dbUser: 'awsuser' },
};

/** `redshift-cluster-1 · dev` */
export function describeTarget(target: Target): string {
  return `${warehouseName(target.warehouse)} · ${target.database}`;
}

/** What was stored by an earlier version or by hand; undefined when it is not a connection. */
export function parseConnection(stored: unknown): Connection | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { id, name, target, profile, region, readOnly, production } = stored as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof target !== 'object' || target === null) return undefined;
  const { warehouse, database, dbUser, secretArn } = target as Record<string, unknown>;
  const { kind, clusterIdentifier, workgroupName } = (warehouse ?? {}) as Record<string, unknown>;
  if (typeof database !== 'string') return undefined;
  const place =
    kind === 'cluster' && typeof clusterIdentifier === 'string'
      ? ({ kind, clusterIdentifier } as const)
      : kind === 'workgroup' && typeof workgroupName === 'string'
        ? ({ kind, workgroupName } as const)
        : undefined;
  if (!place) return undefined;
  return {
    id,
    name,
    kind: 'aws',
    target: { warehouse: place, database, ...optional({ dbUser, secretArn }) },
    ...optional({ profile, region }),
    ...(readOnly === true ? { readOnly } : {}),
    ...(production === true ? { production } : {}),
  };
}

function optional<Key extends string>(values: Record<Key, unknown>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string' && value !== '')) as Partial<
    Record<Key, string>
  >;
}
