// A GRANT, REVOKE or ALTER DEFAULT PRIVILEGES of rights on objects, as the rules of this family read it.
import { allPrivileges } from '../../dialect/allPrivileges.ts';
import {
  readGrantees,
  readPrivileges,
  readTarget,
  type WrittenGrantee,
  type WrittenPrivilege,
  type WrittenTarget,
} from '../../semantics/grantReading.ts';
import { type NamePart, writeName } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';

/** Node kinds of GRANT and REVOKE of rights on objects. */
export const objectRightsForms = ['GrantPrivileges', 'RevokePrivileges'] as const;
/** The same and those of ALTER DEFAULT PRIVILEGES. */
export const allRightsForms = [...objectRightsForms, 'DefaultPrivilegesGrant', 'DefaultPrivilegesRevoke'] as const;

export interface RightsForm {
  readonly node: SyntaxNode;
  readonly gives: boolean;
  readonly privileges: readonly WrittenPrivilege[];
  readonly grantees: readonly WrittenGrantee[];
  /** The node `TableTarget`, `SchemaTarget` … or `ScopedTarget`; undefined in ALTER DEFAULT PRIVILEGES. */
  readonly targetNode: SyntaxNode | undefined;
  /** Undefined for ALTER DEFAULT PRIVILEGES and for objects that Redshift does not have. */
  readonly target: WrittenTarget | undefined;
}

const forms = new WeakMap<SyntaxNode, RightsForm>();

/** What a statement says; read once for all rules that look at the same node. */
export function readRightsForm(node: SyntaxNode): RightsForm {
  let form = forms.get(node);
  if (!form) {
    form = read(node);
    forms.set(node, form);
  }
  return form;
}

function read(node: SyntaxNode): RightsForm {
  const list = node.child('PrivilegeList');
  const target = node.child('GrantTarget', 'ScopedTarget');
  return {
    node,
    gives: node.kind === 'GrantPrivileges' || node.kind === 'DefaultPrivilegesGrant',
    privileges: list ? readPrivileges(list) : [],
    grantees: readGrantees(node),
    targetNode: target?.kind === 'GrantTarget' ? target.nodes[0] : target,
    target: target && !target.nodes[0]?.child('ToleratedAllObjects') ? readTarget(target) : undefined,
  };
}

/** What ALL stands for on a target, which is also all that can be granted there. */
export function privilegesOn(target: Exclude<WrittenTarget, { kind: 'scope' }>): readonly string[] {
  switch (target.kind) {
    case 'all-in-schema':
      return target.objects === 'tables' ? allPrivileges.relation : allPrivileges.routine;
    case 'function':
    case 'procedure':
      return allPrivileges.routine;
    default:
      return allPrivileges[target.kind];
  }
}

/** Rights given to policies on their lookup tables are rules' business of their own. */
export const isToPolicies = (form: RightsForm): boolean => form.node.child('PolicyGrantees') !== undefined;

/** The name as it must be written in SQL. */
export const writtenName = (parts: readonly NamePart[]): string =>
  parts.map(part => (part.quoted ? `"${part.written.replaceAll('"', '""')}"` : part.written)).join('.');

/** The folded name as it must be written in SQL. */
export const qualified = (...parts: readonly (string | undefined)[]): string =>
  parts.flatMap(part => (part === undefined ? [] : [writeName(part)])).join('.');
