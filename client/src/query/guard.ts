// Stops statements that a connection does not allow, and has changes to a production warehouse confirmed.
import * as vscode from 'vscode';
import type { StatementInfo, StatementKind } from '../../../server/src/protocol.ts';
import type { Connection } from '../connections/connection.ts';
import { confirmByTyping } from '../ui/confirm.ts';

/** A statement, or a piece of text that nobody could read as one (the server is not there): its kind is then unknown. */
export type GuardedStatement = Pick<StatementInfo, 'kind' | 'name' | 'destructive' | 'text'>;

const harmless: ReadonlySet<StatementKind> = new Set(['read', 'session', 'transaction']);

export function changesSomething(statement: Pick<StatementInfo, 'kind'>): boolean {
  return !harmless.has(statement.kind);
}

/** @returns whether the statements may run; the user has been told or asked. */
export async function mayRun(connection: Connection, statements: GuardedStatement[]): Promise<boolean> {
  const changes = statements.filter(changesSomething);
  if (changes.length === 0) return true;
  if (connection.readOnly) {
    const name = changes[0]!.name || vscode.l10n.t('this statement');
    void vscode.window.showErrorMessage(vscode.l10n.t('The connection {0} is read-only, so {1} was not run.', connection.name, name));
    return false;
  }
  if (!connection.production) return true;
  return confirmByTyping({
    title: vscode.l10n.t('Change the production warehouse {0}?', connection.name),
    consequences: changes.slice(0, 10).map(statement => {
      const name = statement.name || vscode.l10n.t('unknown statement');
      return statement.destructive ? vscode.l10n.t('{0}: cannot be undone', name) : name;
    }),
    name: connection.name,
    proceed: vscode.l10n.t('Continue'),
  });
}
