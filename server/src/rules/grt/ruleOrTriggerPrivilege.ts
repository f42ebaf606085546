// GRT023: RULE and TRIGGER are not documented as grantable.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const ruleOrTriggerPrivilege: Rule = {
  id: 'GRT023',
  name: 'rule-or-trigger-privilege',
  severity: 'warning',
  title: 'RULE or TRIGGER privilege',
  explanation: `Redshift has neither triggers nor rules. Both rights come from PostgreSQL and show up in access lists, but AWS does not document them as
grantable. Delete the word.`,
  pages: ['c_unsupported-postgresql-features', 'r_GRANT'],
  examples: {
    wrong: [
      'GRANT TRIGGER ON t TO ann;',
      'GRANT SELECT, RULE ON TABLE sales.orders TO ROLE r;',
      'REVOKE TRIGGER, RULE ON ALL TABLES IN SCHEMA sales FROM GROUP g;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl GRANT TRIGGER ON TABLES TO ann;',
    ],
    right: ['GRANT REFERENCES ON t TO ann;', 'GRANT SELECT ON "trigger" TO ann;'],
  },
  needs: 'offline',
  kinds: ['ToleratedPrivilege'],
  check(privilege, { report }) {
    const word = privilege.keyword('RULE', 'TRIGGER')?.keyword;
    if (word)
      report({
        at: privilege,
        message:
          word === 'RULE'
            ? say`RULE is a right of PostgreSQL: Redshift has no rules, and does not document it as grantable`
            : say`TRIGGER is a right of PostgreSQL: Redshift has no triggers, and does not document it as grantable`,
      });
  },
};
