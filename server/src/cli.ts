// redshift-lint: the rules of the language server for the command line and for CI.
import { fstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command, type LintCommand, noFiles, readArguments, usage } from './cli/arguments.ts';
import { jsonReport, jsonRules, sarifReport } from './cli/dataOutput.ts';
import { type FoundSettings, findFiles, readSource, settingsFinder, writeSource } from './cli/files.ts';
import { lintText } from './cli/lintText.ts';
import { createProgress } from './cli/progress.ts';
import type { FileFailure, FileReport } from './cli/report.ts';
import { type Paint, paintFor, textReport, wantsColor } from './cli/textOutput.ts';
import { version } from './cli/version.ts';
import { Linter } from './rules/lint.ts';
import { type Family, families, findFamily, findRule, similarRule } from './rules/registry.ts';
import { rulePage } from './rules/rulePage.ts';

const exit = { clean: 0, problems: 1, unusable: 2 } as const;

const write = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`redshift-lint: ${text}\n`);
const colorOf = (stream: NodeJS.WriteStream) => wantsColor(process.env, stream.isTTY === true);

function run(command: Command): number {
  switch (command.command) {
    case 'help':
      write(usage);
      return exit.clean;
    case 'version':
      write(version);
      return exit.clean;
    case 'rules':
      write(command.format === 'json' ? jsonRules() : ruleList(families, paintFor(colorOf(process.stdout))));
      return exit.clean;
    case 'explain':
      return explain(command.rule);
    case 'lint':
      return lint(command);
  }
}

function unusable(message: string): number {
  complain(message);
  return exit.unusable;
}

function explain(name: string): number {
  const rule = findRule(name);
  const family = findFamily(name);
  if (rule) write(rulePage(rule).trimEnd());
  else if (family) write(ruleList([family], paintFor(colorOf(process.stdout))));
  else {
    const similar = similarRule(name);
    return unusable(`There is no rule ${name}${similar ? `; did you mean ${similar}?` : ''}; "redshift-lint rules" lists them`);
  }
  return exit.clean;
}

function ruleList(listed: readonly Family[], paint: Paint): string {
  const blocks = listed
    .filter(({ rules }) => rules.length > 0)
    .map(({ letters, title, rules }) => {
      const lines = rules.map(rule => `  ${rule.id}  ${rule.severity.padEnd(7)}  ${rule.name}\n           ${paint('gray', rule.title)}`);
      return `${paint('bold', `${letters}  ${title}`)}\n${lines.join('\n')}`;
    });
  return blocks.join('\n\n');
}

/** Something is piped or redirected into the program, so that no `-` is needed. */
function hasInput(): boolean {
  try {
    const status = fstatSync(0);
    return status.isFIFO() || status.isFile() || status.isSocket();
  } catch {
    return false;
  }
}

function lint(command: LintCommand): number {
  const folder = process.cwd();
  const { paths, failures: unmatched } = findFiles(command.patterns, folder);
  if (unmatched.length > 0) return unusable(unmatched.join('\nredshift-lint: '));
  const settingsOf = settingsFinder(command.config, folder);
  const told = new Set<FoundSettings>();
  const linter = new Linter(undefined, (rule, error) => complain(`defect in ${rule.id}: ${error instanceof Error ? error.stack : error}`));
  const progress = createProgress(process.stderr);
  const reports: FileReport[] = [];
  const failures: FileFailure[] = [];
  const say = (message: string) => {
    progress.end();
    complain(message);
  };
  const fail = (path: string, message: string) => {
    failures.push({ path, message });
    say(`${path} ${message}`);
  };
  for (const path of paths) {
    const name = path === '-' ? command.stdinName : path;
    const settings = settingsOf(dirname(resolve(folder, name)));
    if (settings.failure) {
      progress.end();
      return unusable(settings.failure);
    }
    if (!told.has(settings)) for (const warning of settings.warnings) say(warning);
    told.add(settings);
    const source = readSource(path, folder);
    if (typeof source === 'string') {
      fail(name, source);
      continue;
    }
    if (command.assumesInput && source.text === '') return unusable(noFiles);
    let report = lintText(name, source.text, command, settings, linter);
    if (path === '-' && command.fix && command.format === 'text') process.stdout.write(source.encode(report.text));
    else if (path !== '-' && report.text !== source.text) {
      const failure = writeSource(path, folder, source.encode(report.text));
      if (failure) {
        fail(name, failure);
        report = lintText(name, source.text, { ...command, fix: false }, settings, linter);
      }
    }
    reports.push(report);
    progress.tell(reports.length + failures.length, paths.length);
  }
  progress.end();
  tell(command, reports, failures, paths.includes('-'));
  if (failures.length > 0) return exit.unusable;
  return reports.some(({ problems }) => problems.length > 0) ? exit.problems : exit.clean;
}

function tell(command: LintCommand, reports: readonly FileReport[], failures: readonly FileFailure[], hasStdin: boolean): void {
  if (command.format === 'json') return void write(jsonReport(reports, failures, command.fix && hasStdin ? command.stdinName : undefined));
  if (command.format === 'sarif') return void write(sarifReport(reports, failures, version, process.cwd()));
  // A filter: what comes in goes out mended, and the problems that are left go to the other stream.
  const stream = command.fix && hasStdin ? process.stderr : process.stdout;
  if (reports.length > 0) stream.write(`${textReport(reports, paintFor(command.color ?? colorOf(stream)))}\n`);
}

// `redshift-lint rules | head`: whoever reads has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const command = readArguments(process.argv.slice(2), { hasInput: hasInput() });
if (typeof command === 'string') {
  complain(`${command}\nredshift-lint --help says more`);
  process.exitCode = exit.unusable;
} else {
  try {
    process.exitCode = run(command);
  } catch (error) {
    complain(`defect: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = exit.unusable;
  }
}
