// What the user sets about rules: the severity of single ones, by id, name or family.
import { findFamily, findRule, similarRule } from './registry.ts';
import type { Rule, Severity } from './rule.ts';

export interface RuleSettings {
  /** By id (`GRT001`), name (`grant-option-to-role`) or family (`GRT`); the more specific wins. */
  readonly severities?: Readonly<Record<string, Severity>>;
}

export const severityWords: readonly Severity[] = ['error', 'warning', 'info', 'off'];

const familyOf = (rule: Rule) => rule.id.replace(/\d+$/, '');

/** What a finding is shown as. What the user sets for the rule wins over what the rule says of itself or of the one finding. */
export function effectiveSeverity(rule: Rule, { severities }: RuleSettings, own?: Severity): Severity {
  const set = severities && (severities[rule.id] ?? severities[rule.name] ?? severities[familyOf(rule)]);
  if (set) return set;
  return rule.severity === 'off' ? 'off' : (own ?? rule.severity);
}

export interface SettingsProblem {
  readonly message: string;
}

/**
 * Reads the content of `redshift-lint.json`: `{ "rules": { "GRT001": "off" } }`.
 * What is not understood is told and left out.
 */
export function readRuleSettings(json: unknown): { settings: RuleSettings; problems: SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  const severities: Record<string, Severity> = {};
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { settings: {}, problems: [{ message: 'The settings must be an object with the entry "rules"' }] };
  const { rules = {}, $schema: _, ...others } = json as Record<string, unknown>;
  for (const key of Object.keys(others)) problems.push({ message: `"${key}" is no setting; there is "rules"` });
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules))
    problems.push({ message: '"rules" must be an object from rules to severities' });
  else {
    for (const [name, severity] of Object.entries(rules)) {
      const rule = findRule(name);
      const key = rule?.id ?? findFamily(name)?.letters;
      if (!key) {
        const similar = similarRule(name);
        problems.push({ message: `There is no rule "${name}"${similar ? `; did you mean "${similar}"?` : ''}` });
      } else if (!severityWords.includes(severity as Severity))
        problems.push({ message: `The severity of "${name}" must be one of ${severityWords.join(', ')}` });
      else severities[key] = severity as Severity;
    }
  }
  return { settings: { severities }, problems };
}
