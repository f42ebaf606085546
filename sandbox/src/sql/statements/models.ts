// CREATE MODEL: training takes its time, then the model's function predicts. Behind it is a plain baseline, fitted on the query's rows: logistic
// regression for classes, linear regression for numbers. It stands for SageMaker Autopilot's place in the work, not for its quality.
// https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { awsDurations } from '../../state/clock.ts';
import { fitModel, predictionExpression, type TrainingColumn } from '../baselineModel.ts';
import { quoteLiteral } from '../quote.ts';
import { quoteParts, stringOf } from '../rewrite/names.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import {
  asOwner,
  atomically,
  done,
  isSuperuser,
  nameOf,
  nameParts,
  renderNode,
  resultOf,
  run,
  type StatementContext,
  select,
} from '../statementContext.ts';

const minimumRows = 500;
const trainingRows = 5000;

export async function createModel(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const source = node.child('ModelSource');
  const target = node.child('ModelTargetColumn');
  const functionSlot = node.child('ModelFunction')?.child('new-function-name');
  const type = node.child('ModelType')?.descendants('ModelTypeName')[0]?.text.toUpperCase();
  if (node.child('ModelEndpoint') || source?.child('Literal')) throw notInSandbox('CREATE MODEL from a SageMaker job or endpoint');
  if (type === 'KMEANS' || type === 'FORECAST') throw notInSandbox(`MODEL_TYPE ${type}`);
  if (!source || !target || !functionSlot || !node.child('IamRole') || !node.child('ModelSettings')) {
    throw new SqlError('syntax error at end of input', {
      hint: 'CREATE MODEL needs FROM, TARGET, FUNCTION, IAM_ROLE and SETTINGS (S3_BUCKET …).',
    });
  }
  const [schema, model] = await modelName(context, node.child('new-model-name'));
  const exists = await asOwner(context, () =>
    select(context, 'SELECT FROM sandbox_catalog.model WHERE schema_name = $1 AND model_name = $2', schema, model),
  );
  if (exists.length > 0) throw new SqlError(`model "${model}" already exists`, { sqlState: '42710' });
  const query = source.child('Query')
    ? `(${renderNode(context, source.child('Query') as SyntaxNode)})`
    : `(SELECT * FROM ${renderNode(context, source.child('relation-name') as SyntaxNode)})`;
  const targetColumn = nameOf(context, target.child('target-column-name'));
  const functionParts = nameParts(context, functionSlot);
  const functionName = functionParts.length > 1 ? quoteParts(functionParts) : quoteParts([schema, ...functionParts]);
  await atomically(context, () => train(context, { schema, model, query, targetColumn, functionName, node, type }));
  return done;
}

interface Training {
  readonly schema: string;
  readonly model: string;
  readonly query: string;
  readonly targetColumn: string;
  readonly functionName: string;
  readonly node: SyntaxNode;
  readonly type: string | undefined;
}

async function train(context: StatementContext, { schema, model, query, targetColumn, functionName, node, type }: Training): Promise<void> {
  const [sample] = await run(context, `SELECT * FROM ${query} AS training LIMIT ${trainingRows}`);
  const [count] = await select(context, `SELECT count(*) FROM ${query} AS training`);
  const fields = sample?.fields ?? [];
  const [types] = [
    await select(
      context,
      `SELECT format_type(t, NULL) FROM unnest($1::oid[]) WITH ORDINALITY AS u (t, place) ORDER BY place`,
      `{${fields.map(field => field.typeId).join(',')}}`,
    ),
  ];
  const columns: TrainingColumn[] = fields.map((field, index) => ({
    name: field.name,
    type: types[index]?.[0] ?? 'text',
    values: (sample?.rows ?? []).map(row => row[index] ?? null),
  }));
  const target = columns.find(column => column.name === targetColumn);
  if (!target) throw new SqlError(`target column "${targetColumn}" does not exist in the training data`, { sqlState: '42703' });
  const features = columns.filter(column => column !== target);
  const failure =
    Number(count?.[0]) < minimumRows ? `The training data has ${count?.[0]} rows; CREATE MODEL needs at least ${minimumRows}` : undefined;
  const wanted = node.child('ModelProblemType')?.descendants('ModelProblemTypeName')[0]?.text.toUpperCase();
  const fitted = fitModel(features, target, wanted);
  const parameterTypes = features.map(feature => feature.type);
  const guard = `(SELECT sandbox_catalog.require_model(${quoteLiteral(schema)}, ${quoteLiteral(model)}))`;
  const body = `SELECT CASE WHEN ${guard} THEN (${predictionExpression(fitted)})::${target.type} END`;
  await asOwner(context, () => run(context, createGuard));
  await run(
    context,
    `CREATE FUNCTION ${functionName} (${parameterTypes.join(', ')}) RETURNS ${target.type} LANGUAGE sql STABLE AS ${quoteLiteral(body)}`,
  );
  const now = context.world.clock.now();
  const ready = now + context.world.clock.duration(awsDurations.modelTraining);
  const objective = stringOf(node.child('ModelObjective')?.descendants('Literal')[0]) || fitted.metric;
  await asOwner(context, () =>
    run(context, {
      sql: 'INSERT INTO sandbox_catalog.model VALUES ($1, $2, $3, $4::regprocedure, $5::timestamp, $6::timestamp, $7, $8, $9, $10, $11, $12, $13, $14)',
      parameters: [
        schema,
        model,
        context.connection.user,
        `${functionName}(${parameterTypes.join(', ')})`,
        timestamp(now),
        timestamp(ready),
        query.slice(1, -1),
        targetColumn,
        parameterTypes.join(' '),
        (type ?? 'auto').toLowerCase(),
        fitted.problemType,
        objective,
        fitted.validation.toFixed(6),
        failure ?? null,
      ],
    }),
  );
}

const timestamp = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '');

const createGuard = `CREATE OR REPLACE FUNCTION sandbox_catalog.require_model(in_schema text, in_model text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $f$
DECLARE found sandbox_catalog.model; BEGIN
  SELECT * INTO found FROM sandbox_catalog.model WHERE schema_name = in_schema AND model_name = in_model;
  IF found.failure IS NOT NULL THEN RAISE EXCEPTION 'Model % failed to train: %', in_model, found.failure; END IF;
  IF statement_timestamp() AT TIME ZONE 'UTC' < found.ready_at THEN RAISE EXCEPTION 'Model % is not ready: it is still training', in_model; END IF;
  RETURN true; END $f$`;

async function modelName(context: StatementContext, slot: SyntaxNode | undefined): Promise<readonly [string, string]> {
  const parts = nameParts(context, slot);
  if (parts.length > 1) return [parts.at(-2) ?? '', parts.at(-1) ?? ''];
  const [row] = await select(
    context,
    "SELECT s FROM unnest(current_schemas(false)) WITH ORDINALITY AS p (s, place) WHERE s NOT LIKE 'sandbox\\_temp\\_%' ORDER BY place LIMIT 1",
  );
  return [row?.[0] ?? 'public', parts[0] ?? ''];
}

interface StoredModel {
  readonly values: readonly (string | null)[];
  readonly own: boolean;
}

async function findModel(context: StatementContext, schema: string, model: string): Promise<StoredModel | undefined> {
  const [row] = await asOwner(context, () =>
    select(
      context,
      "SELECT model_name, schema_name, owner, to_char(created_at, 'Dy, DD.MM.YYYY HH24:MI:SS'), CASE WHEN failure IS NOT NULL THEN 'FAILED' WHEN statement_timestamp() AT TIME ZONE 'UTC' < ready_at THEN 'TRAINING' ELSE 'READY' END, training_query, target_column, parameters, model_type, problem_type, objective, validation, failure, function_id::regprocedure::text FROM sandbox_catalog.model WHERE schema_name = $1 AND model_name = $2",
      schema,
      model,
    ),
  );
  return row && { values: row, own: row[2] === context.connection.user || (await isSuperuser(context)) };
}

export async function dropModel(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const [schema, model] = await modelName(context, node.child('model-name'));
  const found = await findModel(context, schema, model);
  if (!found) {
    if (node.keyword('IF')) return done;
    throw new SqlError(`model "${model}" does not exist`, { sqlState: '42704' });
  }
  if (!found.own) throw new SqlError(`must be owner of model ${model}`, { sqlState: '42501' });
  await atomically(context, () =>
    asOwner(context, () =>
      run(context, `DROP FUNCTION ${found.values[13]}`, {
        sql: 'DELETE FROM sandbox_catalog.model WHERE schema_name = $1 AND model_name = $2',
        parameters: [schema, model],
      }),
    ),
  );
  return done;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_MODEL.html */
export async function showModel(context: StatementContext, form: SyntaxNode): Promise<SqlResult> {
  if (form.keyword('ALL'))
    return resultOf(
      ['Schema Name', 'Model Name'],
      await select(context, 'SELECT trim(schema_name), trim(model_name) FROM svv_ml_model_info ORDER BY 1, 2'),
    );
  const [schema, model] = await modelName(context, form.child('model-name'));
  const found = await findModel(context, schema, model);
  if (!found) throw new SqlError(`model "${model}" does not exist`, { sqlState: '42704' });
  const [name, , owner, created, state, query, target, parameterTypes, type, problem, objective, validation, failure, functionName] =
    found.values;
  const rows: (readonly [string, string | null])[] = [
    ['Model Name', name ?? null],
    ['Schema Name', schema],
    ['Owner', owner ?? null],
    ['Creation Time', created ?? null],
    ['Model State', state ?? null],
    ...(state === 'READY'
      ? ([
          [`validation:${objective?.toLowerCase()}`, validation ?? null],
          ['Estimated Cost', '0.000000'],
        ] as const)
      : []),
    ...(failure ? ([['Failure Reason', failure]] as const) : []),
    ['', ''],
    ['TRAINING DATA:', ''],
    ['Query', query ?? null],
    ['Target Column', (target ?? '').toUpperCase()],
    ['', ''],
    ['PARAMETERS:', ''],
    ['Model Type', type ?? null],
    ['Problem Type', problem ?? null],
    ['Objective', objective ?? null],
    ['Function Name', (functionName ?? '').replace(/\(.*$/, '')],
    ['Function Parameters', parameterTypes ?? null],
    ['Function Parameter Types', parameterTypes ?? null],
    ['IAM Role', 'default'],
  ];
  return resultOf(['Key', 'Value'], rows);
}
