// The names of a script behind an edit are those that are read in it anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { namesIn, namesOfDocument, scriptNames, scriptRelations } from '../../../server/src/features/completion/scriptNames.ts';
import { parseDocument, updateDocument } from '../../../server/src/syntax/document.ts';
import { redshiftLanguage } from '../../../server/src/syntax/language.ts';

const language = redshiftLanguage();
const statement = fc.constantFrom(
  'CREATE TABLE a (x int);\n',
  'CREATE VIEW v AS SELECT x FROM a;\n',
  'SELECT x INTO b FROM a;\n',
  'SET search_path TO s, t;\n',
  "COPY a FROM 's3://b' IAM_ROLE 'arn:aws:iam::123456789012:role/r';\n",
  'GRANT SELECT ON a TO ROLE reader;\n',
  'SELECT 1;\n',
);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 1, 30),
  text: fc.oneof(fc.constant(''), fc.constant(';'), fc.constant('x'), statement),
});

test('names are those of every statement, in order, after any edits', () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 12 }),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      (statements, edits) => {
        let document = parseDocument(statements.join(''));
        for (const { at, length, text } of edits) {
          const start = Math.floor(at * document.text.length);
          const oldEnd = Math.min(document.text.length, start + length);
          const edited = document.text.slice(0, start) + text + document.text.slice(oldEnd);
          document = updateDocument(document, edited, { start, oldEnd, newEnd: start + text.length });
          const names = namesOfDocument(document, language);
          assert.equal(names.length, document.statements.length);
          for (const [i, { parsed }] of document.statements.entries())
            assert.ok(names[i] === namesIn(parsed, language), `statement ${i} of ${edited}`);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a statement tells its names, the table that it makes, its search path and its roles', () => {
  const document = parseDocument(`CREATE TABLE s.a (x int);
SET search_path = s, "T";
COPY a FROM 's3://b' IAM_ROLE 'arn:aws:iam::123456789012:role/r';
SELECT x INTO #b FROM a;`);
  const [create, set, copy, into] = namesOfDocument(document, language);
  assert.deepEqual(create!.relation?.parts, ['s', 'a']);
  assert.equal(create!.searchPath, undefined);
  assert.deepEqual(set!.searchPath, ['s', 't']);
  assert.deepEqual(copy!.iamRoles, ['arn:aws:iam::123456789012:role/r']);
  assert.deepEqual([into!.relation?.parts, into!.relation?.temporary], [['#b'], true]);
  assert.deepEqual([...scriptRelations(document).keys()], ['a', '#b']);
  assert.deepEqual(
    scriptNames(document, 'schema', 3, -1).map(({ parts, statement }) => [parts, statement]),
    [[['s'], 0]],
  );
});
