// The course's schemas, tables, users, groups and grants, in PostgreSQL's words: they are made below the SQL layer, at once and fast.
import { quoteIdentifier as quote } from '../sql/quote.ts';

/** Users whom anybody may log in as: DbUser names them. */
export const courseUsers = { analytics_authors: ['minji', 'jiho'], analytics_users: ['sora', 'hyun'], pii_users: ['yuna'] } as const;

const group = (name: string): string => quote(`group:${name}`);
const authors = group('analytics_authors');
const users = group('analytics_users');
const pii = group('pii_users');

export const createCourseSchemas = `
CREATE SCHEMA raw_data; CREATE SCHEMA analytics; CREATE SCHEMA adhoc; CREATE SCHEMA pii;
CREATE TABLE raw_data.user_session_channel (userid integer, sessionid varchar(32) NOT NULL, channel varchar(32));
CREATE TABLE raw_data.session_timestamp (sessionid varchar(32) NOT NULL, ts timestamp);
CREATE TABLE raw_data.user_property (userid integer, gender varchar(6), age integer);
CREATE TABLE raw_data.orange_telecom_customers (
  state varchar(2), account_length integer, area_code integer, international_plan varchar(3), voice_mail_plan varchar(3), number_vmail_messages integer,
  total_day_minutes double precision, total_day_calls integer, total_day_charge double precision, total_eve_minutes double precision, total_eve_calls integer,
  total_eve_charge double precision, total_night_minutes double precision, total_night_calls integer, total_night_charge double precision,
  total_intl_minutes double precision, total_intl_calls integer, total_intl_charge double precision, customer_service_calls integer, churn varchar(5));
CREATE TABLE pii.customers (userid integer NOT NULL, full_name varchar(64), email varchar(128), phone varchar(20), birth_date date, city varchar(32), card_number varchar(19));
COMMENT ON TABLE raw_data.user_session_channel IS 'Which channel brought a user to a session';
COMMENT ON COLUMN pii.customers.card_number IS 'Personal data';
`;

/** Tables that are made from the others, so their figures agree. */
export const createDerivedTables = `
CREATE TABLE analytics.mau_summary AS
  SELECT to_char(t.ts, 'YYYY-MM')::varchar(7) AS month, count(DISTINCT c.userid) AS mau FROM raw_data.session_timestamp t JOIN raw_data.user_session_channel c ON c.sessionid = t.sessionid GROUP BY 1 ORDER BY 1;
CREATE TABLE analytics.channel_summary AS
  SELECT c.channel, to_char(t.ts, 'YYYY-MM')::varchar(7) AS month, count(*) AS sessions, count(DISTINCT c.userid) AS users FROM raw_data.session_timestamp t JOIN raw_data.user_session_channel c ON c.sessionid = t.sessionid GROUP BY 1, 2 ORDER BY 2, 1;
CREATE VIEW analytics.user_sessions AS
  SELECT c.userid, c.sessionid, c.channel, t.ts, p.gender, p.age FROM raw_data.user_session_channel c JOIN raw_data.session_timestamp t ON t.sessionid = c.sessionid LEFT JOIN raw_data.user_property p ON p.userid = c.userid;
CREATE TABLE adhoc.first_channel AS
  SELECT DISTINCT ON (c.userid) c.userid, c.channel, t.ts FROM raw_data.user_session_channel c JOIN raw_data.session_timestamp t ON t.sessionid = c.sessionid ORDER BY c.userid, t.ts;
INSERT INTO sandbox_catalog.view_text VALUES ('analytics.user_sessions'::regclass, 'CREATE VIEW analytics.user_sessions AS
SELECT c.userid, c.sessionid, c.channel, t.ts, p.gender, p.age
FROM raw_data.user_session_channel c
JOIN raw_data.session_timestamp t ON t.sessionid = c.sessionid
LEFT JOIN raw_data.user_property p ON p.userid = c.userid;', false);
INSERT INTO sandbox_catalog.table_design VALUES
  ('raw_data.user_session_channel'::regclass, 'KEY', 'sessionid', 'COMPOUND', '{sessionid}', true),
  ('raw_data.session_timestamp'::regclass, 'KEY', 'sessionid', 'COMPOUND', '{ts}', true),
  ('raw_data.user_property'::regclass, 'ALL', NULL, NULL, NULL, true);
ANALYZE;
`;

export const createCourseUsers = [
  ...Object.entries(courseUsers).flatMap(([name, members]) => [
    `CREATE ROLE ${group(name)} NOLOGIN;`,
    ...members.map(member => `CREATE ROLE ${member} LOGIN; GRANT ${group(name)} TO ${member};`),
  ]),
  `GRANT CREATE, USAGE ON SCHEMA analytics TO ${authors}; GRANT ALL ON ALL TABLES IN SCHEMA analytics TO ${authors};
GRANT CREATE, USAGE ON SCHEMA adhoc TO ${authors}; GRANT ALL ON ALL TABLES IN SCHEMA adhoc TO ${authors};
GRANT USAGE ON SCHEMA raw_data TO ${authors}; GRANT SELECT ON ALL TABLES IN SCHEMA raw_data TO ${authors};
GRANT USAGE ON SCHEMA analytics TO ${users}; GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO ${users};
GRANT ALL ON ALL TABLES IN SCHEMA adhoc TO ${users}; GRANT CREATE, USAGE ON SCHEMA adhoc TO ${users};
GRANT USAGE ON SCHEMA raw_data TO ${users}; GRANT SELECT ON ALL TABLES IN SCHEMA raw_data TO ${users};
GRANT USAGE ON SCHEMA pii TO ${pii}; GRANT SELECT ON ALL TABLES IN SCHEMA pii TO ${pii};`,
].join('\n');
