// The AWS query protocol, server side: a form body becomes an object after the operation's schema; answers become XML by the SDK's own codec.
// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
import { XmlCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema, StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import { type AwsError, invalidParameterValue } from './awsError.ts';

const dateTime = 5;

/** Reads `ClusterIdentifier=x&Tags.Tag.1.Key=k` after the schema. Unknown parameters are ignored, as AWS does. */
export function readQueryInput(schema: Schema, parameters: URLSearchParams): Record<string, unknown> {
  return (readValue(NormalizedSchema.of(schema), '', parameters) ?? {}) as Record<string, unknown>;
}

function readValue(schema: NormalizedSchema, key: string, parameters: URLSearchParams): unknown {
  if (schema.isStructSchema()) return readStructure(schema, key, parameters);
  if (schema.isListSchema()) return readList(schema, key, parameters);
  const text = parameters.get(key);
  if (text === null) return undefined;
  if (schema.isBooleanSchema()) {
    if (text === 'true' || text === 'false') return text === 'true';
    throw malformed(key, text, 'a boolean');
  }
  if (schema.isNumericSchema()) {
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
    throw malformed(key, text, 'a number');
  }
  if (schema.isTimestampSchema()) {
    const date = new Date(text);
    if (!Number.isNaN(date.getTime())) return date;
    throw malformed(key, text, 'a timestamp');
  }
  return text;
}

function readStructure(schema: NormalizedSchema, key: string, parameters: URLSearchParams): Record<string, unknown> | undefined {
  const value: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const memberKey = (member.getMergedTraits().xmlName as string | undefined) ?? name;
    const read = readValue(member, key ? `${key}.${memberKey}` : memberKey, parameters);
    if (read !== undefined) value[name] = read;
  }
  return key && Object.keys(value).length === 0 ? undefined : value;
}

function readList(schema: NormalizedSchema, key: string, parameters: URLSearchParams): unknown[] | undefined {
  const item = schema.getValueSchema();
  const itemName = (item.getMergedTraits().xmlName as string | undefined) ?? 'member';
  const prefix = schema.getMergedTraits().xmlFlattened ? key : `${key}.${itemName}`;
  const items: unknown[] = [];
  for (let index = 1; ; index++) {
    const read = readValue(item, `${prefix}.${index}`, parameters);
    if (read === undefined) break;
    items.push(read);
  }
  return items.length > 0 || parameters.get(key) === '' ? items : undefined;
}

const malformed = (key: string, text: string, wanted: string): AwsError =>
  invalidParameterValue(`Invalid value ${text} for parameter ${key}: it must be ${wanted}.`);

/** The whole answer: `<XResponse><XResult>…</XResult><ResponseMetadata>…`. */
export function writeQueryAnswer(schema: StaticOperationSchema, xmlNamespace: string, output: unknown, requestId: string): string {
  const [, namespace, name] = schema;
  const outputSchema = dereference(schema[5]);
  const metadata = structure(namespace, 'ResponseMetadata', { RequestId: 0 });
  const hasResult = outputSchema !== 'unit' && Array.isArray(outputSchema);
  const result = hasResult ? renamed(outputSchema as unknown as StaticStructureSchema, `${name}Result`) : undefined;
  const envelope = structure(
    namespace,
    `${name}Response`,
    result ? { [`${name}Result`]: () => result, ResponseMetadata: () => metadata } : { ResponseMetadata: () => metadata },
  );
  return write(xmlNamespace, envelope, { [`${name}Result`]: output ?? {}, ResponseMetadata: { RequestId: requestId } });
}

/** `<ErrorResponse><Error><Type>Sender</Type><Code>…`. */
export function writeQueryError(xmlNamespace: string, error: AwsError, requestId: string): string {
  const inner = structure('aws', 'Error', { Type: 0, Code: 0, Message: 0 });
  const envelope = structure('aws', 'ErrorResponse', { Error: () => inner, RequestId: 0 });
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  return write(xmlNamespace, envelope, { Error: { Type: type, Code: error.code, Message: error.message }, RequestId: requestId });
}

function write(xmlNamespace: string, schema: Schema, value: unknown): string {
  const codec = new XmlCodec({ xmlNamespace, serviceNamespace: xmlNamespace, timestampFormat: { useTrait: true, default: dateTime } });
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return serializer.flush() as string;
}

function dereference(reference: unknown): unknown {
  return typeof reference === 'function' ? reference() : reference;
}

/** A schema under another name, because the query protocol names the result after the operation, not after the shape. */
function renamed(schema: StaticStructureSchema, name: string): StaticStructureSchema {
  const copy = [...schema] as unknown as [number, string, string];
  copy[2] = name;
  return copy as unknown as StaticStructureSchema;
}

function structure(namespace: string, name: string, members: Record<string, unknown>): StaticStructureSchema {
  return [3, namespace, name, 0, Object.keys(members), Object.values(members)] as unknown as StaticStructureSchema;
}
