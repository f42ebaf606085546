// NAM002: a column that none of the relations in sight has.

import { factOf, relationAt } from '../../semantics/lookup.ts';
import { type NamePart, nameOf, nearest } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { columnUses } from './columnUses.ts';
import { alsoInsideUnload } from './insideUnload.ts';
import { didYouMean, renameFix } from './nameChecks.ts';

/** What every relation has besides its columns, and functions that are called without parentheses. */
const pseudoColumns =
  /^(?:oid|ctid|xmin|xmax|cmin|cmax|tableoid|level|\$path|\$size|\$spectrum_oid|current_\w+|session_user|user|sysdate|default_iam_role|rownum|value)$/;

export const unknownColumn: Rule = {
  id: 'NAM002',
  name: 'unknown-column',
  severity: 'error',
  title: 'Unknown column',
  explanation: `None of the relations that the place can see has a column of this name. It is only said where the columns of all of them are known, from the script or from the
connected database.`,
  pages: ['r_SELECT_synopsis'],
  examples: {
    wrong: [
      'CREATE TABLE sales.orders (id int, total int);\nSELECT id, totl FROM sales.orders;',
      'CREATE TABLE t (a int);\nSELECT x.b FROM t AS x WHERE x.a = 1;',
      'CREATE TABLE t (a int, b int);\nALTER TABLE t DROP COLUMN b;\nUPDATE t SET b = 1 WHERE a = 2;',
      'CREATE TABLE t (a int);\nINSERT INTO t (a, c) VALUES (1, 2);',
      "CREATE TABLE t (a int);\nUNLOAD ('select b from t where a = ''1''') TO 's3://b/p' IAM_ROLE DEFAULT;",
      'CREATE TABLE t (a int, b int);\nMERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET c = s.c WHEN NOT MATCHED THEN INSERT (a, d) VALUES (s.a, s.d);',
      'CREATE TABLE t (a int);\nWITH c AS (SELECT a AS n FROM t) SELECT m FROM c;',
    ],
    right: [
      'CREATE TABLE sales.orders (id int, total int);\nSELECT o.id, total * 2 AS twice, twice + 1 FROM sales.orders o ORDER BY twice;',
      'CREATE TABLE t (a int);\nSELECT a, b FROM t JOIN other USING (a);',
      'CREATE TABLE t (a int, s super);\nSELECT t.s.name, s.age, i.price FROM t, t.s AS i WHERE dateadd(day, 1, sysdate) > current_date;',
      'CREATE TABLE t (a int);\nSELECT (SELECT max(a) FROM t u WHERE u.a < t.a) FROM t WHERE EXISTS (SELECT 1 FROM x WHERE x.k = a);',
    ],
  },
  needs: 'catalog',
  kinds: ['Statement'],
  check: alsoInsideUnload((root, context) => {
    const { statement, inBody } = context;
    if (inBody || root.nodes[0]?.index !== statement.index) return;
    checkTargets(statement, context);
    if (statement.kind === 'CreateView' && statement.child('WithNoSchemaBinding')) return;
    for (const { reference, parts, scopes } of columnUses(root, context.before)) {
      // A relation whose columns are not known may have it.
      if (scopes.some(scope => scope.relations.some(relation => !relation.columns()))) continue;
      const relations = scopes.flatMap(scope => scope.relations);
      if (relations.length === 0 || parts.length > 2 || pseudoColumns.test(parts.at(-1)!.name)) continue;
      const [first, second] = parts as [NamePart, NamePart?];
      const names = relations.flatMap(relation => relation.columns()!.map(({ name }) => name));
      if (!second) {
        const aliases = scopes.flatMap(scope => scope.aliases.map(({ name }) => name));
        if (names.includes(first.name) || aliases.includes(first.name) || relations.some(({ name }) => name === first.name)) continue;
        const meant = nearest(first.name, [...names, ...aliases]);
        context.report({
          at: reference,
          message: say`There is no column ${first.written} here` + didYouMean(meant),
          fixes: renameFix(first, meant),
        });
        continue;
      }
      const relation = relations.find(({ name }) => name === first.name);
      // Behind a SUPER column stands a path.
      if (!relation || relation.columns()!.some(({ name }) => name === second.name) || names.includes(first.name)) continue;
      const meant = nearest(
        second.name,
        relation.columns()!.map(({ name }) => name),
      );
      context.report({
        at: reference,
        message: say`${first.written} has no column ${second.written}` + didYouMean(meant),
        fixes: renameFix(second, meant),
      });
    }
  }),
};

/** The columns that a statement names of the one relation it is about. */
function checkTargets(statement: SyntaxNode, { before, report }: RuleContext): void {
  const slots = targetSlots(statement);
  if (slots.length === 0) return;
  const table = statement.child('table-name', 'relation-name');
  const tableParts = table && nameOf(table)?.parts;
  const columns = tableParts && factOf(relationAt(before, resolveExisting(before, tableParts)))?.columns;
  if (!columns) return;
  const names = columns.map(({ name }) => name);
  for (const slot of slots) {
    const parts = nameOf(slot)?.parts;
    const part = slot.kind === 'column-path' ? parts?.[0] : parts?.at(-1);
    if (!part || names.includes(part.name) || (slot.kind === 'column-reference' && parts!.length > 1)) continue;
    const meant = nearest(part.name, names);
    report({ at: slot, message: say`${table!.text} has no column ${part.written}` + didYouMean(meant), fixes: renameFix(part, meant) });
  }
}

function targetSlots(statement: SyntaxNode): SyntaxNode[] {
  switch (statement.kind) {
    case 'InsertStatement':
    case 'CopyStatement':
      return statement.child('ColumnList')?.childrenOf('column-name') ?? [];
    case 'UpdateStatement':
      return statement.childrenOf('SetClause').flatMap(clause => clause.childrenOf('column-reference'));
    case 'MergeStatement':
      return [
        ...statement.descendants('MergeUpdate').flatMap(update => update.childrenOf('SetClause')),
        ...statement.descendants('MergeInsert').flatMap(insert => insert.childrenOf('ColumnList')),
      ].flatMap(clause => clause.childrenOf('column-reference', 'column-name'));
    case 'AttachMaskingPolicy':
      return [...statement.childrenOf('MaskedColumns', 'MaskingInputColumns')].flatMap(clause => clause.childrenOf('column-path'));
    case 'AlterTable': {
      // Columns that an action of the same statement adds are there for the next one.
      const actions = statement.childrenOf('AlterTableAction').flatMap(action => action.nodes);
      return actions.length === 1
        ? actions
            .filter(({ kind }) => /^(?:DropColumn|RenameColumn|AlterColumnType|AlterColumnEncoding)$/.test(kind))
            .flatMap(action => action.childrenOf('column-name'))
        : [];
    }
    default:
      return [];
  }
}
