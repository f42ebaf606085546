// GRT062: whose tables a SECURITY DEFINER procedure finds.

import { type NamePart, nameOf } from '../../semantics/names.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const definerSearchPath: Rule = {
  id: 'GRT062',
  name: 'definer-search-path',
  severity: 'warning',
  title: 'SECURITY DEFINER procedure without SET search_path and with unqualified names',
  explanation: `Such a procedure runs with its owner's rights but with the caller's \`search_path\`. A caller who may create tables in a schema of that path can
put a table of the same name there and have the procedure read or write it as the owner.

Add \`SET search_path TO schema\` to the procedure, or name every table with its schema.`,
  pages: ['stored-procedure-security-and-privileges'],
  examples: {
    wrong: [
      'CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM t; END $$ LANGUAGE plpgsql SECURITY DEFINER;',
      'CREATE OR REPLACE PROCEDURE adm.p(a int) SECURITY DEFINER AS $$ BEGIN INSERT INTO adm.t SELECT * FROM source; END $$ LANGUAGE plpgsql;',
      'CREATE PROCEDURE adm.p() AS $$ BEGIN CALL step_one(); END $$ LANGUAGE plpgsql SECURITY DEFINER;',
    ],
    right: [
      'CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER SET search_path TO adm;',
      'CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM t; END $$ LANGUAGE plpgsql SECURITY DEFINER SET search_path TO adm;',
      'CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER;',
      'CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM t; END $$ LANGUAGE plpgsql SECURITY INVOKER;',
      'CREATE PROCEDURE p() AS $$ BEGIN CREATE TEMP TABLE work AS SELECT 1 AS a; DELETE FROM work; END $$ LANGUAGE plpgsql SECURITY DEFINER;',
      'CREATE PROCEDURE p() AS $$ BEGIN INSERT INTO adm.t WITH recent AS (SELECT 1) SELECT * FROM recent; END $$ LANGUAGE plpgsql SECURITY DEFINER;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateProcedure'],
  check(statement, { report, parsed, inBody }) {
    if (inBody) return;
    const attributes = statement.childrenOf('ProcedureAttribute');
    const definer = attributes.find(attribute => attribute.keyword('DEFINER'));
    const setsPath = attributes.some(attribute => /^search_path$/i.test(attribute.child('parameter-name')?.text ?? ''));
    if (!definer || setsPath) return;
    const name = parsed.bodies.flatMap(body => unqualified(body.parsed))[0];
    if (!name) return;
    report({
      at: definer,
      message: say`The caller's search_path decides what “${name}” means here, with the owner's rights: add SET search_path, or name it with its schema`,
    });
  },
};

/** Names that are looked for in pg_catalog before any search_path. */
const inSystemCatalog = /^(?:pg|stl|stv|svl|svv|svcs|sys)_/;

const tableSlots = ['relation-name', 'table-name', 'table-path', 'view-name', 'procedure-name'] as const;

/** Names of tables, views and procedures without a schema that the body did not make itself. */
function unqualified(body: ParsedStatement): string[] {
  if (body.nodeKinds.length === 0) return [];
  const root = rootOf(body, redshiftLanguage().grammar);
  if (!root) return [];
  const known = new Set(existing(root, ['new-cte-name', 'new-table-name', 'new-cursor-name', 'new-variable-name']).flatMap(only));
  return existing(root, tableSlots)
    .filter(slot => !slot.ancestor('DropTable') || !known.has(only(slot)[0] ?? ''))
    .flatMap(only)
    .filter(name => !known.has(name) && !name.startsWith('#') && !inSystemCatalog.test(name));
}

/** The folded name of a slot that has one part. */
const only = (slot: SyntaxNode): string[] => {
  const parts: readonly NamePart[] | undefined = nameOf(slot)?.parts;
  return parts?.length === 1 ? [parts[0]!.name] : [];
};

/** Nodes of those kinds that the grammar has. */
function existing(root: SyntaxNode, kinds: readonly string[]): SyntaxNode[] {
  const { nodeKinds } = redshiftLanguage().grammar;
  const there = kinds.filter(kind => nodeKinds.includes(kind));
  return there.length > 0 ? root.descendants(...there) : [];
}
