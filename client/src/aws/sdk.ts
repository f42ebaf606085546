// What the extension uses of the AWS SDK, as one bundle of its own (dist/aws.js): 700 KB that are read from disk when the first
// AWS call is made, not when the extension starts. Always import it as `await import('./sdk.ts')`; types come from the packages.
export { Redshift } from '@aws-sdk/client-redshift';
export { RedshiftData } from '@aws-sdk/client-redshift-data';
export { RedshiftServerless } from '@aws-sdk/client-redshift-serverless';
export { STS } from '@aws-sdk/client-sts';
export { fromNodeProviderChain } from '@aws-sdk/credential-providers';
export { loadSharedConfigFiles } from '@smithy/core/config';
