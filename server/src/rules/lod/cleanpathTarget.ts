// LOD014: CLEANPATH deletes what lies under its target.

import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { addressOf, optionNamed, optionsOf } from './loadOptions.ts';

export const cleanpathTarget: Rule = {
  id: 'LOD014',
  name: 'cleanpath-deletes',
  severity: 'warning',
  title: 'CLEANPATH deletes files under the target; ALLOWOVERWRITE replaces them',
  explanation: `\`CLEANPATH\` removes every file under the target before it writes, for good unless the bucket keeps versions. Aim it at a folder that belongs to this export alone, with a
slash at the end: \`s3://b/export\` also means \`s3://b/export_old/…\`. A whole bucket is hardly ever meant; for \`ALLOWOVERWRITE\` the same holds of files with equal names.`,
  pages: ['r_UNLOAD'],
  examples: {
    wrong: [
      "UNLOAD ('select * from t') TO 's3://b/' IAM_ROLE DEFAULT CLEANPATH;",
      "UNLOAD ('select * from t') TO 's3://b' IAM_ROLE DEFAULT CLEANPATH PARQUET;",
      "UNLOAD ('select * from t') TO 's3://b/export' IAM_ROLE DEFAULT CLEANPATH;",
      "UNLOAD ('select * from t') TO 's3://b/' IAM_ROLE DEFAULT ALLOWOVERWRITE;",
    ],
    right: [
      "UNLOAD ('select * from t') TO 's3://b/export/t/' IAM_ROLE DEFAULT CLEANPATH;",
      "UNLOAD ('select * from t') TO 's3://b/export/t_' IAM_ROLE DEFAULT ALLOWOVERWRITE;",
    ],
  },
  needs: 'offline',
  kinds: ['UnloadStatement'],
  check(node, { report }) {
    const option = optionNamed(optionsOf(node), 'CLEANPATH', 'ALLOWOVERWRITE');
    const address = addressOf(node);
    const target = address && stringValue(address);
    if (!option || target === undefined) return;
    const path = /^s3:\/\/[^/]+\/*(.*)$/i.exec(target)?.[1];
    if (path === undefined) return;
    if (path === '') {
      report({
        at: option.node,
        message:
          option.name === 'CLEANPATH'
            ? say`CLEANPATH deletes every file of the bucket: write to a folder of its own`
            : say`${option.name} may replace files anywhere at the top of the bucket: write to a folder of its own`,
      });
    } else if (option.name === 'CLEANPATH' && !path.endsWith('/')) {
      report({
        at: option.node,
        message: say`CLEANPATH deletes whatever begins with ${target}, other folders too: end the target with a slash`,
      });
    }
  },
};
