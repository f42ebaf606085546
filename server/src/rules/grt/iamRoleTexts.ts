// The texts of a script that name IAM roles, and what is wrong with them.
// https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service-chaining-roles.html

import { stringTokens, stringValue } from '../../semantics/literals.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';

/** Node kinds that hold them. */
export const iamRoleKinds = ['IamRoleGrantee', 'AssumeRoleTarget', 'IamRole', 'ExternalSchemaCatalogRole', 'Authorization'] as const;

export const longestChain = 10;

export interface IamRoleText {
  readonly token: SyntaxToken;
  /** One ARN, or several with commas between. */
  readonly text: string;
  readonly start: number;
}

/** The texts that name IAM roles, without those that a template fills in, without SESSION, and without those whose place escapes make unclear. */
export function iamRoleTexts(node: SyntaxNode): IamRoleText[] {
  // Of what authorizes COPY and UNLOAD, IAM_ROLE is a node of its own.
  if (node.kind === 'Authorization' && !node.keyword('CREDENTIALS')) return [];
  return stringTokens(node).flatMap(token => {
    const text = stringValue(token);
    if (text === undefined || /^(?:session|default)$/i.test(text.trim())) return [];
    const at = token.text.indexOf(text);
    if (at < 0) return [];
    const whole = { token, text, start: token.start + at };
    return node.kind === 'Authorization' ? roleOfCredentials(whole) : [whole];
  });
}

/** CREDENTIALS 'aws_iam_role=arn:…'. https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html */
function roleOfCredentials({ token, text, start }: IamRoleText): IamRoleText[] {
  const found = /(?:^|;)\s*aws_iam_role\s*=([^;]*)/i.exec(text);
  return found ? [{ token, text: found[1]!, start: start + found.index + found[0].length - found[1]!.length }] : [];
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
