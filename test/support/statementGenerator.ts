// Random valid statements, made from the same grammar that parses them. What only the parser tolerates is never made.
// The same seed gives the same statement, whatever was generated before.
import { classNames, type Element, type Grammar, Op, type Rule, type Slot } from '../../server/src/syntax/grammar.ts';
import { type Random, randomOf } from './random.ts';

export interface StatementGenerator {
  /** A statement without its semicolon. */
  statement(seed: number): string;
  /** What a rule describes. */
  text(rule: string, seed: number): string;
}

interface Run {
  readonly random: Random;
  readonly out: string[];
  depth: number;
}

/** Rules open at once; from here on the shortest way out is taken. */
const DEEP = 14;

/** Stands in the text for a body until the statement's language is known. */
const BODY = '$body$';

const names = ['orders', 'price', 'c1', 'shop', 'mina', 'weekly', '"Two Words"', 'x_2', 'größe', 'region_', 'k'];
const strings = [
  "'x'",
  "''",
  "'it''s'",
  "'2026-01-31'",
  "'s3://bucket/path/'",
  "'arn:aws:iam::111122223333:role/r'",
  "E'a\\nb'",
  '$$text$$',
];

export function statementGenerator(grammar: Grammar): StatementGenerator {
  const lowest = lowestDepths(grammar);
  const depthOf = (element: Element) => lowest.get(element) ?? Number.POSITIVE_INFINITY;
  const usable = (element: Element) => depthOf(element) < Number.POSITIVE_INFINITY;

  function text(rule: string, seed: number): string {
    const run: Run = { random: randomOf(seed), out: [], depth: 0 };
    const found = grammar.rules.get(rule);
    if (!found) throw new Error(`the grammar has no rule ${rule}`);
    fromRule(run, found);
    return withBody(run, joined(run.out));
  }

  function make(run: Run, element: Element): void {
    const { random, out } = run;
    switch (element.op) {
      case Op.Token:
        out.push(grammar.keywords.textOf(element.kind));
        return;
      case Op.Slot:
        out.push(nameOf(random, element.slot!));
        return;
      case Op.Class:
        fromClass(run, classNames[element.classId]!);
        return;
      case Op.Rule:
        fromRule(run, element.rule!);
        return;
      case Op.Sequence:
        for (const item of element.items) make(run, item);
        return;
      case Op.Choice:
        make(run, chosen(run, element.items));
        return;
      case Op.Optional:
        if (usable(element.items[0]!) && run.depth < DEEP && random.chance(0.35)) make(run, element.items[0]!);
        return;
      case Op.List:
        repeat(run, element.items[0]!, ',');
        return;
      case Op.Repeat:
        repeat(run, element.items[0]!, undefined);
        return;
      case Op.AnyOrder: {
        const left = element.items.filter(usable);
        const count = run.depth < DEEP ? 1 + random.below(Math.min(3, left.length)) : 1;
        for (let i = 0; i < count; i++) {
          const item = run.depth < DEEP ? chosen(run, left) : shortest(left);
          left.splice(left.indexOf(item), 1);
          make(run, item);
        }
      }
    }
  }

  function fromRule(run: Run, rule: Rule): void {
    run.depth++;
    make(run, rule.body);
    run.depth--;
  }

  function repeat(run: Run, item: Element, between: string | undefined): void {
    const count = run.depth < DEEP ? 1 + run.random.below(3) : 1;
    for (let i = 0; i < count; i++) {
      if (i > 0 && between) run.out.push(between);
      make(run, item);
    }
  }

  function chosen(run: Run, items: readonly Element[]): Element {
    const possible = items.filter(usable);
    if (run.depth >= DEEP) return shortest(possible);
    return run.random.pick(possible);
  }

  const shortest = (items: readonly Element[]) => items.reduce((best, item) => (depthOf(item) < depthOf(best) ? item : best));

  function fromClass(run: Run, name: (typeof classNames)[number]): void {
    const { random, out } = run;
    switch (name) {
      case 'string':
        out.push(random.pick(strings));
        return;
      case 'integer':
        out.push(String(random.below(1000)));
        return;
      case 'number':
        out.push(random.pick(['0', '12', '3.5', '.25', '1e3', '2.5E-2']));
        return;
      case 'signed-number':
        out.push(random.pick(['', '-', '+']) + random.below(100));
        return;
      case 'boolean':
        out.push(random.pick(['TRUE', 'FALSE']));
        return;
      case 'quoted-name':
        out.push('"A b"');
        return;
      case 'identifier':
        out.push(random.pick(names));
        return;
      case 'any-word':
        out.push(random.pick(['orders', 'user', 'table', '"x"']));
        return;
      case 'body':
        out.push(BODY);
        return;
      case 'parens':
        out.push('( a, (b) )');
        return;
      case 'anything':
        out.push(random.pick(['x', 'SELECT 1', '']));
        return;
      case 'operand':
        operand(run);
        return;
      case 'expression':
        expression(run);
    }
  }

  /** Operators between operands; conditions only where nothing that stands behind could be taken for their continuation. */
  function expression(run: Run): void {
    const { random, out } = run;
    run.depth++;
    if (run.depth < DEEP && random.chance(0.15)) out.push('NOT');
    operand(run);
    if (run.depth < DEEP && random.chance(0.3)) {
      switch (random.below(6)) {
        case 0:
          out.push('IS', ...random.pick([['NULL'], ['NOT', 'NULL'], ['TRUE'], ['NOT', 'FALSE'], ['UNKNOWN']]));
          break;
        case 1:
          out.push(...random.pick([['LIKE'], ['NOT', 'LIKE'], ['ILIKE'], ['SIMILAR', 'TO']]), "'a%'");
          break;
        case 2:
          if (random.chance(0.5)) out.push('NOT');
          out.push('IN', '(', '1', ',', '2', ')');
          break;
        case 3:
          if (random.chance(0.5)) out.push('NOT');
          out.push('BETWEEN', '1', 'AND');
          operand(run);
          break;
        default:
          out.push(random.pick(['=', '<>', '!=', '<', '>', '<=', '>=']));
          if (random.chance(0.1)) fromRule(run, grammar.rules.get('QuantifiedOperand')!);
          else operand(run);
      }
    }
    if (run.depth < DEEP && random.chance(0.15)) {
      out.push(random.pick(['AND', 'OR']));
      expression(run);
    }
    run.depth--;
  }

  function operand(run: Run): void {
    const { random, out } = run;
    run.depth++;
    if (random.chance(0.05)) out.push('-');
    if (run.depth < DEEP && random.chance(0.4)) fromRule(run, grammar.rules.get('Primary')!);
    else out.push(random.pick(['a', 't.price', '1', "'x'", '"Q"', 'NULL', 'f(a)', '2.5', 's.items[0].id']));
    if (run.depth < DEEP && random.chance(0.15)) {
      out.push(random.pick(['+', '-', '*', '/', '%', '||']));
      operand(run);
    }
    if (random.chance(0.05)) out.push('::', random.pick(['int', 'varchar(10)', 'date']));
    run.depth--;
  }

  /** Puts a program of the statement's language where its body stands. */
  function withBody(run: Run, statement: string): string {
    if (!statement.includes(BODY)) return statement;
    const language = /LANGUAGE\s+'?"?(\w+)/i.exec(statement)?.[1]?.toLowerCase();
    const program =
      language === 'plpgsql' ? text('PlpgsqlBody', run.random.below(2 ** 31)) : language === 'sql' ? 'SELECT $1 + 1' : 'return 1';
    // A body within the body has another tag.
    const inside = program.replaceAll(BODY, '$inner$');
    return statement.replaceAll(BODY, () => `${BODY} ${inside} ${BODY}`);
  }

  return { text, statement: seed => text('Statement', seed) };
}

function nameOf(random: Random, slot: Slot): string {
  const parts = 1 + random.below(Math.min(slot.most, 3));
  const name = Array.from({ length: parts }, () => random.pick(names)).join('.');
  return slot.colon && random.chance(0.2) ? `sys:${random.pick(names)}` : name;
}

/** Words with a space between; nothing before what ends a list or calls a function, so that it looks like SQL. */
const joined = (words: readonly string[]) => words.filter(Boolean).join(' ').replaceAll(' ,', ',').replaceAll(' . ', '.');

/** How many rules deep each element must go at least; infinite for what is only tolerated. */
function lowestDepths(grammar: Grammar): Map<Element, number> {
  const depths = new Map<Element, number>();
  const depthOf = (element: Element) => depths.get(element) ?? Number.POSITIVE_INFINITY;
  const compute = (element: Element): number => {
    switch (element.op) {
      case Op.Token:
        // A column called ARRAY, compared with < or <>, would be read as the type array<…>.
        return element.owner.name === 'ColumnReference' && grammar.keywords.textOf(element.kind) === 'ARRAY' ? Number.POSITIVE_INFINITY : 0;
      case Op.Rule:
        return isMade(element.rule!) ? depthOf(element.rule!.body) + 1 : Number.POSITIVE_INFINITY;
      case Op.Sequence:
        return element.items.reduce((most, item) => Math.max(most, depthOf(item)), 0);
      case Op.Choice:
      case Op.AnyOrder:
        return element.items.reduce((least, item) => Math.min(least, depthOf(item)), Number.POSITIVE_INFINITY);
      case Op.List:
      case Op.Repeat:
        return depthOf(element.items[0]!);
      default:
        return 0;
    }
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const element of grammar.elements) {
      const depth = compute(element);
      if (depth < depthOf(element)) {
        depths.set(element, depth);
        changed = true;
      }
    }
  }
  return depths;
}

/** Tolerated and unsupported forms are parsed so that a rule can speak of them; ANY (…) stands only behind a comparison. */
const isMade = ({ name }: Rule) => !/^(?:Tolerated|Unsupported|QuantifiedOperand$)/.test(name);
