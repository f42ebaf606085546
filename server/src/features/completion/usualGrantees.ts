// Who usually gets rights in a schema: the roles, groups and users that the open scripts grant something in it.

import type { ParsedStatement } from '../../syntax/parsedStatement.ts';
import type { Expectation } from '../../syntax/parser.ts';
import { say } from '../../text/say.ts';
import { rank } from './proposals.ts';
import type { CompletionRequest } from './request.ts';
import { namesIn } from './scriptNames.ts';
import { writePrincipal } from './writing.ts';

type GranteeWord = 'ROLE' | 'GROUP' | 'USER';

interface Grantee {
  readonly kind: GranteeWord;
  readonly name: string;
}

interface GrantsInSchemas {
  /** `undefined` stands for the first schema of the search path. */
  readonly schemas: readonly (string | undefined)[];
  readonly grantees: readonly Grantee[];
}

const cache = new WeakMap<ParsedStatement, GrantsInSchemas | undefined>();

function grantsOf(parsed: ParsedStatement, { language }: CompletionRequest): GrantsInSchemas | undefined {
  if (!cache.has(parsed)) cache.set(parsed, readGrants(parsed, language));
  return cache.get(parsed);
}

function readGrants(parsed: ParsedStatement, language: CompletionRequest['language']): GrantsInSchemas | undefined {
  if (!/^\s*(?:grant|revoke|alter\s+default)\b/i.test(parsed.text)) return undefined;
  const { names } = namesIn(parsed, language);
  const behind = parsed.text.search(/\b(?:to|from)\b/i);
  const schemas = new Set<string | undefined>((names.get('schema') ?? []).map(({ parts }) => parts.at(-1)));
  for (const category of ['relation', 'function', 'procedure', 'model'] as const)
    for (const { parts } of names.get(category) ?? []) schemas.add(parts.at(-2));
  const grantees = (['ROLE', 'GROUP', 'USER'] as const).flatMap(kind =>
    (names.get(kind.toLowerCase() as 'role' | 'group' | 'user') ?? [])
      .filter(({ start }) => behind >= 0 && start > behind)
      .map(({ parts }) => ({ kind, name: parts.at(-1)! })),
  );
  return { schemas: [...schemas], grantees };
}

/** The schemas that the open scripts grant rights in, with those who get them: the most frequent first. */
export function usualGrantees(request: CompletionRequest): Map<string, Grantee[]> {
  const { document, context, known } = request;
  const counts = new Map<string, Map<string, { grantee: Grantee; count: number }>>();
  for (const { statements } of [document, ...known.others.map(({ syntax }) => syntax)]) {
    for (const [index, { parsed }] of statements.entries()) {
      if (statements === document.statements && index === context.statement) continue;
      const grants = grantsOf(parsed, request);
      if (!grants || /^\s*revoke/i.test(parsed.text)) continue;
      for (const schema of grants.schemas) {
        const name = schema ?? known.searchPath[0] ?? 'public';
        const of = counts.get(name) ?? new Map<string, { grantee: Grantee; count: number }>();
        counts.set(name, of);
        for (const grantee of grants.grantees) {
          const key = `${grantee.kind} ${grantee.name}`;
          const same = of.get(key);
          if (same) same.count++;
          else of.set(key, { grantee, count: 1 });
        }
      }
    }
  }
  return new Map([...counts].map(([schema, of]) => [schema, [...of.values()].sort((a, b) => b.count - a.count).map(one => one.grantee)]));
}

/** As a grantee is written: a user without a word. */
export function writeGrantee({ kind, name }: Grantee, { language, spell }: CompletionRequest): string {
  const written = writePrincipal(name, language);
  return kind === 'USER' ? written : `${spell(kind)} ${written}`;
}

const rulesOfKind: Record<GranteeWord, string> = { ROLE: 'RoleGrantee', GROUP: 'GroupGrantee', USER: 'UserGrantee' };

/** `GRANT … ON SCHEMA sales TO |`: those who have rights there already, each and all at once, as far as the form allows them. */
export function proposeUsualGrantees(request: CompletionRequest, expectations: readonly Expectation[]): void {
  const { document, context, known, list, fits } = request;
  const allows = ({ kind }: Grantee) => expectations.some(({ rules }) => rules.at(-1)?.name === rulesOfKind[kind]);
  if (!expectations.some(({ rules }) => rules.some(rule => rule.name === 'Grantee'))) return;
  const { parsed } = document.statements[context.statement]!;
  const here = grantsOf(parsed, request);
  if (!here || here.schemas.length === 0) return;
  const usual = usualGrantees(request);
  const said = new Set(here.grantees.map(({ kind, name }) => `${kind} ${name}`));
  for (const schema of here.schemas) {
    const name = schema ?? known.searchPath[0] ?? 'public';
    const grantees = (usual.get(name) ?? []).filter(one => allows(one) && !said.has(`${one.kind} ${one.name}`)).slice(0, 8);
    const texts = grantees.map(one => writeGrantee(one, request));
    // All of them at once only where none is listed yet.
    if (texts.length > 1 && here.grantees.length === 0) texts.push(texts.join(', '));
    texts.forEach((text, index) => {
      if (fits(text))
        list.add({ label: text, kind: 'principal', insert: text, rank: rank.exact + index, description: say`has rights in ${name}` });
    });
  }
}
