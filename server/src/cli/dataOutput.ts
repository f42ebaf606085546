// Problems for programs: JSON of our own, and SARIF 2.1.0 for code scanning.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { pathToFileURL } from 'node:url';
import type { Problem } from '../rules/problem.ts';
import { allRules } from '../rules/registry.ts';
import { pageAddress } from '../rules/rule.ts';
import { lintingAddress, repositoryAddress, ruleAddress } from '../rules/ruleAddress.ts';
import { countOf, type FileFailure, type FileReport, type LocatedProblem } from './report.ts';

const place = ({ line, character }: { line: number; character: number }) => ({ line: line + 1, column: character + 1 });

/** docs/linting.md describes it. `mended` is the path whose text goes with it, because there is no file to write it to. */
export function jsonReport(reports: readonly FileReport[], failures: readonly FileFailure[], mended?: string): string {
  const files = reports.map(({ path, problems, fixed, silenced, text }) => ({
    path,
    fixed: fixed.length,
    suppressed: silenced.length,
    ...(path === mended && { text }),
    problems: problems.map(({ code, rule, severity, message, from, to, page, fixes }) => ({
      code,
      ...(rule && { rule }),
      severity: severity === 'information' ? 'info' : severity,
      message,
      start: place(from),
      end: place(to),
      ...(page && { page }),
      fixes: fixes.map(({ title, safe, edits }) => ({ title, safe, edits })),
    })),
  }));
  const totals = {
    files: reports.length,
    errors: countOf(reports, 'error'),
    warnings: countOf(reports, 'warning'),
    infos: countOf(reports, 'information'),
    hints: countOf(reports, 'hint'),
  };
  return JSON.stringify({ files, failures, totals }, null, 2);
}

export const jsonRules = (): string =>
  JSON.stringify(
    allRules.map(rule => ({
      id: rule.id,
      name: rule.name,
      severity: rule.severity,
      title: rule.title,
      needs: rule.needs,
      page: ruleAddress(rule),
      documentation: rule.pages.map(pageAddress),
    })),
    null,
    2,
  );

const levels: Record<Problem['severity'], string> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
const defaultLevels = { error: 'error', warning: 'warning', info: 'note', off: 'none' } as const;

export function sarifReport(reports: readonly FileReport[], failures: readonly FileFailure[], version: string, folder: string): string {
  const rules = sarifRules(reports);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = reports.flatMap(report => [
    ...report.problems.map(problem => sarifResult(report, problem, indexes.get(problem.code)!)),
    ...report.silenced.map(problem => ({
      ...sarifResult(report, problem, indexes.get(problem.code)!),
      suppressions: [{ kind: 'inSource', ...(problem.reason && { justification: problem.reason }) }],
    })),
  ]);
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'redshift-lint', version, informationUri: repositoryAddress, rules } },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(folder).href.replace(/\/$/, '')}/` } },
          invocations: [
            {
              executionSuccessful: failures.length === 0,
              ...(failures.length > 0 && { toolExecutionNotifications: failures.map(sarifNotification) }),
            },
          ],
          artifacts: reports.map(({ path }) => ({ location: artifactLocation(path) })),
          results,
        },
      ],
    },
    null,
    2,
  );
}

/** Descriptors of all rules, and of the syntax codes that occur. */
function sarifRules(reports: readonly FileReport[]) {
  const known = allRules.map(rule => ({
    id: rule.id as string,
    name: rule.name,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.explanation.replaceAll(/[`*]/g, '') },
    help: { text: rule.explanation.replaceAll(/[`*]/g, ''), markdown: rule.explanation },
    helpUri: ruleAddress(rule),
    defaultConfiguration: { level: defaultLevels[rule.severity], enabled: rule.severity !== 'off' },
  }));
  const ids = new Set(known.map(({ id }) => id));
  const codes = new Set(reports.flatMap(({ problems }) => problems.map(({ code }) => code)).filter(code => !ids.has(code)));
  return [
    ...known,
    ...[...codes].map(code => ({
      id: code,
      name: code,
      shortDescription: { text: code === 'unused-suppression' ? 'A suppression that silences nothing' : 'The statement does not parse' },
      helpUri: lintingAddress,
    })),
  ];
}

/** Paths outside the folder stay as they are; all others are relative to it. */
const artifactLocation = (path: string) => {
  const uri = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return /^(?:[a-z]:|\/|\.\.\/)/i.test(path.replaceAll('\\', '/')) ? { uri } : { uri: uri.replace(/^\.\//, ''), uriBaseId: 'ROOT' };
};

const sarifNotification = ({ path, message }: FileFailure) => ({
  level: 'error',
  message: { text: `${path} ${message}` },
  locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }],
});

const region = ({ from, to }: Pick<LocatedProblem, 'from' | 'to'>) => ({
  startLine: from.line + 1,
  startColumn: from.character + 1,
  endLine: to.line + 1,
  endColumn: to.character + 1,
});

function sarifResult({ path }: FileReport, problem: LocatedProblem, ruleIndex: number) {
  const fixes = problem.fixes
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: artifactLocation(path),
          replacements: edits.map(({ start, end, newText }) => ({
            deletedRegion: { charOffset: start, charLength: end - start },
            insertedContent: { text: newText },
          })),
        },
      ],
    }));
  return {
    ruleId: problem.code,
    ruleIndex,
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(path), region: region(problem) } }],
    ...(fixes.length > 0 && { fixes }),
  };
}
