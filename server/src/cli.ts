// redshift-lint: the rules of the language server for the command line and for CI.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, type LintCommand, readArguments, usage } from './cli/arguments.ts';
import { jsonReport, jsonRules, sarifReport } from './cli/dataOutput.ts';
import { findFiles, findSettings } from './cli/files.ts';
import { lintText } from './cli/lintText.ts';
import { createProgress } from './cli/progress.ts';
import type { FileReport } from './cli/report.ts';
import { type Paint, paintFor, textReport } from './cli/textOutput.ts';
import { version } from './cli/version.ts';
import { Linter } from './rules/lint.ts';
import { families, findRule } from './rules/registry.ts';
import { rulePage } from './rules/rulePage.ts';

const exit = { clean: 0, problems: 1, unusable: 2 } as const;

const write = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

/** Colours on a terminal, as NO_COLOR and FORCE_COLOR say. https://no-color.org */
const wantsColor = (stream: NodeJS.WriteStream) => !process.env.NO_COLOR && (Boolean(process.env.FORCE_COLOR) || stream.isTTY === true);

function run(command: Command): number {
  switch (command.command) {
    case 'help':
      write(usage);
      return exit.clean;
    case 'version':
      write(version);
      return exit.clean;
    case 'rules':
      write(command.format === 'json' ? jsonRules() : ruleList(paintFor(wantsColor(process.stdout))));
      return exit.clean;
    case 'explain': {
      const rule = findRule(command.rule);
      if (!rule) return unusable(`There is no rule ${command.rule}; "redshift-lint rules" lists them`);
      write(rulePage(rule).trimEnd());
      return exit.clean;
    }
    case 'lint':
      return lint(command);
  }
}

function unusable(message: string): number {
  complain(`redshift-lint: ${message}`);
  return exit.unusable;
}

function ruleList(paint: Paint): string {
  const blocks = families
    .filter(({ rules }) => rules.length > 0)
    .map(({ letters, title, rules }) => {
      const lines = rules.map(rule => `  ${rule.id}  ${rule.severity.padEnd(7)}  ${rule.name}\n           ${paint('gray', rule.title)}`);
      return `${paint('bold', `${letters}  ${title}`)}\n${lines.join('\n')}`;
    });
  return blocks.join('\n\n');
}

function lint(command: LintCommand): number {
  const folder = process.cwd();
  const settings = findSettings(command.config, folder);
  if (settings.failure) return unusable(settings.failure);
  for (const warning of settings.warnings) complain(`redshift-lint: ${warning}`);
  const { paths, unmatched } = findFiles(command.patterns, folder);
  if (unmatched.length > 0) return unusable(`No file matches ${unmatched.join(', ')}`);
  const linter = new Linter(undefined, (rule, error) =>
    complain(`redshift-lint: defect in ${rule.id}: ${error instanceof Error ? error.stack : error}`),
  );
  const progress = createProgress(process.stderr);
  const reports: FileReport[] = [];
  for (const path of paths) {
    let text: string;
    try {
      text = readFileSync(path === '-' ? 0 : resolve(folder, path), 'utf8');
    } catch (error) {
      progress.end();
      return unusable(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
    }
    const report = lintText(path === '-' ? command.stdinName : path, text, command, settings, linter);
    if (report.text !== text && path !== '-') writeFileSync(resolve(folder, path), report.text);
    reports.push(report);
    progress.tell(reports.length, paths.length);
  }
  progress.end();
  tell(command, reports, folder);
  return reports.some(({ problems }) => problems.length > 0) ? exit.problems : exit.clean;
}

function tell(command: LintCommand, reports: readonly FileReport[], folder: string): void {
  const fixedInput = command.fix && command.patterns.includes('-') ? reports.find(({ path }) => path === command.stdinName) : undefined;
  // A filter: what comes in goes out mended, and the problems that are left go to the other stream.
  if (fixedInput && command.format === 'text') {
    process.stdout.write(fixedInput.text);
    complain(textReport(reports, paintFor(command.color ?? wantsColor(process.stderr))));
    return;
  }
  if (command.format === 'json') write(jsonReport(reports));
  else if (command.format === 'sarif') write(sarifReport(reports, version, folder));
  else write(textReport(reports, paintFor(command.color ?? wantsColor(process.stdout))));
}

const command = readArguments(process.argv.slice(2));
if (typeof command === 'string') {
  complain(`redshift-lint: ${command}\n\n${usage}`);
  process.exitCode = exit.unusable;
} else process.exitCode = run(command);
