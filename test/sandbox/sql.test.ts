// Redshift SQL on the embedded PostgreSQL, through the Data API.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { as, query, scalar, startTestSandbox, type TestSandbox } from './support.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox();
});
after(() => test.close());

/** The rows that a statement gives. */
async function checkRows(sql: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  assert.deepEqual((await query(test, sql)).rows, rows, sql);
}

/** The error that a statement fails with. */
async function checkError(sql: string, expected: RegExp, user = 'awsuser'): Promise<void> {
  await assert.rejects(query(test, sql, as(user)), (error: Error) => {
    assert.match(error.message, expected, sql);
    return true;
  });
}

/** Statements that have no result set, one after the other. */
async function run(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await query(test, statement);
}

describe('functions of Redshift', () => {
  const cases: readonly (readonly [sql: string, value: unknown])[] = [
    ["SELECT NVL(NULL, 'x')", 'x'],
    ["SELECT NVL2(NULL, 'a', 'b')", 'b'],
    ["SELECT DECODE(2, 1, 'one', 2, 'two', 'other')", 'two'],
    ["SELECT DECODE(NULL::int, 1, 'one', NULL, 'none')", 'none'],
    ["SELECT DATEADD(month, 1, '2024-01-31')", '2024-02-29 00:00:00'],
    ["SELECT DATEADD('day', -1, DATE '2024-03-01')", '2024-02-29 00:00:00'],
    ["SELECT DATEDIFF(day, '2024-01-01', '2024-02-01')", 31],
    ["SELECT DATEDIFF(qtr, '2023-12-31', '2024-01-01')", 1],
    ["SELECT DATE_PART(dow, DATE '2024-01-07')", 0],
    ["SELECT DATE_TRUNC('month', DATE '2024-01-17')", '2024-01-01 00:00:00'],
    ["SELECT EXTRACT(yr FROM DATE '2024-01-17')", '2024'],
    ["SELECT LAST_DAY('2024-02-10'::date)", '2024-02-29'],
    ["SELECT LEN('déjà')", 4],
    ["SELECT CHARINDEX('b', 'abc')", 2],
    ["SELECT REGEXP_REPLACE('a1b2', '[0-9]', '')", 'ab'],
    ["SELECT CONVERT(integer, '42')", 42],
    ["SELECT CONVERT_TIMEZONE('Asia/Seoul', '2024-01-01 00:00:00'::timestamp)", '2024-01-01 09:00:00'],
    ['SELECT JSON_EXTRACT_PATH_TEXT(\'{"a":{"b":"c"}}\', \'a\', \'b\')', 'c'],
    ["SELECT STRTOL('ff', 16)", 255],
    ['SELECT MEDIAN(x) FROM (SELECT 1 AS x UNION ALL SELECT 2 UNION ALL SELECT 9)', 2],
    ["SELECT LISTAGG(x, '-') WITHIN GROUP (ORDER BY x DESC) FROM (SELECT 'a' AS x UNION ALL SELECT 'b')", 'b-a'],
    ['SELECT COUNT(DISTINCT channel) FROM raw_data.user_session_channel', 6],
    ['SELECT APPROXIMATE COUNT(DISTINCT channel) FROM raw_data.user_session_channel', 6],
    ['SELECT GETDATE() <= SYSDATE', true],
    ["SELECT VERSION() LIKE 'PostgreSQL 8.0.2%Redshift 1.0%'", true],
    ['SELECT current_database()', 'dev'],
    ["SELECT 'a' || NULL", null],
    ["SELECT $$it's$$", "it's"],
    ["SELECT 'a' + 'b'::varchar", 'ab'],
    ["SELECT '1' + 1", 2],
    ['SELECT AVG(x) FROM (SELECT 1 AS x UNION ALL SELECT 2)', 1],
    ['SELECT AVG(x) FROM (SELECT 1.0 AS x UNION ALL SELECT 2.0)', '1.5000000000000000'],
    ['SELECT current_schema()', 'public'],
  ];
  for (const [sql, value] of cases) {
    it(sql, async () => assert.equal(await scalar(test, sql), value));
  }
});

describe('queries', () => {
  it('TOP is LIMIT', () =>
    checkRows('SELECT TOP 2 channel FROM raw_data.user_session_channel GROUP BY 1 ORDER BY 1', [['Facebook'], ['Google']]));
  it('TOP in a UNION limits its own part', () => checkRows('SELECT TOP 1 1 AS a UNION ALL SELECT TOP 1 2 ORDER BY 1', [[1], [2]]));
  it('MINUS is EXCEPT', () => checkRows('SELECT 1 UNION SELECT 2 MINUS SELECT 2', [[1]]));
  it('QUALIFY keeps rows by a window function', () =>
    checkRows(
      "SELECT x, y FROM (SELECT 1 AS x, 'a' AS y UNION ALL SELECT 2, 'b' UNION ALL SELECT 3, 'a') t QUALIFY ROW_NUMBER() OVER (PARTITION BY y ORDER BY x DESC) = 1 ORDER BY 1",
      [
        [2, 'b'],
        [3, 'a'],
      ],
    ));
  it('QUALIFY knows the aliases of the select list', () =>
    checkRows('SELECT x, ROW_NUMBER() OVER (ORDER BY x DESC) AS place FROM (SELECT 1 AS x UNION SELECT 2) t QUALIFY place = 1', [[2, 1]]));
  it('QUALIFY takes a star', () =>
    checkRows('SELECT * FROM (SELECT 1 AS x, 2 AS y UNION ALL SELECT 3, 2) t QUALIFY RANK() OVER (PARTITION BY y ORDER BY x) = 2', [
      [3, 2],
    ]));
  it('EXCLUDE leaves columns out', async () => {
    const { columns } = await query(test, 'SELECT * EXCLUDE (gender) FROM raw_data.user_property LIMIT 1');
    assert.deepEqual(columns, ['userid', 'age']);
  });
  it('GROUP BY ALL groups by what is no aggregate', () =>
    checkRows(
      "SELECT channel, COUNT(*) > 0 FROM raw_data.user_session_channel WHERE channel IN ('Naver', 'Google') GROUP BY ALL ORDER BY 1",
      [
        ['Google', true],
        ['Naver', true],
      ],
    ));
  it('an alias may be used later in the same select list', () => checkRows('SELECT 2 AS a, a * 3 AS b', [[2, 6]]));
  it('a name in double quotes is folded as well', () => checkRows('SELECT "A" FROM (SELECT 1 AS "a") t', [[1]]));
  it('names keep their case where that is switched on', async () => {
    const { statement } = await query(test, 'SET enable_case_sensitive_identifier TO true', { SessionKeepAliveSeconds: 60 });
    const { columns } = await query(test, 'SELECT 1 AS "MixedCase"', { SessionId: statement.SessionId });
    assert.deepEqual(columns, ['MixedCase']);
  });
  it('columns are described', async () => {
    const { metadata } = await query(
      test,
      'SELECT userid, channel, 1.50::numeric(6,2) AS amount, GETDATE() AS now FROM raw_data.user_session_channel LIMIT 1',
    );
    assert.deepEqual(
      metadata.map(({ name, typeName, precision, scale, length, schemaName, tableName, nullable }) => [
        name,
        typeName,
        precision,
        scale,
        length,
        schemaName,
        tableName,
        nullable,
      ]),
      [
        ['userid', 'int4', 10, 0, 0, 'raw_data', 'user_session_channel', 1],
        ['channel', 'varchar', 32, 0, 32, 'raw_data', 'user_session_channel', 1],
        ['amount', 'numeric', 6, 2, 0, '', '', 2],
        ['now', 'timestamp', 29, 6, 0, '', '', 2],
      ],
    );
  });
  it('are named as Redshift names them', async () => {
    const { columns } = await query(test, "SELECT DATEADD(day, 1, GETDATE()), NVL(1, 2), LISTAGG('a'), AVG(1), VERSION(), COUNT(*), 1");
    assert.deepEqual(columns, ['date_add', 'coalesce', 'listagg', 'avg', 'version', 'count', '?column?']);
  });
  it('values come in the field that AWS uses', async () => {
    await checkRows("SELECT 1::smallint, 2::bigint, 1.5::float8, 1.50::numeric(4,2), true, NULL, ''", [
      [1, 2, 1.5, '1.50', true, null, ''],
    ]);
  });
});

describe('tables', () => {
  it('are created with keys, encodings and identity', async () => {
    await run(
      'CREATE TABLE public.orders (id INT IDENTITY(10, 5) NOT NULL ENCODE az64, customer VARCHAR(32) ENCODE lzo DISTKEY, note TEXT, amount DECIMAL(10,2) DEFAULT 0, PRIMARY KEY (id)) DISTSTYLE KEY COMPOUND SORTKEY (customer, amount)',
      "INSERT INTO public.orders (customer, amount) VALUES ('a', 1.5), ('b', DEFAULT)",
    );
    await checkRows('SELECT id, customer, amount FROM public.orders ORDER BY id', [
      [10, 'a', '1.50'],
      [15, 'b', '0.00'],
    ]);
    await checkRows(
      "SELECT column_name, data_type, encoding, distkey, sortkey FROM svv_redshift_columns WHERE table_name = 'orders' ORDER BY ordinal_position",
      [
        ['id', 'integer', 'az64', false, 0],
        ['customer', 'character varying(32)', 'lzo', true, 1],
        ['note', 'character varying(256)', 'lzo', false, 0],
        ['amount', 'numeric(10,2)', 'az64', false, 2],
      ],
    );
    await checkError('INSERT INTO public.orders (id) VALUES (1)', /cannot set an identity column to a value/);
    const ddl = await scalar(test, 'SHOW TABLE public.orders');
    assert.match(
      String(ddl),
      /^CREATE TABLE public\.orders \(\n {4}id integer NOT NULL IDENTITY\(10,5\) ENCODE az64,[\s\S]*PRIMARY KEY \(id\)[\s\S]*DISTSTYLE KEY\nDISTKEY \(customer\)\nSORTKEY \(customer, amount\);$/,
    );
    await checkRows('SELECT diststyle, sortkey1, tbl_rows FROM svv_table_info WHERE "table" = \'orders\'', [
      ['KEY(customer)', 'customer', '2'],
    ]);
  });
  it('primary keys and unique constraints are informational', async () => {
    await run('CREATE TABLE public.loose (id INT PRIMARY KEY, code INT UNIQUE)', 'INSERT INTO public.loose VALUES (1, 1), (1, 1)');
    await checkRows('SELECT COUNT(*) FROM public.loose', [[2]]);
    await checkError('INSERT INTO public.loose VALUES (NULL, 1)', /Cannot insert a NULL value into column id/);
  });
  it('CREATE TABLE AS takes distribution and sort keys', async () => {
    const { statement } = await query(
      test,
      'CREATE TABLE public.per_channel DISTKEY(channel) SORTKEY(channel) AS SELECT channel, COUNT(*) AS sessions FROM raw_data.user_session_channel GROUP BY 1',
    );
    assert.equal(statement.ResultRows, 6);
    assert.equal(statement.HasResultSet, false);
  });
  it('ALTER TABLE adds, renames, changes and drops', async () => {
    await run(
      'CREATE TABLE public.changing (a INT SORTKEY, b INT)',
      "ALTER TABLE public.changing ADD COLUMN c VARCHAR(10) DEFAULT 'x' ENCODE zstd",
      'ALTER TABLE public.changing RENAME COLUMN a TO renamed',
      'ALTER TABLE public.changing DROP COLUMN b',
      'ALTER TABLE public.changing ALTER DISTKEY renamed',
      'ALTER TABLE public.changing ALTER COLUMN c TYPE VARCHAR(20)',
      'ALTER TABLE public.changing RENAME TO changed',
    );
    await checkRows(
      "SELECT column_name, data_type, encoding, distkey, sortkey FROM svv_redshift_columns WHERE table_name = 'changed' ORDER BY ordinal_position",
      [
        ['renamed', 'integer', 'none', true, 1],
        ['c', 'character varying(20)', 'zstd', false, 0],
      ],
    );
  });
  it('ALTER TABLE APPEND moves the rows', async () => {
    await run(
      'CREATE TABLE public.source (a INT)',
      'CREATE TABLE public.sink (a INT)',
      'INSERT INTO public.source VALUES (1), (2)',
      'ALTER TABLE public.sink APPEND FROM public.source',
    );
    await checkRows('SELECT (SELECT COUNT(*) FROM public.source), (SELECT COUNT(*) FROM public.sink)', [[0, 2]]);
  });
  it('odd names work', async () => {
    await run(
      'CREATE TABLE public."weird "".name" ("select" INT, "a b" VARCHAR(5), "ü" INT)',
      `INSERT INTO public."weird "".name" VALUES (1, 'x', NULL)`,
    );
    await checkRows('SELECT "select", "a b", "ü" FROM public."weird "".name"', [[1, 'x', null]]);
    await checkRows(`SELECT table_name FROM svv_all_tables WHERE table_name LIKE 'weird%'`, [['weird ".name']]);
  });
  it('views keep their text', async () => {
    await run("CREATE VIEW public.male AS SELECT userid FROM raw_data.user_property WHERE gender = 'male' WITH NO SCHEMA BINDING");
    assert.equal(
      await scalar(test, 'SHOW VIEW public.male'),
      "CREATE VIEW public.male AS SELECT userid FROM raw_data.user_property WHERE gender = 'male' WITH NO SCHEMA BINDING;",
    );
    await checkRows("SHOW TABLES FROM SCHEMA dev.public LIKE 'mal%'", [
      ['dev', 'public', 'male', 'VIEW', null, null, 'awsuser', null, null, null, 'LATE BINDING VIEW'],
    ]);
  });
  it('materialized views are made and refreshed', async () => {
    await run(
      'CREATE TABLE public.base (a INT)',
      'CREATE MATERIALIZED VIEW public.summed DISTSTYLE ALL AS SELECT SUM(a) AS total FROM public.base',
      'INSERT INTO public.base VALUES (5)',
      'REFRESH MATERIALIZED VIEW public.summed',
    );
    await checkRows('SELECT total FROM public.summed', [[5]]);
  });
  it('SUPER values are navigated and unnested', async () => {
    await run(
      'CREATE TABLE public.docs (id INT, doc SUPER)',
      `INSERT INTO public.docs VALUES (1, JSON_PARSE('{"name":"x","items":[{"price":2},{"price":3}]}'))`,
    );
    await checkRows('SELECT d.doc.name::varchar, d.doc.items[1].price::int FROM public.docs d', [['x', 3]]);
    await checkRows('SELECT i.price::int FROM public.docs d, d.doc.items i ORDER BY 1', [[2], [3]]);
  });
  it('MERGE updates and inserts', async () => {
    await run(
      'CREATE TABLE public.target (id INT, v INT)',
      'CREATE TABLE public.changes (id INT, v INT)',
      'INSERT INTO public.target VALUES (1, 1)',
      'INSERT INTO public.changes VALUES (1, 10), (2, 20)',
    );
    await run(
      'MERGE INTO public.target USING public.changes s ON public.target.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.v)',
    );
    await checkRows('SELECT * FROM public.target ORDER BY id', [
      [1, 10],
      [2, 20],
    ]);
  });
  it('functions and procedures run', async () => {
    await run(
      'CREATE FUNCTION public.f_greater(INT, INT) RETURNS INT STABLE AS $$ SELECT CASE WHEN $1 > $2 THEN $1 ELSE $2 END $$ LANGUAGE sql',
      'CREATE TABLE public.log (at TIMESTAMP, what VARCHAR(20))',
      "CREATE PROCEDURE public.note(what VARCHAR(20)) AS $$ BEGIN INSERT INTO public.log SELECT DATEADD(day, 1, '2024-01-01'), NVL(what, 'none'); END; $$ LANGUAGE plpgsql",
      "CALL public.note('called')",
    );
    await checkRows('SELECT public.f_greater(3, 7), (SELECT at FROM public.log)', [[7, '2024-01-02 00:00:00']]);
  });
});

describe('users, groups, roles and grants', () => {
  it('groups and roles of the same name live side by side', async () => {
    await run(
      "CREATE USER maria PASSWORD 'Secret123'",
      'CREATE GROUP sales WITH USER maria',
      'CREATE ROLE sales',
      'GRANT ROLE sales TO maria',
    );
    await checkRows("SELECT groname FROM pg_group WHERE groname = 'sales'", [['sales']]);
    await checkRows("SELECT role_name, role_owner FROM svv_roles WHERE role_name = 'sales'", [['sales', 'awsuser']]);
    await checkRows("SELECT user_name, role_name, admin_option FROM svv_user_grants WHERE user_name = 'maria'", [
      ['maria', 'sales', false],
    ]);
    await checkError('DROP ROLE sales', /cannot drop this role since it has been granted on a user/);
    await run('DROP ROLE sales FORCE');
  });
  it('privileges bite', async () => {
    await run(
      "CREATE USER bob PASSWORD 'Secret123'",
      'CREATE SCHEMA vault',
      'CREATE TABLE vault.secrets (a INT, b INT)',
      'INSERT INTO vault.secrets VALUES (1, 2)',
    );
    await checkError('SELECT * FROM vault.secrets', /permission denied for schema vault/, 'bob');
    await run(
      'CREATE ROLE reader',
      'GRANT USAGE ON SCHEMA vault TO ROLE reader',
      'GRANT SELECT (a) ON vault.secrets TO ROLE reader',
      'GRANT ROLE reader TO bob',
    );
    assert.equal(await scalar(test, 'SELECT a FROM vault.secrets', as('bob')), 1);
    await checkError('SELECT b FROM vault.secrets', /permission denied for relation secrets/, 'bob');
    await checkError('INSERT INTO vault.secrets VALUES (1, 1)', /permission denied for relation secrets/, 'bob');
    await checkRows(
      "SELECT namespace_name, privilege_type, identity_name, identity_type FROM svv_schema_privileges WHERE namespace_name = 'vault'",
      [['vault', 'USAGE', 'reader', 'role']],
    );
    await checkRows(
      "SELECT column_name, privilege_type, identity_name, identity_type FROM svv_column_privileges WHERE relation_name = 'secrets'",
      [['a', 'SELECT', 'reader', 'role']],
    );
    await run('REVOKE ROLE reader FROM bob');
    await checkError('SELECT a FROM vault.secrets', /permission denied for schema vault/, 'bob');
  });
  it("the course's grants: analysts read raw data, only pii_users see personal data", async () => {
    assert.equal(await scalar(test, 'SELECT COUNT(*) FROM raw_data.user_session_channel', as('sora')), 101520);
    await checkError('DELETE FROM raw_data.user_session_channel', /permission denied for relation user_session_channel/, 'sora');
    await checkError('SELECT * FROM pii.customers', /permission denied for schema pii/, 'minji');
    assert.equal(await scalar(test, 'SELECT COUNT(*) FROM pii.customers', as('yuna')), 200);
    const grants = await query(test, 'SHOW GRANTS ON TABLE pii.customers');
    assert.deepEqual(
      grants.rows.map(row => [row[1], row[3], row[5], row[6]]),
      [['customers', 'SELECT', 'pii_users', 'group']],
    );
  });
  it('default privileges reach tables created later', async () => {
    await run(
      'CREATE SCHEMA future',
      'GRANT USAGE ON SCHEMA future TO GROUP analytics_users',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA future GRANT SELECT ON TABLES TO GROUP analytics_users',
      'CREATE TABLE future.t AS SELECT 1 AS a',
    );
    assert.equal(await scalar(test, 'SELECT a FROM future.t', as('sora')), 1);
    await checkRows(
      "SELECT object_type, privilege_type, grantee_name, grantee_type FROM svv_default_privileges WHERE schema_name = 'future'",
      [['RELATION', 'SELECT', 'analytics_users', 'group']],
    );
  });
  it('errors are worded as Redshift words them', async () => {
    await checkError('DROP USER nobody', /user "nobody" does not exist/);
    await checkError('DROP GROUP nobody', /group "nobody" does not exist/);
    await checkError('GRANT SELECT ON raw_data.user_property TO GROUP nobody', /group "nobody" does not exist/);
    await checkError(
      'GRANT SELECT ON raw_data.user_property TO GROUP analytics_users WITH GRANT OPTION',
      /grant options can only be granted to users/,
    );
    await checkError("CREATE USER weak PASSWORD 'short'", /password must be between 8 and 64/);
    await run("CREATE USER owner1 PASSWORD 'Secret123'", 'CREATE SCHEMA owned AUTHORIZATION owner1');
    await checkError('DROP USER owner1', /user "owner1" can't be dropped because the user owns some object/);
    await checkError('CREATE TABLE raw_data.mine (a INT)', /permission denied for schema raw_data/, 'sora');
    await checkError('SELECT 1/0', /Divide by zero/);
  });
  it('who may not grant is refused, not ignored', async () => {
    await checkError('GRANT SELECT ON raw_data.user_property TO maria', /permission denied for relation user_property/, 'sora');
  });
  it('users, groups and roles are altered', async () => {
    await run(
      "CREATE USER temp1 PASSWORD 'Secret123' CREATEDB SYSLOG ACCESS UNRESTRICTED CONNECTION LIMIT 5 VALID UNTIL '2099-01-01'",
      'ALTER USER temp1 NOCREATEDB RENAME TO temp2',
      'CREATE GROUP team',
      'ALTER GROUP team ADD USER temp2, maria',
      'ALTER GROUP team RENAME TO crew',
      'ALTER GROUP crew DROP USER maria',
      'CREATE ROLE outer_role',
      'CREATE ROLE inner_role',
      'GRANT ROLE inner_role TO ROLE outer_role',
      'ALTER ROLE outer_role RENAME TO renamed_role',
    );
    await checkRows("SELECT user_name, createdb, connection_limit, syslog_access FROM svv_user_info WHERE user_name LIKE 'temp%'", [
      ['temp2', false, '5', 'UNRESTRICTED'],
    ]);
    await checkRows("SELECT u.usename FROM pg_group g JOIN pg_user u ON u.usesysid = ANY (g.grolist) WHERE groname = 'crew'", [['temp2']]);
    await checkRows("SELECT role_name, granted_role_name FROM svv_role_grants WHERE role_name = 'renamed_role'", [
      ['renamed_role', 'inner_role'],
    ]);
    await checkError('GRANT ROLE renamed_role TO ROLE inner_role', /circular dependency/);
    await checkRows("SELECT role_is_member_of('renamed_role', 'inner_role'), user_is_member_of('temp2', 'crew')", [[true, true]]);
    await run('DROP GROUP crew', 'DROP USER temp2');
  });
  it('a superuser may become another user', async () => {
    const { SessionId } = (await query(test, 'SET SESSION AUTHORIZATION sora', { SessionKeepAliveSeconds: 60 })).statement;
    assert.equal(await scalar(test, 'SELECT current_user', { SessionId }), 'sora');
    await query(test, 'SET SESSION AUTHORIZATION DEFAULT', { SessionId });
    assert.equal(await scalar(test, 'SELECT current_user', { SessionId }), 'awsuser');
    await checkError('SET SESSION AUTHORIZATION awsuser', /permission denied to set session authorization/, 'sora');
  });
  it('a user who does not exist cannot log in', () =>
    checkError('SELECT 1', /^FATAL: password authentication failed for user "ghost"$/, 'ghost'));
});

describe('row-level security', () => {
  before(async () => {
    await run(
      'CREATE SCHEMA sec',
      'CREATE TABLE sec.rows (owner VARCHAR(10), channel VARCHAR(10), n INT)',
      "INSERT INTO sec.rows VALUES ('minji', 'Google', 1), ('minji', 'Naver', 2), ('jiho', 'Google', 3)",
      'GRANT USAGE ON SCHEMA sec TO PUBLIC',
      'GRANT SELECT, UPDATE, DELETE, INSERT ON sec.rows TO PUBLIC',
      'CREATE ROLE googlers',
      'GRANT ROLE googlers TO minji',
      'CREATE RLS POLICY own_rows WITH (owner VARCHAR(10)) AS r USING (r.owner = current_user)',
      "CREATE RLS POLICY only_google WITH (channel VARCHAR(10)) USING (channel = 'Google')",
      'ATTACH RLS POLICY own_rows ON sec.rows TO PUBLIC',
      'ATTACH RLS POLICY only_google ON sec.rows TO ROLE googlers',
    );
  });
  const seen = async (user: string) => (await query(test, 'SELECT n FROM sec.rows ORDER BY n', as(user))).rows.map(([n]) => n);

  it('policies act when row-level security is on, combined by AND', async () => {
    assert.deepEqual(await seen('minji'), [1, 2, 3]);
    await run('ALTER TABLE sec.rows ROW LEVEL SECURITY ON');
    assert.deepEqual(await seen('minji'), [1]);
    assert.deepEqual(await seen('jiho'), [3]);
    assert.deepEqual(await seen('sora'), []);
    assert.deepEqual(await seen('awsuser'), [1, 2, 3]);
  });
  it('OR is a matter of the table', async () => {
    await run('ALTER TABLE sec.rows ROW LEVEL SECURITY ON CONJUNCTION TYPE OR');
    assert.deepEqual(await seen('minji'), [1, 2, 3]);
    await run('ALTER TABLE sec.rows ROW LEVEL SECURITY ON CONJUNCTION TYPE AND');
  });
  it('UPDATE and DELETE reach only visible rows, INSERT is not restricted', async () => {
    assert.equal((await query(test, 'UPDATE sec.rows SET n = n', as('jiho'))).statement.ResultRows, 1);
    assert.equal((await query(test, "INSERT INTO sec.rows VALUES ('other', 'Naver', 9)", as('jiho'))).statement.ResultRows, 1);
    await run('DELETE FROM sec.rows WHERE n = 9');
  });
  it('IGNORE RLS shows everything', async () => {
    await run('CREATE ROLE auditor', 'GRANT IGNORE RLS TO ROLE auditor', 'GRANT ROLE auditor TO hyun');
    assert.deepEqual(await seen('hyun'), [1, 2, 3]);
    await run('REVOKE IGNORE RLS FROM ROLE auditor');
    assert.deepEqual(await seen('hyun'), []);
  });
  it('without a policy there are no rows', async () => {
    await run('DETACH RLS POLICY own_rows ON sec.rows FROM PUBLIC');
    assert.deepEqual(await seen('jiho'), []);
    assert.deepEqual(await seen('minji'), [1, 3]);
  });
  it('the system views tell', async () => {
    await checkRows('SELECT polname, relname, grantee, granteekind, is_rls_on FROM svv_rls_attached_policy', [
      ['only_google', 'rows', 'googlers', 'role', true],
    ]);
    await checkRows("SELECT polname, polalias, polqual FROM svv_rls_policy WHERE polname = 'own_rows'", [
      ['own_rows', 'r', 'r.owner = current_user'],
    ]);
    assert.deepEqual((await query(test, 'SELECT * FROM svv_rls_policy', as('minji'))).rows, []);
    await checkError('CREATE RLS POLICY p USING (true)', /permission denied/, 'minji');
    await checkError('DROP RLS POLICY only_google', /because other objects depend on it/);
    await run('DROP RLS POLICY only_google CASCADE');
    assert.deepEqual(await seen('minji'), []);
  });
});

describe('Spectrum, COPY and UNLOAD on the local folder', () => {
  it("the course's external table is read from its file", async () => {
    await run(
      "CREATE EXTERNAL SCHEMA external_schema FROM DATA CATALOG DATABASE 'myspectrum_db' IAM_ROLE 'arn:aws:iam::123456789012:role/redshift.read.s3' CREATE EXTERNAL DATABASE IF NOT EXISTS",
      "CREATE EXTERNAL TABLE external_schema.user_session_channel (userid integer, sessionid varchar(32), channel varchar(32)) row format delimited fields terminated by ',' stored as textfile location 's3://keeyong-test-bucket/usc/'",
    );
    await checkRows(
      'SELECT COUNT(1) FROM external_schema.user_session_channel usc JOIN raw_data.user_property up ON usc.userid = up.userid',
      [[101520]],
    );
    await checkRows('SELECT schemaname, eskind, databasename FROM svv_external_schemas', [['external_schema', 1, 'myspectrum_db']]);
    await checkRows('SELECT tablename, location FROM svv_external_tables', [['user_session_channel', 's3://keeyong-test-bucket/usc/']]);
    await checkRows('SELECT columnname, external_type FROM svv_external_columns ORDER BY columnnum', [
      ['userid', 'int'],
      ['sessionid', 'varchar(32)'],
      ['channel', 'varchar(32)'],
    ]);
    await checkRows("SELECT table_type FROM svv_all_tables WHERE schema_name = 'external_schema'", [['EXTERNAL TABLE']]);
    await checkError('DELETE FROM external_schema.user_session_channel', /external table/);
  });
  it('UNLOAD writes what COPY reads', async () => {
    await run(
      "UNLOAD ('SELECT userid, gender, age FROM raw_data.user_property WHERE age < 30') TO 's3://my-bucket/young/part_' IAM_ROLE default CSV HEADER PARALLEL OFF",
      'CREATE TABLE public.young (userid INT, gender VARCHAR(6), age INT)',
      "COPY public.young FROM 's3://my-bucket/young/' IAM_ROLE default CSV IGNOREHEADER 1",
    );
    assert.equal(
      await scalar(test, 'SELECT COUNT(*) FROM public.young'),
      await scalar(test, 'SELECT COUNT(*) FROM raw_data.user_property WHERE age < 30'),
    );
    await checkError(
      "UNLOAD ('SELECT 1') TO 's3://my-bucket/young/part_' IAM_ROLE default CSV PARALLEL OFF",
      /Specified unload destination on S3 is not empty/,
    );
    await checkError(
      "COPY public.young FROM 's3://my-bucket/nothing/' IAM_ROLE default CSV",
      /The specified S3 prefix 'nothing\/' does not exist/,
    );
    await checkError(
      "COPY public.young FROM 's3://my-bucket/young/' IAM_ROLE default CSV",
      /Load into table 'young' failed\. {2}Check 'stl_load_errors'/,
    );
    await checkRows('SELECT trim(file_name), line_number, trim(column_name), trim(error_message) FROM sys_load_error_detail', [
      ['s3://my-bucket/young/part_000', 1, 'userid', 'invalid input syntax for type integer: "userid"'],
    ]);
    await checkError("COPY public.young FROM 's3://my-bucket/../../etc/' IAM_ROLE default CSV", /invalid format/);
  });
});

describe('machine learning', () => {
  it('a model trains, then predicts', async () => {
    await run(
      `CREATE MODEL public.churn_model FROM (SELECT international_plan, total_day_minutes, customer_service_calls, number_vmail_messages, churn FROM raw_data.orange_telecom_customers)
       TARGET churn FUNCTION ml_fn_churn IAM_ROLE default SETTINGS (S3_BUCKET 'keeyong-test-bucket')`,
    );
    await checkError("SELECT ml_fn_churn('No', 100, 1, 0)", /not ready/);
    await checkRows('SELECT trim(model_name), trim(model_state) FROM svv_ml_model_info', [['churn_model', 'TRAINING']]);
    await new Promise(resolve => setTimeout(resolve, 3700));
    const model = new Map((await query(test, 'SHOW MODEL public.churn_model')).rows.map(([key, value]) => [key, value]));
    assert.equal(model.get('Model State'), 'READY');
    assert.ok(Number(model.get('validation:accuracy')) > 0.8, `validation: ${model.get('validation:accuracy')}`);
    const right = await scalar(
      test,
      'SELECT AVG(CASE WHEN ml_fn_churn(international_plan, total_day_minutes, customer_service_calls, number_vmail_messages) = churn THEN 1.0 ELSE 0.0 END) FROM raw_data.orange_telecom_customers',
    );
    assert.ok(Number(right) > 0.8, `right: ${right}`);
    await run('DROP MODEL public.churn_model');
  });
});

describe('settings', () => {
  it('are remembered by the session only', async () => {
    const { statement } = await query(test, 'SET search_path TO raw_data, public', { SessionKeepAliveSeconds: 60 });
    const session = { SessionId: statement.SessionId };
    assert.equal(
      await scalar(test, 'SELECT COUNT(*) FROM user_property', session),
      await scalar(test, 'SELECT COUNT(*) FROM raw_data.user_property'),
    );
    assert.equal(await scalar(test, 'SHOW search_path', session), 'raw_data, public');
    assert.equal(await scalar(test, 'SHOW search_path'), '$user, public');
    await query(test, "SET query_group TO 'reports'", session);
    assert.equal(await scalar(test, 'SHOW query_group', session), 'reports');
  });
  it('a variable of one’s own lasts as long as the session', async () => {
    const { SessionId } = (await query(test, "SET app.tenant TO 'acme'", { SessionKeepAliveSeconds: 60 })).statement;
    assert.notEqual(await scalar(test, "SELECT current_setting('app.tenant', true)"), 'acme');
    assert.equal(await scalar(test, "SELECT current_setting('app.tenant')", { SessionId }), 'acme');
  });
  it('unknown ones are refused', () => checkError('SET no_such_setting TO 1', /unrecognized configuration parameter "no_such_setting"/));
});

describe('maintenance, cursors and looking around', () => {
  it('statements without a result run', () =>
    run(
      'VACUUM FULL raw_data.user_property TO 99 PERCENT',
      'ANALYZE raw_data.user_property (age)',
      "COMMENT ON TABLE raw_data.user_property IS 'Who they are'",
      'TRUNCATE TABLE public.loose',
      'RESET ALL',
      'USE dev',
    ));
  it('EXPLAIN gives lines', async () =>
    assert.ok((await query(test, 'EXPLAIN SELECT TOP 1 * FROM raw_data.user_property')).rows.length > 1));
  it('a cursor is fetched inside a transaction', async () => {
    const { SessionId } = (await query(test, 'BEGIN', { SessionKeepAliveSeconds: 60 })).statement;
    await query(test, 'DECLARE c CURSOR FOR SELECT channel FROM raw_data.user_session_channel GROUP BY 1 ORDER BY 1', { SessionId });
    assert.deepEqual((await query(test, 'FETCH FORWARD 2 FROM c', { SessionId })).rows, [['Facebook'], ['Google']]);
    await query(test, 'CLOSE c', { SessionId });
    await query(test, 'END', { SessionId });
  });
  it('a prepared statement is executed in its session', async () => {
    const { SessionId } = (await query(test, 'PREPARE p (int) AS SELECT $1 + 1', { SessionKeepAliveSeconds: 60 })).statement;
    assert.equal(await scalar(test, 'EXECUTE p (41)', { SessionId }), 42);
    await checkError('EXECUTE p (41)', /prepared statement "p" does not exist/);
    await query(test, 'DEALLOCATE ALL', { SessionId });
    await assert.rejects(query(test, 'EXECUTE p (41)', { SessionId }), /prepared statement "p" does not exist/);
  });
  const shows: readonly (readonly [sql: string, rows: readonly (readonly unknown[])[]])[] = [
    [
      "SHOW SCHEMAS FROM DATABASE dev LIKE 'a%'",
      [
        ['dev', 'adhoc', 'local'],
        ['dev', 'analytics', 'local'],
      ],
    ],
    ["SHOW TABLES FROM SCHEMA dev.raw_data LIKE 'user_p%'", [['dev', 'raw_data', 'user_property']]],
    ["SHOW COLUMNS FROM TABLE raw_data.user_property LIKE 'a%'", [['dev', 'raw_data', 'user_property']]],
    ['SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE public.loose', [['dev', 'public', 'loose']]],
    ['SHOW FUNCTIONS FROM SCHEMA dev.public', [['dev', 'public', 'f_greater']]],
    ['SHOW PROCEDURES FROM SCHEMA dev.public', [['dev', 'public', 'note']]],
    ['SHOW MASKING POLICIES', []],
    ['SHOW DATASHARES', []],
    ['SHOW MODEL ALL', []],
  ];
  for (const [sql, rows] of shows)
    it(sql, async () =>
      assert.deepEqual(
        (await query(test, sql)).rows.map(row =>
          row.map((value, index) => (index === 2 && sql.startsWith('SHOW SCHEMAS') ? row[3] : value)).slice(0, 3),
        ),
        rows,
      ),
    );
  it('SHOW DATABASES has the columns of Redshift', async () => {
    const { columns, rows } = await query(test, 'SHOW DATABASES');
    assert.deepEqual(columns, [
      'database_name',
      'database_owner',
      'database_type',
      'database_acl',
      'parameters',
      'database_isolation_level',
    ]);
    assert.deepEqual(
      rows.map(([name, , type]) => [name, type]),
      [['dev', 'local']],
    );
  });
});

describe('what cannot be', () => {
  it('syntax errors say where', async () => {
    await checkError('SELECT * FORM raw_data.user_property', /^ERROR: syntax error at or near "FORM"\n {2}Position: 10$/);
    await checkError('SELECT nope FROM raw_data.user_property', /^ERROR: column "nope" does not exist[\s\S]*Position: 8$/);
    await checkError('SELECT 1; SELECT 2', /cannot insert multiple commands into a prepared statement/);
  });
  it('masking, datashares and more are refused by name', async () => {
    await checkError(
      "CREATE MASKING POLICY m WITH (a VARCHAR(10)) USING ('x')",
      /CREATE MASKING POLICY is not supported by the local sandbox/,
    );
    await checkError('CREATE DATASHARE s', /CREATE DATASHARE is not supported by the local sandbox/);
    await checkError('CREATE DATABASE other', /CREATE DATABASE is not supported by the local sandbox/);
    await checkError('CREATE INDEX i ON public.orders (id)', /not supported on Redshift tables/);
    await checkError(
      "COPY public.orders FROM 's3://b-b/x' IAM_ROLE default FORMAT PARQUET",
      /PARQUET is not supported by the local sandbox/,
    );
    await checkError('GRANT SELECT FOR TABLES IN SCHEMA raw_data TO ROLE sys:dba', /scoped permission/);
  });
});
