// The errors that Redshift Serverless declares.
import {
  ConflictException$,
  InvalidPaginationException$,
  ResourceNotFoundException$,
  ValidationException$,
} from '@aws-sdk/client-redshift-serverless';
import { type AwsError, declaredError } from '../../protocols/awsError.ts';

export const invalid = (message: string): AwsError => declaredError(ValidationException$, message);
export const notFound = (message: string, resourceName: string): AwsError =>
  declaredError(ResourceNotFoundException$, message, { resourceName });
export const conflict = (message: string): AwsError => declaredError(ConflictException$, message);
export const invalidPagination = (message: string): AwsError => declaredError(InvalidPaginationException$, message);
