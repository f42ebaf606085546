// TBL015: functions in Python.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const pythonFunction: Rule = {
  id: 'TBL015',
  name: 'python-function',
  // Clusters that are not patched yet still take them, and scripts of such clusters are right there.
  severity: 'warning',
  title: 'New Python UDF',
  explanation: `Redshift ends Python functions: none can be created any more, and those that are there stop working. Write it in SQL, or as a Lambda function:
\`CREATE EXTERNAL FUNCTION … LAMBDA 'name' IAM_ROLE …\`.`,
  pages: ['r_CREATE_FUNCTION', 'user-defined-functions', 'r_CREATE_EXTERNAL_FUNCTION'],
  examples: {
    wrong: [
      'CREATE FUNCTION f(int) RETURNS int IMMUTABLE AS $$ return 1 $$ LANGUAGE plpythonu;',
      "CREATE OR REPLACE FUNCTION tools.f(a varchar)\nRETURNS varchar\nSTABLE\nAS 'return a'\nLANGUAGE PlPythonU;",
      "CREATE FUNCTION f(int) RETURNS int STABLE AS $$ return 1 $$ LANGUAGE 'plpythonu';",
      "CREATE LIBRARY geo LANGUAGE plpythonu FROM 's3://b/geo.zip' IAM_ROLE DEFAULT;",
    ],
    right: [
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int STABLE LAMBDA 'f' IAM_ROLE DEFAULT;",
      'CREATE FUNCTION f(int) RETURNS int IMMUTABLE AS $$ SELECT $1 + 1 $$ LANGUAGE sql;',
      'DROP FUNCTION f(int);',
    ],
  },
  needs: 'offline',
  kinds: ['CreateFunction', 'CreateLibrary'],
  check(node, { report }) {
    const attribute = node.descendants('LanguageAttribute')[0];
    const language = attribute?.tokens().at(-1) ?? node.keyword('PLPYTHONU');
    if (!language || !/^'?plpythonu'?$/i.test(language.text)) return;

    report({
      at: language,
      message:
        node.kind === 'CreateFunction'
          ? say`New functions in Python are no longer taken: write SQL, or a Lambda function with CREATE EXTERNAL FUNCTION`
          : say`New libraries in Python are no longer taken: write SQL, or a Lambda function with CREATE EXTERNAL FUNCTION`,
    });
  },
};
