// EXT034: the files of an external table are not Redshift's to change.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { asCertain, isSpectrum, tableAt, told } from './tableAt.ts';

const words: Readonly<Record<string, string>> = {
  UpdateStatement: 'UPDATE',
  DeleteStatement: 'DELETE',
  MergeStatement: 'MERGE',
  TruncateStatement: 'TRUNCATE',
  CopyStatement: 'COPY',
};

export const changingRows: Rule = {
  id: 'EXT034',
  name: 'changing-external-rows',
  severity: 'error',
  title: 'UPDATE, DELETE, MERGE, TRUNCATE or COPY on an external table that is not Iceberg',
  explanation: `External tables are read, and INSERT and \`CREATE EXTERNAL TABLE AS\` write new files; nothing changes files that are there. Write what shall remain into a new
external table, replace the files in S3, or use an Iceberg table.`,
  pages: ['c-spectrum-considerations', 'c-spectrum-external-tables'],
  examples: {
    wrong: [
      'DELETE FROM spectrum.s WHERE a = 1;',
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nUPDATE lake.s SET a = 2 WHERE a = 1;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nMERGE INTO lake.s USING public.t ON s.a = t.a WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (t.a);",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nTRUNCATE TABLE lake.s;",
      'CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION \'s3://b/p/\';\nDELETE FROM "lake"."S" USING public.t WHERE s.a = t.a;',
      "CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nDELETE FROM lake.s WHERE a = 1;",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA iceberg FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nDELETE FROM iceberg.s WHERE a = 1;",
      "CREATE EXTERNAL TABLE spectrum.s2 STORED AS PARQUET LOCATION 's3://b/p2/' AS SELECT * FROM spectrum.s WHERE a <> 1;",
      "CREATE TABLE lake.i (a int) USING ICEBERG LOCATION 's3://b/i/';\nDELETE FROM lake.i WHERE a = 1;",
      'CREATE TABLE public.s (a int);\nUPDATE public.s SET a = 2 FROM spectrum.s WHERE s.a = 1;',
      'DELETE FROM lake.s WHERE a = 1;',
    ],
  },
  needs: 'script',
  kinds: Object.keys(words),
  check(node, context) {
    const slot = node.child('table-name');
    if (!slot) return;
    const table = tableAt(context.before, slot);
    if (!isSpectrum(table)) return;
    context.report({
      at: slot,
      message: say`${told(slot, table)}: ${words[node.kind]} cannot change its files`,
      // The error of COPY is LOD018's, with what to do instead.
      ...(node.kind === 'CopyStatement' ? { severity: 'info' } : asCertain(table)),
    });
  },
};
