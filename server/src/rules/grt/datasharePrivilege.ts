// GRT071: what can be done with a datashare.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { isToPolicies, objectRightsForms, readRightsForm } from './rightsForm.ts';
import { oneLine } from './wording.ts';

export const datasharePrivilege: Rule = {
  id: 'GRT071',
  name: 'datashare-privilege',
  severity: 'error',
  title: 'Datashare privileges other than ALTER and SHARE for identities',
  explanation: `Users, roles and groups hold \`ALTER\` (add and remove objects) and \`SHARE\` (add and remove consumers) on a datashare; namespaces and accounts
hold \`USAGE\`. Reading what is shared is granted in the consumer.`,
  pages: ['r_GRANT', 'manage-datashare'],
  examples: {
    wrong: [
      'GRANT SELECT ON DATASHARE s TO ann;',
      'GRANT ALTER, DROP ON DATASHARE s TO ROLE analyst;',
      'REVOKE ALL ON DATASHARE s FROM GROUP g;',
      "GRANT ALTER ON DATASHARE s TO NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d';",
    ],
    right: [
      'GRANT ALTER ON DATASHARE s TO ann;',
      'GRANT ALTER, SHARE ON DATASHARE s TO ROLE analyst, GROUP g;',
      "GRANT USAGE ON DATASHARE s TO ACCOUNT '123456789012';",
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    const form = readRightsForm(node);
    if (form.target?.kind !== 'datashare' || isToPolicies(form)) return;
    const identity = form.grantees.some(({ kind }) => kind !== 'namespace' && kind !== 'account');
    for (const { name, node: at } of form.privileges) {
      if (name === 'usage' || name === 'rule' || name === 'trigger') continue;
      if (name === 'alter' || name === 'share') {
        if (!identity)
          report({ at, message: say`Namespaces and accounts use a datashare: ${name.toUpperCase()} is for users, roles and groups` });
        continue;
      }
      report({
        at,
        message: say`${oneLine(at).toUpperCase()} is no privilege on a datashare: ALTER and SHARE are, and USAGE for namespaces and accounts`,
      });
    }
  },
};
