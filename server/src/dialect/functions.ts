// The built-in functions of Redshift: signatures, what they return, one line of description, the AWS page.
// https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html

export interface BuiltInFunction {
  /** In capitals. */
  readonly name: string;
  readonly category: string;
  /** In the notation of the AWS reference: `DATEADD(datepart, interval, date)`; never empty. */
  readonly signatures: readonly string[];
  readonly returns: string;
  readonly description: string;
  /** Address of the page of the function, or of its category. */
  readonly page: string;
  readonly leaderNodeOnly: boolean;
  /** Called without parentheses: CURRENT_DATE. */
  readonly bare: boolean;
}

// A line a function: signatures (¦ between them) ‖ returns ‖ description ‖ page; a * in front means that only the leader node has it.
// The name is what stands before the parenthesis of the first signature.
const table: readonly (readonly [category: string, page: string, functions: () => string])[] = [
  [
    'aggregate',
    'c_Aggregate_Functions',
    () => `ANY_VALUE([DISTINCT|ALL] expression)‖type of expression‖Returns some value of the group, unspecified which.‖r_ANY_VALUE
APPROXIMATE PERCENTILE_DISC(percentile) WITHIN GROUP (ORDER BY expr)‖type of ORDER BY expr‖Estimated discrete percentile of the group.‖r_APPROXIMATE_PERCENTILE_DISC
AVG([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Arithmetic mean.‖r_AVG
COUNT(* | expression)¦COUNT([DISTINCT|ALL] expression)¦APPROXIMATE COUNT(DISTINCT expression)‖BIGINT‖Counts rows or non-null values.‖r_COUNT
LISTAGG([DISTINCT] aggregate_expression [, 'delimiter']) [WITHIN GROUP (ORDER BY order_list)]‖VARCHAR(MAX)‖Joins the values of a group into one string.‖r_LISTAGG
MAX([DISTINCT|ALL] expression)‖type of expression‖Largest value.‖r_MAX
MEDIAN(median_expression)‖DECIMAL, DOUBLE PRECISION or date/time type‖Middle value of the group.‖r_MEDIAN
MIN([DISTINCT|ALL] expression)‖type of expression‖Smallest value.‖r_MIN
PERCENTILE_CONT(percentile) WITHIN GROUP (ORDER BY expr)‖DECIMAL or DOUBLE PRECISION‖Interpolated percentile of the group.‖r_PERCENTILE_CONT
STDDEV_SAMP([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Sample standard deviation.
STDDEV([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Same as STDDEV_SAMP.
STDDEV_POP([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Population standard deviation.
SUM([DISTINCT|ALL] expression)‖BIGINT, NUMERIC or DOUBLE PRECISION‖Total of the values.‖r_SUM
VAR_SAMP([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Sample variance.
VARIANCE([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Same as VAR_SAMP.
VAR_POP([DISTINCT|ALL] expression)‖NUMERIC or DOUBLE PRECISION‖Population variance.
BIT_AND([DISTINCT|ALL] expression)‖integer type or VARBYTE‖Bitwise AND over the group.‖r_BIT_AND
BIT_OR([DISTINCT|ALL] expression)‖integer type or VARBYTE‖Bitwise OR over the group.‖r_BIT_OR
BOOL_AND([DISTINCT|ALL] expression)‖BOOLEAN‖True when all values are true.‖r_BOOL_AND
BOOL_OR([DISTINCT|ALL] expression)‖BOOLEAN‖True when one value is true.‖r_BOOL_OR
GROUPING(expression)‖INTEGER‖1 when the column is aggregated away by ROLLUP, CUBE or GROUPING SETS, else 0.
GROUPING_ID(expression [, ...])‖INTEGER‖Bitmap of GROUPING for several columns.`,
  ],
  [
    'window',
    'c_Window_functions',
    () => `AVG([ALL] expression) OVER ([PARTITION BY expr_list] [ORDER BY order_list frame_clause])‖as aggregate‖Mean over the window frame.‖r_WF_AVG
COUNT(* | [ALL] expression) OVER ([PARTITION BY expr_list] [ORDER BY order_list frame_clause])‖BIGINT‖Count over the frame.‖r_WF_COUNT
CUME_DIST() OVER ([PARTITION BY expr_list] [ORDER BY order_list])‖FLOAT8‖Cumulative distribution of the row in its partition.‖r_WF_CUME_DIST
DENSE_RANK() OVER ([PARTITION BY expr_list] [ORDER BY order_list])‖INTEGER‖Rank without gaps.‖r_WF_DENSE_RANK
FIRST_VALUE(expression [IGNORE NULLS|RESPECT NULLS]) OVER ([PARTITION BY expr_list] [ORDER BY order_list frame_clause])‖type of expression‖Value of the first row of the frame.
LAST_VALUE(expression [IGNORE NULLS|RESPECT NULLS]) OVER ([PARTITION BY expr_list] [ORDER BY order_list frame_clause])‖type of expression‖Value of the last row of the frame.
LAG(value_expr [, offset]) [IGNORE NULLS|RESPECT NULLS] OVER ([PARTITION BY expr_list] ORDER BY order_list)‖type of value_expr‖Value from an earlier row.‖r_WF_LAG
LEAD(value_expr [, offset]) [IGNORE NULLS|RESPECT NULLS] OVER ([PARTITION BY expr_list] ORDER BY order_list)‖type of value_expr‖Value from a later row.‖r_WF_LEAD
LISTAGG([DISTINCT] expression [, 'delimiter']) [WITHIN GROUP (ORDER BY order_list)] OVER ([PARTITION BY expr_list])‖VARCHAR(MAX)‖Joined string per partition.‖r_WF_LISTAGG
MAX([ALL] expression) OVER (window)‖type of expression‖Largest value of the frame.‖r_WF_MAX
MEDIAN(median_expression) OVER ([PARTITION BY expr_list])‖as aggregate‖Median of the partition.‖r_WF_MEDIAN
MIN([ALL] expression) OVER (window)‖type of expression‖Smallest value of the frame.‖r_WF_MIN
NTH_VALUE(expr, offset) [IGNORE NULLS|RESPECT NULLS] OVER ([PARTITION BY expr_list] [ORDER BY order_list frame_clause])‖type of expr‖Value of the n-th row of the frame.‖r_WF_NTH
NTILE(expr) OVER ([PARTITION BY expr_list] [ORDER BY order_list])‖BIGINT‖Number of the bucket a row falls in.‖r_WF_NTILE
PERCENT_RANK() OVER ([PARTITION BY expr_list] [ORDER BY order_list])‖FLOAT8‖Relative rank from 0 to 1.‖r_WF_PERCENT_RANK
PERCENTILE_CONT(percentile) WITHIN GROUP (ORDER BY expr) OVER ([PARTITION BY expr_list])‖DECIMAL or DOUBLE PRECISION‖Interpolated percentile per partition.‖r_WF_PERCENTILE_CONT
PERCENTILE_DISC(percentile) WITHIN GROUP (ORDER BY expr) OVER ([PARTITION BY expr_list])‖type of ORDER BY expr‖Discrete percentile per partition.‖r_WF_PERCENTILE_DISC
RANK() OVER ([PARTITION BY expr_list] [ORDER BY order_list])‖INTEGER‖Rank with gaps.‖r_WF_RANK
RATIO_TO_REPORT(ratio_expression) OVER ([PARTITION BY expr_list])‖FLOAT8‖Share of a value in the partition total.‖r_WF_RATIO_TO_REPORT
ROW_NUMBER() OVER ([PARTITION BY expr_list] [ORDER BY order_list])‖BIGINT‖Running number inside the partition.‖r_WF_ROW_NUMBER
STDDEV_SAMP([ALL] expression) OVER (window)‖NUMERIC or DOUBLE PRECISION‖Sample standard deviation of the frame.
STDDEV_POP([ALL] expression) OVER (window)‖NUMERIC or DOUBLE PRECISION‖Population standard deviation of the frame.
SUM([ALL] expression) OVER (window)‖as aggregate‖Total of the frame.‖r_WF_SUM
VAR_SAMP([ALL] expression) OVER (window)‖NUMERIC or DOUBLE PRECISION‖Sample variance of the frame.
VAR_POP([ALL] expression) OVER (window)‖NUMERIC or DOUBLE PRECISION‖Population variance of the frame.`,
  ],
  [
    'array',
    'c_Array_Functions',
    () => `ARRAY([expr1] [, ...])‖SUPER‖Builds a SUPER array.‖c_Array_Functions
ARRAY_CONCAT(super_expr1, super_expr2)‖SUPER‖Appends one array to another.‖r_array_concat
ARRAY_CONTAINS(super_array, value [, ...])‖BOOLEAN‖Tells whether an array holds a value.
ARRAY_DISTINCT(super_array)‖SUPER‖Array without duplicates.
ARRAY_EXCEPT(super_array1, super_array2 [, ...])‖SUPER‖Elements of the first array missing in the second.
ARRAY_FLATTEN(super_expr [, ...])‖SUPER‖Merges nested arrays into one.‖array_flatten
ARRAY_INTERSECTION(super_array1, super_array2 [, ...])‖SUPER‖Elements found in both arrays.
ARRAY_POSITION(super_array, value)‖INTEGER‖Place of the first match in an array.
ARRAY_POSITIONS(super_array, value)‖SUPER‖Places of all matches in an array.
ARRAY_SORT(super_array [, options])‖SUPER‖Sorted array.
ARRAY_UNION(super_array1, super_array2 [, ...])‖SUPER‖Union of two arrays.
ARRAYS_OVERLAP(super_array1, super_array2)‖BOOLEAN‖Tells whether two arrays share an element.
GET_ARRAY_LENGTH(super_expr)‖BIGINT‖Number of elements of an array.‖get_array_length
SPLIT_TO_ARRAY(string [, delimiter])‖SUPER‖Splits a string into an array, delimiter defaults to comma.‖split_to_array
SUBARRAY(super_expr, start_position, length)‖SUPER‖Slice of an array.‖r_subarray`,
  ],
  [
    'object',
    'Object_Functions',
    () => `OBJECT([key1, value1] [, ...])‖SUPER‖Builds a SUPER object.‖r_object_function
GET_NUMBER_ATTRIBUTES(super_object)‖INTEGER‖Number of attributes of an object.
LOWER_ATTRIBUTE_NAMES(super_expression)‖SUPER‖Attribute names in lower case.
UPPER_ATTRIBUTE_NAMES(super_expression)‖SUPER‖Attribute names in upper case.
OBJECT_TRANSFORM(input [KEEP path, ...] [SET path, value, ...])‖SUPER‖Keeps or sets paths of an object.`,
  ],
  [
    'super type info',
    'c_Type_Info_Functions',
    () => `DECIMAL_PRECISION(super_expression)‖INTEGER‖Precision of a decimal scalar.‖r_decimal_precision
DECIMAL_SCALE(super_expression)‖INTEGER‖Scale of a decimal scalar.‖r_decimal_scale
IS_ARRAY(super_expression)‖BOOLEAN‖Is the value an array.‖r_is_array
IS_BIGINT(super_expression)‖BOOLEAN‖Is the value a bigint.‖r_is_bigint
IS_BOOLEAN(super_expression)‖BOOLEAN‖Is the value a boolean.‖r_is_boolean
IS_CHAR(super_expression)‖BOOLEAN‖Is the value a char.‖r_is_char
IS_DECIMAL(super_expression)‖BOOLEAN‖Is the value a decimal.‖r_is_decimal
IS_FLOAT(super_expression)‖BOOLEAN‖Is the value a float.‖r_is_float
IS_INTEGER(super_expression)‖BOOLEAN‖Is the value an integer.‖r_is_integer
IS_OBJECT(super_expression)‖BOOLEAN‖Is the value an object.‖r_is_object
IS_SCALAR(super_expression)‖BOOLEAN‖Is the value a scalar.‖r_is_scalar
IS_SMALLINT(super_expression)‖BOOLEAN‖Is the value a smallint.‖r_is_smallint
IS_VARCHAR(super_expression)‖BOOLEAN‖Is the value a varchar.‖r_is_varchar
JSON_SIZE(super_expression)‖INTEGER‖Bytes of the value written as JSON.‖r_json_size
JSON_TYPEOF(super_expression)‖VARCHAR‖Name of the dynamic type: object, array, string, number, boolean, null.‖r_json_typeof
SIZE(super_expression)‖INTEGER‖Bytes the value takes in memory.‖r_SIZE`,
  ],
  [
    'json',
    'json-functions',
    () => `IS_VALID_JSON('json_string')‖BOOLEAN‖Checks a JSON text.‖IS_VALID_JSON
IS_VALID_JSON_ARRAY('json_array')‖BOOLEAN‖Checks a JSON array text.‖IS_VALID_JSON_ARRAY
JSON_ARRAY_LENGTH('json_array' [, null_if_invalid])‖INTEGER‖Elements of the outer JSON array text.‖JSON_ARRAY_LENGTH
JSON_EXTRACT_ARRAY_ELEMENT_TEXT('json_string', pos [, null_if_invalid])‖VARCHAR‖Element of a JSON array text, zero based.‖JSON_EXTRACT_ARRAY_ELEMENT_TEXT
JSON_EXTRACT_PATH_TEXT('json_string', 'path_elem' [, ...] [, null_if_invalid])‖VARCHAR‖Value at a path of a JSON text.‖JSON_EXTRACT_PATH_TEXT
JSON_PARSE(json_string)‖SUPER‖Turns JSON text into SUPER.‖JSON_PARSE
CAN_JSON_PARSE(json_string)‖BOOLEAN‖Tells whether JSON_PARSE would succeed.‖CAN_JSON_PARSE
JSON_SERIALIZE(super_expression)‖VARCHAR‖Writes SUPER as JSON text.‖JSON_SERIALIZE
JSON_SERIALIZE_TO_VARBYTE(super_expression)‖VARBYTE‖Writes SUPER as JSON bytes, for long values.‖JSON_SERIALIZE_TO_VARBYTE`,
  ],
  [
    'conditional',
    'c_conditional_expressions',
    () => `CASE=CASE expression WHEN value THEN result [...] [ELSE result] END¦CASE WHEN condition THEN result [...] [ELSE result] END‖common type of the results‖Picks a result by comparison or condition.‖r_CASE_function
COALESCE(expression, expression, ...)‖common type‖First non-null argument.‖r_COALESCE
DECODE(expression, search, result [, search, result]... [, default])‖type of the results‖Picks a result by equality, nulls compare equal.‖r_DECODE_expression
GREATEST(value [, ...])‖common type‖Largest argument, nulls ignored.
LEAST(value [, ...])‖common type‖Smallest argument, nulls ignored.
NVL(expression, expression, ...)‖common type‖Same as COALESCE.‖r_NVL_function
NVL2(expression, not_null_return_value, null_return_value)‖type of the results‖Chooses by whether the first argument is null.‖r_NVL2
NULLIF(expression1, expression2)‖type of expression1‖Null when both arguments are equal.‖r_NULLIF_function`,
  ],
  [
    'type formatting',
    'r_Data_type_formatting',
    () => `CAST(expression AS type)¦expression :: type‖the type named‖Converts to a type.‖r_CAST_function
TRY_CAST(expression AS type)‖the type named‖Converts, null instead of a failure.
CONVERT(type, expression)‖the type named‖Converts to a type.‖r_CONVERT_function
TO_CHAR(timestamp_expression | numeric_expression, 'format')‖VARCHAR‖Formats a date, time or number.‖r_TO_CHAR
TO_DATE(string, format [, is_strict])‖DATE‖Reads a date by a format.‖r_TO_DATE_function
TO_NUMBER(string, format)‖DECIMAL‖Reads a number by a format.‖r_TO_NUMBER
TO_TIMESTAMP(string, format [, is_strict])‖TIMESTAMPTZ‖Reads a time stamp by a format.‖r_TO_TIMESTAMP
TEXT_TO_INT_ALT(expression [, 'format'])‖INTEGER‖Teradata style text to integer.‖r_TEXT_TO_INT_ALT
TEXT_TO_NUMERIC_ALT(expression [, 'format'] [, precision, scale])‖DECIMAL‖Teradata style text to decimal.‖r_TEXT_TO_NUMERIC_ALT`,
  ],
  [
    'date/time',
    'Date_functions_header',
    () => `ADD_MONTHS({date|timestamp}, integer)‖TIMESTAMP‖Adds months, end of month is kept.‖r_ADD_MONTHS
AT TIME ZONE=timestamp AT TIME ZONE 'timezone'‖TIMESTAMPTZ or TIMESTAMP‖Reads or shows a time stamp in a zone.‖r_AT_TIME_ZONE
CONVERT_TIMEZONE(['source_timezone',] 'target_timezone', 'timestamp')‖TIMESTAMP‖Moves a time stamp between zones.‖CONVERT_TIMEZONE
CURRENT_DATE‖DATE‖Start date of the transaction in the session zone.‖r_CURRENT_DATE_function
DATE_CMP(date1, date2)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_DATE_CMP
DATE_CMP_TIMESTAMP(date, timestamp)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_DATE_CMP_TIMESTAMP
DATE_CMP_TIMESTAMPTZ(date, timestamptz)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_DATE_CMP_TIMESTAMPTZ
DATE_PART_YEAR(date)‖INTEGER‖Year of a date.‖r_DATE_PART_YEAR
DATEADD(datepart, interval, {date|time|timetz|timestamp})‖type of the input, DATE gives TIMESTAMP‖Adds a number of date parts.‖r_DATEADD_function
DATEDIFF(datepart, {date|time|timetz|timestamp}, {date|time|timetz|timestamp})‖BIGINT‖Counts date part borders between two values.‖r_DATEDIFF_function
DATE_PART(datepart, {date|timestamp})‖DOUBLE PRECISION‖One part of a date.‖r_DATE_PART_function
PGDATE_PART(datepart, {date|timestamp})‖DOUBLE PRECISION‖Synonym of DATE_PART.
DATE_TRUNC('datepart', timestamp)‖TIMESTAMP‖Cuts a time stamp to a date part.‖r_DATE_TRUNC
EXTRACT(datepart FROM source)‖INTEGER or DOUBLE PRECISION‖One part of a date or interval.‖r_EXTRACT_function
GETDATE()‖TIMESTAMP‖Current time of the statement, UTC by default zone.‖r_GETDATE
INTERVAL_CMP(interval1, interval2)‖INTEGER‖Compares intervals, gives -1, 0 or 1.‖r_INTERVAL_CMP
LAST_DAY({date|timestamp})‖DATE‖Last day of the month.‖r_LAST_DAY
MONTHS_BETWEEN(date1, date2)‖FLOAT8‖Months between two dates.‖r_MONTHS_BETWEEN_function
NEXT_DAY({date|timestamp}, day)‖DATE‖Next date with that week day.‖r_NEXT_DAY
SYSDATE‖TIMESTAMP‖Start time of the transaction with microseconds.‖r_SYSDATE
TIMEOFDAY()‖VARCHAR‖Wall clock as text.‖r_TIMEOFDAY_function
TIMESTAMP_CMP(timestamp1, timestamp2)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_TIMESTAMP_CMP
TIMESTAMP_CMP_DATE(timestamp, date)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_TIMESTAMP_CMP_DATE
TIMESTAMP_CMP_TIMESTAMPTZ(timestamp, timestamptz)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_TIMESTAMP_CMP_TIMESTAMPTZ
TIMESTAMPTZ_CMP(timestamptz1, timestamptz2)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_TIMESTAMPTZ_CMP
TIMESTAMPTZ_CMP_DATE(timestamptz, date)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_TIMESTAMPTZ_CMP_DATE
TIMESTAMPTZ_CMP_TIMESTAMP(timestamptz, timestamp)‖INTEGER‖Compares, gives -1, 0 or 1.‖r_TIMESTAMPTZ_CMP_TIMESTAMP
TIMEZONE('timezone', {timestamp|timestamptz})‖TIMESTAMPTZ or TIMESTAMP‖Function form of AT TIME ZONE.‖r_TIMEZONE
TRUNC(timestamp)‖DATE‖Date of a time stamp.‖r_TRUNC`,
  ],
  [
    'leader-node only',
    'c_SQL_functions_leader_node_only',
    () => `*AGE(timestamp [, timestamp])‖INTERVAL‖Difference of two time stamps.
*CURRENT_TIME‖TIMETZ‖Time of the transaction start.
*CURRENT_TIMESTAMP‖TIMESTAMPTZ‖Time stamp of the transaction start.
*LOCALTIME‖TIME‖Local time of the transaction start.
*LOCALTIMESTAMP‖TIMESTAMP‖Local time stamp of the transaction start.
*ISFINITE(date | timestamp | interval)‖BOOLEAN‖Tells whether the value is finite.
*NOW()‖TIMESTAMPTZ‖Time stamp of the transaction start.
*GET_BIT(string, offset)‖INTEGER‖Bit of a string.
*GET_BYTE(string, offset)‖INTEGER‖Byte of a string.
*SET_BIT(string, offset, newvalue)‖VARCHAR‖Sets a bit.
*SET_BYTE(string, offset, newvalue)‖VARCHAR‖Sets a byte.
*TO_ASCII(string [, encoding])‖VARCHAR‖Text in ASCII.`,
  ],
  [
    'hash',
    'hash-functions',
    () => `CHECKSUM(expression)‖INTEGER‖Checksum for a hash index.‖r_CHECKSUM
FARMFINGERPRINT64(expression)‖BIGINT‖Farmhash fingerprint.‖r_FARMFINGERPRINT64
FNV_HASH(value [, seed])‖BIGINT‖64-bit FNV-1a hash.‖r_FNV_HASH
FUNC_SHA1(string)‖VARCHAR(40)‖Synonym of SHA1.‖FUNC_SHA1
MD5(string)‖VARCHAR(32)‖MD5 digest in hex.‖r_MD5
SHA(string)‖VARCHAR(40)‖Synonym of SHA1.‖SHA
SHA1(string)‖VARCHAR(40)‖SHA-1 digest in hex.‖SHA1
SHA2(string, bits)‖VARCHAR‖SHA-2 digest in hex, bits 0 (=256), 224, 256, 384 or 512.‖SHA2
MURMUR3_32_HASH(value [, seed])‖INTEGER‖32-bit Murmur3 hash, as used by Iceberg buckets.‖MURMUR3_32_HASH`,
  ],
  [
    'hll',
    'hyperloglog-functions',
    () => `HLL(aggregate_expression)‖BIGINT‖Estimated distinct count.‖r_HLL_function
HLL_CREATE_SKETCH(aggregate_expression)‖HLLSKETCH‖Builds a sketch of a group.‖r_HLL_CREATE_SKETCH
HLL_CARDINALITY(hllsketch_expression)‖BIGINT‖Distinct count of a sketch.‖r_HLL_CARDINALITY
HLL_COMBINE(hllsketch_expression)‖HLLSKETCH‖Aggregates sketches of a group.‖r_HLL_COMBINE
HLL_COMBINE_SKETCHES(hllsketch1, hllsketch2)‖HLLSKETCH‖Joins two sketches.‖r_HLL_COMBINE_SKETCHES`,
  ],
  [
    'math',
    'Math_functions',
    () => `ABS(number)‖type of number‖Absolute value.‖r_ABS
ACOS(number)‖DOUBLE PRECISION‖Arc cosine.‖r_ACOS
ASIN(number)‖DOUBLE PRECISION‖Arc sine.‖r_ASIN
ATAN(number)‖DOUBLE PRECISION‖Arc tangent.‖r_ATAN
ATAN2(number1, number2)‖DOUBLE PRECISION‖Arc tangent of a quotient.‖r_ATAN2
CBRT(number)‖DOUBLE PRECISION‖Cube root.‖r_CBRT
CEIL(number)‖type of number‖Rounds up.
CEILING(number)‖type of number‖Rounds up.
COS(number)‖DOUBLE PRECISION‖Cosine.‖r_COS
COT(number)‖DOUBLE PRECISION‖Cotangent.‖r_COT
DEGREES(number)‖DOUBLE PRECISION‖Radians to degrees.‖r_DEGREES
DEXP(number)‖DOUBLE PRECISION‖e to a power.‖r_DEXP
DLOG1(expression)‖DOUBLE PRECISION‖Synonym of LN.‖r_DLOG1
DLOG10(number)‖DOUBLE PRECISION‖Base 10 logarithm.‖r_DLOG10
EXP(expression)‖DOUBLE PRECISION‖e to a power.‖r_EXP
FLOOR(number)‖type of number‖Rounds down.‖r_FLOOR
LN(expression)‖type of expression‖Natural logarithm.‖r_LN
LOG([base,] number)‖DOUBLE PRECISION‖Base 10 logarithm, or of a base.‖r_LOG
MOD(number1, number2)‖DECIMAL or integer‖Remainder.‖r_MOD
PI()‖DOUBLE PRECISION‖Pi to 14 places.‖r_PI
POW(expression1, expression2)‖DOUBLE PRECISION‖Power.
POWER(expression1, expression2)‖DOUBLE PRECISION‖Power.‖r_POWER
RADIANS(number)‖DOUBLE PRECISION‖Degrees to radians.‖r_RADIANS
RANDOM()‖DOUBLE PRECISION‖Random number in [0,1).‖r_RANDOM
ROUND(number [, integer])‖type of number‖Rounds to decimals.‖r_ROUND
SIGN(number)‖type of number‖-1, 0 or 1.‖r_SIGN
SIN(number)‖DOUBLE PRECISION‖Sine.‖r_SIN
SQRT(expression)‖DOUBLE PRECISION‖Square root.‖r_SQRT
TAN(number)‖DOUBLE PRECISION‖Tangent.‖r_TAN
TRUNC(number [, integer])‖type of number‖Cuts decimals.‖r_TRUNC`,
  ],
  [
    'string',
    'String_functions_header',
    () => `ASCII(string)‖INTEGER‖Code point of the first character.‖r_ASCII
BPCHARCMP(string1, string2)‖INTEGER‖Compares two strings, -1, 0 or 1.‖r_BPCHARCMP
BTRIM(string [, trim_chars])‖VARCHAR‖Trims both ends.‖r_BTRIM
BTTEXT_PATTERN_CMP(string1, string2)‖INTEGER‖Synonym of BPCHARCMP.‖r_BTTEXT_PATTERN_CMP
CHAR_LENGTH(expression)‖INTEGER‖Synonym of LEN.‖r_CHAR_LENGTH
CHARACTER_LENGTH(expression)‖INTEGER‖Synonym of LEN.‖r_CHARACTER_LENGTH
CHARINDEX(substring, string)‖INTEGER‖Place of a substring, 1 based, 0 when missing.‖r_CHARINDEX
CHR(number)‖CHAR‖Character of a code.‖r_CHR
COLLATE(string, {'case_sensitive'|'cs'|'case_insensitive'|'ci'})‖VARCHAR or CHAR‖Overrides the collation of a string.‖r_COLLATE
CONCAT(expression1, expression2)‖VARCHAR, CHAR or VARBYTE‖Joins two values.‖r_CONCAT
CRC32(string)‖VARCHAR(8)‖CRC32 in hex.‖crc32-function
DIFFERENCE(string1, string2)‖INTEGER‖Likeness of two Soundex codes, 0 to 4.‖DIFFERENCE
INITCAP(string)‖VARCHAR‖First letter of each word in capitals.‖r_INITCAP
LEFT(string, integer)‖VARCHAR‖Leftmost characters.
LEN(expression)‖INTEGER‖Characters of a string or bytes of a VARBYTE.‖r_LEN
LENGTH(expression)‖INTEGER‖Synonym of LEN.‖r_LENGTH
LOWER(string)‖type of string‖Lower case.‖r_LOWER
LPAD(string1, length [, string2])‖VARCHAR‖Pads on the left.
LTRIM(string [, trim_chars])‖type of string‖Trims the left end.‖r_LTRIM
OCTET_LENGTH(expression)‖INTEGER‖Bytes of a value.‖r_OCTET_LENGTH
OCTETINDEX(substring, string)‖INTEGER‖Place of a substring in bytes.‖OCTETINDEX
POSITION(substring IN string)‖INTEGER‖Place of a substring.‖r_POSITION
QUOTE_IDENT(string)‖type of string‖Quotes an identifier when needed.‖r_QUOTE_IDENT
QUOTE_LITERAL(string)‖type of string‖Quotes a literal.‖r_QUOTE_LITERAL
REGEXP_COUNT(source_string, pattern [, position [, parameters]])‖INTEGER‖Matches of a pattern.‖REGEXP_COUNT
REGEXP_INSTR(source_string, pattern [, position [, occurrence [, option [, parameters]]]])‖INTEGER‖Place of a match.‖REGEXP_INSTR
REGEXP_REPLACE(source_string, pattern [, replace_string [, position [, parameters]]])‖VARCHAR‖Replaces matches.‖REGEXP_REPLACE
REGEXP_SUBSTR(source_string, pattern [, position [, occurrence [, parameters]]])‖VARCHAR‖Text of a match.‖REGEXP_SUBSTR
REPEAT(string, integer)‖VARCHAR‖Repeats a string.‖r_REPEAT
REPLACE(string1, old_chars, new_chars)‖VARCHAR‖Replaces every occurrence.‖r_REPLACE
REPLICATE(string, integer)‖VARCHAR‖Synonym of REPEAT.‖r_REPLICATE
REVERSE(expression)‖VARCHAR‖Reverses a string.‖r_REVERSE
RIGHT(string, integer)‖VARCHAR‖Rightmost characters.
RPAD(string1, length [, string2])‖VARCHAR‖Pads on the right.
RTRIM(string [, trim_chars])‖type of string‖Trims the right end.‖r_RTRIM
SOUNDEX(string)‖VARCHAR(4)‖Soundex code.‖SOUNDEX
SPLIT_PART(string, delimiter, part)‖type of string‖n-th part of a split string, 1 based.‖SPLIT_PART
STRPOS(string, substring)‖INTEGER‖Place of a substring.‖r_STRPOS
STRTOL(num_string, base)‖BIGINT‖Reads a number in a base.‖r_STRTOL
SUBSTR(string, start [, count])‖VARCHAR or VARBYTE‖Synonym of SUBSTRING.‖r_SUBSTR
SUBSTRING(string FROM start [FOR count])¦SUBSTRING(string, start [, count])‖VARCHAR or VARBYTE‖Part of a string, 1 based.‖r_SUBSTRING
TEXTLEN(expression)‖INTEGER‖Synonym of LEN.‖r_TEXTLEN
TRANSLATE(expression, characters_to_replace, characters_to_substitute)‖VARCHAR‖Replaces single characters.‖r_TRANSLATE
TRIM([BOTH|LEADING|TRAILING] [trim_chars FROM] string)‖VARCHAR or CHAR‖Trims characters.‖r_TRIM
UPPER(string)‖type of string‖Upper case.‖r_UPPER`,
  ],
  [
    'varbyte',
    'varbyte-functions',
    () => `FROM_HEX(hex_string)‖VARBYTE‖Bytes of a hex text.‖r_FROM_HEX
FROM_VARBYTE(binary_value, format)‖VARCHAR‖Text of bytes, format hex, binary, utf8, base64.‖r_FROM_VARBYTE
GETBIT(binary_value, index)‖INTEGER‖Bit of a value.‖r_GETBIT
TO_HEX(value)‖VARCHAR‖Hex text of a value.‖r_TO_HEX
TO_VARBYTE(string, format)‖VARBYTE‖Bytes of a text, format hex, binary, utf8, base64.‖r_TO_VARBYTE`,
  ],
  [
    'system administration',
    'r_System_administration_functions',
    () => `*CHANGE_QUERY_PRIORITY(query_id, priority)‖VARCHAR‖Changes the priority of a running query; superuser.‖r_CHANGE_QUERY_PRIORITY
*CHANGE_SESSION_PRIORITY(pid, priority)‖VARCHAR‖Changes the priority of a session; superuser.‖r_CHANGE_SESSION_PRIORITY
*CHANGE_USER_PRIORITY(user_name, priority)‖VARCHAR‖Changes the priority of a user; superuser.‖r_CHANGE_USER_PRIORITY
CURRENT_SETTING('parameter')¦CURRENT_SETTING('variable_name' [, error_if_undefined])‖VARCHAR‖Value of a parameter or session variable.‖r_CURRENT_SETTING
*PG_CANCEL_BACKEND(pid)‖none‖Cancels a query.‖PG_CANCEL_BACKEND
*PG_TERMINATE_BACKEND(pid)‖none‖Ends a session.‖PG_TERMINATE_BACKEND
*REBOOT_CLUSTER()‖none‖Reboots the cluster; superuser.‖r_REBOOT_CLUSTER
SET_CONFIG('parameter_or_variable', 'new_value', is_local)‖VARCHAR‖Sets a parameter or session variable.‖r_SET_CONFIG`,
  ],
  [
    'system information',
    'r_System_information_functions',
    () => `CURRENT_AWS_ACCOUNT‖INTEGER‖Account id of the caller.‖r_CURRENT_AWS_ACCOUNT
CURRENT_DATABASE()‖VARCHAR‖Name of the connected database.‖r_CURRENT_DATABASE
CURRENT_NAMESPACE‖VARCHAR‖Namespace GUID of the cluster.‖r_CURRENT_NAMESPACE
*CURRENT_SCHEMA()‖VARCHAR‖First schema of the search path.‖r_CURRENT_SCHEMA
*CURRENT_SCHEMAS(include_implicit)‖VARCHAR[]‖Schemas of the search path.‖r_CURRENT_SCHEMAS
CURRENT_SESSION_ARN()‖VARCHAR‖ARN of the session identity.
CURRENT_USER‖VARCHAR‖Name of the effective user.‖r_CURRENT_USER
CURRENT_USER_ID‖INTEGER‖Id of the effective user.‖r_CURRENT_USER_ID
SESSION_USER‖VARCHAR‖Name of the user who logged on.
USER‖VARCHAR‖Synonym of CURRENT_USER.‖r_USER
DB_COLLATION()‖VARCHAR‖Collation of the database.
*DEFAULT_IAM_ROLE()‖VARCHAR‖Default IAM role of the cluster.‖r_DEFAULT_IAM_ROLE
GET_MOUNTED_ROLE(...)‖VARCHAR‖IAM role of a mounted catalog.
HAS_ASSUMEROLE_PRIVILEGE([user,] iam_role_arn, cmd_type)‖BOOLEAN‖May the user assume the role for copy, unload, external function or create model.‖r_HAS_ASSUMEROLE_PRIVILEGE
*HAS_DATABASE_PRIVILEGE([user,] database, privilege)‖BOOLEAN‖Has the user CREATE, TEMPORARY or TEMP (or USAGE) on a database.‖r_HAS_DATABASE_PRIVILEGE
*HAS_SCHEMA_PRIVILEGE([user,] schema, privilege)‖BOOLEAN‖Has the user CREATE or USAGE on a schema.‖r_HAS_SCHEMA_PRIVILEGE
*HAS_TABLE_PRIVILEGE([user,] table, privilege)‖BOOLEAN‖Has the user SELECT, INSERT, UPDATE, DELETE, DROP or REFERENCES on a table.‖r_HAS_TABLE_PRIVILEGE
*HAS_FUNCTION_PRIVILEGE([user,] function, 'EXECUTE')‖BOOLEAN‖PostgreSQL heritage, may the user run a function [medium].
LAST_USER_QUERY_ID()‖INTEGER‖Query id of the last user query of the session.
PG_BACKEND_PID()‖INTEGER‖Process id of the session.‖PG_BACKEND_PID
*PG_GET_COLS('name')‖set of record‖Columns of a table or view.‖PG_GET_COLS
*PG_GET_GRANTEE_BY_IAM_ROLE('iam_role_arn')‖set of record‖Who may assume an IAM role.‖PG_GET_GRANTEE_BY_IAMROLE
*PG_GET_IAM_ROLE_BY_USER('name')‖set of record‖IAM roles a user may assume.‖PG_GET_IAM_ROLE_BY_USER
*PG_GET_LATE_BINDING_VIEW_COLS()‖set of record‖Columns of all late-binding views.‖PG_GET_LATE_BINDING_VIEW_COLS
PG_GET_SESSION_ROLES()‖set of record‖Roles active in the session.
PG_LAST_COPY_COUNT()‖BIGINT‖Rows of the last COPY of the session.‖PG_LAST_COPY_COUNT
PG_LAST_COPY_ID()‖INTEGER‖Query id of the last COPY.‖PG_LAST_COPY_ID
PG_LAST_QUERY_ID()‖INTEGER‖Query id of the last query.‖PG_LAST_QUERY_ID
PG_LAST_UNLOAD_COUNT()‖BIGINT‖Rows of the last UNLOAD.‖PG_LAST_UNLOAD_COUNT
PG_LAST_UNLOAD_ID()‖INTEGER‖Query id of the last UNLOAD.‖PG_LAST_UNLOAD_ID
*PG_GET_VIEWDEF(view_oid [, pretty])‖VARCHAR‖Text of a view.
ROLE_IS_MEMBER_OF(role_name, granted_role_name)‖BOOLEAN‖Is one role granted to another.‖r_ROLE_IS_MEMBER_OF
USER_IS_MEMBER_OF(user_name, role_name|group_name)‖BOOLEAN‖Is the user in a role or group.‖r_USER_IS_MEMBER_OF
SLICE_NUM()‖INTEGER‖Slice that holds the row.‖r_SLICE_NUM
VERSION()‖VARCHAR‖Server version text.‖r_VERSION
*MASK_GET_POLICY_FOR_ROLE_ON_COLUMN(relschema, relname, colname, rolename)‖VARCHAR‖Masking policy of highest priority for a role and column.
*MASK_GET_POLICY_FOR_USER_ON_COLUMN(relschema, relname, colname, username)‖VARCHAR‖Masking policy of highest priority for a user and column.
*PROC_IS_RLS_SAFE(function_oid)‖BOOLEAN‖Is a function safe to push below an RLS filter.`,
  ],
  [
    'machine learning',
    'machine-learning-function',
    () => `EXPLAIN_MODEL('schema_name.model_name')‖SUPER‖Explainability report of a model.‖r_explain_model_function
FORECAST(model_name)‖set of record‖Predictions of a forecast model, only in CREATE TABLE AS SELECT.`,
  ],
  [
    'spatial',
    'geospatial-functions',
    () => `AddBBox(geom)‖GEOMETRY‖Copy with a stored bounding box.‖AddBBox-function
DropBBox(geom)‖GEOMETRY‖Copy without bounding box.‖DropBBox-function
SupportsBBox(geom)‖BOOLEAN‖Can the value carry a bounding box.‖SupportsBBox-function
GeometryType(geom)‖VARCHAR‖Subtype name.‖GeometryType-function
H3_Boundary(index)‖GEOMETRY‖Polygon of an H3 cell.
H3_Center(index)‖GEOMETRY‖Centre of an H3 cell.
H3_FromLongLat(longitude, latitude, resolution)‖BIGINT‖H3 cell of a coordinate.
H3_FromPoint(geom, resolution)‖BIGINT‖H3 cell of a point.
H3_IsValid(index)‖BOOLEAN‖Is it a valid H3 cell.
H3_Polyfill(geom, resolution)‖SUPER‖H3 cells inside a polygon.
H3_Resolution(index)‖INTEGER‖Resolution of an H3 cell.
H3_ToChildren(index, resolution)‖SUPER‖Child cells.
H3_ToParent(index, resolution)‖BIGINT‖Parent cell.
ST_AddPoint(geom1, geom2 [, index])‖GEOMETRY‖Line with one more point.‖ST_AddPoint-function
ST_Angle(p1, p2, p3 [, p4])‖DOUBLE PRECISION‖Clockwise angle in radians.‖ST_Angle-function
ST_Area(geo)‖DOUBLE PRECISION‖Area.‖ST_Area-function
ST_AsBinary(geom)‖VARBYTE‖WKB bytes.‖ST_AsBinary-function
ST_AsEWKB(geom)‖VARBYTE‖EWKB bytes.‖ST_AsEWKB-function
ST_AsEWKT(geo [, precision])‖VARCHAR‖EWKT text.‖ST_AsEWKT-function
ST_AsGeoJSON(geo [, precision])‖VARCHAR‖GeoJSON text.‖ST_AsGeoJSON-function
ST_AsHexEWKB(geo)‖VARCHAR‖EWKB in hex.‖ST_AsHexEWKB-function
ST_AsHexWKB(geo)‖VARCHAR‖WKB in hex.‖ST_AsHexWKB-function
ST_AsText(geo [, precision])‖VARCHAR‖WKT text.‖ST_AsText-function
ST_Azimuth(point1, point2)‖DOUBLE PRECISION‖North based angle in radians.‖ST_Azimuth-function
ST_Boundary(geom)‖GEOMETRY‖Boundary.‖ST_Boundary-function
ST_Buffer(geom, distance [, segments_per_quarter_circle])‖GEOMETRY‖Area within a distance.‖ST_Buffer-function
ST_Centroid(geom)‖GEOMETRY‖Centroid.‖ST_Centroid-function
ST_Collect(geom1, geom2)¦ST_Collect(aggregate_expression) [WITHIN GROUP (ORDER BY ...)]‖GEOMETRY‖Collects geometries, also as aggregate.‖ST_Collect-function
ST_Contains(geom1, geom2)‖BOOLEAN‖First contains second.‖ST_Contains-function
ST_ContainsProperly(geom1, geom2)‖BOOLEAN‖Second lies in the interior of the first.‖ST_ContainsProperly-function
ST_ConvexHull(geom)‖GEOMETRY‖Convex hull.‖ST_ConvexHull-function
ST_CoveredBy(geom1, geom2)‖BOOLEAN‖First is covered by second.‖ST_CoveredBy-function
ST_Covers(geom1, geom2)‖BOOLEAN‖First covers second.‖ST_Covers-function
ST_Crosses(geom1, geom2)‖BOOLEAN‖They cross.‖ST_Crosses-function
ST_Dimension(geom)‖INTEGER‖Inherent dimension.‖ST_Dimension-function
ST_Disjoint(geom1, geom2)‖BOOLEAN‖They share nothing.‖ST_Disjoint-function
ST_Distance(geo1, geo2)‖DOUBLE PRECISION‖Shortest distance.‖ST_Distance-function
ST_DistanceSphere(geom1, geom2 [, radius])‖DOUBLE PRECISION‖Distance on a sphere.‖ST_DistanceSphere-function
ST_DWithin(geom1, geom2, threshold)‖BOOLEAN‖Within a distance.‖ST_DWithin-function
ST_EndPoint(geom)‖GEOMETRY‖Last point of a line.‖ST_EndPoint-function
ST_Envelope(geom)‖GEOMETRY‖Minimum bounding box.‖ST_Envelope-function
ST_Equals(geom1, geom2)‖BOOLEAN‖Geometrically equal.‖ST_Equals-function
ST_ExteriorRing(geom)‖GEOMETRY‖Outer ring of a polygon.‖ST_ExteriorRing-function
ST_Force2D(geom)‖GEOMETRY‖Two dimensions.‖ST_Force2D-function
ST_Force3D(geom)‖GEOMETRY‖Synonym of ST_Force3DZ.‖ST_Force3D-function
ST_Force3DM(geom)‖GEOMETRY‖Three dimensions with m.‖ST_Force3DM-function
ST_Force3DZ(geom)‖GEOMETRY‖Three dimensions with z.‖ST_Force3DZ-function
ST_Force4D(geom)‖GEOMETRY‖Four dimensions.‖ST_Force4D-function
ST_GeogFromText(wkt_string)‖GEOGRAPHY‖Geography from WKT.‖ST_GeogFromText-function
ST_GeogFromWKB(wkb_string)‖GEOGRAPHY‖Geography from WKB hex.‖ST_GeogFromWKB-function
ST_GeoHash(geom [, precision])‖VARCHAR‖Geohash of a point.‖ST_GeoHash-function
ST_GeoSquare(geom [, max_depth])‖BIGINT‖Geosquare index of a point.
ST_GeometryN(geom, index)‖GEOMETRY‖n-th member.‖ST_GeometryN-function
ST_GeometryType(geom)‖VARCHAR‖Subtype name with ST_ prefix.‖ST_GeometryType-function
ST_GeomFromEWKB(ewkb_string)‖GEOMETRY‖Geometry from EWKB hex.‖ST_GeomFromEWKB-function
ST_GeomFromEWKT(ewkt_string)‖GEOMETRY‖Geometry from EWKT.‖ST_GeomFromEWKT-function
ST_GeomFromGeoHash(geohash_string [, precision])‖GEOMETRY‖Polygon of a geohash.‖ST_GeomFromGeoHash-function
ST_GeomFromGeoJSON(geojson_string)‖GEOMETRY‖Geometry from GeoJSON.‖ST_GeomFromGeoJSON-function
ST_GeomFromGeoSquare(geosquare [, max_depth])‖GEOMETRY‖Square of a geosquare index.
ST_GeomFromText(wkt_string [, srid])‖GEOMETRY‖Geometry from WKT.‖ST_GeomFromText-function
ST_GeomFromWKB(wkb_string [, srid])‖GEOMETRY‖Geometry from WKB hex.‖ST_GeomFromWKB-function
ST_InteriorRingN(geom, index)‖GEOMETRY‖n-th inner ring.‖ST_InteriorRingN-function
ST_Intersection(geom1, geom2)‖GEOMETRY‖Common part.‖ST_Intersection-function
ST_Intersects(geom1, geom2)‖BOOLEAN‖They share a point.‖ST_Intersects-function
ST_IsClosed(geom)‖BOOLEAN‖Start and end are equal.‖ST_IsClosed-function
ST_IsCollection(geom)‖BOOLEAN‖Is a collection or multi type.‖ST_IsCollection-function
ST_IsEmpty(geom)‖BOOLEAN‖Is empty.‖ST_IsEmpty-function
ST_IsPolygonCCW(geom)‖BOOLEAN‖Rings run counter-clockwise.‖ST_IsPolygonCCW-function
ST_IsPolygonCW(geom)‖BOOLEAN‖Rings run clockwise.‖ST_IsPolygonCW-function
ST_IsRing(geom)‖BOOLEAN‖Closed and simple line.‖ST_IsRing-function
ST_IsSimple(geom)‖BOOLEAN‖No self crossing.‖ST_IsSimple-function
ST_IsValid(geom)‖BOOLEAN‖Is valid.‖ST_IsValid-function
ST_Length(geo)‖DOUBLE PRECISION‖Length of a line.‖ST_Length-function
ST_Length2D(geom)‖DOUBLE PRECISION‖Synonym of ST_Length.‖ST_Length2D-function
ST_LengthSphere(geom)‖DOUBLE PRECISION‖Length in metres on a sphere.‖ST_LengthSphere-function
ST_LineFromMultiPoint(geom)‖GEOMETRY‖Line through the points.‖ST_LineFromMultiPoint-function
ST_LineInterpolatePoint(geom, fraction)‖GEOMETRY‖Point at a fraction of a line.‖ST_LineInterpolatePoint-function
ST_M(point)‖DOUBLE PRECISION‖m coordinate.‖ST_M-function
ST_MakeEnvelope(xmin, ymin, xmax, ymax [, srid])‖GEOMETRY‖Box from coordinates.‖ST_MakeEnvelope-function
ST_MakeLine(geom1, geom2)‖GEOMETRY‖Line from two geometries.‖ST_MakeLine-function
ST_MakePoint(x, y [, z [, m]])‖GEOMETRY‖Point from coordinates.‖ST_MakePoint-function
ST_MakePolygon(geom1 [, geom2])‖GEOMETRY‖Polygon from rings.‖ST_MakePolygon-function
ST_MemSize(geom)‖INTEGER‖Bytes of the value.‖ST_MemSize-function
ST_MMax(geom)‖DOUBLE PRECISION‖Largest m.‖ST_MMax-function
ST_MMin(geom)‖DOUBLE PRECISION‖Smallest m.‖ST_MMin-function
ST_Multi(geom)‖GEOMETRY‖Multi type of the value.‖ST_Multi-function
ST_NDims(geom)‖INTEGER‖Coordinate dimension.‖ST_NDims-function
ST_NPoints(geo)‖INTEGER‖Number of points.‖ST_NPoints-function
ST_NRings(geom)‖INTEGER‖Number of rings.‖ST_NRings-function
ST_NumGeometries(geom)‖INTEGER‖Number of members.‖ST_NumGeometries-function
ST_NumInteriorRings(geom)‖INTEGER‖Number of inner rings.‖ST_NumInteriorRings-function
ST_NumPoints(geom)‖INTEGER‖Number of points of a line.‖ST_NumPoints-function
ST_Perimeter(geo)‖DOUBLE PRECISION‖Perimeter.‖ST_Perimeter-function
ST_Perimeter2D(geom)‖DOUBLE PRECISION‖Synonym of ST_Perimeter.‖ST_Perimeter2D-function
ST_Point(x, y)‖GEOMETRY‖Point from coordinates.‖ST_Point-function
ST_PointN(geom, index)‖GEOMETRY‖n-th point of a line.‖ST_PointN-function
ST_Points(geom)‖GEOMETRY‖All points as multipoint.‖ST_Points-function
ST_Polygon(linestring, srid)‖GEOMETRY‖Polygon from a ring.‖ST_Polygon-function
ST_RemovePoint(geom, index)‖GEOMETRY‖Line without a point.‖ST_RemovePoint-function
ST_Reverse(geom)‖GEOMETRY‖Reversed vertex order.‖ST_Reverse-function
ST_SetPoint(geom1, index, geom2)‖GEOMETRY‖Line with a changed point.‖ST_SetPoint-function
ST_SetSRID(geom, srid)‖GEOMETRY‖Sets the SRID.‖ST_SetSRID-function
ST_Simplify(geom, tolerance)‖GEOMETRY‖Simplified copy.‖ST_Simplify-function
ST_SRID(geom)‖INTEGER‖SRID.‖ST_SRID-function
ST_StartPoint(geom)‖GEOMETRY‖First point of a line.‖ST_StartPoint-function
ST_Touches(geom1, geom2)‖BOOLEAN‖Only the borders meet.‖ST_Touches-function
ST_Transform(geom, srid)‖GEOMETRY‖Re-projects to an SRID.‖ST_Transform-function
ST_Union(geom1, geom2)‖GEOMETRY‖Union.‖ST_Union-function
ST_Within(geom1, geom2)‖BOOLEAN‖First lies in second.‖ST_Within-function
ST_X(point)‖DOUBLE PRECISION‖x coordinate.‖ST_X-function
ST_XMax(geom)‖DOUBLE PRECISION‖Largest x.‖ST_XMax-function
ST_XMin(geom)‖DOUBLE PRECISION‖Smallest x.‖ST_XMin-function
ST_Y(point)‖DOUBLE PRECISION‖y coordinate.‖ST_Y-function
ST_YMax(geom)‖DOUBLE PRECISION‖Largest y.‖ST_YMax-function
ST_YMin(geom)‖DOUBLE PRECISION‖Smallest y.‖ST_YMin-function
ST_Z(point)‖DOUBLE PRECISION‖z coordinate.‖ST_Z-function
ST_ZMax(geom)‖DOUBLE PRECISION‖Largest z.‖ST_ZMax-function
ST_ZMin(geom)‖DOUBLE PRECISION‖Smallest z.‖ST_ZMin-function`,
  ],
];

const address = (page: string) => `https://docs.aws.amazon.com/redshift/latest/dg/${page}.html`;

let functions: ReadonlyMap<string, readonly BuiltInFunction[]> | undefined;

/** Every built-in function by its name in capitals; a name can stand in several categories (an aggregate and its window form). */
export function builtInFunctions(): ReadonlyMap<string, readonly BuiltInFunction[]> {
  if (functions) return functions;
  const byName = new Map<string, BuiltInFunction[]>();
  for (const [category, categoryPage, lines] of table) {
    for (const line of lines().split('\n')) {
      const entry = readLine(line, category, categoryPage);
      const known = byName.get(entry.name);
      if (known) known.push(entry);
      else byName.set(entry.name, [entry]);
    }
  }
  functions = byName;
  return functions;
}

function readLine(line: string, category: string, categoryPage: string): BuiltInFunction {
  const leaderNodeOnly = line.startsWith('*');
  const [head = '', returns = '', description = '', page] = (leaderNodeOnly ? line.slice(1) : line).split('‖');
  const named = /^([A-Z0-9_ ]+)=/.exec(head);
  const signatures = (named ? head.slice(named[0].length) : head).split('¦');
  const name = named?.[1] ?? signatures[0]!.split('(')[0]!.trim().toUpperCase();
  return {
    name,
    category,
    signatures,
    returns,
    description,
    page: address(page ?? categoryPage),
    leaderNodeOnly,
    bare: !signatures[0]!.includes('('),
  };
}

/** Parts of a date that DATEADD, DATEDIFF, DATE_PART, DATE_TRUNC and EXTRACT take, with their short forms.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html */
export const dateParts: Readonly<Record<string, readonly string[]>> = {
  millennium: ['mil', 'mils'],
  century: ['c', 'cent', 'cents'],
  decade: ['dec', 'decs'],
  epoch: [],
  year: ['y', 'yr', 'yrs'],
  quarter: ['qtr', 'qtrs'],
  month: ['mon', 'mons'],
  week: ['w'],
  dayofweek: ['dow', 'dw', 'weekday'],
  dayofyear: ['doy', 'dy', 'yearday'],
  day: ['d'],
  hour: ['h', 'hr', 'hrs'],
  minute: ['m', 'min', 'mins'],
  second: ['s', 'sec', 'secs'],
  millisecond: ['ms', 'msec', 'msecs', 'mseconds', 'millisec', 'millisecs', 'millisecon'],
  microsecond: ['microsec', 'microsecs', 'usec', 'usecs', 'us'],
  timezone: ['timezone_hour', 'timezone_minute'],
};

/** Functions whose first argument is a date part. */
export const datePartFunctions: ReadonlySet<string> = new Set([
  'DATEADD',
  'DATEDIFF',
  'DATE_PART',
  'DATE_TRUNC',
  'DATE_PART_YEAR',
  'PGDATE_PART',
]);
