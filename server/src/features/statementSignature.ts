// Signature help for statements: their shape in the notation of the AWS reference, with the current place in it.

import { Op, type Rule } from '../syntax/grammar.ts';
import type { Language } from '../syntax/language.ts';
import type { Expectation } from '../syntax/parser.ts';
import { link } from './completion/documentation.ts';
import type { CursorContext } from './expectedAtCursor.ts';
import type { Signature, SignatureAnswer } from './signatureHelp.ts';
import { explainNames, type Shape, shapeOf } from './statementShape.ts';

/** Rules that only pass on to one of their alternatives: their shape tells nothing. */
const passing = new Set(['Statement', 'EmbeddedStatement', 'ExplainableStatement', 'PreparableStatement', 'PlpgsqlStatement', 'QueryTerm']);

/** Behind a word that several statements or forms begin with each of them is a signature; more than this tell nothing. */
const mostForms = 40;

/** The shape of the statement, and of the clause that the cursor is in where the statement's shape has only its name. */
export function statementSignature({ expectations, before }: CursorContext, language: Language): SignatureAnswer | undefined {
  if (before.count === 0) return undefined;
  const wanted = expectations.filter(({ operator, rules }) => !operator && rules.length > 0);
  if (wanted.length === 0) return undefined;
  const rules = commonRules(wanted).filter(rule => !passing.has(rule.name));
  const [only] = rules;
  if (!only || (rules.length === 1 && listsForms(only))) return formsSignature(wanted, only, language);
  const shapes = shownRules(rules).map(rule => ({ rule, shape: shapeOf(rule, language.grammar) }));
  const signatures = shapes.map(({ rule, shape }) => {
    // A form is read behind the statement's own word.
    const head = rule === rules[1] && listsForms(rules[0]!) ? `${leadingWords(rules[0]!, language)} ` : '';
    return signatureOfShape(rule, shape, head, wanted, language);
  });
  const active = signatures.length - 1;
  return { signatures, activeSignature: active, activeParameter: signatures[active]!.parameters.length > 0 ? 0 : undefined };
}

/** `GRANT |`, `COPY |`: a signature for each form that can follow, those that the grammar has first in front. */
function formsSignature(wanted: readonly Expectation[], statement: Rule | undefined, language: Language): SignatureAnswer | undefined {
  const forms = new Map<Rule, Expectation[]>();
  for (const expectation of wanted) {
    const form = expectation.rules.find(rule => rule !== statement && !passing.has(rule.name));
    if (!form || form.tolerated || form.name.endsWith('Unmarked')) continue;
    const known = forms.get(form);
    if (known) known.push(expectation);
    else forms.set(form, [expectation]);
  }
  // Behind CREATE and the like there are too many.
  if (forms.size === 0 || forms.size > (statement ? mostForms : 4)) return undefined;
  const head = statement ? `${leadingWords(statement, language)} ` : '';
  const signatures = [...forms].map(([form, expected]) =>
    signatureOfShape(form, shapeOf(form, language.grammar), head, expected, language),
  );
  // The form that goes on with a name is the usual one: COPY table, not COPY JOB.
  const active = Math.max(
    [...forms.values()].findIndex(expected => expected.some(({ element }) => element?.slot)),
    0,
  );
  return { signatures, activeSignature: active, activeParameter: signatures[active]!.parameters.length > 0 ? 0 : undefined };
}

function signatureOfShape(rule: Rule, shape: Shape, head: string, wanted: readonly Expectation[], language: Language): Signature {
  const [start, end] = spanOf(shape, wanted);
  const parameters: (readonly [number, number])[] = end > start ? [[head.length + start, head.length + end]] : [];
  const explained = explainNames(shape, language.grammar);
  const page = rule.page ? link(rule.page) : '';
  const documentation = [explained && `\`\`\`redshift-sql\n${explained}\n\`\`\``, page].filter(Boolean).join('\n');
  return { label: head + shape.text, parameters, ...(documentation && { documentation }) };
}

/** The rules that are open for everything that could come next. */
function commonRules(expectations: readonly Expectation[]): readonly Rule[] {
  let common = expectations[0]!.rules;
  for (const { rules } of expectations) {
    let same = 0;
    while (same < common.length && common[same] === rules[same]) same++;
    common = common.slice(0, same);
  }
  return common;
}

/** A rule that is a keyword and a choice of forms: GRANT, REVOKE, SHOW. */
function listsForms({ body }: Rule): boolean {
  const last = body.op === Op.Sequence ? body.items.at(-1)! : body;
  return last.op === Op.Choice && last.items.every(item => item.op === Op.Rule);
}

const leadingWords = ({ body }: Rule, { grammar }: Language) =>
  body.items
    .filter(item => item.op === Op.Token)
    .map(item => grammar.keywords.textOf(item.kind))
    .join(' ');

/** The statement's rule, or its form's, and the innermost clause that has more than one part. */
function shownRules(rules: readonly Rule[]): Rule[] {
  const [first, second] = rules;
  const statement = second && listsForms(first!) ? second : first!;
  const clause = rules.findLast(
    rule => rule !== first && rule !== statement && rule.body.op !== Op.Rule && rule.body.op !== Op.Slot && rule.body.op !== Op.Token,
  );
  return clause ? [statement, clause] : [statement];
}

/**
 * Where in a shape the cursor is: the choice that holds everything that could come next, else the first of the places (what is optional here comes
 * before what must come), with the brackets that it begins.
 */
function spanOf(shape: Shape, expectations: readonly Expectation[]): readonly [number, number] {
  const spans = expectations.map(expectation => spanOfOne(shape, expectation)).filter(span => span !== undefined);
  const [first] = spans;
  if (!first) return [0, 0];
  const nearest = spans.reduce((earlier, span) => (span[0] < earlier[0] ? span : earlier), first);
  let best: readonly [number, number] | undefined;
  const smaller = (span: readonly [number, number]) => !best || span[1] - span[0] < best[1] - best[0];
  for (const [element, span] of shape.spans) {
    const holdsAll = element.op === Op.Choice && spans.every(([start, end]) => span[0] <= start && end <= span[1]);
    if (holdsAll && spans.some(([start]) => start !== nearest[0]) && smaller(span)) best = span;
  }
  // Brackets are marked with the word that they begin with, not with what stands in them when the cursor is inside already.
  if (best || !/^[A-Z_0-9]+$/.test(shape.text.slice(nearest[0], nearest[1]))) return best ?? nearest;
  for (const [element, span] of shape.spans) {
    const opens = element.op === Op.Optional && span[0] <= nearest[0] && nearest[1] <= span[1];
    if (opens && /^[[{\s]*$/.test(shape.text.slice(span[0], nearest[0])) && smaller(span)) best = span;
  }
  return best ?? nearest;
}

function spanOfOne(shape: Shape, { element, rules }: Expectation): readonly [number, number] | undefined {
  for (let at = element; at; at = at.parent) {
    const span = shape.spans.get(at);
    if (span) return span;
  }
  // The element stands in a rule that the shape only names: mark the name.
  let found: readonly [number, number] | undefined;
  for (const [shown, span] of shape.spans) if (shown.op === Op.Rule && rules.includes(shown.rule!)) found = span;
  return found;
}
