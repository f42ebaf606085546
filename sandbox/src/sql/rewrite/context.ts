// What rendering a tree as PostgreSQL needs to know.
export interface RenderContext {
  /** Whether "Quoted" names keep their case. */
  readonly caseSensitive: boolean;
  /** In front of the names of prepared statements: the sessions share one connection. */
  readonly sessionPrefix: string;
  /** Columns of type SUPER in the warehouse: a dotted name behind one of them is a path into its value. */
  readonly superColumns: ReadonlySet<string>;
  /** Replaces an alias of a policy by the table it is attached to: alias → quoted table name. */
  readonly qualifiers: ReadonlyMap<string, string>;
  /** Replaces a column that is an alias of the same select list by its expression. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether earlier aliases of a select list may be used in later items; tried when PostgreSQL does not know a column. */
  readonly lateralAliases: boolean;
  /** In a procedure's body: SELECT … INTO fills variables there. */
  readonly inBody: boolean;
  /** Columns of select lists with *, by the index of their SelectStatement node. */
  readonly starColumns: Map<number, readonly string[]>;
  /** Names that have been given to unnested SUPER arrays in this statement. */
  readonly unnested: Set<string>;
}

export const plainContext = (caseSensitive: boolean): RenderContext => ({
  caseSensitive,
  sessionPrefix: '',
  superColumns: new Set(),
  qualifiers: new Map(),
  aliases: new Map(),
  lateralAliases: false,
  inBody: false,
  starColumns: new Map(),
  unnested: new Set(),
});
