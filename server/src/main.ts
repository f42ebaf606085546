// The language server: `--stdio` for any editor, IPC for VS Code. Reads no file, opens no connection, holds no secret.
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { registerCatalog } from './lsp/catalog.ts';
import { CatalogStore } from './lsp/catalogs.ts';
import { fixAllKind, registerCodeActions } from './lsp/codeActions.ts';
import { registerCompletion } from './lsp/completion.ts';
import { createPublisher } from './lsp/diagnostics.ts';
import { DocumentStore } from './lsp/documents.ts';
import { EditorSettings } from './lsp/editorSettings.ts';
import { formattingCapabilities, registerFormatting } from './lsp/formatting.ts';
import { hintCapabilities, registerHints } from './lsp/hints.ts';
import { registerHover, registerSignatureHelp } from './lsp/hover.ts';
import { LintSettings } from './lsp/lintSettings.ts';
import { navigationCapabilities, registerNavigation } from './lsp/navigation.ts';
import { rangeCapabilities, registerRanges } from './lsp/ranges.ts';
import { RecentChoices } from './lsp/recentChoices.ts';
import { registerSemanticTokens, semanticTokensCapabilities } from './lsp/semanticTokens.ts';
import type { Session } from './lsp/session.ts';
import { registerStatements } from './lsp/statements.ts';
import { registerSymbols } from './lsp/symbols.ts';
import { createWarmUp } from './lsp/warmUp.ts';
import type { InitializationOptions, LintFileChanged, ScriptsChanged } from './protocol.ts';
import { speak } from './text/say.ts';

const connection = createConnection(ProposedFeatures.all);
const session: Session = {
  connection,
  documents: new DocumentStore(),
  catalogs: new CatalogStore(),
  editorSettings: new EditorSettings(),
  lintSettings: new LintSettings(),
  recent: new RecentChoices(),
  client: { snippets: false, labelDetails: false, listRange: false, refreshesHints: false, refreshesLenses: false },
};
const publisher = createPublisher(session);
const warmUp = createWarmUp();
const publishAll = () => {
  for (const { uri } of session.documents.all()) publisher.publish(uri);
};

connection.onInitialize(({ capabilities: { textDocument, workspace }, initializationOptions }) => {
  speak((initializationOptions as InitializationOptions | undefined)?.texts);
  session.lintSettings.readEditor(initializationOptions);
  session.client.snippets = textDocument?.completion?.completionItem?.snippetSupport === true;
  session.client.labelDetails = textDocument?.completion?.completionItem?.labelDetailsSupport === true;
  session.client.listRange = textDocument?.completion?.completionList?.itemDefaults?.includes('editRange') === true;
  session.client.refreshesHints = workspace?.inlayHint?.refreshSupport === true;
  session.client.refreshesLenses = workspace?.codeLens?.refreshSupport === true;
  return {
    serverInfo: { name: 'Redshift Workbench' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind, 'refactor.rewrite'] },
      completionProvider: { triggerCharacters: ['.', ' ', '(', "'"], resolveProvider: true },
      hoverProvider: true,
      signatureHelpProvider: { triggerCharacters: ['(', ',', ' '], retriggerCharacters: [',', ' ', ')'] },
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      ...formattingCapabilities,
      ...navigationCapabilities,
      ...semanticTokensCapabilities,
      ...rangeCapabilities,
      ...hintCapabilities,
    },
  };
});
connection.onDidOpenTextDocument(({ textDocument }) => {
  session.documents.add(textDocument.uri, textDocument.version, textDocument.text);
  publisher.publishFirst(textDocument.uri);
  warmUp.postpone();
});
connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
  session.recent.noticeEdits(textDocument.uri, contentChanges);
  session.documents.change(textDocument.uri, textDocument.version, contentChanges);
  publisher.publish(textDocument.uri);
  warmUp.postpone();
});
connection.onDidCloseTextDocument(({ textDocument }) => {
  session.documents.remove(textDocument.uri);
  publisher.clear(textDocument.uri);
});
registerCompletion(session);
registerStatements(session);
registerHover(session);
registerSignatureHelp(session);
registerSymbols(session);
registerCatalog(session, publishAll);
registerCodeActions(session, publisher);
registerFormatting(session);
registerNavigation(session);
registerSemanticTokens(session);
registerRanges(session);
registerHints(session);
session.editorSettings.onChange(settings => {
  if (session.lintSettings.readEditor(settings)) publishAll();
});
connection.onDidChangeConfiguration(({ settings }) => session.editorSettings.changed(settings));
connection.onNotification('redshift/scripts', ({ scripts }: ScriptsChanged) => {
  for (const { uri, text } of scripts) session.documents.setClosed(uri, text);
});
connection.onNotification('redshift/lintFile', ({ uri, content }: LintFileChanged) => {
  for (const problem of session.lintSettings.readFile(content, uri)) connection.console.warn(`${uri ?? 'redshift-lint.json'}: ${problem}`);
  publishAll();
});
connection.listen();
