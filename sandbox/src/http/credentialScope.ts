// The Authorization header of Signature Version 4: who signed, and for which region and service. The signature itself is not checked.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** The scope, or undefined where the header is absent or is no signature. */
export function parseCredentialScope(authorization: string | undefined): CredentialScope | undefined {
  const match = /^AWS4-[A-Z0-9-]+\s+Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/.exec(authorization ?? '');
  return match ? { accessKeyId: match[1] ?? '', region: match[2] ?? '', service: match[3] ?? '' } : undefined;
}
