// Types as people write them: the catalog's own names for them are long enough to push everything else out of a list.

/** `varchar(32)` for `character varying(32)`, `timestamp` for `timestamp without time zone`; others as they are. */
export const briefType = (type: string): string =>
  type
    .replace(/^character varying/i, 'varchar')
    .replace(/^character\b/i, 'char')
    .replace(/^binary varying/i, 'varbyte')
    .replace(/^(time(?:stamp)?)((?:\(\d+\))?) without time zone$/i, '$1$2')
    .replace(/^(time(?:stamp)?)((?:\(\d+\))?) with time zone$/i, '$1tz$2');
