// The tokens of a statement in the order of its text, each with what must stand before it: a space or none, and the comments. Tokens and comments
// are taken over as they are; only the space between them and, if wished, the case of keywords changes.
import { STRING_PART } from '../../syntax/tokens.ts';
import { type SyntaxElement, SyntaxNode, type SyntaxToken } from '../../syntax/tree.ts';
import { breakGroups, hardLine, indent, isLine, type Layout, spacedHardLine, suffix, withBlank, withBreak } from './layout.ts';

export interface FormatStyle {
  readonly keywordCase: 'upper' | 'lower' | 'preserve';
}

/** Texts that stand for tokens, by their index: the laid out bodies. */
export type Replacements = ReadonlyMap<number, string>;

/** Calls and types: no space before their parenthesis. */
const tight = new Set([
  'FunctionCall', 'TypeLength', 'TypePrecision', 'NumericType', 'CharacterType', 'TimeType', 'CastExpression', 'ExtractCall', 'SubstringCall', 'TrimCall', 'PositionCall',
  'OverlayCall', 'ConvertCall', 'ApproximateCall', 'ArrayConstructor', 'FunctionSignature', 'ProcedureSignature', 'SignatureArguments', 'ProcedureParameters',
  'FunctionParameters', 'CallStatement', 'TableFunction', 'IdentityRange', 'OuterJoinMark',
]); // biome-ignore format: one table

/** The name of a function that is a keyword too stays as it is written, like the names of other functions. */
const calls = new Set(['FunctionCall', 'ExtractCall', 'SubstringCall', 'TrimCall', 'PositionCall', 'OverlayCall', 'ConvertCall']);

/** Keywords that stand for a name there. */
const namesInside = new Set(['FieldAccess', 'Collate', 'SetItem']);

export interface TokenLayout {
  /** The next token, behind the separator that its surroundings want. */
  put(token: SyntaxToken, parent: SyntaxNode, separator: Layout): Layout;
  /** What stands before the next token, when that is one of a node that is laid out by itself. */
  lead(token: SyntaxToken, separator: Layout): Layout;
  /** The space that the next token wants where no line may break. */
  between(next: SyntaxToken, parent: SyntaxNode): string;
  /** The comments behind the last token; `ownLine`: they end in a line of their own. */
  rest(): { layout: Layout; ownLine: boolean };
}

interface Comment {
  readonly words: string;
  /** Does it begin its line, and does its line end with it? */
  readonly begins: boolean;
  readonly ends: boolean;
  readonly blankBefore: boolean;
  /** The width of its line's indentation. */
  readonly margin: number;
}

export function tokenLayout(root: SyntaxNode, { keywordCase }: FormatStyle, replacements: Replacements): TokenLayout {
  const { text, comments } = root.statement;
  let nextComment = 0;
  let previous: SyntaxToken | undefined;
  /** A line comment waits for the end of the line. */
  let open = false;

  function commentAt(index: number): Comment {
    const start = comments[index]!;
    const end = comments[index + 1]!;
    const words = text.slice(start, end).trimEnd();
    const begins = lineEndBefore(text, start) >= 0;
    return {
      words,
      begins,
      ends: words.startsWith('--') || /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200)),
      blankBefore: isBehindBlankLine(text, start),
      margin: begins ? marginAt(text, start) : 0,
    };
  }

  /** A comma goes before the comments that stand before it: they speak of what follows. */
  const stepsForward = (token: SyntaxToken): boolean => {
    if (token.text !== ',') return false;
    for (let i = nextComment; i < comments.length && comments[i]! < token.start; i += 2) {
      const { begins, ends } = commentAt(i);
      if (begins || ends) return true;
    }
    return false;
  };

  function lead(token: SyntaxToken, separator: Layout): Layout {
    if (!previous) {
      // Before a statement there are none; before a body they are its first lines.
      const before: Layout[] = [];
      for (; nextComment < comments.length && comments[nextComment]! < token.start; nextComment += 2) {
        const { words, blankBefore } = commentAt(nextComment);
        before.push(before.length > 0 && blankBefore ? [withBlank(spacedHardLine), words] : before.length > 0 ? [hardLine, words] : words);
      }
      if (before.length > 0) before.push(isBehindBlankLine(text, token.start) ? withBlank(spacedHardLine) : hardLine);
      return before;
    }
    if (!(nextComment < comments.length && comments[nextComment]! < token.start) || stepsForward(token)) {
      const wanted = isBehindBlankLine(text, token.start) ? withBlank(separator) : separator;
      if (!open || token.text === ',') return wanted;
      open = false;
      return withBreak(wanted);
    }
    const opened = previous.text === '(' || previous.text === ',';
    const before: Layout[] = [];
    /** What the token stands behind: a line of its own after a comment that ended its line, nothing more after one that belongs to it. */
    let behind = separator;
    let ownLine = false;
    let glued = false;
    for (; nextComment < comments.length && comments[nextComment]! < token.start; nextComment += 2) {
      const comment = commentAt(nextComment);
      const { words } = comment;
      const ownBlank = comment.blankBefore && previous.text !== '(' ? withBlank(spacedHardLine) : hardLine;
      if (glued) before.push(' ', words);
      else if (comment.begins || (ownLine && comment.ends)) {
        // Deeper than what follows: it is the end of what came before (a column that is commented out, at the end of its list).
        const deeper = comment.ends && comment.margin > marginAt(text, token.start) && !/^[,]$/.test(previous.text) && isLine(separator);
        before.push(deeper ? indent([ownBlank, words]) : [ownBlank, words]);
        ownLine = true;
        if (!comment.ends) glued = true;
      } else if (words.startsWith('--')) {
        before.push(suffix(words));
        open = true;
      } else if (comment.ends) before.push(open ? suffix(words) : [' ', words, breakGroups]);
      else if (opened || /^\{%-?\s*(?!end|el)/.test(words)) {
        before.push(isLine(separator) ? separator : separator === '' ? '' : ' ', words);
        glued = true;
      } else before.push(' ', words);
    }
    if (glued) behind = ' ';
    else if (ownLine) behind = isBehindBlankLine(text, token.start) ? withBlank(spacedHardLine) : hardLine;
    else if (open && token.text !== ',') behind = withBreak(separator);
    if (token.text !== ',') open = false;
    return [before, behind];
  }

  function put(token: SyntaxToken, parent: SyntaxNode, separator: Layout): Layout {
    const space = lead(token, token.kind === STRING_PART ? hardLine : separator);
    previous = token;
    return [space, wordOf(token, parent)];
  }

  function wordOf(token: SyntaxToken, parent: SyntaxNode): string {
    const word = replacements.get(token.index) ?? token.text;
    if (keywordCase === 'preserve' || token.keyword === '' || /^[a-z]|-/.test(parent.kind) || namesInside.has(parent.kind)) return word;
    if (calls.has(parent.kind) && token.index === parent.firstToken) return word;
    if (parent.kind === 'LanguageAttribute' && token.index > parent.firstToken) return word;
    return keywordCase === 'upper' ? word.toUpperCase() : word.toLowerCase();
  }

  function between(next: SyntaxToken, parent: SyntaxNode): string {
    if (!previous) return '';
    const a = previous.text;
    const b = next.text;
    if (b === ',' || b === ')' || b === ']' || b === ';' || b === '.' || b === '::' || b === '[') return '';
    if (a === '(' || a === '[' || a === '.' || a === '::') return '';
    if (b === '(') return tight.has(parent.kind) || previous.parent.kind === 'function-name' ? '' : ' ';
    if (a === ',') return ' ';
    const wordy = /[\w$"'#}]$/.test(a) && /^[\w$"'#{:]/.test(b);
    if (wordy && previous.type !== 'punctuation' && next.type !== 'punctuation') return ' ';
    if (a === '=' || b === '=' || a === ':=' || b === ':=') return ' ';
    if (a === ')' && /^[\w"'$]/.test(b)) return ' ';
    if (previous.parent.kind === 'BinaryExpression' || parent.kind === 'BinaryExpression') return ' ';
    if (a === '*' || b === '*') return b === '*' && previous.type === 'punctuation' ? '' : ' ';
    return previous.end === next.start ? '' : ' ';
  }

  function rest(): { layout: Layout; ownLine: boolean } {
    const layout: Layout[] = [];
    let ownLine = false;
    for (; nextComment < comments.length; nextComment += 2) {
      const { begins, words, ends } = commentAt(nextComment);
      layout.push(begins || ownLine ? [hardLine, words] : ends ? suffix(words) : [' ', words]);
      ownLine = (begins || ownLine) && ends;
    }
    return { layout, ownLine };
  }

  return { put, lead, between, rest };
}

/** The offset of the line end before `offset` if there is nothing but space between; -1 if there is something. */
function lineEndBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t' || text[at] === '\r')) at--;
  return text[at] === '\n' ? at : -1;
}

/** Does a line begin there, behind an empty one? */
function isBehindBlankLine(text: string, offset: number): boolean {
  const end = lineEndBefore(text, offset);
  return end >= 0 && lineEndBefore(text, end) >= 0;
}

/** The width of the indentation of the line that `offset` stands on; a tab counts as four. */
function marginAt(text: string, offset: number): number {
  let width = 0;
  for (let i = text.lastIndexOf('\n', offset - 1) + 1; i < offset; i++) {
    if (text[i] === ' ') width++;
    else if (text[i] === '\t') width += 4;
    else break;
  }
  return width;
}

/** The first token at or below an element. */
export function firstOf(element: SyntaxElement): SyntaxToken | undefined {
  let at: SyntaxElement | undefined = element;
  while (at instanceof SyntaxNode) at = at.children[0];
  return at;
}
