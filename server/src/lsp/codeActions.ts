// textDocument/codeAction: quick fixes, silencing a rule, source.fixAll.redshift for the safe fixes alone, and rewritings at the cursor.

import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit } from 'vscode-languageserver/node';
import { type Edit, quickFixesAt, safeFixes } from '../features/quickFixes.ts';
import { refactoringsAt } from '../features/refactorings.ts';
import { say } from '../text/say.ts';
import { catalogAccess } from './catalogs.ts';
import { type Publisher, toDiagnostic } from './diagnostics.ts';
import { type OpenDocument, offsetOf, otherScripts, rangeOf } from './documents.ts';
import { guarded } from './guarded.ts';
import type { Session } from './session.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.redshift`;

export function registerCodeActions({ connection, documents, catalogs }: Session, publisher: Publisher): void {
  connection.onCodeAction(
    guarded<CodeAction[], CodeActionParams>([], connection, ({ textDocument, range, context: { only } }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      const problems = publisher.problemsOf(document);
      const wants = (kind: string) => !only || only.some(asked => kind === asked || kind.startsWith(`${asked}.`));
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const fixes = quickFixesAt(document.syntax, problems, offsetOf(document, range.start), offsetOf(document, range.end));
        for (const { title, problem, edits, preferred } of fixes) {
          const diagnostics = [toDiagnostic(document, problem)];
          actions.push({
            title,
            kind: CodeActionKind.QuickFix,
            diagnostics,
            edit: workspaceEdit(document, edits),
            ...(preferred && { isPreferred: true }),
          });
        }
      }
      const safe = wants(fixAllKind) ? safeFixes(problems).edits : [];
      if (safe.length > 0) actions.push({ title: say`Fix all safe problems`, kind: fixAllKind, edit: workspaceEdit(document, safe) });
      if (wants(CodeActionKind.RefactorRewrite)) {
        const options = { catalog: catalogAccess(catalogs, document.uri), others: otherScripts(documents, document.uri) };
        for (const { title, edits } of refactoringsAt(document.syntax, offsetOf(document, range.start), options))
          actions.push({ title, kind: CodeActionKind.RefactorRewrite, edit: workspaceEdit(document, edits) });
      }
      return actions;
    }),
  );
}

const workspaceEdit = (document: OpenDocument, edits: readonly Edit[]) => ({
  changes: { [document.uri]: edits.map((edit): TextEdit => ({ range: rangeOf(document, edit.start, edit.end), newText: edit.newText })) },
});
