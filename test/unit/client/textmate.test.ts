// The TextMate grammar's patterns, each by itself: what they take, and what they leave.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

interface Pattern {
  match?: string;
  begin?: string;
  end?: string;
  patterns?: Pattern[];
}

const file = join(import.meta.dirname, '../../../syntaxes/redshift-sql.tmLanguage.json');
const { repository }: { repository: Record<string, Pattern> } = JSON.parse(readFileSync(file, 'utf8'));

/** Oniguruma's inline flag as JavaScript's. */
function compiled(source: string): RegExp {
  return source.startsWith('(?i)') ? new RegExp(source.slice(4), 'giu') : new RegExp(source, 'gu');
}

function everyPattern(pattern: Pattern): Pattern[] {
  return [pattern, ...(pattern.patterns ?? []).flatMap(everyPattern)];
}

/** What the patterns of a rule take out of a text. */
function taken(rule: string, text: string): string[] {
  return everyPattern(repository[rule]!).flatMap(({ match }) => (match ? (text.match(compiled(match)) ?? []) : []));
}

describe('highlighting patterns', () => {
  it('are regular expressions, and none takes nothing', () => {
    for (const [name, rule] of Object.entries(repository)) {
      for (const { match, begin, end } of everyPattern(rule)) {
        for (const source of [match, begin]) if (source) assert.ok(compiled(source), name);
        if (match) assert.ok(!compiled(match).test(''), `${name} matches the empty text`);
        // An end may refer to what the beginning took (dollar quotes).
        if (end && !end.includes('\\1')) assert.ok(compiled(end), name);
      }
    }
  });

  it('know types, alone and of several words', () => {
    assert.deepEqual(taken('types', 'a INTEGER, b double precision, c VARCHAR(10), d timestamp with time zone, e SUPER'), [
      'INTEGER',
      'double precision',
      'VARCHAR',
      'timestamp with time zone',
      'SUPER',
    ]);
  });

  it('take no type out of other words and signs', () => {
    assert.deepEqual(taken('types', 'IF n > 0 THEN integers := 0; t.date = "date"; END IF;'), []);
  });

  it('know who a right is given to', () => {
    assert.deepEqual(taken('grantees', 'GRANT SELECT ON t TO ROLE analyst, GROUP analytics_users;'), [
      'ROLE analyst',
      'GROUP analytics_users',
    ]);
    assert.deepEqual(taken('grantees', 'SELECT a FROM t GROUP BY a'), []);
  });

  it('take numbers, not digits inside names', () => {
    assert.deepEqual(taken('numbers', '1 1.5 .5 1e10 2.5E-3 a1 t_2 x3y'), ['1', '1.5', '.5', '1e10', '2.5E-3']);
  });

  it('take parameters, not casts', () => {
    assert.deepEqual(taken('parameters', 'SELECT :day, a::date, $1, ? FROM t'), [':day', '$1', '?']);
  });

  it('take keywords only as whole words', () => {
    assert.deepEqual(
      taken('keywords', 'selected FROMAGE "select" t.select').filter(word => !/^\s*$/.test(word)),
      [],
    );
  });
});
