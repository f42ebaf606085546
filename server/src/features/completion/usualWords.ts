// What is usually wanted at a place comes before what can also stand there: lists by the rule of the grammar that is open, most usual first.
// A word stands for every phrase that begins with it. Where a list says nothing the order of the grammar stays.

import type { Rule } from '../../syntax/grammar.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

/** What most statements begin with, in front of the hundred others. */
export const usualStarts = words(
  'SELECT, WITH, CREATE TABLE, GRANT, INSERT INTO, UPDATE, DELETE FROM, ALTER TABLE, DROP TABLE, CREATE VIEW, REVOKE, COPY, UNLOAD, SET, SHOW, BEGIN, COMMIT, CALL',
);

/** Behind the first word of a statement. */
const usualObjects: Readonly<Record<string, readonly string[]>> = {
  CREATE: words(
    `TABLE, VIEW, OR REPLACE, SCHEMA, MATERIALIZED VIEW, EXTERNAL TABLE, USER, ROLE, DATABASE, MODEL, RLS POLICY, MASKING POLICY, EXTERNAL SCHEMA, FUNCTION, PROCEDURE,
     GROUP, DATASHARE, EXTERNAL FUNCTION, TEMP TABLE, TEMPORARY TABLE, LIBRARY, IDENTITY PROVIDER`,
  ),
  ALTER: words(
    `TABLE, USER, DATASHARE, SCHEMA, DATABASE, DEFAULT PRIVILEGES, MASKING POLICY, ROLE, GROUP, MATERIALIZED VIEW, RLS POLICY, EXTERNAL SCHEMA, PROCEDURE, FUNCTION,
     IDENTITY PROVIDER`,
  ),
  DROP: words(
    `TABLE, VIEW, SCHEMA, DATASHARE, FUNCTION, MASKING POLICY, RLS POLICY, ROLE, USER, MATERIALIZED VIEW, MODEL, PROCEDURE, DATABASE, EXTERNAL VIEW, GROUP, LIBRARY,
     IDENTITY PROVIDER`,
  ),
};

const privileges = words(
  'SELECT, USAGE, ALL, ROLE, EXECUTE, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, TEMP, SHARE, ASSUMEROLE, TRUNCATE, REFERENCES',
);
const queryWords = words(
  'SELECT, FROM, DISTINCT, TOP, ALL, AS, WHERE, GROUP BY, JOIN, LEFT JOIN, ON, ORDER BY, LIMIT, INNER JOIN, INTO, HAVING, UNION, QUALIFY',
);
const types = words(
  `INTEGER, VARCHAR, BIGINT, NUMERIC, DATE, TIMESTAMP, DECIMAL, INT, BOOLEAN, SMALLINT, CHAR, FLOAT, TIMESTAMPTZ, DOUBLE PRECISION, SUPER, TEXT, REAL, TIME, BOOL,
   VARBYTE, GEOMETRY`,
);

/** By the rule that is open, innermost first. */
const byRule: Readonly<Record<string, readonly string[]>> = {
  EmbeddedStatement: usualStarts,
  DataType: types,
  ParameterMode: words('IN, OUT, INOUT'),
  GrantStatement: privileges,
  RevokeStatement: privileges,
  AlterDefaultPrivileges: privileges,
  Grantee: words('ROLE, GROUP, PUBLIC'),
  GrantTarget: words('ALL TABLES IN SCHEMA, SCHEMA, TABLE, DATABASE, FUNCTION, PROCEDURE, ALL FUNCTIONS IN SCHEMA, MODEL'),
  SelectStatement: queryWords,
  Query: queryWords,
  InsertStatement: words('SELECT, VALUES, WITH, DEFAULT VALUES'),
  DeleteStatement: words('WHERE, USING'),
  UpdateStatement: words('SET, FROM, WHERE'),
  MergeStatement: words('USING, ON, WHEN MATCHED, WHEN NOT MATCHED'),
  TableElement: words('PRIMARY KEY, FOREIGN KEY, UNIQUE, LIKE, CONSTRAINT'),
  ColumnAttribute: words('NOT NULL, PRIMARY KEY, DEFAULT, ENCODE, DISTKEY, SORTKEY, IDENTITY, REFERENCES, UNIQUE, NULL'),
  CreateTable: words('AS, DISTSTYLE KEY, DISTKEY, SORTKEY, COMPOUND SORTKEY, DISTSTYLE ALL, DISTSTYLE EVEN, DISTSTYLE AUTO'),
  CreateView: [...queryWords, 'WITH NO SCHEMA BINDING'],
  CreateMaterializedView: words('AS, AUTO REFRESH YES, DISTKEY, SORTKEY, BACKUP NO'),
  AlterTable: words(
    `ADD COLUMN, DROP COLUMN, RENAME TO, RENAME COLUMN, ALTER COLUMN, OWNER TO, ROW LEVEL SECURITY, APPEND FROM, ALTER DISTKEY, ALTER DISTSTYLE, ALTER SORTKEY,
     ALTER COMPOUND SORTKEY, COLUMN, CONSTRAINT, PRIMARY KEY, FOREIGN KEY, UNIQUE, ADD, ALTER, DROP, DROP CONSTRAINT, ADD CONSTRAINT, ADD PRIMARY KEY, SET LOCATION, ADD PARTITION, DROP PARTITION, SET TABLE PROPERTIES`,
  ),
  AlterMaterializedView: words('ROW LEVEL SECURITY, AUTO REFRESH YES, AUTO REFRESH NO'),
  AlterUser: words('PASSWORD, RENAME TO, SET, RESET, CREATEUSER, NOCREATEUSER'),
  CreateUser: words('PASSWORD, WITH, IN GROUP, CREATEUSER, VALID UNTIL'),
  AlterDatabase: words('RENAME TO, OWNER TO'),
  AlterSchema: words('OWNER TO, RENAME TO, QUOTA'),
  CreateSchema: words('AUTHORIZATION, IF NOT EXISTS, QUOTA'),
  CopyStatement: words(
    `IAM_ROLE, FORMAT, CSV, DELIMITER, IGNOREHEADER, REGION, GZIP, JSON, MANIFEST, TIMEFORMAT, DATEFORMAT, EMPTYASNULL, COMPUPDATE, QUOTE AS, AVRO, NULL AS, BLANKSASNULL,
     ACCEPTINVCHARS, REMOVEQUOTES, ESCAPE, MAXERROR, STATUPDATE, TRUNCATECOLUMNS, FIXEDWIDTH, LZOP, BZIP2, ZSTD`,
  ),
  CopyFormatName: words('CSV, PARQUET, JSON, ORC, AVRO, DELIMITER, FIXEDWIDTH, SHAPEFILE'),
  UnloadStatement: words(
    `IAM_ROLE, FORMAT, PARQUET, CSV, DELIMITER, PARTITION BY, ALLOWOVERWRITE, PARALLEL, GZIP, HEADER, MANIFEST, MAXFILESIZE, JSON, CLEANPATH, REGION, ENCRYPTED, ADDQUOTES,
     NULL AS, ESCAPE, FIXEDWIDTH, EXTENSION`,
  ),
  CreateExternalTable: words(
    'STORED AS PARQUET, PARTITIONED BY, ROW FORMAT DELIMITED, ROW FORMAT SERDE, STORED AS, LOCATION, TABLE PROPERTIES',
  ),
  CreateExternalSchema: words(
    'FROM DATA CATALOG, FROM, DATA CATALOG, POSTGRES, MYSQL, KAFKA, KINESIS, MSK, HIVE METASTORE, DATABASE, IAM_ROLE, REGION, CREATE EXTERNAL DATABASE, SCHEMA, URI, SECRET_ARN, CATALOG_ROLE, CATALOG_ID',
  ),
  CreateModel: words('FROM, TARGET, FUNCTION, IAM_ROLE, AUTO, MODEL_TYPE, SETTINGS, PROBLEM_TYPE, OBJECTIVE, RETURNS, SAGEMAKER'),
  ShowStatement: words(
    `TABLES FROM SCHEMA, SCHEMAS FROM DATABASE, DATABASES, COLUMNS FROM TABLE, TABLE, VIEW, MODEL, DATASHARES, GRANTS, PROCEDURE, EXTERNAL TABLE, FUNCTIONS FROM SCHEMA,
     PROCEDURES FROM SCHEMA, ROLES`,
  ),
  PlpgsqlStatement: words('IF, FOR, EXECUTE, RETURN, RAISE, CALL, LOOP, WHILE'),
};

/** The rules that something is said of. */
export const usualRules: readonly string[] = Object.keys(byRule);

/** Where an expression begins: words and functions alike. */
export const usualExpressions = words(
  `COUNT, SUM, CASE, COALESCE, MAX, MIN, AVG, CAST, NOT, NULL, ROW_NUMBER, DATE_TRUNC, NVL, TRIM, SUBSTRING, EXISTS, DATEADD, DATEDIFF, TO_CHAR, EXTRACT, TRUE, FALSE,
   UPPER, LOWER, ROUND, GETDATE, CURRENT_DATE, TO_DATE, RANK, DENSE_RANK, LAG, LEAD, LISTAGG, NULLIF, DECODE, LEN, REPLACE, SPLIT_PART, LEFT, RIGHT, CURRENT_USER, SYSDATE,
   GREATEST, LEAST, DATE_PART, FIRST_VALUE, LAST_VALUE, JSON_PARSE, CONVERT, INTERVAL, TIMESTAMP, DATE`,
);
const expressionPlaces = new Map(usualExpressions.map((word, index) => [word, index]));

/** Behind an operand. */
const usualOperators = words(
  'IN, IS NULL, IS NOT NULL, LIKE, BETWEEN, NOT IN, NOT LIKE, AND, OR, ILIKE, IS, NOT BETWEEN, SIMILAR TO, NOT, AT TIME ZONE, COLLATE',
);

export const placeAmongOperators = (phrase: string): number | undefined => placeIn(usualOperators, phrase);

/** The place of a word or function among those that expressions usually begin with; undefined for the others. */
export const placeInExpression = (word: string): number | undefined => expressionPlaces.get(word);

/** The place of a phrase behind the first word of its statement; undefined where nothing is usual. */
export const placeAmongObjects = (first: string, phrase: string): number | undefined => placeIn(usualObjects[first], phrase);

/** The place of a phrase among what is usual at the innermost open rule that says something of it. */
export function placeAmongUsual(rules: readonly Rule[], phrase: string): number | undefined {
  for (let i = rules.length - 1; i >= 0; i--) {
    const place = placeIn(byRule[rules[i]!.name], phrase);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The place of the phrase itself, or of the words that it begins with. */
function placeIn(list: readonly string[] | undefined, phrase: string): number | undefined {
  if (!list) return undefined;
  let places = placesOf.get(list);
  if (!places) {
    places = new Map(list.map((word, index) => [word, index]));
    placesOf.set(list, places);
  }
  for (let words = phrase; ; ) {
    const place = places.get(words);
    if (place !== undefined) return place;
    const cut = words.lastIndexOf(' ');
    if (cut < 0) return undefined;
    words = words.slice(0, cut);
  }
}

const placesOf = new Map<readonly string[], ReadonlyMap<string, number>>();
