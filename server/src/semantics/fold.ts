// One statement's effect on the model, by the kind of the statement. What it reads of the tree is read once for each text.
import { redshiftLanguage } from '../syntax/language.ts';
import type { ParsedStatement } from '../syntax/parsedStatement.ts';
import { rootOf } from '../syntax/tree.ts';
import { alterDatashare, createDatashare, dropDatashare } from './effects/datashares.ts';
import { type Effect, type EffectReader, noEffect } from './effects/effect.ts';
import { alterDefaultPrivileges, grantStatement, revokeStatement } from './effects/grants.ts';
import * as policies from './effects/policies.ts';
import * as principals from './effects/principals.ts';
import * as relations from './effects/relations.ts';
import * as routines from './effects/routines.ts';
import * as schemas from './effects/schemas.ts';
import * as session from './effects/session.ts';
import type { ScriptModel } from './model.ts';

const readers: Readonly<Record<string, EffectReader>> = {
  BeginTransaction: session.beginTransaction,
  CommitTransaction: session.commitTransaction,
  RollbackTransaction: session.rollbackTransaction,
  TruncateStatement: session.truncate,
  SetStatement: session.set,
  ResetStatement: session.reset,
  UseStatement: session.use,
  CallStatement: session.anything,
  ExecutePrepared: session.anything,
  DynamicExecute: session.anything,

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

const effects = new WeakMap<ParsedStatement, Effect>();
const uncertain: Effect = model => model.withUncertainty();

/** The model after a statement; the very same one when the statement changes nothing of it. */
export function applyStatement(model: ScriptModel, parsed: ParsedStatement): ScriptModel {
  let effect = effects.get(parsed);
  if (!effect) {
    effect = effectOf(parsed);
    effects.set(parsed, effect);
  }
  return effect(model);
}

function effectOf(parsed: ParsedStatement): Effect {
  if (parsed.count === 0) return noEffect;
  // Text that does not parse may have been meant to create what comes after it asks for.
  if (parsed.nodeKinds.length === 0 || parsed.problems.length > 0) return uncertain;
  const statement = rootOf(parsed, redshiftLanguage().grammar)?.nodes[0];
  const reader = statement && readers[statement.kind];
  if (!reader) return noEffect;
  return reader(statement, parsed) ?? uncertain;
}
