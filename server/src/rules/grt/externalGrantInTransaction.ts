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
      "BEGIN; GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r'; END;",
      "START TRANSACTION; SELECT 1; REVOKE CREATE ON EXTERNAL SCHEMA s FROM IAM_ROLE 'arn:aws:iam::123456789012:role/r'; COMMIT;",
    ],
    right: [
      "GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      "BEGIN; SELECT 1; END; GRANT SELECT ON EXTERNAL TABLE s.t TO IAM_ROLE 'arn:aws:iam::123456789012:role/r';",
      'BEGIN; GRANT SELECT ON sales.orders TO ann; COMMIT;',
    ],
  },
  needs: 'script',
  kinds: ['ExternalTableTarget', 'ExternalSchemaTarget'],
  check(target, { report, before, inBody }) {
    if (inBody || !before.inTransaction) return;
    const words = { start: target.start, end: target.children[1]!.end };
    const verb = target.ancestor('RevokePrivileges') ? 'REVOKE' : 'GRANT';
    report({ at: words, message: say`${verb} on external objects cannot run in a transaction block: run it before BEGIN or behind END` });
  },
};
