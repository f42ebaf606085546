// GRT068: what a GRANT names must be there.

import type { WrittenGrantee } from '../../semantics/grantReading.ts';
import { readGrantees } from '../../semantics/grantReading.ts';
import {
  type Answer,
  factOf,
  groupAt,
  isRoutineDropped,
  relationAt,
  relationNamesIn,
  roleAt,
  routinesAt,
  schemaAt,
  systemRoles,
  userAt,
} from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf, nearest, writeName } from '../../semantics/names.ts';
import { resolveExisting, resolveInDatabase, resolveSimple, type WrittenName } from '../../semantics/resolve.ts';
import { argumentTypes, signatureText } from '../../semantics/signatures.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Finding, Rule, RuleContext, Span } from '../rule.ts';
import { allRightsForms, readRightsForm } from './rightsForm.ts';

export const unknownInGrant: Rule = {
  id: 'GRT068',
  name: 'unknown-in-grant',
  severity: 'error',
  title: 'Unknown grantee, object, column or function signature',
  explanation: `\`GRANT\` and \`REVOKE\` fail when a grantee, a table, a column or an overload of a function does not exist.

An error where the script or the database shows it: dropped before, not in the catalog, not among the table's columns. A warning where a schema is made by the
script and the object is not, and where a name is one letter away from one that the script has.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'CREATE SCHEMA sales; CREATE TABLE sales.orders (id int); GRANT SELECT ON sales.ordrs TO ann;',
      'CREATE TABLE sales.orders (id int); GRANT SELECT ON sales.ordrs TO ann;',
      'CREATE TABLE hr.emp (id int, name varchar(50)); REVOKE UPDATE (nam) ON hr.emp FROM ROLE r;',
      'CREATE ROLE analyst; DROP ROLE analyst; GRANT SELECT ON sales.orders TO ann, ROLE analyst;',
      'CREATE ROLE analyst; GRANT USAGE ON SCHEMA sales TO ROLE analist;',
      'CREATE SCHEMA sales; DROP SCHEMA sales; GRANT USAGE ON SCHEMA sales TO ann;',
      'CREATE SCHEMA etl; CREATE PROCEDURE etl.load(a int) AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql; GRANT EXECUTE ON PROCEDURE etl.load(varchar) TO ann;',
      'CREATE GROUP readers; ALTER DEFAULT PRIVILEGES FOR USER etl GRANT SELECT ON TABLES TO GROUP raeders;',
      'CREATE ROLE a; CREATE ROLE analyst; GRANT ROLE a TO ROLE analyts;',
      'CREATE PROCEDURE etl.load(a int) AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql; DROP PROCEDURE etl.load(int); GRANT EXECUTE ON PROCEDURE etl.load(integer) TO ann;',
    ],
    right: [
      'GRANT SELECT ON sales.orders TO ann;',
      'CREATE TABLE sales.orders (id int); GRANT SELECT ON sales.lines TO ann, ROLE analyst;',
      'CREATE TABLE hr.emp (id int, name varchar(50)); GRANT SELECT (id, "Name") ON hr.emp TO ROLE r;',
      'CREATE ROLE team1; GRANT SELECT ON sales.orders TO ROLE team2;',
      'CREATE ROLE teams; GRANT SELECT ON sales.orders TO ROLE team1;',
      'CREATE PROCEDURE etl.load(a int, b varchar(10)) AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql; GRANT EXECUTE ON PROCEDURE etl.load(integer, varchar) TO ann;',
      'GRANT ROLE sys:monitor TO ann;',
      'DROP PROCEDURE IF EXISTS etl.load(int); CREATE PROCEDURE etl.load(a int) AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql; GRANT EXECUTE ON PROCEDURE etl.load(int) TO ann;',
      'DROP VIEW rpt.v; CALL rpt.make_views(); GRANT SELECT ON rpt.v TO ann;',
    ],
  },
  needs: 'script',
  kinds: [...allRightsForms, 'GrantRoles', 'RevokeRoles', 'GrantSystemPrivileges', 'RevokeSystemPrivileges'],
  check(node, context) {
    if (context.inBody) return;
    for (const grantee of readGrantees(node)) checkGrantee(grantee, context);
    for (const slot of node.child('RoleList')?.descendants('role-name') ?? []) {
      const parts = nameOf(slot)?.parts;
      if (parts) checkPrincipal('role', parts, slot, context);
    }
    if (node.child('PrivilegeList')) checkObjects(node, context);
  },
};

// ---- grantees ------------------------------------------------------------------------------------------------------------------------------

const principals = {
  user: { at: userAt, part: 'users' },
  role: { at: roleAt, part: 'roles' },
  group: { at: groupAt, part: 'groups' },
} as const;

function checkGrantee({ kind, name, node }: WrittenGrantee, context: RuleContext): void {
  if (name && (kind === 'user' || kind === 'role' || kind === 'group')) checkPrincipal(kind, name, node.nodes[0]!, context);
}

function checkPrincipal(kind: keyof typeof principals, written: WrittenName, at: SyntaxNode, context: RuleContext): void {
  const { before } = context;
  const name = resolveSimple(before, written);
  // Identities of a provider come and go without the script.
  if (name.includes(':') && !systemRoles.has(name)) return;
  const { at: find, part } = principals[kind];
  const answer: Answer<unknown> = find(before, name);
  // A bare name that is a role's or a group's lacks its word (GRT021).
  if (answer.state === 'known' || (kind === 'user' && (factOf(roleAt(before, name)) || factOf(groupAt(before, name))))) return;
  const known = function* () {
    for (const fact of before.all(part)) if (fact.is !== 'dropped') yield fact.name;
    yield* before.catalog?.[part] ?? [];
  };
  const what = kind === 'user' ? say`user ${at.text}` : kind === 'role' ? say`role ${at.text}` : say`group ${at.text}`;
  tell(context, what, name, at, answer, known());
}

/** Reports what is missing for certain, and what is a slip away from what is there. */
function tell(
  context: RuleContext,
  what: string,
  name: string,
  at: Span,
  answer: Answer<unknown>,
  known: Iterable<string>,
  schema?: string,
): void {
  // A call, or a statement that does not parse, may have made it again.
  if (answer.state === 'dropped' && context.before.uncertain) return;
  const candidates = [...known];
  if (answer.state === 'unknown') {
    const near = candidates.find(candidate => isSlip(name, candidate));
    if (near)
      report(context, { at, message: say`The script knows no ${what}. Did you mean ${near}?`, severity: 'warning' }, writeName(near));
    return;
  }
  const near = nearest(
    name,
    candidates.filter(candidate => candidate !== name),
  );
  const gone = answer.state === 'dropped' ? say`The ${what} was dropped before` : say`There is no ${what}`;
  report(
    context,
    {
      at,
      message: gone + (near ? say`. Did you mean ${near}?` : ''),
      ...(answer.state === 'absent' && isOfScriptOnly(context.before, schema) && { severity: 'warning' as const }),
    },
    near && writeName(near),
  );
}

function report(context: RuleContext, finding: Finding, newText: string | undefined): void {
  const { start, end } = finding.at;
  context.report({
    ...finding,
    ...(newText && { fixes: [{ title: say`Write ${newText}`, edits: [{ start, end, newText }], safe: false }] }),
  });
}

/** Whether only the script tells what a schema holds: something that is not written in it may have put more there. */
const isOfScriptOnly = (model: Model, schema: string | undefined) => schema !== undefined && !model.catalog?.contents.has(schema);

/** One letter too many, too few, wrong, or two swapped: not where only digits differ, as in team1 and team2. */
function isSlip(name: string, candidate: string): boolean {
  if (
    name === candidate ||
    name.length < 4 ||
    Math.abs(name.length - candidate.length) > 1 ||
    name.replace(/\d+/g, '') === candidate.replace(/\d+/g, '')
  )
    return false;
  let start = 0;
  while (start < name.length && name[start] === candidate[start]) start++;
  let a = name.length;
  let b = candidate.length;
  while (a > start && b > start && name[a - 1] === candidate[b - 1]) {
    a--;
    b--;
  }
  const left = a - start;
  const right = b - start;
  // Numbered names are names of their own.
  if (/\d/.test(name.slice(start, a) + candidate.slice(start, b))) return false;
  // A plural is as likely a name of its own.
  if (left + right === 1)
    return !(start === Math.min(name.length, candidate.length) && /s$/.test(name.length > candidate.length ? name : candidate));
  return (
    (left === 1 && right === 1) ||
    (left === 2 && right === 2 && name[start] === candidate[start + 1] && name[start + 1] === candidate[start])
  );
}

// ---- objects -------------------------------------------------------------------------------------------------------------------------------

function checkObjects(node: SyntaxNode, context: RuleContext): void {
  const { before } = context;
  const form = readRightsForm(node);
  const schemas =
    node.parent?.child('DefaultPrivilegesInSchema')?.childrenOf('schema-name') ??
    form.targetNode?.childrenOf('schema-name') ??
    form.targetNode?.child('ScopeSchema')?.childrenOf('schema-name') ??
    [];
  for (const slot of schemas) {
    const parts = nameOf(slot)?.parts;
    const schema = parts && resolveInDatabase(before, parts);
    if (!schema || schema.database) continue;
    const answer = schemaAt(before, schema.name);
    if (answer.state !== 'known') tell(context, say`schema ${slot.text}`, schema.name, parts.at(-1)!, answer, schemaNames(before));
  }
  if (form.target?.kind === 'relation')
    for (const name of form.target.names)
      checkRelation(
        name,
        form.privileges.flatMap(({ columns }) => columns ?? []),
        context,
      );
  for (const signature of form.targetNode?.childrenOf('FunctionSignature', 'ProcedureSignature') ?? []) checkSignature(signature, context);
}

function* schemaNames(model: Model): Iterable<string> {
  for (const fact of model.all('schemas')) if (fact.is === 'schema') yield fact.name;
  yield* model.catalog?.schemas?.keys() ?? [];
}

function checkRelation(written: WrittenName, columns: readonly WrittenName[], context: RuleContext): void {
  const { before } = context;
  const name = resolveExisting(before, written);
  const answer = relationAt(before, name);
  if (answer.state !== 'known') {
    const last = written.at(-1)!;
    if (!name.database)
      tell(
        context,
        say`table or view ${written.map(part => part.written).join('.')}`,
        name.name,
        last,
        answer,
        relationNamesIn(before, name.schema),
        name.schema,
      );
    return;
  }
  const there = answer.fact.ifNotExists ? undefined : answer.fact.columns?.map(column => column.name);
  for (const parts of there ? columns : []) {
    const column = resolveSimple(before, parts);
    if (there!.includes(column)) continue;
    const near = nearest(column, there!);
    const at = parts.at(-1)!;
    report(
      context,
      {
        at,
        message:
          say`${written.map(part => part.written).join('.')} has no column ${at.written}` + (near ? say`. Did you mean ${near}?` : ''),
      },
      near && writeName(near),
    );
  }
}

function checkSignature(signature: SyntaxNode, context: RuleContext): void {
  const { before } = context;
  const slot = signature.nodes[0]!;
  const parts = nameOf(slot)?.parts;
  const list = signature.child('SignatureArguments');
  if (!parts || !list || parts.length > 2) return;
  const name = resolveExisting(before, parts, 'routines');
  const { routines, complete } = routinesAt(before, name);
  const isSure = complete && !isOfScriptOnly(before, name.schema);
  // The functions of models are spoken of by GRT041, and arguments are not always known.
  if (routines.some(({ kind, arguments: types }) => kind === 'model-function' || types === undefined)) return;
  const isFunction = signature.kind === 'FunctionSignature';
  const noun = (name: string) => (isFunction ? say`function ${name}` : say`procedure ${name}`);
  const types = argumentTypes(list);
  const wanted = signatureText(types);
  if (routines.some(({ arguments: known }) => signatureText(known!) === wanted)) return;
  if (!before.uncertain && isRoutineDropped(before, name, types)) {
    report(context, { at: slot, message: say`The ${noun(`${slot.text}(${wanted})`)} was dropped before` }, undefined);
    return;
  }
  if (routines.length === 0) {
    if (complete)
      report(
        context,
        { at: slot, message: say`There is no ${noun(slot.text)}`, ...(!isSure && { severity: 'warning' as const }) },
        undefined,
      );
    return;
  }
  const known = routines.map(({ arguments: types }) => `(${signatureText(types!)})`);
  report(
    context,
    {
      at: list,
      message: complete
        ? say`There is no ${noun(`${slot.text}(${wanted})`)}: it is known with ${known.join(say` and `)}`
        : say`The script knows no ${noun(`${slot.text}(${wanted})`)}: it is known with ${known.join(say` and `)}`,
      ...(!isSure && { severity: 'warning' as const }),
    },
    known.length === 1 ? known[0] : undefined,
  );
}
