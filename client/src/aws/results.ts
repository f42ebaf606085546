// The rows of a finished statement, page by page. The Data API has no random access: a page is found only through the one before,
// so the tokens of the pages that were passed are kept, and any of them can be read again.

import type { Field, RedshiftData } from '@aws-sdk/client-redshift-data';

export interface ResultColumn {
  name: string;
  /** Redshift's name of the type, as the API gives it: `int8`, `varchar`, `timestamptz`. */
  type: string;
}

/**
 * One value. Integers up to 2^53 and doubles are numbers; larger integers, DECIMAL, dates and everything else are strings exactly as
 * Redshift sent them; bytes are hexadecimal strings.
 */
export type CellValue = string | number | boolean | null;

export interface ResultPage {
  columns: ResultColumn[];
  rows: CellValue[][];
  /** Rows of the whole result, where the API says it. */
  totalRows?: number;
  nextToken?: string;
}

export async function loadResultPage(data: RedshiftData, id: string, token?: string, signal?: AbortSignal): Promise<ResultPage> {
  const answer = await data.getStatementResult({ Id: id, ...(token ? { NextToken: token } : {}) }, { abortSignal: signal });
  return {
    columns: (answer.ColumnMetadata ?? []).map(column => ({ name: column.label || column.name || '', type: column.typeName ?? '' })),
    rows: (answer.Records ?? []).map(record => record.map(toValue)),
    ...(answer.TotalNumRows === undefined ? {} : { totalRows: answer.TotalNumRows }),
    ...(answer.NextToken ? { nextToken: answer.NextToken } : {}),
  };
}

/** Every page in turn; nothing is kept. */
export async function* loadResultPages(data: RedshiftData, id: string, signal?: AbortSignal): AsyncGenerator<ResultPage> {
  let token: string | undefined;
  do {
    const page = await loadResultPage(data, id, token, signal);
    yield page;
    token = page.nextToken;
  } while (token && !signal?.aborted);
}

export function toValue(field: Field): CellValue {
  if (field.isNull) return null;
  if (field.stringValue !== undefined) return field.stringValue;
  if (field.longValue !== undefined) return field.longValue;
  if (field.doubleValue !== undefined) return field.doubleValue;
  if (field.booleanValue !== undefined) return field.booleanValue;
  if (field.blobValue !== undefined) return Buffer.from(field.blobValue).toString('hex');
  return null;
}
