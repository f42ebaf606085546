// A rule as a page of Markdown: for docs/rules and for `redshift-lint explain`.
import { families } from './registry.ts';
import { pageAddress, type Rule } from './rule.ts';
import { rulePageName } from './ruleAddress.ts';

const needs = {
  offline: 'the statement alone',
  script: 'what the other statements of the script do',
  catalog: 'what the script does and, when connected, what exists in the database',
} as const;

const severityText = (rule: Rule) => (rule.severity === 'off' ? 'off (can be switched on in the settings)' : rule.severity);

const block = (examples: readonly string[]) => examples.map(sql => `\`\`\`sql\n${sql}\n\`\`\``).join('\n\n');

export function rulePage(rule: Rule): string {
  const pages = rule.pages.map(page => `- <${pageAddress(page)}>`).join('\n');
  const once = rule.oncePerScript ? ' Told once a file.' : '';
  return `# ${rule.id} ${rule.name}

${rule.title}.

| severity | looks at |
|---|---|
| ${severityText(rule)} | ${needs[rule.needs]} |

${rule.explanation.trim()}${once && `\n\n${once.trim()}`}

## Reported

${block(rule.examples.wrong)}

## Accepted

${block(rule.examples.right)}

## Settings

\`\`\`json
{ "rules": { "${rule.id}": "off" } }
\`\`\`

in \`redshift-lint.json\`, or one place in a script:

\`\`\`sql
-- redshift-lint-disable-next-line ${rule.id} why it is right here
\`\`\`

## AWS documentation

${pages}
`;
}

/** The page that lists all rules, family by family. */
export function ruleIndex(): string {
  const sections = families
    .filter(({ rules }) => rules.length > 0)
    .map(({ title, letters, rules }) => {
      const rows = rules
        .map(rule => `| [${rule.id}](${rulePageName(rule)}) | ${rule.name} | ${rule.severity} | ${rule.title.replaceAll('|', '\\|')} |`)
        .join('\n');
      return `## ${title} (${letters})\n\n| rule | name | severity | |\n|---|---|---|---|\n${rows}\n`;
    });
  return `# Rules

An *error* means that Redshift refuses the statement, or that a secret lies open. A *warning* is legal but risky, or a refusal that is not
certain. *info* is a hint; *off* is reported only where the settings ask for it. How to set severities and silence single places: [linting](../linting.md).

${sections.join('\n')}`;
}
