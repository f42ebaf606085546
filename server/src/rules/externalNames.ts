// What people call their external schemas, as AWS's guides do. Where nothing else is known such a name is reason for a warning, never for an error.

/** `spectrum`, `spectrum_schema`, `my_spectrum`. */
export const seemsSpectrum = (schema: string): boolean => /(?:^|_)spectrum(?:_|$)/.test(schema);

/** `ext`, `external`, `external_schema`: external, but perhaps of another database. */
export const seemsExternal = (schema: string): boolean => /^ext(?:ernal)?(?:_schema)?$/.test(schema);
