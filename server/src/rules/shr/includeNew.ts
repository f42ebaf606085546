// SHR004: what is made later is shared without anybody looking.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { trueOf } from './publicAccessible.ts';

export const includeNew: Rule = {
  id: 'SHR004',
  name: 'datashare-includes-new',
  severity: 'warning',
  title: 'INCLUDENEW TRUE shares every later table',
  explanation: `Every table, view and function that anybody creates in the schema from then on is shared with all consumers at once, a scratch copy of customer data too.

Add tables by name, or keep a schema of its own for what is shared.`,
  pages: ['r_ALTER_DATASHARE'],
  examples: {
    wrong: ['ALTER DATASHARE s SET INCLUDENEW = TRUE FOR SCHEMA sales;', 'ALTER DATASHARE s SET INCLUDENEW true FOR SCHEMA sales;'],
    right: [
      'ALTER DATASHARE s ADD SCHEMA sales;\nALTER DATASHARE s ADD TABLE sales.t;',
      'ALTER DATASHARE s SET INCLUDENEW = FALSE FOR SCHEMA sales;',
    ],
  },
  needs: 'offline',
  kinds: ['DatashareSet'],
  check(setting, { report }) {
    if (!setting.keyword('INCLUDENEW') || !trueOf(setting)) return;
    report({ at: setting, message: say`Everything that is created in schema ${setting.child('schema-name')?.text} later will be shared` });
  },
};
