// Bytes to text and back: what is no text is told, and what a fix does not touch keeps its bytes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeText } from '../../../server/src/cli/encoding.ts';

const text = "SELECT 'é 가 한 🎉';\r\n";
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();

describe('text is read and written back', () => {
  const cases: [string, Buffer, string][] = [
    ['nothing', Buffer.alloc(0), ''],
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), text],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), text],
    ['UTF-16 of the other order', Buffer.concat([Buffer.from([0xfe, 0xff]), big]), text],
    ['UTF-16 without a mark', little, text],
    ['UTF-16 of the other order without a mark', big, text],
    ['an older code page', Buffer.from("SELECT 'é';", 'latin1'), "SELECT 'é';"],
  ];
  for (const [what, bytes, expected] of cases) {
    test(what, () => {
      const decoded = decodeText(bytes)!;
      assert.equal(decoded.text, expected);
      assert.deepEqual(decoded.encode(decoded.text), bytes);
    });
  }
});

describe('what is no text', () => {
  const cases: [string, Buffer][] = [
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['half a character', Buffer.from([0xff, 0xfe, 0x41])],
    ['zeros', Buffer.alloc(16)],
  ];
  for (const [what, bytes] of cases) test(what, () => assert.equal(decodeText(bytes), undefined));
});
