// The few frontend messages of PostgreSQL's protocol that the worker sends: https://www.postgresql.org/docs/current/protocol-message-formats.html

const encoder = new TextEncoder();

function message(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = 4 + parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(1 + length);
  bytes[0] = type.charCodeAt(0);
  new DataView(bytes.buffer).setInt32(1, length);
  let offset = 5;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

const text = (value: string): Uint8Array => encoder.encode(`${value}\0`);

function int16(value: number): Uint8Array {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setInt16(0, value);
  return bytes;
}

function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  return bytes;
}

/** Several statements at once; each is its own transaction unless one is open. */
export const simpleQuery = (sql: string): Uint8Array => message('Q', text(sql));

/** One statement with values, all of unknown type and in text, so that PostgreSQL infers the types as Redshift does. */
export function extendedQuery(sql: string, parameters: readonly (string | null)[]): readonly Uint8Array[] {
  const values: Uint8Array[] = [];
  for (const parameter of parameters) {
    if (parameter === null) values.push(int32(-1));
    else {
      const bytes = encoder.encode(parameter);
      values.push(int32(bytes.length), bytes);
    }
  }
  return [
    message('P', text(''), text(sql), int16(0)),
    message('B', text(''), text(''), int16(0), int16(parameters.length), ...values, int16(0)),
    message('D', encoder.encode('P'), text('')),
    message('E', text(''), int32(0)),
  ];
}

export const sync = (): Uint8Array => message('S');
