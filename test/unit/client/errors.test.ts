// What each AWS error means, by the shapes that the SDK really throws.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NoRegionError, UnknownProfileError } from '../../../client/src/aws/clients.ts';
import { classifyAwsError, parseStatementError } from '../../../client/src/aws/errors.ts';
import { StatementAbortedError, StatementFailedError, StatementTooLargeError } from '../../../client/src/aws/statements.ts';

const state = { id: 'x', status: 'FAILED', hasResultSet: false, rows: -1, resultBytes: -1, durationMs: 0 } as const;

function named(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

function checkKind(error: unknown, kind: string): void {
  assert.equal(classifyAwsError(error).kind, kind);
}

describe('AWS errors', () => {
  it('tells missing credentials from ended ones', () => {
    checkKind(named('CredentialsProviderError', 'Could not load credentials from any providers'), 'no-credentials');
    checkKind(
      named(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login',
      ),
      'sso-sign-in',
    );
    checkKind(named('TokenProviderError', 'Token is expired. To refresh this SSO session run `aws sso login`'), 'sso-sign-in');
    checkKind(
      named('CredentialsProviderError', 'Profile p requires multi-factor authentication, but no MFA code callback was provided.'),
      'mfa-code',
    );
    checkKind(named('ExpiredTokenException', 'The security token included in the request is expired'), 'credentials-expired');
    checkKind(named('UnrecognizedClientException', 'The security token included in the request is invalid.'), 'credentials-expired');
    checkKind(new UnknownProfileError('nobody'), 'unknown-profile');
    checkKind(new NoRegionError(), 'no-region');
  });

  it('knows what is worth asking again', () => {
    for (const error of [
      named('ThrottlingException', 'Rate exceeded'),
      named('TimeoutError', 'socket hang up'),
      Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
      named('InternalServerException', 'oops', { $metadata: { httpStatusCode: 500 } }),
    ]) {
      assert.equal(classifyAwsError(error).transient, true, error.message);
    }
    assert.equal(classifyAwsError(named('AccessDeniedException', 'not authorized')).transient, false);
  });

  it('tells a paused cluster from a busy or an absent one', () => {
    checkKind(named('ValidationException', 'Cluster is paused'), 'cluster-paused');
    checkKind(named('InvalidClusterStateFault', 'There is an operation running on the Cluster. Please try again.'), 'cluster-busy');
    checkKind(named('InvalidClusterStateFault', 'You cannot take a snapshot of a paused cluster'), 'cluster-paused');
    checkKind(named('ClusterNotFoundFault', 'Cluster x not found.'), 'not-found');
    checkKind(named('ValidationException', "Redshift endpoint doesn't exist in this region."), 'not-found');
  });

  it('knows quotas, names that are taken, and ended sessions and results', () => {
    checkKind(named('ClusterSnapshotQuotaExceededFault', 'too many'), 'quota');
    checkKind(named('InProgressTableRestoreQuotaExceededFault', 'one at a time'), 'quota');
    checkKind(named('ActiveStatementsExceededException', 'too many'), 'quota');
    checkKind(named('ClusterSnapshotAlreadyExistsFault', 'exists'), 'already-exists');
    checkKind(named('ValidationException', 'Session is not available'), 'session-gone');
    checkKind(named('ResourceNotFoundException', 'Session does not exist.'), 'session-gone');
    checkKind(named('ResourceNotFoundException', 'Query does not exist.'), 'result-gone');
  });

  it('tells what became of a statement', () => {
    checkKind(new StatementFailedError({ ...state, error: 'ERROR: relation "x" does not exist' }), 'statement-failed');
    checkKind(new StatementAbortedError({ ...state, status: 'ABORTED' }), 'statement-aborted');
    checkKind(new StatementTooLargeError(200_000), 'statement-too-large');
    checkKind(new StatementFailedError({ ...state, error: 'The size of the query result exceeded the limit' }), 'result-too-large');
  });

  it('keeps the words of AWS, its code and the request id', () => {
    const info = classifyAwsError(
      named('AccessDeniedException', ' User is not authorized to perform: redshift:PauseCluster ', { $metadata: { requestId: 'r-1' } }),
    );
    assert.deepEqual(info, {
      kind: 'access-denied',
      message: 'User is not authorized to perform: redshift:PauseCluster',
      code: 'AccessDeniedException',
      requestId: 'r-1',
      transient: false,
    });
  });

  it('takes anything that is thrown', () => {
    for (const thrown of [undefined, null, 'text', 7, {}, { name: 'Error' }])
      assert.equal(typeof classifyAwsError(thrown).message, 'string');
  });
});

describe('errors of statements', () => {
  it('reads the place that Redshift names', () => {
    assert.deepEqual(parseStatementError('ERROR: syntax error at or near "selec"\n  Position: 8'), {
      message: 'syntax error at or near "selec"',
      offset: 7,
      nearWord: 'selec',
    });
  });

  it('reads names without a place, hints and SQLSTATE', () => {
    assert.equal(parseStatementError('ERROR: relation "raw_data.x" does not exist').nearWord, 'raw_data.x');
    assert.equal(
      parseStatementError('ERROR: function f(integer) does not exist\n  Hint: No function matches.').hint,
      'No function matches.',
    );
    assert.equal(parseStatementError('ERROR: permission denied for relation t [SQLSTATE 42501]').sqlState, '42501');
  });

  it('leaves other texts as they are', () => {
    assert.deepEqual(parseStatementError('Something odd'), { message: 'Something odd' });
  });
});
