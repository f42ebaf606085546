// Apache Iceberg tables that Redshift writes: types, properties, partition transforms.
// https://docs.aws.amazon.com/redshift/latest/dg/iceberg-writes-sql-syntax.html

/** Printed names of the types that CREATE TABLE … USING ICEBERG takes. VARCHAR has no length. */
export const icebergColumnTypes: ReadonlySet<string> = new Set([
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'character varying',
  'date',
  'timestamp without time zone',
  'timestamp with time zone',
  'boolean',
]);

export const icebergProperties: Readonly<Record<string, readonly string[]>> = {
  'format-version': ['2', '3'],
  compression_type: ['zstd', 'brotli', 'gzip', 'snappy', 'uncompressed'],
};

/** Beside the bare column. `void` is not supported. */
export const icebergTransforms: readonly string[] = ['bucket', 'truncate', 'year', 'month', 'day', 'hour'];
