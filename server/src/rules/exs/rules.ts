// The rules of the family EXS, in the order of their ids.
import type { Rule } from '../rule.ts';
import { alterUnsupportedSchema } from './alterUnsupportedSchema.ts';
import { catalogIdWithoutSession } from './catalogIdWithoutSession.ts';
import { clauseOfOtherSource } from './clauseOfOtherSource.ts';
import { createDatabaseInHive } from './createDatabaseInHive.ts';
import { lambdaArgumentNames } from './lambdaArgumentNames.ts';
import { lambdaBatchRange } from './lambdaBatchRange.ts';
import { lambdaVolatility } from './lambdaVolatility.ts';
import { missingOrBadUri } from './missingOrBadUri.ts';
import { missingSourceClause } from './missingSourceClause.ts';
import { mtlsWithoutCertificate } from './mtlsWithoutCertificate.ts';
import { passwordInSchema } from './passwordInSchema.ts';
import { roleChainTooLong } from './roleChainTooLong.ts';
import { sessionRoleOutsideCatalog } from './sessionRoleOutsideCatalog.ts';
import { streamWithoutAuthentication } from './streamWithoutAuthentication.ts';

export const exsRules: readonly Rule[] = [
  missingSourceClause,
  clauseOfOtherSource,
  missingOrBadUri,
  createDatabaseInHive,
  sessionRoleOutsideCatalog,
  catalogIdWithoutSession,
  roleChainTooLong,
  passwordInSchema,
  streamWithoutAuthentication,
  mtlsWithoutCertificate,
  alterUnsupportedSchema,
  lambdaVolatility,
  lambdaArgumentNames,
  lambdaBatchRange,
];
