// GRT069: Python functions are at their end.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const grantOnPythonLanguage: Rule = {
  id: 'GRT069',
  name: 'grant-on-python-language',
  severity: 'warning',
  title: 'GRANT USAGE ON LANGUAGE plpythonu: Python UDFs ended in 2026',
  explanation: `New Python functions cannot be created since Patch 198, and those that exist ran until 30 June 2026. Use Lambda functions
(\`CREATE EXTERNAL FUNCTION\`), whose language is \`exfunc\`.`,
  pages: [
    'r_GRANT',
    'https://aws.amazon.com/blogs/big-data/amazon-redshift-python-user-defined-functions-will-reach-end-of-support-after-june-30-2026/',
  ],
  examples: {
    wrong: ['GRANT USAGE ON LANGUAGE plpythonu TO ann;', 'GRANT USAGE ON LANGUAGE plpgsql, PLPYTHONU TO ROLE r, PUBLIC;'],
    right: [
      'GRANT USAGE ON LANGUAGE exfunc TO ann;',
      'REVOKE USAGE ON LANGUAGE plpythonu FROM ann;',
      'GRANT USAGE ON LANGUAGE plpgsql, sql TO PUBLIC;',
    ],
  },
  needs: 'offline',
  kinds: ['LanguageName'],
  check(name, { report }) {
    if (name.keyword('PLPYTHONU') && name.ancestor('GrantPrivileges'))
      report({
        at: name,
        message: say`Python functions can no longer be created: write Lambda functions and grant USAGE ON LANGUAGE exfunc`,
      });
  },
};
