// Whole statements to fill in, where a statement can begin. The label begins with the statement's own words.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of snippets look like those of template literals
import { say, translate } from '../../text/say.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { namesElsewhere, scriptNames } from './scriptNames.ts';
import { snippetTemplates } from './snippetTemplates.ts';
import { usualGrantees, writeGrantee } from './usualGrantees.ts';
import { writeIdentifier, writePrincipal } from './writing.ts';

/** Adds the templates where a statement begins; only for clients that fill in snippets. */
export function proposeSnippets(request: CompletionRequest): void {
  const { context, snippets, list, fits } = request;
  if (!snippets || context.before.count > 0) return;
  let choices: Readonly<Record<string, readonly string[]>> | undefined;
  snippetTemplates.forEach(({ label: english, detail, body }, index) => {
    if (fits(english) === 0) return;
    const label = translate(english);
    const filter = label === english ? {} : { filter: english };
    choices ??= choicesOf(request);
    const insert = withChoices(body, choices);
    list.add({ label, kind: 'snippet', insert, snippet: true, rank: rank.snippet + index, detail: translate(detail), ...filter });
  });
  if (fits('GRANT')) proposeUsualGrants(request);
}

const mostChoices = 30;

/** What is known for the placeholders of templates; the names of this script and of the catalog. */
function choicesOf(request: CompletionRequest): Record<string, readonly string[]> {
  const { document, context, known, language, offset } = request;
  const start = document.statements[context.statement]!.start;
  const named = (category: 'schema' | 'role') =>
    [
      ...scriptNames(document, category, context.statement, offset - start, language),
      ...namesElsewhere(known.others, category, language),
    ].map(({ parts }) => parts.at(-1)!);
  const { schemas, roles, iamRoles = [] } = known.catalog.snapshot ?? {};
  const local = [...(schemas?.values() ?? [])].filter(({ kind }) => kind === 'local').map(({ name }) => name);
  const written = (names: Iterable<string>) => [...new Set(names)].slice(0, mostChoices).map(name => writePrincipal(name, language));
  return {
    schema_name: written([...named('schema'), ...local]),
    role_name: written([...named('role'), ...(roles ?? [])]),
    DEFAULT: ['DEFAULT', ...iamRoles.map(role => `'${role}'`)],
  };
}

/** `${1:schema_name}` as a choice of the names that are known. */
const withChoices = (body: string, choices: Readonly<Record<string, readonly string[]>>): string =>
  body.replace(/\$\{(\d+):(\w+)\}/g, (placeholder, number: string, name: string) => {
    const known = choices[name] ?? [];
    return known.length > (name === 'DEFAULT' ? 1 : 0) ? `\${${number}|${known.map(choiceText).join(',')}|}` : placeholder;
  });

const choiceText = (text: string) => text.replace(/[\\,|$}]/g, '\\$&');

/** For each schema that the scripts grant rights in: reading for those who have some there already, on what is there and on what comes. */
function proposeUsualGrants(request: CompletionRequest): void {
  const { list, language, spell } = request;
  let order = 0;
  for (const [schema, grantees] of usualGrantees(request)) {
    if (grantees.length === 0 || order >= 5) continue;
    const to = `${spell('TO')} ${grantees
      .slice(0, 12)
      .map(grantee => writeGrantee(grantee, request))
      .join(', ')}`;
    const name = writeIdentifier(schema, language);
    const lines = [
      `${spell('GRANT USAGE ON SCHEMA')} ${name} ${to};`,
      `${spell('GRANT SELECT ON ALL TABLES IN SCHEMA')} ${name} ${to};`,
      `${spell('ALTER DEFAULT PRIVILEGES IN SCHEMA')} ${name} ${spell('GRANT SELECT ON TABLES')} ${to};`,
    ];
    list.add({
      label: say`GRANT read on ${schema}`,
      kind: 'snippet',
      insert: lines.join('\n'),
      rank: rank.snippet - 100 + order++,
      // Those who have rights there already.
      detail: to,
      filter: `GRANT read on ${schema}`,
    });
  }
}
