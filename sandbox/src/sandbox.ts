// Puts the sandbox together and starts it: data folder, state, services, HTTP server. Used by main.ts and, in their own process, by tests.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createHttpServer } from './http/server.ts';
import { clusterWarehouse, initialState } from './seed/resources.ts';
import { seedWarehouse } from './seed/warehouseSeed.ts';
import { createRedshift } from './services/redshift/service.ts';
import { createRedshiftData } from './services/redshiftData/service.ts';
import { createRedshiftServerless } from './services/redshiftServerless/service.ts';
import { createSts } from './services/sts.ts';
import { createTableRestores } from './services/tableRestores.ts';
import { findCluster, type World } from './services/world.ts';
import { Engine } from './sql/engine.ts';
import { installSystemCatalog } from './sql/systemCatalog.ts';
import { type Clock, statusAt, systemClock } from './state/clock.ts';
import { type CapturedContent, type ContentStore, openContentStore } from './state/contentStore.ts';
import { lockFolder } from './state/folderLock.ts';
import { openStore } from './state/store.ts';
import { openWarehouses } from './state/warehouse.ts';

export interface SandboxOptions {
  /** 0 or undefined: any free port. */
  readonly port?: number;
  readonly dataFolder: string;
  /** Whether a new data folder gets the course's schemas, data, users and groups. */
  readonly seedCourse?: boolean;
  readonly clock?: Clock;
  readonly resultLimitBytes?: number;
  /** Opens the cluster's database at once, behind the answer that the sandbox is ready, so that the first query need not wait for it. */
  readonly openAtStart?: boolean;
  readonly log?: (message: string) => void;
}

export interface Sandbox {
  /** http://127.0.0.1:PORT, the endpoint for every client. */
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Stands for S3: a folder a bucket. */
  readonly s3Folder: string;
  close(): Promise<void>;
}

/** Throws FolderLockedError where another sandbox has the data folder. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataFolder, clock = systemClock(1), log = () => undefined } = options;
  mkdirSync(dataFolder, { recursive: true });
  const unlock = lockFolder(dataFolder);
  try {
    const s3Folder = join(dataFolder, 's3');
    const contents = openContentStore(join(dataFolder, 'snapshots'));
    const seeded = existsSync(join(dataFolder, 'state.json'))
      ? undefined
      : await seed(dataFolder, s3Folder, contents, options.seedCourse ?? false, log);
    const store = openStore(dataFolder, () => initialState(clock.now(), seeded as CapturedContent));
    const world: World = {
      clock,
      store,
      state: store.state,
      contents,
      warehouses: openWarehouses(join(dataFolder, 'warehouses'), contents, store),
      s3Folder,
      resultsFolder: join(dataFolder, 'results'),
      resultLimitBytes: options.resultLimitBytes ?? 500 * 1024 * 1024,
      log,
    };
    const server = createHttpServer(createServices(world), log);
    const port = await listen(server, options.port ?? 0);
    if (options.openAtStart) openFirstWarehouse(world);
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await world.warehouses.closeAll();
      store.close();
      unlock();
    };
    return { url: `http://127.0.0.1:${port}`, port, dataFolder, s3Folder, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openFirstWarehouse(world: World): void {
  const first = world.state.clusters.find(cluster => statusAt(cluster.timeline, world.clock.now()) === 'available');
  if (!first) return;
  world.warehouses
    .get(first.warehouse)
    .lease()
    .then(
      lease => lease.release(),
      error => world.log(`opening ${first.identifier}: ${String(error)}`),
    );
}

function createServices(world: World) {
  const data = createRedshiftData(world);
  const restores = createTableRestores(world, restore => {
    if (restore.service === 'redshift') return findCluster(world, restore.region, restore.target)?.warehouse;
    return world.state.namespaces.find(namespace => namespace.region === restore.region && namespace.name === restore.target)?.warehouse;
  });
  const closeSessions = (warehouse: string): Promise<void> => data.sessions.closeAllOf(warehouse);
  return [
    createRedshift(world, restores, closeSessions),
    data.service,
    createRedshiftServerless(world, restores, closeSessions),
    createSts(world),
  ];
}

/** Makes the first warehouse and captures it: the serverless namespace and the first snapshots start from the same content. */
async function seed(
  dataFolder: string,
  s3Folder: string,
  contents: ContentStore,
  withCourse: boolean,
  log: (message: string) => void,
): Promise<CapturedContent> {
  log('preparing a new data folder; this takes some seconds, once');
  const folder = join(dataFolder, 'warehouses', clusterWarehouse);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(s3Folder, { recursive: true });
  const engine = new Engine(folder);
  await engine.initialise();
  const lease = await engine.lease();
  await installSystemCatalog(lease);
  await seedWarehouse(lease, s3Folder, withCourse);
  await lease.run([{ sql: 'CHECKPOINT' }]);
  const captured = contents.capture(folder);
  lease.release();
  await engine.close();
  return captured;
}

function listen(server: ReturnType<typeof createHttpServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
