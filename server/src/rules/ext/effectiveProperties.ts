// The properties that hold together once a statement has run: of CREATE what it writes, of ALTER what was there before too.
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { RuleContext } from '../rule.ts';
import { type Property, propertiesOf } from './externalTable.ts';
import { currentProperties, tableAt } from './tableAt.ts';

export interface PropertiesThen {
  /** What the clause itself writes. */
  readonly written: readonly Property[];
  /** The value in capitals of a property, '' where it is not set, undefined where that cannot be told. */
  value(name: string): string | undefined;
}

export function propertiesThen(clause: SyntaxNode, context: RuleContext): PropertiesThen {
  const written = propertiesOf(clause);
  const own = new Map(written.map(property => [property.name, property]));
  const unreadable = written.length < clause.childrenOf('PropertyAssignment').length;
  let before: ReadonlyMap<string, Property> | undefined;
  const alter = clause.ancestor('AlterTable');
  const slot = alter?.child('table-name');
  if (slot) before = currentProperties(tableAt(context.before, slot).relation);
  return {
    written,
    value(name) {
      const property = own.get(name) ?? before?.get(name);
      if (property) return property.value?.toUpperCase();
      return unreadable || (alter && !before) ? undefined : '';
    },
  };
}
