// Rules for names that the model of the API does not state, only its documentation.
// https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateClusterSnapshot.html
import { InvalidRetentionPeriodFault$ } from '@aws-sdk/client-redshift';
import { declaredError, invalidParameterValue } from '../../protocols/awsError.ts';

const hyphenated = /^[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/;

export function checkClusterIdentifier(identifier: string): void {
  if (identifier.length > 63 || !hyphenated.test(identifier)) {
    throw invalidParameterValue(
      `The parameter ClusterIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    );
  }
}

export function checkSnapshotIdentifier(identifier: string): void {
  if (identifier.length > 255 || !hyphenated.test(identifier)) {
    throw invalidParameterValue(
      'The parameter SnapshotIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
    );
  }
}

/** −1 for ever, or 1 to 3653 days. */
export function checkRetention(days: number | undefined): number {
  if (days === undefined) return -1;
  if (days !== -1 && (days < 1 || days > 3653)) {
    throw declaredError(InvalidRetentionPeriodFault$, 'The retention period must be either -1 or an integer between 1 and 3,653.');
  }
  return days;
}

export function pageSize(maxRecords: number | undefined): number {
  if (maxRecords === undefined) return 100;
  if (maxRecords < 20 || maxRecords > 100)
    throw invalidParameterValue(`Invalid value ${maxRecords} for MaxRecords. Must be between 20 and 100.`);
  return maxRecords;
}

export const invalidMarker = () => invalidParameterValue('Invalid value for parameter Marker.');
