// DDM006: what a mask gives must fit the column.
import { factOf, relationAt } from '../../semantics/lookup.ts';
import { type DataType, familyOf, readType, type TypeFamily, writeType } from '../../semantics/types.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { columnReferences, declaredColumns } from '../rls/policyParts.ts';
import type { Rule } from '../rule.ts';
import { bare, definitionOf, expressionsOf, policyOf, writtenAttachments } from './maskParts.ts';

export const maskTypeUnfit: Rule = {
  id: 'DDM006',
  name: 'mask-type-unfit-for-column',
  severity: 'error',
  title: 'Output of the mask does not fit the column’s type or length',
  explanation: `The value that a mask gives must have the type of the masked column and must not be longer. Redshift refuses to attach the policy, or queries fail.

Whole numbers may be wider than the column, and \`NUMERIC\` may stand for \`FLOAT\`.`,
  pages: ['t_ddm-considerations'],
  examples: {
    wrong: [
      "CREATE TABLE t (c10 varchar(10));\nCREATE MASKING POLICY mask12 WITH (c varchar(12)) USING ('XXXXXXXXXXXX'::varchar(12));\nATTACH MASKING POLICY mask12 ON t(c10) TO PUBLIC;",
      "CREATE TABLE t (id int, n int);\nCREATE MASKING POLICY m WITH (c varchar(10)) USING (CAST('x' AS varchar(10)));\nATTACH MASKING POLICY m ON t(n) TO PUBLIC;",
    ],
    right: [
      "CREATE TABLE t (c10 varchar(10));\nCREATE MASKING POLICY mask10 WITH (c VARCHAR(10)) USING ('XXXXXXXXXX'::VARCHAR(10));\nATTACH MASKING POLICY mask10 ON t(c10) TO PUBLIC;",
      'CREATE TABLE t (n int);\nCREATE MASKING POLICY m WITH (n bigint) USING (0::bigint);\nATTACH MASKING POLICY m ON t(n) TO PUBLIC;',
    ],
  },
  needs: 'catalog',
  kinds: ['AttachMaskingPolicy'],
  check(attach, { before, report }) {
    const policy = policyOf(attach, before);
    const definition = policy && definitionOf(policy);
    if (!definition) return;
    const inputs = new Map(declaredColumns(definition).map(({ name, type }) => [name, type] as const));
    const outputs = expressionsOf(definition).map(expression => typeOf(bare(expression), inputs));
    const told = new Set<string>();
    for (const { attachment, column, node } of writtenAttachments(attach, before)) {
      const output = outputs[attachment.columns.indexOf(column)];
      const target = factOf(relationAt(before, attachment.relation))?.columns?.find(({ name }) => name === column)?.type;
      if (!output || !target || told.has(column)) continue;
      told.add(column);
      const wanted = readType(target);
      if (!comparable(familyOf(output), familyOf(wanted))) {
        report({ at: node, message: `The mask gives ${writeType(output)}, but ${column} is ${target}` });
      } else if (familyOf(output) === 'text' && (output.length ?? 0) > (wanted.length ?? Number.POSITIVE_INFINITY)) {
        report({ at: node, message: `The mask gives up to ${output.length} bytes, but ${column} holds ${wanted.length}` });
      }
    }
  },
};

/** Where it can be told: a cast, or an input column passed on. */
function typeOf(expression: SyntaxNode, inputs: ReadonlyMap<string, SyntaxNode | undefined>): DataType | undefined {
  if (expression.kind === 'CastOperator' || expression.kind === 'CastExpression') {
    const type = expression.child('DataType');
    return type && readType(type.text);
  }
  if (expression.kind !== 'ColumnReference') return undefined;
  const name = columnReferences(expression)[0]?.parts[0]?.name;
  const type = name === undefined ? undefined : inputs.get(name);
  return type && readType(type.text);
}

const numbers: ReadonlySet<TypeFamily> = new Set(['integer', 'decimal', 'float']);
const comparable = (a: TypeFamily, b: TypeFamily) =>
  a === b || (numbers.has(a) && numbers.has(b)) || a === 'other' || b === 'other' || a === 'super' || b === 'super';
