// What an AWS error means. Each error is translated here and only here into a kind; ui/errorMessage.ts says it in the user's language
// and knows the one thing to do about it.

export type AwsErrorKind =
  | 'no-credentials'
  | 'credentials-expired'
  | 'sso-sign-in'
  | 'mfa-code'
  | 'unknown-profile'
  | 'no-region'
  | 'throttled'
  | 'access-denied'
  | 'cluster-paused'
  | 'cluster-busy'
  | 'not-found'
  | 'already-exists'
  | 'quota'
  | 'network'
  | 'statement-failed'
  | 'statement-aborted'
  | 'statement-too-large'
  | 'statement-timeout'
  | 'result-gone'
  | 'result-too-large'
  | 'session-gone'
  | 'database-connection'
  | 'invalid-request'
  | 'service-fault'
  | 'unknown';

export interface AwsErrorInfo {
  kind: AwsErrorKind;
  /** AWS's or Redshift's own words. */
  message: string;
  /** AWS's error code or the name of the error class. */
  code: string;
  /** The API's id of the failed request, for a support case. */
  requestId?: string;
  /** Worth asking again later without anybody doing anything. */
  transient: boolean;
}

interface ErrorLike {
  name?: string;
  code?: string;
  message?: string;
  Message?: string;
  cause?: unknown;
  $metadata?: { httpStatusCode?: number; requestId?: string };
  $response?: unknown;
}

export function classifyAwsError(error: unknown): AwsErrorInfo {
  const like: ErrorLike = typeof error === 'object' && error !== null ? (error as ErrorLike) : { message: String(error) };
  const name = like.name ?? '';
  const message = (like.message || like.Message || name || 'unknown error').trim();
  const kind = kindOf(name, like.code ?? '', message, like);
  return {
    kind,
    message,
    code: name === 'Error' ? (like.code ?? name) : name,
    ...(like.$metadata?.requestId ? { requestId: like.$metadata.requestId } : {}),
    transient: kind === 'throttled' || kind === 'network' || kind === 'service-fault',
  };
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function kindOf(name: string, code: string, message: string, error: ErrorLike): AwsErrorKind {
  switch (name) {
    case 'UnknownProfileError':
      return 'unknown-profile';
    case 'NoRegionError':
      return 'no-region';
    case 'StatementTooLargeError':
      return 'statement-too-large';
    case 'StatementFailedError':
      return failedStatementKind(message);
    case 'StatementAbortedError':
      return 'statement-aborted';
    case 'QueryTimeoutException':
      return 'statement-timeout';
    case 'ActiveStatementsExceededException':
    case 'ActiveSessionsExceededException':
      return 'quota';
    case 'DatabaseConnectionException':
      return databaseConnectionKind(message);
    case 'TimeoutError':
      return 'network';
  }
  if (networkCodes.has(code) || networkCodes.has((error.cause as ErrorLike | undefined)?.code ?? '')) return 'network';
  if (/region is missing/i.test(message)) return 'no-region';
  if (/^(CredentialsProviderError|TokenProviderError|ProviderError)$/.test(name) || /could not load credentials/i.test(message))
    return credentialsKind(message);
  if (/Expired(Token)?|RequestExpired|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch/.test(name))
    return 'credentials-expired';
  if (/Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(name) || error.$metadata?.httpStatusCode === 429) return 'throttled';
  if (/AccessDenied|Unauthorized|NotAuthorized/.test(name)) return 'access-denied';
  if (/InvalidClusterState|InsufficientClusterCapacity|UnsupportedOperationFault/.test(name))
    return /paus/i.test(message) ? 'cluster-paused' : 'cluster-busy';
  if (/NotFound/.test(name)) return /session/i.test(message) ? 'session-gone' : resourceNotFoundKind(message);
  if (/AlreadyExists/.test(name)) return 'already-exists';
  if (/Quota|LimitExceeded/.test(name)) return 'quota';
  if (name === 'ConflictException') return /paus/i.test(message) ? 'cluster-paused' : 'cluster-busy';
  if (/Validation|InvalidParameter|MissingParameter|Malformed/.test(name)) return validationKind(message);
  if (/InternalServer|InternalFailure|ServiceUnavailable/.test(name) || (error.$metadata?.httpStatusCode ?? 0) >= 500)
    return 'service-fault';
  if (/^Invalid.*Fault$|Fault$/.test(name)) return 'invalid-request';
  if (/ExecuteStatementException$/.test(name)) return failedStatementKind(message);
  return 'unknown';
}

function credentialsKind(message: string): AwsErrorKind {
  if (/\bsso\b|aws login|identity center/i.test(message)) return 'sso-sign-in';
  if (/multi-factor|mfa/i.test(message)) return 'mfa-code';
  if (/expired/i.test(message)) return 'credentials-expired';
  return 'no-credentials';
}

function validationKind(message: string): AwsErrorKind {
  if (/paus(ed|ing)/i.test(message)) return 'cluster-paused';
  if (/session/i.test(message) && /(not found|expired|closed|not exist|invalid|not available)/i.test(message)) return 'session-gone';
  if (/cluster.*(not found|doesn.?t exist)|(workgroup|endpoint).*(not found|doesn.?t exist)/i.test(message)) return 'not-found';
  if (/result.*(expired|no longer|not available)|expired.*result/i.test(message)) return 'result-gone';
  return 'invalid-request';
}

function resourceNotFoundKind(message: string): AwsErrorKind {
  return /(query|statement|result)\b.*(not|n.t) (found|exist)/i.test(message) ? 'result-gone' : 'not-found';
}

function databaseConnectionKind(message: string): AwsErrorKind {
  if (/paus(ed|ing)/i.test(message)) return 'cluster-paused';
  return 'database-connection';
}

/** A statement's own failure: most are the SQL's, some are the warehouse's. */
function failedStatementKind(message: string): AwsErrorKind {
  if (/size of (the )?(query )?result|result.*(exceeds|too large|limit)/i.test(message)) return 'result-too-large';
  if (/cluster is paus|is paused|currently paus/i.test(message)) return 'cluster-paused';
  return 'statement-failed';
}

/** SQLSTATE and place of a failed statement, where Redshift says them. */
export interface StatementErrorDetails {
  /** Redshift's message without the parts below. */
  message: string;
  /** Zero-based offset of the error in the statement's text, in characters. */
  offset?: number;
  /** The word that Redshift complains about, to be looked for when there is no offset. */
  nearWord?: string;
  hint?: string;
  sqlState?: string;
}

/** Reads `ERROR: … at or near "x"`, `Position: 12`, `Hint: …` and `[SQLSTATE …]` out of Redshift's text. */
export function parseStatementError(text: string): StatementErrorDetails {
  const position = /\bposition:\s*(\d+)/i.exec(text)?.[1];
  const hint = /\bhint:\s*([^\n]+)/i.exec(text)?.[1]?.trim();
  const near =
    /at or near "((?:[^"]|"")*)"/.exec(text)?.[1] ??
    /(?:relation|column|schema|function|type|role|user|group) "([^"]+)"[^"]*(?:does not exist|not found|already exists)/i.exec(text)?.[1];
  const sqlState = /\bSQLSTATE[:=\s]+([0-9A-Z]{5})\b/i.exec(text)?.[1];
  const message = text
    .replace(/\s*;?\s*\bposition:\s*\d+;?/i, '')
    .replace(/\s*\bhint:\s*[^\n]+/i, '')
    .replace(/\s*\[?\bSQLSTATE[:=\s]+[0-9A-Z]{5}\b\]?/i, '')
    .replace(/^ERROR:\s*/i, '')
    .trim();
  return {
    message: message || text,
    ...(position ? { offset: Math.max(0, Number(position) - 1) } : {}),
    ...(near ? { nearWord: near } : {}),
    ...(hint ? { hint } : {}),
    ...(sqlState ? { sqlState } : {}),
  };
}
