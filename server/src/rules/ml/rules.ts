// The rules of the family ML, in the order of their ids.
import type { Rule } from '../rule.ts';
import { allColumnsAsTraining } from './allColumnsAsTraining.ts';
import { argumentCount } from './argumentCount.ts';
import { autoOffType } from './autoOffType.ts';
import { bedrockClauses } from './bedrockClauses.ts';
import { broughtSignature } from './broughtSignature.ts';
import { bucketAsAddress } from './bucketAsAddress.ts';
import { clauseOrder } from './clauseOrder.ts';
import { dataToExternalModel } from './dataToExternalModel.ts';
import { forecastForm } from './forecastForm.ts';
import { forecastSettings } from './forecastSettings.ts';
import { forecastValues } from './forecastValues.ts';
import { functionBeforeTraining } from './functionBeforeTraining.ts';
import { hyperparametersForm } from './hyperparametersForm.ts';
import { hyperparameterValues } from './hyperparameterValues.ts';
import { kmeansForm } from './kmeansForm.ts';
import { kmeansTransformer } from './kmeansTransformer.ts';
import { missingBucket } from './missingBucket.ts';
import { missingTarget } from './missingTarget.ts';
import { modelToPublic } from './modelToPublic.ts';
import { objectiveOfForm } from './objectiveOfForm.ts';
import { preprocessorsJson } from './preprocessorsJson.ts';
import { preprocessorsNone } from './preprocessorsNone.ts';
import { problemTypeAutoOff } from './problemTypeAutoOff.ts';
import { rawRequest } from './rawRequest.ts';
import { remoteModel } from './remoteModel.ts';
import { softmaxClasses } from './softmaxClasses.ts';
import { targetNotSelected } from './targetNotSelected.ts';
import { trainedSignature } from './trainedSignature.ts';
import { trainingDataKept } from './trainingDataKept.ts';
import { trainingTypes } from './trainingTypes.ts';

export const mlRules: readonly Rule[] = [
  missingBucket,
  clauseOrder,
  missingTarget,
  autoOffType,
  preprocessorsNone,
  hyperparametersForm,
  problemTypeAutoOff,
  objectiveOfForm,
  softmaxClasses,
  hyperparameterValues,
  kmeansForm,
  kmeansTransformer,
  preprocessorsJson,
  forecastForm,
  forecastValues,
  forecastSettings,
  broughtSignature,
  remoteModel,
  trainedSignature,
  targetNotSelected,
  trainingTypes,
  allColumnsAsTraining,
  trainingDataKept,
  modelToPublic,
  bucketAsAddress,
  bedrockClauses,
  rawRequest,
  dataToExternalModel,
  functionBeforeTraining,
  argumentCount,
];
