// DDM006: what a mask gives must fit the column.

import { factOf, relationAt } from '../../semantics/lookup.ts';
import { type DataType, familyOf, readType, type TypeFamily, writeType } from '../../semantics/types.ts';
import { type SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { columnReferences, functionName } from '../rls/policyParts.ts';
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
      "CREATE TABLE t (c varchar(5));\nCREATE MASKING POLICY m WITH (c varchar(5)) USING (c);\nALTER MASKING POLICY m USING (CASE WHEN c IS NULL THEN c ELSE 'XXXXXXXXXX'::varchar(10) END);\nATTACH MASKING POLICY m ON t(c) TO PUBLIC;",
      "CREATE TABLE t (n int);\nCREATE MASKING POLICY m WITH (n int) USING (sha2(n::varchar || 'long-secret-salt', 256));\nATTACH MASKING POLICY m ON t(n) TO PUBLIC;",
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
    const inputs = new Map(policy.columns.flatMap(({ name, type }) => (type ? [[name, readType(type)] as const] : [])));
    const outputs = expressionsOf(definition).map(expression => typeOf(bare(expression), inputs));
    const told = new Set<string>();
    for (const { attachment, column, node } of writtenAttachments(attach, before)) {
      const output = outputs[attachment.columns.indexOf(column)];
      const target = factOf(relationAt(before, attachment.relation))?.columns?.find(({ name }) => name === column)?.type;
      if (!output || !target || told.has(column)) continue;
      told.add(column);
      const wanted = readType(target);
      if (!comparable(familyOf(output), familyOf(wanted))) {
        report({ at: node, message: say`The mask gives ${nameOfType(output)}, but ${column} is ${target}` });
      } else if (familyOf(output) === 'text' && (output.length ?? 0) > (wanted.length ?? Number.POSITIVE_INFINITY)) {
        report({ at: node, message: say`The mask gives up to ${output.length} bytes, but ${column} holds ${wanted.length}` });
      }
    }
  },
};

const nameOfType = (type: DataType): string => (familyOf(type) === 'text' && type.length === undefined ? say`text` : writeType(type));

/** Of the digests by their length, of other functions because they give a text of whatever length. */
const textFunctions: Record<string, number | undefined> = { md5: 32, sha: 40, sha1: 40, func_sha1: 40, sha2: 128 };
const otherTextFunctions = new Set([
  'left',
  'right',
  'substring',
  'substr',
  'upper',
  'lower',
  'concat',
  'replace',
  'regexp_replace',
  'repeat',
  'lpad',
  'rpad',
]);

/** The type of a mask's expression, where it can be told; without a length where only that it is text. */
function typeOf(expression: SyntaxNode, inputs: ReadonlyMap<string, DataType>): DataType | undefined {
  switch (expression.kind) {
    case 'CastOperator':
    case 'CastExpression': {
      const type = expression.child('DataType');
      return type && readType(type.text);
    }
    case 'ColumnReference': {
      const name = columnReferences(expression)[0]?.parts[0]?.name;
      return name === undefined ? undefined : inputs.get(name);
    }
    case 'CaseExpression':
      return typeOfCase(expression, inputs);
    case 'FunctionCall': {
      const name = functionName(expression)?.at(-1) ?? '';
      if (name in textFunctions) return { base: 'character varying', length: textFunctions[name]! };
      return otherTextFunctions.has(name) ? { base: 'character varying' } : undefined;
    }
    case 'BinaryExpression':
      return isConcatenation(expression) ? { base: 'character varying' } : undefined;
    default:
      return undefined;
  }
}

const isConcatenation = (binary: SyntaxNode): boolean => binary.children.some(child => child instanceof SyntaxToken && child.text === '||');

/** The widest of the texts that the branches give; undefined where one of them is not known or no text. */
function typeOfCase(expression: SyntaxNode, inputs: ReadonlyMap<string, DataType>): DataType | undefined {
  let widest = 0;
  for (const result of resultsOf(expression)) {
    const value = bare(result);
    if (value.kind === 'NullLiteral') continue;
    const type = typeOf(value, inputs);
    if (!type || familyOf(type) !== 'text' || type.length === undefined) return undefined;
    widest = Math.max(widest, type.length);
  }
  return widest === 0 ? undefined : { base: 'character varying', length: widest };
}

const resultsOf = (expression: SyntaxNode): SyntaxNode[] =>
  expression.childrenOf('WhenClause', 'ElseClause').flatMap(clause => clause.nodes.at(-1) ?? []);

const numbers: ReadonlySet<TypeFamily> = new Set(['integer', 'decimal', 'float']);
const comparable = (a: TypeFamily, b: TypeFamily) =>
  a === b || (numbers.has(a) && numbers.has(b)) || a === 'other' || b === 'other' || a === 'super' || b === 'super';
