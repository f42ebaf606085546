// What GRANT and REVOKE statements say, as data: names still as written. Effects are made from it, and rules may read it too.
import { type SyntaxNode, SyntaxToken } from '../syntax/tree.ts';
import type { ScopedObjects } from './facts.ts';
import { stringText, stringTokens } from './literals.ts';
import { nameOf } from './names.ts';
import type { WrittenName } from './resolve.ts';

export interface WrittenPrivilege {
  /** Lower case: `select`, `all`, `temporary` (also for TEMP), `create user`. */
  readonly name: string;
  readonly columns?: readonly WrittenName[];
  readonly node: SyntaxNode;
}

export interface WrittenGrantee {
  readonly kind:
    | 'user'
    | 'role'
    | 'group'
    | 'public'
    | 'iam-role'
    | 'namespace'
    | 'account'
    | 'datashare'
    | 'rls-policy'
    | 'masking-policy';
  /** Undefined for PUBLIC, and where a template stands for the name. */
  readonly name?: WrittenName;
  /** The text of IAM_ROLE, NAMESPACE and ACCOUNT. */
  readonly literal?: string;
  readonly grantOption: boolean;
  readonly adminOption: boolean;
  readonly node: SyntaxNode;
}

export type WrittenTarget =
  | {
      readonly kind:
        | 'relation'
        | 'schema'
        | 'database'
        | 'language'
        | 'copy-job'
        | 'template'
        | 'model'
        | 'datashare'
        | 'external-table'
        | 'external-schema';
      readonly names: readonly WrittenName[];
    }
  | {
      readonly kind: 'function' | 'procedure';
      readonly names: readonly WrittenName[];
      readonly signatures: readonly (SyntaxNode | undefined)[];
    }
  | { readonly kind: 'all-in-schema'; readonly objects: 'tables' | 'functions' | 'procedures'; readonly names: readonly WrittenName[] }
  | { readonly kind: 'scope'; readonly objects: ScopedObjects; readonly schema?: WrittenName; readonly database?: WrittenName };

export const privilegeName = (node: SyntaxNode): string => {
  const words = node
    .tokens()
    .map(token => token.text.toLowerCase())
    .filter(word => word !== 'privileges' || /default/i.test(node.text))
    .join(' ');
  return words === 'temp' ? 'temporary' : words;
};

/** The privileges of a `PrivilegeList` or `SystemPrivilegeList`. */
export function readPrivileges(list: SyntaxNode): WrittenPrivilege[] {
  return list.childrenOf('Privilege', 'SystemPrivilege').map(node => {
    const clause = node.child('PrivilegeColumns');
    const columns = clause?.childrenOf('column-name').flatMap(slot => nameOf(slot)?.parts ?? []);
    const word = node.child('ObjectPrivilege', 'ToleratedPrivilege');
    const name = word ? privilegeName(word) : node.kind === 'SystemPrivilege' ? privilegeName(node) : 'all';
    return { name, node, ...(columns && { columns: columns.map(part => [part]) }) };
  });
}

/** The IAM roles of GRANT ASSUMEROLE (`all`, `default`) and the commands they are for, in lower case. */
export function readAssumedRoles(form: SyntaxNode): { names: readonly string[]; commands: readonly string[] } {
  const target = form.child('AssumeRoleTarget');
  const written = target ? stringTokens(target).flatMap(token => stringText(token) ?? []) : [];
  const commands = form.child('AssumeRoleCommands')?.childrenOf('AssumeRoleCommand');
  return {
    names: written.length > 0 ? written : [target?.keyword('ALL') ? 'all' : 'default'],
    commands: commands?.map(node =>
      node
        .tokens()
        .map(token => token.text.toLowerCase())
        .join(' '),
    ) ?? ['all'],
  };
}

const granteeKinds: Record<string, WrittenGrantee['kind']> = {
  RoleGrantee: 'role',
  GroupGrantee: 'group',
  ToleratedGroupGrantee: 'group',
  PublicGrantee: 'public',
  IamRoleGrantee: 'iam-role',
  NamespaceGrantee: 'namespace',
  AccountGrantee: 'account',
  DatashareGrantee: 'datashare',
  UserGrantee: 'user',
  ToleratedUserGrantee: 'user',
};

/** The grantees that stand directly below a node: of GRANT, REVOKE, ATTACH, DETACH, ALTER DEFAULT PRIVILEGES. */
export function readGrantees(parent: SyntaxNode): WrittenGrantee[] {
  const grantees: WrittenGrantee[] = [];
  for (const child of parent.nodes) {
    if (child.kind === 'PolicyGrantees') {
      for (const slot of child.childrenOf('policy-name', 'masking-policy-name')) {
        const kind = slot.kind === 'policy-name' ? 'rls-policy' : 'masking-policy';
        grantees.push({ kind, name: nameOf(slot)?.parts, grantOption: false, adminOption: false, node: slot });
      }
      continue;
    }
    const isRecipient = child.kind === 'GrantRecipient' || child.kind === 'RoleRecipient';
    const grantee = isRecipient ? child.child('Grantee') : child.kind === 'Grantee' || child.kind === 'PolicySubject' ? child : undefined;
    const inner = grantee?.nodes[0];
    const kind = inner && granteeKinds[inner.kind];
    if (!inner || !kind) continue;
    const slot = inner.nodes[0];
    grantees.push({
      kind,
      ...(slot && { name: nameOf(slot)?.parts }),
      ...literalOf(inner),
      grantOption: isRecipient && child.child('GrantOption') !== undefined,
      adminOption: isRecipient && child.child('AdminOption') !== undefined,
      node: inner,
    });
  }
  return grantees;
}

function literalOf(node: SyntaxNode): { literal?: string } {
  const token = stringTokens(node)[0];
  const text = token && stringText(token);
  if (text !== undefined) return { literal: text };
  const digits = node.tokens().find(part => /^\d+$/.test(part.text));
  return digits ? { literal: digits.text } : {};
}

const targetKinds = {
  SchemaTarget: ['schema', 'schema-name'],
  DatabaseTarget: ['database', 'database-name'],
  LanguageTarget: ['language', 'LanguageName'],
  CopyJobTarget: ['copy-job', 'job-name'],
  TemplateTarget: ['template', 'template-name'],
  ModelTarget: ['model', 'model-name'],
  DatashareTarget: ['datashare', 'datashare-name'],
  ExternalTableTarget: ['external-table', 'external-table-name'],
  ExternalSchemaTarget: ['external-schema', 'external-schema-name'],
  TableTarget: ['relation', 'relation-name'],
} as const;

/** What a `GrantTarget` or `ScopedTarget` names. */
export function readTarget(target: SyntaxNode): WrittenTarget | undefined {
  if (target.kind === 'ScopedTarget') return readScope(target);
  const inner = target.nodes[0];
  if (!inner) return undefined;
  if (inner.kind === 'AllInSchemaTarget') {
    const objects = inner.keyword('TABLES') ? 'tables' : inner.keyword('FUNCTIONS') ? 'functions' : 'procedures';
    return { kind: 'all-in-schema', objects, names: namesIn(inner, 'schema-name') };
  }
  if (inner.kind === 'FunctionTarget' || inner.kind === 'ProcedureTarget') {
    const routines = inner.nodes;
    return {
      kind: inner.kind === 'FunctionTarget' ? 'function' : 'procedure',
      names: routines.flatMap(node => (node.nodes[0] ? [nameOf(node.nodes[0])?.parts ?? []] : [])),
      signatures: routines.map(node => node.child('SignatureArguments')),
    };
  }
  const known = targetKinds[inner.kind as keyof typeof targetKinds];
  return (
    known && {
      kind: known[0],
      names: inner.descendants(known[1]).flatMap(slot => (nameOf(slot)?.parts.length ? [nameOf(slot)!.parts] : [])),
    }
  );
}

const namesIn = (node: SyntaxNode, kind: string): WrittenName[] =>
  node.childrenOf(kind).flatMap(slot => {
    const parts = nameOf(slot)?.parts;
    return parts ? [parts] : [];
  });

function readScope(target: SyntaxNode): WrittenTarget | undefined {
  const objects = target.child('ScopedObjects');
  if (!objects) return undefined;
  const words = objects.children.map(child => (child instanceof SyntaxToken ? child.text.toLowerCase() : '')).join(' ');
  const inSchema = target.child('ScopeSchema');
  const inDatabase = target.child('ScopeDatabase');
  const schema = inSchema && namesIn(inSchema, 'schema-name')[0];
  const database = namesIn(inSchema ?? inDatabase ?? target, 'database-name')[0];
  return { kind: 'scope', objects: words as ScopedObjects, ...(schema && { schema }), ...(database && { database }) };
}
