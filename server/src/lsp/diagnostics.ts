// Publishes the problems of a document after every change, once for changes that come together, and keeps them for the code actions.
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import { diagnoseWithLint, syntaxOnly } from '../features/diagnose.ts';
import { type Lint, Linter } from '../rules/lint.ts';
import type { Problem } from '../rules/problem.ts';
import { type OpenDocument, rangeOf } from './documents.ts';
import { lastAnswerAt } from './guarded.ts';
import type { Session } from './session.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Turns of the event loop: a request that came with the change, or while it was worked in, has been read and answered by then. */
const answerFirstTurns = 5;

export interface Publisher {
  /** Soon; several calls at once are one. */
  publish(uri: string): void;
  /** The document was opened: nobody has asked for anything in it yet. */
  publishFirst(uri: string): void;
  /** The document was closed. */
  clear(uri: string): void;
  /** What was found in the document as it is now. */
  problemsOf(document: OpenDocument): readonly Problem[];
}

/** Of one turn: keystrokes that come meanwhile wait no longer than this. */
const budgetMilliseconds = 2;

/** Of the answer to a keystroke: for what the edit may have changed in other statements. */
const keyBudgetMilliseconds = 0.5;

/** What stands far from the edit is looked at between two keys, and between requests: what is asked for a moment later comes first. */
const pauseMilliseconds = 12;

interface Result {
  readonly document: OpenDocument;
  readonly problems: readonly Problem[];
  readonly lint: Lint;
}

export function createPublisher({ connection, documents, catalogs, lintSettings }: Session): Publisher {
  const waiting = new Set<string>();
  const results = new Map<string, Result>();
  const linter = new Linter(undefined, (rule, error) =>
    connection.console.error(`${rule.id}: ${error instanceof Error ? error.stack : error}`),
  );

  const refresh = (document: OpenDocument): Result => {
    const before = results.get(document.uri)?.lint;
    const result = {
      document,
      ...diagnoseWithLint(document.syntax, {
        severities: lintSettings.severities(document.uri),
        catalog: catalogs.snapshotOf(document.uri),
        linter,
        before,
        budgetMilliseconds: before ? keyBudgetMilliseconds : budgetMilliseconds,
      }),
    };
    results.set(document.uri, result);
    return result;
  };

  const send = (uri: string) => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (!document) return;
    try {
      const { problems, lint } = refresh(document);
      const diagnostics = problems.map(problem => toDiagnostic(document, problem));
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
      if (!lint.complete) setTimeout(goOn, pauseMilliseconds, uri, document);
    } catch (error) {
      // A defect in what is made of the script must not hide what the parser found.
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const diagnostics = syntaxOnly(document.syntax).map(problem => toDiagnostic(document, problem));
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    }
  };

  const afterTurns = (turns: number, uri: string) => {
    if (turns > 0) setImmediate(afterTurns, turns - 1, uri);
    else send(uri);
  };

  /** Looks at the statements that there was no time for, a slice at a time, and tells the result when all are done or the text has changed. */
  const goOn = (uri: string, document: OpenDocument) => {
    const result = results.get(uri);
    if (result?.document !== document || waiting.has(uri) || documents.get(uri) !== document) return;
    const early = pauseMilliseconds - (performance.now() - lastAnswerAt(connection));
    if (early > 0) {
      setTimeout(goOn, early, uri, document);
      return;
    }
    const lint = linter.lint(document.syntax, { catalog: catalogs.snapshotOf(uri), before: result.lint, budgetMilliseconds });
    results.set(uri, { ...result, lint });
    if (lint.complete) send(uri);
    else setImmediate(goOn, uri, document);
  };

  return {
    publish(uri) {
      if (waiting.has(uri)) return;
      waiting.add(uri);
      // A completion that is asked for with the same keystroke is answered first: what has been read by then has its turn.
      setImmediate(afterTurns, answerFirstTurns - 1, uri);
    },
    publishFirst: send,
    clear(uri) {
      results.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    problemsOf(document) {
      const known = results.get(document.uri);
      return (known?.document === document ? known : refresh(document)).problems;
    },
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
    ...(problem.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
