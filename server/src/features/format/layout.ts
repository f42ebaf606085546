// A small document algebra: text, lines that become spaces where a group fits the width, indentation, and suffixes for comments at line ends.
// After Wadler's "A prettier printer".

export type Layout = string | readonly Layout[] | LayoutNode;

interface LayoutNode {
  readonly type: 'line' | 'group' | 'indent' | 'suffix' | 'break';
  /** line: what it is where the group fits: ' ' or ''; undefined for one that always breaks. */
  readonly flat?: string;
  /** line: 'kept' where the writer may leave an empty line; 'put' where one did. */
  readonly blank?: 'kept' | 'put';
  readonly content?: Layout;
}

/** A space, or a new line where the group does not fit. */
export const line: Layout = { type: 'line', flat: ' ' };
/** Nothing, or a new line where the group does not fit. */
export const softLine: Layout = { type: 'line', flat: '' };
export const hardLine: Layout = { type: 'line' };
/** Like `line` and `hardLine`; an empty line that the writer left there is kept. */
export const spacedLine: Layout = { type: 'line', flat: ' ', blank: 'kept' };
export const spacedHardLine: Layout = { type: 'line', blank: 'kept' };
/** A space, or a new line where what follows does not fit: as many on a line as there is room for. Only in a group that is broken. */
export const fillLine: Layout = { type: 'group', content: line };
/** Makes the groups around it break. */
export const breakGroups: Layout = { type: 'break' };
export const group = (content: Layout): Layout => ({ type: 'group', content });
export const indent = (content: Layout): Layout => ({ type: 'indent', content });
/** Text that goes to the end of the line it stands on: a comment. */
export const suffix = (text: string): Layout => [{ type: 'suffix', content: text }, breakGroups];

const isNode = (layout: Layout): layout is LayoutNode => typeof layout !== 'string' && !Array.isArray(layout);

/** May a line end there? */
export const isLine = (layout: Layout): boolean =>
  isNode(layout) && (layout.type === 'line' || (layout.content !== undefined && isLine(layout.content)));

/** The separator where the writer left an empty line: that line too, if the separator keeps one. */
export const withBlank = (layout: Layout): Layout => (isNode(layout) && layout.blank === 'kept' ? { ...layout, blank: 'put' } : layout);

/** The separator behind a line comment: nothing else may stand on that line. */
export const withBreak = (layout: Layout): Layout => {
  if (!isNode(layout)) return indent(hardLine);
  if (layout.type === 'line') return { type: 'line', ...(layout.blank && { blank: layout.blank }) };
  return layout.content === undefined ? layout : { ...layout, content: withBreak(layout.content) };
};

interface Frame {
  readonly indentation: number;
  readonly flat: boolean;
  readonly layout: Layout;
}

export interface RenderOptions {
  /** Characters a line should not exceed. */
  readonly width: number;
  /** One level of indentation. */
  readonly unit: string;
  /** The indentation of every line; the first has it already. */
  readonly base: string;
  /** What stands at the very end: the semicolon, on a line of its own behind a line comment. */
  readonly closing: string;
  readonly closingOnOwnLine: boolean;
}

export function render(layout: Layout, options: RenderOptions): string {
  const broken = groupsThatBreak(layout);
  const { base, unit, closing } = options;
  const lines: string[] = [];
  let current = '';
  let column = base.length;
  let suffixes = '';
  const stack: Frame[] = [{ indentation: 0, flat: false, layout }];
  while (stack.length > 0) {
    const { indentation, flat, layout: part } = stack.pop()!;
    if (typeof part === 'string') {
      current += part;
      const newLine = part.lastIndexOf('\n');
      column = newLine < 0 ? column + part.length : part.length - newLine - 1;
    } else if (!isNode(part)) {
      for (let i = part.length - 1; i >= 0; i--) stack.push({ indentation, flat, layout: part[i]! });
    } else if (part.type === 'indent') stack.push({ indentation: indentation + 1, flat, layout: part.content! });
    else if (part.type === 'suffix') {
      // Behind a line comment there is no room for another.
      suffixes += `${endsInLineComment(suffixes) ? `\n${base}${unit.repeat(indentation)}` : ' '}${part.content as string}`;
    } else if (part.type === 'group') {
      const fit = flat || (!broken.has(part) && fits(part.content!, stack, options.width - column));
      stack.push({ indentation, flat: fit, layout: part.content! });
    } else if (part.type === 'line') {
      if (flat && part.flat !== undefined) {
        current += part.flat;
        column += part.flat.length;
      } else {
        lines.push(current.trimEnd() + suffixes);
        if (part.blank === 'put') lines.push('');
        suffixes = '';
        current = base + unit.repeat(indentation);
        column = current.length;
      }
    }
  }
  lines.push(current + suffixes + (closing && (options.closingOnOwnLine || endsInLineComment(suffixes)) ? `\n${base}` : '') + closing);
  return lines.join('\n');
}

const endsInLineComment = (suffixes: string) => /--[^\n]*$/.test(suffixes) && !/\*\/$/.test(suffixes);

/** The groups with something in them that always breaks: a line comment, a text of several lines. */
function groupsThatBreak(layout: Layout): ReadonlySet<Layout> {
  const broken = new Set<Layout>();
  const breaks = (part: Layout): boolean => {
    if (typeof part === 'string') return part.includes('\n');
    if (!isNode(part)) {
      let any = false;
      for (const item of part) if (breaks(item)) any = true;
      return any;
    }
    if (part.type === 'break' || (part.type === 'line' && part.flat === undefined)) return true;
    if (part.type === 'suffix' || part.content === undefined) return false;
    const inside = breaks(part.content);
    if (part.type === 'group' && inside) broken.add(part);
    return inside;
  };
  breaks(layout);
  return broken;
}

/** Does the content, and what follows it up to the next possible line end, fit into `room` characters on one line? */
function fits(content: Layout, rest: readonly Frame[], room: number): boolean {
  let left = room;
  let next = rest.length;
  const stack: { flat: boolean; layout: Layout }[] = [{ flat: true, layout: content }];
  for (;;) {
    if (left < 0) return false;
    const top = stack.pop() ?? (next > 0 ? rest[--next]! : undefined);
    if (!top) return true;
    const part = top.layout;
    if (typeof part === 'string') {
      const newLine = part.indexOf('\n');
      if (newLine >= 0) return left >= newLine;
      left -= part.length;
    } else if (!isNode(part)) {
      for (let i = part.length - 1; i >= 0; i--) stack.push({ flat: top.flat, layout: part[i]! });
    } else if (part.type === 'line') {
      if (!top.flat || part.flat === undefined) return true;
      left -= part.flat.length;
    } else if (part.type === 'group' || part.type === 'indent') stack.push({ flat: top.flat, layout: part.content! });
  }
}
