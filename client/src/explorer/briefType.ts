// Types as people write them: the catalog's own names for them do not fit into the width of a tree.

/** `varchar(32)` for `character varying(32)`, `timestamp` for `timestamp without time zone`; others as they are. */
export const briefType = (type: string): string =>
  type
    .replace(/^character varying/i, 'varchar')
    .replace(/^character\b/i, 'char')
    .replace(/^binary varying/i, 'varbyte')
    .replace(/^(time(?:stamp)?) without time zone$/i, '$1')
    .replace(/^(time(?:stamp)?) with time zone$/i, '$1tz');
