// TBL013: functions that only the leader node has, over tables of the compute nodes.

import { systemViews } from '../../dialect/systemViews.ts';
import { relationNamed } from '../../semantics/lookup.ts';
import { lastPart, nameOf } from '../../semantics/names.ts';
import { relationSlots } from '../../semantics/queries.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const leaderNodeFunction: Rule = {
  id: 'TBL013',
  name: 'leader-node-function-over-table',
  severity: 'error',
  title: 'Leader-node function mixed with user tables',
  explanation: `\`CURRENT_SCHEMA\`, \`HAS_TABLE_PRIVILEGE\`, \`PG_GET_VIEWDEF\` and their like run on the leader node only. In a query that reads a table of the cluster they fail
with "Specified types or functions not supported on Amazon Redshift tables". Ask for the value in a query of its own.`,
  pages: ['c_SQL_functions_leader_node_only', 'c_sql-functions-leader-node'],
  examples: {
    wrong: [
      'SELECT current_schema(), id FROM sales.t;',
      "CREATE TABLE sales.t (id int);\nSELECT id FROM sales.t WHERE has_table_privilege('ann', 'sales.t', 'select');",
      'INSERT INTO log SELECT current_schemas(true), id FROM sales.t;',
      "WITH x AS (SELECT id FROM sales.t) SELECT pg_get_viewdef('v'), id FROM x;",
      'SELECT x.id, pg_catalog.current_schema() FROM (SELECT id FROM sales.t) x;',
    ],
    right: [
      'SELECT id FROM sales.t;',
      'SELECT current_schema();',
      "SELECT relname, has_table_privilege('ann', oid, 'select') FROM pg_class;",
      "SELECT schemaname, has_schema_privilege('ann', schemaname, 'usage') FROM pg_catalog.pg_tables JOIN information_schema.tables ON true;",
      'SELECT current_timestamp, now(), id FROM sales.t;',
      'SELECT a, current_schema() FROM (VALUES (1)) AS v (a);',
      'SELECT * FROM pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int);',
    ],
  },
  needs: 'script',
  kinds: ['FunctionCall'],
  check(call, context) {
    const slot = call.child('function-name');
    const name = slot && nameOf(slot);
    if (!slot || !name || !isLeaderOnly(lastPart(name).name)) return;
    if (name.parts.length > 1 && name.parts[0]!.name !== 'pg_catalog') return;
    const select = call.ancestor('SelectStatement');
    const from = select?.child('FromClause');
    // A function in FROM itself is a table of its own.
    if (!select || !from || (call.start >= from.start && call.end <= from.end)) return;
    const table = userTables(from, call)[0];
    if (!table) return;
    const relation = relationNamed(context.before, nameOf(table)!.parts);
    if (relation && relation.kind !== 'table') return;
    context.report({
      at: slot,
      message: say`${lastPart(name).written} runs on the leader node only, and not over the table ${table.text}: ask for it in a query of its own`,
      ...(relation ? {} : { severity: 'warning' }),
    });
  },
};

const leaderOnly: ReadonlySet<string> = new Set([
  'current_schema',
  'current_schemas',
  'has_database_privilege',
  'has_schema_privilege',
  'has_table_privilege',
  'has_function_privilege',
]);
const isLeaderOnly = (name: string) => leaderOnly.has(name) || name.startsWith('pg_get_');

const systemSchemas: ReadonlySet<string> = new Set(['pg_catalog', 'information_schema', 'pg_internal', 'sys']);
const systemPrefix = /^(?:pg|stl|stv|svv|svl|svcs|sys)_/;

/** The slots of tables that a FROM clause reads and that are none of the system's, also behind the names of the WITH clauses around. */
function userTables(from: SyntaxNode, at: SyntaxNode): SyntaxNode[] {
  const ctes = commonTables(at);
  const visited = new Set<string>();
  const visit = (node: SyntaxNode): SyntaxNode[] =>
    relationSlots(node).flatMap(slot => {
      const parts = nameOf(slot)!.parts;
      const last = parts.at(-1)!.name;
      const cte = parts.length === 1 ? ctes.get(last) : undefined;
      if (cte) {
        if (visited.has(last)) return [];
        visited.add(last);
        return visit(cte);
      }
      const schema = parts.at(-2)?.name;
      const isSystem = schema === undefined ? systemViews().has(last) || systemPrefix.test(last) : systemSchemas.has(schema);
      return isSystem ? [] : [slot];
    });
  return visit(from);
}

/** The common table expressions of all queries around a place, by name. */
function commonTables(at: SyntaxNode): Map<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  for (let node: SyntaxNode | undefined = at.parent; node; node = node.parent) {
    for (const cte of node.child('WithClause')?.childrenOf('CommonTableExpression') ?? []) {
      const name = nameOf(cte.child('new-cte-name') ?? cte)?.parts[0]?.name;
      const query = cte.child('ParenthesizedQuery');
      if (name && query && !found.has(name)) found.set(name, query);
    }
  }
  return found;
}
