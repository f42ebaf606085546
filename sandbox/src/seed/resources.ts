// The AWS resources a sandbox begins with: one provisioned cluster and one serverless workgroup, with snapshots and recovery points of their content.
import { automatedIdentifier } from '../services/redshift/snapshots.ts';
import { databaseName } from '../sql/engine.ts';
import type { CapturedContent } from '../state/contentStore.ts';
import type { Cluster, ClusterSnapshot, State } from '../state/model.ts';
import { masterUser, serverlessAdmin } from './warehouseSeed.ts';

export const account = '123456789012';
export const homeRegion = 'us-east-1';
export const clusterWarehouse = 'redshift-cluster-1';
export const namespaceWarehouse = 'default-namespace';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Ids that stay the same from sandbox to sandbox, so that documents and tests can name them. */
const namespaceId = '8b1f9c9e-3c43-4d0e-9a6f-5d1f6a1b2c3d';
const workgroupId = '2f4e6a8c-1b3d-4f5e-8a7b-9c0d1e2f3a4b';
const clusterNamespaceId = 'c7a1e5d3-9f2b-4c6d-8e0a-1b2c3d4e5f60';

export function initialState(now: number, { id: content, megabytes }: CapturedContent): State {
  const cluster: Cluster = {
    identifier: 'redshift-cluster-1',
    region: homeRegion,
    arn: `arn:aws:redshift:${homeRegion}:${account}:cluster:redshift-cluster-1`,
    namespaceArn: `arn:aws:redshift:${homeRegion}:${account}:namespace:${clusterNamespaceId}`,
    warehouse: clusterWarehouse,
    nodeType: 'ra3.xlplus',
    numberOfNodes: 2,
    masterUser,
    database: databaseName,
    createdAt: now - 30 * day,
    timeline: [{ status: 'available', from: now - 30 * day }],
    automatedRetention: 1,
    manualRetention: -1,
    maintenanceWindow: 'sun:05:00-sun:05:30',
    port: 5439,
    tags: [{ Key: 'course', Value: 'redshift-day3' }],
    iamRoles: [`arn:aws:iam::${account}:role/redshift.read.s3`],
    snapshotCopy: undefined,
    restoredMegabytes: undefined,
  };
  const snapshot = (type: 'automated' | 'manual', identifier: string, createdAt: number, retention: number): ClusterSnapshot => ({
    identifier,
    arn: `arn:aws:redshift:${homeRegion}:${account}:snapshot:${cluster.identifier}/${identifier}`,
    region: homeRegion,
    cluster: structuredClone(cluster),
    type,
    createdAt,
    timeline: [{ status: 'available', from: createdAt }],
    content,
    megabytes,
    retention,
    tags: [],
    sourceRegion: undefined,
  });
  const automated = [21, 13, 5]
    .map(hours => now - hours * hour)
    .map(time => snapshot('automated', automatedIdentifier(cluster, time), time, 1));
  const namespaceArn = `arn:aws:redshift-serverless:${homeRegion}:${account}:namespace/${namespaceId}`;
  return {
    version: 1,
    account,
    nextNumber: 100,
    clusters: [cluster],
    snapshots: [snapshot('manual', 'before-the-course', now - 3 * day, -1), ...automated],
    tableRestores: [],
    events: [],
    namespaces: [
      {
        name: 'default-namespace',
        region: homeRegion,
        id: namespaceId,
        arn: namespaceArn,
        warehouse: namespaceWarehouse,
        database: databaseName,
        adminUser: serverlessAdmin,
        createdAt: now - 20 * day,
        timeline: [{ status: 'AVAILABLE', from: now - 20 * day }],
      },
    ],
    workgroups: [
      {
        name: 'default-workgroup',
        region: homeRegion,
        id: workgroupId,
        arn: `arn:aws:redshift-serverless:${homeRegion}:${account}:workgroup/${workgroupId}`,
        namespace: 'default-namespace',
        createdAt: now - 20 * day,
        timeline: [{ status: 'AVAILABLE', from: now - 20 * day }],
      },
    ],
    namespaceSnapshots: [
      {
        name: 'before-the-course',
        region: homeRegion,
        arn: `arn:aws:redshift-serverless:${homeRegion}:${account}:snapshot/0c9d8e7f-6a5b-4c3d-8e1f-0a9b8c7d6e5f`,
        namespace: 'default-namespace',
        namespaceArn,
        adminUser: serverlessAdmin,
        createdAt: now - 2 * day,
        timeline: [{ status: 'AVAILABLE', from: now - 2 * day }],
        content,
        megabytes,
        retention: -1,
        tags: [],
      },
    ],
    recoveryPoints: [4, 3, 2, 1].map(count => ({
      id: `7d3e1f0a-5b6c-4d8e-9f1a-2b3c4d5e6f0${count}`,
      region: homeRegion,
      namespace: 'default-namespace',
      namespaceArn,
      workgroup: 'default-workgroup',
      createdAt: now - count * 0.5 * hour,
      content,
      megabytes,
    })),
    statements: [],
    sessions: [],
    unopened: { [namespaceWarehouse]: content },
  };
}
