// Legal texts of string options: COPY, UNLOAD, external tables, machine learning.

/** https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html and copy-parameters-data-conversion.html */
export const copyStringValues: Readonly<Record<string, readonly string[]>> = {
  JSON: ['auto', 'auto ignorecase', 'noshred'],
  AVRO: ['auto', 'auto ignorecase'],
  DATEFORMAT: ['auto', 'YYYY-MM-DD', 'MM/DD/YYYY', 'DD.MM.YYYY'],
  TIMEFORMAT: ['auto', 'epochsecs', 'epochmillisecs', 'YYYY-MM-DD HH:MI:SS'],
  DELIMITER: [',', '|', '\\t', ';'],
  REGION: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'eu-central-1',
    'eu-west-1',
    'eu-west-2',
    'eu-north-1',
    'sa-east-1',
    'ca-central-1',
  ],
};

/** Time zones of many users, by their names in the tz database. https://docs.aws.amazon.com/redshift/latest/dg/time-zone-names.html */
export const timeZones: readonly string[] = [
  'UTC', 'Asia/Seoul', 'Asia/Tokyo', 'Asia/Shanghai', 'Asia/Singapore', 'Asia/Kolkata', 'Asia/Dubai', 'Australia/Sydney', 'Europe/London', 'Europe/Paris', 'Europe/Berlin',
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Sao_Paulo',
]; // biome-ignore format: one table

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html */
export const modelStringValues: Readonly<Record<string, readonly string[]>> = {
  FREQUENCY: ['Y', 'M', 'W', 'D', 'H', '30min', '15min', '10min', '5min', '1min'],
  PERCENTILES: ['0.1,0.5,0.9', 'mean'],
  PREPROCESSORS: ['none'],
};

export const modelObjectives: readonly (readonly [value: string, detail: string])[] = [
  ['MSE', 'AUTO ON, regression'],
  ['Accuracy', 'AUTO ON, classification'],
  ['F1', 'AUTO ON, binary classification'],
  ['F1_Macro', 'AUTO ON, multiclass classification'],
  ['AUC', 'AUTO ON, binary classification'],
  ['reg:squarederror', 'AUTO OFF, XGBoost'],
  ['reg:squaredlogerror', 'AUTO OFF, XGBoost'],
  ['reg:logistic', 'AUTO OFF, XGBoost'],
  ['reg:pseudohubererror', 'AUTO OFF, XGBoost'],
  ['reg:tweedie', 'AUTO OFF, XGBoost'],
  ['binary:logistic', 'AUTO OFF, XGBoost'],
  ['binary:hinge', 'AUTO OFF, XGBoost'],
  ['multi:softmax', 'AUTO OFF, XGBoost, needs num_class'],
  ['RMSE', 'forecast'],
  ['WAPE', 'forecast'],
  ['MAPE', 'forecast'],
  ['MASE', 'forecast'],
  ['AverageWeightedQuantileLoss', 'forecast'],
];

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_TABLE.html */
export const fileSerdes: readonly (readonly [className: string, detail: string])[] = [
  ['org.apache.hadoop.hive.serde2.OpenCSVSerde', 'CSV with quotes'],
  ['org.apache.hadoop.hive.serde2.RegexSerDe', 'lines by a regular expression'],
  ['org.openx.data.jsonserde.JsonSerDe', 'JSON'],
  ['com.amazonaws.glue.serde.GrokSerDe', 'lines by grok patterns'],
  ['com.amazon.ionhiveserde.IonHiveSerDe', 'Amazon Ion'],
  ['org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe', 'delimited text'],
  ['org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe', 'Parquet'],
];

export interface TableProperty {
  readonly name: string;
  readonly values?: readonly string[];
  readonly detail?: string;
}

const cleansing = ['DISABLED', 'FAIL', 'SET_TO_NULL', 'DROP_ROW'];

/** TABLE PROPERTIES. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_TABLE.html */
export const offeredProperties: readonly TableProperty[] = [
  { name: 'numRows', detail: 'number of rows, for the planner' },
  { name: 'skip.header.line.count', detail: 'lines at the top of each text file' },
  { name: 'compression_type', values: ['none', 'gzip', 'bzip2', 'snappy'] },
  { name: 'serialization.null.format', detail: 'the text that means null' },
  { name: 'data_cleansing_enabled', values: ['true', 'false'] },
  { name: 'invalid_char_handling', values: [...cleansing, 'REPLACE'] },
  { name: 'replacement_char', detail: 'one character, for invalid_char_handling REPLACE' },
  { name: 'numeric_overflow_handling', values: cleansing, detail: 'ORC' },
  { name: 'surplus_char_handling', values: [...cleansing, 'TRUNCATE'] },
  { name: 'surplus_bytes_handling', values: [...cleansing, 'TRUNCATE'], detail: 'VARBYTE' },
  { name: 'column_count_mismatch_handling', values: cleansing },
  { name: 'orc.schema.resolution', values: ['name', 'position'] },
  { name: 'write.parallel', values: ['on', 'off'] },
  { name: 'write.maxfilesize.mb', detail: '5 to 6200' },
  { name: 'write.kms.key.id', values: ['auto'] },
  { name: 'format-version', values: ['2', '3'], detail: 'Iceberg' },
];
