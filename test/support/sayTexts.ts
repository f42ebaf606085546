// The texts of a source that are made with `say` or `later`, as they are looked up: `Policy {0} is not attached`.

/** Where the literal that begins at `at` ends, and what it consists of. */
interface Literal {
  readonly end: number;
  readonly parts: readonly string[];
  readonly values: readonly string[];
}

export function sayTexts(source: string): string[] {
  const texts: string[] = [];
  const tag = /\b(?:say|later)`/g;
  for (let match = tag.exec(source); match; match = tag.exec(source)) {
    const { end, parts, values } = literalAt(source, tag.lastIndex - 1);
    tag.lastIndex = end;
    texts.push(parts.reduce((text, part, place) => `${text}{${place - 1}}${part}`));
    for (const value of values) texts.push(...sayTexts(value));
  }
  return texts;
}

function literalAt(source: string, at: number): Literal {
  const parts: string[] = [''];
  const values: string[] = [];
  let i = at + 1;
  for (; i < source.length && source[i] !== '`'; i++) {
    if (source[i] === '\\') parts.push(parts.pop()! + escaped(source[++i]!));
    else if (source.startsWith('${', i)) {
      const end = endOfValue(source, i + 2);
      values.push(source.slice(i + 2, end));
      parts.push('');
      i = end;
    } else parts.push(parts.pop()! + source[i]);
  }
  return { end: i + 1, parts, values };
}

const escaped = (character: string) => ({ n: '\n', t: '\t' })[character] ?? character;

/** Where the brace closes that ends a value: strings, literals within it and further braces are passed over. */
function endOfValue(source: string, from: number): number {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const character = source[i]!;
    if (character === '`') i = literalAt(source, i).end - 1;
    else if (character === "'" || character === '"') {
      for (i++; i < source.length && source[i] !== character; i++) if (source[i] === '\\') i++;
    } else if (character === '{') depth++;
    else if (character === '}' && depth-- === 0) return i;
  }
  return source.length;
}
