// NAM004: a user, group or role that is not there. In GRANT and REVOKE it is GRT068 that says so.

import { type Answer, groupAt, isMissing, roleAt, userAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf, nearest } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { didYouMean, renameFix } from './nameChecks.ts';

const kinds = {
  'user-name': {
    part: 'users',
    at: userAt,
    dropped: (name: string) => say`User ${name} was dropped or renamed before`,
    absent: (name: string) => say`There is no user ${name}`,
  },
  'group-name': {
    part: 'groups',
    at: groupAt,
    dropped: (name: string) => say`Group ${name} was dropped or renamed before`,
    absent: (name: string) => say`There is no group ${name}`,
  },
  'role-name': {
    part: 'roles',
    at: roleAt,
    dropped: (name: string) => say`Role ${name} was dropped or renamed before`,
    absent: (name: string) => say`There is no role ${name}`,
  },
} as const;

export const unknownPrincipal: Rule = {
  id: 'NAM004',
  name: 'unknown-principal',
  severity: 'error',
  title: 'Unknown user, group or role',
  explanation: `The statement names a user, group or role that does not exist: the script has dropped or renamed it before, or the connected database does not have it.`,
  pages: ['r_CREATE_USER', 'r_CREATE_ROLE', 'r_CREATE_GROUP'],
  examples: {
    wrong: [
      'CREATE ROLE analyst;\nDROP ROLE analyst;\nATTACH RLS POLICY p ON t TO ROLE analyst;\nALTER TABLE t ROW LEVEL SECURITY ON;',
      'CREATE USER ann PASSWORD DISABLE;\nALTER USER ann RENAME TO anna;\nALTER TABLE t OWNER TO ann;',
    ],
    right: [
      'CREATE ROLE analyst;\nATTACH RLS POLICY p ON t TO ROLE analyst;\nALTER TABLE t ROW LEVEL SECURITY ON;',
      'DROP USER IF EXISTS ann;\nDROP USER IF EXISTS ann;',
      'ALTER TABLE t OWNER TO somebody;',
    ],
  },
  needs: 'catalog',
  kinds: ['user-name', 'group-name', 'role-name'],
  check(slot, { statement, before, inBody, report }) {
    if (
      inBody ||
      /^(?:Grant|Revoke|AlterDefaultPrivileges|Show)/.test(statement.kind) ||
      (statement.kind.startsWith('Drop') && statement.keyword('EXISTS'))
    )
      return;
    const { part, at, dropped, absent } = kinds[slot.kind as keyof typeof kinds];
    const parts = nameOf(slot, before.session)?.parts;
    if (!parts || statement.kind === 'CreateSchema') return;
    const name = resolveSimple(before, parts);
    const answer: Answer<unknown> = at(before, name);
    // Identity providers bring users and roles into being when they first come.
    if (!isMissing(answer) || (name.includes(':') && answer.state === 'absent')) return;
    const meant = nearest(name, namesOf(before, part));
    const what = answer.state === 'dropped' ? dropped(slot.text) : absent(slot.text);
    report({ at: slot, message: what + didYouMean(meant), fixes: renameFix(parts.at(-1)!, meant) });
  },
};

function namesOf(model: Model, part: 'users' | 'groups' | 'roles'): string[] {
  const names = new Set(model.catalog?.[part]);
  for (const fact of model.all(part)) if (fact.is !== 'dropped') names.add(fact.name);
  return [...names].filter(name => model.get(part, name)?.is !== 'dropped');
}
