// Profiles of ~/.aws/config and ~/.aws/credentials: which exist, and the region and endpoints they set. The SDK honours a client's
// `profile` option for credentials but not for endpoints (only AWS_PROFILE selects those), so the endpoints are resolved here.

export type IniSections = Record<string, Record<string, string | undefined>>;

/** The two files as the SDK's reader returns them; `services x` sections keep their prefix in the config file. */
export interface SharedConfig {
  configFile: IniSections;
  credentialsFile: IniSections;
}

export type ServiceName = 'redshift' | 'redshift_data' | 'redshift_serverless' | 'sts';

/** Separator that the SDK's reader puts between a section's type and name, and between a group and its key. */
const separator = '.';

const otherSection = /^(services|sso-session|plugins)[. ]/;

/** Names of every profile, `default` first, then in alphabetical order. */
export function profileNames(shared: SharedConfig): string[] {
  const names = new Set(
    [...Object.keys(shared.configFile), ...Object.keys(shared.credentialsFile)].filter(name => !otherSection.test(name)),
  );
  return [...names].sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b));
}

/** The profile's region. The credentials file wins over the config file, as in the SDK. */
export function profileRegion(shared: SharedConfig, profile: string): string | undefined {
  return shared.credentialsFile[profile]?.region ?? shared.configFile[profile]?.region;
}

/**
 * The endpoint for one service in the SDK's order of precedence, but with the profile that was chosen:
 * AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's `services` section, the profile's endpoint_url. The two variables are
 * only honoured for the profile that the environment itself selects: another profile's keys must never go to that endpoint.
 * @returns undefined where nothing is configured, so that the SDK takes AWS's own endpoint.
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function profileEndpoint(
  shared: SharedConfig,
  profile: string,
  service: ServiceName,
  environment: Record<string, string | undefined>,
): string | undefined {
  const settings = { ...shared.credentialsFile[profile], ...shared.configFile[profile] };
  if (isTrue(environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS) || isTrue(settings.ignore_configured_endpoint_urls)) return undefined;
  if (profile === (environment.AWS_PROFILE || 'default')) {
    const fromEnvironment = environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || environment.AWS_ENDPOINT_URL;
    if (fromEnvironment) return fromEnvironment;
  }
  const services = settings.services;
  const section = services
    ? (shared.configFile[`services${separator}${services}`] ?? shared.configFile[`services ${services}`])
    : undefined;
  return section?.[`${service}${separator}endpoint_url`] ?? settings.endpoint_url;
}

/** Whether the profile assumes a role with a multi-factor device, so that a code will be asked for. */
export function profileNeedsMfa(shared: SharedConfig, profile: string): boolean {
  return Boolean((shared.configFile[profile] ?? shared.credentialsFile[profile])?.mfa_serial);
}

/** The session or start page to sign in to, when the profile uses IAM Identity Center. */
export function profileUsesSso(shared: SharedConfig, profile: string): boolean {
  const settings = { ...shared.credentialsFile[profile], ...shared.configFile[profile] };
  return Boolean(settings.sso_session || settings.sso_start_url);
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
