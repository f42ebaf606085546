// Severities of rules: from the editor's settings (`redshift.lint.rules`) and from the workspace's redshift-lint.json, which the client reads. The file wins.
import type { Severity } from '../rules/rule.ts';
import { readRuleSettings } from '../rules/settings.ts';

export class LintSettings {
  private editor: Readonly<Record<string, Severity>> = {};
  private file: Readonly<Record<string, Severity>> = {};

  severities(): Readonly<Record<string, Severity>> {
    // A family of the file wins over a single rule of the settings.
    const editor = Object.entries(this.editor).filter(([key]) => !(key.replace(/\d+$/, '') in this.file));
    return { ...Object.fromEntries(editor), ...this.file };
  }

  /** `settings` of workspace/didChangeConfiguration, or the initialization options. What has another form is ignored. */
  readEditor(settings: unknown): boolean {
    const rules = field(field(field(settings, 'redshift') ?? settings, 'lint'), 'rules');
    if (rules === undefined) return false;
    this.editor = readRuleSettings({ rules }).settings.severities ?? {};
    return true;
  }

  /** The content of redshift-lint.json; null when there is none any more. Answers what is wrong with it. */
  readFile(content: unknown): readonly string[] {
    const { settings, problems } = content === null ? { settings: {}, problems: [] } : readRuleSettings(content);
    this.file = settings.severities ?? {};
    return problems.map(({ message }) => message);
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
