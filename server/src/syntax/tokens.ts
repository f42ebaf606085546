// Token kinds: small integers, so that sets of them are byte arrays and a parser step is an array look-up.
// 0–15 classes of tokens, from FIRST_PUNCTUATION the punctuation below, from FIRST_KEYWORD the grammar's keywords.

export const END = 0;
/** The place where completion asks, or where a parse failed: matches nothing. */
export const CURSOR = 1;
export const NAME = 2;
export const QUOTED_NAME = 3;
export const STRING = 4;
export const DOLLAR_STRING = 5;
export const INTEGER = 6;
export const NUMBER = 7;
/** `:name`, `$1`, `?`, `%(name)s`: stands for a name or a value. */
export const PARAMETER = 8;
/** `{{ … }}`, `${ … }`, alone or glued to a name: stands for a name, a value or a clause. */
export const TEMPLATE = 9;
/** An unterminated string or quoted name, or a character that SQL does not know. */
export const BAD = 10;
/** A string literal on a line behind another: the two are one value. */
export const STRING_PART = 11;
/** What is nested too deeply to be parsed: stands for anything up to the bracket that closes it. */
export const DEEP = 12;

export const FIRST_PUNCTUATION = 16;
export const punctuation = [
  '(', ')', '[', ']', '{', '}', ',', '.', ';', ':', '=', '<', '>', '+', '-', '*', '/', '%', '^', '#', '&', '|', '~', '!', '@', '$', '`', '\\', '?',
  '::', ':=', '=>', '..', '<>', '!=', '<=', '>=', '||', '<<', '>>', '!~', '~*', '!~*', '|/', '||/', '!!', '@>', '<@', '&&', '->', '->>', '^=', '~~', '!~~', '~~*', '!~~*',
] as const; // biome-ignore format: one table
export const FIRST_KEYWORD = FIRST_PUNCTUATION + 64;

const kindOfText = new Map<string, number>(punctuation.map((text, index) => [text, FIRST_PUNCTUATION + index]));

/** The kind of a punctuation mark; undefined when it is none of ours. */
export const punctuationKind = (text: string): number | undefined => kindOfText.get(text);

export const LEFT_PAREN = FIRST_PUNCTUATION;
export const RIGHT_PAREN = FIRST_PUNCTUATION + 1;
export const LEFT_BRACKET = FIRST_PUNCTUATION + 2;
export const RIGHT_BRACKET = FIRST_PUNCTUATION + 3;
export const COMMA = FIRST_PUNCTUATION + 6;
export const DOT = FIRST_PUNCTUATION + 7;
export const SEMICOLON = FIRST_PUNCTUATION + 8;
export const COLON = FIRST_PUNCTUATION + 9;
export const PLUS = FIRST_PUNCTUATION + 13;
export const MINUS_SIGN = FIRST_PUNCTUATION + 14;
export const STAR = FIRST_PUNCTUATION + 15;

/** The keywords of the grammar, found by a hash that the lexer computes while it scans the word. */
export class KeywordTable {
  /** words[kind - FIRST_KEYWORD], upper case. */
  readonly words: string[] = [];
  private readonly kindByWord = new Map<string, number>();
  private mask = 4095;
  private slots = new Uint16Array(4096);

  /** The kind of `word` (upper case), which is added when it is new. */
  add(word: string): number {
    const known = this.kindByWord.get(word);
    if (known !== undefined) return known;
    const kind = FIRST_KEYWORD + this.words.length;
    this.words.push(word);
    this.kindByWord.set(word, kind);
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + (word.charCodeAt(i) | 32)) | 0;
    let slot = hash & this.mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
    this.slots[slot] = kind;
    return kind;
  }

  /** STRUCT, ARRAY and MAP: the types whose parameters stand in angle brackets. */
  opensAngle(kind: number): boolean {
    if (kind < FIRST_KEYWORD) return false;
    const word = this.words[kind - FIRST_KEYWORD];
    return word === 'STRUCT' || word === 'ARRAY' || word === 'MAP';
  }

  kindOf(word: string): number | undefined {
    return this.kindByWord.get(word);
  }

  /** The keyword kind of text[start, end), whose case-blind hash is `hash`; NAME when it is no keyword. */
  find(text: string, start: number, end: number, hash: number): number {
    let slot = hash & this.mask;
    for (;;) {
      const kind = this.slots[slot]!;
      if (kind === 0) return NAME;
      const word = this.words[kind - FIRST_KEYWORD]!;
      if (word.length === end - start) {
        let i = 0;
        while (i < word.length && (text.charCodeAt(start + i) | 32) === (word.charCodeAt(i) | 32)) i++;
        if (i === word.length) return kind;
      }
      slot = (slot + 1) & this.mask;
    }
  }

  /** The text of a punctuation or keyword kind, for messages. */
  textOf(kind: number): string {
    if (kind >= FIRST_KEYWORD) return this.words[kind - FIRST_KEYWORD] ?? '';
    return punctuation[kind - FIRST_PUNCTUATION] ?? '';
  }
}
