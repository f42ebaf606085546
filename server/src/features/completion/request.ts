// What every provider of proposals is given: the place, what can be named there, and the list to add to.
import type { SyntaxDocument } from '../../syntax/document.ts';
import type { Language } from '../../syntax/language.ts';
import type { CursorContext } from '../expectedAtCursor.ts';
import type { KnownNames } from '../knownNames.ts';
import type { Fit } from './fuzzy.ts';
import type { Place } from './place.ts';
import type { ProposalList } from './proposals.ts';

export interface CompletionRequest {
  readonly document: SyntaxDocument;
  readonly offset: number;
  readonly language: Language;
  readonly context: CursorContext;
  readonly known: KnownNames;
  readonly list: ProposalList;
  readonly snippets: boolean;
  /** Folded names before the cursor in a dotted name. */
  readonly qualifiers: readonly string[];
  readonly fits: (name: string, folded?: string) => Fit;
  /** The tree around the cursor, made when first asked for. */
  place(): Place;
  /** Keywords in the case of the script. */
  spell(words: string): string;
}
