// What completion offers, and in which order: the tiers of the ranking and the list that proposals are collected in.

export type ProposalKind =
  | 'keyword'
  | 'column'
  | 'relation'
  | 'view'
  | 'schema'
  | 'database'
  | 'function'
  | 'procedure'
  | 'model'
  | 'type'
  | 'alias'
  | 'principal'
  | 'policy'
  | 'parameter'
  | 'value'
  | 'variable'
  | 'snippet'
  | 'word';

export interface Proposal {
  /** What is shown; begins with what the user types. */
  readonly label: string;
  readonly kind: ProposalKind;
  /** What is put in; with `snippet`, in the snippet syntax of LSP. */
  readonly insert: string;
  readonly snippet?: boolean;
  /** Smaller comes first. */
  readonly rank: number;
  /** Behind the label: a type, an argument list. */
  readonly detail?: string;
  /** Where it comes from: a schema, "function". */
  readonly description?: string;
  /** Key for `documentationOf`, asked when the user looks at the item. */
  readonly about?: string;
  /** Where it replaces from when that is before the word at the cursor; an offset in the document. */
  readonly replaceStart?: number;
  /** What typed text is matched with when that is not the label. */
  readonly filter?: string;
}

/** Tiers of the ranking: exact place > scope > search path > schema > rest. Places between them order what is in a tier. */
export const rank = {
  exact: 0,
  column: 1_000,
  mainName: 2_000,
  keyword: 3_000,
  alias: 4_000,
  script: 5_000,
  searchPath: 6_000,
  schema: 7_000,
  expressionWord: 8_000,
  commonFunction: 8_500,
  function: 10_000,
  operator: 3_500,
  system: 14_000,
  snippet: 16_000,
  mention: 18_000,
} as const;

/** How many names are sent at once; where there are more, the answer is marked incomplete and asked for again as the user types. */
export const mostNames = 150;

/** The language's own words and functions: a column may well be called the same. */
const isWord = ({ kind, about }: Proposal) => kind === 'keyword' || kind === 'type' || (kind === 'function' && about !== undefined);

/** Collects proposals; the better rank of two with the same label and kind stays. */
export class ProposalList {
  private readonly byKey = new Map<string, Proposal>();
  private order = 0;
  incomplete = false;

  add(proposal: Proposal): void {
    const key = `${isWord(proposal) ? 'k' : ''}\n${proposal.label.toLowerCase()}`;
    const known = this.byKey.get(key);
    // The order of arrival decides inside a tier, so that tables keep their columns' order.
    const placed = known && known.rank <= proposal.rank ? known.rank : proposal.rank + this.order++ / 100_000;
    // A word that is a function is put in with its parentheses.
    if (known?.kind === 'function' && proposal.kind === 'keyword') this.byKey.set(key, { ...known, rank: placed });
    else if (!known || known.rank > proposal.rank || (known.kind === 'keyword' && proposal.kind === 'function'))
      this.byKey.set(key, { ...proposal, rank: placed });
  }

  /** Names and functions that were accepted lately come first among what is as likely as they are; `labels` has the latest first. */
  raise(labels: readonly string[]): void {
    for (const [age, label] of labels.entries()) {
      const key = label.toLowerCase();
      for (const found of [`\n${key}`, `k\n${key}`]) {
        const known = this.byKey.get(found);
        if (!known || known.kind === 'keyword' || known.kind === 'type') continue;
        const tier = known.kind === 'function' ? rank.expressionWord - 300 : known.rank - (known.rank % 1_000);
        const raised = tier - 1 + age / 100;
        if (raised < known.rank) this.byKey.set(found, { ...known, rank: raised });
      }
    }
  }

  get proposals(): Proposal[] {
    return [...this.byKey.values()];
  }
}
