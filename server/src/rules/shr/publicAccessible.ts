// SHR003: consumers outside of private networks.

import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const publicAccessible: Rule = {
  id: 'SHR003',
  name: 'datashare-publicly-accessible',
  severity: 'warning',
  title: 'PUBLICACCESSIBLE TRUE',
  explanation: `The datashare may then be consumed by clusters that can be reached from the internet. What a consumer with a weak password exposes is your data.

Leave it \`FALSE\`, the default, unless such a consumer is known and wanted.`,
  pages: ['r_CREATE_DATASHARE', 'r_ALTER_DATASHARE'],
  examples: {
    wrong: [
      'CREATE DATASHARE s SET PUBLICACCESSIBLE TRUE;',
      'CREATE DATASHARE s PUBLICACCESSIBLE = true;',
      'ALTER DATASHARE s SET PUBLICACCESSIBLE = TRUE;',
    ],
    right: ['CREATE DATASHARE s SET PUBLICACCESSIBLE FALSE;', 'CREATE DATASHARE s;', 'ALTER DATASHARE s SET PUBLICACCESSIBLE FALSE;'],
  },
  needs: 'offline',
  kinds: ['DatasharePublicAccess', 'DatashareSet'],
  check(clause, { report }) {
    const value = clause.keyword('PUBLICACCESSIBLE') && trueOf(clause);
    if (!value) return;
    report({
      at: clause,
      message: say`Clusters that can be reached from the internet may consume this datashare`,
      fixes: [{ title: say`Set to FALSE`, edits: [{ start: value.start, end: value.end, newText: 'FALSE' }], safe: false }],
    });
  },
};

/** The value of a setting where it is TRUE. */
export const trueOf = (clause: SyntaxNode) => clause.tokens().find(token => token.keyword === 'TRUE');
