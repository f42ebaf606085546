// LOD005: parameters of COPY's data format that exclude each other.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deleteOption, type LoadOption, optionNamed, optionsOf } from './loadOptions.ts';

/** Pairs that Redshift refuses. https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html */
const conflicts: readonly (readonly [string, readonly string[]])[] = [
  ['CSV', ['FIXEDWIDTH', 'REMOVEQUOTES', 'ESCAPE']],
  ['FIXEDWIDTH', ['DELIMITER', 'ESCAPE', 'REMOVEQUOTES']],
  ['JSON', ['CSV', 'DELIMITER', 'FIXEDWIDTH', 'ESCAPE', 'REMOVEQUOTES', 'IGNOREHEADER', 'FILLRECORD', 'AVRO', 'READRATIO']],
  ['AVRO', ['CSV', 'DELIMITER', 'FIXEDWIDTH', 'ESCAPE', 'REMOVEQUOTES', 'IGNOREHEADER', 'FILLRECORD']],
  ['SHAPEFILE', ['CSV', 'DELIMITER', 'FIXEDWIDTH', 'ESCAPE', 'REMOVEQUOTES', 'JSON', 'AVRO']],
  ['PARQUET', ['ORC']],
  ['GZIP', ['BZIP2', 'LZOP', 'ZSTD']],
  ['BZIP2', ['LZOP', 'ZSTD']],
  ['LZOP', ['ZSTD']],
];

/** Not on the page's list of conflicts: what the format ignores, and a second compression. */
const uncertain = new Set(['IGNOREHEADER', 'FILLRECORD', 'READRATIO', 'BZIP2', 'LZOP', 'ZSTD']);

export const formatConflict: Rule = {
  id: 'LOD005',
  name: 'format-parameters-conflict',
  severity: 'error',
  title: 'Conflicting format parameters',
  explanation: `\`CSV\` has quotes of its own, so it takes neither \`ESCAPE\` nor \`REMOVEQUOTES\` nor \`FIXEDWIDTH\`; \`FIXEDWIDTH\` has no delimiter and no escapes; \`JSON\`, \`AVRO\` and
\`SHAPEFILE\` describe themselves.`,
  pages: ['copy-parameters-data-format'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CSV ESCAPE REMOVEQUOTES;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH 'a:10,b:5' DELIMITER ',';",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FORMAT AS JSON 'auto' DELIMITER '|';",
      "COPY t FROM 's3://b/p' REMOVEQUOTES IAM_ROLE DEFAULT FORMAT AS CSV;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FORMAT AS PARQUET FORMAT AS ORC;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CSV GZIP BZIP2;",
      'CREATE TEMPLATE x FOR COPY AS CSV ESCAPE;',
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CSV;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT CSV DELIMITER ';' QUOTE '%' IGNOREHEADER 1;",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT DELIMITER '|' REMOVEQUOTES ESCAPE;",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'CreateTemplate'],
  check(node, { report }) {
    const options = optionsOf(node);
    const told = new Set<LoadOption>();
    for (const [format, excluded] of conflicts) {
      if (!optionNamed(options, format)) continue;
      for (const option of options) {
        if (!excluded.includes(option.name) || told.has(option)) continue;
        told.add(option);
        report({
          at: option.node,
          message: say`${option.name} does not go with ${format}: delete one of the two`,
          fixes: [deleteOption(option)],
          ...(uncertain.has(option.name) && { severity: 'warning' }),
        });
      }
    }
  },
};
