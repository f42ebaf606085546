// The highlighting as VS Code would show it: what each piece of a text is coloured as, and that nothing open colours the rest of a file.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import * as T from '../../../server/src/syntax/tokens.ts';
import { fixtures } from '../../support/fixtures.ts';
import { type Tokenizer, tokenizerOf } from '../../support/textmate.ts';

/** A Python of strings only, with the scopes of VS Code's own grammar. */
const python = {
  scopeName: 'source.python',
  patterns: [
    { match: '\\b(?:import|def|return)\\b', name: 'keyword.python' },
    { begin: '^\\s*(""")', end: '(""")', name: 'string.quoted.docstring.multi.python' },
    { begin: '[fF]"""', end: '"""', name: 'meta.fstring.python', patterns: [{ match: '\\{[^}]*\\}', name: 'meta.replacement.python' }] },
    { begin: '"""', end: '"""', name: 'string.quoted.multi.python' },
    { begin: '\\(', end: '\\)', name: 'meta.parenthesis.python', patterns: [{ include: '$self' }] },
  ],
};

const sql = await tokenizerOf('source.redshift-sql', { 'source.python': python });
const inPython = await tokenizerOf('source.python', { 'source.python': python }, ['redshift-sql.python']);

/** Each piece, in order, and a scope that it has; a scope with `!` before it is one that it must not have. */
function checkColours(tokenize: Tokenizer, text: string, pieces: readonly (readonly [string, string])[]): void {
  const tokens = tokenize(text);
  let at = 0;
  for (const [piece, scope] of pieces) {
    const found = tokens.findIndex((token, index) => index >= at && token.text.trim() === piece);
    assert.ok(found >= 0, `no “${piece}” behind token ${at} of ${JSON.stringify(tokens.map(token => token.text))}`);
    const { scopes } = tokens[found]!;
    const wanted = !scope.startsWith('!');
    const has = scopes.some(one => one.startsWith(scope.replace('!', '')));
    assert.equal(has, wanted, `“${piece}” is ${scopes.join(' ')}, not ${scope}`);
    at = found + 1;
  }
}

describe('strings', () => {
  test('doubled quotes and backslashes stay inside', () =>
    checkColours(sql, "select 'it''s', E'a\\'b\\n', x", [
      ["''", 'constant.character.escape'],
      ["E'", 'string.quoted.single'],
      ["\\'", 'constant.character.escape'],
      ['\\n', 'constant.character.escape'],
      ['x', 'variable.other'],
    ]));
  test('a backslash alone is a whole string', () =>
    checkColours(sql, "copy t from 's3://b/x' delimiter '\\' gzip", [
      ['s3://b/x', 'constant.other.uri'],
      ["'\\'", 'string.quoted.single'],
      ['gzip', 'keyword'],
    ]));
  test('a template in a string', () => checkColours(sql, "where d = '{{ ds }}'", [['{{ ds }}', 'variable.other.template']]));
  test('an open string ends where a line begins a statement', () =>
    checkColours(sql, "select 'open from t\nwhere a = 1;\ngrant select on t to role x;\ncreate table u (a int)", [
      ['where a = 1;', 'string'],
      ['grant', 'keyword'],
      ['create', 'keyword'],
      ['int', 'support.type'],
    ]));
  test('an open name ends with its line', () =>
    checkColours(sql, 'select "open from t\nwhere a = 1', [
      ['open from t', 'variable.other.quoted'],
      ['where', 'keyword'],
    ]));
  test('text of several lines stays text', () =>
    checkColours(sql, "comment on table t is 'one\n  two create\nthree';\nselect 1", [
      ['two create', 'string'],
      ['three', 'string'],
      ['select', 'keyword'],
    ]));
  test('the query of UNLOAD, and what stands behind it', () =>
    checkColours(sql, "unload ('\nselect a, ''x'' from t\n') to 's3://b';", [
      ['select', 'string.quoted.single'],
      ["''x''", 'string.quoted.single'],
      ['from', 'keyword.other'],
      ['to', '!string'],
      ['s3://b', 'constant.other.uri'],
    ]));
  test('an open query of UNLOAD', () =>
    checkColours(sql, "unload ('select a from t\nto 's3://b';\n\ngrant select on t to u", [['grant', '!string']]));
});

describe('bodies', () => {
  test('PL/pgSQL, with its tag, and a dollar string inside', () =>
    checkColours(sql, 'create procedure p() as $body$\nbegin\n  x := $1;\n  execute $q$select$q$;\nend\n$body$ language plpgsql', [
      ['$body$', 'punctuation.definition.string.begin'],
      ['begin', 'keyword'],
      [':=', 'keyword.operator.assignment'],
      ['$1', 'variable.parameter'],
      ['$q$select$q$', 'string.quoted.dollar'],
      ['$body$', 'punctuation.definition.string.end'],
      ['language', '!meta.body'],
    ]));
  test('Python, and nothing that is open in it reaches behind', () =>
    checkColours(sql, 'create function f() returns int stable as $$\n  import json\n  return (g(a)\n$$ language plpythonu;\nselect 1', [
      ['import', 'keyword.python'],
      ['return', 'keyword.python'],
      ['$$', 'punctuation.definition.string.end'],
      ['language', '!meta.embedded'],
      ['select', 'keyword.other.data'],
    ]));
  test('SQL', () =>
    checkColours(sql, 'as $$\n  select $1 + 1\n$$ language sql', [
      ['select', 'keyword.other.data'],
      ['+', 'keyword.operator'],
    ]));
});

describe('the rest', () => {
  test('comments nest', () =>
    checkColours(sql, '/* a /* b */ c */ select', [
      ['c', 'comment.block'],
      ['select', 'keyword'],
    ]));
  test('psql: variables and commands', () =>
    checkColours(sql, "select :day, :'day', a::int from t \\gset\n  \\echo x", [
      [':day', 'variable.parameter'],
      [":'day'", 'variable.parameter'],
      ['::', 'keyword.operator.cast'],
      ['\\gset', 'keyword.other.meta'],
      ['\\echo x', 'keyword.other.meta'],
    ]));
  test('placeholders of drivers; a remainder is none', () =>
    checkColours(sql, 'where a = %s and b = %(name)s and c % s = 1', [
      ['%s', 'variable.parameter'],
      ['%(name)s', 'variable.parameter'],
      ['%', 'keyword.operator'],
    ]));
  test('jinja', () =>
    checkColours(sql, "{# c #} {% if x %} select {{ ref('t') }} {% endif %}", [
      ['if', 'keyword.control.jinja'],
      ['select', 'keyword.other.data'],
      ['ref', 'entity.name.function.jinja'],
      ['endif', 'keyword.control.jinja'],
    ]));
  test('numbers, ranges of a loop, names with digits', () =>
    checkColours(sql, 'for i in 1..10 loop x := 1.5e3 + .5 + a1', [
      ['1', 'constant.numeric'],
      ['10', 'constant.numeric'],
      ['1.5e3', 'constant.numeric'],
      ['.5', 'constant.numeric'],
      ['a1', 'variable.other'],
    ]));
  test('names behind a dot, quoted and temporary names are no keywords', () =>
    checkColours(sql, 'select t.select, "from", #order, größe from s.date', [
      ['select', 'keyword'],
      ['select', '!keyword'],
      ['from', 'variable.other.quoted'],
      ['#order', 'variable.other'],
      ['größe', 'variable.other'],
      ['date', '!support.type'],
    ]));
});

describe('Python', () => {
  test('a string that begins with a statement, on its first line or below', () => {
    checkColours(inPython, 'q = """SELECT a, \'it\'\'s\' FROM t WHERE b = %(b)s""" + x', [
      ['SELECT', 'keyword.other.data'],
      ["'it''s'", 'string.quoted.single.redshift-sql'],
      ['%(b)s', 'variable.parameter'],
      ['"""', '!meta.embedded'],
      ['+ x', '!string'],
    ]);
    checkColours(inPython, 'q = """\n    CREATE TABLE t (\n      a int -- """\n    )\n"""', [
      ['CREATE', 'keyword'],
      ['TABLE', 'keyword'],
      ['int', 'support.type'],
    ]);
  });
  test('a mark makes lower case SQL too', () =>
    checkColours(inPython, 'q = """--sql\n  select 1"""\nreturn', [
      ['--sql', 'comment.line'],
      ['select', 'keyword.other.data'],
      ['return', 'keyword.python'],
    ]));
  test('templates of an f-string', () =>
    checkColours(inPython, 'q = f"""SELECT {a} FROM {table}"""\nreturn', [
      ['SELECT', 'keyword.other.data'],
      ['a', 'variable.other.template'],
      ['FROM', 'keyword.other'],
      ['return', 'keyword.python'],
    ]));
  test('docstrings and prose are left alone', () => {
    checkColours(inPython, 'def f():\n  """\n  SELECT nothing\n  """\n', [['SELECT nothing', '!meta.embedded']]);
    checkColours(inPython, 'x = """Select one.\n  UPDATE the docs, please.\n"""', [
      ['Select one.', '!meta.embedded'],
      ['UPDATE the docs, please.', '!meta.embedded'],
    ]);
  });
  test('an open quote or comment in the SQL ends with the string', () =>
    checkColours(inPython, 'q = """SELECT \'a FROM t /* open\n"""\nreturn', [
      ['FROM', 'keyword.other'],
      ['return', 'keyword.python'],
    ]));
});

describe('the highlighting knows strings, quoted names and comments as the lexer does', () => {
  /** What a place is coloured as. */
  function colours(text: string): (offset: number) => string {
    const kinds = new Array<string>(text.length).fill('');
    for (const { start, text: piece, scopes } of sql(text)) {
      const all = scopes.join(' ');
      const kind = /comment/.test(all)
        ? 'comment'
        : /string\.quoted/.test(all)
          ? 'string'
          : /variable\.other\.quoted/.test(all)
            ? 'name'
            : 'code';
      kinds.fill(kind, start, start + piece.length);
    }
    return offset => kinds[offset]!;
  }

  for (const { name, text } of fixtures('grammar')) {
    test(name, () => {
      const colourAt = colours(text);
      const check = (offset: number, wanted: string) =>
        assert.equal(colourAt(offset), wanted, `${text.slice(Math.max(0, offset - 40), offset)}⟦${text.slice(offset, offset + 40)}`);
      for (const { start, parsed } of parseDocument(text).statements) {
        for (let token = 0; token < parsed.count; token++) {
          const kind = parsed.kinds[token]!;
          if (kind === T.DOLLAR_STRING || kind === T.TEMPLATE || kind === T.PARAMETER || parsed.bodies.some(body => body.token === token))
            continue;
          check(
            start + parsed.starts[token]!,
            kind === T.STRING || kind === T.STRING_PART ? 'string' : kind === T.QUOTED_NAME ? 'name' : 'code',
          );
        }
        for (let i = 0; i < parsed.comments.length; i += 2) {
          const at = start + parsed.comments[i]!;
          if (/^(?:--|\/\*|\{#)/.test(text.slice(at, at + 2))) check(at, 'comment');
        }
      }
    });
  }
});
