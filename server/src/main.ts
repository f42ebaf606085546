// The language server: `--stdio` for any editor, IPC for VS Code. Reads no file, opens no connection, holds no secret.
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { registerCatalog } from './lsp/catalog.ts';
import { CatalogStore } from './lsp/catalogs.ts';
import { registerCompletion } from './lsp/completion.ts';
import { publishDiagnostics } from './lsp/diagnostics.ts';
import { DocumentStore } from './lsp/documents.ts';
import type { Session } from './lsp/session.ts';
import { registerStatements } from './lsp/statements.ts';

const connection = createConnection(ProposedFeatures.all);
const session: Session = {
  connection,
  documents: new DocumentStore(),
  catalogs: new CatalogStore(),
  client: { snippets: false, labelDetails: false, markdown: false },
};
const publish = publishDiagnostics(session);

connection.onInitialize(({ capabilities: { textDocument } }) => {
  session.client.snippets = textDocument?.completion?.completionItem?.snippetSupport === true;
  session.client.labelDetails = textDocument?.completion?.completionItem?.labelDetailsSupport === true;
  session.client.markdown = textDocument?.hover?.contentFormat?.includes('markdown') === true;
  return {
    serverInfo: { name: 'Redshift Workbench' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: ['.', ' ', '('] },
    },
  };
});
connection.onDidOpenTextDocument(({ textDocument }) => {
  session.documents.add(textDocument.uri, textDocument.version, textDocument.text);
  publish(textDocument.uri);
});
connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
  session.documents.change(textDocument.uri, textDocument.version, contentChanges);
  publish(textDocument.uri);
});
connection.onDidCloseTextDocument(({ textDocument }) => {
  session.documents.remove(textDocument.uri);
  void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
});
registerCompletion(session);
registerStatements(session);
registerCatalog(session, () => {
  for (const { uri } of session.documents.all()) publish(uri);
});
connection.listen();
