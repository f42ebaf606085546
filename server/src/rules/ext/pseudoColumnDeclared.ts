// EXT009: $path, $size and $spectrum_oid are Redshift's own.

import { pseudoColumns } from '../../dialect/externalTables.ts';
import { columnsOfQuery } from '../../semantics/queries.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { columnsOf, partitionsOf } from './externalTable.ts';
import { asCertain, tableAt } from './tableAt.ts';

/** Quoted or not: without quotes it is no name at all, but meant as this. */
const declared = (slot: SyntaxNode) => slot.text.replace(/^"|"$/g, '').toLowerCase();

export const pseudoColumnDeclared: Rule = {
  id: 'EXT009',
  name: 'pseudo-column-declared',
  severity: 'error',
  title: 'Reserved pseudo-column name as column',
  explanation: `Every external table has the columns \`"$path"\` and \`"$size"\` (and \`"$spectrum_oid"\` where it is switched on) by itself, so that no column of its own
may be called so.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      `CREATE EXTERNAL TABLE spectrum.s ("$path" varchar(10)) STORED AS PARQUET LOCATION 's3://b/p/';`,
      `CREATE EXTERNAL TABLE spectrum.s (a int, "$SIZE" bigint) STORED AS PARQUET LOCATION 's3://b/p/';`,
      `CREATE EXTERNAL TABLE spectrum.s (a int) PARTITIONED BY ("$spectrum_oid" int) STORED AS PARQUET LOCATION 's3://b/p/';`,
      `CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT a AS "$path" FROM public.t;`,
      `CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s ADD COLUMN "$size" bigint;`,
      `CREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nALTER TABLE spectrum.s RENAME COLUMN a TO "$path";`,
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (file_path varchar(10)) STORED AS PARQUET LOCATION 's3://b/p/';",
      `CREATE EXTERNAL TABLE spectrum.s STORED AS PARQUET LOCATION 's3://b/p/' AS SELECT "$path" AS file_path FROM spectrum.r;`,
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalTable', 'AddColumn', 'RenameColumn'],
  check(node, context) {
    if (node.kind !== 'CreateExternalTable') {
      const slot = node.child('new-column-name');
      if (!slot || !pseudoColumns.has(declared(slot))) return;
      const name = node.ancestor('AlterTable')?.child('table-name');
      const table = name && tableAt(context.before, name);
      if (table && (table.sort === 'spectrum' || table.sort === 'external'))
        context.report({ at: slot, message: reserved(slot.text), ...asCertain(table) });
      return;
    }
    for (const { slot } of [...columnsOf(node), ...partitionsOf(node)]) {
      if (pseudoColumns.has(declared(slot))) context.report({ at: slot, message: reserved(slot.text) });
    }
    const query = node.child('Query');
    const given = query && columnsOfQuery(query, context.before)?.find(({ name }) => pseudoColumns.has(name));
    if (query && given) {
      const at = query
        .descendants('new-label', 'new-column-alias', 'column-reference')
        .find(slot => slot.text.toLowerCase().endsWith(`"${given.name}"`));
      context.report({ at: at ?? query, message: reserved(`"${given.name}"`) });
    }
  },
};

const reserved = (name: string) => say`${name} is a column that Redshift adds to every external table: give yours another name`;
