// External tables of Redshift Spectrum: types, file formats, SerDe classes, table properties and limits.
// https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_TABLE.html

/** Printed names of the types that a column may have; beside them struct, array and map. */
export const externalColumnTypes: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'boolean',
  'character',
  'character varying',
  'binary varying',
  'date',
  'timestamp without time zone',
]);

/** What to write instead of a type that external tables do not have, by the type as it is written or printed. */
export const externalTypeInstead: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'TIMESTAMP',
  text: 'VARCHAR(65535)',
  string: 'VARCHAR(65535)',
  tinyint: 'SMALLINT',
  long: 'BIGINT',
  double: 'DOUBLE PRECISION',
};

/** https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
export const longestText: Readonly<Record<string, number>> = { 'character varying': 65535, character: 4096 };

export const pseudoColumns: ReadonlySet<string> = new Set(['$path', '$size', '$spectrum_oid']);

/** Most columns of an external table; two fewer while `$path` and `$size` are on, which they are unless the session says otherwise. */
export const mostExternalColumns = { withPseudoColumns: 1598, without: 1600 };

/** In one ALTER TABLE with the Glue catalog. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_external-table.html */
export const mostAddedPartitions = 100;

export type FileFormat = 'PARQUET' | 'ORC' | 'AVRO' | 'RCFILE' | 'SEQUENCEFILE' | 'TEXTFILE' | 'ION';

/** Formats that CREATE EXTERNAL TABLE AS and INSERT can write. https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_external_table.html */
export const writableFormats: ReadonlySet<FileFormat> = new Set<FileFormat>(['PARQUET', 'TEXTFILE']);

/** Formats in which a column may be VARBYTE, and DATE. */
export const varbyteFormats: ReadonlySet<FileFormat> = new Set<FileFormat>(['PARQUET', 'ORC']);
export const dateFormats: ReadonlySet<FileFormat> = new Set<FileFormat>(['TEXTFILE', 'PARQUET', 'ORC', 'ION']);

/** The format that an INPUTFORMAT class reads; undefined for classes that are not known. Delta's manifests lead to Parquet. */
export function formatOfClass(inputFormat: string): FileFormat | undefined {
  if (/Parquet|SymlinkTextInputFormat|Hoodie/.test(inputFormat)) return 'PARQUET';
  if (/Orc/.test(inputFormat)) return 'ORC';
  if (/Avro/.test(inputFormat)) return 'AVRO';
  if (/RCFile/.test(inputFormat)) return 'RCFILE';
  if (/Sequence/.test(inputFormat)) return 'SEQUENCEFILE';
  if (/\bIonInputFormat/.test(inputFormat)) return 'ION';
  return /\bTextInputFormat$/.test(inputFormat) ? 'TEXTFILE' : undefined;
}

export interface Serde {
  readonly className: string;
  /** The formats it reads. */
  readonly formats: readonly FileFormat[];
  /** Formats with which Hive takes it and the Redshift page does not speak of it. */
  readonly perhaps?: readonly FileFormat[];
}

/** The classes of the page and its examples, and those that stand for a format of STORED AS. */
export const serdes: readonly Serde[] = [
  { className: 'org.apache.hadoop.hive.serde2.RegexSerDe', formats: ['TEXTFILE'], perhaps: ['SEQUENCEFILE'] },
  { className: 'com.amazonaws.glue.serde.GrokSerDe', formats: ['TEXTFILE'], perhaps: ['SEQUENCEFILE'] },
  { className: 'org.apache.hadoop.hive.serde2.OpenCSVSerde', formats: ['TEXTFILE'], perhaps: ['SEQUENCEFILE'] },
  { className: 'org.openx.data.jsonserde.JsonSerDe', formats: ['TEXTFILE'], perhaps: ['SEQUENCEFILE'] },
  { className: 'com.amazon.ionhiveserde.IonHiveSerDe', formats: ['ION'], perhaps: ['TEXTFILE'] },
  { className: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe', formats: ['PARQUET'] },
  { className: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe', formats: ['TEXTFILE', 'SEQUENCEFILE'] },
  { className: 'org.apache.hadoop.hive.ql.io.orc.OrcSerde', formats: ['ORC'] },
  { className: 'org.apache.hadoop.hive.serde2.avro.AvroSerDe', formats: ['AVRO'] },
  { className: 'org.apache.hadoop.hive.serde2.columnar.ColumnarSerDe', formats: ['RCFILE'] },
  { className: 'org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe', formats: ['RCFILE'] },
  { className: 'org.apache.hadoop.hive.serde2.lazybinary.LazyBinarySerDe', formats: ['SEQUENCEFILE'] },
];

export interface TableProperty {
  readonly name: string;
  /** In upper case: what is compared without regard to case. */
  readonly values?: readonly string[];
  /** Another value is taken for one of them. */
  readonly lenient?: true;
  /** A whole number in this range. */
  readonly range?: readonly [least: number, most: number];
  /** Any one character. */
  readonly oneCharacter?: true;
  /** Where it has an effect; everywhere when absent. */
  readonly formats?: readonly FileFormat[];
  /** Works only with data_cleansing_enabled. */
  readonly cleansing?: true;
}

const handling = ['SET_TO_NULL', 'DISABLED', 'FAIL', 'DROP_ROW'];

export const tableProperties: readonly TableProperty[] = [
  { name: 'compression_type', values: ['BZIP2', 'GZIP', 'NONE', 'SNAPPY'] },
  { name: 'data_cleansing_enabled', values: ['TRUE', 'FALSE'] },
  { name: 'invalid_char_handling', values: [...handling, 'REPLACE'], cleansing: true },
  { name: 'replacement_char', oneCharacter: true, cleansing: true },
  { name: 'numeric_overflow_handling', values: handling, formats: ['ORC'], cleansing: true },
  { name: 'surplus_bytes_handling', values: [...handling, 'TRUNCATE'], cleansing: true },
  { name: 'surplus_char_handling', values: [...handling, 'TRUNCATE'], cleansing: true },
  { name: 'column_count_mismatch_handling', values: handling, formats: ['TEXTFILE'], cleansing: true },
  { name: 'numRows', range: [0, Number.MAX_SAFE_INTEGER] },
  { name: 'skip.header.line.count', range: [0, Number.MAX_SAFE_INTEGER], formats: ['TEXTFILE'] },
  { name: 'serialization.null.format' },
  // Any other value means position.
  { name: 'orc.schema.resolution', values: ['NAME', 'POSITION'], lenient: true, formats: ['ORC'] },
  { name: 'write.parallel', values: ['ON', 'OFF'] },
  { name: 'write.maxfilesize.mb', range: [5, 6200] },
  { name: 'write.kms.key.id' },
  { name: 'format-version', values: ['2', '3'] },
];

/** What CREATE EXTERNAL TABLE AS can compress Parquet with. */
export const parquetCompressions: ReadonlySet<string> = new Set(['NONE', 'SNAPPY']);

/** Properties that Glue, its crawlers, Athena and Spark write and Redshift leaves alone. */
export const isForeignProperty = (name: string): boolean =>
  /^(?:projection|spark|hive|hudi|hoodie|delta|parquet|avro|orc\.(?!schema)|parquet|storage|partition_filtering|dynamodb|kafka|lakeformation|spectrum)\./.test(
    name,
  ) || foreignProperties.has(name);

const foreignProperties: ReadonlySet<string> = new Set([
  'classification',
  'EXTERNAL',
  'typeOfData',
  'comment',
  'compressionType',
  'delimiter',
  'areColumnsQuoted',
  'columnsOrdered',
  'averageRecordSize',
  'recordCount',
  'objectCount',
  'sizeKey',
  'exclusions',
  'customSerde',
  'has_encrypted_data',
  'transient_lastDdlTime',
  'last_modified_by',
  'last_modified_time',
  'CrawlerSchemaDeserializerVersion',
  'CrawlerSchemaSerializerVersion',
  'UPDATED_BY_CRAWLER',
  'CreatedByJob',
  'CreatedByJobRun',
  'connectionName',
  'table_type',
  'metadata_location',
  'previous_metadata_location',
  'numFiles',
  'totalSize',
  'rawDataSize',
  'skip.footer.line.count',
  'serialization.format',
  'field.delim',
  'auto.purge',
  'external.table.purge',
  'bucketing_version',
  'COLUMN_STATS_ACCURATE',
]);
