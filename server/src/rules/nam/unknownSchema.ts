// NAM003: a schema that is not there.

import { isMissing, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { type NamePart, nameOf, nearest } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { didYouMean, relationsNeeded, renameFix } from './nameChecks.ts';

export const unknownSchema: Rule = {
  id: 'NAM003',
  name: 'unknown-schema',
  severity: 'error',
  title: 'Unknown schema',
  explanation: `The statement names a schema that does not exist: the script has dropped or renamed it before, or the connected database does not have it. Nothing is said
while the list of schemas is not known.`,
  pages: ['r_CREATE_SCHEMA', 'r_DROP_SCHEMA'],
  examples: {
    wrong: [
      'CREATE SCHEMA staging;\nDROP SCHEMA staging CASCADE;\nCREATE TABLE staging.t (a int);',
      'CREATE SCHEMA a;\nALTER SCHEMA a RENAME TO b;\nSELECT * FROM a.t;',
      'CREATE SCHEMA a;\nDROP SCHEMA a;\nALTER SCHEMA a OWNER TO ann;',
    ],
    right: [
      'CREATE SCHEMA staging;\nCREATE TABLE staging.t (a int);',
      'DROP SCHEMA IF EXISTS staging;\nDROP SCHEMA IF EXISTS staging;\nCREATE SCHEMA staging;\nCREATE VIEW staging.v AS SELECT 1 AS a;',
      'SELECT o.name FROM other.t o, o.items i;',
    ],
  },
  needs: 'catalog',
  kinds: ['Statement'],
  check(root, { statement, before, inBody, report }) {
    if (inBody || root.nodes[0]?.index !== statement.index) return;
    for (const part of schemasNeeded(statement, before)) {
      const answer = schemaAt(before, part.name);
      if (!isMissing(answer)) continue;
      const meant = nearest(part.name, schemaNames(before));
      const what =
        answer.state === 'dropped' ? say`Schema ${part.written} was dropped or renamed before` : say`There is no schema ${part.written}`;
      report({ at: part, message: what + didYouMean(meant), fixes: renameFix(part, meant) });
    }
  },
};

function schemasNeeded(statement: SyntaxNode, model: Model): NamePart[] {
  const found = relationsNeeded(statement, model).flatMap(({ parts }) => (parts.length === 2 ? [parts[0]!] : []));
  if (statement.kind.startsWith('Drop') && statement.keyword('EXISTS')) return found;
  const created = statement.child(
    'new-table-name',
    'new-view-name',
    'new-materialized-view-name',
    'new-external-table-name',
    'new-function-name',
    'new-procedure-name',
  );
  const createdParts = created && nameOf(created, model.session)?.parts;
  if (createdParts?.length === 2) found.push(createdParts[0]!);
  if (statement.kind === 'AlterSchema' || statement.kind === 'DropSchema') {
    for (const slot of statement.childrenOf('schema-name')) {
      const parts = nameOf(slot, model.session)?.parts;
      if (parts?.length === 1) found.push(parts[0]!);
    }
  }
  return found;
}

function schemaNames(model: Model): string[] {
  const names = new Set(model.catalog?.schemas?.keys());
  for (const schema of model.all('schemas')) if (schema.is === 'schema') names.add(schema.name);
  return [...names].filter(name => schemaAt(model, name).state === 'known');
}
