// What the handlers share: the connection, the open documents, the settings. Made once in main.ts; nothing is global.
import type { Connection } from 'vscode-languageserver/node';
import type { CatalogStore } from './catalogs.ts';
import type { DocumentStore } from './documents.ts';
import type { EditorSettings } from './editorSettings.ts';
import type { LintSettings } from './lintSettings.ts';
import type { RecentChoices } from './recentChoices.ts';

export interface Session {
  readonly connection: Connection;
  readonly documents: DocumentStore;
  readonly catalogs: CatalogStore;
  readonly editorSettings: EditorSettings;
  readonly lintSettings: LintSettings;
  readonly recent: RecentChoices;
  readonly client: ClientAbilities;
}

/** What the client said it can do; filled in by `initialize`. */
export interface ClientAbilities {
  snippets: boolean;
  /** Details behind the label of a completion item. */
  labelDetails: boolean;
  /** One range for a whole list instead of one for each item. */
  listRange: boolean;
  refreshesHints: boolean;
  refreshesLenses: boolean;
}
