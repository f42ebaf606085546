// Texts that go out: SQL names and literals, snapshot names, sizes and times, and what a log may hold.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { snapshotNameProblem, suggestedSnapshotName } from '../../../client/src/aws/backups.ts';
import { quoteBigIntegers } from '../../../client/src/aws/bigIntegers.ts';
import { redact } from '../../../client/src/aws/redaction.ts';
import { fullType } from '../../../client/src/catalog/queries/columns.ts';
import { splitTypes } from '../../../client/src/catalog/queries/functions.ts';
import { policyColumns } from '../../../client/src/catalog/queries/rlsPolicies.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../../../client/src/catalog/quoting.ts';
import { readyUrl } from '../../../client/src/connections/sandboxReady.ts';
import { briefType } from '../../../client/src/explorer/briefType.ts';
import { formatBytes, formatDuration, formatMegabytes } from '../../../client/src/ui/format.ts';
import { briefType as serverBriefType } from '../../../server/src/features/briefType.ts';

describe('quoting', () => {
  it('quotes every name', () => {
    assert.equal(quoteIdentifier('weird "".name'), '"weird """".name"');
    assert.equal(quoteQualified('a', 'Select', 'c.d'), '"a"."Select"."c.d"');
  });

  it('never lets a literal end early', () => {
    assert.equal(quoteLiteral("it's \\ here"), "'it''s \\\\ here'");
    fc.assert(
      fc.property(fc.string(), text => {
        const inside = quoteLiteral(text).slice(1, -1);
        // Taking the escapes away leaves no quote and no backslash that could end it.
        return !/['\\]/.test(inside.replaceAll("''", '').replaceAll('\\\\', ''));
      }),
    );
  });

  it('never lets a name end early', () => {
    fc.assert(
      fc.property(fc.string(), name => {
        const inside = quoteIdentifier(name).slice(1, -1);
        return !inside.replaceAll('""', '').includes('"') && inside.replaceAll('""', '"') === name;
      }),
    );
  });
});

describe('snapshot names', () => {
  it('follow the rules of AWS', () => {
    for (const [name, problem] of [
      ['before-cleanup', undefined],
      ['A1', undefined],
      ['', 'empty'],
      ['1st', 'first-letter'],
      ['a_b', 'characters'],
      ['a--b', 'hyphens'],
      ['a-', 'hyphens'],
      ['a'.repeat(256), 'too-long'],
    ] as const) {
      assert.equal(snapshotNameProblem(name), problem, name);
    }
  });

  it('are suggested within them, whatever the source is called', () => {
    const now = new Date('2026-11-22T23:05:07.123Z');
    assert.equal(suggestedSnapshotName('redshift-cluster-1', now), 'redshift-cluster-1-20261122-230507');
    fc.assert(fc.property(fc.string(), source => snapshotNameProblem(suggestedSnapshotName(source, now)) === undefined));
  });
});

describe('the log', () => {
  it('holds no credentials', () => {
    for (const text of [
      'aws_secret_access_key=wJalrXUtnFEMIK7MDENG',
      'AKIAIOSFODNN7EXAMPLE in the profile',
      '{"SecretAccessKey":"wJalrXUtnFEMIK7MDENG"}',
      'x-amz-security-token: wJalrXUtnFEMIK7MDENG',
      "CREATE USER u PASSWORD 'wJalrXUtnFEMIK7MDENG'",
    ]) {
      assert.doesNotMatch(redact(text), /wJalr|AKIAIOSF/, text);
    }
  });

  it('holds no literal of the user’s SQL', () => {
    assert.equal(redact("SELECT * FROM t WHERE name = 'Kim' AND note = 'it''s'"), "SELECT * FROM t WHERE name = '…' AND note = '…'");
    assert.doesNotMatch(redact("ERROR: invalid input syntax for integer: 'secret value"), /secret value/);
    assert.doesNotMatch(redact('$$ body with a value $$'), /value/);
  });

  it('keeps names and codes, without the account', () => {
    assert.equal(redact('relation "raw_data.sales" does not exist'), 'relation "raw_data.sales" does not exist');
    assert.equal(redact('arn:aws:iam::123456789012:role/spectrum'), 'arn:aws:iam::[account]:role/spectrum');
  });
});

describe('large integers', () => {
  it('become strings in the answer, and nothing else does', () => {
    assert.equal(quoteBigIntegers('{"longValue":9223372036854775807}'), '{"longValue":"9223372036854775807"}');
    assert.equal(quoteBigIntegers('{"longValue":-9223372036854775808}'), '{"longValue":"-9223372036854775808"}');
    assert.equal(
      quoteBigIntegers('{"longValue":42},{"doubleValue":1.2345678901234567}'),
      '{"longValue":42},{"doubleValue":1.2345678901234567}',
    );
    const inText = JSON.stringify({ stringValue: '"longValue":9223372036854775807' });
    assert.equal(quoteBigIntegers(inText), inText);
  });
});

describe('sizes and times', () => {
  it('are read easily', () => {
    assert.deepEqual([formatBytes(0), formatBytes(1023), formatBytes(1536), formatMegabytes(2048)], ['0 B', '1023 B', '1.5 KB', '2 GB']);
    assert.deepEqual(
      [formatDuration(12), formatDuration(1_400), formatDuration(185_000), formatDuration(7_800_000)],
      ['12 ms', '1.4 s', '3 min 05 s', '2 h 10 min'],
    );
  });
});

describe('what the catalog says', () => {
  it('gives types their length and precision', () => {
    assert.equal(fullType('character varying', 256), 'character varying(256)');
    assert.equal(fullType('numeric', undefined, 18, 2), 'numeric(18,2)');
    assert.equal(fullType('character varying(10)', 10), 'character varying(10)');
    assert.equal(fullType('bigint', undefined, 64, 0), 'bigint');
  });

  it('is written as people write types', () => {
    for (const brief of [briefType, serverBriefType])
      assert.deepEqual(
        ['character varying(256)', 'character(3)', 'timestamp without time zone', 'timestamp with time zone', 'numeric(18,2)'].map(brief),
        ['varchar(256)', 'char(3)', 'timestamp', 'timestamptz', 'numeric(18,2)'],
      );
  });

  it('splits argument types at the commas between them', () => {
    assert.deepEqual(splitTypes('numeric(18,2), character varying'), ['numeric(18,2)', 'character varying']);
    assert.deepEqual(splitTypes(''), []);
  });

  it('reads the columns of a policy, or none', () => {
    assert.deepEqual(policyColumns('[{"colname":"region","type":"character varying(10)"}]'), [
      { name: 'region', type: 'character varying(10)' },
    ]);
    assert.deepEqual(policyColumns('not json'), []);
    assert.deepEqual(policyColumns('{}'), []);
  });
});

describe('the sandbox', () => {
  it('is only taken at its word on this machine', () => {
    assert.equal(readyUrl('{"url":"http://127.0.0.1:4321","pid":1}'), 'http://127.0.0.1:4321');
    assert.equal(readyUrl('{"url":"http://evil.example","pid":1}'), undefined);
    assert.equal(readyUrl('Warning: something'), undefined);
  });
});
