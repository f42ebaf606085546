// Says an AWS error in the user's language, with the one thing that can be done about it as a button.
import * as vscode from 'vscode';
import { type AwsErrorInfo, classifyAwsError, parseStatementError } from '../aws/errors.ts';
import type { Log } from './log.ts';

export interface ErrorAction {
  title: string;
  command: string;
  arguments?: unknown[];
}

export interface ErrorMessage {
  /** One or two sentences: what happened and what to do. */
  text: string;
  action?: ErrorAction;
  info: AwsErrorInfo;
}

/** What the failed call was about, for the button. */
export interface ErrorContext {
  connectionId?: string;
  profile?: string;
  clusterIdentifier?: string;
}

export function describeError(error: unknown, context: ErrorContext = {}): ErrorMessage {
  const info = classifyAwsError(error);
  const { text, action } = explain(info, context);
  return { text, info, ...(action ? { action } : {}) };
}

function explain(info: AwsErrorInfo, context: ErrorContext): { text: string; action?: ErrorAction } {
  const { t } = vscode.l10n;
  const editConnection = { title: t('Edit Connection'), command: 'redshift.editConnection', arguments: [context.connectionId] };
  const profile = context.profile ?? process.env.AWS_PROFILE ?? 'default';
  switch (info.kind) {
    case 'no-credentials':
      return {
        text: t('No AWS credentials were found for the profile {0}. Configure the profile, or choose another one.', profile),
        action: editConnection,
      };
    case 'sso-sign-in':
    case 'credentials-expired':
      return {
        text:
          info.kind === 'sso-sign-in'
            ? t('The AWS sign-in of the profile {0} has ended. Sign in again.', profile)
            : t('The AWS credentials of the profile {0} are no longer valid. Sign in again, or renew them.', profile),
        action: { title: t('Sign In'), command: 'redshift.signIn', arguments: [context.connectionId] },
      };
    case 'mfa-code':
      return {
        text: t('The profile {0} needs the code of a multi-factor device. Try again and enter it.', profile),
        action: { title: t('Try Again'), command: 'redshift.reconnect', arguments: [context.connectionId] },
      };
    case 'unknown-profile':
      return { text: t('The AWS profile {0} does not exist in ~/.aws/config or ~/.aws/credentials.', profile), action: editConnection };
    case 'no-region':
      return { text: t('No AWS region is set: choose one for this connection, or set it in the profile.'), action: editConnection };
    case 'throttled':
      return { text: t('AWS is limiting the number of requests right now. Wait a moment and try again.') };
    case 'access-denied':
      return { text: t('AWS refuses this to your identity. Ask your administrator for the permission named here: {0}', info.message) };
    case 'cluster-paused':
      return {
        text: t('The cluster is paused. Resume it to run queries; this takes a few minutes.'),
        ...(context.clusterIdentifier
          ? {
              action: {
                title: t('Resume Cluster'),
                command: 'redshift.resumeCluster',
                arguments: [{ connectionId: context.connectionId, clusterIdentifier: context.clusterIdentifier }],
              },
            }
          : {}),
      };
    case 'cluster-busy':
      return { text: t('The warehouse is busy with another operation. Wait until it is available, then try again. {0}', info.message) };
    case 'not-found':
      return { text: t('It does not exist any more, or not in this region: {0}', info.message) };
    case 'already-exists':
      return { text: t('The name is already taken. Choose another one. {0}', info.message) };
    case 'quota':
      return { text: t('An AWS limit is reached: {0}', info.message) };
    case 'network':
      return { text: t('AWS could not be reached. Check the network, the proxy and the region. {0}', info.message) };
    case 'statement-failed': {
      const { message, hint } = parseStatementError(info.message);
      return { text: hint ? `${message} ${hint}` : message };
    }
    case 'statement-aborted':
      return { text: t('The statement was cancelled.') };
    case 'statement-too-large':
      return {
        text: t(
          'The statement is larger than 100 KB, which is the most that the Redshift Data API takes. Split it, or load the data with COPY. {0}',
          info.message,
        ),
      };
    case 'statement-timeout':
      return { text: t('The statement did not end in time. Check the load of the warehouse, or make the statement smaller.') };
    case 'result-gone':
      return { text: t('The result is no longer kept by Redshift (24 hours). Run the statement again.') };
    case 'result-too-large':
      return {
        text: t(
          'The result is larger than the Redshift Data API can return. Add a LIMIT, choose fewer columns, or use UNLOAD. {0}',
          info.message,
        ),
      };
    case 'session-gone':
      return { text: t('The session has ended, and with it its temporary tables and settings. Run the statement again in a new session.') };
    case 'database-connection':
      return { text: t('Redshift could not open the database: {0}', info.message), action: editConnection };
    case 'service-fault':
      return { text: t('AWS had a fault of its own. Try again in a moment. {0}', info.message) };
    case 'invalid-request':
    case 'unknown':
      return { text: info.message };
  }
}

/**
 * Logs the cause and shows the message, the variable part last, with the button and a way to the log. Does not wait for the user.
 * @param what the failed thing as a localized sentence without its end: "Could not restore table"
 */
export function showError(log: Log, what: string, error: unknown, context: ErrorContext = {}): void {
  if (error instanceof vscode.CancellationError) return;
  log.failure(what, error);
  const { text, action } = describeError(error, context);
  const showLog = vscode.l10n.t('Show Log');
  const buttons = action ? [action.title, showLog] : [showLog];
  void vscode.window.showErrorMessage(`${what}: ${text}`, ...buttons).then(chosen => {
    if (chosen === showLog) log.show();
    else if (chosen && action) void vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
  });
}
