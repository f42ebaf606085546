// SHR001: the schema comes into a datashare before what is in it.

import { datashareAt, factOf } from '../../semantics/lookup.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const objectBeforeSchema: Rule = {
  id: 'SHR001',
  name: 'shared-object-before-schema',
  severity: 'error',
  title: 'Object added to a datashare before its schema',
  explanation: `A table, view or function can be added to a datashare only when its schema has been added: Redshift refuses it otherwise.

Run \`ALTER DATASHARE … ADD SCHEMA …\` first. Where the script neither creates the datashare nor adds the schema later, it may have been done long ago: then
this is a warning.`,
  pages: ['r_ALTER_DATASHARE'],
  examples: {
    wrong: [
      'CREATE DATASHARE s;\nALTER DATASHARE s ADD TABLE sales.t;',
      'ALTER DATASHARE s ADD TABLE sales.t;\nALTER DATASHARE s ADD SCHEMA sales;',
      'ALTER DATASHARE s ADD TABLE sales.t;',
      'CREATE DATASHARE s;\nALTER DATASHARE s ADD ALL TABLES IN SCHEMA sales;',
    ],
    right: [
      'ALTER DATASHARE s ADD SCHEMA sales;\nALTER DATASHARE s ADD TABLE sales.t;',
      'CREATE DATASHARE s;\nALTER DATASHARE s ADD SCHEMA sales, hr;\nALTER DATASHARE s ADD ALL TABLES IN SCHEMA hr;\nALTER DATASHARE s ADD TABLE sales.t, sales.u;',
    ],
  },
  needs: 'script',
  kinds: ['DatashareAdd'],
  check(add, { before, final, insertBefore, report }) {
    const shareSlot = add.parent?.child('datashare-name');
    const share = shareSlot && simpleNameOf(shareSlot);
    const objects = add.child('DatashareObjects');
    if (!share || !objects || before.uncertain) return;
    const known = factOf(datashareAt(before, share));
    const later = factOf(datashareAt(final, share));
    const told = new Set<string>();
    const look = (schema: string | undefined, at: { start: number; end: number; text: string }) => {
      if (!schema || told.has(schema) || known?.schemas.includes(schema)) return;
      told.add(schema);
      const certain = known?.origin !== undefined || later?.schemas.includes(schema);
      report({
        at,
        message: certain
          ? say`Schema ${schema} is not in datashare ${share} yet: add it first`
          : say`Schema ${schema} must be in datashare ${share} before, and this script does not add it`,
        ...(!certain && { severity: 'warning' }),
        fixes: [
          {
            title: say`Add schema ${schema} first`,
            edits: [insertBefore(`ALTER DATASHARE ${shareSlot!.text} ADD SCHEMA ${schema}`)],
            safe: false,
          },
        ],
      });
    };
    for (const slot of objects.childrenOf('relation-name')) {
      const parts = nameOf(slot)?.parts;
      if (parts) look(resolveExisting(before, parts).schema, slot);
    }
    for (const signature of objects.childrenOf('FunctionSignature')) {
      const slot = signature.child('function-name');
      const parts = slot && nameOf(slot)?.parts;
      if (slot && parts) look(resolveExisting(before, parts, 'routines').schema, slot);
    }
    if (objects.keyword('ALL')) for (const slot of objects.childrenOf('schema-name')) look(simpleNameOf(slot), slot);
  },
};
