// Which files a command line means, and the settings file that goes with them. The only part of the program that reads the disk.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { type RuleSettings, readRuleSettings } from '../rules/settings.ts';

export interface FoundFiles {
  /** Relative to the working folder, without duplicates. `-` is the standard input. */
  readonly paths: readonly string[];
  /** Patterns that mean nothing that is there. */
  readonly unmatched: readonly string[];
}

const ignored = ['**/node_modules/**', '**/.git/**'];

/** Of a folder; `*.rsql` is what the editor knows as Redshift SQL unasked. */
const sqlFiles = '**/*.{sql,rsql}';

export function findFiles(patterns: readonly string[], folder: string): FoundFiles {
  const paths = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const found = pattern === '-' ? ['-'] : matches(pattern, folder);
    if (found.length === 0) unmatched.push(pattern);
    for (const path of found) paths.add(path);
  }
  return { paths: [...paths], unmatched };
}

function matches(pattern: string, folder: string): string[] {
  const status = statSync(resolve(folder, pattern), { throwIfNoEntry: false });
  if (status?.isFile()) return [pattern];
  if (status?.isDirectory())
    return globSync(sqlFiles, { cwd: resolve(folder, pattern), ignore: ignored, dot: false })
      .map(path => join(pattern, path))
      .sort();
  return isDynamicPattern(pattern)
    ? globSync(pattern, { cwd: folder, ignore: ignored, onlyFiles: true, expandDirectories: false }).sort()
    : [];
}

export const settingsFileName = 'redshift-lint.json';

export interface FoundSettings extends RuleSettings {
  readonly path: string | undefined;
  /** Why the file cannot be used. */
  readonly failure: string | undefined;
  /** What in it is not understood. */
  readonly warnings: readonly string[];
}

/** The settings of the file that was named, or of the nearest redshift-lint.json at or above the folder. */
export function findSettings(named: string | undefined, folder: string): FoundSettings {
  const path = named === undefined ? nearestSettings(folder) : resolve(folder, named);
  if (path === undefined) return { path, failure: undefined, warnings: [] };
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { path, failure: `${path} cannot be read: ${error instanceof Error ? error.message : error}`, warnings: [] };
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
