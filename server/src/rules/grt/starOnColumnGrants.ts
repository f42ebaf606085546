// GRT047: SELECT * asks for columns that were not granted.

import { type Grant, samePrincipal } from '../../semantics/facts.ts';
import { factOf, grantsOn, relationAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { identitiesOf, principalText, sourcesOf } from './heldRights.ts';

export const starOnColumnGrants: Rule = {
  id: 'GRT047',
  name: 'star-on-column-grants',
  severity: 'warning',
  title: 'A column grant on a view does not help SELECT *',
  explanation: `\`SELECT *\` from a view (or table) needs the right on every column. Whoever holds some columns only gets “permission denied for relation” and
must name them.

Reported where the script itself grants columns of the relation. A hint where it cannot be told who runs the query.`,
  pages: ['r_GRANT-usage-notes'],
  examples: {
    wrong: [
      'CREATE VIEW v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT (id, name) ON v TO ann; SET SESSION AUTHORIZATION ann; INSERT INTO copy SELECT * FROM v;',
      'CREATE VIEW v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT (id, name) ON v TO ann; SET SESSION AUTHORIZATION ann; SELECT * FROM v;',
      'CREATE VIEW rpt.v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT (id, name) ON rpt.v TO ROLE r; SELECT * FROM rpt.v;',
      'CREATE VIEW rpt.v AS SELECT id, ssn FROM hr.emp; GRANT SELECT (id) ON rpt.v TO ROLE r; GRANT ROLE r TO ann; SET SESSION AUTHORIZATION ann; SELECT x.* FROM rpt.v AS x;',
    ],
    right: [
      'CREATE VIEW v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT (id, name) ON v TO ann; CREATE TABLE copy AS SELECT * FROM v;',
      'CREATE VIEW v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT (id, name) ON v TO ann; SET SESSION AUTHORIZATION ann; SELECT id, name FROM v;',
      'CREATE VIEW v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT ON v TO ann; SET SESSION AUTHORIZATION ann; SELECT * FROM v;',
      'CREATE VIEW v AS SELECT id, name, ssn FROM hr.emp; GRANT SELECT (id, name) ON v TO bob; SET SESSION AUTHORIZATION ann; SELECT * FROM v;',
      'CREATE VIEW v AS SELECT id FROM hr.emp; GRANT SELECT (id) ON v TO ann; SELECT count(*) FROM v;',
    ],
  },
  needs: 'script',
  kinds: ['SelectItem'],
  check(item, { report, before, inBody, statement }) {
    const star = starOf(item);
    // Whoever loads a table from it, most likely holds more than the readers; who runs it must be said.
    const isRead = statement.kind === 'Query' || (loads.has(statement.kind) && before.session.user.kind === 'user');
    if (!star || inBody || !isRead) return;
    const from = item.ancestor('SelectStatement')?.child('FromClause');
    for (const table of from?.descendants('NamedTable') ?? []) {
      const slot = table.child('table-path', 'table-name');
      const parts = slot && nameOf(slot)?.parts;
      if (!parts || table.child('PathStep')) continue;
      const alias = table.child('TableAlias')?.child('new-table-alias');
      if (star.qualifier !== undefined && star.qualifier !== (alias ? nameOf(alias)?.parts[0]?.name : parts.at(-1)!.name)) continue;
      const relation = resolveExisting(before, parts);
      const partial = partialGrants(before, grantsOn(before, { kind: 'relation', relation }), relation);
      const columns = factOf(relationAt(before, relation))?.columns;
      const narrow = partial.find(grant => !columns || columns.some(({ name }) => !grant.columns!.includes(name)));
      if (!narrow) continue;
      const { user } = before.session;
      report({
        at: star.at,
        message: say`* needs every column of ${slot!.text}, and ${principalText(narrow.to)} holds SELECT on ${narrow.columns!.join(', ')} only: name the columns`,
        ...(user.kind !== 'user' && { severity: 'info' }),
      });
      return;
    }
  },
};

const loads: ReadonlySet<string> = new Set(['CreateTable', 'InsertStatement']);

/** The star of a select item, with the name in front of it. */
function starOf(item: SyntaxNode): { at: SyntaxNode; qualifier?: string } | undefined {
  const all = item.child('AllColumns');
  if (all) return { at: all };
  const reference = item.child('ColumnReference');
  const qualifier = reference?.text.endsWith('*') ? reference.child('column-reference') : undefined;
  const name = qualifier && nameOf(qualifier)?.parts.at(-1)?.name;
  return reference && name ? { at: reference, qualifier: name } : undefined;
}

/** Grants of SELECT on columns to those who may run the query and do not hold the whole relation. */
function partialGrants(model: Model, grants: readonly Grant[], relation: Parameters<typeof relationAt>[1]): Grant[] {
  const { user } = model.session;
  const runner = user.kind === 'user' ? identitiesOf(model, user) : undefined;
  return grants.filter(grant => {
    if (grant.privilege !== 'select' || !grant.columns) return false;
    if (runner && !runner.some(identity => samePrincipal(identity, grant.to))) return false;
    return sourcesOf(model, runner ?? identitiesOf(model, grant.to), 'select', { kind: 'relation', relation }).length === 0;
  });
}
