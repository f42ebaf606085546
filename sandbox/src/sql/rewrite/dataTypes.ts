// Redshift's types in PostgreSQL's words. https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { notInSandbox, SqlError } from '../sqlResult.ts';
import type { RenderContext } from './context.ts';
import { nameOfToken } from './names.ts';
import { type Renderer, renderChildren } from './render.ts';

const defaultLength = 256;
const maximumLength = 65535;

function lengthOf(node: SyntaxNode): string | undefined {
  const length = node.descendants('TypeLength')[0];
  if (!length) return undefined;
  return length.keyword('MAX') ? String(maximumLength) : (length.text.match(/\d+/)?.[0] ?? undefined);
}

function renderCharacterType(node: SyntaxNode): string {
  const words = node
    .tokens()
    .map(token => token.keyword)
    .filter(Boolean);
  const length = lengthOf(node);
  const varying = words.some(word => ['VARCHAR', 'NVARCHAR', 'TEXT', 'STRING', 'VARYING'].includes(word));
  if (words.includes('BPCHAR')) return `char(${length ?? defaultLength})`;
  if (varying) return `varchar(${words.includes('TEXT') ? defaultLength : (length ?? defaultLength)})`;
  return `char(${length ?? 1})`;
}

function renderTypeName(node: SyntaxNode, context: RenderContext): string {
  const first = node.tokens()[0];
  const word = first?.keyword ?? '';
  if (node.child('CharacterType')) return renderCharacterType(node);
  if (node.child('NestedType')) throw notInSandbox(`The type ${node.text}`);
  if (node.child('UnsupportedType')) throw new SqlError(`type "${node.text.toLowerCase()}" is not supported`, { sqlState: '0A000' });
  switch (word) {
    case 'SUPER':
      return 'jsonb';
    case 'GEOMETRY':
    case 'GEOGRAPHY':
    case 'HLLSKETCH':
      throw notInSandbox(`The type ${word}`);
    case 'VARBYTE':
    case 'VARBINARY':
    case 'BINARY':
      return 'bytea';
    case 'DECIMAL':
    case 'NUMERIC':
    case 'DEC':
      return node.descendants('TypePrecision').length > 0 ? renderChildren(node, context) : 'numeric(18, 0)';
    case 'FLOAT':
      return 'float8';
    case 'DOUBLE':
      return 'double precision';
    default:
      return first?.type === 'quoted-name'
        ? renderQuotedType(node, nameOfToken(first, context.caseSensitive))
        : renderChildren(node, context);
  }
}

/** "char", "varchar"(10): a type's name in quotes. */
const renderQuotedType = (node: SyntaxNode, name: string): string => `${name}${node.child('TypePrecision')?.text ?? ''}`;

export const dataTypeRenderers: Readonly<Record<string, Renderer>> = {
  TypeName: renderTypeName,
  CharacterType: renderCharacterType,
};
