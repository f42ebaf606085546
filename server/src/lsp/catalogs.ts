// What the client has told about databases, and which of them each document looks at. What is not there is asked for once; nobody waits for it.
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import { withChange } from '../catalog/snapshot.ts';
import type { CatalogAccess } from '../features/knownNames.ts';
import type { CatalogChanged, CatalogForgotten, DocumentConnection, LoadSchemaParams } from '../protocol.ts';

interface Place {
  readonly connection: string;
  readonly database: string;
}

const keyOf = (connection: string, database: string) => `${connection}\n${database}`;

export class CatalogStore {
  private readonly snapshots = new Map<string, CatalogSnapshot>();
  private readonly places = new Map<string, Place | undefined>();
  private everyDocument: Place | undefined;
  private readonly asked = new Set<string>();

  /** What the document at `uri` looks at; undefined offline. */
  placeOf(uri: string): Place | undefined {
    return this.places.has(uri) ? this.places.get(uri) : this.everyDocument;
  }

  snapshotOf(uri: string): CatalogSnapshot | undefined {
    const place = this.placeOf(uri);
    return place && this.snapshots.get(keyOf(place.connection, place.database));
  }

  /** The snapshot of another database of the same connection. */
  snapshotOfDatabase(uri: string, database: string): CatalogSnapshot | undefined {
    const place = this.placeOf(uri);
    return place && this.snapshots.get(keyOf(place.connection, database));
  }

  change(change: CatalogChanged): void {
    const key = keyOf(change.connection, change.database);
    this.snapshots.set(key, withChange(this.snapshots.get(key), change));
    // A refresh, or content that was dropped with its schema: what was refused before may be asked for again.
    if (change.schemas) for (const asked of [...this.asked]) if (asked.startsWith(`${key}\n`)) this.asked.delete(asked);
    for (const { schema } of change.contents ?? []) this.asked.delete(`${key}\n${schema.toLowerCase()}`);
  }

  forget({ connection }: CatalogForgotten): void {
    for (const key of [...this.snapshots.keys()]) if (key.startsWith(`${connection}\n`)) this.snapshots.delete(key);
    for (const key of [...this.asked]) if (key.startsWith(`${connection}\n`)) this.asked.delete(key);
  }

  use({ uri, connection, database }: DocumentConnection): void {
    const place = connection === undefined ? undefined : { connection, database: database ?? '' };
    if (uri === undefined) this.everyDocument = place;
    else this.places.set(uri, place);
  }

  /** What to ask the client for when the content of a schema is needed; undefined when it was asked for already, or offline. */
  missing(uri: string, schema: string, database?: string): LoadSchemaParams | undefined {
    const place = this.placeOf(uri);
    if (!place) return undefined;
    const where = database ?? place.database;
    const key = `${keyOf(place.connection, where)}\n${schema.toLowerCase()}`;
    if (this.asked.has(key)) return undefined;
    this.asked.add(key);
    return { connection: place.connection, database: where, schema };
  }
}

/** The catalog as the features see it for one document. */
export const catalogAccess = (catalogs: CatalogStore, uri: string): CatalogAccess => ({
  snapshot: catalogs.snapshotOf(uri),
  ofDatabase: name => catalogs.snapshotOfDatabase(uri, name),
});
