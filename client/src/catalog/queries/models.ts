// Machine-learning models of a schema and how far their training is.
// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ML_MODEL_INFO.html
import type { CatalogModel } from '../../../../server/src/protocol.ts';
import { type CatalogQuery, optionalText, text } from '../query.ts';

export function modelsQuery(schema: string): CatalogQuery<CatalogModel> {
  return {
    sql: `SELECT model_name, model_state FROM svv_ml_model_info WHERE schema_name = :schema ORDER BY model_name`,
    parameters: { schema },
    read: ([name, state]) => {
      const known = optionalText(state);
      return { name: text(name), ...(known ? { state: known } : {}) };
    },
  };
}
