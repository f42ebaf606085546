// Sessions that outlive a statement: each keeps its settings, its temporary tables and its open transaction until it is closed or expires.
import { randomUUID } from 'node:crypto';
import { createConnection, leave, type SqlConnection } from '../../sql/connection.ts';
import type { EngineLease } from '../../sql/engine.ts';
import type { SessionRecord, StatementTarget } from '../../state/model.ts';
import { nextNumber } from '../../state/store.ts';
import type { World } from '../world.ts';
import { invalid, notFound, tooManySessions } from './errors.ts';

const sessionLimit = 500;
const day = 24 * 60 * 60 * 1000;

export interface LiveSession {
  readonly record: SessionRecord;
  readonly connection: SqlConnection;
  /** Kept from statement to statement while a transaction is open. */
  lease: EngineLease | undefined;
}

export interface Sessions {
  create(region: string, target: StatementTarget, keepAliveSeconds: number): LiveSession;
  /** The session for another statement; refused where it is closed or busy. */
  use(id: string, region: string): LiveSession;
  /** The statement is over: the session is available again, until its time is up. */
  release(session: LiveSession): void;
  /** Closes every session of a warehouse: its cluster goes away. */
  closeAllOf(warehouse: string): Promise<void>;
}

export function openSessions(world: World): Sessions {
  const { state, clock, store, warehouses, log } = world;
  const live = new Map<string, LiveSession>();
  const expiries = new Map<string, () => void>();

  // No connection outlives the process that held it.
  for (const record of state.sessions) {
    if (!record.closed) record.updatedAt = clock.now();
    record.closed = true;
    record.currentStatement = undefined;
  }

  const close = async (session: LiveSession): Promise<void> => {
    const { record, connection } = session;
    if (record.closed) return;
    record.closed = true;
    record.updatedAt = clock.now();
    live.delete(record.id);
    expiries.get(record.id)?.();
    store.changed();
    if (!session.lease && !connection.hasTemporarySchema) return;
    const lease = session.lease ?? (await warehouses.get(connection.warehouse).lease());
    session.lease = undefined;
    try {
      await leave(lease, connection);
    } finally {
      lease.release();
    }
  };

  const armExpiry = (session: LiveSession): void => {
    const { record } = session;
    expiries.get(record.id)?.();
    record.expiresAt = Math.min(clock.now() + record.keepAliveSeconds * 1000, record.createdAt + day);
    const run = (): void => void close(session).catch(error => log(`closing session ${record.id}: ${String(error)}`));
    expiries.set(record.id, clock.after(record.expiresAt - clock.now(), run));
  };

  return {
    create: (region, target, keepAliveSeconds) => {
      state.sessions = state.sessions.filter(record => !record.closed || record.updatedAt > clock.now() - day);
      const open = state.sessions.filter(record => !record.closed && record.target.warehouse === target.warehouse);
      if (open.length >= sessionLimit) throw tooManySessions(`The number of active sessions exceeds the limit of ${sessionLimit}.`);
      const number = nextNumber(store);
      const now = clock.now();
      const record: SessionRecord = {
        id: randomUUID(),
        region,
        number,
        target,
        createdAt: now,
        updatedAt: now,
        keepAliveSeconds,
        expiresAt: now + keepAliveSeconds * 1000,
        closed: false,
        currentStatement: undefined,
      };
      const session: LiveSession = { record, connection: createConnection(target.warehouse, target.user, number), lease: undefined };
      state.sessions.push(record);
      live.set(record.id, session);
      return session;
    },
    use: (id, region) => {
      const record = state.sessions.find(each => each.id === id && each.region === region);
      if (!record) throw notFound('Session does not exist.', id);
      const session = live.get(id);
      if (!session || record.closed) throw invalid(`Session ${id} is not available: it is closed.`);
      if (record.currentStatement !== undefined) throw invalid(`Session ${id} is busy with statement ${record.currentStatement}.`);
      expiries.get(id)?.();
      return session;
    },
    release: session => {
      session.record.currentStatement = undefined;
      session.record.updatedAt = clock.now();
      if (!session.record.closed) armExpiry(session);
      store.changed();
    },
    closeAllOf: async warehouse => {
      await Promise.all([...live.values()].filter(session => session.connection.warehouse === warehouse).map(close));
    },
  };
}
