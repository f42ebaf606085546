// SHR002: a schema in a datashare is only a name until tables are added.

import { datashareAt, factOf } from '../../semantics/lookup.ts';
import { simpleNameOf } from '../../semantics/names.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const schemaWithoutTables: Rule = {
  id: 'SHR002',
  name: 'shared-schema-without-tables',
  severity: 'warning',
  title: 'ADD SCHEMA alone shares no tables',
  explanation: `\`ADD SCHEMA\` makes the schema known to the datashare, without anything in it: consumers see an empty schema.

Add tables one by one, or all that are there with \`ADD ALL TABLES IN SCHEMA\`.`,
  pages: ['r_ALTER_DATASHARE'],
  examples: {
    wrong: ['ALTER DATASHARE s ADD SCHEMA sales;', 'ALTER DATASHARE s ADD SCHEMA sales, hr;\nALTER DATASHARE s ADD TABLE sales.t;'],
    right: [
      'ALTER DATASHARE s ADD SCHEMA sales;\nALTER DATASHARE s ADD ALL TABLES IN SCHEMA sales;',
      'ALTER DATASHARE s ADD SCHEMA sales;\nALTER DATASHARE s ADD TABLE sales.t;',
      'ALTER DATASHARE s ADD SCHEMA fn;\nALTER DATASHARE s ADD FUNCTION fn.f(int);',
    ],
  },
  needs: 'script',
  kinds: ['DatashareAdd'],
  check(add, { final, report }) {
    const shareSlot = add.parent?.child('datashare-name');
    const name = shareSlot && simpleNameOf(shareSlot);
    const objects = add.child('DatashareObjects');
    const share = name === undefined ? undefined : factOf(datashareAt(final, name));
    if (!share || !objects?.keyword('SCHEMA') || objects.keyword('ALL') || final.uncertain) return;
    for (const slot of objects.childrenOf('schema-name')) {
      const schema = simpleNameOf(slot);
      if (!schema || !share.schemas.includes(schema)) continue;
      const filled =
        share.relations.some(relation => relation.schema === schema) ||
        [share.allTablesOf, share.includeNew, share.functionsOf].some(list => list.includes(schema));
      if (!filled)
        report({ at: slot, message: say`Nothing of schema ${slot.text} is shared yet: add its tables to ${shareSlot!.text} too` });
    }
  },
};
