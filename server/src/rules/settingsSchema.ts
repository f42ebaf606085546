// The JSON schema of redshift-lint.json, made of the rules: an editor offers their names with what they say, and marks those that there are not.
import { allRules, families } from './registry.ts';
import { lintingAddress, ruleAddress } from './ruleAddress.ts';
import { severityWords } from './settings.ts';

const severity = { $ref: '#/definitions/severity' };

export function settingsSchema(): string {
  const byFamily = families.map(({ letters, title }) => [letters, { ...severity, description: `All rules of the family: ${title}` }]);
  const byRule = allRules.flatMap(rule => {
    const standard = `${rule.title}. (${rule.severity})\n${ruleAddress(rule)}`;
    return [
      [rule.id, { ...severity, description: `${rule.name}: ${standard}` }],
      [rule.name, { ...severity, description: `${rule.id}: ${standard}` }],
    ];
  });
  return `${JSON.stringify(
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Settings of redshift-lint',
      description: `How the rules of Redshift Workbench and redshift-lint are set for everybody who works on these files.\n${lintingAddress}`,
      type: 'object',
      additionalProperties: false,
      properties: {
        $schema: { type: 'string' },
        rules: {
          description: 'Severities by id, name or family of the rules; the more specific wins.',
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries([...byFamily, ...byRule]),
        },
      },
      definitions: { severity: { enum: severityWords } },
    },
    null,
    1,
  )}\n`;
}
