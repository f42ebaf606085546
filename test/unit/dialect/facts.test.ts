// The facts of the language: complete rows, addresses that are addresses, names that can be found.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dataTypes, findDataType } from '../../../server/src/dialect/dataTypes.ts';
import { builtInFunctions, datePartFunctions, dateParts } from '../../../server/src/dialect/functions.ts';
import { findParameter, sessionParameters, valueWords } from '../../../server/src/dialect/parameters.ts';
import { defaultForms, grantForms, scopedForms } from '../../../server/src/dialect/privileges.ts';
import { systemViews } from '../../../server/src/dialect/systemViews.ts';

const page = /^https:\/\/docs\.aws\.amazon\.com\/redshift\/latest\/dg\/[\w-]+\.html$/;

describe('functions', () => {
  test('every form has a signature, a description and a page', () => {
    for (const [name, forms] of builtInFunctions()) {
      for (const form of forms) {
        assert.equal(form.name, name);
        assert.match(name, /^[A-Z0-9_]+(?: [A-Z0-9_]+)*$/);
        assert.ok(
          form.signatures.length > 0 && form.signatures.some(signature => signature.toUpperCase().includes(name) || name.includes(' ')),
          name,
        );
        assert.ok(form.description.length > 3 && form.description.endsWith('.'), `${name}: ${form.description}`);
        assert.match(form.page, page, name);
      }
    }
  });
  test('aggregates are windows too', () =>
    assert.deepEqual(
      builtInFunctions()
        .get('SUM')
        ?.map(form => form.category),
      ['aggregate', 'window'],
    ));
  test('what is called without parentheses', () =>
    assert.deepEqual(
      ['SYSDATE', 'CURRENT_USER', 'COUNT'].map(name => builtInFunctions().get(name)?.[0]?.bare),
      [true, true, false],
    ));
  test('the functions that take a date part exist', () => {
    for (const name of ['DATEADD', 'DATEDIFF', 'DATE_PART', 'DATE_TRUNC'])
      assert.ok(datePartFunctions.has(name) && builtInFunctions().has(name), name);
    assert.ok(dateParts.day?.includes('d'));
  });
});

describe('system views', () => {
  test('every view has a purpose, readers and a page', () => {
    assert.ok(systemViews().size > 250);
    for (const view of systemViews().values()) {
      assert.match(view.name, /^[a-z_0-9]+$/);
      assert.ok(view.purpose.length > 3 && view.visibleTo.length > 3, view.name);
      assert.match(view.page, page, view.name);
      for (const column of view.columns) assert.match(column.name, /^[a-z_0-9"$]+$/i, `${view.name}.${column.name}`);
    }
  });
  test('the information schema stands apart', () => assert.equal(systemViews().get('columns')?.schema, 'information_schema'));
  test('types with a comma', () =>
    assert.equal(
      systemViews()
        .get('svv_table_info')
        ?.columns.find(column => column.name === 'unsorted')?.type,
      'numeric(5,2)',
    ));
});

describe('parameters', () => {
  test('every one has values, a description and a page', () => {
    for (const { name, values, description, page: address } of sessionParameters) {
      assert.ok(values !== '' && description !== '', name);
      assert.match(address, page, name);
    }
  });
  test('by name in any case', () => assert.equal(findParameter('SEARCH_PATH')?.fallback, "'$user', public"));
  test('words that can be offered', () => {
    assert.deepEqual(valueWords(findParameter('enable_result_cache_for_session')!), ['on', 'off']);
    assert.deepEqual(valueWords(findParameter('extra_float_digits')!), []);
  });
});

describe('types and privileges', () => {
  test('types by each of their names', () => {
    for (const type of dataTypes) assert.equal(findDataType(type.name), type);
    assert.equal(findDataType('int8')?.name, 'BIGINT');
    assert.equal(findDataType('uuid'), undefined);
  });
  test('each form has privileges and grantees', () => {
    for (const form of [...Object.values(grantForms), ...Object.values(scopedForms), ...Object.values(defaultForms)])
      assert.ok(form.privileges.length > 0 && form.grantees.length > 0);
  });
});
