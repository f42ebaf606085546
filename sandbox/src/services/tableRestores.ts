// Restores of single tables, for clusters and namespaces alike: PENDING → IN_PROGRESS → SUCCEEDED or FAILED, with the table's real content.
import { RestoreRefusedError, restoreTable } from '../sql/restoreTable.ts';
import { awsDurations } from '../state/clock.ts';
import type { TableRestore } from '../state/model.ts';
import type { World } from './world.ts';

export interface TableRestores {
  start(restore: TableRestore, warehouse: string): void;
  /** Megabytes restored so far. */
  progress(restore: TableRestore): number;
}

export const isRestoring = (restore: TableRestore): boolean => restore.status === 'PENDING' || restore.status === 'IN_PROGRESS';

/** The times of a restore that is asked for now. */
export function restoreSchedule(world: World): Pick<TableRestore, 'requestedAt' | 'pendingUntil' | 'doneAt'> {
  const { clock } = world;
  const requestedAt = clock.now();
  const pendingUntil = requestedAt + clock.duration(awsDurations.tableRestorePending);
  return { requestedAt, pendingUntil, doneAt: pendingUntil + clock.duration(awsDurations.tableRestoreProgress) };
}

export function createTableRestores(world: World, warehouseOf: (restore: TableRestore) => string | undefined): TableRestores {
  const { clock, store, state, contents, warehouses, log } = world;

  const end = (restore: TableRestore, status: 'SUCCEEDED' | 'FAILED', message: string | undefined): void => {
    restore.status = status;
    restore.message = message;
    store.changed();
  };

  const copy = async (restore: TableRestore, warehouse: string): Promise<void> => {
    restore.status = 'IN_PROGRESS';
    store.changed();
    const { sourceSchema, sourceTable, targetSchema, newTable } = restore;
    try {
      const target = { schema: targetSchema, table: newTable };
      await restoreTable(
        contents,
        restore.content,
        { schema: sourceSchema, table: sourceTable },
        warehouses.get(warehouse),
        target,
        bytes => {
          restore.totalMegabytes = Math.max(1, Math.ceil(bytes / 1024 / 1024));
          store.changed();
        },
      );
      clock.after(Math.max(0, restore.doneAt - clock.now()), () => end(restore, 'SUCCEEDED', undefined));
    } catch (error) {
      if (!(error instanceof RestoreRefusedError)) log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      end(restore, 'FAILED', error instanceof RestoreRefusedError ? error.message : 'The restore failed for an internal reason.');
    }
  };

  const start = (restore: TableRestore, warehouse: string): void => {
    clock.after(Math.max(0, restore.pendingUntil - clock.now()), () => void copy(restore, warehouse));
  };

  // What was under way when the sandbox ended begins again.
  for (const restore of state.tableRestores.filter(isRestoring)) {
    const warehouse = warehouseOf(restore);
    if (warehouse) start(restore, warehouse);
    else end(restore, 'FAILED', 'The target of the restore does not exist any more.');
  }

  return {
    start: (restore, warehouse) => {
      state.tableRestores.push(restore);
      store.changed();
      start(restore, warehouse);
    },
    progress: restore => {
      if (restore.status === 'PENDING') return 0;
      if (restore.status !== 'IN_PROGRESS') return restore.status === 'SUCCEEDED' ? restore.totalMegabytes : 0;
      const share = (clock.now() - restore.pendingUntil) / Math.max(1, restore.doneAt - restore.pendingUntil);
      return Math.floor(restore.totalMegabytes * Math.min(0.99, Math.max(0, share)));
    },
  };
}
