// The command line of redshift-lint as data, or what is wrong with it.
import { parseArgs } from 'node:util';
import type { Severity } from '../rules/rule.ts';
import { nearest } from '../semantics/names.ts';

export const formats = ['text', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];

export interface LintCommand {
  readonly command: 'lint';
  readonly format: Format;
  readonly fix: boolean;
  /** Problems below it are not shown and do not count. */
  readonly severity: Exclude<Severity, 'off'>;
  /** The settings file; undefined: for each file the nearest redshift-lint.json in its folder or one above. */
  readonly config: string | undefined;
  /** Files, folders, globs, or `-` for the standard input. */
  readonly patterns: readonly string[];
  /** No file was named, but there is an input: it is meant if it says anything. */
  readonly assumesInput: boolean;
  readonly stdinName: string;
  readonly color: boolean | undefined;
}
export type Command =
  | LintCommand
  | { readonly command: 'rules'; readonly format: 'text' | 'json' }
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'help' }
  | { readonly command: 'version' };

export const usage = `redshift-lint: finds mistakes in Amazon Redshift SQL before Redshift or an attacker does.

  redshift-lint lint [options] FILES…     files, folders (all *.sql and *.rsql below), globs, or - for the standard input,
                                          which may be left out when something is piped in
  redshift-lint rules [--format json]     lists the rules
  redshift-lint explain GRT001            the page of a rule, by id or name; the rules of a family (GRT)

  --format text|json|sarif   how problems are written (text)
  --fix                      applies the safe fixes; none of them widens anybody's rights
  --severity error|warning|info
                             the mildest problems that are shown and counted (info)
  --config FILE              settings; else the nearest redshift-lint.json in the folder of each file or above it
  --stdin-name NAME          what the standard input is called in the output (stdin.sql)
  --color, --no-color        else colours are used on a terminal
  --version, --help

exit status: 0 nothing found, 1 problems found, 2 the arguments cannot be used or a file cannot be read or written`;

export const noFiles = 'Say which files to lint: paths, globs, or - for the standard input';

const minimumSeverities = ['error', 'warning', 'info'] as const;

/** Reads arguments (without the program's own name). A string says what is wrong. `hasInput`: something is piped into the program. */
export function readArguments(args: readonly string[], { hasInput = false } = {}): Command | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return withOption(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  switch (command) {
    case undefined:
      return 'Say what to do: lint, rules or explain';
    case 'help':
    case 'version':
      return { command };
    case 'rules':
      if (rest.length > 0) return `rules takes no further word: ${rest[0]}`;
      if (values.format !== 'text' && values.format !== 'json') return `rules can be listed as text or json, not ${values.format}`;
      return { command, format: values.format };
    case 'explain':
      return rest.length === 1 ? { command, rule: rest[0]! } : 'explain takes one rule: explain GRT001';
    case 'lint':
      break;
    default:
      return `There is no command ${command}; ${meantCommand(command) ?? 'there are lint, rules and explain'}`;
  }
  if (rest.length === 0 && !hasInput) return noFiles;
  const format = formats.find(name => name === values.format);
  if (!format) return `--format must be one of ${formats.join(', ')}, not ${values.format}`;
  const severity = minimumSeverities.find(name => name === values.severity);
  if (!severity) return `--severity must be one of ${minimumSeverities.join(', ')}, not ${values.severity}`;
  if (values.color && values['no-color']) return '--color and --no-color contradict each other';
  return {
    command,
    format,
    fix: values.fix,
    severity,
    config: values.config,
    patterns: rest.length > 0 ? rest : ['-'],
    assumesInput: rest.length === 0,
    stdinName: values['stdin-name'],
    color: values.color ? true : values['no-color'] ? false : undefined,
  };
}

function meantCommand(word: string): string | undefined {
  const near = nearest(word, ['lint', 'rules', 'explain', 'help', 'version']);
  if (near) return `did you mean ${near}?`;
  return /[./\\*]/.test(word) ? `did you mean lint ${word}?` : undefined;
}

/** What the parser of arguments says of an unknown option, with the one that was meant. */
function withOption(message: string): string {
  const near = nearest(/^Unknown option '--([\w-]+)/.exec(message)?.[1] ?? '', Object.keys(options));
  return near ? `${message}; did you mean --${near}?` : message;
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options });

const options = {
  format: { type: 'string', default: 'text' },
  fix: { type: 'boolean', default: false },
  severity: { type: 'string', default: 'info' },
  config: { type: 'string' },
  'stdin-name': { type: 'string', default: 'stdin.sql' },
  color: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;
