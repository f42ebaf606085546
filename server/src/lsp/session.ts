// What the handlers share: the connection, the open documents, the settings. Made once in main.ts; nothing is global.
import type { Connection } from 'vscode-languageserver/node';
import type { DocumentStore } from './documents.ts';

export interface Session {
  readonly connection: Connection;
  readonly documents: DocumentStore;
}
