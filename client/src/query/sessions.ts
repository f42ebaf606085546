// Data API sessions, one a document and target, so that SET, temporary tables and transactions live from one statement to the next.
import { type Target, warehouseKey } from '../aws/target.ts';

export class Sessions {
  readonly #sessions = new Map<string, string>();

  find(owner: string, connectionId: string, target: Target): string | undefined {
    return this.#sessions.get(key(owner, connectionId, target));
  }

  remember(owner: string, connectionId: string, target: Target, sessionId: string): void {
    this.#sessions.set(key(owner, connectionId, target), sessionId);
  }

  forget(owner: string, connectionId: string, target: Target): void {
    this.#sessions.delete(key(owner, connectionId, target));
  }

  /** Every session of a connection, after it was closed or changed. */
  forgetConnection(connectionId: string): void {
    for (const known of [...this.#sessions.keys()]) if (known.startsWith(`${connectionId}\n`)) this.#sessions.delete(known);
  }

  /** Every session of a document, after it was closed. They end by themselves when their time is over. */
  forgetOwner(owner: string): void {
    for (const known of [...this.#sessions.keys()]) if (known.endsWith(`\n${owner}`)) this.#sessions.delete(known);
  }
}

function key(owner: string, connectionId: string, target: Target): string {
  return [connectionId, warehouseKey(target.warehouse), target.database, target.dbUser ?? target.secretArn ?? '', owner].join('\n');
}
