// GRT012: schemas, languages and copy jobs are granted in a database.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { oneLine } from './wording.ts';

export const scopeTooNarrow: Rule = {
  id: 'GRT012',
  name: 'scope-too-narrow',
  severity: 'error',
  title: 'Wrong scope word: SCHEMAS, LANGUAGES and COPY JOBS take only IN DATABASE',
  explanation: `Tables, functions, procedures and templates live in schemas, so their scoped permissions can be limited to one. Schemas, languages and copy jobs
do not: write \`IN DATABASE name\`. For copy jobs the pages are not unanimous, so that is a warning.`,
  pages: ['r_GRANT', 't_scoped-permissions'],
  examples: {
    wrong: [
      'GRANT ALTER FOR COPY /* the loads */ JOBS IN SCHEMA s TO ROLE r;',
      'GRANT USAGE FOR LANGUAGES IN SCHEMA s TO ann;',
      'GRANT USAGE, CREATE FOR SCHEMAS IN SCHEMA s TO ROLE r;',
      'REVOKE USAGE FOR SCHEMAS IN SCHEMA s DATABASE dev FROM ROLE r;',
      'GRANT ALTER FOR COPY JOBS IN SCHEMA s TO ROLE etl;',
    ],
    right: [
      'GRANT USAGE FOR LANGUAGES IN DATABASE dev TO ann;',
      'GRANT USAGE FOR SCHEMAS IN DATABASE dev TO ROLE r;',
      'GRANT SELECT FOR TABLES IN SCHEMA s TO ROLE r;',
      'GRANT ALTER FOR COPY JOBS IN DATABASE dev TO ROLE etl;',
    ],
  },
  needs: 'offline',
  kinds: ['ScopedTarget'],
  check(target, { report }) {
    const objects = target.child('ScopedObjects');
    const scope = target.child('ScopeSchema');
    const kind = objects && oneLine(objects).toUpperCase();
    if (!scope || (kind !== 'SCHEMAS' && kind !== 'LANGUAGES' && kind !== 'COPY JOBS')) return;
    const database = scope.child('database-name');
    report({
      at: scope,
      message: say`${kind} are granted in a database, not in a schema: write IN DATABASE ${database?.text ?? say`and its name`}`,
      ...(kind === 'COPY JOBS' && { severity: 'warning' }),
      ...(database && {
        fixes: [
          {
            title: say`Write IN DATABASE ${database.text}`,
            edits: [{ start: scope.start, end: scope.end, newText: `DATABASE ${database.text}` }],
            safe: false,
          },
        ],
      }),
    });
  },
};
