// EXS007: a chain of roles has at most ten links.

import { longestRoleChain } from '../../dialect/externalSchemas.ts';
import { stringText, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const roleChainTooLong: Rule = {
  id: 'EXS007',
  name: 'role-chain-too-long',
  severity: 'error',
  title: 'More than 10 chained roles',
  explanation: `One literal may name up to ten roles, each assuming the next, separated by commas without spaces. Shorten the chain: usually the cluster's
own role and the one that owns the data are enough.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA', 'https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html'],
  examples: {
    wrong: [
      `CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE '${chain(11)}';`,
      `CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT CATALOG_ROLE '${chain(12)}';`,
      `CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE '${chain(11)}';`,
      `ALTER EXTERNAL SCHEMA s IAM_ROLE '${chain(11)}';`,
    ],
    right: [`CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE '${chain(10)}';`],
  },
  needs: 'offline',
  kinds: ['IamRole', 'ExternalSchemaCatalogRole'],
  check(clause, { report }) {
    const token = stringToken(clause);
    const links = token && stringText(token)?.split(',').length;
    if (!token || !links || links <= longestRoleChain) return;
    report({ at: token, message: say`The chain has ${links} roles, and Redshift follows at most ${longestRoleChain}` });
  },
};

function chain(length: number): string {
  return Array.from({ length }, (_, i) => `arn:aws:iam::123456789012:role/r${i + 1}`).join(',');
}
