// The data types of Redshift: other names, what they hold. https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html

export interface DataTypeFact {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Storage and range, in a line. */
  readonly holds: string;
  readonly page: string;
}

const page = (name: string) => `https://docs.aws.amazon.com/redshift/latest/dg/${name}.html`;
const numeric = page('r_Numeric_types201');
const characters = page('r_Character_types');
const times = page('r_Datetime_types');

export const dataTypes: readonly DataTypeFact[] = [
  { name: 'SMALLINT', aliases: ['INT2'], holds: '2 bytes, -32,768 to 32,767', page: numeric },
  { name: 'INTEGER', aliases: ['INT', 'INT4'], holds: '4 bytes, -2,147,483,648 to 2,147,483,647', page: numeric },
  { name: 'BIGINT', aliases: ['INT8'], holds: '8 bytes, about ±9.2 × 10^18', page: numeric },
  { name: 'DECIMAL', aliases: ['NUMERIC', 'DEC'], holds: 'exact number, precision up to 38, (18,0) where none is given', page: numeric },
  { name: 'REAL', aliases: ['FLOAT4'], holds: '4 bytes, 6 digits', page: numeric },
  { name: 'DOUBLE PRECISION', aliases: ['FLOAT8', 'FLOAT', 'DOUBLE'], holds: '8 bytes, 15 digits', page: numeric },
  { name: 'BOOLEAN', aliases: ['BOOL'], holds: 'true, false or null', page: page('r_Boolean_type') },
  { name: 'CHAR', aliases: ['CHARACTER', 'NCHAR', 'BPCHAR'], holds: 'fixed length, 1 to 4,096 single-byte characters', page: characters },
  {
    name: 'VARCHAR',
    aliases: ['CHARACTER', 'NVARCHAR', 'TEXT'],
    holds: 'up to 65,535 bytes (MAX), 256 where no length is given; the length counts bytes',
    page: characters,
  },
  { name: 'DATE', aliases: [], holds: '4713 BC to 294276 AD', page: times },
  { name: 'TIME', aliases: [], holds: 'time of day, microseconds', page: times },
  { name: 'TIMETZ', aliases: [], holds: 'time of day with time zone', page: times },
  { name: 'TIMESTAMP', aliases: [], holds: 'date and time, microseconds', page: times },
  { name: 'TIMESTAMPTZ', aliases: [], holds: 'date and time, kept in UTC', page: times },
  { name: 'INTERVAL', aliases: [], holds: 'YEAR TO MONTH or DAY TO SECOND', page: page('r_interval_data_types') },
  { name: 'GEOMETRY', aliases: [], holds: 'planar shapes, up to 1,048,447 bytes', page: page('geospatial-overview') },
  { name: 'GEOGRAPHY', aliases: [], holds: 'shapes on the globe, up to 1,048,447 bytes', page: page('geospatial-overview') },
  { name: 'HLLSKETCH', aliases: [], holds: 'HyperLogLog sketch, up to 24,580 bytes', page: page('r_HLLSKTECH_type') },
  { name: 'SUPER', aliases: [], holds: 'semistructured value, up to 16 MB; no DISTKEY or SORTKEY', page: page('r_SUPER_type') },
  {
    name: 'VARBYTE',
    aliases: ['VARBINARY', 'BINARY'],
    holds: 'binary value, 64,000 bytes where no length is given',
    page: page('r_VARBYTE_type'),
  },
];

/** A type by any of its names. */
export function findDataType(name: string): DataTypeFact | undefined {
  const wanted = name.toUpperCase();
  return (
    dataTypes.find(type => type.name === wanted || type.name.split(' ')[0] === wanted) ??
    dataTypes.find(type => type.aliases.includes(wanted))
  );
}
