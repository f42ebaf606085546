// TBL003: statements and clauses of PostgreSQL that Redshift does not have.

import { lastPart, nameOf } from '../../semantics/names.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, Span } from '../rule.ts';
import { explainUnsupported } from './unsupportedSyntax.ts';

export const unsupportedFeature: Rule = {
  id: 'TBL003',
  name: 'unsupported-postgresql-feature',
  severity: 'error',
  title: 'Unsupported PostgreSQL statement or clause',
  explanation: `Redshift began as PostgreSQL 8.0, without indexes, sequences, triggers, domains, rules, inheritance, table spaces, savepoints, check and exclusion constraints,
\`DISTINCT ON\`, \`LATERAL\`, \`RETURNING\` and \`ON CONFLICT\`. Sort and distribution keys take the place of indexes, \`IDENTITY\` that of sequences, \`MERGE\` that of
\`ON CONFLICT\`, \`QUALIFY row_number() …\` that of \`DISTINCT ON\`.`,
  pages: ['c_unsupported-postgresql-features'],
  examples: {
    wrong: [
      'CREATE INDEX i ON t(a);',
      'CREATE UNIQUE INDEX i ON t USING btree (lower(a));',
      'CREATE SEQUENCE s START 1;',
      'CREATE TEMP SEQUENCE s;',
      'CREATE OR REPLACE RULE r AS ON INSERT TO t DO NOTHING;',
      'CREATE CONSTRAINT TRIGGER tr AFTER INSERT ON t EXECUTE PROCEDURE f();',
      'DROP SEQUENCE IF EXISTS s;',
      'CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f();',
      "CREATE TYPE mood AS ENUM ('sad', 'happy');",
      'CREATE EXTENSION IF NOT EXISTS pgcrypto;',
      'CREATE TABLE t (a int CHECK (a > 0));',
      'CREATE TABLE t (a int, CONSTRAINT positive CHECK (a > 0));',
      'ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);',
      'CREATE TABLE t (a int, EXCLUDE USING gist (a WITH =));',
      'CREATE TABLE t (b int) INHERITS (parent);',
      'CREATE TABLE t (a int) TABLESPACE fast;',
      'CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);',
      'CREATE TABLE t (a int REFERENCES p (a) ON DELETE CASCADE);',
      'INSERT INTO t VALUES (1) RETURNING a;',
      'DELETE FROM t WHERE a = 1 RETURNING *;',
      'INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO NOTHING;',
      'SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b;',
      'SELECT * FROM t, LATERAL (SELECT b FROM s WHERE s.a = t.a LIMIT 1) x;',
      'SELECT count(*) FILTER (WHERE a > 1) FROM t;',
      'BEGIN;\nSAVEPOINT here;\nROLLBACK TO SAVEPOINT here;\nCOMMIT;',
      "DO $$ BEGIN RAISE INFO 'x'; END $$;",
      "SELECT nextval('s');",
      'CREATE TABLE child () INHERITS (parent);',
      'CREATE TABLE t (a int, d date) PARTITION BY RANGE (d);',
      'CREATE UNLOGGED TABLE t (a int);',
      'CREATE OR REPLACE TABLE t (a int);',
      'CREATE TABLE t (id int AUTO_INCREMENT, a int);',
      'ALTER TABLE t ALTER COLUMN a SET NOT NULL;',
      'EXPLAIN ANALYZE SELECT a FROM t;',
      'COPY t FROM STDIN;',
      "COPY t TO '/tmp/t.csv';",
      'SELECT a FROM t LIMIT 5, 10;',
      'SELECT sum(a) OVER w FROM t;',
      'REINDEX TABLE t;',
    ],
    right: [
      'ALTER TABLE t ALTER SORTKEY (a);',
      'SELECT * EXCLUDE (a) FROM t;',
      'CREATE TABLE t (a int IDENTITY(1, 1), b int DEFAULT 1, PRIMARY KEY (a));',
      'SELECT DISTINCT a FROM t;',
      'SELECT a FROM t QUALIFY row_number() OVER (PARTITION BY a ORDER BY b) = 1;',
      'INSERT INTO t VALUES (1);',
      'BEGIN;\nROLLBACK;',
    ],
  },
  needs: 'offline',
  kinds: [
    'UnsupportedStatement',
    'UnsupportedSavepoint',
    'UnsupportedCheck',
    'UnsupportedInherits',
    'UnsupportedTablespace',
    'UnsupportedDistinctOn',
    'UnsupportedReturning',
    'UnsupportedOnConflict',
    'UnsupportedGenerated',
    'UnsupportedExclusion',
    'UnsupportedReferentialAction',
    'UnsupportedFilter',
    'TableFactor',
    'FunctionCall',
  ],
  check(node, { report }) {
    if (node.kind === 'UnsupportedStatement') {
      // CLUSTER and its like are no reserved words: a variable of a procedure may be called so.
      if (node.tokens()[1]?.text === ':=') return;
      const { words, at } = statementWords(node);
      // Row security has a rule of its own, TBL004.
      if (words.at(-1) === 'POLICY') return;
      report({ at, message: say`Redshift has no ${words.join(' ')}` + insteadOf(words) });
    } else if (node.kind === 'FunctionCall') {
      const slot = node.child('function-name');
      // Calls are many: most are no further looked at.
      const name = slot && /val"?$/i.test(slot.text) ? nameOf(slot) : undefined;
      if (slot && name && sequenceFunctions.has(lastPart(name).name))
        report({ at: slot, message: say`Redshift has no sequences, so no ${slot.text.toUpperCase()}: use an IDENTITY column` });
    } else if (node.kind === 'TableFactor') {
      const lateral = node.keyword('LATERAL') ?? node.child('TableFunction')?.keyword('LATERAL');
      if (lateral) report({ at: lateral, message: say`Redshift has no LATERAL: ${clauses().LATERAL}` });
    } else {
      const [name, instead] = Object.entries(clauses()).find(([name]) => node.kind === `Unsupported${name}`) ?? [];
      if (!name) return;
      // ROLLBACK stands in front of the node.
      const at = node.kind === 'UnsupportedSavepoint' ? { start: node.start, end: node.end, text: 'ROLLBACK TO' } : clauseWords(node);
      report({ at, message: say`Redshift has no ${at.text}: ${instead}` });
    }
  },
  explain: explainUnsupported,
};

const sequenceFunctions: ReadonlySet<string> = new Set(['nextval', 'currval', 'setval', 'lastval']);

/** What to do instead, by the part of the node kind behind `Unsupported`. */
const clauses = (): Record<string, string> => ({
  Savepoint: say`ROLLBACK takes back the whole transaction`,
  Check: say`check the rows where they are loaded`,
  Inherits: say`copy the columns with LIKE, or read both tables through a view with UNION ALL`,
  Tablespace: say`leave the clause out`,
  DistinctOn: say`choose rows with QUALIFY row_number() OVER (PARTITION BY … ORDER BY …) = 1`,
  Returning: say`read the rows with a query of its own`,
  OnConflict: say`use MERGE`,
  Generated: say`work the value out in a view, or write GENERATED BY DEFAULT AS IDENTITY for running numbers`,
  Exclusion: say`check the rows where they are loaded`,
  ReferentialAction: say`foreign keys are not enforced, so nothing follows a deleted row`,
  Filter: say`put a CASE into the argument: count(CASE WHEN … THEN 1 END)`,
  LATERAL: say`join a subquery, or choose rows with QUALIFY`,
});

const statements = (): Record<string, string> => ({
  INDEX: say`choose a SORTKEY and a DISTKEY instead`,
  SEQUENCE: say`use an IDENTITY column instead`,
  TRIGGER: say`do it in the procedure that changes the rows`,
  RULE: say`do it in the procedure that changes the rows`,
  TYPE: say`use a built-in type, SUPER for nested values`,
  DOMAIN: say`use the built-in type`,
  EXTENSION: say`what it brings is built in, or can be a user-defined function`,
  AGGREGATE: say`use the built-in aggregates, or LISTAGG and a user-defined function`,
  OPERATOR: say`write a user-defined function`,
  TABLESPACE: say`leave it out`,
  SAVEPOINT: say`only the whole transaction can be rolled back`,
  RELEASE: say`only the whole transaction can be rolled back`,
  DO: say`put the code into a procedure and CALL it`,
  CLUSTER: say`use a SORTKEY and VACUUM instead`,
});

function insteadOf(words: readonly string[]): string {
  const instead = statements()[words.at(-1)!];
  return instead ? say`: ${instead}` : '';
}

/** Words between CREATE and what is created. */
const modifiers: ReadonlySet<string> = new Set(['UNIQUE', 'OR', 'REPLACE', 'TEMPORARY', 'TEMP', 'CONSTRAINT']);

/** The keywords that name an unsupported statement: `CREATE UNIQUE INDEX`. */
function statementWords(node: SyntaxNode): { words: string[]; at: Span } {
  const [first, ...rest] = node.tokens() as [SyntaxToken, ...SyntaxToken[]];
  if (!['CREATE', 'ALTER', 'DROP'].includes(first.keyword)) return { words: [first.keyword], at: first };
  const taken = rest.slice(0, rest.findIndex(token => !modifiers.has(token.keyword)) + 1);
  const words = [first, ...taken].filter(token => token.keyword !== 'OR' && token.keyword !== 'REPLACE');
  return { words: words.map(token => token.keyword), at: { start: first.start, end: (taken.at(-1) ?? first).end } };
}

/** Clauses of one word; what follows it may begin with a keyword too. */
const oneWord: ReadonlySet<string> = new Set([
  'UnsupportedReturning',
  'UnsupportedTablespace',
  'UnsupportedDistinctOn',
  'UnsupportedExclusion',
]);

/** The keywords that a clause begins with. */
function clauseWords(node: SyntaxNode): Span & { readonly text: string } {
  const tokens = node.tokens();
  const limit = tokens.findIndex(token => token.keyword === '');
  const reached = oneWord.has(node.kind)
    ? []
    : tokens.slice(0, node.kind === 'UnsupportedOnConflict' ? 2 : limit < 0 ? tokens.length : limit);
  const words = reached.length === 0 ? tokens.slice(0, 1) : reached;
  // DISTINCT stands in front of the node.
  const distinct = node.kind === 'UnsupportedDistinctOn' ? node.parent?.keyword('DISTINCT') : undefined;
  const start = distinct?.start ?? node.start;
  const text = (distinct ? [distinct, ...words] : words).map(token => token.keyword).join(' ');
  return { start, end: words.at(-1)!.end, text };
}
