// RLS010: the relation must have the columns that the policy declares, of the same kind of type.

import { factOf, relationAt, rlsPolicyAt } from '../../semantics/lookup.ts';
import { nameOf, nearest } from '../../semantics/names.ts';
import { resolveExisting, resolveInDatabase } from '../../semantics/resolve.ts';
import { familyOf, readType } from '../../semantics/types.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const policyColumnsUnfit: Rule = {
  id: 'RLS010',
  name: 'policy-columns-unfit-for-relation',
  severity: 'error',
  title: 'Attached relation lacks a column of the policy’s WITH clause, or has another type',
  explanation: `A policy can be attached only to relations that have every column of its \`WITH\` clause, with the type declared there. Redshift refuses
\`ATTACH RLS POLICY\` otherwise.`,
  pages: ['r_ATTACH_RLS_POLICY', 'r_CREATE_RLS_POLICY'],
  examples: {
    wrong: [
      "CREATE TABLE t (id int);\nCREATE RLS POLICY p WITH (catgroup varchar(10)) USING (catgroup = 'Concerts');\nATTACH RLS POLICY p ON t TO ROLE r;",
      'CREATE TABLE s.t (tenant varchar(20));\nCREATE RLS POLICY p WITH (tenant int) USING (tenant = 1);\nATTACH RLS POLICY p ON s.t TO PUBLIC;',
      'CREATE TABLE t (tenant bigint);\nCREATE RLS POLICY p WITH (tenant integer) USING (tenant = 1);\nATTACH RLS POLICY p ON t TO ROLE r;',
    ],
    right: [
      "CREATE TABLE t (catgroup varchar(10));\nCREATE RLS POLICY p WITH (catgroup varchar(10)) USING (catgroup = 'Concerts');\nATTACH RLS POLICY p ON t TO ROLE r;",
      'CREATE TABLE t (id int);\nALTER TABLE t ADD COLUMN tenant int;\nCREATE RLS POLICY p WITH (tenant integer) USING (tenant = 1);\nATTACH RLS POLICY p ON t TO ROLE r;',
    ],
  },
  needs: 'catalog',
  kinds: ['AttachRlsPolicy'],
  check(attach, { before, report }) {
    const policySlot = attach.child('policy-name');
    const policyParts = policySlot && nameOf(policySlot)?.parts;
    const policy = policyParts && factOf(rlsPolicyAt(before, resolveInDatabase(before, policyParts).name));
    if (!policy) return;
    for (const slot of attach.childrenOf('relation-name')) {
      const parts = nameOf(slot)?.parts;
      const columns = parts && factOf(relationAt(before, resolveExisting(before, parts)))?.columns;
      if (!columns) continue;
      for (const { name, type } of policy.columns) {
        const column = columns.find(candidate => candidate.name === name);
        if (!column) {
          const meant = nearest(
            name,
            columns.map(candidate => candidate.name),
          );
          report({
            at: slot,
            message:
              say`${slot.text} has no column ${name}, which policy ${policySlot!.text} needs` + (meant ? say`; it has ${meant}` : ''),
          });
        } else if (type && column.type && readType(type).base !== readType(column.type).base) {
          const isNear = familyOf(readType(type)) === familyOf(readType(column.type));
          report({
            at: slot,
            message: say`Column ${name} of ${slot.text} is ${column.type}, but policy ${policySlot!.text} declares it as ${type}`,
            // Of one kind, but not the same: the page asks for the same type, and nothing shows that Redshift refuses it.
            ...(isNear && { severity: 'warning' }),
          });
        }
      }
    }
  },
};
