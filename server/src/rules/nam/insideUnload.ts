// The query of UNLOAD is a string: checks of names look at it too, and tell their findings at their places in the string.
import type { SyntaxNode } from '../../syntax/tree.ts';
import { placeInText, unloadQueryOf } from '../lod/unloadQuery.ts';
import type { Finding, RuleContext } from '../rule.ts';

type Check = (root: SyntaxNode, context: RuleContext) => void;

/** The same check, that looks at the query of UNLOAD as well. */
export const alsoInsideUnload =
  (check: Check): Check =>
  (root, context) => {
    check(root, context);
    const { statement, inBody } = context;
    if (statement.kind !== 'UnloadStatement' || inBody || root.nodes[0]?.index !== statement.index) return;
    const inside = unloadQueryOf(statement);
    const innerRoot = inside?.query?.parent;
    if (!inside?.query || !innerRoot) return;
    const report = (finding: Finding) =>
      context.report({
        ...finding,
        at: placeInText(inside, finding.at),
        fixes: (finding.fixes ?? []).map(fix => ({
          ...fix,
          edits: fix.edits.map(edit => ({ ...placeInText(inside, edit), newText: edit.newText.replace(/'/g, "''") })),
        })),
      });
    // The models are read when they are asked for.
    const inner: RuleContext = Object.create(context, { statement: { value: inside.query }, report: { value: report } });
    check(innerRoot, inner);
  };
