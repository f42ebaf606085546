// An error that travels to the client as AWS's own: a code, an HTTP status, a message, and the fields of its schema.
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticErrorSchema } from '@smithy/types';

export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Members of the error's own schema besides the message, e.g. ResourceId. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** An error which the operation declares; code and status come from the SDK's schema of it. */
export function declaredError(schema: StaticErrorSchema, message: string, members: Readonly<Record<string, unknown>> = {}): AwsError {
  const normalized = NormalizedSchema.of(schema);
  const traits = normalized.getMergedTraits();
  const [code, status] = (traits.awsQueryError as [string, number] | undefined) ?? [
    normalized.getName() ?? 'InternalFailure',
    traits.httpError as number | undefined,
  ];
  return new AwsError(code, status ?? (traits.error === 'server' ? 500 : 400), message, members);
}

/** Errors common to every AWS query service: https://docs.aws.amazon.com/redshift/latest/APIReference/CommonErrors.html */
export const missingParameter = (name: string): AwsError =>
  new AwsError('MissingParameter', 400, `The request must contain the parameter ${name}.`);
export const invalidParameterValue = (message: string): AwsError => new AwsError('InvalidParameterValue', 400, message);
export const invalidParameterCombination = (message: string): AwsError => new AwsError('InvalidParameterCombination', 400, message);
