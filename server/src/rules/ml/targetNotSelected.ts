// ML020: tARGET column not in the select list of FROM.

import { nameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readModel } from './modelClauses.ts';

export const targetNotSelected: Rule = {
  id: 'ML020',
  name: 'target-not-selected',
  severity: 'error',
  title: 'TARGET column not in the select list of FROM',
  explanation: `The column to predict must be among the columns of the training data.`,
  pages: ['r_CREATE_MODEL'],
  examples: {
    wrong: [
      "CREATE MODEL m FROM (SELECT a, b FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, t.y AS label FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
    ],
    right: [
      "CREATE MODEL m FROM (SELECT a, b, y FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      "CREATE MODEL m FROM (SELECT a, t.* FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');",
      `CREATE MODEL m FROM (SELECT a, b AS "Y" FROM t) TARGET y FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');`,
    ],
  },
  needs: 'offline',
  kinds: ['CreateModel'],
  check(node, { report }) {
    const model = readModel(node);
    const slot = model.target?.child('target-column-name');
    const target = slot && nameOf(slot)?.parts.at(-1)?.name;
    const names = model.source && selectedNames(model.source.child('Query'));
    if (!slot || target === undefined || !names || names.has(target)) return;
    report({ at: slot, message: say`The query behind FROM has no column ${slot.text}` });
  },
};

/** The names of a query's columns; undefined where one of them cannot be told. */
function selectedNames(query: SyntaxNode | undefined): Set<string> | undefined {
  const list = query?.child('QueryTerm')?.child('SelectStatement')?.child('SelectList');
  if (!list) return undefined;
  const names = new Set<string>();
  for (const item of list.childrenOf('SelectItem')) {
    const slot = item.child('new-label', 'new-column-alias') ?? item.child('ColumnReference')?.child('column-reference');
    const name = slot && nameOf(slot)?.parts.at(-1)?.name;
    if (item.child('AllColumns') || /\*\s*$/.test(item.text)) return undefined;
    if (name === undefined) {
      // An expression without an alias has a name of its own that is hardly a target's.
      if (item.child('FunctionCall', 'CastOperator', 'CastExpression', 'CaseExpression')) return undefined;
      continue;
    }
    names.add(name);
  }
  return names;
}
