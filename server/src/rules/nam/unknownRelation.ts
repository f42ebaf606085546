// NAM001: a table or view that is not there.

import type { RelationName } from '../../semantics/facts.ts';
import { relationAt, relationNamesIn } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { writeName } from '../../semantics/names.ts';
import type { WrittenName } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { alsoInsideUnload } from './insideUnload.ts';
import { didYouMean, isMissingRelation, relationMeant, relationsNeeded, renameFix } from './nameChecks.ts';

export const unknownRelation: Rule = {
  id: 'NAM001',
  name: 'unknown-relation',
  severity: 'error',
  title: 'Unknown table or view',
  explanation: `The statement names a table or view that does not exist: the script has dropped or renamed it before, or neither the script nor the connected database has
it. Nothing is said while the content of the schema is not known completely.`,
  pages: ['r_SELECT_synopsis', 'r_DROP_TABLE'],
  examples: {
    wrong: [
      'CREATE TABLE sales.orders (id int);\nDROP TABLE sales.orders;\nSELECT id FROM sales.orders;',
      'CREATE TABLE a (id int);\nALTER TABLE a RENAME TO b;\nINSERT INTO a VALUES (1);',
      'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int);\nSELECT count(*) FROM shop.ordres;',
      'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id int);\nSELECT id FROM shop.customers;',
      "CREATE TABLE sales.orders (id int);\nDROP TABLE sales.orders;\nUNLOAD ('select id from sales.orders where id > ''1''') TO 's3://b/p' IAM_ROLE DEFAULT;",
    ],
    right: [
      'CREATE TABLE sales.orders (id int);\nDROP TABLE sales.orders;\nCREATE TABLE sales.orders (id bigint);\nSELECT id FROM sales.orders;',
      'CREATE TABLE a (id int);\nBEGIN;\nDROP TABLE a;\nROLLBACK;\nSELECT id FROM a;',
      'DROP TABLE sales.orders;\nALTER TABLE sales.orders_restored RENAME TO orders;\nSELECT id FROM sales.orders;',
      "CREATE SCHEMA staging;\nCOPY staging.orders FROM 's3://b/p' IAM_ROLE DEFAULT;",
      'DROP TABLE IF EXISTS staging.t;\nDROP TABLE IF EXISTS staging.t;',
      'WITH a AS (SELECT 1 AS id) SELECT id FROM a, sales.orders, svv_tables;',
    ],
  },
  needs: 'catalog',
  kinds: ['Statement'],
  check: alsoInsideUnload((root, { statement, before, inBody, report }) => {
    if (inBody || root.nodes[0]?.index !== statement.index) return;
    for (const { slot, parts, name } of relationsNeeded(statement, before)) {
      const answer = relationAt(before, name);
      if (!isMissingRelation(before, name, answer)) continue;
      const meant = relationMeant(before, name);
      const where = answer.state === 'absent' ? schemaThatHas(before, name, parts) : undefined;
      // A schema that this script creates may be filled by another one before this statement runs, unless the script fills it itself.
      const isOwn = answer.state === 'absent' && before.catalog === undefined;
      if (isOwn && meant === undefined && relationNamesIn(before, name.schema).length === 0) continue;
      const perhaps = answer.state === 'absent' && (isOwn ? meant === undefined : mayHaveOtherPath(before, parts));
      const severity = perhaps ? ({ severity: 'warning' } as const) : {};
      if (where !== undefined) {
        const written = `${writeName(where)}.${slot.text}`;
        const fixes = [{ title: say`Change to ${written}`, edits: [{ start: slot.start, end: slot.end, newText: written }], safe: false }];
        report({ at: slot, message: say`${slot.text} is not in ${name.schema} but in ${where}: write ${written}`, fixes, ...severity });
        continue;
      }
      const what =
        answer.state === 'dropped' ? say`${slot.text} was dropped or renamed before` : say`There is no table or view ${slot.text}`;
      report({ at: slot, message: what + didYouMean(meant), fixes: renameFix(parts.at(-1)!, meant), ...severity });
    }
  }),
};

/** The only other schema, of those whose content is known, that has a relation of this bare name. */
function schemaThatHas({ catalog }: Model, { name }: RelationName, written: WrittenName): string | undefined {
  if (!catalog || written.length > 1) return undefined;
  const having = [...catalog.contents].flatMap(([schema, { relations }]) => (relations.has(name) ? [schema] : []));
  return having.length === 1 ? having[0] : undefined;
}

/** A user may have a search path of their own; what the script sets is known. */
const mayHaveOtherPath = ({ session }: Model, written: WrittenName): boolean =>
  written.length === 1 && session.searchPath.length === 1 && session.searchPath[0] === 'public';
