// The texts of a script that name IAM roles, and what is wrong with them.
// https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service-chaining-roles.html

import { stringText, stringTokens, stringValue } from '../../semantics/literals.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';

/** Node kinds that hold them. */
export const iamRoleKinds = ['IamRoleGrantee', 'AssumeRoleTarget', 'IamRole', 'ExternalSchemaCatalogRole'] as const;

export const longestChain = 10;

/** The string tokens that name IAM roles, without those that a template fills in and without SESSION. */
export function iamRoleTokens(node: SyntaxNode): SyntaxToken[] {
  return stringTokens(node).filter(token => {
    const text = stringValue(token);
    return text !== undefined && !/^(?:session|default)$/i.test(text.trim());
  });
}

/** Where the text inside a string token stands; undefined where escapes make that unclear. */
export function insideOf(token: SyntaxToken): { text: string; start: number } | undefined {
  const text = stringText(token);
  if (text === undefined) return undefined;
  const at = token.text.indexOf(text);
  return at < 0 ? undefined : { text, start: token.start + at };
}

/** Why a text is no ARN of an IAM role; undefined where it is one, or could be one. */
export function flawOf(arn: string): string | undefined {
  const parts = arn.split(':');
  if (parts[0] !== 'arn') return say`it begins with arn:aws:iam::`;
  if (!/^aws(?:-[a-z0-9]+)*$/.test(parts[1] ?? '')) return say`the partition is aws, aws-cn, aws-us-gov or aws-iso…`;
  if (parts[2] !== 'iam' || parts[3] !== '') return say`it is of the service iam and of no region: arn:aws:iam::`;
  const account = parts[4] ?? '';
  if (account === '' || (/^\d/.test(account) && !/^\d{12}$/.test(account)))
    return account === '' ? say`the account has 12 digits, not none` : say`the account has 12 digits, not ${account.length}`;
  if (!/^role\/.*[^/]$/s.test(parts.slice(5).join(':'))) return say`role/ and the name of the role stand behind the account`;
  return undefined;
}
