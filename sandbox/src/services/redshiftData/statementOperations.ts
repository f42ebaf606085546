// ExecuteStatement, BatchExecuteStatement, DescribeStatement, CancelStatement, ListStatements, GetStatementResult and its CSV form, ListSessions.
import type {
  BatchExecuteStatementInput,
  BatchExecuteStatementOutput,
  CancelStatementRequest,
  CancelStatementResponse,
  DescribeStatementRequest,
  DescribeStatementResponse,
  ExecuteStatementInput,
  ExecuteStatementOutput,
  GetStatementResultRequest,
  GetStatementResultResponse,
  GetStatementResultV2Request,
  GetStatementResultV2Response,
  ListSessionsRequest,
  ListSessionsResponse,
  ListStatementsRequest,
  ListStatementsResponse,
} from '@aws-sdk/client-redshift-data';
import type { Caller } from '../../protocols/service.ts';
import { findParameterNames } from '../../sql/parameters.ts';
import type { SessionRecord, Statement, StatementPart, StatementTarget } from '../../state/model.ts';
import { nextNumber } from '../../state/store.ts';
import { pageOf, tokenFor, type World } from '../world.ts';
import { invalid, notFound, tooManyStatements } from './errors.ts';
import { pageEnd, type ResultStore, type StoredResult, toColumnMetadata, toCsv, toField } from './results.ts';
import type { Runner } from './runner.ts';
import type { LiveSession, Sessions } from './sessions.ts';
import { isOver, newPart, newStatementId, type StatementStore } from './statementStore.ts';
import { resolveTarget } from './target.ts';

const statementBytesLimit = 100 * 1024;
const activeStatementLimit = 500;
const clientTokenLifetime = 8 * 60 * 60 * 1000;
const defaultListSize = 100;

export interface StatementService {
  readonly world: World;
  readonly statements: StatementStore;
  readonly results: ResultStore;
  readonly sessions: Sessions;
  readonly runner: Runner;
}

type Input = ExecuteStatementInput | BatchExecuteStatementInput;

export async function executeStatement(
  service: StatementService,
  input: ExecuteStatementInput,
  caller: Caller,
): Promise<ExecuteStatementOutput> {
  const statement = submit(service, input, [input.Sql ?? ''], false, caller);
  return submitted(service, statement, input, caller);
}

export async function batchExecuteStatement(
  service: StatementService,
  input: BatchExecuteStatementInput,
  caller: Caller,
): Promise<BatchExecuteStatementOutput> {
  const statement = submit(service, input, input.Sqls ?? [], true, caller);
  return submitted(service, statement, input, caller);
}

async function submitted(service: StatementService, statement: Statement, input: Input, caller: Caller): Promise<ExecuteStatementOutput> {
  const { clusterIdentifier, workgroupName, database, dbUser, secretArn } = statement.target;
  await service.statements.wait(statement, input.WaitTimeSeconds, caller.signal);
  const waited = input.WaitTimeSeconds !== undefined;
  return {
    Id: statement.id,
    CreatedAt: new Date(statement.createdAt),
    ClusterIdentifier: clusterIdentifier,
    WorkgroupName: workgroupName,
    Database: database,
    DbUser: dbUser,
    SecretArn: secretArn,
    SessionId: statement.sessionId,
    ...(waited ? { Status: statement.status, HasResultSet: statement.hasResultSet, RedshiftPid: statement.pid || undefined } : {}),
  };
}

function submit(service: StatementService, input: Input, sqls: readonly string[], batch: boolean, caller: Caller): Statement {
  const { world } = service;
  for (const sql of sqls) {
    if (sql.trim() === '') throw invalid('SQL statement cannot be empty.');
    if (Buffer.byteLength(sql) > statementBytesLimit) throw invalid('Cannot process query string larger than 100kB');
  }
  checkParameters(input, sqls);
  const repeated = findByClientToken(world, input.ClientToken, caller.region);
  if (repeated) return repeated;
  const session = openSession(service, input, caller.region);
  const target = session?.record.target ?? resolveTarget(world, caller.region, input);
  const active = world.state.statements.filter(statement => !isOver(statement.status) && statement.target.warehouse === target.warehouse);
  if (active.length >= activeStatementLimit)
    throw tooManyStatements(`Active statements exceeded the allowed quota (${activeStatementLimit}).`);
  const now = world.clock.now();
  const id = newStatementId();
  const parts = batch ? sqls.map((sql, index) => newPart(`${id}:${index + 1}`, sql, now, nextNumber(world.store))) : undefined;
  const statement: Statement = {
    ...newPart(id, batch ? '' : (sqls[0] ?? ''), now, batch ? 0 : nextNumber(world.store)),
    region: caller.region,
    target,
    name: input.StatementName,
    parameters: (input.Parameters ?? []).map(parameter => ({ name: parameter.name ?? '', value: parameter.value ?? '' })),
    resultFormat: input.ResultFormat ?? 'JSON',
    sessionId: session?.record.id,
    clientToken: input.ClientToken,
    executionMode: batch ? ((input as BatchExecuteStatementInput).ExecutionMode ?? 'TRANSACTION') : undefined,
    parts,
    pid: 0,
  };
  service.statements.add(statement);
  service.runner.submit(statement, session);
  return statement;
}

function checkParameters(input: Input, sqls: readonly string[]): void {
  const names = (input.Parameters ?? []).map(parameter => parameter.name ?? '');
  if (names.length === 0) return;
  if (new Set(names).size < names.length) throw invalid('Parameters list contains duplicate names.');
  const used = new Set(sqls.flatMap(sql => findParameterNames(sql)));
  const unused = names.filter(name => !used.has(name));
  if (unused.length > 0) throw invalid(`Parameters list contains unused parameters. Unused parameters: [${unused.join(', ')}]`);
  const missing = [...used].filter(name => !names.includes(name));
  if (missing.length > 0) throw invalid(`Parameters list is missing parameters. Missing parameters: [${missing.join(', ')}]`);
}

function findByClientToken(world: World, token: string | undefined, region: string): Statement | undefined {
  const since = world.clock.now() - clientTokenLifetime;
  return token === undefined
    ? undefined
    : world.state.statements.find(each => each.clientToken === token && each.region === region && each.createdAt > since);
}

function openSession(service: StatementService, input: Input, region: string): LiveSession | undefined {
  const { SessionId: id, SessionKeepAliveSeconds: keepAlive } = input;
  if (id === undefined)
    return keepAlive ? service.sessions.create(region, resolveTarget(service.world, region, input), keepAlive) : undefined;
  const session = service.sessions.use(id, region);
  const { target } = session.record;
  const named: [keyof typeof input & keyof StatementNames, string | undefined][] = [
    ['ClusterIdentifier', target.clusterIdentifier],
    ['WorkgroupName', target.workgroupName],
    ['Database', target.database],
    ['DbUser', target.dbUser],
    ['SecretArn', target.secretArn],
  ];
  for (const [member, ofSession] of named) {
    if (input[member] !== undefined && input[member] !== ofSession) throw invalid(`${member} does not match the one of session ${id}.`);
  }
  if (keepAlive !== undefined) session.record.keepAliveSeconds = keepAlive;
  return session;
}

type StatementNames = Pick<ExecuteStatementInput, 'ClusterIdentifier' | 'WorkgroupName' | 'Database' | 'DbUser' | 'SecretArn'>;

export async function describeStatement(
  service: StatementService,
  input: DescribeStatementRequest,
  caller: Caller,
): Promise<DescribeStatementResponse> {
  const { statement, part } = service.statements.find(input.Id ?? '', caller.region);
  await service.statements.wait(statement, input.WaitTimeSeconds, caller.signal);
  const { target } = statement;
  return {
    Id: part.id,
    ClusterIdentifier: target.clusterIdentifier,
    WorkgroupName: target.workgroupName,
    Database: target.database,
    DbUser: target.dbUser,
    SecretArn: target.secretArn,
    QueryParameters: statement.parameters.length > 0 ? statement.parameters.map(({ name, value }) => ({ name, value })) : undefined,
    RedshiftPid: statement.pid,
    ResultFormat: statement.resultFormat,
    SessionId: statement.sessionId,
    ExecutionMode: statement.executionMode,
    SubStatements: part === statement ? statement.parts?.map(each => ({ ...describePart(each), Id: each.id })) : undefined,
    ...describePart(part),
    ...(part === statement && statement.parts ? { QueryString: undefined } : {}),
  };
}

const describePart = (part: StatementPart) => ({
  CreatedAt: new Date(part.createdAt),
  UpdatedAt: new Date(part.updatedAt),
  Duration: part.duration,
  Error: part.error,
  HasResultSet: part.hasResultSet,
  QueryString: part.sql,
  RedshiftQueryId: isOver(part.status) && part.status !== 'ABORTED' ? part.queryId : 0,
  ResultRows: part.resultRows,
  ResultSize: part.resultSize,
  Status: part.status,
});

export async function cancelStatement(
  service: StatementService,
  input: CancelStatementRequest,
  caller: Caller,
): Promise<CancelStatementResponse> {
  const { statement } = service.statements.find(input.Id ?? '', caller.region);
  if (!(await service.runner.cancel(statement)))
    throw invalid(`Could not cancel a query that is already in ${statement.status} state with ID: ${statement.id}`);
  return { Status: true };
}

export function listStatements(service: StatementService, input: ListStatementsRequest, caller: Caller): ListStatementsResponse {
  if (input.ClusterIdentifier !== undefined && input.WorkgroupName !== undefined)
    throw invalid('ClusterIdentifier and WorkgroupName cannot be specified together.');
  const status = input.Status ?? 'FINISHED';
  const matching = service.world.state.statements.filter(
    statement =>
      statement.region === caller.region &&
      (status === 'ALL' || statement.status === status) &&
      (input.StatementName === undefined || (statement.name ?? '').startsWith(input.StatementName)) &&
      matchesTarget(statement.target, input),
  );
  const page = pageOf(matching.toReversed(), input.MaxResults || defaultListSize, input.NextToken, 'statements');
  if (!page) throw invalid('Invalid NextToken.');
  return { Statements: page.items.map(listed), NextToken: page.nextToken };
}

const listed = (statement: Statement) => ({
  Id: statement.id,
  QueryString: statement.parts ? undefined : statement.sql,
  QueryStrings: statement.parts?.map(part => part.sql),
  SecretArn: statement.target.secretArn,
  Status: statement.status,
  StatementName: statement.name,
  CreatedAt: new Date(statement.createdAt),
  UpdatedAt: new Date(statement.updatedAt),
  QueryParameters: statement.parameters.length > 0 ? [...statement.parameters] : undefined,
  IsBatchStatement: statement.parts !== undefined,
  ResultFormat: statement.resultFormat,
  SessionId: statement.sessionId,
});

const matchesTarget = (
  target: StatementTarget,
  input: { ClusterIdentifier?: string; WorkgroupName?: string; Database?: string },
): boolean =>
  (input.ClusterIdentifier === undefined || target.clusterIdentifier === input.ClusterIdentifier) &&
  (input.WorkgroupName === undefined || target.workgroupName === input.WorkgroupName) &&
  (input.Database === undefined || target.database === input.Database);

interface ResultPage {
  readonly result: StoredResult;
  readonly from: number;
  readonly end: number;
  readonly nextToken: string | undefined;
}

function readResultPage(
  service: StatementService,
  id: string,
  token: string | undefined,
  format: 'JSON' | 'CSV',
  region: string,
): ResultPage {
  const { statement, part } = service.statements.find(id, region);
  if (part.status !== 'FINISHED' || !part.hasResultSet)
    throw notFound('Query does not have result. Please check query status with DescribeStatement.', id);
  if (statement.resultFormat !== format) {
    const other = format === 'JSON' ? 'GetStatementResultV2' : 'GetStatementResult';
    throw invalid(`The result of this statement is in ${statement.resultFormat} format. Use ${other}.`);
  }
  const result = service.results.load(part.id);
  if (!result) throw notFound('Query does not have result. Please check query status with DescribeStatement.', id);
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8').split('\n')[1] ?? Number.NaN);
  if (token !== undefined && (token !== tokenFor(part.id, start) || start >= result.rows.length)) throw invalid('Invalid NextToken.');
  const end = pageEnd(result.rows, start);
  return { result, from: start, end, nextToken: end < result.rows.length ? tokenFor(part.id, end) : undefined };
}

export function getStatementResult(
  service: StatementService,
  input: GetStatementResultRequest,
  caller: Caller,
): GetStatementResultResponse {
  const { result, from, end, nextToken } = readResultPage(service, input.Id ?? '', input.NextToken, 'JSON', caller.region);
  const records = result.rows.slice(from, end).map(row => result.columns.map((column, index) => toField(row[index] ?? null, column)));
  return { Records: records, ColumnMetadata: result.columns.map(toColumnMetadata), TotalNumRows: result.rows.length, NextToken: nextToken };
}

export function getStatementResultV2(
  service: StatementService,
  input: GetStatementResultV2Request,
  caller: Caller,
): GetStatementResultV2Response {
  const { result, from, end, nextToken } = readResultPage(service, input.Id ?? '', input.NextToken, 'CSV', caller.region);
  const csv = toCsv(result.columns, result.rows.slice(from, end), from === 0);
  return {
    Records: [{ CSVRecords: csv }],
    ColumnMetadata: result.columns.map(toColumnMetadata),
    TotalNumRows: result.rows.length,
    ResultFormat: 'CSV',
    NextToken: nextToken,
  };
}

export function listSessions(service: StatementService, input: ListSessionsRequest, caller: Caller): ListSessionsResponse {
  const { SessionId: id, ClusterIdentifier: cluster, WorkgroupName: workgroup, Database: database, Status: status } = input;
  if (cluster !== undefined && workgroup !== undefined) throw invalid('ClusterIdentifier and WorkgroupName cannot be specified together.');
  if (id !== undefined && (cluster ?? workgroup ?? database ?? status) !== undefined) {
    throw invalid('SessionId cannot be specified with Status, ClusterIdentifier, WorkgroupName or Database.');
  }
  const ofRegion = service.world.state.sessions.filter(record => record.region === caller.region);
  if (id !== undefined && !ofRegion.some(record => record.id === id)) throw notFound('Session does not exist.', id);
  const matching = ofRegion.filter(record => {
    if (id !== undefined) return record.id === id;
    return matchesTarget(record.target, input) && (status === undefined ? !record.closed : sessionStatus(record) === status);
  });
  const page = pageOf(matching.toReversed(), input.MaxResults || defaultListSize, input.NextToken, 'sessions');
  if (!page) throw invalid('Invalid NextToken.');
  return { Sessions: page.items.map(listedSession), NextToken: page.nextToken };
}

const sessionStatus = (record: SessionRecord): 'AVAILABLE' | 'BUSY' | 'CLOSED' =>
  record.closed ? 'CLOSED' : record.currentStatement === undefined ? 'AVAILABLE' : 'BUSY';

const listedSession = (record: SessionRecord) => ({
  SessionId: record.id,
  Status: sessionStatus(record),
  CreatedAt: new Date(record.createdAt),
  UpdatedAt: new Date(record.updatedAt),
  Database: record.target.database,
  DbUser: record.target.dbUser,
  ClusterIdentifier: record.target.clusterIdentifier,
  WorkgroupName: record.target.workgroupName,
  SessionAliveSeconds: record.keepAliveSeconds,
  SessionTtl: record.closed ? undefined : new Date(record.expiresAt),
  CurrentStatementId: record.currentStatement,
});
