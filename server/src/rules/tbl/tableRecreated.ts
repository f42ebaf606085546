// TBL020: a table that is dropped and created again has lost its grants and policies.

import type { Grant, Principal, Relation, RelationName } from '../../semantics/facts.ts';
import { factOf, grantsOn, maskingAttachmentsOn, relationAt, rlsAttachmentsOn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting, resolveSimple, temporarySchema } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const tableRecreated: Rule = {
  id: 'TBL020',
  name: 'table-recreated',
  severity: 'warning',
  title: 'Table recreated in a script: grants and policies are not restored',
  explanation: `With a table go its grants, its row-level security and its masking; the new table of the same name has none of them (\`CREATE TABLE … (LIKE …)\` copies columns,
not rights), so that readers are locked out, or see rows and columns that were hidden. Grant, attach and \`ROW LEVEL SECURITY ON\` again in the same script; or keep the table
and empty it with \`DELETE\` or \`TRUNCATE\`.`,
  pages: ['r_GRANT', 't_rls_object_dependency', 'r_DROP_TABLE'],
  examples: {
    wrong: [
      'ALTER TABLE s.t RENAME TO t_old;\nCREATE TABLE s.t (LIKE s.t_old);\nINSERT INTO s.t SELECT * FROM s.t_old;\nDROP TABLE s.t_old;',
      'DROP TABLE s.t; CREATE TABLE s.t (a int);',
      'DROP TABLE IF EXISTS s.t CASCADE;\nCREATE TABLE s.t AS SELECT 1 AS a;',
      'DROP TABLE s.t;\nCREATE TABLE s.t (LIKE s.old);',
      'DROP TABLE s.t;\nSELECT a INTO s.t FROM s.x;',
      'CREATE TABLE s.n (a int);\nDROP TABLE s.t;\nALTER TABLE s.n RENAME TO t;',
      'CREATE TABLE s.t (a int);\nGRANT SELECT ON s.t TO ann;\nDROP TABLE s.t;\nCREATE TABLE s.t (a int, b int);',
    ],
    right: [
      'ALTER TABLE s.t RENAME TO u;\nCREATE TABLE s.v (a int);',
      'ALTER TABLE s.t RENAME TO t_old;\nCREATE TABLE s.t (a int);\nGRANT SELECT ON s.t TO ROLE r;\nDROP TABLE s.t_old;',
      'DROP TABLE s.t; CREATE TABLE s.t (a int); GRANT SELECT ON s.t TO ROLE r; ATTACH RLS POLICY p ON s.t TO ROLE r; ALTER TABLE s.t ROW LEVEL SECURITY ON;',
      'DROP TABLE s.t;\nCREATE TABLE s.t (a int);\nGRANT SELECT ON ALL TABLES IN SCHEMA s TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r;\nDROP TABLE s.t;\nCREATE TABLE s.t (a int);',
      'CREATE TABLE s.t (a int);\nDROP TABLE s.t;\nCREATE TABLE s.t (a int, b int);',
      'DROP TABLE IF EXISTS #t;\nCREATE TABLE #t (a int);',
      'DROP TABLE IF EXISTS t;\nCREATE TEMP TABLE t (a int);',
      'DROP TABLE s.t;\nCREATE TABLE s.u (a int);',
    ],
  },
  needs: 'script',
  kinds: ['DropTable', 'AlterTable'],
  check(node, { before, final, inBody, report }) {
    if (inBody || (node.kind === 'AlterTable' && !isPutAside(node, before, final))) return;
    for (const slot of node.childrenOf('table-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      const name = resolveExisting(before, parts);
      const dropped = factOf(relationAt(before, name));
      const again = factOf(relationAt(final, name));
      if (name.schema === temporarySchema || !again?.origin || again.kind !== 'table' || again === dropped) continue;
      if (!wasRightless(before, name, dropped)) {
        const lost = lostRights(before, final, name);
        const message = lost
          ? say`${slot.text} is created again below, without ${lost}: they go with the old table, so write them again`
          : say`${slot.text} is created again below: the grants, row-level security and masking of the old table are lost, so grant and attach again`;
        // DROP TABLE IF EXISTS also stands where a table is made for the first time, with no rights to lose.
        const perhaps = !lost && node.keyword('EXISTS') !== undefined;
        if (lost || !hasRights(final, name)) report({ at: slot, message, ...(perhaps && { severity: 'info' }) });
      }
    }
  },
};

/** ALTER TABLE t RENAME TO old, where the script drops `old` in the end: the old table goes with its rights, as by DROP. */
function isPutAside(alter: SyntaxNode, before: Model, final: Model): boolean {
  const slot = alter.descendants('RenameAction')[0]?.child('new-table-name');
  const table = alter.child('table-name');
  const [from, to] = [table && nameOf(table)?.parts, slot && nameOf(slot)?.parts];
  if (!from || !to) return false;
  const { schema } = resolveExisting(before, from);
  return relationAt(final, { schema, name: resolveSimple(before, to) }).state === 'dropped';
}

/** Made by this script, with nothing that could be lost. */
const wasRightless = (model: Model, name: RelationName, relation: Relation | undefined): boolean =>
  relation?.origin !== undefined && !relation.ifNotExists && !hasRights(model, name);

/** Whether the script gives anybody anything on a table: by name, by schema, or by default. */
function hasRights(model: Model, name: RelationName): boolean {
  const { schema, database } = name;
  const inDatabase = database === undefined ? {} : { database };
  return (
    grantsOn(model, { kind: 'relation', relation: name }).length > 0 ||
    rlsAttachmentsOn(model, name).length > 0 ||
    maskingAttachmentsOn(model, name).length > 0 ||
    grantsOn(model, { kind: 'all-in-schema', objects: 'tables', schema, ...inDatabase }).length > 0 ||
    grantsOn(model, { kind: 'scope', objects: 'tables', schema, ...inDatabase }).length > 0 ||
    grantsOn(model, { kind: 'scope', objects: 'tables', ...inDatabase }).length > 0 ||
    [schema, ''].some(key => model.get('defaultPrivileges', key)?.some(({ objects }) => objects === 'tables'))
  );
}

const told = (principal: Principal) => ('name' in principal ? principal.name : principal.kind === 'public' ? 'PUBLIC' : say`the session`);

/** What the script gave on the old table and does not give on the new one; undefined where nothing is known to be lost. */
function lostRights(before: Model, final: Model, name: RelationName): string | undefined {
  const key = ({ to, privilege }: Grant) => `${told(to)} ${privilege}`;
  const on = { kind: 'relation', relation: name } as const;
  const kept = new Set(grantsOn(final, on).map(key));
  const grantees = new Set(grantsOn(before, on).flatMap(grant => (kept.has(key(grant)) ? [] : [told(grant.to)])));
  const lost: string[] = [];
  if (grantees.size > 0) lost.push(say`the rights of ${[...grantees].slice(0, 3).join(', ')}`);
  if (rlsAttachmentsOn(before, name).length > 0 && rlsAttachmentsOn(final, name).length === 0) lost.push(say`its row-level security`);
  if (maskingAttachmentsOn(before, name).length > 0 && maskingAttachmentsOn(final, name).length === 0) lost.push(say`its masking`);
  return lost.length > 0 ? lost.join(say` and `) : undefined;
}
