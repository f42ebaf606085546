// The messages between the sandbox and the worker thread that holds the embedded PostgreSQL.

/** One statement for PostgreSQL, already rewritten. */
export interface EngineStep {
  readonly sql: string;
  /** Values for $1, $2 … as text; null is NULL. */
  readonly parameters?: readonly (string | null)[];
  /** What COPY … FROM '/dev/blob' reads. */
  readonly copyInput?: Uint8Array;
  /** True for several statements in one text: no parameters, and the results of all but the last are dropped. */
  readonly script?: boolean;
}

export interface EngineField {
  readonly name: string;
  readonly typeId: number;
  /** PostgreSQL's type modifier, -1 where there is none. */
  readonly typeModifier: number;
  readonly tableId: number;
  readonly columnNumber: number;
}

export interface EngineResult {
  /** Undefined where the statement returns no rows by its nature (INSERT); an empty list of rows is a result. */
  readonly fields: readonly EngineField[] | undefined;
  /** Every value as PostgreSQL's text. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** The command tag, e.g. `INSERT 0 5`. */
  readonly tag: string;
  /** The number in the tag, undefined where it has none. */
  readonly rowCount: number | undefined;
  /** What COPY … TO '/dev/blob' wrote. */
  readonly copyOutput: Uint8Array | undefined;
  readonly notices: readonly string[];
}

export interface EngineFailure {
  readonly message: string;
  readonly sqlState: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** Where PostgreSQL was, e.g. `COPY t, line 3, column age: "x"`. */
  readonly context: string | undefined;
  /** 1-based character position in the step's SQL. */
  readonly position: number | undefined;
  /** Which step of the request failed. */
  readonly step: number;
}

export interface EngineOpen {
  readonly dataFolder: string;
  readonly userName: string;
  readonly database: string;
  readonly initialise: boolean;
  /** Compiled WebAssembly modules: compiled once a process and shared by its workers. */
  readonly postgres: unknown;
  /** Needed to initialise only. */
  readonly initdb: unknown;
  readonly bundleFile: string;
}

export type EngineRequest =
  | { readonly id: number; readonly kind: 'run'; readonly steps: readonly EngineStep[] }
  | { readonly id: number; readonly kind: 'close' };

export type EngineReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failedToOpen'; readonly message: string }
  | { readonly id: number; readonly kind: 'results'; readonly results: readonly EngineResult[]; readonly inTransaction: boolean }
  | { readonly id: number; readonly kind: 'failure'; readonly failure: EngineFailure; readonly inTransaction: boolean }
  | { readonly id: number; readonly kind: 'closed' };
