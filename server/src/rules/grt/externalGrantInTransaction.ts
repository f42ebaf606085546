// GRT035: Lake Formation takes no part in transactions.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const externalGrantInTransaction: Rule = {
  id: 'GRT035',
  name: 'external-grant-in-transaction',
  severity: 'error',
  title: 'GRANT or REVOKE on external objects inside BEGIN ... END',
  explanation: `Permissions \`ON EXTERNAL TABLE\` and \`ON EXTERNAL SCHEMA\` are written into AWS Lake Formation and cannot be rolled back, so Redshift refuses
them inside a transaction block. Run them before \`BEGIN\` or behind \`END\`.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      "CREATE PROCEDURE p() AS $$ BEGIN GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r'; END $$ LANGUAGE plpgsql;",
      "BEGIN; GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r'; END;",
      "START TRANSACTION; SELECT 1; REVOKE CREATE ON EXTERNAL SCHEMA s FROM IAM_ROLE 'arn:aws:iam::123456789012:role/r'; COMMIT;",
    ],
    right: [
      "CREATE PROCEDURE p() NONATOMIC AS $$ BEGIN GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r'; END $$ LANGUAGE plpgsql;",
      "GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "BEGIN; SELECT 1; END; GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      'BEGIN; GRANT SELECT ON sales.orders TO ann; COMMIT;',
    ],
  },
  needs: 'script',
  kinds: ['ExternalTableTarget', 'ExternalSchemaTarget'],
  check(target, { report, before, inBody, statement }) {
    const attributes = inBody && statement.kind === 'CreateProcedure' ? statement.childrenOf('ProcedureAttribute') : undefined;
    const isInProcedure = attributes?.every(attribute => !attribute.keyword('NONATOMIC')) ?? false;
    if (inBody ? !isInProcedure : !before.inTransaction) return;
    const words = { start: target.start, end: target.children[1]!.end };
    const verb = target.ancestor('RevokePrivileges') ? 'REVOKE' : 'GRANT';
    if (isInProcedure)
      report({
        at: words,
        message: say`${verb} on external objects cannot run in a transaction block, and a procedure runs in one: run it on its own`,
        severity: 'warning',
      });
    else
      report({ at: words, message: say`${verb} on external objects cannot run in a transaction block: run it before BEGIN or behind END` });
  },
};
