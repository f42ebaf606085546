// The rules of the family LOD, in the order of their ids.
import type { Rule } from '../rule.ts';
import { accessKeys } from './accessKeys.ts';
import { authorizationCount } from './authorizationCount.ts';
import { cleanpathTarget } from './cleanpathTarget.ts';
import { clientSideEncryption } from './clientSideEncryption.ts';
import { columnarParameter } from './columnarParameter.ts';
import { copyIntoExternal } from './copyIntoExternal.ts';
import { copyJobName } from './copyJobName.ts';
import { copyJobOptions } from './copyJobOptions.ts';
import { errorLimit } from './errorLimit.ts';
import { fixedWidthSpec } from './fixedWidthSpec.ts';
import { formatConflict } from './formatConflict.ts';
import { keysInCredentials } from './keysInCredentials.ts';
import { limitInUnload } from './limitInUnload.ts';
import { loadAddress } from './loadAddress.ts';
import { partitionByColumn } from './partitionByColumn.ts';
import { quoteInUnload } from './quoteInUnload.ts';
import { readRatio } from './readRatio.ts';
import { templateOptions } from './templateOptions.ts';
import { timeZoneInFormat } from './timeZoneInFormat.ts';
import { unloadConflict } from './unloadConflict.ts';
import { unloadFileSize } from './unloadFileSize.ts';
import { unloadUnencrypted } from './unloadUnencrypted.ts';

export const lodRules: readonly Rule[] = [
  accessKeys,
  keysInCredentials,
  authorizationCount,
  loadAddress,
  formatConflict,
  columnarParameter,
  errorLimit,
  clientSideEncryption,
  limitInUnload,
  quoteInUnload,
  unloadConflict,
  partitionByColumn,
  unloadUnencrypted,
  cleanpathTarget,
  unloadFileSize,
  copyJobOptions,
  copyJobName,
  copyIntoExternal,
  readRatio,
  templateOptions,
  fixedWidthSpec,
  timeZoneInFormat,
];
