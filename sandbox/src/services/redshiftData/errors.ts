// The errors that Redshift Data declares, in AWS's words where they are known.
import {
  ActiveSessionsExceededException$,
  ActiveStatementsExceededException$,
  ActiveWaitingRequestsExceededException$,
  DatabaseConnectionException$,
  QueryTimeoutException$,
  ResourceNotFoundException$,
  ValidationException$,
} from '@aws-sdk/client-redshift-data';
import { type AwsError, declaredError } from '../../protocols/awsError.ts';

export const invalid = (message: string): AwsError => declaredError(ValidationException$, message);
export const notFound = (message: string, resource: string): AwsError =>
  declaredError(ResourceNotFoundException$, message, { ResourceId: resource });
export const connectionFailed = (message: string): AwsError => declaredError(DatabaseConnectionException$, message);
export const timedOut = (message: string): AwsError => declaredError(QueryTimeoutException$, message);
export const tooManyStatements = (message: string): AwsError => declaredError(ActiveStatementsExceededException$, message);
export const tooManySessions = (message: string): AwsError => declaredError(ActiveSessionsExceededException$, message);
export const tooManyWaiting = (message: string): AwsError => declaredError(ActiveWaitingRequestsExceededException$, message);
