// textDocument/formatting, rangeFormatting and onTypeFormatting (behind a semicolon)
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver/node';
import { defaultFormat, type FormatEdit, type FormatOptions, formatDocument, formatEnded } from '../features/format/formatDocument.ts';
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
  const inEditor = (options: FormattingOptions): FormatOptions => ({
    ...defaultFormat,
    indent: options.insertSpaces ? ' '.repeat(options.tabSize) : '\t',
    ...settings,
  });
  const edited = (document: OpenDocument, edits: readonly FormatEdit[]): TextEdit[] =>
    edits.map(({ start, end, newText }) => ({ range: rangeOf(document, start, end), newText }));
  connection.onDocumentFormatting(
    guarded<TextEdit[], DocumentFormattingParams>([], connection, ({ textDocument, options }) => {
      const document = documents.get(textDocument.uri);
      return document ? edited(document, formatDocument(document.syntax, inEditor(options))) : [];
    }),
  );
  connection.onDocumentRangeFormatting(
    guarded<TextEdit[], DocumentRangeFormattingParams>([], connection, ({ textDocument, range, options }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      return edited(
        document,
        formatDocument(document.syntax, inEditor(options), offsetOf(document, range.start), offsetOf(document, range.end)),
      );
    }),
  );
  connection.onDocumentOnTypeFormatting(
    guarded<TextEdit[], DocumentOnTypeFormattingParams>([], connection, ({ textDocument, position, options }) => {
      const document = documents.get(textDocument.uri);
      return document ? edited(document, formatEnded(document.syntax, offsetOf(document, position), inEditor(options))) : [];
    }),
  );
}

/** `redshift.format` of the editor's settings; what has another form is ignored. */
function readFormatSettings(settings: unknown): Partial<FormatOptions> {
  const format = (settings as { redshift?: { format?: Record<string, unknown> } } | undefined)?.redshift?.format;
  const { keywordCase, lineWidth, bodies } = format ?? {};
  return {
    ...((keywordCase === 'upper' || keywordCase === 'lower' || keywordCase === 'preserve') && { keywordCase }),
    ...(typeof lineWidth === 'number' && lineWidth >= 20 && { lineWidth }),
    ...(typeof bodies === 'boolean' && { bodies }),
  };
}
