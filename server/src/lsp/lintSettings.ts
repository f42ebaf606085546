// Severities of rules: from the editor's settings (`redshift.lint.rules`) and from the nearest redshift-lint.json, which the client reads. The file wins.
import type { Severity } from '../rules/rule.ts';
import { readRuleSettings } from '../rules/settings.ts';

export class LintSettings {
  private editor: Readonly<Record<string, Severity>> = {};
  /** By the address of the folder; '' is that of the client that tells no address. */
  private readonly files = new Map<string, Readonly<Record<string, Severity>>>();

  /** Those of a document. */
  severities(uri: string): Readonly<Record<string, Severity>> {
    // What the editor has not saved yet may have its place already.
    let at = uri.replace(/^untitled:(?=\/)/, 'file://');
    let file: Readonly<Record<string, Severity>> | undefined;
    do {
      at = folderOf(at);
      file = this.files.get(at);
    } while (!file && at !== '');
    if (!file) return this.editor;
    // A family of the file wins over a single rule of the settings.
    const editor = Object.entries(this.editor).filter(([key]) => !(key.replace(/\d+$/, '') in file));
    return { ...Object.fromEntries(editor), ...file };
  }

  /** `settings` of workspace/didChangeConfiguration, or the initialization options. What has another form is ignored. */
  readEditor(settings: unknown): boolean {
    const rules = field(field(field(settings, 'redshift') ?? settings, 'lint'), 'rules');
    if (rules === undefined) return false;
    this.editor = readRuleSettings({ rules }).settings.severities ?? {};
    return true;
  }

  /** The content of a redshift-lint.json; null when there is none any more. Answers what is wrong with it. */
  readFile(content: unknown, uri = ''): readonly string[] {
    const folder = folderOf(uri);
    this.files.delete(folder);
    if (content === null) return [];
    const { settings, problems } = readRuleSettings(content);
    this.files.set(folder, settings.severities ?? {});
    return problems.map(({ message }) => message);
  }
}

/** What stands before the last part of an address: `file:///a/b.sql`, `file:///a/`, `file:///`, ''. */
const folderOf = (uri: string): string => uri.replace(/[^/:]+[/:]*$/, '');

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
