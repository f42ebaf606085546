// EXS014: CREATE EXTERNAL FUNCTION lists types, not names.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const lambdaArgumentNames: Rule = {
  id: 'EXS014',
  name: 'lambda-argument-names',
  severity: 'warning',
  title: 'Argument names in CREATE EXTERNAL FUNCTION',
  explanation: `The syntax of \`CREATE EXTERNAL FUNCTION\` has types only: Lambda gets the arguments by position. Samples of AWS write names all the same, which
newer releases take; types alone work everywhere.`,
  pages: ['r_CREATE_EXTERNAL_FUNCTION'],
  examples: {
    wrong: [
      "CREATE EXTERNAL FUNCTION f(a int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT;",
      'CREATE OR REPLACE EXTERNAL FUNCTION tools.f_kms(key varchar, "Value" varchar(max)) RETURNS varchar(max) STABLE LAMBDA \'l\' IAM_ROLE DEFAULT;',
    ],
    right: [
      "CREATE EXTERNAL FUNCTION f(int) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL FUNCTION f(varchar(10), double precision) RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT;",
      "CREATE EXTERNAL FUNCTION f() RETURNS int VOLATILE LAMBDA 'l' IAM_ROLE DEFAULT;",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalFunction'],
  check(create, { report }) {
    const named =
      create
        .child('SignatureArguments')
        ?.childrenOf('SignatureArgument')
        .filter(argument => argument.child('argument-name')) ?? [];
    const [first] = named;
    if (!first) return;
    const names = named.map(argument => argument.child('argument-name')!);
    const edits = named.map((argument, i) => ({ start: names[i]!.start, end: argument.child('DataType')!.start, newText: '' }));
    report({
      at: names[0]!,
      message: say`Arguments of an external function have no names: leave the types of ${names.map(({ text }) => text).join(', ')}`,
      fixes: [{ title: named.length === 1 ? say`Delete the name` : say`Delete the names`, edits, safe: true }],
    });
  },
};
