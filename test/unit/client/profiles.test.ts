// Which region and endpoint a profile means, and how a target is named to the Data API.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  profileEndpoint,
  profileNames,
  profileNeedsMfa,
  profileRegion,
  profileUsesSso,
  type SharedConfig,
} from '../../../client/src/aws/profiles.ts';
import { dataApiTarget } from '../../../client/src/aws/target.ts';

/** As the SDK's reader gives the two files. */
const shared: SharedConfig = {
  configFile: {
    default: { region: 'us-east-1' },
    dev: { region: 'eu-west-1', services: 'local', mfa_serial: 'arn:aws:iam::1:mfa/me', role_arn: 'arn' },
    plain: { endpoint_url: 'http://plain' },
    sso: { sso_session: 'work', region: 'us-west-2' },
    'services.local': { 'redshift_data.endpoint_url': 'http://data', 'redshift.endpoint_url': 'http://redshift' },
    'sso-session.work': { sso_start_url: 'https://x' },
  },
  credentialsFile: { default: { aws_access_key_id: 'x' }, old: { region: 'ap-northeast-2' } },
};

describe('profiles', () => {
  it('lists every profile of both files, default first, and nothing else', () => {
    assert.deepEqual(profileNames(shared), ['default', 'dev', 'old', 'plain', 'sso']);
  });

  it('finds the region', () => {
    assert.equal(profileRegion(shared, 'dev'), 'eu-west-1');
    assert.equal(profileRegion(shared, 'old'), 'ap-northeast-2');
    assert.equal(profileRegion(shared, 'nobody'), undefined);
  });

  it('resolves the endpoint of the chosen profile, service by service', () => {
    assert.equal(profileEndpoint(shared, 'dev', 'redshift_data', {}), 'http://data');
    assert.equal(profileEndpoint(shared, 'dev', 'redshift', {}), 'http://redshift');
    assert.equal(profileEndpoint(shared, 'dev', 'sts', {}), undefined);
    assert.equal(profileEndpoint(shared, 'plain', 'redshift', {}), 'http://plain');
    assert.equal(profileEndpoint(shared, 'default', 'redshift', {}), undefined);
  });

  it('never sends one profile’s keys to the endpoint that the environment set for another', () => {
    const environment = { AWS_PROFILE: 'dev', AWS_ENDPOINT_URL: 'http://everything', AWS_ENDPOINT_URL_REDSHIFT_DATA: 'http://env-data' };
    assert.equal(profileEndpoint(shared, 'dev', 'redshift_data', environment), 'http://env-data');
    assert.equal(profileEndpoint(shared, 'dev', 'redshift', environment), 'http://everything');
    assert.equal(profileEndpoint(shared, 'sso', 'redshift', environment), undefined);
    assert.equal(profileEndpoint(shared, 'default', 'redshift', { AWS_ENDPOINT_URL: 'http://everything' }), 'http://everything');
  });

  it('ignores configured endpoints when told to', () => {
    assert.equal(profileEndpoint(shared, 'dev', 'redshift', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }), undefined);
  });

  it('knows who needs a code and who signs in through a browser', () => {
    assert.equal(profileNeedsMfa(shared, 'dev'), true);
    assert.equal(profileNeedsMfa(shared, 'default'), false);
    assert.equal(profileUsesSso(shared, 'sso'), true);
    assert.equal(profileUsesSso(shared, 'dev'), false);
  });
});

describe('targets', () => {
  const cluster = { kind: 'cluster', clusterIdentifier: 'c' } as const;
  const workgroup = { kind: 'workgroup', workgroupName: 'w' } as const;

  it('names a cluster with its user, its secret, or the IAM identity', () => {
    assert.deepEqual(dataApiTarget({ warehouse: cluster, database: 'dev', dbUser: 'u' }), {
      ClusterIdentifier: 'c',
      Database: 'dev',
      DbUser: 'u',
    });
    assert.deepEqual(dataApiTarget({ warehouse: cluster, database: 'dev' }), { ClusterIdentifier: 'c', Database: 'dev' });
    assert.deepEqual(dataApiTarget({ warehouse: cluster, database: 'dev', dbUser: 'u', secretArn: 's' }), {
      ClusterIdentifier: 'c',
      Database: 'dev',
      SecretArn: 's',
    });
  });

  it('never gives a workgroup a database user', () => {
    assert.deepEqual(dataApiTarget({ warehouse: workgroup, database: 'dev', dbUser: 'u' }), { WorkgroupName: 'w', Database: 'dev' });
  });
});
