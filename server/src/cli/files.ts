// Which files a command line means, and the settings file that goes with them. The only part of the program that reads and writes the disk.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { type RuleSettings, readRuleSettings } from '../rules/settings.ts';
import { type DecodedText, decodeText } from './encoding.ts';

export interface FoundFiles {
  /** Relative to the working folder, without duplicates. `-` is the standard input. */
  readonly paths: readonly string[];
  /** Why patterns mean nothing that is there. */
  readonly failures: readonly string[];
}

const ignored = ['**/node_modules/**', '**/.git/**'];

/** Of a folder; `*.rsql` is what the editor knows as Redshift SQL unasked. */
const sqlFiles = '**/*.{sql,rsql}';

export function findFiles(patterns: readonly string[], folder: string): FoundFiles {
  const paths = new Set<string>();
  const failures: string[] = [];
  for (const pattern of patterns) {
    const found = pattern === '-' ? ['-'] : matches(pattern, folder);
    if (typeof found === 'string') failures.push(found);
    else for (const path of found) paths.add(normalize(path));
  }
  return { paths: [...paths], failures };
}

/** The files, or why there are none. */
function matches(pattern: string, folder: string): string[] | string {
  if (pattern === '') return 'The name of a file is empty';
  try {
    const status = statSync(resolve(folder, pattern), { throwIfNoEntry: false });
    if (status?.isDirectory()) {
      const found = globSync(sqlFiles, { cwd: resolve(folder, pattern), ignore: ignored, dot: false });
      return found.length > 0 ? found.map(path => join(pattern, path)).sort() : `The folder ${pattern} holds no *.sql or *.rsql`;
    }
    if (status) return [pattern];
    const found = isDynamicPattern(pattern)
      ? globSync(pattern, { cwd: folder, ignore: ignored, onlyFiles: true, expandDirectories: false }).sort()
      : [];
    return found.length > 0 ? found : isDynamicPattern(pattern) ? `No file matches ${pattern}` : `There is no file ${pattern}`;
  } catch (error) {
    return `${pattern} cannot be read: ${messageOf(error)}`;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A file's text, or why it has none. `-` is the standard input. */
export function readSource(path: string, folder: string): DecodedText | string {
  try {
    return decodeText(readFileSync(path === '-' ? 0 : resolve(folder, path))) ?? 'is no text';
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
}

/** Why it could not be written; undefined when it was. */
export function writeSource(path: string, folder: string, content: Buffer): string | undefined {
  try {
    writeFileSync(resolve(folder, path), content);
    return undefined;
  } catch (error) {
    return `cannot be written: ${messageOf(error)}`;
  }
}

export const settingsFileName = 'redshift-lint.json';

export interface FoundSettings extends RuleSettings {
  readonly path: string | undefined;
  /** Why the file cannot be used. */
  readonly failure: string | undefined;
  /** What in it is not understood. */
  readonly warnings: readonly string[];
}

/** The settings that hold for the files of a folder. */
export type SettingsOfFolder = (folder: string) => FoundSettings;

/** Those of the file that was named, or of the nearest redshift-lint.json at or above the folder. Each file is read once. */
export function settingsFinder(named: string | undefined, workingFolder: string): SettingsOfFolder {
  const byPath = new Map<string | undefined, FoundSettings>();
  const pathOf = new Map<string, string | undefined>();
  const read = (path: string | undefined) => {
    const known = byPath.get(path);
    if (known) return known;
    const settings = readSettings(path);
    byPath.set(path, settings);
    return settings;
  };
  if (named !== undefined) return () => read(resolve(workingFolder, named));
  return folder => {
    if (!pathOf.has(folder)) pathOf.set(folder, nearestSettings(folder));
    return read(pathOf.get(folder));
  };
}

function readSettings(path: string | undefined): FoundSettings {
  if (path === undefined) return { path, failure: undefined, warnings: [] };
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    return { path, failure: `${path} cannot be read: ${messageOf(error)}`, warnings: [] };
  }
  const { settings, problems } = readRuleSettings(json);
  return { ...settings, path, failure: undefined, warnings: problems.map(({ message }) => `${path}: ${message}`) };
}

function nearestSettings(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, settingsFileName);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}
