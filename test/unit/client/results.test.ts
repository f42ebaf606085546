// Rows by their number out of pages in a row, and rows as text in other formats.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type CellValue, type ResultPage, toValue } from '../../../client/src/aws/results.ts';
import { type ExportFormat, exportResult } from '../../../client/src/results/exportResult.ts';
import { csvLine, formatRows, insertStatement, jsonLine } from '../../../client/src/results/formats.ts';
import { ResultReader } from '../../../client/src/results/resultReader.ts';

const columns = [
  { name: 'id', type: 'int8' },
  { name: 'name', type: 'varchar' },
];

/** A result of `total` rows in pages of 10, and a count of what was asked for. */
function pagedResult(total: number) {
  const asked: string[] = [];
  const load = async (token: string | undefined): Promise<ResultPage> => {
    asked.push(token ?? 'first');
    const start = Number(token ?? 0);
    const rows = Array.from({ length: Math.min(10, total - start) }, (_, index): CellValue[] => [
      start + index,
      `row ${(start + index) % 7}`,
    ]);
    return { columns, rows, totalRows: total, ...(start + 10 < total ? { nextToken: String(start + 10) } : {}) };
  };
  return { load, asked };
}

describe('a result of many pages', () => {
  it('knows its size after the first page and loads only as far as one looks', async () => {
    const { load, asked } = pagedResult(95);
    const reader = new ResultReader(load);
    await reader.open();
    assert.deepEqual([reader.totalRows, reader.passedRows, reader.isComplete, asked.length], [95, 10, false, 1]);
    assert.deepEqual(
      (await reader.rows(25, 27)).map(row => row[0]),
      [25, 26],
    );
    assert.equal(asked.length, 3);
    assert.deepEqual(
      (await reader.rows(90, 200)).map(row => row[0]),
      [90, 91, 92, 93, 94],
    );
    assert.equal(reader.isComplete, true);
  });

  it('drops old pages when there are too many rows, and loads them again by their token', async () => {
    const { load, asked } = pagedResult(100);
    const reader = new ResultReader(load, 30);
    await reader.rows(0, 100);
    assert.ok(reader.heldRows <= 30, `${reader.heldRows} rows are held`);
    const before = asked.length;
    assert.deepEqual(
      (await reader.rows(3, 5)).map(row => row[0]),
      [3, 4],
    );
    assert.deepEqual(asked.slice(before), ['first']);
  });

  it('answers questions that come together one after another', async () => {
    const { load, asked } = pagedResult(40);
    const reader = new ResultReader(load);
    const [first, second] = await Promise.all([reader.rows(0, 5), reader.rows(30, 35), reader.rows(10, 12)]);
    assert.equal(first?.[0]?.[0], 0);
    assert.equal(second?.[0]?.[0], 30);
    assert.equal(new Set(asked).size, asked.length, 'a page was loaded twice');
  });

  it('sorts and filters what is loaded, NULL last in both directions', async () => {
    const values: CellValue[][] = [
      ['9223372036854775807', 'b'],
      [2, 'a'],
      [null, 'c'],
      ['9223372036854775806', null],
      [10, 'A'],
    ];
    const reader = new ResultReader(async () => ({ columns, rows: values, totalRows: 5 }));
    await reader.open();
    reader.setView({ sort: { column: 0, descending: false } });
    assert.deepEqual(
      (await reader.rows(0, 9)).map(row => row[0]),
      [2, 10, '9223372036854775806', '9223372036854775807', null],
    );
    reader.setView({ sort: { column: 0, descending: true } });
    assert.deepEqual(
      (await reader.rows(0, 2)).map(row => row[0]),
      ['9223372036854775807', '9223372036854775806'],
    );
    reader.setView({ filter: 'A' });
    assert.deepEqual([reader.viewLength, (await reader.rows(0, 9)).map(row => row[1])], [2, ['a', 'A']]);
    reader.setView({});
    assert.equal(reader.viewLength, 5);
  });

  it('goes on after a page failed', async () => {
    const { load } = pagedResult(20);
    let failing = true;
    const reader = new ResultReader(async token => {
      if (token && failing) throw new Error('network');
      return load(token);
    });
    await reader.open();
    await assert.rejects(reader.rows(10, 12), /network/);
    failing = false;
    assert.deepEqual(
      (await reader.rows(10, 12)).map(row => row[0]),
      [10, 11],
    );
  });

  it('takes an empty result', async () => {
    const reader = new ResultReader(async () => ({ columns, rows: [], totalRows: 0 }));
    await reader.open();
    assert.deepEqual([reader.totalRows, reader.isComplete, await reader.rows(0, 10)], [0, true, []]);
  });
});

describe('values', () => {
  it('come out of the API’s fields as they are', () => {
    assert.equal(toValue({ isNull: true }), null);
    assert.equal(toValue({ stringValue: '' }), '');
    assert.equal(toValue({ longValue: 0 }), 0);
    assert.equal(toValue({ booleanValue: false }), false);
    assert.equal(toValue({ blobValue: new Uint8Array([222, 173]) }), 'dead');
  });

  it('become CSV that tells NULL from the empty string', () => {
    assert.equal(csvLine([null, '', 'a,b', 'say "x"', 'two\nlines', 1.5, true]), ',"","a,b","say ""x""","two\nlines",1.5,true');
  });

  it('become JSON with every digit, and column names made unique', () => {
    const wide = [
      { name: 'id', type: 'int8' },
      { name: 'id', type: 'numeric' },
      { name: 'doc', type: 'super' },
      { name: 'text', type: 'varchar' },
    ];
    assert.equal(
      jsonLine(wide, ['9223372036854775807', '1.10', '{"a":[1]}', '12']),
      '{"id":9223372036854775807,"id_2":1.10,"doc":{"a":[1]},"text":"12"}',
    );
    assert.equal(jsonLine(wide, [null, null, 'not json', null]), '{"id":null,"id_2":null,"doc":"not json","text":null}');
  });

  it('become an INSERT that can be run', () => {
    assert.equal(
      insertStatement(['s', 't'], columns, [
        ['9223372036854775807', "O'Neil"],
        [1, null],
      ]),
      `INSERT INTO "s"."t" ("id", "name") VALUES\n  (9223372036854775807, 'O''Neil'),\n  (1, NULL);`,
    );
  });

  it('go to the clipboard alone, or as a table with a header', () => {
    assert.equal(formatRows('tsv', [columns[1]!], [['x']]), 'x');
    assert.equal(formatRows('tsv', columns, [[1, 'a\tb']]), 'id\tname\n1\t"a\tb"');
  });
});

describe('exporting', () => {
  async function exported(format: ExportFormat, pages: ResultPage[], signal = new AbortController().signal) {
    const folder = await mkdtemp(join(tmpdir(), 'redshift-export-'));
    const file = join(folder, `result.${format}`);
    try {
      const rows = await exportResult({
        pages: (async function* () {
          yield* pages;
        })(),
        format,
        file,
        signal,
        onProgress: () => {},
      });
      return { rows, files: await readdir(folder), content: rows === undefined ? undefined : await readFile(file) };
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const pages: ResultPage[] = [
    { columns, rows: [['9223372036854775807', 'a']] },
    { columns, rows: [[2, null]] },
  ];

  it('writes CSV with one header', async () => {
    const { rows, content } = await exported('csv', pages);
    assert.equal(rows, 2);
    assert.equal(content?.toString(), 'id,name\n9223372036854775807,a\n2,\n');
  });

  it('writes one JSON object a line', async () => {
    const { content } = await exported('jsonl', pages);
    assert.equal(content?.toString(), '{"id":9223372036854775807,"name":"a"}\n{"id":2,"name":null}\n');
  });

  it('writes an Excel file', async () => {
    const { rows, content } = await exported('xlsx', pages);
    assert.equal(rows, 2);
    assert.equal(content?.subarray(0, 2).toString(), 'PK');
  });

  it('leaves no file behind when it was stopped', async () => {
    const abort = new AbortController();
    abort.abort();
    const { rows, files } = await exported('csv', pages, abort.signal);
    assert.equal(rows, undefined);
    assert.deepEqual(files, []);
  });
});
