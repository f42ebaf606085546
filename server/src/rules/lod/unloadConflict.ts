// LOD011: options of UNLOAD that exclude each other.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deleteOption, type LoadOption, optionNamed, optionsOf } from './loadOptions.ts';

/** Written in scripts that are said to run: no more than a warning. */
const uncertain = new Set(['CSV ADDQUOTES', 'CSV ESCAPE', 'PARQUET REGION']);

/** https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html */
const conflicts: readonly (readonly [string, readonly string[]])[] = [
  [
    'PARQUET',
    [
      'DELIMITER',
      'FIXEDWIDTH',
      'ADDQUOTES',
      'ESCAPE',
      'NULL',
      'HEADER',
      'GZIP',
      'BZIP2',
      'ZSTD',
      'CSV',
      'JSON',
      'MASTER_SYMMETRIC_KEY',
      'REGION',
    ],
  ],
  ['JSON', ['DELIMITER', 'HEADER', 'FIXEDWIDTH', 'ADDQUOTES', 'ESCAPE', 'NULL', 'CSV']],
  ['CSV', ['FIXEDWIDTH', 'ADDQUOTES', 'ESCAPE']],
  ['FIXEDWIDTH', ['DELIMITER', 'HEADER', 'ADDQUOTES', 'ESCAPE']],
  ['CLEANPATH', ['ALLOWOVERWRITE']],
  ['GZIP', ['BZIP2', 'ZSTD']],
  ['BZIP2', ['ZSTD']],
  ['KMS_KEY_ID', ['MASTER_SYMMETRIC_KEY']],
];

export const unloadConflict: Rule = {
  id: 'LOD011',
  name: 'unload-options-conflict',
  severity: 'error',
  title: "UNLOAD options that don't go together",
  explanation: `Parquet files have their own compression, nulls and header; JSON and CSV their own quotes. \`CLEANPATH\` deletes what \`ALLOWOVERWRITE\` would replace, and files are
compressed in one way only. \`ENCRYPTED AUTO\` takes no key, and \`KMS_KEY_ID\` wants \`ENCRYPTED\` beside it.`,
  pages: ['r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET HEADER GZIP;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT CLEANPATH ALLOWOVERWRITE;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT FORMAT JSON DELIMITER AS ',';",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT GZIP ZSTD;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH '0:3,1:5' HEADER;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT KMS_KEY_ID 'k' ENCRYPTED AUTO;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT KMS_KEY_ID 'k' CSV;",
    ],
    right: [
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT PARQUET;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT CSV HEADER DELIMITER ';' GZIP;",
      "UNLOAD ('select * from t') TO 's3://b/p' IAM_ROLE DEFAULT JSON GZIP ALLOWOVERWRITE;",
    ],
  },
  needs: 'offline',
  kinds: ['UnloadStatement'],
  check(node, { report }) {
    const options = optionsOf(node);
    const told = new Set<LoadOption>();
    for (const [name, excluded] of conflicts) {
      if (!optionNamed(options, name)) continue;
      for (const option of options) {
        if (!excluded.includes(option.name) || told.has(option)) continue;
        told.add(option);
        report({
          at: option.node,
          message: say`${option.name} does not go with ${name}: delete one of the two`,
          fixes: [deleteOption(option)],
          ...(uncertain.has(`${name} ${option.name}`) && { severity: 'warning' }),
        });
      }
    }
    const encrypted = optionNamed(options, 'ENCRYPTED');
    const key = optionNamed(options, 'KMS_KEY_ID', 'MASTER_SYMMETRIC_KEY');
    if (encrypted?.node.keyword('AUTO') && key && !told.has(key))
      report({ at: key.node, message: say`${key.name} does not go with ENCRYPTED AUTO: write ENCRYPTED` });
    else if (key?.name === 'KMS_KEY_ID' && !encrypted) {
      const { end } = key.node;
      const fixes = [{ title: say`Add ENCRYPTED`, edits: [{ start: end, end, newText: ' ENCRYPTED' }], safe: false }];
      report({ at: key.node, message: say`KMS_KEY_ID goes only with ENCRYPTED: add it`, fixes });
    }
  },
};
