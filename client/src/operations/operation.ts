// What an operation is: it asks, guards, runs and waits, and what it changed is shown anew. One file an operation; the registry runs them.
import type * as vscode from 'vscode';
import type { Clients } from '../aws/clients.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import type { Subject } from '../explorer/node.ts';
import type { Log } from '../ui/log.ts';

export interface OperationContext {
  connections: Connections;
  catalogs: Catalogs;
  log: Log;
  /** Survives the window: what is waited for. */
  storage: vscode.Memento;
  clients(connectionId: string): Promise<Clients>;
  /** Loads the tree's part about a connection anew; with `catalog`, what exists in its databases as well. */
  refresh(connectionId: string, options?: { catalog?: boolean }): void;
}

/** How far it is. The signal is aborted when the user stops waiting; AWS goes on by itself. */
export interface OperationProgress {
  report(message: string): void;
  signal: AbortSignal;
}

export interface Operation<Input extends { connectionId: string }> {
  /** The command is `redshift.<id>`. */
  id: string;
  /** What could not be done, localized and without an end: "Could not create the snapshot". */
  failure(): string;
  /** Title of the progress while it runs, localized. */
  title(input: Input): string;
  /** Everything that AWS needs, validated; undefined when the user gave up. The subject is the tree node it was called on. */
  ask(context: OperationContext, subject: Subject | undefined): Promise<Input | undefined>;
  /** Confirms what cannot be undone. */
  guard?(context: OperationContext, input: Input): Promise<boolean>;
  /** Calls AWS and waits. @returns a sentence for the user, if there is something to say */
  run(context: OperationContext, input: Input, progress: OperationProgress): Promise<string | undefined>;
  /** Whether a read-only connection allows it. */
  readsOnly?: boolean;
}

export function connectionOf(context: OperationContext, input: { connectionId: string }): Connection {
  return context.connections.get(input.connectionId);
}
