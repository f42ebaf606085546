// Checks a request against what AWS's model says of it: required members, enums, patterns, lengths, ranges.
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema } from '@smithy/types';
import { AwsError, declaredError, missingParameter } from './awsError.ts';
import type { Limit, ServiceLimits } from './limits.generated.ts';
import type { Service } from './service.ts';

/** Throws what AWS would answer to a request that breaks the model: all violations in one message, as AWS words them. */
export function validate(service: Service, schema: Schema, input: Record<string, unknown>): void {
  const structure = NormalizedSchema.of(schema);
  const missing = service.protocol === 'query' ? findMissingParameter(structure, input) : undefined;
  if (missing) throw missingParameter(missing);
  const violations: string[] = [];
  checkStructure(service.limits, structure, input, '', violations);
  if (violations.length === 0) return;
  const message = `${violations.length} validation error${violations.length > 1 ? 's' : ''} detected: ${violations.join('; ')}`;
  throw service.validationError ? declaredError(service.validationError, message) : new AwsError('ValidationError', 400, message);
}

function requiredCount(schema: NormalizedSchema): number {
  const raw = schema.getSchema() as unknown as readonly unknown[];
  return typeof raw[6] === 'number' ? raw[6] : 0;
}

function findMissingParameter(schema: NormalizedSchema, input: Record<string, unknown>): string | undefined {
  let remaining = requiredCount(schema);
  for (const [name] of schema.structIterator()) {
    if (remaining-- <= 0) return undefined;
    if (input[name] === undefined || input[name] === '') return name;
  }
  return undefined;
}

function checkStructure(
  limits: ServiceLimits | undefined,
  schema: NormalizedSchema,
  value: Record<string, unknown>,
  path: string,
  violations: string[],
): void {
  const members = limits?.structures[schema.getName() ?? ''] ?? {};
  let required = requiredCount(schema);
  for (const [name, member] of schema.structIterator()) {
    const memberPath = `${path}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const given = value[name];
    if (given === undefined || given === null) {
      if (required > 0) violations.push(`Value null at '${memberPath}' failed to satisfy constraint: Member must not be null`);
    } else {
      checkLimit(members[name], given, memberPath, violations);
      if (member.isStructSchema()) checkStructure(limits, member, given as Record<string, unknown>, `${memberPath}.`, violations);
      if (member.isListSchema()) {
        (given as unknown[]).forEach((item, index) => {
          const itemPath = `${memberPath}.${index + 1}.member`;
          checkLimit(members[`${name}[]`], item, itemPath, violations);
          if (member.getValueSchema().isStructSchema())
            checkStructure(limits, member.getValueSchema(), item as Record<string, unknown>, `${itemPath}.`, violations);
        });
      }
    }
    required--;
  }
}

function checkLimit(limit: Limit | undefined, value: unknown, path: string, violations: string[]): void {
  if (!limit) return;
  const refuse = (constraint: string): void => {
    violations.push(`Value '${Array.isArray(value) ? '[...]' : String(value)}' at '${path}' failed to satisfy constraint: ${constraint}`);
  };
  if (typeof value === 'number') {
    if (limit.min !== undefined && value < limit.min) refuse(`Member must have value greater than or equal to ${limit.min}`);
    if (limit.max !== undefined && value > limit.max) refuse(`Member must have value less than or equal to ${limit.max}`);
    return;
  }
  if (typeof value === 'string' || Array.isArray(value)) {
    if (limit.min !== undefined && value.length < limit.min) refuse(`Member must have length greater than or equal to ${limit.min}`);
    if (limit.max !== undefined && value.length > limit.max) refuse(`Member must have length less than or equal to ${limit.max}`);
  }
  if (typeof value !== 'string') return;
  if (limit.enum && !limit.enum.includes(value)) refuse(`Member must satisfy enum value set: [${limit.enum.join(', ')}]`);
  if (limit.pattern && !new RegExp(`^(?:${limit.pattern})$`).test(value))
    refuse(`Member must satisfy regular expression pattern: ${limit.pattern}`);
}
