// Completion as a user meets it: `$0` is the cursor, `→` what the text becomes when an item is accepted.
import assert from 'node:assert/strict';
import { type emptySnapshot, withChange } from '../../server/src/catalog/snapshot.ts';
import { type CompletionAnswer, complete } from '../../server/src/features/complete.ts';
import { type CatalogAccess, offline } from '../../server/src/features/knownNames.ts';
import type { CatalogChanged } from '../../server/src/protocol.ts';
import { parseDocument } from '../../server/src/syntax/document.ts';

export interface Asked {
  readonly text: string;
  readonly offset: number;
  readonly answer: CompletionAnswer | undefined;
  /** Labels, best first. */
  readonly labels: readonly string[];
}

export interface AskOptions {
  readonly catalog?: CatalogAccess;
  readonly snippets?: boolean;
  /** Texts of other open scripts, by the names of their files. */
  readonly others?: Readonly<Record<string, string>>;
  readonly recent?: readonly string[];
}

/** Asks at `$0`. */
export function ask(marked: string, { others = {}, ...options }: AskOptions = {}): Asked {
  const offset = marked.indexOf('$0');
  assert.ok(offset >= 0, 'the text has no $0');
  const text = marked.replace('$0', '');
  const answer = complete(parseDocument(text), offset, {
    ...options,
    others: Object.entries(others).map(([name, script]) => ({ name, syntax: parseDocument(script) })),
  });
  return { text, offset, answer, labels: answer?.proposals.map(proposal => proposal.label) ?? [] };
}

/** Accepts the item `label` and checks the text that results; with `within`, that it is among so many first ones. */
export function checkAccepted(
  marked: string,
  label: string,
  expected: string,
  options: AskOptions & { readonly within?: number } = {},
): void {
  const { text, answer, labels } = ask(marked, options);
  const place = labels.indexOf(label);
  assert.ok(answer && place >= 0, `${label} is not offered; there are ${labels.slice(0, 40).join(', ')}`);
  const proposal = answer.proposals[place]!;
  const result = text.slice(0, proposal.replaceStart ?? answer.replaceStart) + proposal.insert + text.slice(answer.replaceEnd);
  assert.equal(result, expected);
  if (options.within !== undefined)
    assert.ok(place < options.within, `${label} is number ${place + 1}: ${labels.slice(0, place + 1).join(', ')}`);
}

/** The first labels are these, in this order. */
export function checkFirst(marked: string, expected: readonly string[], options: AskOptions = {}): void {
  assert.deepEqual(ask(marked, options).labels.slice(0, expected.length), expected);
}

/** All of `wanted` is offered and nothing of `unwanted`. */
export function checkOffered(marked: string, wanted: readonly string[], unwanted: readonly string[] = [], options: AskOptions = {}): void {
  const { labels } = ask(marked, options);
  for (const label of wanted) assert.ok(labels.includes(label), `${label} is not offered; there are ${labels.slice(0, 40).join(', ')}`);
  for (const label of unwanted) assert.ok(!labels.includes(label), `${label} is offered`);
}

/** A catalog made of messages as the client sends them. */
export function catalogOf(...changes: Omit<CatalogChanged, 'connection'>[]): CatalogAccess {
  const byDatabase = new Map<string, ReturnType<typeof emptySnapshot>>();
  for (const change of changes)
    byDatabase.set(change.database, withChange(byDatabase.get(change.database), { connection: 'test', ...change }));
  const [first] = byDatabase.values();
  return { ...offline, snapshot: first, ofDatabase: name => byDatabase.get(name) };
}

const column = (name: string, type: string) => ({ name, type });

/** A small warehouse: `public`, `analytics`, a schema that is not loaded, an external one, and a second database. */
export const warehouse = catalogOf(
  {
    database: 'dev',
    databases: ['dev', 'sales'],
    schemas: [
      { name: 'public', kind: 'local' },
      { name: 'analytics', kind: 'local', owner: 'ann' },
      { name: 'raw_data', kind: 'local' },
      { name: 'spectrum', kind: 'external' },
      { name: 'Odd Schema', kind: 'local' },
    ],
    contents: [
      {
        schema: 'public',
        relations: [
          {
            name: 'users',
            kind: 'table',
            columns: [column('id', 'integer'), column('name', 'character varying(256)'), column('group', 'character varying(20)')],
          },
          { name: 'weird ".name', kind: 'table', columns: [column('Column One', 'integer')] },
          { name: 'v_users', kind: 'view', columns: [column('id', 'integer')] },
          { name: 'mv_daily', kind: 'materialized-view', columns: [column('day', 'date')] },
        ],
        functions: [
          { name: 'f_mask', kind: 'function', arguments: ['character varying'], returns: 'character varying' },
          { name: 'sp_load', kind: 'procedure', arguments: ['integer'] },
        ],
        models: [{ name: 'churn' }],
      },
      {
        schema: 'analytics',
        relations: [
          {
            name: 'orders',
            kind: 'table',
            columns: [column('order_id', 'bigint'), column('user_id', 'integer'), column('amount', 'numeric(10,2)')],
          },
          {
            name: 'user_session_channel',
            kind: 'table',
            columns: [column('session_id', 'character(32)'), column('user_id', 'integer'), column('channel', 'character varying(32)')],
          },
          { name: 'not_loaded', kind: 'table' },
        ],
        functions: [],
        models: [],
      },
      {
        schema: 'spectrum',
        relations: [{ name: 'clicks', kind: 'external-table', columns: [column('ts', 'timestamp')] }],
        functions: [],
        models: [],
      },
    ],
    principals: { users: ['ann', 'bob'], groups: ['analysts'], roles: ['reader', 'sys:dba'] },
    rlsPolicies: [{ name: 'by_region', columns: [column('region', 'character varying')] }],
    maskingPolicies: [{ name: 'hide_card', columns: [column('card', 'character varying')] }],
    iamRoles: ['arn:aws:iam::123456789012:role/Spectrum'],
  },
  {
    database: 'sales',
    schemas: [{ name: 'public', kind: 'local' }],
    contents: [
      { schema: 'public', relations: [{ name: 'invoices', kind: 'table', columns: [column('no', 'integer')] }], functions: [], models: [] },
    ],
  },
);
