// EXT036: a view over external tables is bound late.

import { factOf, schemaAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { tableAt, told } from './tableAt.ts';

export const boundView: Rule = {
  id: 'EXT036',
  name: 'bound-view-over-external-table',
  severity: 'error',
  title: 'Regular view over an external table without WITH NO SCHEMA BINDING',
  explanation: `A regular view is tied to its tables, and Redshift does not know when an external one changes. Write \`WITH NO SCHEMA BINDING\` behind the query, and a schema in
front of every table in it. (A materialized view over external tables needs none.)`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'r_CREATE_VIEW'],
  examples: {
    wrong: [
      'CREATE VIEW v AS SELECT * FROM spectrum.s;',
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nCREATE OR REPLACE VIEW public.v (b) AS SELECT t.a FROM public.t JOIN lake.s ON s.a = t.a;",
      "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nCREATE VIEW v AS WITH q AS (SELECT a FROM lake.orders) SELECT a FROM q UNION ALL SELECT 1;",
      'CREATE VIEW v AS SELECT a FROM public.t WHERE a IN (SELECT a FROM awsdatacatalog.lake.s);',
    ],
    right: [
      'CREATE VIEW v AS SELECT * FROM spectrum.s WITH NO SCHEMA BINDING;',
      'CREATE VIEW v AS SELECT * FROM public.t;',
      'CREATE MATERIALIZED VIEW v AS SELECT a FROM spectrum.s;',
    ],
  },
  needs: 'script',
  kinds: ['CreateView'],
  check(view, context) {
    const query = view.child('Query');
    if (!query || view.child('WithNoSchemaBinding')) return;
    const slots = relationSlots(query);
    const bare = slots.some(slot => nameOf(slot)?.parts.length === 1);
    for (const slot of slots) {
      const { sort, certain } = tableAt(context.before, slot);
      const isStream = sort === 'federated' && streamSources.has(sourceOf(slot) ?? '');
      if (isStream || !['spectrum', 'external', 'iceberg', 'federated'].includes(sort)) continue;
      if (sort === 'iceberg' && nameOf(slot)?.parts.length === 1) continue;
      context.report({
        at: slot,
        message: say`${told(slot, { certain })}: the view needs WITH NO SCHEMA BINDING`,
        ...(certain && sort !== 'federated' ? {} : { severity: 'warning' }),
        // With a bare name inside it would be refused in another way.
        ...(!bare && {
          fixes: [
            {
              title: say`Add WITH NO SCHEMA BINDING`,
              edits: [{ start: query.end, end: query.end, newText: '\nWITH NO SCHEMA BINDING' }],
              safe: true,
            },
          ],
        }),
      });
      return;
    }

    function sourceOf(slot: Parameters<typeof nameOf>[0]): string | undefined {
      const schema = nameOf(slot)?.parts.at(-2)?.name;
      return schema === undefined ? undefined : factOf(schemaAt(context.before, schema))?.source;
    }
  },
};

const streamSources = new Set(['kinesis', 'kafka']);
