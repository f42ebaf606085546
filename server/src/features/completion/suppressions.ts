// In comments: the lint directives and the rules that they can name. Everything else in a comment is nobody's business.

import { allRules } from '../../rules/registry.ts';
import type { SyntaxDocument } from '../../syntax/document.ts';
import { say, translate } from '../../text/say.ts';
import { matcher } from './fuzzy.ts';
import { type Proposal, rank } from './proposals.ts';

export interface DirectiveAnswer {
  readonly proposals: readonly Proposal[];
  readonly replaceStart: number;
}

const directives = ['redshift-lint-disable-next-line', 'redshift-lint-disable-line', 'redshift-lint-disable'];

/** `-- redshift-lint-disable-next-line |` and the directive itself while it is typed; undefined in any other comment. */
export function completeDirective(document: SyntaxDocument, offset: number): DirectiveAnswer | undefined {
  const line = document.text.slice(document.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const ids = /(?:--|\/\*)[ \t]*redshift-lint-disable(?:-next-line|-line)?[ \t]+(?:[\w-]+[ \t]*,[ \t]*)*([\w-]*)$/.exec(line);
  if (ids) {
    const typed = ids[1]!;
    const fits = matcher(typed);
    const proposals = allRules
      .filter(rule => fits(rule.id) || fits(rule.name))
      .map(
        (rule, index): Proposal => ({
          label: rule.id,
          kind: 'value',
          insert: rule.id,
          rank: rank.exact + index,
          detail: translate(rule.title),
          filter: `${rule.id} ${rule.name}`,
          about: `rule:${rule.id}`,
        }),
      );
    return { proposals, replaceStart: offset - typed.length };
  }
  const word = /(?:--|\/\*)[ \t]*(r[\w-]*)$/.exec(line)?.[1];
  if (word === undefined) return undefined;
  const proposals = directives
    .filter(directive => directive.startsWith(word))
    .map(
      (directive, index): Proposal => ({
        label: directive,
        kind: 'value',
        insert: directive,
        rank: rank.exact + index,
        description: say`silences rules`,
      }),
    );
  return proposals.length > 0 ? { proposals, replaceStart: offset - word.length } : undefined;
}
