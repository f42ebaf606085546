// textDocument/formatting, rangeFormatting and onTypeFormatting (behind a semicolon)
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver/node';
import { defaultFormat, type FormatOptions, formatDocument } from '../features/format/formatDocument.ts';
import { type OpenDocument, offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const formattingCapabilities = {
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: ';' },
};

export function registerFormatting({ connection, documents, editorSettings }: Session): void {
  let settings: Partial<FormatOptions> = {};
  editorSettings.onChange(all => {
    settings = readFormatSettings(all);
  });
  const edits = (document: OpenDocument, options: FormattingOptions, from: number, to: number): TextEdit[] => {
    const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
    return formatDocument(document.syntax, { ...defaultFormat, indent, ...settings }, from, to).map(edit => ({
      range: rangeOf(document, edit.start, edit.end),
      newText: document.text.includes('\r\n') ? edit.newText.replace(/\r?\n/g, '\r\n') : edit.newText,
    }));
  };
  connection.onDocumentFormatting(
    guarded<TextEdit[], DocumentFormattingParams>([], connection, ({ textDocument, options }) => {
      const document = documents.get(textDocument.uri);
      return document ? edits(document, options, 0, document.text.length) : [];
    }),
  );
  connection.onDocumentRangeFormatting(
    guarded<TextEdit[], DocumentRangeFormattingParams>([], connection, ({ textDocument, range, options }) => {
      const document = documents.get(textDocument.uri);
      return document ? edits(document, options, offsetOf(document, range.start), offsetOf(document, range.end)) : [];
    }),
  );
  connection.onDocumentOnTypeFormatting(
    guarded<TextEdit[], DocumentOnTypeFormattingParams>([], connection, ({ textDocument, position, options }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      const offset = offsetOf(document, position);
      return edits(document, options, offset, offset);
    }),
  );
}

/** `redshift.format` of the editor's settings; what has another form is ignored. */
function readFormatSettings(settings: unknown): Partial<FormatOptions> {
  const format = (settings as { redshift?: { format?: Record<string, unknown> } } | undefined)?.redshift?.format;
  const { keywordCase, lineWidth } = format ?? {};
  return {
    ...((keywordCase === 'upper' || keywordCase === 'lower' || keywordCase === 'preserve') && { keywordCase }),
    ...(typeof lineWidth === 'number' && lineWidth >= 20 && { lineWidth }),
  };
}
