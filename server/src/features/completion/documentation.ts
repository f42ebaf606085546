// What a proposal says about itself when the user looks at it: asked for one at a time, so that lists stay small.

import { type BuiltInFunction, builtInFunctions } from '../../dialect/functions.ts';
import { findParameter } from '../../dialect/parameters.ts';
import { systemViews } from '../../dialect/systemViews.ts';
import { findRule } from '../../rules/registry.ts';
import { ruleAddress } from '../../rules/ruleAddress.ts';
import { say, translate } from '../../text/say.ts';

/** Markdown for the key of a proposal (`function:COUNT`, `view:svv_columns`, `parameter:datestyle`, `page:r_GRANT`). */
export function documentationOf(about: string): string | undefined {
  const colon = about.indexOf(':');
  const key = about.slice(colon + 1);
  switch (about.slice(0, colon)) {
    case 'function':
      return functionText(key);
    case 'view':
      return systemViewText(key);
    case 'parameter':
      return parameterText(key);
    case 'rule':
      return ruleText(key);
    case 'page':
      return link(`https://docs.aws.amazon.com/redshift/latest/dg/${key}.html`);
    default:
      return undefined;
  }
}

/** A link to AWS's page. */
export const link = (page: string): string => say`[AWS documentation](${page})`;
const code = (text: string) => `\`\`\`redshift-sql\n${text}\n\`\`\``;

/** A lint rule: what it reports, and its page, which tells why. */
export function ruleText(id: string): string | undefined {
  const rule = findRule(id);
  return (
    rule &&
    `**${rule.id} ${rule.name}** · ${rule.severity}\n\n${translate(rule.title)}.\n\n${say`[All about this rule](${ruleAddress(rule)})`}`
  );
}

/** Every form of a built-in function: signatures, what it returns, what it does. */
export function functionText(name: string): string | undefined {
  const forms = builtInFunctions().get(name.toUpperCase());
  return forms?.map(form => `${code(form.signatures.join('\n'))}\n${formText(form)}`).join('\n\n---\n\n');
}

/** What a form of a built-in function does, without its signatures. */
export function formText({ returns, description, page, leaderNodeOnly, category }: BuiltInFunction): string {
  const notes = [
    translate(description),
    returns && say`Returns ${translate(returns)}.`,
    leaderNodeOnly && say`Runs on the leader node only: not together with user tables.`,
  ];
  return `${notes.filter(Boolean).join(' ')}\n\n*${say`${translate(category)} function`}* · ${link(page)}`;
}

/** A system view: what it shows, who sees it, its columns. */
export function systemViewText(name: string, mostColumns = 40): string | undefined {
  const view = systemViews().get(name.toLowerCase());
  if (!view) return undefined;
  const columns = view.columns.slice(0, mostColumns).map(column => `  ${column.name}${column.type ? ` ${column.type}` : ''}`);
  const rest = view.columns.length > mostColumns ? [say`  -- and ${view.columns.length - mostColumns} more`] : [];
  const list = columns.length > 0 ? `${code(`${view.name} (\n${[...columns, ...rest].join('\n')}\n)`)}\n` : `**${view.name}**\n\n`;
  return `${list}${translate(view.purpose)}.\n\n${say`Visible to ${translate(view.visibleTo)}.`}\n\n*${say`system view`}* · ${link(view.page)}`;
}

/** A configuration parameter: values, default, what it does. */
export function parameterText(name: string): string | undefined {
  const parameter = findParameter(name);
  if (!parameter) return undefined;
  const { values, fallback, description, page, bySession } = parameter;
  const head = `${parameter.name} = ${values}${fallback ? say`  -- default ${fallback}` : ''}`;
  return `${code(head)}\n${translate(description)}\n\n*${bySession ? say`session parameter` : say`parameter`}* · ${link(page)}`;
}
