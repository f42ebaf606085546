// What must not reach a log: credentials, and the literals of the user's SQL.

const accessKey = /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g;
const namedSecret =
  /\b(aws_secret_access_key|secret_access_key|secretaccesskey|aws_access_key_id|access_key_id|accesskeyid|session_token|sessiontoken|x-amz-security-token|authorization|password|secret)\b(["']?\s*[=:]?\s*)(?:'[^']*'|"[^"]*"|[^\s,;&}]+)/gi;
const dollarBody = /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/g;
const literal = /'(?:[^'\\]|''|\\[\s\S])*'?/g;
const accountInArn = /\b(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(:)/g;

/** A text of ours or of AWS, safe for the log. Object names stay: without them no log helps anyone. */
export function redact(text: string): string {
  return text
    .replace(namedSecret, '$1$2[redacted]')
    .replace(accessKey, '[redacted]')
    .replace(accountInArn, '$1[account]$2')
    .replace(dollarBody, '$$…$$')
    .replace(literal, "'…'");
}
