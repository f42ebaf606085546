// What a statement is said to do decides whether a read-only connection runs it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statementAt, statementsOf } from '../../../server/src/features/statementInfo.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';

const classOf = (sql: string) => {
  const [first] = statementsOf(parseDocument(sql));
  return first && `${first.kind} ${first.name}${first.destructive ? ' !' : ''}`;
};

const check = (sql: string, expected: string) => test(sql, () => assert.equal(classOf(sql), expected));

describe('the kind of a statement', () => {
  check('SELECT 1', 'read SELECT');
  check('WITH a AS (SELECT 1) SELECT * FROM a', 'read SELECT');
  check('VALUES (1)', 'read SELECT');
  check('SELECT * INTO copy_of FROM t', 'definition SELECT INTO');
  check('SELECT pg_terminate_backend(12)', 'unknown SELECT');
  check('EXPLAIN DELETE FROM t', 'read EXPLAIN');
  check('SHOW TABLES FROM SCHEMA dev.public', 'read SHOW');
  check('SET search_path TO a', 'session SET');
  check('USE dev', 'session USE');
  check('BEGIN', 'transaction BEGIN');
  check('END', 'transaction COMMIT');
  check('INSERT INTO t VALUES (1)', 'write INSERT');
  check('DELETE FROM t WHERE a = 1', 'write DELETE');
  check('DELETE FROM t', 'write DELETE !');
  check('DELETE FROM t USING u', 'write DELETE !');
  check('UPDATE t SET a = 1', 'write UPDATE !');
  check('UPDATE t SET a = 1 WHERE b = 2', 'write UPDATE');
  check('TRUNCATE t', 'write TRUNCATE !');
  check('CREATE TABLE t (a int)', 'definition CREATE TABLE');
  check('CREATE TEMP TABLE t AS SELECT 1', 'definition CREATE TABLE AS');
  check('DROP TABLE t', 'definition DROP TABLE !');
  check('ALTER TABLE t DROP COLUMN a', 'definition ALTER TABLE !');
  check('ALTER TABLE t ROW LEVEL SECURITY ON', 'permission ALTER TABLE');
  check('GRANT SELECT ON t TO ROLE r', 'permission GRANT');
  check('CREATE ROLE r', 'permission CREATE ROLE');
  check('DROP ROLE r', 'permission DROP ROLE !');
  check('CREATE RLS POLICY p USING (true)', 'permission CREATE RLS POLICY');
  check("UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT", 'write UNLOAD');
  check('CALL p()', 'unknown CALL');
  check('ANALYZE COMPRESSION t', 'read ANALYZE');
  check('DROP INDEX i', 'unknown DROP INDEX !');
});

describe('the kind of a broken statement is judged with caution', () => {
  check('SELECT FROM WHERE', 'read SELECT');
  check('SELECT a FORM t INTO u', 'definition SELECT INTO');
  check('{{ statement }}', 'unknown ');
  check('DROP TABEL t', 'definition DROP TABLE !');
  check('SELCT a FROM t', 'unknown SELECT');
  test('a word that nobody knows', () => assert.match(classOf('frobnicate all')!, /^unknown/));
});

describe('where a statement is', () => {
  const at = (marked: string) => {
    const offset = marked.indexOf('$0');
    const text = marked.replace('$0', '');
    const span = statementAt(parseDocument(text), offset);
    return span && text.slice(span.start, span.end);
  };
  test('without the comments around it and its semicolon', () => assert.equal(at('-- one\nSELECT $01; -- two\nSELECT 2'), 'SELECT 1'));
  test('just behind its semicolon', () => assert.equal(at('SELECT 1;$0\nSELECT 2;'), 'SELECT 1'));
  test('behind the last semicolon and a line break', () => assert.equal(at('SELECT 1;\n$0'), 'SELECT 1'));
  test('on the line before the next one', () => assert.equal(at('SELECT 1;\n$0  SELECT 2;'), 'SELECT 2'));
  test('nothing in an empty document', () => assert.equal(at(' $0 '), undefined));
  test('what a repair leaves out is still sent', () =>
    assert.equal(at('SELECT 1$0 FROM t WHERE a = 1 ) );'), 'SELECT 1 FROM t WHERE a = 1 ) )'));
});
