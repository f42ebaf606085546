// LOD022: TIMEFORMAT has no letters for a time zone.

import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { optionNamed, optionsOf } from './loadOptions.ts';

export const timeZoneInFormat: Rule = {
  id: 'LOD022',
  name: 'time-zone-in-timeformat',
  severity: 'error',
  title: 'Time zone specifier (TZ, tz, OF) in TIMEFORMAT',
  explanation:
    "A format of one's own cannot read a time zone; `TIMEFORMAT 'auto'` recognises it, and keeps it in columns of type TIMESTAMPTZ.",
  pages: ['r_DATEFORMAT_and_TIMEFORMAT_strings'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT TIMEFORMAT 'YYYY-MM-DD HH:MI:SSOF';",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT TIMEFORMAT AS 'YYYY-MM-DD HH24:MI:SS TZ' CSV;",
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT TIMEFORMAT 'auto';",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT TIMEFORMAT 'YYYY-MM-DD HH:MI:SS';",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'CreateTemplate'],
  check(node, { report }) {
    const literal = optionNamed(optionsOf(node), 'TIMEFORMAT')?.node.descendants('Literal')[0];
    const format = literal && stringValue(literal);
    if (!literal || format === undefined || /^(?:auto|epochsecs|epochmillisecs)$/i.test(format) || !/TZ|tz|OF/.test(format)) return;
    report({
      at: literal,
      message: say`TIMEFORMAT cannot read a time zone by a format: use 'auto'`,
      fixes: [{ title: say`Use 'auto'`, edits: [{ start: literal.start, end: literal.end, newText: "'auto'" }], safe: false }],
    });
  },
};
