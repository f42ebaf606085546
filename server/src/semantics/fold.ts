// One statement's effect on the model, by the kind of the statement. What it reads of the tree is read once for each text.
import { redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { rootOf } from '../syntax/tree.ts';
import { alterDatashare, createDatashare, dropDatashare } from './effects/datashares.ts';
import { alterDefaultPrivileges } from './effects/defaultPrivileges.ts';
import { type Effect, type EffectReader, noEffect } from './effects/effect.ts';
import { grantStatement, revokeStatement } from './effects/grants.ts';
import * as policies from './effects/policies.ts';
import * as principals from './effects/principals.ts';
import * as relations from './effects/relations.ts';
import * as routines from './effects/routines.ts';
import * as schemas from './effects/schemas.ts';
import * as session from './effects/session.ts';
import { ScriptModel, type SessionState, type Write } from './model.ts';
import { RecordedModel } from './recordedModel.ts';

const readers: Readonly<Record<string, EffectReader>> = {
  BeginTransaction: session.beginTransaction,
  CommitTransaction: session.commitTransaction,
  RollbackTransaction: session.rollbackTransaction,
  TruncateStatement: session.truncate,
  SetStatement: session.set,
  ResetStatement: session.reset,
  UseStatement: session.use,

  CreateTable: relations.createTable,
  CreateView: relations.createView,
  CreateMaterializedView: relations.createMaterializedView,
  CreateExternalView: relations.createExternalView,
  CreateExternalTable: relations.createExternalTable,
  Query: relations.selectInto,
  AlterTable: relations.alterTable,
  AlterMaterializedView: relations.alterMaterializedView,
  DropTable: relations.dropTable,
  DropView: relations.dropView,
  DropMaterializedView: relations.dropMaterializedView,

  CreateSchema: schemas.createSchema,
  CreateExternalSchema: schemas.createExternalSchema,
  AlterSchema: schemas.alterSchema,
  DropSchema: schemas.dropSchema,
  CreateDatabase: schemas.createDatabase,
  AlterDatabase: schemas.alterDatabase,
  DropDatabase: schemas.dropDatabase,

  CreateFunction: routines.createFunction,
  CreateExternalFunction: routines.createExternalFunction,
  CreateProcedure: routines.createProcedure,
  AlterFunction: routines.alterFunction,
  AlterProcedure: routines.alterProcedure,
  DropFunction: routines.dropFunction,
  DropProcedure: routines.dropProcedure,
  CreateModel: routines.createModel,
  CreateExternalModel: routines.createModel,
  DropModel: routines.dropModel,
  CopyStatement: routines.copyJob,
  CopyJobStatement: routines.copyJob,
  CreateTemplate: routines.createTemplate,
  AlterTemplate: routines.alterTemplate,
  DropTemplate: routines.dropTemplate,
  CreateIdentityProvider: routines.createIdentityProvider,
  DropIdentityProvider: routines.dropIdentityProvider,

  CreateUser: principals.createUser,
  AlterUser: principals.alterUser,
  DropUser: principals.dropUser,
  CreateGroup: principals.createGroup,
  AlterGroup: principals.alterGroup,
  DropGroup: principals.dropGroup,
  CreateRole: principals.createRole,
  AlterRole: principals.alterRole,
  DropRole: principals.dropRole,

  GrantStatement: grantStatement,
  RevokeStatement: revokeStatement,
  AlterDefaultPrivileges: alterDefaultPrivileges,

  CreateRlsPolicy: policies.createRlsPolicy,
  AlterRlsPolicy: policies.alterRlsPolicy,
  AttachRlsPolicy: policies.attachRlsPolicy,
  DetachRlsPolicy: policies.detachRlsPolicy,
  DropRlsPolicy: policies.dropRlsPolicy,
  CreateMaskingPolicy: policies.createMaskingPolicy,
  AlterMaskingPolicy: policies.alterMaskingPolicy,
  AttachMaskingPolicy: policies.attachMaskingPolicy,
  DetachMaskingPolicy: policies.detachMaskingPolicy,
  DropMaskingPolicy: policies.dropMaskingPolicy,

  CreateDatashare: createDatashare,
  AlterDatashare: alterDatashare,
  DropDatashare: dropDatashare,
};

/** What a statement does, and what it was seen to do: where it would read the same again, its writes are made again without asking. */
interface Known {
  readonly effect: Effect;
  /** It may do anything besides. */
  readonly uncertain: boolean;
  /** After it USE is refused in a transaction. */
  readonly isCommand: boolean;
  seen?: { readonly reads: RecordedModel; readonly writes: readonly Write[]; readonly session: SessionState | undefined };
}

const known = new WeakMap<ParsedStatement, Known>();

/** Transactions change what the others are kept in. */
const isTransaction = (effect: Effect) => transactions.has(effect);
const transactions = new WeakSet<Effect>();

/** The model after a statement; the very same one when the statement changes nothing of it. */
export function applyStatement(model: ScriptModel, parsed: ParsedStatement): ScriptModel {
  const statement = knownOf(parsed);
  if (isTransaction(statement.effect)) return statement.effect(model);
  return withEffect(statement.isCommand ? model.withRun() : model, statement);
}

/**
 * The model after a statement, where that was `oldAfter` when it ran in `old`, and `model` is `old` with other entries, which the statement neither
 * read nor wrote. `differs` where it has to be looked at again, `unknown` where it was not in that model that it was last looked at.
 */
export function unchangedEffect(
  model: ScriptModel,
  parsed: ParsedStatement,
  old: ScriptModel,
  oldAfter: ScriptModel,
  difference: readonly Write[],
): ScriptModel | 'differs' | 'unknown' {
  const { effect, seen } = knownOf(parsed);
  if (isTransaction(effect) || old.isInTransaction) return 'differs';
  if (effect !== noEffect) {
    if (!seen?.reads.standsFor(old)) return 'unknown';
    // What a statement writes it has read before.
    if (seen.reads.readsAny(difference)) return 'differs';
    seen.reads.standFor(model);
  }
  return oldAfter === old ? model : ScriptModel.later(oldAfter, difference);
}

function withEffect(model: ScriptModel, statement: Known): ScriptModel {
  const { effect, seen } = statement;
  if (effect === noEffect) return model;
  if (seen?.reads.wouldAnswerTheSame(model)) return model.withChanges(seen.writes, seen.session);
  const reads = new RecordedModel(model);
  const { writes, session } = effect(model.recordedBy(reads)).changesSince(model);
  reads.settle();
  statement.seen = { reads, writes, session };
  return model.withChanges(writes, session);
}

/** Whether a statement may have done anything: calls, dynamic SQL, text that does not parse. */
export const mayDoAnything = (parsed: ParsedStatement): boolean => knownOf(parsed).uncertain;

function knownOf(parsed: ParsedStatement): Known {
  let statement = known.get(parsed);
  if (!statement) {
    statement = read(parsed);
    known.set(parsed, statement);
  }
  return statement;
}

function read(parsed: ParsedStatement): Known {
  if (parsed.count === 0) return { effect: noEffect, uncertain: false, isCommand: false };
  // Text that does not parse may have been meant to create what comes after it asks for.
  if (parsed.nodeKinds.length === 0 || parsed.problems.length > 0) return { effect: noEffect, uncertain: true, isCommand: true };
  const statement = rootOf(parsed, redshiftLanguage().grammar)?.nodes[0];
  const isCommand = statement?.kind !== 'UseStatement';
  if (!statement || (!(statement.kind in readers) && !unforeseeable.has(statement.kind)))
    return { effect: noEffect, uncertain: false, isCommand };
  const effect = readers[statement.kind]?.(statement, parsed);
  if (effect && transactionKinds.has(statement.kind)) transactions.add(effect);
  return { effect: effect ?? noEffect, uncertain: !effect || unforeseeable.has(statement.kind), isCommand };
}

const transactionKinds = new Set(['BeginTransaction', 'CommitTransaction', 'RollbackTransaction', 'TruncateStatement']);
/** USE changes which database the catalog would have to be of. */
const unforeseeable = new Set(['CallStatement', 'ExecutePrepared', 'DynamicExecute', 'UseStatement']);
