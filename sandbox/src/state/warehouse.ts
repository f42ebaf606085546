// The data of one cluster or namespace: a PostgreSQL data folder, its engine, and how to copy it into snapshots and back.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Engine, type EngineLease } from '../sql/engine.ts';
import { installSystemCatalog } from '../sql/systemCatalog.ts';
import type { CapturedContent, ContentStore } from './contentStore.ts';
import type { Store } from './store.ts';

export interface Warehouse {
  readonly id: string;
  /** Waits for the warehouse's one connection, with Redshift's system views installed. */
  lease(): Promise<EngineLease>;
  /** Copies what is committed now; waits for the statement that runs. */
  capture(): Promise<CapturedContent>;
  /** Puts a content in the place of what there is. */
  replace(content: string): Promise<void>;
  /** Ends what runs, at once. */
  terminate(): Promise<void>;
  /** Shuts down in order, after the statement that runs. */
  close(): Promise<void>;
  /** Shuts down and deletes the data. */
  destroy(): Promise<void>;
}

export interface Warehouses {
  get(id: string): Warehouse;
  /** A new warehouse that starts from a content when it is first used. */
  create(id: string, content: string): void;
  closeAll(): Promise<void>;
}

export function openWarehouses(folder: string, contents: ContentStore, store: Store): Warehouses {
  const open = new Map<string, Warehouse>();
  return {
    get: id => {
      let warehouse = open.get(id);
      if (!warehouse) {
        warehouse = openWarehouse(id, join(folder, id), contents, store);
        open.set(id, warehouse);
      }
      return warehouse;
    },
    create: (id, content) => {
      store.state.unopened[id] = content;
      store.changed();
    },
    closeAll: async () => {
      await Promise.all([...open.values()].map(warehouse => warehouse.close()));
    },
  };
}

function openWarehouse(id: string, folder: string, contents: ContentStore, store: Store): Warehouse {
  const engine = new Engine(folder);
  let prepared = false;

  const materialise = (): void => {
    const content = store.state.unopened[id];
    if (content === undefined) return;
    contents.materialise(content, folder);
    delete store.state.unopened[id];
    store.flush();
  };

  const leasePrepared = async (): Promise<EngineLease> => {
    const lease = await engine.lease();
    if (prepared) return lease;
    try {
      materialise();
      if (!existsSync(join(folder, 'PG_VERSION'))) await engine.initialise();
      await installSystemCatalog(lease);
      prepared = true;
      return lease;
    } catch (error) {
      lease.release();
      throw error;
    }
  };

  const close = async (): Promise<void> => {
    const lease = await engine.lease();
    await engine.close();
    lease.release();
  };

  return {
    id,
    lease: leasePrepared,
    capture: async () => {
      const lease = await leasePrepared();
      try {
        await lease.run([{ sql: 'ROLLBACK; CHECKPOINT', script: true }]);
        return contents.capture(folder);
      } finally {
        lease.release();
      }
    },
    replace: async content => {
      await engine.terminate();
      const lease = await engine.lease();
      try {
        await engine.close();
        prepared = false;
        store.state.unopened[id] = content;
        store.flush();
      } finally {
        lease.release();
      }
    },
    terminate: () => engine.terminate(),
    close,
    destroy: async () => {
      await engine.terminate();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
