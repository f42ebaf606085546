// textDocument/semanticTokens, full and range
import { type Range, type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver/node';
import { semanticTokenModifiers, semanticTokens, semanticTokenTypes } from '../features/semanticTokens.ts';
import { type OpenDocument, offsetOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const semanticTokensCapabilities = {
  semanticTokensProvider: {
    legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
    full: true,
    range: true,
  },
};

export function registerSemanticTokens({ connection, documents }: Session): void {
  const answer = ({ textDocument, range }: { textDocument: { uri: string }; range?: Range }): SemanticTokens => {
    const document = documents.get(textDocument.uri);
    if (!document) return { data: [] };
    return encode(document, range ? offsetOf(document, range.start) : 0, range ? offsetOf(document, range.end) : document.text.length);
  };
  connection.languages.semanticTokens.on(guarded({ data: [] as number[] }, connection, answer));
  connection.languages.semanticTokens.onRange(guarded({ data: [] as number[] }, connection, answer));
}

/** A token of several lines is told line by line: most clients take no others. */
function encode({ syntax, text, lineStarts }: OpenDocument, from: number, to: number): SemanticTokens {
  const builder = new SemanticTokensBuilder();
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
  return builder.build();
}
