// EXS005: the role of the session serves the Data Catalog only.

import { factOf, schemaAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { roleSort, sourceOf } from './externalSource.ts';

export const sessionRoleOutsideCatalog: Rule = {
  id: 'EXS005',
  name: 'session-role-outside-catalog',
  severity: 'error',
  title: "IAM_ROLE 'SESSION' or CATALOG_ROLE 'SESSION' outside DATA CATALOG",
  explanation: `\`'SESSION'\` means the identity with which the user signed in, and works only for schemas \`FROM DATA CATALOG\`. Other sources need a role by
its ARN, or \`DEFAULT\`.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE 'SESSION' SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE 'session';",
      "CREATE EXTERNAL SCHEMA s FROM HIVE METASTORE DATABASE 'd' URI 'h' IAM_ROLE DEFAULT CATALOG_ROLE 'SESSION';",
      "CREATE EXTERNAL SCHEMA k FROM KAFKA IAM_ROLE DEFAULT URI 'b:9098' AUTHENTICATION iam;\nALTER EXTERNAL SCHEMA k IAM_ROLE 'SESSION';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      "CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd' IAM_ROLE 'SESSION' CATALOG_ROLE 'SESSION';",
      "CREATE EXTERNAL SCHEMA s FROM DATABASE 'd' IAM_ROLE 'SESSION';",
      "ALTER EXTERNAL SCHEMA s IAM_ROLE 'SESSION';",
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalSchema', 'AlterExternalSchema'],
  check(node, context) {
    const roles = node.childrenOf('IamRole', 'ExternalSchemaCatalogRole').filter(clause => roleSort(clause) === 'session');
    if (roles.length === 0) return;
    let source: string | undefined;
    if (node.kind === 'CreateExternalSchema') source = sourceOf(node);
    else {
      const name = node.child('external-schema-name') && nameOf(node.child('external-schema-name')!)?.parts;
      const schema = name && factOf(schemaAt(context.before, resolveSimple(context.before, name)));
      source = schema?.source === 'data-catalog' ? 'DATA CATALOG' : schema?.source?.toUpperCase();
    }
    if (!source || source === 'DATA CATALOG') return;
    for (const clause of roles) {
      const word = clause.tokens()[0]!.text.toUpperCase();
      context.report({
        at: clause,
        message: say`${word} 'SESSION' works only FROM DATA CATALOG, not FROM ${source}: name a role by its ARN, or DEFAULT`,
      });
    }
  },
};
