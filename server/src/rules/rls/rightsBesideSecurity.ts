// RLS020: row-level security filters what is read, changed and deleted, not what is added or truncated.

import { readPrivileges, readTarget } from '../../semantics/grantReading.ts';
import { factOf, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { Rule } from '../rule.ts';

const uncovered = new Set(['insert', 'truncate', 'alter', 'all']);

export const rightsBesideSecurity: Rule = {
  id: 'RLS020',
  name: 'rights-that-row-security-does-not-cover',
  severity: 'info',
  title: 'Row-level security does not cover INSERT, COPY, ALTER TABLE APPEND and TRUNCATE',
  explanation: `Policies decide which rows a user reads, updates and deletes. They are not asked for \`INSERT\`, \`COPY\`, \`ALTER TABLE APPEND\` and \`TRUNCATE\`: whoever
holds these rights can add rows of other tenants, or remove all of them.`,
  pages: ['t_rls_usage', 't_rls_statements'],
  examples: {
    wrong: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE analyst;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nGRANT INSERT, TRUNCATE ON protected_t TO ROLE analyst;',
    ],
    right: [
      'ATTACH RLS POLICY p ON protected_t TO ROLE analyst;\nALTER TABLE protected_t ROW LEVEL SECURITY ON;\nGRANT SELECT ON protected_t TO ROLE analyst;',
      'GRANT INSERT ON open_t TO ROLE analyst;',
    ],
  },
  needs: 'catalog',
  kinds: ['GrantPrivileges'],
  check(grant, { before, report }) {
    const targetNode = grant.child('GrantTarget');
    const target = targetNode && readTarget(targetNode);
    const list = grant.child('PrivilegeList');
    if (target?.kind !== 'relation' || !list) return;
    const names = target.names.map(name => resolveExisting(before, name));
    const isProtected = names.some(
      name => factOf(relationAt(before, name))?.rowLevelSecurity?.on || rlsAttachmentsOn(before, name).length > 0,
    );
    if (!isProtected) return;
    for (const { name, node } of readPrivileges(list)) {
      if (uncovered.has(name))
        report({
          at: node,
          message: `Row-level security does not limit ${name === 'all' ? 'INSERT and TRUNCATE, which ALL includes' : name.toUpperCase()}: the right concerns all rows`,
        });
    }
  },
};
