// LOD006: few parameters of COPY apply to ORC and Parquet.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deleteOption, optionNamed, optionsOf } from './loadOptions.ts';

/** https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html */
const allowed = new Set([
  'ORC', 'PARQUET', 'ACCEPTINVCHARS', 'FILLRECORD', 'IAM_ROLE', 'CREDENTIALS', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN', 'STATUPDATE', 'MANIFEST', 'EXPLICIT_IDS',
  'SERIALIZETOJSON', 'USING', 'JOB',
]); // biome-ignore format: one table
/** Not on the page's list, but in scripts that are said to run. */
const uncertain = new Set(['COMPROWS', 'ENCODING', 'TIMEFORMAT', 'DATEFORMAT', 'REGION', 'COMPUPDATE', 'TRUNCATECOLUMNS']);

export const columnarParameter: Rule = {
  id: 'LOD006',
  name: 'parameter-not-for-columnar',
  severity: 'error',
  title: 'Parameter not supported with ORC or PARQUET',
  explanation: `ORC and Parquet files carry their own types, nulls and compression. COPY takes only \`FILLRECORD\`, \`ACCEPTINVCHARS\`, \`MANIFEST\`, \`STATUPDATE\`, \`EXPLICIT_IDS\`,
\`SERIALIZETOJSON\` and the authorization with them; an error in a row always ends the load.`,
  pages: ['copy-usage_notes-copy-from-columnar'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT PARQUET MAXERROR 10;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT GZIP FORMAT AS ORC;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FORMAT AS PARQUET IGNOREHEADER 1 DELIMITER ',';",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT NOLOAD FORMAT PARQUET;",
      'CREATE TEMPLATE x FOR COPY AS FORMAT AS PARQUET MAXERROR 10;',
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT PARQUET;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FORMAT AS PARQUET SERIALIZETOJSON FILLRECORD MANIFEST STATUPDATE OFF;",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'CreateTemplate'],
  check(node, { report }) {
    const options = optionsOf(node);
    const format = optionNamed(options, 'PARQUET', 'ORC');
    if (!format) return;
    for (const { name, node: option } of options) {
      if (allowed.has(name)) continue;
      report({
        at: option,
        message: say`COPY from ${format.name} does not take ${name}`,
        fixes: [deleteOption({ name, node: option })],
        ...(uncertain.has(name) && { severity: 'warning' }),
      });
    }
  },
};
