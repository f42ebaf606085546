// EXT037: a late-binding view finds its tables by their schemas.

import { nameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

/** Views and tables of the system, which are found without their schema. */
const isSystem = (name: string) => /^(?:pg|stl|stv|stcs|svl|svv|svcs|sys)_/.test(name);

export const bareNameInLateView: Rule = {
  id: 'EXT037',
  name: 'bare-name-in-late-binding-view',
  severity: 'error',
  title: 'Late-binding view with an unqualified table',
  explanation: `A view \`WITH NO SCHEMA BINDING\` looks for its tables whenever it is queried, and does not use the search path for it: every table and view in it needs its
schema.`,
  pages: ['r_CREATE_VIEW'],
  examples: {
    wrong: [
      'CREATE VIEW v AS SELECT * FROM t WITH NO SCHEMA BINDING;',
      'CREATE OR REPLACE VIEW public.v AS SELECT a.x FROM public.a JOIN b ON a.x = b.x WITH NO SCHEMA BINDING;',
      'CREATE VIEW v AS WITH q AS (SELECT x FROM t) SELECT x FROM q WHERE x IN (SELECT x FROM "Other") WITH NO SCHEMA BINDING;',
    ],
    right: [
      'CREATE VIEW v AS SELECT * FROM public.t WITH NO SCHEMA BINDING;',
      'CREATE VIEW v AS WITH q AS (SELECT x FROM public.t) SELECT x FROM q WITH NO SCHEMA BINDING;',
      'CREATE VIEW v AS SELECT o.id, i.sku FROM public.orders o, o.items i WITH NO SCHEMA BINDING;',
      'CREATE VIEW v AS SELECT * FROM t;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateView'],
  check(view, { report }) {
    const query = view.child('Query');
    if (!query || !view.child('WithNoSchemaBinding')) return;
    for (const slot of relationSlots(query)) {
      const parts = nameOf(slot)?.parts;
      const [only] = parts ?? [];
      if (!only || parts!.length > 1 || isSystem(only.name) || only.name === 'dual') continue;
      report({
        at: slot,
        message: say`A view WITH NO SCHEMA BINDING needs the schema in front of ${slot.text}`,
        fixes: [
          { title: say`Write public.${slot.text}`, edits: [{ start: slot.start, end: slot.start, newText: 'public.' }], safe: false },
        ],
      });
    }
  },
};
