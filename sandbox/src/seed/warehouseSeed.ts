// Fills a new warehouse: the users that every warehouse has, and the course's data where it is wanted.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { callerDbUser } from '../services/world.ts';
import type { EngineLease } from '../sql/engine.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { type CourseData, makeCourseData } from './courseData.ts';
import { createCourseSchemas, createCourseUsers, createDerivedTables } from './courseSchema.ts';

export const masterUser = 'awsuser';
export const serverlessAdmin = 'admin';

/** In Redshift, unlike PostgreSQL, everybody may create tables in the schema public. */
const everyWarehouse = `
${[masterUser, serverlessAdmin, callerDbUser].map(user => `CREATE ROLE ${quoteIdentifier(user)} SUPERUSER CREATEDB CREATEROLE LOGIN;`).join('\n')}
ALTER SCHEMA public OWNER TO ${masterUser};
GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC;
`;

export async function seedWarehouse(lease: EngineLease, s3Folder: string, withCourse: boolean): Promise<void> {
  await lease.run([{ sql: everyWarehouse, script: true }]);
  if (!withCourse) return;
  const data = makeCourseData();
  await lease.run([
    { sql: `SET SESSION AUTHORIZATION ${masterUser}` },
    { sql: createCourseSchemas, script: true },
    copyIn('raw_data.user_session_channel', data.userSessionChannel),
    copyIn('raw_data.session_timestamp', data.sessionTimestamp),
    copyIn('raw_data.user_property', data.userProperty),
    copyIn('raw_data.orange_telecom_customers', data.churn),
    copyIn('pii.customers', data.people),
    { sql: createDerivedTables, script: true },
    { sql: createCourseUsers, script: true },
    { sql: 'SET SESSION AUTHORIZATION rdsdb' },
  ]);
  writeObjects(s3Folder, data);
}

const copyIn = (table: string, csv: string) => ({
  sql: `COPY ${table} FROM '/dev/blob' (FORMAT csv)`,
  copyInput: new TextEncoder().encode(csv),
});

/** The files that the course loads and reads from S3. */
function writeObjects(s3Folder: string, data: CourseData): void {
  const objects = {
    'keeyong-test-bucket/usc/user_session_channel.csv': data.userSessionChannel,
    'keeyong-test-bucket/redshift_ml/train.csv': data.churn,
  };
  for (const [key, text] of Object.entries(objects)) {
    const file = join(s3Folder, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
