// The text in a file's bytes, and the bytes of a changed text in the same form: what `--fix` does not touch stays as it is, byte by byte.
// The text has no byte order mark: places are counted as editors count them.

export interface DecodedText {
  readonly text: string;
  encode(text: string): Buffer;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined: the bytes are no text. */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), bytes.subarray(0, 2), same);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), bytes.subarray(0, 2), swapped);
  if (bytes.includes(0)) {
    // SQL is mostly ASCII, of which UTF-16 has a zero in every other byte; where the zeros are tells the order.
    const low = zeros(bytes, 0);
    const high = zeros(bytes, 1);
    if (Math.max(low, high) < bytes.length / 5 || Math.min(low, high) > Math.max(low, high) / 4) return undefined;
    return utf16(bytes, Buffer.alloc(0), high > low ? same : swapped);
  }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(0, 3) : bytes.subarray(0, 0);
  try {
    return { text: utf8.decode(bytes.subarray(mark.length)), encode: text => Buffer.concat([mark, Buffer.from(text)]) };
  } catch {
    // An older code page: which one is unknown, but bytes beyond ASCII stand in names, strings and comments and come back as they were.
    return { text: bytes.toString('latin1'), encode: text => Buffer.from(text, 'latin1') };
  }
}

function zeros(bytes: Buffer, from: number): number {
  let count = 0;
  for (let i = from; i < bytes.length; i += 2) if (bytes[i] === 0) count++;
  return count;
}

const same = (bytes: Buffer) => bytes;
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

function utf16(bytes: Buffer, mark: Buffer, order: (bytes: Buffer) => Buffer): DecodedText | undefined {
  if (bytes.length % 2 === 1) return undefined;
  const text = order(bytes).toString('utf16le');
  return text.includes('\0') ? undefined : { text, encode: changed => Buffer.concat([mark, order(Buffer.from(changed, 'utf16le'))]) };
}
