// Lines of a text: offsets to positions and back, in UTF-16 code units as LSP counts by default.

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offsets at which the lines of `text` begin. */
export function lineStartsOf(text: string): Int32Array {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  const starts = new Int32Array(count);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts[line++] = at + 1;
  return starts;
}

/** The line starts after an edit: of a text whose [start, oldEnd) became `inserted`. */
export function lineStartsAfter(starts: Int32Array, start: number, oldEnd: number, inserted: string): Int32Array {
  const shift = start + inserted.length - oldEnd;
  const kept = positionAt(starts, start).line + 1;
  const behind = positionAt(starts, oldEnd).line + 1;
  const added: number[] = [];
  for (let at = inserted.indexOf('\n'); at >= 0; at = inserted.indexOf('\n', at + 1)) added.push(start + at + 1);
  const result = new Int32Array(kept + added.length + starts.length - behind);
  result.set(starts.subarray(0, kept));
  result.set(added, kept);
  for (let i = behind, to = kept + added.length; i < starts.length; i++) result[to++] = starts[i]! + shift;
  return result;
}

export function positionAt(starts: Int32Array, offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - starts[low]! };
}

/** The offset of a position; positions beyond a line or the text are clamped to its end. */
export function offsetAt(starts: Int32Array, text: string, position: Position): number {
  if (position.line < 0) return 0;
  if (position.line >= starts.length) return text.length;
  const start = starts[position.line]!;
  const end = position.line + 1 < starts.length ? starts[position.line + 1]! - 1 : text.length;
  return Math.min(start + Math.max(0, position.character), end > start && text[end - 1] === '\r' ? end - 1 : end);
}
