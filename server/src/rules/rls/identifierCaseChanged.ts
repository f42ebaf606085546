// RLS024: protected relations cannot be read in a session whose identifier case differs from that of their policies.

import type { Model } from '../../semantics/model.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

const settings = /^(?:enable_case_sensitive_(?:identifier|super_attribute)|downcase_delimited_identifier)$/i;

export const identifierCaseChanged: Rule = {
  id: 'RLS024',
  name: 'identifier-case-with-protected-relations',
  severity: 'warning',
  title: 'Session identifier-case settings changed in a script that protects relations',
  explanation: `Row-level security and masking policies are stored with the identifier case of the session that made them. Reading a protected relation with
\`enable_case_sensitive_identifier\` set differently fails.

Leave the setting at its default in such scripts, or set it for the whole warehouse before any policy is made.`,
  pages: ['t_rls_usage', 't_ddm-considerations'],
  examples: {
    wrong: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE r;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nSET enable_case_sensitive_identifier TO true;\nSELECT * FROM protected_t;',
      'SET enable_case_sensitive_identifier = true;\nATTACH MASKING POLICY m ON t(c) TO PUBLIC;',
    ],
    right: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE r;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nRESET enable_case_sensitive_identifier;\nSELECT * FROM protected_t;',
      'SET enable_case_sensitive_identifier TO true;\nSELECT "A" FROM t;',
    ],
  },
  needs: 'script',
  kinds: ['SessionSetting'],
  check(setting, { final, report }) {
    const name = setting.child('parameter-name');
    if (!name || !settings.test(name.text) || !hasPolicies(final)) return;
    report({
      at: setting,
      message: say`Relations with policies cannot be read while ${name.text} differs from when the policies were made`,
    });
  },
};

function hasPolicies(model: Model): boolean {
  for (const list of model.all('rlsAttachments')) if (list.length > 0) return true;
  for (const list of model.all('maskingAttachments')) if (list.length > 0) return true;
  for (const relation of model.all('relations')) if (relation.is === 'relation' && relation.rowLevelSecurity?.on) return true;
  return false;
}
