// redshift/catalogChanged, catalogForgotten, documentConnection from the client; redshift/loadSchema to it.
import type { CatalogChanged, CatalogForgotten, DocumentConnection, LoadSchemaParams, LoadSchemaResult } from '../protocol.ts';
import type { Session } from './session.ts';

/** `changed` is called after each message: what was said about open documents may no longer hold. */
export function registerCatalog({ connection, catalogs }: Session, changed: () => void): void {
  connection.onNotification('redshift/catalogChanged', (params: CatalogChanged) => {
    catalogs.change(params);
    changed();
  });
  connection.onNotification('redshift/catalogForgotten', (params: CatalogForgotten) => {
    catalogs.forget(params);
    changed();
  });
  connection.onNotification('redshift/documentConnection', (params: DocumentConnection) => {
    catalogs.use(params);
    changed();
  });
}

/** Asks the client for the content of schemas. Returns at once; clients that do not know the request are left alone. */
export function askForSchemas({ connection, catalogs }: Session, uri: string, schemas: readonly SchemaReference[]): void {
  for (const { schema, database } of schemas) {
    const params = catalogs.missing(uri, schema, database);
    if (!params) continue;
    // Whether it will be loaded makes no difference here: the content arrives as a notification, or never.
    connection.sendRequest<LoadSchemaResult | null>('redshift/loadSchema', params satisfies LoadSchemaParams).catch(() => undefined);
  }
}

export interface SchemaReference {
  readonly schema: string;
  readonly database?: string;
}
