// Opens the AWS clients of one connection: one region, one source of credentials, and the endpoints that its profile sets.

import type { Redshift } from '@aws-sdk/client-redshift';
import type { RedshiftData } from '@aws-sdk/client-redshift-data';
import type { RedshiftServerless } from '@aws-sdk/client-redshift-serverless';
import type { STS } from '@aws-sdk/client-sts';
import { keepBigIntegersExact } from './bigIntegers.ts';
import { profileEndpoint, profileNames, profileRegion, type ServiceName, type SharedConfig } from './profiles.ts';

export interface Clients {
  region: string;
  redshift: Redshift;
  data: RedshiftData;
  serverless: RedshiftServerless;
  sts: STS;
  /** Closes the sockets. */
  destroy(): void;
}

/** How AWS is reached. Without a profile: the SDK's own order (environment, default profile, SSO, process, web identity, metadata). */
export interface Access {
  profile?: string;
  region?: string;
  /** One endpoint for every service; used for the sandbox only, together with placeholder credentials. */
  sandboxUrl?: string;
  /** Asks the user for the code of a multi-factor device. Rejects when the user gives none. */
  askMfaCode(serial: string): Promise<string>;
}

/** A profile that the shared files do not have. The SDK itself would only say that it found no credentials. */
export class UnknownProfileError extends Error {
  readonly profile: string;
  constructor(profile: string) {
    super(`The profile ${profile} is in neither ~/.aws/config nor ~/.aws/credentials.`);
    this.name = 'UnknownProfileError';
    this.profile = profile;
  }
}

/** Neither the connection, nor the environment, nor the profile says which region. */
export class NoRegionError extends Error {
  constructor() {
    super('No AWS region is configured.');
    this.name = 'NoRegionError';
  }
}

/** Reads ~/.aws/config and ~/.aws/credentials (or where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE point) afresh. */
export async function loadSharedConfig(): Promise<SharedConfig> {
  const { loadSharedConfigFiles } = await import('./sdk.ts');
  return loadSharedConfigFiles({ ignoreCache: true });
}

/**
 * @throws UnknownProfileError, NoRegionError. Credentials are only resolved at the first call.
 */
export async function openClients(access: Access): Promise<Clients> {
  const sdk = await import('./sdk.ts');
  const environment = process.env;
  const shared = access.sandboxUrl ? { configFile: {}, credentialsFile: {} } : await loadSharedConfig();
  if (access.profile && !profileNames(shared).includes(access.profile)) throw new UnknownProfileError(access.profile);

  const profile = access.profile ?? environment.AWS_PROFILE ?? 'default';
  const region = access.region ?? environment.AWS_REGION ?? profileRegion(shared, profile);
  if (!region) throw new NoRegionError();

  // The sandbox never sees the user's credentials: its requests are signed with a placeholder that opens nothing.
  const credentials = access.sandboxUrl
    ? { accessKeyId: 'SANDBOX', secretAccessKey: 'sandbox' }
    : rememberUntilExpired(
        sdk.fromNodeProviderChain({
          profile: access.profile,
          ignoreCache: true,
          mfaCodeProvider: access.askMfaCode,
          clientConfig: { region },
        }),
      );
  const configuration = (service: ServiceName) => ({
    region,
    credentials,
    ...(access.profile ? { profile: access.profile } : {}),
    ...endpointOf(access, shared, profile, service),
    retryMode: 'adaptive',
    // Long polling keeps a request open for up to 30 seconds.
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000 },
  });
  const redshift = new sdk.Redshift(configuration('redshift'));
  const data = new sdk.RedshiftData(configuration('redshift_data'));
  const serverless = new sdk.RedshiftServerless(configuration('redshift_serverless'));
  const sts = new sdk.STS(configuration('sts'));
  keepBigIntegersExact(data);
  return {
    region,
    redshift,
    data,
    serverless,
    sts,
    destroy: () => {
      for (const client of [redshift, data, serverless, sts]) client.destroy();
    },
  };
}

function endpointOf(access: Access, shared: SharedConfig, profile: string, service: ServiceName): { endpoint?: string } {
  const endpoint = access.sandboxUrl ?? profileEndpoint(shared, profile, service, process.env);
  return endpoint ? { endpoint } : {};
}

type Provider<T> = () => Promise<T>;

/** One resolution for all clients of a connection, so that a multi-factor code is asked for once, not once a service. */
function rememberUntilExpired<T extends { expiration?: Date }>(provider: Provider<T>): Provider<T> {
  const refreshBeforeMs = 5 * 60_000;
  let known: Promise<T> | undefined;
  return async () => {
    const credentials = await known?.catch(() => undefined);
    if (credentials && (!credentials.expiration || credentials.expiration.getTime() - Date.now() > refreshBeforeMs)) return credentials;
    const asked = provider();
    known = asked;
    asked.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked;
  };
}
