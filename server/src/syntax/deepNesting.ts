// Machine-made SQL nests deeper than the stack of a process. When a parse runs out of depth, what stands inside the innermost brackets that are
// still kept becomes one DEEP token, which stands for anything (see `parser.ts`); the text loses nothing, the tree ends there.
import type { TokenView } from './parser.ts';
import * as T from './tokens.ts';

/** Tokens of one statement with their places. */
export interface PlacedTokens extends TokenView {
  starts: Int32Array;
  ends: Int32Array;
}

interface Bracket {
  readonly closer: number;
  readonly at: number;
  /** Levels of brackets inside it, found so far. */
  inside: number;
}

/** `view` with `keep` levels of brackets: parentheses, square brackets, `struct<…>`, CASE … END, and the blocks, IFs and loops of procedures. */
export function withoutDepth(view: PlacedTokens, keep: number, keywords: T.KeywordTable): PlacedTokens {
  const word = (text: string) => keywords.kindOf(text) ?? T.BAD;
  const END = word('END');
  const blocks = new Set([word('CASE'), word('BEGIN'), word('LOOP'), word('IF')]);
  blocks.delete(T.BAD);
  const types = new Set([word('STRUCT'), word('ARRAY'), word('MAP')]);
  const [IF, EXISTS, NOT] = [word('IF'), word('EXISTS'), word('NOT')];
  const [less, greater, twice] = [T.punctuationKind('<')!, T.punctuationKind('>')!, T.punctuationKind('>>')!];
  const { kinds, count } = view;

  /** Ranges of tokens that are left out, in order: [first, end). */
  const gone: number[] = [];
  const splits = new Set<number>();
  const open: Bracket[] = [];
  const close = (closer: number, at: number): boolean => {
    if (open.at(-1)?.closer !== closer) {
      if (!open.some(b => b.closer === closer)) return false;
      while (open.at(-1)!.closer !== closer) leave(at);
    }
    leave(at);
    return true;
  };
  const leave = (at: number) => {
    const bracket = open.pop()!;
    const outer = open.at(-1);
    if (outer) outer.inside = Math.max(outer.inside, bracket.inside + 1);
    if (open.length + 1 === keep && bracket.inside > 0 && at > bracket.at + 1) gone.push(bracket.at + 1, at);
  };
  for (let i = 0; i < count; i++) {
    const kind = kinds[i]!;
    const before = i > 0 ? kinds[i - 1]! : T.END;
    let closer = 0;
    if (kind === T.LEFT_PAREN) closer = T.RIGHT_PAREN;
    else if (kind === T.LEFT_BRACKET) closer = T.RIGHT_BRACKET;
    else if (kind === less && types.has(before)) closer = greater;
    else if (blocks.has(kind) && before !== END && !(kind === IF && (kinds[i + 1] === EXISTS || kinds[i + 1] === NOT))) closer = END;
    if (closer !== 0) open.push({ closer, at: i, inside: 0 });
    else if (kind === T.RIGHT_PAREN || kind === T.RIGHT_BRACKET || kind === greater || kind === END) close(kind, i);
    else if (kind === twice && open.at(-1)?.closer === greater) {
      close(greater, i);
      // The second half closes the next one: when that is the one whose inside goes, the half stays.
      const keptHalf = open.length === keep && open.at(-1)?.closer === greater;
      if (close(greater, i) && keptHalf) splits.add(i);
    }
  }
  while (open.length > 0) leave(count);

  const out: PlacedTokens = {
    kinds: new Uint16Array(count + gone.length + 1),
    starts: new Int32Array(count + gone.length + 1),
    ends: new Int32Array(count + gone.length + 1),
    count: 0,
  };
  const add = (kind: number, start: number, end: number) => {
    out.kinds[out.count] = kind;
    out.starts[out.count] = start;
    out.ends[out.count++] = end;
  };
  let range = 0;
  for (let i = 0; i <= count; ) {
    if (range < gone.length && gone[range] === i) {
      const end = gone[range + 1]!;
      range += 2;
      const half = splits.has(end);
      add(T.DEEP, view.starts[i]!, half ? view.starts[end]! + 1 : view.ends[end - 1]!);
      if (half) add(greater, view.starts[end]! + 1, view.ends[end]!);
      i = half ? end + 1 : end;
      continue;
    }
    add(kinds[i]!, view.starts[i]!, view.ends[i]!);
    i++;
  }
  const size = out.count;
  return { kinds: out.kinds.slice(0, size), starts: out.starts.slice(0, size), ends: out.ends.slice(0, size), count: size - 1 };
}
