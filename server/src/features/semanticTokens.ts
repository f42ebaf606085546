// What each word of a script is: a keyword only where the grammar uses it as one, a name by what it names.
// Read once for each text of a statement; a request only puts the statements' tokens in a row.
import { builtInFunctions } from '../dialect/functions.ts';
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import * as T from '../syntax/tokens.ts';
import { categoryOf } from './completion/scriptNames.ts';

export const semanticTokenTypes = [
  'keyword', 'namespace', 'class', 'property', 'variable', 'parameter', 'function', 'type', 'string', 'number', 'macro', 'principal', 'policy', 'label',
] as const; // biome-ignore format: one table
export const semanticTokenModifiers = ['declaration', 'defaultLibrary'] as const;
export type SemanticTokenType = (typeof semanticTokenTypes)[number];

export interface SemanticToken {
  /** Offsets in the document. */
  readonly start: number;
  readonly end: number;
  /** Index in `semanticTokenTypes`, and bits of `semanticTokenModifiers`. */
  readonly type: number;
  readonly modifiers: number;
}

const numberOf = Object.fromEntries(semanticTokenTypes.map((type, index) => [type, index])) as Record<SemanticTokenType, number>;
const declaration = 1;
const defaultLibrary = 2;

/** The tokens between two offsets, in order. A body of a procedure is told by its own tokens. */
export function semanticTokens(
  document: SyntaxDocument,
  from = 0,
  to = document.text.length,
  language: Language = redshiftLanguage(),
): SemanticToken[] {
  const found: SemanticToken[] = [];
  for (let index = statementIndexAt(document, from); index < document.statements.length; index++) {
    const { start, parsed } = document.statements[index]!;
    if (start >= to) break;
    const tokens = tokensOf(parsed, language);
    for (let i = 0; i < tokens.length; i += 4) {
      const end = start + tokens[i + 1]!;
      if (end <= from || start + tokens[i]! >= to) continue;
      found.push({ start: start + tokens[i]!, end, type: tokens[i + 2]!, modifiers: tokens[i + 3]! });
    }
  }
  return found;
}

/** Four numbers a token: start, end, type, modifiers. */
const cache = new WeakMap<ParsedStatement, Int32Array>();

function tokensOf(parsed: ParsedStatement, language: Language): Int32Array {
  let known = cache.get(parsed);
  if (!known) {
    const numbers: number[] = [];
    collect(parsed, 0, language.grammar, numbers);
    known = Int32Array.from(numbers);
    cache.set(parsed, known);
  }
  return known;
}

/** What the words of a slot are: the last one, those before it, and whether they are declared. */
interface SlotLook {
  readonly last: SemanticTokenType;
  readonly before: SemanticTokenType;
  readonly declares: boolean;
}

const looks = new WeakMap<Grammar, readonly (SlotLook | 'type' | 'call' | undefined)[]>();

function looksOf(grammar: Grammar): readonly (SlotLook | 'type' | 'call' | undefined)[] {
  let table = looks.get(grammar);
  if (!table) {
    table = grammar.nodeKinds.map(kind =>
      grammar.slots.has(kind) || kind === 'ReservedColumnName'
        ? lookOf(kind)
        : kind === 'DataType'
          ? 'type'
          : kind === 'FunctionCall'
            ? 'call'
            : undefined,
    );
    looks.set(grammar, table);
  }
  return table;
}

function lookOf(kind: string): SlotLook {
  const declares = kind.startsWith('new-') || kind === 'label' || kind === 'ReservedColumnName';
  const look = (last: SemanticTokenType, before: SemanticTokenType = 'namespace'): SlotLook => ({ last, before, declares });
  switch (categoryOf(kind)) {
    case 'relation':
    case 'cte':
    case 'model':
    case 'template':
      return look('class');
    case 'column':
      return look('property', 'variable');
    case 'schema':
    case 'database':
    case 'datashare':
    case 'library':
      return look('namespace');
    case 'role':
    case 'user':
    case 'group':
    case 'identity-provider':
      return look('principal', 'principal');
    case 'policy':
    case 'masking-policy':
      return look('policy');
    case 'function':
    case 'procedure':
      return look('function');
  }
  if (/argument-name$/.test(kind)) return look('parameter');
  if (/label-name$/.test(kind)) return look('label');
  if (/type-name$/.test(kind)) return look('type');
  if (/field-name$|ReservedColumnName|property-name$/.test(kind)) return look('property', 'property');
  return look('variable', 'variable');
}

function collect(parsed: ParsedStatement, shift: number, grammar: Grammar, out: number[]): void {
  const { kinds, starts, ends, count, nodeKinds, nodeFirsts, nodeEnds } = parsed;
  const table = looksOf(grammar);
  // What the slots say of their tokens: type + 1, and the modifiers above. 0: nothing.
  const said = new Uint16Array(count + 1);
  for (let node = 0; node < nodeKinds.length; node++) {
    const look = table[nodeKinds[node]!];
    if (!look) continue;
    const first = nodeFirsts[node]!;
    const end = nodeEnds[node]!;
    if (look === 'call') {
      // LEFT(…), ISNULL(…): keywords that are functions here.
      if (kinds[first]! >= T.FIRST_KEYWORD && said[first] === 0) said[first] = pack('function', defaultLibrary);
    } else if (look === 'type') {
      for (let token = first; token < end; token++) if (isWord(kinds[token]!) && said[token] === 0) said[token] = pack('type', 0);
    } else nameTokens(parsed, look, first, end, said);
  }
  let body = 0;
  for (let token = 0; token < count; token++) {
    const inside = parsed.bodies[body];
    if (inside?.token === token) {
      body++;
      collect(inside.parsed, shift + inside.offset, grammar, out);
      continue;
    }
    if (starts[token] === ends[token]) continue;
    const packed = said[token]! || packedOfKind(kinds[token]!);
    if (packed !== 0) out.push(starts[token]! + shift, ends[token]! + shift, (packed & 255) - 1, packed >> 8);
  }
}

const pack = (type: SemanticTokenType, modifiers: number) => (numberOf[type] + 1) | (modifiers << 8);
const isWord = (kind: number) => kind === T.NAME || kind === T.QUOTED_NAME || kind >= T.FIRST_KEYWORD;

function nameTokens({ kinds, starts, ends, text }: ParsedStatement, look: SlotLook, first: number, end: number, said: Uint16Array): void {
  let last = end - 1;
  while (last > first && !isWord(kinds[last]!)) last--;
  for (let token = first; token < end; token++) {
    if (!isWord(kinds[token]!)) continue;
    if (token !== last) {
      said[token] = pack(look.before, 0);
      continue;
    }
    const own = look.last === 'function' && first === last && builtInFunctions().has(text.slice(starts[token], ends[token]).toUpperCase());
    said[token] = pack(look.last, look.declares ? declaration : own ? defaultLibrary : 0);
  }
}

function packedOfKind(kind: number): number {
  if (kind >= T.FIRST_KEYWORD) return pack('keyword', 0);
  switch (kind) {
    case T.STRING:
    case T.STRING_PART:
    case T.DOLLAR_STRING:
      return pack('string', 0);
    case T.INTEGER:
    case T.NUMBER:
      return pack('number', 0);
    case T.PARAMETER:
      return pack('parameter', 0);
    case T.TEMPLATE:
      return pack('macro', 0);
    default:
      return 0;
  }
}
