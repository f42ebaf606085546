// The language server: `--stdio` for any editor, IPC for VS Code. Reads no file, opens no connection, holds no secret.
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { registerCompletion } from './lsp/completion.ts';
import { publishDiagnostics } from './lsp/diagnostics.ts';
import { DocumentStore } from './lsp/documents.ts';
import type { Session } from './lsp/session.ts';
import { registerStatements } from './lsp/statements.ts';

const connection = createConnection(ProposedFeatures.all);
const session: Session = { connection, documents: new DocumentStore() };
const publish = publishDiagnostics(session);

connection.onInitialize(() => ({
  serverInfo: { name: 'Redshift Workbench' },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: ['.', ' ', '('] },
  },
}));
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
connection.listen();
