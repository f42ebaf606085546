// GRT015: default privileges are about tomorrow.

import { allDefaultPrivileges } from '../../dialect/allPrivileges.ts';
import { type Grant, type Principal, type Securable, samePrincipal } from '../../semantics/facts.ts';
import { readGrantees, readPrivileges } from '../../semantics/grantReading.ts';
import { factOf, grantsOn, revokedOn, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveSimple } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { coveringSecurables } from './heldRights.ts';
import { principalOf } from './meaning.ts';
import { qualified } from './rightsForm.ts';
import { oneLine, oneOf } from './wording.ts';

export const defaultPrivilegesOnly: Rule = {
  id: 'GRT015',
  name: 'default-privileges-only',
  severity: 'warning',
  title: 'ALTER DEFAULT PRIVILEGES changes nothing on existing objects',
  explanation: `Default privileges are given to objects when they are created; tables, functions and procedures that exist keep what they have. Grant (or
revoke) on those as well: \`GRANT SELECT ON ALL TABLES IN SCHEMA …\`.

Silent where the script does so, and where it has just made the schema. Without \`IN SCHEMA\` this is a hint only.`,
  pages: ['r_ALTER_DEFAULT_PRIVILEGES'],
  examples: {
    wrong: [
      'ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s, t GRANT EXECUTE ON PROCEDURES TO GROUP g;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA other TO ROLE r; ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s REVOKE INSERT ON TABLES FROM ann;',
    ],
    right: [
      'GRANT SELECT ON ALL TABLES IN SCHEMA s TO ROLE r; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r; GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA s TO ROLE r;',
      'CREATE SCHEMA s; ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;',
      'REVOKE INSERT ON ALL TABLES IN SCHEMA s FROM ann; ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s REVOKE INSERT ON TABLES FROM ann;',
    ],
  },
  needs: 'script',
  kinds: ['DefaultPrivilegesGrant', 'DefaultPrivilegesRevoke'],
  check(form, { report, before, final, insertBefore }) {
    const objects = form.child('DefaultPrivilegesObjects');
    const word = objects?.text.toLowerCase();
    if (!objects || (word !== 'tables' && word !== 'functions' && word !== 'procedures')) return;
    if (form.child('GrantOptionFor')) return;
    const gives = form.kind === 'DefaultPrivilegesGrant';
    const list = form.child('PrivilegeList')!;
    const written = readPrivileges(list);
    const privileges = written.map(({ name }) => name);
    const allowed: readonly string[] = [...allDefaultPrivileges[word], 'all'];
    const isLegal = written.every(({ name, columns }) => allowed.includes(name) && !columns);
    const grantees = readGrantees(form).flatMap(grantee => principalOf(before, grantee) ?? []);
    const inSchema = form.parent!.child('DefaultPrivilegesInSchema')?.childrenOf('schema-name');
    const done = (on: Securable) => grantees.every(to => privileges.every(privilege => isDone(final, gives, on, privilege, to)));
    if (!inSchema) {
      if (anySchemaDone(final, gives, word, grantees)) return;
      report({
        at: objects,
        message: say`${oneLine(objects).toUpperCase()} that exist keep the privileges they have: this is for those made later`,
        severity: 'info',
      });
      return;
    }
    const missing: string[] = [];
    for (const slot of inSchema) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      const schema = resolveSimple(before, parts);
      const fact = factOf(schemaAt(before, schema));
      if (fact?.origin && !fact.ifNotExists) continue;
      if (!done({ kind: 'all-in-schema', objects: word, schema })) missing.push(schema);
    }
    if (missing.length === 0) return;
    const recipients = form.childrenOf('GrantRecipient', 'Grantee').map(oneLine).join(', ');
    const statement = `${gives ? 'GRANT' : 'REVOKE'} ${oneLine(list)} ON ALL ${word.toUpperCase()} IN SCHEMA ${missing.map(name => qualified(name)).join(', ')} ${gives ? 'TO' : 'FROM'} ${recipients}`;
    report({
      at: objects,
      message: gives
        ? say`${oneLine(objects).toUpperCase()} that exist in ${oneOf(missing, 'and')} keep the privileges they have: grant ON ALL ${word.toUpperCase()} IN SCHEMA as well`
        : say`${oneLine(objects).toUpperCase()} that exist in ${oneOf(missing, 'and')} keep the privileges they have: revoke ON ALL ${word.toUpperCase()} IN SCHEMA as well`,
      // What cannot be a default privilege (GRT017) is mostly no privilege on such things either.
      fixes: !isLegal
        ? []
        : [
            {
              title: say`Add ${gives ? 'GRANT' : 'REVOKE'} … ON ALL ${word.toUpperCase()} IN SCHEMA`,
              edits: [insertBefore(statement)],
              safe: false,
            },
          ],
    });
  },
};

function isDone(model: Model, gives: boolean, on: Securable, privilege: string, to: Principal): boolean {
  const fits = (grant: Grant) => samePrincipal(grant.to, to) && (privilege === 'all' || grant.privilege === privilege);
  return gives ? coveringSecurables(model, on).some(securable => grantsOn(model, securable).some(fits)) : revokedOn(model, on).some(fits);
}

/** Whether the script grants, or revokes, on all objects of some schema for the same grantees: then its author knows. */
function anySchemaDone(model: Model, gives: boolean, objects: string, grantees: readonly Principal[]): boolean {
  for (const list of model.all(gives ? 'grants' : 'revoked')) {
    for (const { on, to } of list) {
      if (on.kind !== 'all-in-schema' || on.objects !== objects) break;
      if (grantees.some(grantee => samePrincipal(grantee, to))) return true;
    }
  }
  return false;
}
