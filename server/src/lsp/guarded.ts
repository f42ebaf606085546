// One guard around each request: a defect is logged and answered with an empty result, never with a dead server.
import type { Connection } from 'vscode-languageserver/node';

const answered = new WeakMap<Connection, number>();

/** When a request was last answered, on the clock of `performance.now()`: who asks once mostly asks again, and what can wait waits. */
export const lastAnswerAt = (connection: Connection): number => answered.get(connection) ?? Number.NEGATIVE_INFINITY;

export function guarded<Result, Params>(
  empty: Result,
  connection: Connection,
  handle: (params: Params) => Result,
): (params: Params) => Result {
  return params => {
    try {
      return handle(params);
    } catch (error) {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return empty;
    } finally {
      answered.set(connection, performance.now());
    }
  };
}
