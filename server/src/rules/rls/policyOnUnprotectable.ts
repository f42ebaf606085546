// RLS012: what cannot have row-level security.

import type { RelationName } from '../../semantics/facts.ts';
import { databaseAt, factOf, isOfOtherDatabase, relationAt, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting, temporarySchema } from '../../semantics/resolve.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { tableAt } from '../ext/tableAt.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isSystemRelation } from './policyParts.ts';

export interface Unprotectable {
  /** `is a temporary table`. */
  readonly why: string;
  readonly severity?: 'warning';
}

/**
 * Why the relation in a slot can have no row-level or masking policy; undefined where it can, or nothing is known of it.
 * What the script only makes further down counts too.
 */
export function whyUnprotectable(slot: SyntaxNode, { before, final }: RuleContext): Unprotectable | undefined {
  const parts = nameOf(slot)?.parts;
  if (!parts) return undefined;
  const name = resolveExisting(before, parts);
  const system = isSystemRelation(name, parts.length === 1);
  const found = why(before, name, system) ?? (factOf(relationAt(before, name)) ? undefined : why(final, name, system));
  if (found) return { why: found };
  // By the schema's name only.
  const { sort, certain } = tableAt(before, slot);
  return sort === 'spectrum' && !certain ? { why: say`seems to be an external table`, severity: 'warning' } : undefined;
}

function why(model: Model, name: RelationName, system: boolean): string | undefined {
  if (name.database !== undefined && factOf(databaseAt(model, name.database))?.datashare) return say`comes from a datashare`;
  if (isOfOtherDatabase(model, name)) return say`is in another database`;
  if (name.schema === temporarySchema) return say`is a temporary table`;
  if (system) return say`belongs to the system catalog`;
  const relation = factOf(relationAt(model, name));
  if (relation?.kind === 'external-table') return say`is an external table`;
  if (relation?.kind === 'shared-table') return say`comes from a datashare`;
  const schema = name.database === undefined ? factOf(schemaAt(model, name.schema)) : undefined;
  if (schema?.kind === 'external') return say`is in an external schema`;
  return schema?.kind === 'shared' ? say`comes from a datashare` : undefined;
}

export const policyOnUnprotectable: Rule = {
  id: 'RLS012',
  name: 'row-policy-on-unprotectable-relation',
  severity: 'error',
  title: 'Policy on a temporary table, external table, catalog table or cross-database relation',
  explanation: `Row-level security works on tables, views and materialized views of the connected database. Temporary tables, external tables, system catalogs
and relations of other databases cannot have policies.

Copy external data into a local table, or put a view with a \`WHERE\` clause before it and grant only the view.`,
  pages: ['r_ATTACH_RLS_POLICY'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nATTACH RLS POLICY p ON spectrum.sales TO ROLE r;",
      'CREATE TEMP TABLE t (a int);\nATTACH RLS POLICY p ON t TO ROLE r;',
      'ATTACH RLS POLICY p ON pg_catalog.pg_class TO ROLE r;',
      "CREATE DATABASE shared FROM DATASHARE sales OF NAMESPACE 'a1b2c3d4-5678-90ab-cdef-111111111111';\nATTACH RLS POLICY p ON shared.public.orders TO ROLE r;",
      'ATTACH RLS POLICY p ON spectrum.sales TO ROLE r;',
    ],
    right: [
      "CREATE EXTERNAL SCHEMA spectrum FROM DATA CATALOG DATABASE 'd' IAM_ROLE DEFAULT;\nCREATE TABLE sales.sales AS SELECT * FROM spectrum.sales;\nATTACH RLS POLICY p ON sales.sales TO ROLE r;",
    ],
  },
  needs: 'catalog',
  kinds: ['AttachRlsPolicy'],
  check(attach, context) {
    for (const slot of attach.childrenOf('relation-name')) {
      const found = whyUnprotectable(slot, context);
      if (!found) continue;
      const { why, ...severity } = found;
      context.report({ at: slot, message: say`${slot.text} ${why}: a row-level security policy cannot be attached to it`, ...severity });
    }
  },
};
