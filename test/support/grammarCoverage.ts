// Which alternatives of the grammar some SQL exercises: every branch of a choice, every clause of an any-order group, every optional part.
// The product's parser knows nothing of this: here it gets a grammar in which each alternative is a rule of its own, so that the tree tells.
import { parseDocument } from '../../server/src/syntax/document.ts';
import { classNames, type Element, type Grammar, Op, type Rule, readGrammar } from '../../server/src/syntax/grammar.ts';
import { grammarFiles } from '../../server/src/syntax/grammarFiles.ts';
import { type Language, languageOf } from '../../server/src/syntax/language.ts';
import type { ParsedStatement } from '../../server/src/syntax/parsedStatement.ts';

export interface Alternative {
  /** The grammar file, the rule and the alternative in the grammar's notation. */
  readonly file: string;
  readonly rule: string;
  readonly text: string;
  readonly exercised: boolean;
}

export interface GrammarCoverage {
  /** Parses SQL and notes what it exercises; statements with problems do not count. */
  take(sql: string): void;
  alternatives(): Alternative[];
}

export function grammarCoverage(): GrammarCoverage {
  const grammar = readGrammar(grammarFiles());
  const observed = observe(grammar);
  const language: Language = languageOf(grammar);
  const seen = new Set<number>();

  function note(parsed: ParsedStatement): void {
    if (parsed.problems.length > 0) return;
    for (const kind of parsed.nodeKinds) seen.add(kind);
    for (const body of parsed.bodies) note(body.parsed);
  }

  return {
    take: sql => {
      for (const { parsed } of parseDocument(sql, language).statements) note(parsed);
    },
    alternatives: () =>
      observed.map(({ rule, element, nodeKind }) => ({
        file: rule.file,
        rule: rule.name,
        text: notationOf(element, grammar),
        exercised: seen.has(nodeKind),
      })),
  };
}

interface Observed {
  readonly rule: Rule;
  readonly element: Element;
  readonly nodeKind: number;
}

/** Puts a rule around each alternative, and answers them. */
function observe(grammar: Grammar): Observed[] {
  const observed: Observed[] = [];
  const wrap = (items: Element[], i: number) => {
    const element = items[i]!;
    const nodeKind = grammar.nodeKind(`alternative ${element.id}`);
    const rule: Rule = { name: `alternative ${element.id}`, nodeKind, body: element, page: undefined, file: '', tolerated: false };
    observed.push({ rule: element.owner, element, nodeKind });
    items[i] = { ...element, op: Op.Rule, rule, items: [], slot: undefined, kind: 0, classId: -1, first: undefined, nullable: undefined };
  };
  for (const element of [...grammar.elements]) {
    if (element.op !== Op.Choice && element.op !== Op.AnyOrder && element.op !== Op.Optional) continue;
    const items = element.items as Element[];
    // The branches of an optional choice tell by themselves that it was there.
    const single = items[0]!;
    if (element.op === Op.Optional && (single.op === Op.Choice || single.op === Op.AnyOrder)) continue;
    for (let i = 0; i < items.length; i++) wrap(items, i);
  }
  return observed;
}

/** An element in the notation of the grammar files. */
function notationOf(element: Element, grammar: Grammar): string {
  const inside = (between: string) => element.items.map(item => notationOf(item, grammar)).join(between);
  switch (element.op) {
    case Op.Token:
      return grammar.keywords.textOf(element.kind);
    case Op.Slot:
      return element.slot!.name;
    case Op.Class:
      return classNames[element.classId]!;
    case Op.Rule:
      return element.rule!.name.startsWith('alternative ') ? notationOf(element.rule!.body, grammar) : element.rule!.name;
    case Op.Sequence:
      return inside(' ');
    case Op.Choice:
      return `{ ${inside(' | ')} }`;
    case Op.AnyOrder:
      return `{ ${inside(' || ')} }`;
    case Op.Optional:
      return `[ ${inside(' ')} ]`;
    case Op.List:
      return `${inside(' ')} ,...`;
    case Op.Repeat:
      return `${inside(' ')} ...`;
    default:
      return '~';
  }
}
