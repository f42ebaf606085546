// A small document algebra: text, lines that become spaces where a group fits the width, indentation, and suffixes for comments at line ends.
// After Wadler's "A prettier printer".

export type Layout = string | readonly Layout[] | LayoutNode;

interface LayoutNode {
  readonly type: 'line' | 'group' | 'indent' | 'suffix' | 'break';
  /** line: what it is where the group fits: ' ' or ''; undefined for one that always breaks. */
  readonly flat?: string;
  readonly content?: Layout;
}

/** A space, or a new line where the group does not fit. */
export const line: Layout = { type: 'line', flat: ' ' };
/** Nothing, or a new line where the group does not fit. */
export const softLine: Layout = { type: 'line', flat: '' };
export const hardLine: Layout = { type: 'line' };
/** Makes the groups around it break. */
export const breakGroups: Layout = { type: 'break' };
export const group = (content: Layout): Layout => ({ type: 'group', content });
export const indent = (content: Layout): Layout => ({ type: 'indent', content });
/** Text that goes to the end of the line it stands on: a comment. */
export const suffix = (text: string): Layout => [{ type: 'suffix', content: text }, breakGroups];

interface Frame {
  readonly indentation: number;
  readonly flat: boolean;
  readonly layout: Layout;
}

/** Renders a layout. `width` in characters; `unit` is one level of indentation; `base` the indentation of every line but the first. */
export function render(layout: Layout, options: { width: number; unit: string; base: string }): string {
  const broken = new Map<LayoutNode, boolean>();
  const forced = (part: Layout): boolean => {
    if (typeof part === 'string') return part.includes('\n');
    if (Array.isArray(part)) {
      let any = false;
      for (const item of part as readonly Layout[]) if (forced(item)) any = true;
      return any;
    }
    const node = part as LayoutNode;
    if (node.type === 'break' || (node.type === 'line' && node.flat === undefined)) return true;
    if (node.type === 'suffix' || node.content === undefined) return false;
    const inside = forced(node.content);
    if (node.type === 'group') broken.set(node, inside);
    return inside;
  };
  forced(layout);

  let out = '';
  let column = 0;
  let suffixes = '';
  const stack: Frame[] = [{ indentation: 0, flat: false, layout }];
  while (stack.length > 0) {
    const frame = stack.pop()!;
    const part = frame.layout;
    if (typeof part === 'string') {
      out += part;
      const newLine = part.lastIndexOf('\n');
      column = newLine < 0 ? column + part.length : part.length - newLine - 1;
    } else if (Array.isArray(part)) {
      for (let i = part.length - 1; i >= 0; i--) stack.push({ ...frame, layout: part[i] as Layout });
    } else {
      const node = part as LayoutNode;
      if (node.type === 'indent') stack.push({ indentation: frame.indentation + 1, flat: frame.flat, layout: node.content! });
      else if (node.type === 'suffix') {
        // Behind a line comment there is no room for another.
        const margin = `\n${options.base}${options.unit.repeat(frame.indentation)}`;
        suffixes += `${/--[^\n]*$/.test(suffixes) ? margin : ' '}${node.content as string}`;
      } else if (node.type === 'group') {
        const flat = frame.flat || (!broken.get(node) && fits(node.content!, stack, options.width - column));
        stack.push({ indentation: frame.indentation, flat, layout: node.content! });
      } else if (node.type === 'line') {
        if (frame.flat && node.flat !== undefined) {
          out += node.flat;
          column += node.flat.length;
        } else {
          const margin = options.base + options.unit.repeat(frame.indentation);
          out = `${out.replace(/[ \t]+$/, '')}${suffixes}\n${margin}`;
          suffixes = '';
          column = margin.length;
        }
      }
    }
  }
  return out + suffixes;
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
    } else if (Array.isArray(part)) {
      for (let i = part.length - 1; i >= 0; i--) stack.push({ flat: top.flat, layout: part[i] as Layout });
    } else {
      const node = part as LayoutNode;
      if (node.type === 'line') {
        if (!top.flat || node.flat === undefined) return true;
        left -= node.flat.length;
      } else if (node.type === 'group' || node.type === 'indent') stack.push({ flat: top.flat, layout: node.content! });
    }
  }
}
