// The sources of external schemas and the clauses that each of them needs or takes. Clauses go by their node kinds in the grammar.
// https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_SCHEMA.html

export type ExternalSourceWord = 'DATA CATALOG' | 'HIVE METASTORE' | 'POSTGRES' | 'MYSQL' | 'KINESIS' | 'KAFKA' | 'MSK' | 'REDSHIFT';

export interface ExternalSource {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export const externalSources: Readonly<Record<ExternalSourceWord, ExternalSource>> = {
  // A session of IAM Identity Center needs no role, so that IAM_ROLE is not required.
  'DATA CATALOG': {
    required: ['ExternalSchemaDatabase'],
    optional: [
      'IamRole',
      'ExternalSchemaRemoteSchema',
      'ExternalSchemaRegion',
      'ExternalSchemaCatalogRole',
      'ExternalSchemaCreateDatabase',
      'ExternalSchemaCatalogId',
    ],
  },
  'HIVE METASTORE': { required: ['ExternalSchemaDatabase', 'ExternalSchemaUri', 'IamRole'], optional: ['ExternalSchemaPort'] },
  POSTGRES: {
    required: ['ExternalSchemaDatabase', 'ExternalSchemaUri', 'IamRole', 'ExternalSchemaSecret'],
    optional: ['ExternalSchemaRemoteSchema', 'ExternalSchemaPort'],
  },
  MYSQL: {
    required: ['ExternalSchemaDatabase', 'ExternalSchemaUri', 'IamRole', 'ExternalSchemaSecret'],
    optional: ['ExternalSchemaPort'],
  },
  KINESIS: { required: ['IamRole'], optional: [] },
  KAFKA: {
    required: ['ExternalSchemaUri', 'ExternalSchemaAuthentication'],
    optional: ['IamRole', 'ExternalSchemaCertificate', 'ExternalSchemaSecret'],
  },
  // The older spelling; its first form named the cluster instead of the brokers.
  MSK: {
    required: ['ExternalSchemaAuthentication'],
    optional: ['IamRole', 'ExternalSchemaUri', 'ExternalSchemaCluster', 'ExternalSchemaCertificate', 'ExternalSchemaSecret'],
  },
  REDSHIFT: { required: ['ExternalSchemaDatabase'], optional: ['ExternalSchemaRemoteSchema'] },
};

/** How a clause is written, by its node kind. */
export const externalSchemaClauses: Readonly<Record<string, string>> = {
  ExternalSchemaDatabase: 'DATABASE',
  ExternalSchemaRemoteSchema: 'SCHEMA',
  ExternalSchemaRegion: 'REGION',
  IamRole: 'IAM_ROLE',
  ExternalSchemaCatalogRole: 'CATALOG_ROLE',
  ExternalSchemaCreateDatabase: 'CREATE EXTERNAL DATABASE IF NOT EXISTS',
  ExternalSchemaCatalogId: 'CATALOG_ID',
  ExternalSchemaUri: 'URI',
  ExternalSchemaPort: 'PORT',
  ExternalSchemaSecret: 'SECRET_ARN',
  ExternalSchemaAuthentication: 'AUTHENTICATION',
  ExternalSchemaCertificate: 'AUTHENTICATION_ARN',
  ExternalSchemaCluster: 'CLUSTER_ARN',
};

/** Sources whose schemas ALTER EXTERNAL SCHEMA can change. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_EXTERNAL_SCHEMA.html */
export const alterableSources: ReadonlySet<string> = new Set(['data-catalog', 'kafka']);

/** Most roles in one chain. https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html */
export const longestRoleChain = 10;

/** Limits of Lambda functions. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_FUNCTION.html */
export const lambdaBatch = { maximumRows: 2_147_483_647, maximumKilobytes: 5 * 1024 };
