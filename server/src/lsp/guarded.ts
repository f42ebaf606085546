// One guard around each request: a defect is logged and answered with an empty result, never with a dead server.
import type { Connection } from 'vscode-languageserver/node';

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
    }
  };
}
