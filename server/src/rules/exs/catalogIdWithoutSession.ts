// EXS006: the catalog of another account is read with the identity of the session only.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { roleSort, sourceOf } from './externalSource.ts';

export const catalogIdWithoutSession: Rule = {
  id: 'EXS006',
  name: 'catalog-id-without-session',
  severity: 'warning',
  title: 'CATALOG_ID without a session role',
  explanation: `\`CATALOG_ID\` names the Data Catalog of another account, and works with \`CATALOG_ROLE 'SESSION'\`, or with \`IAM_ROLE 'SESSION'\` and no
\`CATALOG_ROLE\`. With a role of its own the schema reads the catalog of the role's account. Without any role the session of IAM Identity Center is meant, which is legal.

A warning, since scripts with a role and \`CATALOG_ID\` are in use.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'arn:aws:iam::123456789012:role/r' CATALOG_ID '210987654321';",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' CATALOG_ID '210987654321' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'SESSION' CATALOG_ROLE 'arn:aws:iam::123456789012:role/c' CATALOG_ID '210987654321';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'SESSION' CATALOG_ID '210987654321';",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT CATALOG_ROLE 'SESSION' CATALOG_ID '210987654321';",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' CATALOG_ID '210987654321';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalSchema'],
  check(create, { report }) {
    const id = create.child('ExternalSchemaCatalogId');
    if (!id || sourceOf(create) !== 'DATA CATALOG') return;
    const role = create.child('ExternalSchemaCatalogRole') ?? create.child('IamRole');
    if (!role) return;
    const sort = roleSort(role);
    if (sort === 'session' || sort === 'unknown') return;
    const word = role.tokens()[0]!.text.toUpperCase();
    report({
      at: id,
      message: say`CATALOG_ID needs the session's identity, but ${word} names a role: write ${word} 'SESSION', or delete CATALOG_ID`,
    });
  },
};
