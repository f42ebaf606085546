// textDocument/hover and textDocument/signatureHelp
import {
  type Hover,
  MarkupKind,
  type SignatureHelp,
  type SignatureHelpParams,
  SignatureHelpTriggerKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import { hoverAt } from '../features/hover.ts';
import { signatureAt } from '../features/signatureHelp.ts';
import { catalogAccess } from './catalogs.ts';
import { offsetOf, otherScripts, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export function registerHover({ connection, documents, catalogs }: Session): void {
  connection.onHover(
    guarded<Hover | null, TextDocumentPositionParams>(null, connection, ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return null;
      const hover = hoverAt(document.syntax, offsetOf(document, position), {
        catalog: catalogAccess(catalogs, document.uri),
        others: otherScripts(documents, document.uri),
      });
      return hover
        ? { range: rangeOf(document, hover.start, hover.end), contents: { kind: MarkupKind.Markdown, value: hover.markdown } }
        : null;
    }),
  );
}

export function registerSignatureHelp({ connection, documents, catalogs }: Session): void {
  connection.onSignatureHelp(
    guarded<SignatureHelp | null, SignatureHelpParams>(null, connection, ({ textDocument, position, context }) => {
      const document = documents.get(textDocument.uri);
      const answer =
        document && signatureAt(document.syntax, offsetOf(document, position), { catalog: catalogAccess(catalogs, document.uri) });
      if (!answer) return null;
      const { signatures, activeSignature, activeParameter, onRequest } = answer;
      // A query is typed among its columns and tables: its shape would cover them at every space and comma.
      const label = signatures[activeSignature]?.label;
      const shown = context?.activeSignatureHelp?.signatures.some(signature => signature.label === label);
      if (onRequest && context?.triggerKind === SignatureHelpTriggerKind.TriggerCharacter && !shown) return null;
      return {
        signatures: signatures.map(({ label, parameters, documentation }) => ({
          label,
          parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
          ...(documentation && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
        })),
        activeSignature,
        ...(activeParameter !== undefined && { activeParameter }),
      };
    }),
  );
}
