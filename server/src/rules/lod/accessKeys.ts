// LOD001: access keys have no place in a script.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { deletionOf, keyOptions, optionsOf } from './loadOptions.ts';

export const accessKeys: Rule = {
  id: 'LOD001',
  name: 'access-keys-in-script',
  severity: 'error',
  title: 'Access keys in COPY, UNLOAD or CREATE LIBRARY',
  explanation: `An access key in a script opens its AWS account to everybody who can read the script, its history, or the query log. Attach an IAM role to the
warehouse and write \`IAM_ROLE DEFAULT\` or the role's ARN. A key that has stood in a script should be deactivated.`,
  pages: ['copy-parameters-authorization'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' ACCESS_KEY_ID 'AKIAIOSFODNN7EXAMPLE' SECRET_ACCESS_KEY 'wJalrXUtnFEMI/K7MDENG';",
      "UNLOAD ('select 1') TO 's3://b/p' ACCESS_KEY_ID 'AKIAIOSFODNN7EXAMPLE' SECRET_ACCESS_KEY 'x' SESSION_TOKEN 'y';",
      "CREATE LIBRARY f LANGUAGE plpythonu FROM 's3://b/f.zip' ACCESS_KEY_ID 'AKIAIOSFODNN7EXAMPLE' SECRET_ACCESS_KEY 'x';",
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT;",
      "COPY t FROM 's3://b/p' ACCESS_KEY_ID '{{ key }}' SECRET_ACCESS_KEY '{{ secret }}';",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'UnloadStatement', 'CreateLibrary'],
  check(node, { report }) {
    const keys = optionsOf(node).filter(({ name }) => keyOptions.includes(name));
    const first = keys.find(({ node: option }) => isGiven(option.text));
    const last = keys.at(-1);
    if (!first || !last) return;
    report({
      at: first.node,
      // What has not the form of a key is likely an example's.
      ...(!/\b(?:AKIA|ASIA)[A-Z0-9]{12,}|'[A-Za-z0-9/+=]{40}'/.test(node.text) && { severity: 'warning' }),
      message: say`An access key stands open in the script: use an IAM role, and deactivate the key`,
      fixes: [
        {
          title: say`Use IAM_ROLE DEFAULT`,
          edits: keys.map(({ node: option }, i) =>
            i === 0 ? { start: option.start, end: option.end, newText: 'IAM_ROLE DEFAULT' } : deletionOf(option),
          ),
          safe: false,
        },
      ],
    });
  },
};

/** A literal that is not to be filled in later. */
const isGiven = (text: string) => /'[^']+'/.test(text) && !/\$\{|\{\{|<[\w-]+>|:\w+$|%s|%\(/.test(text);
