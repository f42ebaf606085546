// The rules NAM: their documentation examples, and what they say of a script for a database whose catalog is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withChange } from '../../../server/src/catalog/snapshot.ts';
import { diagnose } from '../../../server/src/features/diagnose.ts';
import { parseDocument } from '../../../server/src/syntax/document.ts';
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('NAM');

const table = (name: string, ...columns: string[]) => ({
  name,
  kind: 'table' as const,
  columns: columns.map(column => ({ name: column, type: 'integer' })),
});

const catalog = withChange(undefined, {
  connection: 'c',
  database: 'dev',
  schemas: [
    { name: 'public', kind: 'local' },
    { name: 'sales', kind: 'local' },
    { name: 'archive', kind: 'local' },
  ],
  contents: [
    { schema: 'public', relations: [table('people', 'id', 'name')], functions: [], models: [] },
    { schema: 'sales', relations: [table('orders', 'id', 'total', 'person')], functions: [], models: [] },
  ],
  principals: { users: ['ann'], groups: ['staff'], roles: ['analyst'] },
  rlsPolicies: [{ name: 'own_rows', columns: [{ name: 'person', type: 'integer' }] }],
  maskingPolicies: [{ name: 'hide', columns: [{ name: 'c', type: 'varchar(20)' }] }],
});

/** What the rules NAM say: code, severity, the text they say it of, and what their first fix makes of it. */
function told(sql: string): string[] {
  return diagnose(parseDocument(sql), { catalog })
    .filter(({ code }) => code.startsWith('NAM') || code === 'syntax-error')
    .map(({ code, severity, start, end, fixes }) => {
      const [edit] = fixes[0]?.edits ?? [];
      return `${code} ${severity} ${sql.slice(start, end)}${edit ? ` → ${edit.newText}` : ''}`;
    });
}

const cases: readonly (readonly [string, ...string[]])[] = [
  ['SELECT id, total FROM sales.orders'],
  ['SELECT id FROM sales.order', 'NAM001 error sales.order → orders'],
  ['SELECT id FROM sales.customers', 'NAM001 error sales.customers'],
  // What the archive holds is not loaded.
  ['SELECT id FROM archive.orders_2020'],
  ['SELECT id FROM peple', 'NAM001 warning peple → people'],
  // The user's own search path may find it.
  ['SELECT id FROM customers', 'NAM001 warning customers'],
  ['SELECT id FROM orders', 'NAM001 warning orders → sales.orders'],
  ['SET search_path TO sales; SELECT id FROM orders; SELECT id FROM customers', 'NAM001 error customers'],
  ['SELECT id FROM otherdb.sales.customers'],
  ['CREATE TABLE sales.customers (id int); SELECT id FROM sales.customers'],
  ['DROP TABLE sales.orders; INSERT INTO sales.orders VALUES (1)', 'NAM001 error sales.orders'],
  ['CREATE TEMP TABLE customers (id int); SELECT id FROM customers'],
  ['CALL sales.load(); SELECT id FROM sales.customers'],
  ["COPY sales.ordrs FROM 's3://b/p' IAM_ROLE DEFAULT", 'NAM001 error sales.ordrs → orders'],
  ["UNLOAD ('select id, totl from sales.orders where id = ''1''') TO 's3://b/p' IAM_ROLE DEFAULT", 'NAM002 error totl → total'],
  ["UNLOAD ($$select id from sales.ordrs$$) TO 's3://b/p' IAM_ROLE DEFAULT", 'NAM001 error sales.ordrs → orders'],
  ['SELECT o.totl FROM sales.orders o', 'NAM002 error o.totl → total'],
  ['SELECT "TOTAL", Id FROM Sales."ORDERS"'],
  ['INSERT INTO sales.orders (id, amount) VALUES (1, 2)', 'NAM002 error amount'],
  ['ALTER TABLE sales.orders ADD COLUMN amount int; SELECT amount FROM sales.orders'],
  ['ALTER TABLE sales.orders RENAME COLUMN total TO amount; SELECT total FROM sales.orders', 'NAM002 error total'],
  ['SELECT id FROM sales.orders o JOIN people p ON o.person = p.id', 'NAM006 error id → o.'],
  ['INSERT INTO people VALUES (1, 2, 3)', 'NAM007 error (1, 2, 3)'],
  ['INSERT INTO people SELECT * FROM sales.orders', 'NAM007 error *'],
  ['CREATE TABLE slaes.t (a int)', 'NAM003 error slaes → sales'],
  ['DROP SCHEMA archiv', 'NAM003 error archiv → archive'],
  ['SELECT 1 FROM hr.people', 'NAM003 error hr'],
  ['ALTER USER bob CREATEDB', 'NAM004 error bob'],
  ['ALTER GROUP staf ADD USER ann', 'NAM004 error staf → staff'],
  ['ATTACH RLS POLICY own_row ON sales.orders TO ROLE analyst', 'NAM005 error own_row → own_rows'],
  ['ATTACH RLS POLICY own_rows ON sales.orders TO ROLE analist', 'NAM004 error analist → analyst'],
  ['ATTACH MASKING POLICY hid ON people(name) TO ROLE analyst', 'NAM005 error hid → hide'],
  ['CREATE ROLE auditor; ATTACH RLS POLICY own_rows ON sales.orders TO ROLE auditor'],
];

for (const [sql, ...expected] of cases) test(sql, () => assert.deepEqual(told(sql), expected));

test('a policy whose column has another type than the table, or none, is refused', () => {
  const errors = (sql: string) =>
    diagnose(parseDocument(sql), { catalog }).flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
  assert.deepEqual(errors('ATTACH RLS POLICY own_rows ON sales.orders TO ROLE analyst'), []);
  assert.deepEqual(errors('ATTACH RLS POLICY own_rows ON people TO ROLE analyst'), ['RLS010']);
  assert.deepEqual(
    errors("CREATE RLS POLICY p WITH (total varchar(9)) USING (total = 'x'); ATTACH RLS POLICY p ON sales.orders TO ROLE analyst"),
    ['RLS010'],
  );
});
