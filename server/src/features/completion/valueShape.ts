// What is inside a nested value: the fields of a struct or of a SUPER object, the elements of an array. Made from types of external tables,
// from JSON texts and from paths that a script writes; what several of them tell is laid over each other.
// https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_TABLE.html and query-super.html

export interface ValueShape {
  /** As a type is written; undefined where only the use of a value is known. */
  readonly type: string | undefined;
  /** By folded name. */
  readonly fields: ReadonlyMap<string, { readonly name: string; readonly shape: ValueShape }>;
  readonly elements: ValueShape | undefined;
}

/** A step into a value: the name of a field, or an index. */
export type PathStep = { readonly field: string } | 'element';

const noFields: ValueShape['fields'] = new Map();
const leaf = (type: string | undefined): ValueShape => ({ type, fields: noFields, elements: undefined });

/** How deep values are looked into. */
const deepest = 24;

// ---- types ---------------------------------------------------------------------------------------------------------------------------

/** `struct<given:varchar(20),phones:array<varchar(20)>>` as a shape; undefined for types that hold nothing else. */
export function shapeOfType(type: string): ValueShape | undefined {
  return /^\s*(?:struct|array|map)\s*</i.test(type) ? readType({ text: type, at: 0 }, 0) : undefined;
}

interface Cursor {
  readonly text: string;
  at: number;
}

function readType(cursor: Cursor, depth: number): ValueShape {
  const { text } = cursor;
  const head = /^\s*(struct|array|map)\s*</i.exec(text.slice(cursor.at, cursor.at + 40));
  const start = cursor.at;
  if (!head || depth > deepest) {
    skipPlainType(cursor);
    return leaf(text.slice(start, cursor.at).trim() || undefined);
  }
  cursor.at += head[0].length;
  const kind = head[1]!.toLowerCase();
  const parts: { name: string; shape: ValueShape }[] = [];
  while (cursor.at < text.length && text[cursor.at] !== '>') {
    const name = kind === 'struct' ? readFieldName(cursor) : '';
    parts.push({ name, shape: readType(cursor, depth + 1) });
    if (text[cursor.at] !== ',') break;
    cursor.at++;
  }
  if (text[cursor.at] === '>') cursor.at++;
  const type = text.slice(start, cursor.at).trim();
  if (kind === 'struct') return { type, fields: byName(parts), elements: undefined };
  if (kind === 'array') return { type, fields: noFields, elements: parts[0]?.shape };
  // A map is navigated as an array of its pairs.
  const pair = byName([
    { name: 'key', shape: parts[0]?.shape ?? leaf(undefined) },
    { name: 'value', shape: parts[1]?.shape ?? leaf(undefined) },
  ]);
  return { type, fields: noFields, elements: { type: undefined, fields: pair, elements: undefined } };
}

function readFieldName(cursor: Cursor): string {
  const found = /^\s*(?:"((?:[^"]|"")*)"|`([^`]*)`|([^\s:<>,]+))\s*:\s*/.exec(cursor.text.slice(cursor.at));
  if (!found) return '';
  cursor.at += found[0].length;
  return found[1]?.replaceAll('""', '"') ?? found[2] ?? found[3]!;
}

/** `decimal(10,2)`: up to the comma or bracket behind it. */
function skipPlainType(cursor: Cursor): void {
  let depth = 0;
  for (; cursor.at < cursor.text.length; cursor.at++) {
    const letter = cursor.text[cursor.at];
    if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (depth === 0 && (letter === ',' || letter === '>')) return;
  }
}

const byName = (parts: readonly { readonly name: string; readonly shape: ValueShape }[]) =>
  new Map(parts.filter(part => part.name !== '').map(part => [part.name.toLowerCase(), part]));

// ---- JSON and paths ------------------------------------------------------------------------------------------------------------------

/** The shape of a JSON text; undefined where it is none. */
export function shapeOfJson(text: string): ValueShape | undefined {
  try {
    return shapeOfValue(JSON.parse(text), 0);
  } catch {
    return undefined;
  }
}

function shapeOfValue(value: unknown, depth: number): ValueShape {
  if (depth > deepest || value === null || typeof value !== 'object') return leaf(value === null ? undefined : typeof value);
  if (Array.isArray(value)) {
    const elements = value
      .slice(0, 20)
      .map(element => shapeOfValue(element, depth + 1))
      .reduce<ValueShape | undefined>((all, one) => merge(all, one), undefined);
    return { type: 'array', fields: noFields, elements };
  }
  const parts = Object.entries(value).map(([name, inner]) => ({ name, shape: shapeOfValue(inner, depth + 1) }));
  return { type: 'object', fields: byName(parts), elements: undefined };
}

/** The shape of a value that has at least what a path goes through, with `end` at its end. */
export function shapeOfPath(steps: readonly PathStep[], end: ValueShape = leaf(undefined)): ValueShape {
  return steps.reduceRight<ValueShape>(
    (inner, step) =>
      step === 'element'
        ? { type: undefined, fields: noFields, elements: inner }
        : { type: undefined, fields: byName([{ name: step.field, shape: inner }]), elements: undefined },
    end,
  );
}

/** One shape over another: fields of both, the types of the first where it knows them. */
export function merge(first: ValueShape | undefined, second: ValueShape | undefined, depth = 0): ValueShape | undefined {
  if (!first || !second || depth > deepest) return first ?? second;
  const fields = new Map(first.fields);
  for (const [key, field] of second.fields) {
    const known = fields.get(key);
    fields.set(key, known ? { name: known.name, shape: merge(known.shape, field.shape, depth + 1)! } : field);
  }
  return { type: first.type ?? second.type, fields, elements: merge(first.elements, second.elements, depth + 1) };
}

/** What a path leads to; an array is passed over where a field of its elements is named, for so scripts write it too. */
export function follow(shape: ValueShape | undefined, steps: readonly PathStep[]): ValueShape | undefined {
  let at = shape;
  for (const step of steps) {
    if (!at) return undefined;
    at =
      step === 'element'
        ? at.elements
        : (at.fields.get(step.field.toLowerCase()) ?? at.elements?.fields.get(step.field.toLowerCase()))?.shape;
  }
  return at;
}
