// redshift/statementAt and redshift/statements: what the client runs, and what its guards must know about it.

import { type StatementSpan, statementAt, statementsOf } from '../features/statementInfo.ts';
import type { StatementAtParams, StatementInfo, StatementsParams } from '../protocol.ts';
import { parseDocument } from '../syntax/document.ts';
import { type OpenDocument, offsetOf, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export function registerStatements({ connection, documents }: Session): void {
  connection.onRequest(
    'redshift/statementAt',
    guarded<StatementInfo | null, StatementAtParams>(null, connection, ({ uri, position }) => {
      const document = documents.get(uri);
      const span = document && statementAt(document.syntax, offsetOf(document, position));
      return document && span ? toInfo(document, span, 0) : null;
    }),
  );
  connection.onRequest(
    'redshift/statements',
    guarded<StatementInfo[], StatementsParams>([], connection, ({ uri, range }) => {
      const document = documents.get(uri);
      if (!document) return [];
      if (!range) return statementsOf(document.syntax).map(span => toInfo(document, span, 0));
      const start = offsetOf(document, range.start);
      const selected = parseDocument(document.text.slice(start, offsetOf(document, range.end)));
      return statementsOf(selected).map(span => toInfo(document, span, start));
    }),
  );
}

function toInfo(document: OpenDocument, { start, end, kind, name, destructive }: StatementSpan, by: number): StatementInfo {
  return { range: rangeOf(document, start + by, end + by), text: document.text.slice(start + by, end + by), kind, name, destructive };
}
