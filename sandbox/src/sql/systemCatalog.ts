// Installs in a PostgreSQL what makes it look like Redshift from inside: system views, functions, system roles, and the tables behind them.
import { createHash } from 'node:crypto';
import { catalogFunctions } from './catalog/functions.ts';
import { catalogTables } from './catalog/tables.ts';
import { catalogViews, systemRoles } from './catalog/views.ts';
import type { EngineLease } from './engine.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';

const createRoles = systemRoles
  .map(role => `DO $do$ BEGIN CREATE ROLE ${quoteIdentifier(`role:${role}`)} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $do$;`)
  .join('\n');

/** Who manages policies may read them. */
const grants =
  'GRANT SELECT ON sandbox_catalog.rls_policy, sandbox_catalog.rls_attachment, sandbox_catalog.rls_relation TO "role:sys:secadmin";';

const installation = ['SET allow_system_table_mods = on;', catalogTables, createRoles, grants, catalogFunctions, catalogViews].join('\n');
const version = createHash('sha256').update(installation).digest('hex').slice(0, 16);

/** Does nothing where this version is installed already; else installs it anew, keeping the tables' rows. */
export async function installSystemCatalog(lease: EngineLease): Promise<void> {
  if ((await findInstalledVersion(lease)) === version) return;
  const record = `DELETE FROM sandbox_catalog.installed; INSERT INTO sandbox_catalog.installed VALUES (${quoteLiteral(version)});`;
  await lease.run([
    { sql: `BEGIN;\n${installation}\n${record}\nCOMMIT;`, script: true },
    { sql: 'RESET allow_system_table_mods' },
    // What a sandbox that was killed left of its sessions.
    {
      sql: `DO $do$ DECLARE s name; BEGIN FOR s IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sandbox\\_temp\\_%' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; END $do$`,
    },
  ]);
}

async function findInstalledVersion(lease: EngineLease): Promise<string | undefined> {
  const [exists] = await lease.run([{ sql: "SELECT to_regclass('sandbox_catalog.installed')" }]);
  if (exists?.rows[0]?.[0] === null) return undefined;
  const [installed] = await lease.run([{ sql: 'SELECT version FROM sandbox_catalog.installed' }]);
  return installed?.rows[0]?.[0] ?? undefined;
}
