// Publishes the problems of a document after every change, once per turn of the event loop.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { diagnose, type Problem } from '../features/diagnose.ts';
import { type OpenDocument, rangeOf } from './documents.ts';
import type { Session } from './session.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function publishDiagnostics({ connection, documents }: Session): (uri: string) => void {
  const waiting = new Set<string>();
  return uri => {
    if (waiting.has(uri)) return;
    waiting.add(uri);
    setImmediate(() => {
      waiting.delete(uri);
      const document = documents.get(uri);
      if (!document) return;
      const diagnostics = diagnose(document.syntax).map(problem => toDiagnostic(document, problem));
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    });
  };
}

export function toDiagnostic(document: OpenDocument, problem: Problem): Diagnostic {
  return {
    range: rangeOf(document, problem.start, problem.end),
    severity: severities[problem.severity],
    code: problem.code,
    ...(problem.page && { codeDescription: { href: problem.page } }),
    source: 'redshift',
    message: problem.message,
    ...(problem.fixes.length > 0 && { data: problem.fixes }),
  };
}
