// NAM091: columns of system views that are two swapped letters away from one that is there.

import { systemViews } from '../../dialect/systemViews.ts';
import { nameOf } from '../../semantics/names.ts';
import type { ScopeRelation } from '../../semantics/scope.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import { isSwap } from '../../syntax/misspelt.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { columnUses } from './columnUses.ts';

export const misspeltSystemColumn: Rule = {
  id: 'NAM091',
  name: 'misspelt-system-column',
  severity: 'error',
  title: 'Column of a system view with two letters swapped',
  explanation: `The query reads system views, none of which has this column, and one has a column that differs in two neighbouring letters only.

Which columns a system view has is not known to the last one, so any other unknown name is left alone.`,
  pages: ['cm_chap_system-tables'],
  examples: {
    wrong: [
      'SELECT schema_nmae FROM svv_all_schemas;',
      "SELECT q.query_id, trim(q.qurey_text) FROM sys_query_history q WHERE q.status = 'success';",
    ],
    right: [
      'SELECT schema_name FROM svv_all_schemas;',
      'SELECT something_new FROM sys_query_history;',
      'SELECT schema_nmae FROM svv_all_schemas s JOIN own_list o ON s.schema_name = o.name;',
      'SELECT schema_name AS schema_nmae FROM svv_all_schemas ORDER BY schema_nmae;',
    ],
  },
  needs: 'script',
  kinds: ['NamedTable'],
  check(table, { report, before, statement, inBody }) {
    if (inBody || !isSystemView(table) || statement.descendants('NamedTable').find(isSystemView)!.index !== table.index) return;
    const root = rootOf(statement.statement, redshiftLanguage().grammar)!;
    for (const { reference, parts, scopes } of columnUses(root, before)) {
      const relations = scopes.flatMap(scope => scope.relations);
      const lists = relations.map(columnsOf);
      if (parts.length > 2 || lists.includes(undefined)) continue;
      const used = parts.at(-1)!;
      const aliases = scopes.flatMap(scope => scope.aliases.map(({ name }) => name));
      const names =
        parts.length === 2 ? (lists[relations.findIndex(({ name }) => name === parts[0]!.name)] ?? []) : lists.flatMap(list => list!);
      if (names.includes(used.name) || (parts.length === 1 && aliases.includes(used.name))) continue;
      const meant = names.find(name => isSwap(used.name, name));
      if (!meant) continue;
      report({
        at: reference,
        message: say`There is no column ${used.written} here. Did you mean ${meant}?`,
        fixes: [{ title: say`Write ${meant}`, edits: [{ start: used.start, end: used.end, newText: meant }], safe: false }],
      });
    }
  },
};

function isSystemView(table: SyntaxNode): boolean {
  const slot = table.child('table-path', 'table-name');
  const name = slot && nameOf(slot)?.parts.at(-1)?.name;
  return name !== undefined && systemViews().has(name);
}

/** Names of the columns, also of system views; undefined where they are not known. */
function columnsOf(relation: ScopeRelation): readonly string[] | undefined {
  const known = relation.columns();
  if (known) return known.map(({ name }) => name);
  const parts = relation.kind === 'table' ? relation.path?.parts : undefined;
  const view = parts && systemViews().get(parts.at(-1)!.name);
  const schema = parts?.at(-2)?.name;
  if (!view || view.columns.length === 0 || (schema !== undefined && schema !== view.schema)) return undefined;
  return view.columns.map(({ name }) => name);
}
