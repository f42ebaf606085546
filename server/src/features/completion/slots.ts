// From a name slot of the grammar to the names that can stand there.

import { dateParts } from '../../dialect/functions.ts';
import { timeZones } from '../../dialect/options.ts';
import { fixedParameters, type Parameter, sessionParameters, systemParameters, valueWords } from '../../dialect/parameters.ts';
import { systemRoles } from '../../dialect/privileges.ts';
import { nameOf } from '../../semantics/names.ts';
import { rootOf } from '../../syntax/tree.ts';
import { say, translate } from '../../text/say.ts';
import { proposeExpressionColumns, proposeListedColumns, proposeMentionedColumns } from './columns.ts';
import { proposeFunctions, proposeOwnFunctions, proposeRoutineNames } from './functions.ts';
import { proposeArraysToUnnest, proposeFields } from './paths.ts';
import { cursorName } from './place.ts';
import { type ProposalKind, rank } from './proposals.ts';
import { proposeDatabases, proposeRelations, proposeSchemas } from './relations.ts';
import type { CompletionRequest } from './request.ts';
import { type NameCategory, namesElsewhere, scriptNames } from './scriptNames.ts';
import { writeIdentifier, writePrincipal } from './writing.ts';

/** Proposes what can stand in a slot. `new-…` slots declare a name: there only what helps to write it is proposed. */
export function proposeForSlot(request: CompletionRequest, slot: string): void {
  switch (slot) {
    case 'table-path':
      if (request.qualifiers.length === 0 || !proposeArraysToUnnest(request)) proposeRelations(request, slot, true);
      return;
    case 'field-name':
      proposeFields(request);
      return;
    case 'table-name':
    case 'relation-name':
    case 'view-name':
    case 'materialized-view-name':
    case 'external-table-name':
    case 'vacuum-table-name':
    case 'analyze-table-name':
      proposeRelations(request, slot, false);
      return;
    case 'new-table-name':
    case 'new-view-name':
    case 'new-materialized-view-name':
    case 'new-function-name':
    case 'new-procedure-name':
    case 'new-model-name':
      // A new name may begin with its schema.
      if (request.qualifiers.length === 0) proposeSchemas(request, rank.schema, ['local']);
      return;
    case 'new-external-table-name':
      if (request.qualifiers.length === 0) proposeSchemas(request, rank.schema, ['external']);
      return;
    case 'schema-name':
      proposeSchemas(request, rank.script);
      return;
    case 'external-schema-name':
      proposeSchemas(request, rank.script, ['external']);
      return;
    case 'database-name':
      proposeDatabases(request, rank.script);
      return;
    case 'column-reference':
      proposeExpressionColumns(request);
      return;
    case 'column-name':
    case 'column-path':
    case 'target-column-name':
      proposeListedColumns(request);
      return;
    case 'new-column-name':
      // Tables of a script share column names.
      proposeMentionedColumns(request);
      return;
    case 'new-label':
    case 'new-column-alias':
      proposeLabels(request);
      return;
    case 'new-table-alias':
      proposeAlias(request);
      return;
    case 'function-name':
      proposeFunctionNames(request);
      return;
    case 'procedure-name':
      proposeRoutineNames(request, 'procedure');
      return;
    case 'role-name':
    case 'bare-role-name':
      proposeRoles(request);
      return;
    case 'user-name':
      proposePrincipals(request, 'user', request.known.catalog.snapshot?.users);
      return;
    case 'group-name':
      proposePrincipals(request, 'group', request.known.catalog.snapshot?.groups);
      return;
    case 'policy-name':
      proposeNames(request, 'policy', 'policy', names(request.known.catalog.snapshot?.rlsPolicies), say`RLS policy`);
      return;
    case 'masking-policy-name':
      proposeNames(request, 'masking-policy', 'policy', names(request.known.catalog.snapshot?.maskingPolicies), say`masking policy`);
      return;
    case 'model-name':
      proposeModels(request);
      return;
    case 'parameter-name':
      proposeParameters(
        request,
        request.context.expectations.some(({ rules }) => rules.some(rule => rule.name === 'AlterSystem'))
          ? systemParameters
          : sessionParameters,
      );
      return;
    case 'shown-parameter-name':
      proposeParameters(request, [...sessionParameters, ...fixedParameters, ...systemParameters]);
      return;
    case 'identity-provider-name':
    case 'datashare-name':
    case 'job-name':
    case 'template-name':
    case 'library-name':
    case 'cursor-name':
    case 'prepared-name':
    case 'constraint-name': {
      const category = slot.slice(0, -'-name'.length) as NameCategory;
      proposeNames(request, category, 'value', undefined, categoryWords[category]!());
      return;
    }
    case 'variable-name':
    case 'target-name':
    case 'local-name':
      proposeVariables(request);
      return;
  }
}

/** Functions where they are called, or by their signature where GRANT, DROP and ALTER name them. */
function proposeFunctionNames(request: CompletionRequest): void {
  const { expectations } = request.context;
  const open = (name: string) =>
    expectations.some(({ element, rules }) => element?.slot?.name === 'function-name' && rules.some(rule => rule.name === name));
  if (expectations.some(({ element, inExpression }) => inExpression && element?.slot?.name === 'function-name')) proposeFunctions(request);
  else if (open('TableFunction')) proposeOwnFunctions(request, request.qualifiers.at(-1));
  else proposeRoutineNames(request, 'function');
}

const names = (known: ReadonlyMap<string, { readonly name: string }> | undefined) => known && [...known.values()].map(item => item.name);

const categoryWords: Partial<Record<NameCategory, () => string>> = {
  'identity-provider': () => say`identity provider`,
  datashare: () => say`datashare`,
  job: () => say`job`,
  template: () => say`template`,
  library: () => say`library`,
  cursor: () => say`cursor`,
  prepared: () => say`prepared`,
  constraint: () => say`constraint`,
};

/** Names of one category: of the script, nearest first, then of the catalog. */
function proposeNames(
  request: CompletionRequest,
  category: NameCategory,
  kind: ProposalKind,
  catalog: Iterable<string> | undefined,
  description: string,
): void {
  const { document, context, offset, language, fits, list } = request;
  const start = document.statements[context.statement]!.start;
  for (const { parts, declared, statement } of scriptNames(document, category, context.statement, offset - start, language)) {
    const label = parts.at(-1)!;
    if (!fits(label)) continue;
    const distance = Math.min(Math.abs(statement - context.statement), 90);
    list.add({
      label,
      kind,
      insert: writePrincipal(label, language),
      rank: rank.script + distance,
      description: declared ? say`${description} of this script` : description,
    });
  }
  for (const name of catalog ?? []) {
    if (fits(name)) list.add({ label: name, kind, insert: writePrincipal(name, language), rank: rank.searchPath, description });
  }
  for (const { parts } of namesElsewhere(request.known.others, category, language)) {
    const label = parts.at(-1)!;
    if (fits(label)) list.add({ label, kind, insert: writePrincipal(label, language), rank: rank.searchPath + 100, description });
  }
}

function proposePrincipals(request: CompletionRequest, category: 'user' | 'group', catalog: Iterable<string> | undefined): void {
  proposeNames(request, category, 'principal', catalog, category === 'user' ? say`user` : say`group`);
}

function proposeRoles(request: CompletionRequest): void {
  proposeNames(request, 'role', 'principal', request.known.catalog.snapshot?.roles, say`role`);
  // Redshift's own roles are granted, and neither dropped nor changed.
  if (request.context.expectations.some(({ rules }) => rules.some(rule => rule.name === 'DropRole' || rule.name === 'AlterRole'))) return;
  for (const { name, permissions } of systemRoles) {
    if (request.fits(name))
      request.list.add({
        label: name,
        kind: 'principal',
        insert: name,
        rank: rank.system,
        detail: translate(permissions),
        description: say`system role`,
      });
  }
}

function proposeModels(request: CompletionRequest): void {
  const { known, qualifiers } = request;
  const found: string[] = [];
  for (const schema of qualifiers.length > 0 ? qualifiers.slice(-1) : known.searchPath)
    for (const model of known.content(schema)?.models.values() ?? []) found.push(model.name);
  proposeNames(request, 'model', 'model', found, say`model`);
}

/** What is set most, in front of the thirty others. */
const usualParameters = [
  'search_path',
  'query_group',
  'statement_timeout',
  'enable_result_cache_for_session',
  'wlm_query_slot_count',
  'timezone',
];

export function proposeParameters({ fits, list, qualifiers }: CompletionRequest, parameters: readonly Parameter[]): void {
  if (qualifiers.length > 0) return;
  for (const { name, values, description } of parameters) {
    const place = usualParameters.indexOf(name);
    if (fits(name))
      list.add({
        label: name,
        kind: 'parameter',
        insert: name,
        rank: place < 0 ? rank.script : rank.mainName + place,
        detail: values,
        description: translate(description),
        about: `parameter:${name}`,
      });
  }
}

/** The values of the parameter that `SET name TO |` names. */
export function proposeParameterValues(request: CompletionRequest, parameter: Parameter): void {
  const { fits, list } = request;
  if (parameter.name === 'search_path') {
    proposeSchemas(request, rank.script, ['local', 'external']);
    return;
  }
  const words = parameter.name === 'timezone' ? timeZones : valueWords(parameter);
  words.forEach((word, index) => {
    if (!fits(word)) return;
    const bare = /^(?:on|off|true|false|\d+)$/i.test(word);
    list.add({
      label: word,
      kind: 'value',
      insert: bare ? word : `'${word}'`,
      rank: rank.column + index,
      description: parameter.name,
      ...(bare ? {} : { filter: word }),
    });
  });
}

/** An alias for the table before the cursor: the first letters of its words, numbered where it is taken. */
function proposeAlias(request: CompletionRequest): void {
  const { context, document, list, fits, language } = request;
  const { before } = context;
  const word = (back: number) =>
    document.text
      .slice(before.starts[before.count - back], before.ends[before.count - back])
      .replaceAll('"', '')
      .toLowerCase();
  const behindAs = before.count > 1 && word(1) === 'as';
  // Without AS most tables have no alias: only what is being typed may become one.
  if (before.count === 0 || (context.prefix === '' && !behindAs)) return;
  const last = word(behindAs ? 2 : 1);
  const letters = last
    .split(/[_\W\d]+/)
    .map(word => word[0] ?? '')
    .join('');
  if (!/^[a-z]+$/.test(letters)) return;
  const taken = new Set(
    request
      .place()
      .scope.relations.map(relation => relation.name)
      .filter(name => name !== cursorName),
  );
  let alias = letters;
  for (let number = 2; taken.has(alias); number++) alias = `${letters}${number}`;
  if (fits(alias))
    list.add({
      label: alias,
      kind: 'alias',
      insert: writeIdentifier(alias, language),
      rank: rank.alias,
      description: say`alias of ${last}`,
    });
}

/** `sum(amount) AS |`: names that tell what the expression is. */
function proposeLabels({ place, document, context, fits, list, language }: CompletionRequest): void {
  const { before } = context;
  if (!/^as$/i.test(document.text.slice(before.starts[before.count - 1], before.ends[before.count - 1]))) return;
  const expression = place().node?.ancestor('SelectItem')?.nodes[0];
  if (!expression) return;
  const columns = expression.descendants('column-reference').map(slot => nameOf(slot)?.parts.at(-1)?.name);
  const own =
    expression.kind === 'ColumnReference' ? nameOf(expression.child('column-reference') ?? expression)?.parts.at(-1)?.name : undefined;
  const column = own ?? columns.find(name => name !== undefined && !(name in dateParts));
  const call = expression.kind === 'FunctionCall' ? expression.child('function-name')?.text.toLowerCase() : undefined;
  const names = call === undefined ? [column] : [column && `${call}_${column}`, column, call];
  for (const [index, name] of [...new Set(names)].entries()) {
    if (name && /^[a-z_]\w*$/.test(name) && fits(name))
      list.add({
        label: name,
        kind: 'alias',
        insert: writeIdentifier(name, language),
        rank: rank.alias + index,
        description: say`name of the column`,
      });
  }
}

/** Variables and arguments of the procedure around the cursor. */
export function proposeVariables(request: CompletionRequest): void {
  const { list, fits, language, document, context } = request;
  const parsed = document.statements[context.statement]!.parsed;
  if (parsed.bodies.length === 0) return;
  const seen = new Set<string>();
  const { root } = request.place();
  for (const slot of root?.descendants('new-local-name', 'new-argument-name') ?? []) {
    const name = nameOf(slot)?.parts[0];
    if (!name || name.name === cursorName || seen.has(name.name) || !fits(name.written)) continue;
    seen.add(name.name);
    const type = slot.parent?.child('VariableType', 'DataType')?.text.toLowerCase();
    list.add({
      label: name.written,
      kind: 'variable',
      insert: writeIdentifier(name.name, language),
      rank: rank.column + 300,
      ...(type && { detail: type }),
      description: say`variable`,
    });
  }
  for (const { name, type } of procedureArguments(request)) {
    if (!seen.has(name) && fits(name))
      list.add({
        label: name,
        kind: 'variable',
        insert: writeIdentifier(name, language),
        rank: rank.column + 310,
        ...(type && { detail: type }),
        description: say`argument`,
      });
  }
}

function procedureArguments({ document, context, language }: CompletionRequest): { name: string; type: string | undefined }[] {
  const parsed = document.statements[context.statement]!.parsed;
  const root = rootOf(parsed, language.grammar);
  return (root?.descendants('ProcedureParameter', 'FunctionParameter') ?? []).flatMap(parameter => {
    const slot = parameter.child('new-argument-name');
    const name = slot && nameOf(slot)?.parts[0]?.name;
    return name ? [{ name, type: parameter.child('DataType')?.text.toLowerCase() }] : [];
  });
}
