// textDocument/foldingRange and selectionRange
import {
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
} from 'vscode-languageserver/node';
import { foldingRanges } from '../features/foldingRanges.ts';
import { selectionRanges } from '../features/selectionRanges.ts';
import { positionAt } from '../text/lines.ts';
import { offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const rangeCapabilities = { foldingRangeProvider: true, selectionRangeProvider: true };

const kinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region };

export function registerRanges({ connection, documents }: Session): void {
  connection.onFoldingRanges(
    guarded<FoldingRange[], FoldingRangeParams>([], connection, ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      const told = new Set<string>();
      return foldingRanges(document.syntax).flatMap(({ start, end, kind }) => {
        const startLine = positionAt(document.lineStarts, start).line;
        const endLine = positionAt(document.lineStarts, end).line;
        // A statement and the list in it often fold the same lines.
        const lines = `${startLine} ${endLine}`;
        const isNew = endLine > startLine && !told.has(lines);
        told.add(lines);
        return isNew ? { startLine, endLine, ...(kind && { kind: kinds[kind] }) } : [];
      });
    }),
  );
  connection.onSelectionRanges(
    guarded<SelectionRange[], SelectionRangeParams>([], connection, ({ textDocument, positions }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      return positions.map(position => {
        const spans = selectionRanges(document.syntax, offsetOf(document, position));
        return spans.reduceRight<SelectionRange | undefined>(
          (parent, { start, end }) => ({ range: rangeOf(document, start, end), ...(parent && { parent }) }),
          undefined,
        )!;
      });
    }),
  );
}
