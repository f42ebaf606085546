// Keeps the state in state.json: written to a new file and renamed, so that a crash leaves the old one or the new one, never half of one.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from './model.ts';

export interface Store {
  readonly state: State;
  /** To be called after every change: the file follows soon. */
  changed(): void;
  /** Writes now what is not written yet. */
  flush(): void;
  /** Writes for the last time; later changes are lost. */
  close(): void;
}

const delay = 100;

export function openStore(folder: string, initial: () => State): Store {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'state.json');
  const existed = existsSync(file);
  const state: State = existed ? (JSON.parse(readFileSync(file, 'utf8')) as State) : initial();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (closed) return;
    const next = `${file}.next`;
    writeFileSync(next, JSON.stringify(state));
    renameSync(next, file);
  };
  if (!existed) flush();
  return {
    state,
    flush,
    close: () => {
      flush();
      closed = true;
    },
    changed: () => {
      if (!closed) timer ??= setTimeout(flush, delay);
    },
  };
}

/** A number that this data folder has not given out before. */
export function nextNumber(store: Store): number {
  store.changed();
  return store.state.nextNumber++;
}
