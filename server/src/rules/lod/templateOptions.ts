// LOD020: a COPY template holds parameters only.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deleteOption, keyOptions, optionsOf } from './loadOptions.ts';

const refused = new Set(['IAM_ROLE', 'CREDENTIALS', 'MANIFEST', 'USING', 'JOB', 'SSH', 'READRATIO', ...keyOptions]);

export const templateOptions: Rule = {
  id: 'LOD020',
  name: 'template-options',
  severity: 'error',
  title: 'Template with a source, target, authorization or manifest, or without any parameter',
  explanation: `A template names the parameters that many COPY statements share: format, conversion, compression. Where the data come from, the table, the role and the manifest
stay with each COPY.`,
  pages: ['r_CREATE_TEMPLATE'],
  examples: {
    wrong: [
      'CREATE TEMPLATE x FOR COPY AS IAM_ROLE DEFAULT CSV;',
      'CREATE OR REPLACE TEMPLATE x FOR COPY AS CSV MANIFEST;',
      'ALTER TEMPLATE x ADD MANIFEST;',
      'CREATE TEMPLATE x FOR COPY AS;',
      "CREATE TEMPLATE x FOR COPY AS FROM 's3://b/p' CSV;",
      "CREATE TEMPLATE x FOR COPY AS CSV FROM 's3://b/p';",
      "CREATE TEMPLATE x FOR COPY sales.t FROM 's3://b/p' IAM_ROLE DEFAULT CSV;",
      "CREATE TEMPLATE x FOR COPY CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/r' CSV;",
    ],
    right: ['CREATE TEMPLATE x FOR COPY AS CSV;', "CREATE TEMPLATE etl.x FOR COPY AS CSV DELIMITER ';' IGNOREHEADER 1;"],
  },
  needs: 'offline',
  kinds: ['CreateTemplate', 'AlterTemplate'],
  check(node, { report }) {
    const options = optionsOf(node);
    for (const { name, node: option } of options) {
      if (!refused.has(name)) continue;
      // A template must keep one parameter at least.
      const fixes = node.kind === 'CreateTemplate' && options.length > 1 ? [deleteOption({ name, node: option })] : [];
      report({ at: option, message: say`A template does not take ${name}: write it in each COPY`, fixes });
    }
  },
  explain({ start, end }, text) {
    const copy = /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?TEMPLATE\s+\S+\s+FOR\s+COPY\b(?:\s+AS\b)?\s*/i.exec(text)?.[0];
    if (copy === undefined) return undefined;
    if (/^;?\s*$/.test(text.slice(copy.length)))
      return { at: { start, end }, message: say`A template needs a parameter: name the format, such as CSV` };
    // The place before the options, or FROM between them.
    const part = start === copy.length ? /^(?:TO\s+)?[\w."]+(?:\s+FROM(?:\s+'[^']*')?)?/i : /^FROM(?:\s+'[^']*')?/i;
    const source = (/^FROM\s+'[^']*'/i.exec(text.slice(start)) ?? part.exec(text.slice(start)))?.[0];
    if (source === undefined) return undefined;
    const message = say`A template has neither a table nor a source: write them in each COPY`;
    return { at: { start, end: start + source.length }, message, covers: text.length };
  },
};
