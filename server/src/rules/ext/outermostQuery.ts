// The query whose clauses count for a statement as a whole, parentheses around it or not.
import type { SyntaxNode } from '../../syntax/tree.ts';

/** `(SELECT … LIMIT 1)`: the query inside the parentheses, where nothing stands behind them. */
export function outermostQueries(query: SyntaxNode): SyntaxNode[] {
  const found = [query];
  let inner: SyntaxNode | undefined = query;
  while (inner) {
    const only: SyntaxNode | undefined = inner.child('SetOperation')
      ? undefined
      : inner.child('QueryTerm')?.child('ParenthesizedQuery')?.child('Query');
    if (only) found.push(only);
    inner = only;
  }
  return found;
}
