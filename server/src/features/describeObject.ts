// Objects as Markdown: from the script where it makes them, else from the catalog; with rights, policies and owner as far as they are known.

import type { CatalogGrant, CatalogRelationDetails } from '../protocol.ts';
import type { Column, Grant, Relation, Routine } from '../semantics/facts.ts';
import { relationKey } from '../semantics/facts.ts';
import {
  factOf,
  grantsOn,
  maskingAttachmentsOn,
  maskingPolicyAt,
  mlModelAt,
  relationAt,
  rlsAttachmentsOn,
  rlsPolicyAt,
  routinesAt,
  schemaAt,
} from '../semantics/lookup.ts';
import type { Model } from '../semantics/model.ts';
import { resolveExisting, type WrittenName } from '../semantics/resolve.ts';
import type { ScopeColumn } from '../semantics/scope.ts';
import { say } from '../text/say.ts';
import { briefType } from './briefType.ts';
import { relationWords, schemaWords } from './completion/relations.ts';
import { principalText } from './describePrincipal.ts';
import { detailsOf, type KnownNames } from './knownNames.ts';

const mostColumns = 40;
const code = (text: string) => `\`\`\`redshift-sql\n${text}\n\`\`\``;

/** A heading and a list of columns with their types; undefined where nothing is known. */
export function describeColumns(heading: string, columns: readonly (ScopeColumn | Column)[] | undefined): string | undefined {
  if (!columns) return code(heading);
  const shown = columns
    .slice(0, mostColumns)
    .map(
      column =>
        `  ${column.name}${column.type ? ` ${briefType(column.type)}` : ''}${'nullable' in column && column.nullable === false ? ' NOT NULL' : ''}`,
    );
  if (columns.length > mostColumns) shown.push(say`  -- and ${columns.length - mostColumns} more`);
  return code(`${heading} (\n${shown.join(',\n')}\n)`);
}

/** A table or view: columns, owner, row-level security, policies, rights. Undefined where nobody knows it. */
export function describeRelation(model: Model, known: KnownNames, written: WrittenName): string | undefined {
  const name = resolveExisting(model, written);
  const relation = factOf(relationAt(model, name));
  const columns = relation?.columns ?? known.findColumns(written.map(part => part.name));
  const found = known.findRelation(written.map(part => part.name));
  if (!relation && (!found || found.from === 'system')) return undefined;
  const kind =
    (relation?.kind === 'unknown' ? undefined : relation?.kind) ??
    (found?.from === 'catalog' || found?.from === 'script' ? found.relation.kind : 'table');
  const parts = [describeColumns(relationKey(name), columns) ?? code(relationKey(name))];
  const facts = [`*${relation?.temporary ? say`temporary ${relationWords(kind)}` : relationWords(kind)}*`, ...keysOf(found)];
  const details = detailsOf(known, found);
  facts.push(...detailFacts(details));
  if (relation?.owner) facts.push(say`owner ${principalText(relation.owner)}`);
  else if (details?.owner) facts.push(say`owner ${principalText({ kind: 'user', name: details.owner })}`);
  const secured = relation?.rowLevelSecurity?.on ?? (found?.from === 'catalog' ? found.relation.rowLevelSecurity : undefined);
  if (secured !== undefined) facts.push(secured ? say`**row-level security on**` : say`row-level security off`);
  parts.push(facts.join(' · '));
  if (found?.from === 'catalog' && found.relation.comment) parts.push(found.relation.comment);
  parts.push(...policiesOf(model, name), ...rightsOf(model, relation, name), ...grantsOfCatalog(details?.grants));
  return parts.join('\n\n');
}

/** Keys and size, as the warehouse has them. */
function detailFacts(details: CatalogRelationDetails | undefined): string[] {
  if (!details) return [];
  const { distribution, sortKey, megabytes, rows, primaryKey, foreignKeys = [] } = details;
  const facts: string[] = [];
  if (distribution) facts.push(`DISTSTYLE ${distribution}`);
  if (sortKey) facts.push(`SORTKEY ${sortKey}`);
  if (primaryKey) facts.push(say`primary key ${primaryKey.join(', ')}`);
  for (const { columns, table, references } of foreignKeys.slice(0, 8))
    facts.push(`${say`foreign key`} ${columns.join(', ')} → ${table.join('.')} (${references.join(', ')})`);
  if (rows !== undefined) facts.push(say`${rows.toLocaleString('en')} rows`);
  if (megabytes !== undefined) facts.push(megabytes < 10_240 ? `${megabytes} MB` : `${Math.round(megabytes / 1024)} GB`);
  return facts;
}

function grantsOfCatalog(grants: readonly CatalogGrant[] = []): string[] {
  if (grants.length === 0) return [];
  const lines = grants
    .slice(0, 12)
    .map(
      ({ to, kind, privileges }) =>
        `- ${kind === 'public' ? 'PUBLIC' : principalText({ kind, name: to })}: ${privileges.map(one => one.toUpperCase()).join(', ')}`,
    );
  if (grants.length > 12) lines.push(say`- and ${grants.length - 12} more`);
  return [`${say`Granted in the warehouse:`}\n${lines.join('\n')}`];
}

/** Keys and distribution, from the statement that creates the table: the catalog's columns do not tell them. */
function keysOf(found: ReturnType<KnownNames['findRelation']>): string[] {
  const statement = found?.from === 'script' ? found.relation.node.parent : undefined;
  if (!statement) return [];
  const columns = statement.descendants('ColumnDefinition');
  const withAttribute = (word: string) =>
    columns
      .filter(column => column.childrenOf('ColumnAttribute').some(attribute => attribute.keyword(word)))
      .map(column => column.child('new-column-name')?.text ?? '');
  const keys: string[] = [];
  const style = statement.descendants('DistributionStyle')[0]?.text.toUpperCase();
  const distribution = statement.descendants('DistributionKey')[0]?.child('KeyColumn')?.text ?? withAttribute('DISTKEY')[0];
  const sorting =
    statement.descendants('SortKey')[0]?.text.replace(/\s+/g, ' ') ?? withAttribute('SORTKEY').map(name => `SORTKEY (${name})`)[0];
  const primary =
    statement
      .descendants('TableConstraint')
      .find(constraint => constraint.keyword('PRIMARY'))
      ?.child('ColumnList')?.text ?? withAttribute('PRIMARY')[0];
  if (style) keys.push(style);
  if (distribution) keys.push(`DISTKEY ${distribution}`);
  if (sorting) keys.push(sorting);
  if (primary) keys.push(say`primary key ${primary}`);
  return keys;
}

function policiesOf(model: Model, name: ReturnType<typeof resolveExisting>): string[] {
  const lines = [
    ...rlsAttachmentsOn(model, name).map(({ policy, to }) => say`- RLS policy \`${policy}\` for ${principalText(to)}`),
    ...maskingAttachmentsOn(model, name).map(
      ({ policy, columns, to }) => say`- masking policy \`${policy}\` on ${columns.join(', ')} for ${principalText(to)}`,
    ),
  ];
  return lines.length > 0 ? [lines.join('\n')] : [];
}

/** The rights that the script gives, a line for each grantee. */
function rightsOf(model: Model, relation: Relation | undefined, name: ReturnType<typeof resolveExisting>): string[] {
  const grants = grantsOn(model, { kind: 'relation', relation: relation?.name ?? name });
  return grantLines(grants);
}

function grantLines(grants: readonly Grant[]): string[] {
  if (grants.length === 0) return [];
  const byGrantee = new Map<string, string[]>();
  for (const { privilege, columns, to, grantOption } of grants) {
    const right = `${privilege.toUpperCase()}${columns ? ` (${columns.join(', ')})` : ''}${grantOption ? say` with grant option` : ''}`;
    const grantee = principalText(to);
    const known = byGrantee.get(grantee);
    if (known) known.push(right);
    else byGrantee.set(grantee, [right]);
  }
  const lines = [...byGrantee].slice(0, 12).map(([grantee, rights]) => `- ${grantee}: ${[...new Set(rights)].join(', ')}`);
  return [`${say`Granted in this script:`}\n${lines.join('\n')}`];
}

export function describeSchema(model: Model, name: string): string | undefined {
  const schema = factOf(schemaAt(model, name));
  if (!schema) return undefined;
  const facts = [`*${schemaWords(schema.kind)}*`];
  if (schema.source) facts.push(say`from ${schema.source.replace('-', ' ')}`);
  if (schema.owner) facts.push(say`owner ${principalText(schema.owner)}`);
  const known = model.catalog?.rights?.grants;
  const granted = grantsOfCatalog([...(known?.get(name) ?? []), ...(known?.get('') ?? [])]);
  return [code(name), facts.join(' · '), ...grantLines(grantsOn(model, { kind: 'schema', name })), ...granted].join('\n\n');
}

const routineWords: Record<Routine['kind'], () => string> = {
  function: () => say`function`,
  procedure: () => say`procedure`,
  'external-function': () => say`external function`,
  'model-function': () => say`model function`,
};

/** A user-defined function, procedure or model function: one line for each overload. */
export function describeRoutine(model: Model, written: WrittenName): string | undefined {
  const name = resolveExisting(model, written, 'routines');
  const { routines } = routinesAt(model, name);
  if (routines.length === 0) return undefined;
  const lines = routines.map(
    routine => `${relationKey(name)}(${routine.arguments?.join(', ') ?? '…'})${routine.returns ? ` → ${routine.returns}` : ''}`,
  );
  return [code(lines.join('\n')), `*${routineWords[routines[0]!.kind]()}*`].join('\n\n');
}

/** A machine learning model; undefined where nobody knows it. */
export function describeModel(model: Model, known: KnownNames, written: WrittenName): string | undefined {
  const name = resolveExisting(model, written, 'models');
  const fact = factOf(mlModelAt(model, name));
  if (!fact) return undefined;
  const state = known.content(name.schema, name.database)?.models.get(name.name)?.state;
  return [code(relationKey(name)), [`*${say`model`}*`, state].filter(Boolean).join(' · ')].join('\n\n');
}

export function describePolicy(model: Model, kind: 'policy' | 'masking-policy', name: string): string | undefined {
  if (kind === 'policy') {
    const policy = factOf(rlsPolicyAt(model, name));
    if (!policy) return undefined;
    const columns = policy.columns.map(column => `${column.name} ${briefType(column.type ?? '')}`.trim()).join(', ');
    return [
      code(`${name}${columns ? ` WITH (${columns})` : ''}${policy.condition ? `\nUSING (${policy.condition})` : ''}`),
      say`*row-level security policy*`,
    ].join('\n\n');
  }
  const policy = factOf(maskingPolicyAt(model, name));
  if (!policy) return undefined;
  const columns = policy.columns.map(column => `${column.name} ${briefType(column.type ?? '')}`.trim()).join(', ');
  const using = policy.expressions.length > 0 ? `\nUSING (${policy.expressions.join(', ')})` : '';
  return [code(`${name} WITH (${columns})${using}`), say`*masking policy*`].join('\n\n');
}
