// NAM090: names that are a slip of the keyboard away from the keyword that could stand there.

import { builtInFunctions } from '../../dialect/functions.ts';
import type { Model } from '../../semantics/model.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import { misspeltNames } from '../../syntax/misspelt.ts';
import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import * as T from '../../syntax/tokens.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const misspeltName: Rule = {
  id: 'NAM090',
  name: 'misspelt-name',
  severity: 'error',
  title: 'Unknown name that is a keyboard slip away from a keyword or function',
  explanation: `\`GRANT SELECT ON t TO PULBIC\` is correct SQL: it grants to a user called pulbic. Where a name stands that could be a keyword or a built-in
function but for two swapped letters, or one wrong one, and nothing of that name is known, the keyword was meant. One wrong letter is a warning.

Silent where the script or the database has something of that name, and where the name is used more than once in the statement.`,
  pages: ['r_names'],
  examples: {
    wrong: [
      'GRANT SELECT ON sales.orders TO PULBIC;',
      'REVOKE VCAUUM FROM ROLE r;',
      'SET enable_result_cache_for_session TO TREU;',
      'SELECT UPPRE(name) FROM sales.orders;',
      'SELECT DISTINTC name FROM sales.orders;',
      'SELECT coalesce(name, NUXL) FROM sales.orders;',
      'SELECT o.name FROM (sales.orders o CROSS JOIN sales.lines) LIMIT 1; SELECT * FROM (orders INNRE JOIN lines ON orders.id = lines.id);',
      'GRANT USAGE ON SCHEMA pulbic TO ROLE r;',
      'SELECT name FROM pulbic.orders;',
      'REVOKE SELECT ON sales.orders FROM PUBLIK;',
      'CREATE PROCEDURE p() AS $$ BEGIN INSERT INTO t SELECT UPPRE(name) FROM s; END $$ LANGUAGE plpgsql;',
    ],
    right: [
      'GRANT SELECT ON sales.orders TO PUBLIC;',
      'CREATE USER pulbic PASSWORD DISABLE; GRANT SELECT ON sales.orders TO pulbic;',
      'CREATE FUNCTION uppre(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT $1 $$ LANGUAGE sql; SELECT uppre(name) FROM sales.orders;',
      'CREATE PROCEDURE p() AS $$ DECLARE treu boolean; BEGIN treu := false; END $$ LANGUAGE plpgsql;',
      'GRANT SELECT ON sales.orders TO ROLE analyzt;',
      'SELECT name AS distintc FROM sales.orders ORDER BY distintc;',
    ],
  },
  needs: 'script',
  kinds: ['Statement', 'PlpgsqlBody', 'SqlFunctionBody'],
  check(node, { report, before }) {
    const tree = node.statement;
    for (const { start, end, name, keyword, slip } of misspeltNames(tree, redshiftLanguage(), functionNames())) {
      if (occurrences(tree, name) > 1 || isKnown(before, name.toLowerCase())) continue;
      report({
        at: { start, end },
        message: say`${name.toUpperCase()} is unknown here. Did you mean ${keyword}?`,
        ...(slip === 'replaced' && { severity: 'warning' }),
        // A right that is mended becomes one.
        fixes: [
          {
            title: say`Write ${keyword}`,
            edits: [{ start, end, newText: name === name.toLowerCase() ? keyword.toLowerCase() : keyword }],
            safe: false,
          },
        ],
      });
    }
  },
};

let names: ReadonlySet<string> | undefined;
const functionNames = (): ReadonlySet<string> => {
  names ??= new Set([...builtInFunctions().keys()].filter(name => !name.includes(' ')));
  return names;
};

/** How often a name stands in a statement. */
function occurrences(tree: ParsedStatement, name: string): number {
  let count = 0;
  for (let i = 0; i < tree.count; i++) {
    if (tree.kinds[i] !== T.NAME || tree.ends[i]! - tree.starts[i]! !== name.length) continue;
    if (tree.text.slice(tree.starts[i], tree.ends[i]).toLowerCase() === name.toLowerCase()) count++;
  }
  return count;
}

/** Whether the script or the database has something of that name, be it only a column. */
function isKnown(model: Model, name: string): boolean {
  for (const part of [
    'users',
    'roles',
    'groups',
    'schemas',
    'databases',
    'rlsPolicies',
    'maskingPolicies',
    'datashares',
    'copyJobs',
  ] as const) {
    if (model.get(part, name)) return true;
  }
  for (const relation of model.all('relations')) {
    if (relation.is === 'relation' && (relation.name.name === name || relation.columns?.some(column => column.name === name))) return true;
  }
  for (const routines of model.all('routines')) if (routines[0]?.name.name === name) return true;
  for (const fact of model.all('models')) if (fact.is === 'model' && fact.name.name === name) return true;
  return inCatalog(model, name);
}

function inCatalog({ catalog }: Model, name: string): boolean {
  if (!catalog) return false;
  if (
    catalog.users?.has(name) ||
    catalog.roles?.has(name) ||
    catalog.groups?.has(name) ||
    catalog.schemas?.has(name) ||
    catalog.databases?.has(name)
  )
    return true;
  for (const content of catalog.contents.values()) {
    if (content.functions.has(name) || content.models.has(name) || content.relations.has(name)) return true;
    for (const { columns } of content.relations.values()) if (columns?.some(column => column.name.toLowerCase() === name)) return true;
  }
  return false;
}
