// GRT070: a datashare is used by namespaces and accounts.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { isToPolicies, objectRightsForms, readRightsForm } from './rightsForm.ts';
import { granteeNoun, sentence } from './wording.ts';

export const datashareUsage: Rule = {
  id: 'GRT070',
  name: 'datashare-usage',
  severity: 'error',
  title: 'Grant of datashare USAGE to a user, role or group',
  explanation: `\`USAGE ON DATASHARE\` lets another namespace or AWS account consume the share; it is the only right they can hold. In the consumer, people get
\`USAGE ON DATABASE\` for the database made from the share.`,
  pages: ['r_GRANT', 'manage-datashare'],
  examples: {
    wrong: [
      'GRANT USAGE ON DATASHARE s TO ann;',
      "GRANT USAGE ON DATASHARE s TO NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d', ROLE analyst;",
      'REVOKE USAGE ON DATASHARE s FROM PUBLIC;',
      "GRANT SELECT ON sales.orders TO ACCOUNT '123456789012';",
    ],
    right: [
      "GRANT USAGE ON DATASHARE s TO NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d';",
      "REVOKE USAGE ON DATASHARE s FROM ACCOUNT '123456789012' VIA DATA CATALOG;",
      'GRANT ALTER, SHARE ON DATASHARE s TO ROLE analyst;',
    ],
  },
  needs: 'offline',
  kinds: objectRightsForms,
  check(node, { report }) {
    const form = readRightsForm(node);
    if (isToPolicies(form) || !form.target) return;
    const usage = form.privileges.some(({ name }) => name === 'usage');
    for (const grantee of form.grantees) {
      const isConsumer = grantee.kind === 'namespace' || grantee.kind === 'account';
      if (form.target.kind !== 'datashare') {
        if (isConsumer)
          report({ at: grantee.node, message: say`${sentence(granteeNoun(grantee))} can be given nothing but USAGE ON DATASHARE` });
      } else if (usage && !isConsumer) {
        report({
          at: grantee.node,
          message: say`A datashare is used by namespaces and accounts, not by ${granteeNoun(grantee)}: write NAMESPACE '…' or ACCOUNT '…'`,
        });
      }
    }
  },
};
