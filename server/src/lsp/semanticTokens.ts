// textDocument/semanticTokens: full, what changed since, and range
import { type Range, type SemanticTokens, SemanticTokensBuilder, type SemanticTokensDelta } from 'vscode-languageserver/node';
import { semanticTokenModifiers, semanticTokens, semanticTokenTypes } from '../features/semanticTokens.ts';
import { type OpenDocument, offsetOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const semanticTokensCapabilities = {
  semanticTokensProvider: {
    legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
    full: { delta: true },
    range: true,
  },
};

export function registerSemanticTokens({ connection, documents }: Session): void {
  /** What each document was told last, so that only what has changed is sent. */
  const told = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    for (const known of told.keys()) if (!documents.get(known)) told.delete(known);
    const builder = told.get(uri) ?? new SemanticTokensBuilder();
    told.set(uri, builder);
    return builder;
  };
  const full = ({ textDocument: { uri } }: { textDocument: { uri: string } }): SemanticTokens => {
    const document = documents.get(uri);
    if (!document) return { data: [] };
    const builder = builderOf(uri);
    builder.previousResult('');
    push(builder, document, 0, document.text.length);
    return builder.build();
  };
  const changes = (params: { textDocument: { uri: string }; previousResultId: string }): SemanticTokens | SemanticTokensDelta => {
    const document = documents.get(params.textDocument.uri);
    if (!document) return { data: [] };
    const builder = builderOf(document.uri);
    builder.previousResult(params.previousResultId);
    push(builder, document, 0, document.text.length);
    return builder.buildEdits();
  };
  const part = ({ textDocument, range }: { textDocument: { uri: string }; range: Range }): SemanticTokens => {
    const document = documents.get(textDocument.uri);
    if (!document) return { data: [] };
    const builder = new SemanticTokensBuilder();
    push(builder, document, offsetOf(document, range.start), offsetOf(document, range.end));
    return { data: builder.build().data };
  };
  connection.languages.semanticTokens.on(guarded<SemanticTokens, Parameters<typeof full>[0]>({ data: [] }, connection, full));
  connection.languages.semanticTokens.onDelta(
    guarded<SemanticTokens | SemanticTokensDelta, Parameters<typeof changes>[0]>({ data: [] }, connection, changes),
  );
  connection.languages.semanticTokens.onRange(guarded<SemanticTokens, Parameters<typeof part>[0]>({ data: [] }, connection, part));
}

/** A token of several lines is told line by line: most clients take no others. */
function push(builder: SemanticTokensBuilder, { syntax, text, lineStarts }: OpenDocument, from: number, to: number): void {
  let line = 0;
  for (const { start, end, type, modifiers } of semanticTokens(syntax, from, to)) {
    for (let at = start; at < end; ) {
      while (line + 1 < lineStarts.length && lineStarts[line + 1]! <= at) line++;
      const lineEnd = line + 1 < lineStarts.length ? lineStarts[line + 1]! : text.length;
      let stop = Math.min(end, lineEnd);
      while (stop > at && (text[stop - 1] === '\n' || text[stop - 1] === '\r')) stop--;
      if (stop > at) builder.push(line, at - lineStarts[line]!, stop - at, type, modifiers);
      at = Math.min(end, lineEnd);
    }
  }
}
