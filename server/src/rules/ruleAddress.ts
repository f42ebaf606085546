// Where a rule's page lies: in the folder docs/rules of the repository.
import type { Rule } from './rule.ts';

export const repositoryAddress = 'https://github.com/redshift-workbench/redshift-workbench';

export const rulePageName = (rule: Rule): string => `${rule.id}-${rule.name}.md`;

export const ruleAddress = (rule: Rule): string => `${repositoryAddress}/blob/main/docs/rules/${rulePageName(rule)}`;

/** The page about suppressions, settings and the command line. */
export const lintingAddress = `${repositoryAddress}/blob/main/docs/linting.md`;
