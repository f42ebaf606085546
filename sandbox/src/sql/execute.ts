// Runs one statement of Redshift SQL on a warehouse.
import type { World } from '../services/world.ts';
import type { SqlParameter } from '../state/model.ts';
import { describeFields } from './columns.ts';
import type { SqlConnection } from './connection.ts';
import { EngineError, type EngineLease } from './engine.ts';
import { SqlError, type SqlResult } from './sqlResult.ts';

export async function executeSql(
  _world: World,
  lease: EngineLease,
  _connection: SqlConnection,
  sql: string,
  _parameters: readonly SqlParameter[],
  _queryId: number,
): Promise<SqlResult> {
  try {
    const [result] = await lease.run([{ sql }]);
    if (!result) throw new Error('no result');
    return { columns: result.fields && (await describeFields(lease, result.fields)), rows: result.rows, rowCount: result.rowCount };
  } catch (error) {
    if (error instanceof EngineError) throw new SqlError(error.failure.message, error.failure);
    throw error;
  }
}
