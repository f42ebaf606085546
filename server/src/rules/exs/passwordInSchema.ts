// EXS008: the password of a federated database belongs in Secrets Manager.

import { stringText, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule, Span } from '../rule.ts';
import { sourceOf } from './externalSource.ts';

const federated = new Set(['POSTGRES', 'MYSQL']);
const secretInText = /\b(?:password|passwd|pwd)\b["']?\s*(?:[:=]|\bis\b)\s*["']?[^\s"',;}]{3,}/i;
const userInUri = /^(?:[a-z][\w+.-]*:)*(?:\/\/)?[^\s/@:]+:[^\s/@]+@/i;

export const passwordInSchema: Rule = {
  id: 'EXS008',
  name: 'password-in-schema',
  severity: 'warning',
  title: 'Federated schema password in the script instead of SECRET_ARN',
  explanation: `A federated schema reads user and password from AWS Secrets Manager; \`SECRET_ARN\` names the secret. A password in \`URI\`, in
\`SECRET_ARN\` itself or in a comment beside the statement stays in the script's history for everybody who can read it.

Store it in Secrets Manager, write the ARN of the secret, and change the password that was in the script.`,
  pages: ['r_CREATE_EXTERNAL_SCHEMA', 'federated-create-secret-iam-role'],
  examples: {
    wrong: [
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'reader:Horse7Battery@10.0.0.1' IAM_ROLE DEFAULT SECRET_ARN 'a';",
      `CREATE EXTERNAL SCHEMA s FROM MYSQL DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN '{"username":"reader","password":"Horse7Battery"}';`,
      "CREATE EXTERNAL SCHEMA s -- user reader, password: Horse7Battery\nFROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
    ],
    right: [
      "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'arn:aws:secretsmanager:us-west-2:123456789012:secret:my-secret';",
      "CREATE EXTERNAL SCHEMA s -- the password is in Secrets Manager\nFROM POSTGRES DATABASE 'd' URI 'h' IAM_ROLE DEFAULT SECRET_ARN 'a';",
    ],
  },
  needs: 'offline',
  kinds: ['CreateExternalSchema'],
  check(create, { report }) {
    if (!federated.has(sourceOf(create))) return;
    const message = () => say`A password in the script: store it in Secrets Manager and name the secret by its ARN in SECRET_ARN`;
    for (const clause of create.childrenOf('ExternalSchemaUri', 'ExternalSchemaSecret')) {
      const token = stringToken(clause);
      const text = token && stringText(token);
      if (token && text && isSecret(clause.kind, text)) report({ at: token, message: message() });
    }
    for (const comment of commentsIn(create.statement.text))
      if (secretInText.test(create.statement.text.slice(comment.start, comment.end))) report({ at: comment, message: message() });
  },
};

const isSecret = (kind: string, text: string) => secretInText.test(text) || (kind === 'ExternalSchemaUri' && userInUri.test(text));

/** Places of the comments of a statement, string literals left out. */
function commentsIn(sql: string): Span[] {
  const places: Span[] = [];
  for (const match of sql.matchAll(/'(?:[^'\\]|''|\\.)*'|"[^"]*"|--[^\n\r]*|\/\*[\s\S]*?\*\//g)) {
    if (!/^(?:--|\/\*)/.test(match[0])) continue;
    places.push({ start: match.index, end: match.index + match[0].trimEnd().length });
  }
  return places;
}
