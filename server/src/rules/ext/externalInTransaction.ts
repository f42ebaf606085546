// EXT030: statements that change the external catalog stand alone.

import { stringText, stringToken } from '../../semantics/literals.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { asCertain, isSpectrum, tableAt } from './tableAt.ts';

/** Actions of ALTER TABLE that only external tables have; SET TABLE PROPERTIES and partition fields are those of Iceberg tables too. */
const onlyExternal = ['SetExternalLocation', 'SetFileFormat', 'SetPartitionLocation', 'AddPartitions', 'DropPartition'];

export const externalInTransaction: Rule = {
  id: 'EXT030',
  name: 'external-in-transaction',
  severity: 'error',
  title: 'CREATE EXTERNAL TABLE, ALTER TABLE or INSERT of an external table inside BEGIN ... END or a procedure',
  explanation: `What changes the external catalog or writes to S3 cannot be rolled back, and Redshift refuses it between \`BEGIN\` and \`COMMIT\`. A procedure is such a block
too, unless it is \`NONATOMIC\`. Run the statement alone, with autocommit on.`,
  pages: ['r_CREATE_EXTERNAL_TABLE', 'r_ALTER_TABLE', 'r_INSERT_external_table', 'r_DROP_TABLE'],
  examples: {
    wrong: [
      "BEGIN; ALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/p/d=2024-01-01/'; END;",
      "BEGIN;\nCREATE EXTERNAL TABLE spectrum.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nCOMMIT;",
      "START TRANSACTION;\nALTER TABLE spectrum.s SET LOCATION 's3://b/q/';\nCOMMIT;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nBEGIN;\nINSERT INTO lake.s SELECT a FROM public.t;\nCOMMIT;",
      "CREATE EXTERNAL TABLE lake.s (a int) STORED AS PARQUET LOCATION 's3://b/p/';\nBEGIN;\nALTER TABLE lake.s ADD COLUMN b int;\nDROP TABLE lake.s;\nCOMMIT;",
      "CREATE PROCEDURE p() AS $$\nBEGIN\n  ALTER TABLE spectrum.s ADD IF NOT EXISTS PARTITION (d='2024-01-01') LOCATION 's3://b/p/d=2024-01-01/';\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(v date) AS $$\nBEGIN\n  EXECUTE 'ALTER TABLE spectrum.s ADD PARTITION (d=''' || v || ''') LOCATION ''s3://b/p/''';\nEND;\n$$ LANGUAGE plpgsql;",
    ],
    right: [
      'CREATE PROCEDURE p() NONATOMIC AS $$\nBEGIN\n  DROP TABLE spectrum.s;\nEND;\n$$ LANGUAGE plpgsql;',
      "ALTER TABLE spectrum.s ADD PARTITION (d='2024-01-01') LOCATION 's3://b/p/d=2024-01-01/';",
      "BEGIN;\nINSERT INTO public.t SELECT a FROM lake.s;\nCOMMIT;\nALTER TABLE spectrum.s SET LOCATION 's3://b/q/';",
      'BEGIN;\nALTER TABLE public.t ADD COLUMN b int;\nCOMMIT;',
    ],
  },
  needs: 'script',
  kinds: ['CreateExternalTable', 'AlterTable', 'InsertStatement', 'DropTable', 'ExecuteStatement'],
  check(node, context) {
    const atomicBody =
      context.inBody && !context.statement.childrenOf('ProcedureAttribute').some(attribute => attribute.keyword('NONATOMIC'));
    if (!atomicBody && (context.inBody || !context.before.inTransaction)) return;
    const verdict = verdictOn(node, context);
    if (!verdict) return;

    context.report({
      at: verdict.at,
      message: context.inBody
        ? say`${verdict.what} cannot run in a procedure, which is a transaction: run it alone`
        : say`${verdict.what} cannot run between BEGIN and COMMIT: run it alone`,
      ...(verdict.certain ? {} : { severity: 'warning' }),
    });
  },
};

const runsExternal = /^\s*(?:create\s+external\s+table\b|alter\s+table\s+\S+\s+add\s+(?:if\s+not\s+exists\s+)?partition\s*\()/i;

interface Verdict {
  readonly what: string;
  readonly certain: boolean;
  readonly at: { readonly start: number; readonly end: number };
}

function verdictOn(node: SyntaxNode, context: RuleContext): Verdict | undefined {
  if (node.kind === 'CreateExternalTable')
    return { what: 'CREATE EXTERNAL TABLE', certain: true, at: firstWords(node, 'new-external-table-name') };
  if (node.kind === 'AlterTable' && node.descendants(...onlyExternal).length > 0)
    return { what: say`ALTER TABLE of an external table`, certain: true, at: firstWords(node, 'table-name') };
  if (node.kind === 'ExecuteStatement') {
    const token = stringToken(node);
    const text = token && stringText(token);
    // The text is put together as it runs: its beginning says what it is.
    return token && text && runsExternal.test(text) ? { what: say`What this text runs`, certain: false, at: token } : undefined;
  }
  for (const slot of node.childrenOf('table-name')) {
    const table = tableAt(context.before, slot);
    if (!isSpectrum(table)) continue;
    const word = { AlterTable: 'ALTER TABLE', InsertStatement: 'INSERT', DropTable: 'DROP TABLE' }[node.kind];
    return {
      what: say`${word} of the external table ${slot.text}`,
      certain: asCertain(table).severity === undefined,
      at: firstWords(node, 'table-name'),
    };
  }
  return undefined;
}

/** From the first word of the statement to the table's name. */
const firstWords = (node: SyntaxNode, slotKind: string) => ({ start: node.start, end: (node.child(slotKind) ?? node).end });
