// What a service is to the HTTP layer: a protocol and a table of operations, each with the SDK's schema of it and a function that answers.
import type { StaticErrorSchema, StaticOperationSchema } from '@smithy/types';
import type { ServiceLimits } from './limits.generated.ts';

/** What an operation may know about its caller. */
export interface Caller {
  readonly accessKeyId: string;
  /** The region of the credential scope: the region whose resources the caller sees. */
  readonly region: string;
  readonly requestId: string;
  /** Aborted when the client hangs up: ends long polls. */
  readonly signal: AbortSignal;
}

export interface Operation {
  readonly schema: StaticOperationSchema;
  run(input: unknown, caller: Caller): Promise<unknown>;
}

export interface Service {
  readonly name: 'redshift' | 'redshift-data' | 'redshift-serverless' | 'sts';
  readonly protocol: 'query' | 'json';
  /** Version parameter of the query protocol, or prefix of X-Amz-Target. */
  readonly address: string;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Operations that AWS has and the sandbox does not offer are refused by name, not as unknown. */
  readonly knownOperations: ReadonlySet<string>;
  readonly limits: ServiceLimits | undefined;
  readonly validationError: StaticErrorSchema | undefined;
}

/** Ties an operation's schema to a handler; `In` and `Out` are the SDK's types of its input and output. */
export function operation<In, Out>(
  schema: StaticOperationSchema,
  run: (input: In, caller: Caller) => Out | Promise<Out>,
): [string, Operation] {
  return [schema[2], { schema, run: async (input, caller) => run(input as In, caller) }];
}
