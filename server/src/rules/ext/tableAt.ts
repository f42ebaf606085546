// What sort of table a name means at a place of the script: Spectrum, Iceberg, native, or not known.

import type { FileFormat } from '../../dialect/externalTables.ts';
import type { Origin, Relation } from '../../semantics/facts.ts';
import { factOf, relationAt, schemaAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { redshiftLanguage } from '../../syntax/language.ts';
import { rootOf, type SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { seemsExternal, seemsSpectrum } from '../externalNames.ts';
import { formatOf, type Property, partitionsOf, propertiesOf } from './externalTable.ts';

/**
 * `external`: in an external schema or catalog, but whether it is an Iceberg table is not known. `federated`: of PostgreSQL, MySQL, another Redshift
 * database or a stream. `unknown`: nothing can be said.
 */
export type TableSort = 'native' | 'spectrum' | 'iceberg' | 'external' | 'federated' | 'unknown';

export interface TableAt {
  readonly sort: TableSort;
  /** False where only the schema's name speaks for it (`spectrum.sales`): then nothing is more than a warning. */
  readonly certain: boolean;
  /** A `spectrum` table only by the schema's name: the schema may hold Iceberg tables too. */
  readonly perhapsIceberg?: true;
  /** An `external` table that nothing is known of but its schema, which the script makes of a data catalog: most tables there are none of Iceberg. */
  readonly perhapsSpectrum?: true;
  readonly relation?: Relation;
}

const unknownTable: TableAt = { sort: 'unknown', certain: false };

/** The table that a name slot means, by the statements before and the catalog. */
export function tableAt(model: Model, slot: SyntaxNode): TableAt {
  const parts = nameOf(slot)?.parts;
  if (!parts) return unknownTable;
  const name = resolveExisting(model, parts);
  const answer = relationAt(model, name);
  const relation = factOf(answer);
  if (relation) return { sort: sortOf(model, relation), certain: true, relation };
  if (answer.state === 'dropped') return unknownTable;
  if (name.database !== undefined) {
    if (/@s3tablescatalog$|^s3tablescatalog/.test(name.database)) return { sort: 'iceberg', certain: true };
    if (name.database === 'awsdatacatalog') return { sort: 'external', certain: true };
    // Where it is not known which database the script runs in, it is most likely the one that it names.
    const here = model.session.database === undefined ? factOf(relationAt(model, { schema: name.schema, name: name.name })) : undefined;
    return here ? { sort: sortOf(model, here), certain: false, relation: here } : unknownTable;
  }
  const schema = schemaAt(model, name.schema);
  if (schema.state === 'known') {
    if (schema.fact.kind === 'local') return { sort: 'native', certain: true };
    if (schema.fact.kind !== 'external') return unknownTable;
    const { source } = schema.fact;
    if (source === 'hive') return { sort: 'spectrum', certain: true };
    if (source !== undefined && source !== 'data-catalog') return { sort: 'federated', certain: true };
    if (seemsSpectrum(name.schema)) return { sort: 'spectrum', certain: true, perhapsIceberg: true };
    const perhapsSpectrum = schema.fact.origin !== undefined && !/ice/.test(name.schema) && !/ice/.test(name.name);
    return { sort: 'external', certain: true, ...(perhapsSpectrum && { perhapsSpectrum }) };
  }
  if (schema.state !== 'unknown' || parts.length < 2) return unknownTable;
  if (seemsSpectrum(name.schema)) return { sort: 'spectrum', certain: false, perhapsIceberg: true };
  return seemsExternal(name.schema) ? { sort: 'external', certain: false } : unknownTable;
}

function sortOf(model: Model, relation: Relation): TableSort {
  if (relation.iceberg) return 'iceberg';
  if (relation.kind === 'external-table') return definitionOf(relation) ? 'spectrum' : 'external';
  if (relation.kind !== 'table') return 'unknown';
  const schema = relation.name.database === undefined ? factOf(schemaAt(model, relation.name.schema)) : undefined;
  return schema?.kind === 'external' ? 'federated' : 'native';
}

function statementAt(origin: Origin | undefined, ...kinds: string[]): SyntaxNode | undefined {
  return origin && rootOf(origin.statement, redshiftLanguage().grammar)?.child(...kinds);
}

/** The statement of the script that creates an external or Iceberg table. */
export const definitionOf = (relation: Relation | undefined): SyntaxNode | undefined =>
  statementAt(relation?.origin, 'CreateExternalTable', 'CreateTable');

/** What the ALTER TABLE statements of the script do with it, in their order. */
export const changesOf = (relation: Relation | undefined): SyntaxNode[] =>
  (relation?.changes ?? []).flatMap(origin => statementAt(origin, 'AlterTable')?.childrenOf('AlterTableAction') ?? []);

/** Its file format, as the script leaves it; undefined where that is not known. */
export function currentFormat(relation: Relation | undefined): FileFormat | undefined {
  const definition = definitionOf(relation);
  if (definition?.kind !== 'CreateExternalTable') return undefined;
  const changed = changesOf(relation).flatMap(action => action.descendants('SetFileFormat'));
  const last = changed.at(-1)?.tokens().at(-1)?.keyword;
  return last ? (last as FileFormat) : formatOf(definition);
}

/** Its table properties, later ones over earlier ones; undefined where its definition is not known. */
export function currentProperties(relation: Relation | undefined): ReadonlyMap<string, Property> | undefined {
  const definition = definitionOf(relation);
  if (!definition) return undefined;
  const properties = [definition, ...changesOf(relation)].flatMap(node => node.descendants('TableProperties')).flatMap(propertiesOf);
  return new Map(properties.map(property => [property.name, property]));
}

/** Folded names of the partition columns in their order; undefined where they are not known. */
export function partitionKeys(relation: Relation | undefined): readonly string[] | undefined {
  const definition = definitionOf(relation);
  if (definition?.kind === 'CreateExternalTable') return partitionsOf(definition).map(({ name }) => name);
  const keys = relation?.columns?.filter(({ partitionKey }) => partitionKey).map(({ name }) => name);
  return keys?.length ? keys : undefined;
}

/** Whether the table is one that Spectrum reads, or most likely one: then `asCertain` says how sure a finding is. */
export const isSpectrum = ({ sort, perhapsSpectrum }: TableAt): boolean => sort === 'spectrum' || perhapsSpectrum === true;

/** `x is an external table`, as far as that is known. */
export const told = (slot: SyntaxNode, { certain, perhapsSpectrum }: Pick<TableAt, 'certain' | 'perhapsSpectrum'>): string => {
  if (perhapsSpectrum) return say`${slot.text} is an external table, if no Iceberg table`;
  return certain ? say`${slot.text} is an external table` : say`${slot.text} seems to be an external table`;
};

/** Severity for a finding that is only certain where the table is one that Spectrum reads. */
export const asCertain = ({ certain, perhapsIceberg, perhapsSpectrum }: TableAt): { severity?: 'warning' } =>
  certain && !perhapsIceberg && !perhapsSpectrum ? {} : { severity: 'warning' };
