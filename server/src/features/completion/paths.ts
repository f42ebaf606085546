// Paths into nested values: `clicks.customer.|`, `orders[0].|`, the alias of an unnested array, and arrays to unnest in FROM.
// https://docs.aws.amazon.com/redshift/latest/dg/query-super.html

import { fold } from '../../semantics/names.ts';
import { relationNamed, type Scope, type ScopeColumn, type ScopeRelation } from '../../semantics/scope.ts';
import * as T from '../../syntax/tokens.ts';
import { say } from '../../text/say.ts';
import { briefType } from '../briefType.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { pathOfTable, shapeInScript } from './scriptPaths.ts';
import { follow, merge, type PathStep, shapeOfType, type ValueShape } from './valueShape.ts';
import { writeIdentifier } from './writing.ts';

/** Proposes the fields that a path before the cursor leads to; false where it leads into no nested value that anything is known of. */
export function proposeFields(request: CompletionRequest): boolean {
  const steps = stepsBefore(request);
  const { fits, list, language, context, document } = request;
  const typed = document.text.slice(context.replaceStart, context.replaceEnd).toLowerCase();
  const shape = shapeAtPath(request, request.place().scope, steps);
  // Fields of an array's elements are reached without an index as well: a path that names them is understood.
  const fields = shape && (shape.fields.size > 0 ? shape.fields : shape.elements?.fields);
  if (!fields || fields.size === 0) return false;
  for (const { name, shape: inner } of fields.values()) {
    // The word at the cursor is itself a path of the script.
    const isTyped = name.toLowerCase() === typed && inner.type === undefined && inner.fields.size === 0;
    if (isTyped || !fits(name)) continue;
    const type = inner.type ?? (inner.elements ? 'array' : inner.fields.size > 0 ? 'object' : undefined);
    list.add({
      label: name,
      kind: 'column',
      insert: writeIdentifier(name, language),
      rank: rank.column,
      ...(type && { detail: type }),
      description: say`field`,
    });
  }
  return true;
}

/** In FROM behind the alias of a table: the columns that may hold arrays, and the fields on the way to them. */
export function proposeArraysToUnnest(request: CompletionRequest): boolean {
  const steps = stepsBefore(request);
  const [first] = steps;
  const { scope } = request.place();
  const relation = first && first !== 'element' ? relationNamed(scope, first.field) : undefined;
  if (!relation) return false;
  if (steps.length > 1 || isPath(relation, scope)) return proposeFields(request);
  const { fits, list, language } = request;
  for (const column of relation.columns() ?? []) {
    if (!fits(column.name) || !isNested(column)) continue;
    list.add({
      label: column.name,
      kind: 'column',
      insert: writeIdentifier(column.name, language),
      rank: rank.column,
      ...(column.type && { detail: briefType(column.type) }),
      description: say`array to unnest`,
    });
  }
  return true;
}

const isNested = ({ type }: ScopeColumn) => type === undefined || /^(?:super|struct|array|map)\b/i.test(type);

/** Whether a relation in FROM is a path into another one: `FROM t, t.items AS i`. */
function isPath({ path, node }: ScopeRelation, scope: Scope): boolean {
  if (!path || path.parts.length < 2) return false;
  const of = relationNamed(scope, path.parts[0]!.name);
  return of !== undefined && of.node !== node;
}

const mostAliases = 12;

/** What a path must be looked up in. */
export type PathNames = Pick<CompletionRequest, 'document' | 'known' | 'language'>;

/** What the path leads to: from the alias of a table or of an unnested array, or from a column. */
export function shapeAtPath(request: PathNames, scope: Scope, steps: readonly PathStep[], depth = 0): ValueShape | undefined {
  const [first, ...rest] = steps;
  if (!first || first === 'element' || depth > mostAliases) return undefined;
  const relation = relationNamed(scope, first.field);
  if (relation && isPath(relation, scope)) {
    const table = relation.node?.kind === 'NamedTable' ? relation.node : relation.node?.parent;
    if (table?.kind !== 'NamedTable') return undefined;
    const array = shapeAtPath(request, scope, pathOfTable(table), depth + 1);
    return follow(array?.elements ?? array, rest);
  }
  const [column, ...inside] = relation ? rest : steps;
  if (!column || column === 'element') return undefined;
  const relations = relation ? [relation] : scope.relations;
  const found = relations.flatMap(one => one.columns() ?? []).find(one => one.name === column.field);
  const typed = found?.type === undefined ? undefined : shapeOfType(found.type);
  // A name that is no column, though the columns are known, is a schema or a mistake.
  if (found ? !isNested(found) : relations.length === 0 || relations.every(one => one.columns() !== undefined)) return undefined;
  const shown = typed ? undefined : shapeInScript(request.document, column.field, request.known.findColumns, request.language);
  return follow(merge(typed, shown), inside);
}

/** The steps of the path before the cursor: `t.items[0].|` */
function stepsBefore({ context, document }: CompletionRequest): PathStep[] {
  const { kinds, starts, ends, count } = context.written;
  const steps: PathStep[] = [];
  let at = count - 1;
  if (kinds[at] !== T.DOT) return steps;
  at--;
  while (at >= 0) {
    if (kinds[at] === T.RIGHT_BRACKET) {
      let depth = 0;
      for (; at >= 0; at--) {
        if (kinds[at] === T.RIGHT_BRACKET) depth++;
        else if (kinds[at] === T.LEFT_BRACKET && --depth === 0) break;
      }
      steps.unshift('element');
      at--;
      continue;
    }
    const written = document.text.slice(starts[at], ends[at]);
    if (!/^["\w]/.test(written)) break;
    steps.unshift({ field: written.startsWith('"') ? fold(written.slice(1, -1).replaceAll('""', '"'), true) : fold(written) });
    if (kinds[at - 1] !== T.DOT) break;
    at -= 2;
  }
  return steps;
}
