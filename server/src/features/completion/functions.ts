// Functions: Redshift's own with their signatures, those of the catalog and of the script; date parts for the functions that take one.

import { type BuiltInFunction, builtInFunctions, dateParts } from '../../dialect/functions.ts';
import { later, say, translate } from '../../text/say.ts';
import { startMatcher } from './fuzzy.ts';
import { rank } from './proposals.ts';
import { proposeSchemas } from './relations.ts';
import type { CompletionRequest } from './request.ts';
import { namesElsewhere, scriptNames } from './scriptNames.ts';
import { placeInExpression } from './usualWords.ts';
import { snippetText, writeIdentifier, writePath } from './writing.ts';

export function proposeFunctions(request: CompletionRequest): void {
  if (request.qualifiers.length > 0) {
    proposeOwnFunctions(request, request.qualifiers.at(-1));
    return;
  }
  const used = usedFunctions(request);
  for (const [name, forms] of builtInFunctions()) {
    if (!request.fits(name)) continue;
    const distance = used.get(name);
    // Hundreds that few need wait for a letter.
    if (request.context.prefix === '' && distance === undefined && rare.has(forms[0]!.category)) request.list.incomplete = true;
    else proposeBuiltIn(request, name, forms, distance);
  }
  proposeOwnFunctions(request, undefined);
  if (request.context.prefix.length >= 2) proposeFunctionsElsewhere(request);
}

const rare = new Set(['spatial', 'leader-node only', 'system administration']);

/** How many statements away the script calls a function, by its name in capitals. */
function usedFunctions({ document, context, offset, language }: CompletionRequest): Map<string, number> {
  const start = document.statements[context.statement]!.start;
  return new Map(
    scriptNames(document, 'function', context.statement, offset - start, language).map(({ parts, statement }) => [
      parts.at(-1)!.toUpperCase(),
      Math.abs(statement - context.statement),
    ]),
  );
}

function proposeBuiltIn(
  { list, snippets, spell }: CompletionRequest,
  name: string,
  forms: readonly BuiltInFunction[],
  distance: number | undefined,
): void {
  if (/[^A-Z0-9_]/.test(name)) return; // APPROXIMATE PERCENTILE_DISC, AT TIME ZONE: the grammar offers their words
  const [first] = forms;
  const { bare, category } = first!;
  const argumentsText = bare ? '' : first!.signatures[0]!.slice(first!.signatures[0]!.indexOf('('));
  const empty = argumentsText.startsWith('()');
  const base =
    category === 'leader-node only' || category === 'system administration'
      ? rank.function + 1_000
      : category === 'spatial'
        ? rank.function + 900
        : rank.function;
  const word = spell(name);
  const place = placeInExpression(name);
  list.add({
    label: name,
    kind: 'function',
    insert: bare ? word : empty ? `${word}()` : snippets ? `${word}($1)` : `${word}(`,
    snippet: !bare && !empty && snippets,
    // What the script calls already, nearest first.
    rank:
      distance !== undefined
        ? rank.expressionWord - 200 + Math.min(distance, 90)
        : place === undefined
          ? base
          : rank.expressionWord - 100 + place,
    detail: argumentsText,
    description: translate(forms.length > 1 ? later`aggregate or window` : category),
    about: `function:${name}`,
  });
}

/** Functions of users: of the script and of the loaded schemas. */
export function proposeOwnFunctions(request: CompletionRequest, schema: string | undefined): void {
  if (request.qualifiers.length > 1) return; // functions of other databases cannot be called
  const { document, context, offset, language, fits, list, known } = request;
  const start = document.statements[context.statement]!.start;
  for (const { parts, declared } of scriptNames(document, 'function', context.statement, offset - start, language)) {
    const name = parts.at(-1)!;
    if ((!declared && builtInFunctions().has(name.toUpperCase())) || !fits(name)) continue;
    if (schema !== undefined ? parts.at(-2) !== schema : false) continue;
    const insert = schema === undefined ? writePath(parts, language) : writeIdentifier(name, language);
    list.add({
      label: schema === undefined ? parts.join('.') : name,
      kind: 'function',
      insert: `${insert}(`,
      rank: rank.commonFunction + 900,
      description: say`function of this script`,
    });
  }
  for (const { parts, declared } of namesElsewhere(known.others, 'function', language)) {
    const name = parts.at(-1)!;
    if (!declared || !fits(name) || (schema !== undefined && parts.at(-2) !== schema)) continue;
    const written = schema === undefined ? parts : parts.slice(-1);
    list.add({ label: written.join('.'), kind: 'function', insert: `${writePath(written, language)}(`, rank: rank.commonFunction + 960 });
  }
  for (const candidate of schema === undefined ? known.searchPath : [schema]) {
    for (const [name, overloads] of known.content(candidate)?.functions ?? []) {
      for (const overload of overloads) {
        if (overload.kind === 'procedure' || !fits(name, name)) continue;
        const written = writeIdentifier(overload.name, language);
        list.add({
          label: overload.name,
          kind: overload.kind === 'model-function' ? 'model' : 'function',
          insert: request.snippets ? `${snippetText(written)}($1)` : `${written}(`,
          snippet: request.snippets,
          rank: rank.commonFunction + 950,
          detail: `(${overload.arguments.join(', ')})${overload.returns ? ` → ${overload.returns}` : ''}`,
          description: candidate,
        });
      }
    }
  }
}

/** Functions of loaded schemas outside the search path, by the starts of their words. */
function proposeFunctionsElsewhere({ known, language, list, context, snippets }: CompletionRequest): void {
  const startsLike = startMatcher(context.prefix);
  for (const [schema, { functions }] of known.catalog.snapshot?.contents ?? []) {
    if (known.searchPath.includes(schema)) continue;
    for (const [name, [first]] of functions) {
      if (!first || first.kind === 'procedure' || startsLike(first.name, name) === 0) continue;
      const written = writePath([schema, first.name], language);
      list.add({
        label: `${schema}.${first.name}`,
        kind: first.kind === 'model-function' ? 'model' : 'function',
        insert: snippets ? `${snippetText(written)}($1)` : `${written}(`,
        snippet: snippets,
        rank: rank.function + 500,
        detail: `(${first.arguments.join(', ')})${first.returns ? ` → ${first.returns}` : ''}`,
        filter: `${first.name} ${schema}.${first.name}`,
      });
    }
  }
}

/** Names of functions and procedures with their argument types, as GRANT, DROP and ALTER want them. */
export function proposeRoutineNames(request: CompletionRequest, kind: 'function' | 'procedure'): void {
  const { document, context, offset, language, fits, list, known, qualifiers } = request;
  const start = document.statements[context.statement]!.start;
  const schema = qualifiers.at(-1);
  if (schema === undefined) proposeSchemas(request, rank.schema, ['local']);
  for (const { parts, declared } of scriptNames(document, kind, context.statement, offset - start, language)) {
    if (schema !== undefined && parts.at(-2) !== schema) continue;
    if (kind === 'function' && !declared && builtInFunctions().has(parts.at(-1)!.toUpperCase())) continue;
    const written = schema === undefined ? parts : parts.slice(-1);
    if (fits(parts.at(-1)!))
      list.add({
        label: written.join('.'),
        kind,
        insert: writePath(written, language),
        rank: rank.script,
        description: kind === 'function' ? say`function of this script` : say`procedure of this script`,
      });
  }
  for (const { parts, declared } of namesElsewhere(known.others, kind, language)) {
    const written = schema === undefined ? parts : parts.slice(-1);
    if (declared && fits(parts.at(-1)!) && (schema === undefined || parts.at(-2) === schema))
      list.add({
        label: written.join('.'),
        kind,
        insert: writePath(written, language),
        rank: rank.searchPath + 100,
        description: kind === 'function' ? say`function` : say`procedure`,
      });
  }
  for (const candidate of schema === undefined ? known.searchPath : [schema]) {
    for (const overloads of known.content(candidate)?.functions.values() ?? []) {
      for (const overload of overloads) {
        if ((overload.kind === 'procedure') !== (kind === 'procedure') || !fits(overload.name)) continue;
        const written = `${writeIdentifier(overload.name, language)}(${overload.arguments.join(', ')})`;
        list.add({
          label: `${overload.name}(${overload.arguments.join(', ')})`,
          kind,
          insert: written,
          rank: rank.searchPath,
          description: candidate,
        });
      }
    }
  }
}

/** Date parts as a first argument: `DATEADD(|`. */
export function proposeDateParts({ list, fits }: CompletionRequest, base: number, quote = ''): void {
  let order = 0;
  for (const [part, short] of Object.entries(dateParts)) {
    if (!fits(part)) continue;
    const place = ['day', 'month', 'year', 'week', 'hour', 'minute', 'second', 'quarter'].indexOf(part);
    list.add({
      label: part,
      kind: 'value',
      insert: `${quote}${part}${quote}`,
      rank: base + (place < 0 ? 20 + order++ : place),
      description: say`date part`,
      ...(short.length > 0 && { detail: short.join(', ') }),
    });
  }
}
