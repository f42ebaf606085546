// An edit gives exactly the document that parsing from scratch gives, and what it does not touch stays the same object.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseDocument, type SyntaxDocument, updateDocument } from '../../../server/src/syntax/document.ts';
import { fixtures } from '../../support/fixtures.ts';
import { checkSameDocument } from '../../support/syntaxChecks.ts';

const scripts = [...fixtures('grammar'), ...fixtures('broken')].flatMap(({ text }) => partsOf(text, 4000));

/** What people type, and what hurts: quotes, comments and templates opened, semicolons, halves of statements. */
const typed = fc.oneof(
  fc.constantFrom(...';\'"(),.*$\n \\-/{}%:[]='.split('')),
  fc.constantFrom(
    '--',
    '/*',
    '*/',
    '$$',
    "''",
    '{{',
    '}}',
    '{% x %}',
    '\\g\n',
    '\r\n',
    '\n',
    ';\n',
    ' AS ',
    '\ufeff',
    '😀',
    "E'",
    ':x',
    '::',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell.
    '${a}',
  ),
  fc.constantFrom(
    'SELECT 1;',
    '\nSELECT a FROM t',
    '\nGRANT SELECT ON t TO u;',
    '\nCREATE TABLE t (a int)',
    'FROM',
    'WHERE a =',
    'BEGIN',
    'END;',
    'LANGUAGE plpgsql',
  ),
  fc.string({ maxLength: 6 }),
);

interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 0, 1, 2) }, { weight: 1, arbitrary: fc.nat(200) }),
  text: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 4, arbitrary: typed }),
});

function applied(document: SyntaxDocument, { at, length, text }: Change): SyntaxDocument {
  const start = Math.min(document.text.length, Math.floor(at * (document.text.length + 1)));
  const oldEnd = Math.min(document.text.length, start + length);
  const changed = document.text.slice(0, start) + text + document.text.slice(oldEnd);
  return updateDocument(document, changed, { start, oldEnd, newEnd: start + text.length });
}

describe('edits', () => {
  test('a sequence of edits gives what parsing from scratch gives', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scripts), fc.array(change, { minLength: 1, maxLength: 8 }), (script, changes) => {
        let document = parseDocument(script);
        for (const edit of changes) {
          document = applied(document, edit);
          checkSameDocument(document, parseDocument(document.text));
        }
      }),
      { seed: 20261122, numRuns: 120 },
    );
  });

  test('typing a statement letter by letter, and deleting it again', () => {
    const before = 'SELECT a FROM t;\n';
    const behind = "\nSELECT 'b' FROM u;\nSELECT c\nSELECT d;";
    const typedText = "INSERT INTO t (a, \"b\")\nVALUES ('it''s', $$;$$); -- 'x\nCREATE VIEW v AS /* ; */ SELECT 1;";
    let document = parseDocument(before + behind);
    for (let i = 0; i < typedText.length; i++) {
      document = updateDocument(document, before + typedText.slice(0, i + 1) + behind, {
        start: before.length + i,
        oldEnd: before.length + i,
        newEnd: before.length + i + 1,
      });
      checkSameDocument(document, parseDocument(document.text));
    }
    for (let i = typedText.length - 1; i >= 0; i--) {
      document = updateDocument(document, before + typedText.slice(0, i) + behind, {
        start: before.length + i,
        oldEnd: before.length + i + 1,
        newEnd: before.length + i,
      });
      checkSameDocument(document, parseDocument(document.text));
    }
  });

  test('quotes that are typed and deleted among statements with strings', () => {
    const statement = fc.constantFrom(
      "SELECT 'a';\n",
      "COPY t FROM 's3://b/c' IAM_ROLE DEFAULT;\n",
      "INSERT INTO t VALUES ('it''s', 'b\\\\', E'c');\n",
      "UNLOAD ('SELECT ''x''') TO 's3://b/' DELIMITER '\\' IAM_ROLE DEFAULT;\n",
      "SELECT a -- it's; said\nFROM t;\n",
      'SELECT "it\'s", b /* ; */ FROM t;\n',
      "SELECT $$it's$$ WHERE :'v' = '{x}';\n",
      "SELECT 1\n\\echo it's\n",
      "GRANT SELECT ON t TO u\nSELECT 'b'\n",
      'DELETE FROM t;',
      "SELECT 1 /* it's /* so */ FROM t;\n",
      "SELECT '/*' FROM t WHERE a = '*/';\n",
    );
    const quote = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.constantFrom(0, 0, 1),
      text: fc.constantFrom("'", "'", "'", "''", '', '"', "'x'", '$$', '\\', ';', '--', '/*', '*/', 'a'),
    });
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 3, maxLength: 14 }),
        fc.array(quote, { minLength: 1, maxLength: 8 }),
        (script, changes) => {
          let document = parseDocument(script.join(''));
          for (const edit of changes) {
            document = applied(document, edit);
            checkSameDocument(document, parseDocument(document.text));
          }
        },
      ),
      { seed: 20261128, numRuns: 600 },
    );
  });

  test('what an edit does not touch stays the same object', () => {
    const script = Array.from({ length: 200 }, (_, i) => `SELECT a${i}, b FROM t${i} WHERE c = ${i};\n`).join('');
    const old = parseDocument(script);
    for (const index of [0, 1, 77, 198, 199]) {
      const at = old.statements[index]!.start + 12;
      const edited = updateDocument(old, `${script.slice(0, at)}, x${script.slice(at)}`, { start: at, oldEnd: at, newEnd: at + 3 });
      checkSameDocument(edited, parseDocument(edited.text));
      const same = edited.statements.filter((statement, i) => statement.parsed === old.statements[i]!.parsed).length;
      assert.equal(same, old.statements.length - 1, `statement ${index} alone is parsed again`);
      for (let i = 0; i < index; i++)
        assert.equal(edited.statements[i], old.statements[i], 'before the edit even the place is the same object');
    }
  });

  test('an edit costs the work of its statement, not of the document', () => {
    const script = 'SELECT a, b FROM t WHERE c = 1;\n'.repeat(10_000);
    const old = parseDocument(script);
    const at = script.length >> 1;
    const edited = updateDocument(old, `${script.slice(0, at)} ${script.slice(at)}`, { start: at, oldEnd: at, newEnd: at + 1 });
    const fresh = edited.statements.filter((statement, i) => statement.parsed !== old.statements[i]?.parsed);
    assert.ok(fresh.length <= 2, `${fresh.length} statements parsed again`);
  });
});

/** The text cut at empty or remark-free statement ends into parts of about `size` characters. */
function partsOf(text: string, size: number): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf(';\n', from + size);
    const to = end < 0 ? text.length : end + 2;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

test('a script without semicolons is parsed anew from a little before the edit on', () => {
  const before = `ALTER EXTERNAL VIEW v REMOVE DEFINITION\n${'DROP MANITION\n'.repeat(6)}DROP MASKING POLICY p`;
  const at = before.length - 'SKING POLICY p'.length;
  const after = `${before.slice(0, at)}{{${before.slice(at)}`;
  checkSameDocument(updateDocument(parseDocument(before), after, { start: at, oldEnd: at, newEnd: at + 2 }), parseDocument(after));
});
