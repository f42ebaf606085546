// The AWS JSON 1.1 protocol, server side, by the SDK's own codec.
// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
import { JsonCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema, StaticOperationSchema } from '@smithy/types';
import { AwsError } from './awsError.ts';

const epochSeconds = 7;
const codec = new JsonCodec({ timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false });

/** Reads a request body after the schema; a value of the wrong JSON type is refused as AWS refuses it. */
export function readJsonInput(schema: Schema, body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body || '{}');
  } catch {
    throw new AwsError('SerializationException', 400, 'The request body is not valid JSON.');
  }
  checkType(NormalizedSchema.of(schema), parsed, '');
  return codec.createDeserializer().readObject(schema, parsed as Record<string, never>) as Record<string, unknown>;
}

function checkType(schema: NormalizedSchema, value: unknown, path: string): void {
  if (value === null || value === undefined) return;
  if (schema.isStructSchema()) {
    if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(path, value, 'a structure');
    const members = value as Record<string, unknown>;
    for (const [name, member] of schema.structIterator()) checkType(member, members[name], path ? `${path}.${name}` : name);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongType(path, value, 'a list');
    for (const item of value) checkType(schema.getValueSchema(), item, path);
  } else if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw wrongType(path, value, 'a boolean');
  } else if (schema.isNumericSchema()) {
    if (typeof value !== 'number') throw wrongType(path, value, 'a number');
  } else if (schema.isTimestampSchema()) {
    if (typeof value !== 'number' && typeof value !== 'string') throw wrongType(path, value, 'a timestamp');
  } else if (schema.isStringSchema() && typeof value !== 'string') {
    throw wrongType(path, value, 'a string');
  }
}

const wrongType = (path: string, value: unknown, wanted: string): AwsError =>
  new AwsError('SerializationException', 400, `${typeof value} can not be converted to ${wanted}${path ? ` at ${path}` : ''}.`);

export function writeJsonAnswer(schema: StaticOperationSchema, output: unknown): string {
  const serializer = codec.createSerializer();
  const reference: unknown = schema[5];
  const outputSchema = (typeof reference === 'function' ? reference() : reference) as Schema;
  serializer.write(outputSchema, output ?? {});
  return serializer.flush() as string;
}

/** Redshift Data spells the member Message, Redshift Serverless message; a client reads both. */
export function writeJsonError(error: AwsError, messageMember: 'Message' | 'message'): string {
  return JSON.stringify({ __type: error.code, [messageMember]: error.message, ...error.members });
}
