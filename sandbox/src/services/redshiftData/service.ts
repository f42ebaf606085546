// Amazon Redshift Data API: https://docs.aws.amazon.com/redshift-data/latest/APIReference/Welcome.html
import type * as Data from '@aws-sdk/client-redshift-data';
import {
  BatchExecuteStatement$,
  CancelStatement$,
  DescribeStatement$,
  DescribeTable$,
  ExecuteStatement$,
  GetStatementResult$,
  GetStatementResultV2$,
  ListDatabases$,
  ListSchemas$,
  ListSessions$,
  ListStatements$,
  ListTables$,
  ValidationException$,
} from '@aws-sdk/client-redshift-data';
import { limits } from '../../protocols/limits.generated.ts';
import { operation, type Service } from '../../protocols/service.ts';
import type { World } from '../world.ts';
import { describeTable, listDatabases, listSchemas, listTables } from './metadata.ts';
import { openResultStore } from './results.ts';
import { createRunner } from './runner.ts';
import { openSessions, type Sessions } from './sessions.ts';
import * as statements from './statementOperations.ts';
import { openStatementStore } from './statementStore.ts';

export interface RedshiftData {
  readonly service: Service;
  readonly sessions: Sessions;
}

export function createRedshiftData(world: World): RedshiftData {
  const results = openResultStore(world.resultsFolder);
  const statementStore = openStatementStore(world, results);
  const sessions = openSessions(world);
  const runner = createRunner(world, statementStore, results, sessions);
  const own = { world, statements: statementStore, results, sessions, runner };
  const operations = new Map([
    operation<Data.ExecuteStatementInput, Data.ExecuteStatementOutput>(ExecuteStatement$, (input, caller) =>
      statements.executeStatement(own, input, caller),
    ),
    operation<Data.BatchExecuteStatementInput, Data.BatchExecuteStatementOutput>(BatchExecuteStatement$, (input, caller) =>
      statements.batchExecuteStatement(own, input, caller),
    ),
    operation<Data.DescribeStatementRequest, Data.DescribeStatementResponse>(DescribeStatement$, (input, caller) =>
      statements.describeStatement(own, input, caller),
    ),
    operation<Data.CancelStatementRequest, Data.CancelStatementResponse>(CancelStatement$, (input, caller) =>
      statements.cancelStatement(own, input, caller),
    ),
    operation<Data.ListStatementsRequest, Data.ListStatementsResponse>(ListStatements$, (input, caller) =>
      statements.listStatements(own, input, caller),
    ),
    operation<Data.GetStatementResultRequest, Data.GetStatementResultResponse>(GetStatementResult$, (input, caller) =>
      statements.getStatementResult(own, input, caller),
    ),
    operation<Data.GetStatementResultV2Request, Data.GetStatementResultV2Response>(GetStatementResultV2$, (input, caller) =>
      statements.getStatementResultV2(own, input, caller),
    ),
    operation<Data.ListSessionsRequest, Data.ListSessionsResponse>(ListSessions$, (input, caller) =>
      statements.listSessions(own, input, caller),
    ),
    operation<Data.ListDatabasesRequest, Data.ListDatabasesResponse>(ListDatabases$, (input, caller) =>
      listDatabases(world, input, caller),
    ),
    operation<Data.ListSchemasRequest, Data.ListSchemasResponse>(ListSchemas$, (input, caller) => listSchemas(world, input, caller)),
    operation<Data.ListTablesRequest, Data.ListTablesResponse>(ListTables$, (input, caller) => listTables(world, input, caller)),
    operation<Data.DescribeTableRequest, Data.DescribeTableResponse>(DescribeTable$, (input, caller) =>
      describeTable(world, input, caller),
    ),
  ]);
  const service: Service = {
    name: 'redshift-data',
    protocol: 'json',
    address: 'RedshiftData',
    xmlNamespace: '',
    operations,
    knownOperations: new Set(operations.keys()),
    limits: limits['redshift-data'],
    validationError: ValidationException$,
  };
  return { service, sessions };
}
