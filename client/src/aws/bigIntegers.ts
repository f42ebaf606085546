// Keeps 64-bit integers of results exact. The Data API sends them as JSON numbers, which JavaScript rounds above 2^53; here such
// numbers become strings in the answer's text, before the SDK parses it.

import type { RedshiftData } from '@aws-sdk/client-redshift-data';

// 16 digits and more may lie beyond 2^53. Inside a JSON string the quotes would be escaped, so that only members can match.
const longMember = /"longValue"(\s*:\s*)(-?\d{16,})/g;

/** The text of a GetStatementResult answer with large integers as strings. */
export function quoteBigIntegers(body: string): string {
  return body.replace(longMember, '"longValue"$1"$2"');
}

/** Makes `longValue` of GetStatementResult a string of digits wherever a number could be rounded. */
export function keepBigIntegersExact(data: RedshiftData): void {
  data.middlewareStack.add(
    (next, context) => async args => {
      const result = await next(args);
      if (context.commandName !== 'GetStatementResultCommand') return result;
      const response = result.response as { statusCode?: number; body?: AsyncIterable<Uint8Array> };
      if (response.statusCode !== 200 || !response.body) return result;
      const parts: Uint8Array[] = [];
      for await (const part of response.body) parts.push(part);
      response.body = oneChunk(Buffer.from(quoteBigIntegers(Buffer.concat(parts).toString('utf8')), 'utf8'));
      return result;
    },
    // Low priority within the step is closest to the wire: it sees the answer before the SDK's own parsing does.
    { step: 'deserialize', priority: 'low', name: 'keepBigIntegersExact' },
  );
}

/** The SDK takes a Uint8Array as a body that has been read already. */
function oneChunk(bytes: Buffer): AsyncIterable<Uint8Array> {
  return bytes as unknown as AsyncIterable<Uint8Array>;
}
