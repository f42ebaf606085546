// GRT022: each kind of object has its own privileges.

import { allPrivileges } from '../../dialect/allPrivileges.ts';
import type { WrittenTarget } from '../../semantics/grantReading.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { isToPolicies, objectRightsForms, privilegesOn, readRightsForm, writtenName } from './rightsForm.ts';
import { objectNoun, oneOf } from './wording.ts';

/** RULE and TRIGGER have a milder rule of their own (GRT023). */
const judgedElsewhere = ['rule', 'trigger'];

const nouns: Partial<Record<WrittenTarget['kind'], () => string>> = {
  relation: () => say`a table or view`,
  schema: () => say`a schema`,
  database: () => say`a database`,
  function: () => say`a function`,
  procedure: () => say`a procedure`,
  language: () => say`a language`,
  'copy-job': () => say`a copy job`,
  template: () => say`a template`,
  model: () => say`a model`,
};

export const privilegeUnfit: Rule = {
  id: 'GRT022',
  name: 'privilege-unfit',
  severity: 'error',
  title: 'Privilege does not fit the object type',
  explanation: `| On | Privileges |
|---|---|
| tables and views | SELECT, INSERT, UPDATE, DELETE, DROP, REFERENCES, ALTER, TRUNCATE, ALL |
| \`DATABASE\` | CREATE, USAGE, TEMPORARY or TEMP, ALTER, ALL |
| \`SCHEMA\` | CREATE, USAGE, ALTER, DROP, ALL |
| \`FUNCTION\`, \`PROCEDURE\`, \`MODEL\` | EXECUTE, ALL |
| \`LANGUAGE\` | USAGE |
| \`COPY JOB\` | ALTER, DROP, ALL |
| \`TEMPLATE\` | ALTER, DROP, USAGE, ALL |

PostgreSQL's \`CONNECT ON DATABASE\`, \`MAINTAIN\` and \`SET\` do not exist. A name without a word is a table: \`GRANT USAGE ON SCHEMA sales\`.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT USAGE ON TABLE t TO ann;',
      'GRANT USAGE ON sales TO ROLE r;',
      'GRANT SELECT, INSERT ON SCHEMA sales TO ROLE r;',
      'GRANT SELECT ON DATABASE dev TO ann;',
      'REVOKE EXECUTE ON sales.orders FROM GROUP g;',
      'GRANT USAGE ON FUNCTION f_net(numeric) TO ann;',
      'GRANT SELECT ON ALL FUNCTIONS IN SCHEMA sales TO ROLE r;',
      'GRANT EXECUTE ON ALL TABLES IN SCHEMA sales TO ROLE r;',
      'REVOKE CREATE ON LANGUAGE plpgsql FROM ann;',
      'GRANT CREATE ON COPY JOB hourly TO ann;',
      'GRANT SELECT ON MODEL ml.churn TO ROLE r;',
      'GRANT MAINTAIN ON t TO ann;',
      'GRANT CONNECT ON DATABASE dev TO ann;',
      'GRANT SELECT ON TEMPLATE s.csv_load TO ann;',
    ],
    right: [
      'GRANT SELECT ON TABLE t TO ann;',
      'GRANT USAGE, CREATE ON SCHEMA sales TO ROLE r;',
      'GRANT TEMP, USAGE ON DATABASE dev TO ann;',
      'GRANT EXECUTE ON PROCEDURE etl.load(integer) TO ROLE r;',
      'GRANT ALTER, DROP ON COPY JOB hourly TO ann;',
      'GRANT CONNECT ON WORKGROUP TO "awsidc:ann";',
    ],
  },
  needs: 'offline',
  kinds: [...objectRightsForms, 'ToleratedConnectTarget'],
  check(node, { report }) {
    if (node.kind === 'ToleratedConnectTarget') {
      report({
        at: node.parent!,
        message: say`CONNECT ON DATABASE is PostgreSQL: in Redshift every user may connect to every database, and USAGE on schemas limits what can be seen`,
      });
      return;
    }
    const form = readRightsForm(node);
    const { target } = form;
    if (isToPolicies(form) || !target || target.kind === 'scope') return;
    const noun = nouns[target.kind] ?? (target.kind === 'all-in-schema' ? () => objectNoun(target.objects) : undefined);
    if (!noun) return;
    const allowed = privilegesOn(target);
    const possible = [...allowed.map(one => one.toUpperCase()), ...(target.kind === 'language' ? [] : ['ALL'])];
    for (const privilege of form.privileges) {
      if (allowed.includes(privilege.name) || judgedElsewhere.includes(privilege.name)) continue;
      if (privilege.name === 'all' && target.kind !== 'language') continue;
      const word = privilege.name.toUpperCase();
      // Written ON name: what was left out can be told from the privilege.
      const missing = target.kind === 'relation' && !form.targetNode!.keyword('TABLE') ? missingWord(privilege.name) : undefined;
      const name = target.kind === 'relation' && target.names[0] ? writtenName(target.names[0]) : '';
      report({
        at: privilege.node,
        message:
          privilege.name === 'maintain' || privilege.name === 'set'
            ? say`${word} is a privilege of PostgreSQL that Redshift does not have`
            : (target.kind === 'all-in-schema'
                ? say`${word} is no privilege on ${noun()}, which have ${oneOf(possible, 'and')}`
                : say`${word} is no privilege on ${noun()}, which has ${oneOf(possible, 'and')}`) +
              (missing ? say`. Is ${missing} ${name} meant?` : ''),
        // The page describes DROP for databases in its text, but not in its syntax.
        ...(privilege.name === 'drop' && target.kind === 'database' && { severity: 'warning' }),
        ...(missing === 'SCHEMA' &&
          target.kind === 'relation' &&
          target.names.every(parts => parts.length === 1) &&
          form.privileges.every(other => allPrivileges.schema.some(one => one === other.name) || other.name === 'all') && {
            fixes: [
              {
                title: say`Write ON SCHEMA ${name}`,
                edits: [{ start: form.targetNode!.start, end: form.targetNode!.start, newText: 'SCHEMA ' }],
                safe: false,
              },
            ],
          }),
      });
    }
  },
};

const missingWord = (privilege: string) =>
  privilege === 'usage' || privilege === 'create' ? 'SCHEMA' : privilege === 'execute' ? say`FUNCTION or PROCEDURE` : undefined;
