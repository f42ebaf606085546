// TBL001: statements that run alone, outside of a transaction block.

import { lastPart, nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, Span } from '../rule.ts';

export const transactionForbidden: Rule = {
  id: 'TBL001',
  name: 'forbidden-in-transaction',
  severity: 'error',
  title: 'Statement not allowed in a transaction block',
  explanation: `What cannot be rolled back runs alone: \`VACUUM\`, \`CREATE\` and \`DROP DATABASE\`, \`ALTER TABLE … APPEND\`, a change of a column's type, a reboot. Run such
statements before \`BEGIN\` or behind \`COMMIT\`, with autocommit on. \`VACUUM\`, databases, \`APPEND\`, \`PREPARE\` and \`SET LOCAL\` are refused in every procedure too, since a call is a transaction.`,
  pages: ['r_VACUUM_command', 'r_ALTER_TABLE_APPEND', 'r_ALTER_TABLE', 'r_CREATE_DATABASE', 'stored-procedure-constraints'],
  examples: {
    wrong: [
      'BEGIN; VACUUM t; END;',
      'BEGIN TRANSACTION;\nDELETE FROM t WHERE a = 1;\nVACUUM DELETE ONLY t;\nCOMMIT;',
      'START TRANSACTION;\nCREATE DATABASE sales;\nCOMMIT;',
      'BEGIN;\nDROP DATABASE sales;\nEND;',
      'BEGIN;\nALTER DATABASE sales ISOLATION LEVEL SNAPSHOT;\nEND;',
      'BEGIN;\nALTER TABLE a APPEND FROM b FILLTARGET;\nCOMMIT;',
      'BEGIN;\nALTER TABLE t ALTER COLUMN name TYPE varchar(300);\nCOMMIT;',
      'BEGIN;\nSELECT REBOOT_CLUSTER();\nCOMMIT;',
      'BEGIN;\nDROP LIBRARY geo;\nCOMMIT;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  VACUUM t;\nEND;\n$$ LANGUAGE plpgsql;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  SET LOCAL search_path TO sales;\n  PREPARE q AS SELECT 1;\nEND;\n$$ LANGUAGE plpgsql;',
      'CREATE PROCEDURE p() AS $$\nBEGIN\n  ALTER TABLE a APPEND FROM b;\nEND;\n$$ LANGUAGE plpgsql;',
    ],
    right: [
      'VACUUM t;',
      'BEGIN;\nDELETE FROM t WHERE a = 1;\nCOMMIT;\nVACUUM t;',
      'BEGIN;\nSET LOCAL search_path TO sales;\nCOMMIT;',
      'BEGIN;\nROLLBACK;\nALTER TABLE a APPEND FROM b;',
      'BEGIN;\nALTER TABLE t ALTER COLUMN a ENCODE zstd;\nANALYZE t;\nCOMMIT;',
      'BEGIN;\nALTER DATABASE sales OWNER TO ann;\nCOMMIT;',
    ],
  },
  needs: 'script',
  kinds: [
    'VacuumStatement',
    'CreateDatabase',
    'DropDatabase',
    'IsolationLevelOption',
    'AppendAction',
    'AlterColumnType',
    'CreateLibrary',
    'DropLibrary',
    'DropSchema',
    'CreateExternalSchema',
    'FunctionCall',
    'PrepareStatement',
    'SetStatement',
  ],
  check(node, context) {
    const refused = refusedIn(node);
    if (!refused) return;
    if (context.inBody) {
      if (refused.inProcedures)
        context.report({ at: refused.at, message: say`${refused.what} cannot run in a procedure: run it on its own` });
    } else if (context.before.inTransaction && !refused.onlyInProcedures) {
      context.report({
        at: refused.at,
        message: say`${refused.what} cannot run between BEGIN and COMMIT: run it alone`,
        ...(refused.certain ? {} : { severity: 'warning' }),
      });
    }
  },
};

interface Refused {
  readonly what: string;
  readonly at: Span;
  readonly certain: boolean;
  /** Refused in procedures as well, NONATOMIC or not. */
  readonly inProcedures: boolean;
  readonly onlyInProcedures?: true;
}

/** The words that begin a statement, as far as a keyword. */
const upTo = (node: SyntaxNode, word: string): Span => ({ start: node.start, end: (node.keyword(word) ?? node).end });

function refusedIn(node: SyntaxNode): Refused | undefined {
  switch (node.kind) {
    case 'VacuumStatement':
      return { what: 'VACUUM', at: upTo(node, 'VACUUM'), certain: true, inProcedures: true };
    case 'CreateDatabase':
    case 'DropDatabase': {
      const what = node.kind === 'CreateDatabase' ? 'CREATE DATABASE' : 'DROP DATABASE';
      return { what, at: upTo(node, 'DATABASE'), certain: true, inProcedures: true };
    }
    case 'PrepareStatement':
      return { what: 'PREPARE', at: upTo(node, 'PREPARE'), certain: true, inProcedures: true, onlyInProcedures: true };
    case 'SetStatement': {
      const local = node.keyword('LOCAL');
      return local && { what: 'SET LOCAL', at: upTo(node, 'LOCAL'), certain: true, inProcedures: true, onlyInProcedures: true };
    }
    case 'IsolationLevelOption':
      // CREATE DATABASE is refused as a whole.
      return node.parent?.kind === 'AlterDatabase'
        ? { what: 'ALTER DATABASE … ISOLATION LEVEL', at: node, certain: true, inProcedures: false }
        : undefined;
    case 'AppendAction':
      return { what: 'ALTER TABLE … APPEND', at: upTo(node, 'FROM'), certain: true, inProcedures: true };
    case 'AlterColumnType':
      return { what: 'ALTER COLUMN … TYPE', at: node, certain: true, inProcedures: false };
    case 'CreateLibrary':
    case 'DropLibrary': {
      const what = node.kind === 'CreateLibrary' ? 'CREATE LIBRARY' : 'DROP LIBRARY';
      return { what, at: upTo(node, 'LIBRARY'), certain: false, inProcedures: false };
    }
    case 'DropSchema': {
      const external = node.keyword('EXTERNAL');
      return external && { what: 'DROP EXTERNAL DATABASE', at: external, certain: false, inProcedures: false };
    }
    case 'CreateExternalSchema': {
      const [clause] = node.tokens().filter((token, i, all) => token.keyword === 'EXTERNAL' && all[i + 1]?.keyword === 'DATABASE');
      return clause && { what: 'CREATE EXTERNAL DATABASE', at: clause, certain: false, inProcedures: false };
    }
    default: {
      const slot = node.child('function-name');
      const name = slot && nameOf(slot);
      return name && lastPart(name).name === 'reboot_cluster'
        ? { what: 'REBOOT_CLUSTER()', at: node, certain: true, inProcedures: false }
        : undefined;
    }
  }
}
