// The parse engine: walks the grammar's elements over the tokens of one statement. Ordered choice, predicted by FIRST sets.
//
// A pass is *silent* (does the statement match?) or *observing*: the token at `target` matches nothing, and every element that was tried there is
// recorded. Errors and completion are both such a pass: what was expected where it failed, what is expected at the cursor.
// Nodes are written in postorder into typed arrays (kind, first token, end token, number of nodes below and including it), so that backtracking is
// setting a counter back and wrapping an operand costs nothing. See `tree.ts` for the tree that is made of them.
import { beginsWith, classId, type Element, firstOf, type Grammar, isNullable, Op, prefixOperators, type Rule } from './grammar.ts';
import { Answers, Recall } from './recall.ts';
import * as T from './tokens.ts';

/** What could have stood at the target. */
export interface Expectation {
  /** The element of the grammar; undefined for an operator that the expression code asks for. */
  readonly element: Element | undefined;
  /** Token kind of a keyword or mark; 0 for slots and classes. */
  readonly kind: number;
  /** The rules that were open, outermost first. */
  readonly rules: readonly Rule[];
  /** Inside a value expression that begins at the target: for messages all of these are "an expression". */
  readonly inExpression: boolean;
  /** An operator that could continue an expression that is already complete. */
  readonly operator: boolean;
  /** Behind `name.`: the further parts of a dotted name. */
  readonly afterDot: boolean;
  /** The outermost rule that begins at the target; undefined for what continues a rule begun before it. */
  readonly begins: Rule | undefined;
}

export interface TokenView {
  kinds: Uint16Array;
  count: number;
}

export interface PassResult {
  readonly matched: boolean;
  /** Index of the token behind what was matched; `count` when the statement is complete. */
  readonly end: number;
  /** The furthest token at which something else was wanted. */
  readonly furthest: number;
  /** It was given up: nested too deeply, or too much backtracking. Nothing is known about the statement then. */
  readonly givenUp: boolean;
  /** Rules tried, also those whose outcome was recalled. */
  readonly steps: number;
}

/** Nodes of the last silent pass, in postorder. */
export interface NodeBuffer {
  kinds: Uint16Array;
  firsts: Int32Array;
  ends: Int32Array;
  sizes: Int32Array;
  count: number;
}

export interface Parser {
  readonly grammar: Grammar;
  readonly nodes: NodeBuffer;
  /** Does `rule` match a prefix of the tokens from `from`? The nodes stay in `nodes`. */
  match(rule: Rule, tokens: TokenView, from?: number, honourCommits?: boolean): PassResult;
  /**
   * The same without the nodes, which are of no use then: quick where nearly the same tokens were tried before, see `recall.ts`.
   * The tokens are kept: they must not be changed.
   */
  attempt(rule: Rule, tokens: TokenView, honourCommits?: boolean): PassResult;
  /** The token kinds that a rule can begin with, a byte for each kind. */
  firstKinds(rule: Rule): Uint8Array;
  /** Rules tried since the parser was made: the work that tests and the fuzzer measure, in place of time. */
  stepsTaken(): number;
  /** What was tried at token `target`, whose kind is ignored. */
  expectedAt(rule: Rule, tokens: TokenView, target: number, honourCommits?: boolean): Expectation[];
  /** The same for tokens that are not changed any more: asked again it is answered at once. */
  wantedAt(rule: Rule, tokens: TokenView, target: number): readonly Expectation[];
}

/** Binding strength of infix operators; `operand` stops before COMPARISON. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const PREDICATE = 5;
const OTHER = 6;
const SUM = 7;
const PRODUCT = 8;
const POWER = 9;

/** No rule looks further behind the last token that it takes, or at which it wants another one. */
const LOOK_AHEAD = 3;

/** Expressions are recalled by these numbers and their strength. */
const FIRST_EXPRESSION = 0x2000000;

/** Open rules and expressions. The stack of the process is finite, machine-made SQL is not: see `deepNesting.ts`. */
const MAX_DEPTH = 450;

export function createParser(grammar: Grammar): Parser {
  const { keywords } = grammar;
  const keyword = (word: string) => keywords.kindOf(word) ?? T.BAD;
  const K = {
    AND: keyword('AND'), OR: keyword('OR'), NOT: keyword('NOT'), IS: keyword('IS'), NULL: keyword('NULL'), TRUE: keyword('TRUE'), FALSE: keyword('FALSE'),
    UNKNOWN: keyword('UNKNOWN'), DISTINCT: keyword('DISTINCT'), FROM: keyword('FROM'), ISNULL: keyword('ISNULL'), NOTNULL: keyword('NOTNULL'), LIKE: keyword('LIKE'),
    ILIKE: keyword('ILIKE'), SIMILAR: keyword('SIMILAR'), TO: keyword('TO'), ESCAPE: keyword('ESCAPE'), BETWEEN: keyword('BETWEEN'), SYMMETRIC: keyword('SYMMETRIC'),
    IN: keyword('IN'), OVERLAPS: keyword('OVERLAPS'), AT: keyword('AT'), TIME: keyword('TIME'), ZONE: keyword('ZONE'), COLLATE: keyword('COLLATE'),
    SELECT: keyword('SELECT'), WITH: keyword('WITH'), VALUES: keyword('VALUES'), TABLE: keyword('TABLE'),
  }; // biome-ignore format: one table
  const infix = new Uint8Array(grammar.kindCount);
  const prefix = new Uint8Array(grammar.kindCount);
  for (const word of prefixOperators) {
    const kind = T.punctuationKind(word) ?? keyword(word);
    prefix[kind] = 1;
  }
  prefix[K.NOT] = 2;
  const strength: [number, readonly string[]][] = [
    [OR, ['OR']],
    [AND, ['AND']],
    [COMPARISON, ['=', '<', '>', '<=', '>=', '<>', '!=', '^=', 'IS', 'ISNULL', 'NOTNULL']],
    [PREDICATE, ['LIKE', 'ILIKE', 'SIMILAR', 'BETWEEN', 'IN', 'OVERLAPS', 'NOT']],
    [OTHER, ['||', '~', '~*', '!~', '!~*', '#', '&', '|', '<<', '>>', '@>', '<@', '->', '->>', '~~', '!~~', '~~*', '!~~*', '@']],
    [SUM, ['+', '-']],
    [PRODUCT, ['*', '/', '%']],
    [POWER, ['^']],
  ];
  for (const [level, marks] of strength) for (const mark of marks) infix[T.punctuationKind(mark) ?? keyword(mark)] = level;
  infix[T.BAD] = 0;
  prefix[T.BAD] = 0;
  const operatorWords = [
    'AND',
    'OR',
    'IS',
    'NOT',
    'LIKE',
    'ILIKE',
    'IN',
    'BETWEEN',
    'SIMILAR',
    'OVERLAPS',
    'ISNULL',
    'NOTNULL',
    'COLLATE',
    'AT',
    '=',
    '<>',
    '<',
    '>',
    '<=',
    '>=',
    '+',
    '-',
    '*',
    '/',
    '%',
    '||',
    '::',
  ];
  const operatorKinds = operatorWords.map(
    word => [T.punctuationKind(word) ?? keyword(word), infix[T.punctuationKind(word) ?? keyword(word)]! || POWER] as const,
  );
  /** What closes a bracket, see `deepNesting.ts`. */
  const closers = new Set([T.RIGHT_PAREN, T.RIGHT_BRACKET, T.punctuationKind('>')!, keyword('END')]);
  const doubleColon = T.punctuationKind('::')!;
  const atSign = T.punctuationKind('@')!;

  const kindOf = (name: string) => grammar.nodeKind(name);
  const N = {
    binary: kindOf('BinaryExpression'), unary: kindOf('UnaryExpression'), is: kindOf('IsExpression'), like: kindOf('LikeExpression'), between: kindOf('BetweenExpression'),
    in: kindOf('InExpression'), cast: kindOf('CastOperator'), subscript: kindOf('Subscript'), field: kindOf('FieldAccess'), outer: kindOf('OuterJoinMark'),
    timeZone: kindOf('AtTimeZone'), collate: kindOf('Collate'), literal: kindOf('Literal'), body: kindOf('Body'), parens: kindOf('Parens'),
    anything: kindOf('Anything'),
  }; // biome-ignore format: one table
  const primaryRule = grammar.rules.get('Primary');
  const queryRule = grammar.rules.get('Query');
  const statementRule = grammar.rules.get('Statement');
  const isVariable = (kind: number) => kind === T.PARAMETER || kind === T.TEMPLATE;
  const dataTypeRule = grammar.rules.get('DataType');
  const C = {
    string: classId('string'), integer: classId('integer'), number: classId('number'), signed: classId('signed-number'), boolean: classId('boolean'), identifier: classId('identifier'),
    word: classId('any-word'), expression: classId('expression'), operand: classId('operand'), body: classId('body'), parens: classId('parens'), anything: classId('anything'), quoted: classId('quoted-name'),
  }; // biome-ignore format: one table
  const { isName, isWord } = grammar;
  /** Stands for the operand that an operator wants. */
  const anyExpression: Element | undefined = primaryRule && {
    ...primaryRule.body,
    op: Op.Class,
    classId: C.expression,
    items: [],
    parent: undefined,
  };

  // ---- the state of a pass ----------------------------------------------------------------------------------------------------
  let kinds: Uint16Array = new Uint16Array(1);
  let count = 0;
  let pos = 0;
  let furthest = 0;
  let depth = 0;
  let steps = 0;
  let stepsBefore = 0;
  let stepLimit = 0;
  let honour = false;
  let cut = false;
  let givenUp = false;
  let target = -1;
  let memo = false;
  let expressionAtTarget = 0;
  let muted = 0;
  /** What failed where, and the furthest token at which something was wanted in it. */
  const failures = new Map<number, number>();
  const recall = new Recall();
  const attempts = new Answers<PassResult>(4096);
  const wanted = new Answers<readonly Expectation[]>(256);
  let recalls = false;
  /** The end of what may be recalled: behind the last token, or the target. */
  let recallLimit = 0;
  /** The furthest token that was looked at before its turn. */
  let seen = 0;
  let deepest = 0;
  const open: Rule[] = [];
  const openedAt: number[] = [];
  let expectations: Expectation[] = [];
  const nodes: NodeBuffer = {
    kinds: new Uint16Array(4096),
    firsts: new Int32Array(4096),
    ends: new Int32Array(4096),
    sizes: new Int32Array(4096),
    count: 0,
  };
  let nodeCount = 0;
  let { kinds: nodeKinds, firsts: nodeFirsts, ends: nodeEnds, sizes: nodeSizes } = nodes;

  function growNodes(): void {
    const size = nodeKinds.length * 2;
    const wider = new Uint16Array(size);
    wider.set(nodeKinds);
    nodeKinds = wider;
    const widen = (old: Int32Array) => {
      const next = new Int32Array(size);
      next.set(old);
      return next;
    };
    nodeFirsts = widen(nodeFirsts);
    nodeEnds = widen(nodeEnds);
    nodeSizes = widen(nodeSizes);
  }

  function push(kind: number, first: number, nodesBefore: number): void {
    if (nodeCount >= nodeKinds.length) growNodes();
    nodeKinds[nodeCount] = kind;
    nodeFirsts[nodeCount] = first;
    nodeEnds[nodeCount] = pos;
    nodeSizes[nodeCount] = nodeCount - nodesBefore + 1;
    nodeCount++;
  }

  /** A DEEP token satisfies whatever is wanted; the bracket that closes it ends it, and is missed when it is not there. */
  function passDeep(kind: number, element: Element | undefined): boolean {
    if (kind === 0) return true;
    const next = pos + 1;
    if (kinds[next] === kind) {
      pos += 2;
      return true;
    }
    if (next < count || !closers.has(kind)) return true;
    if (next > furthest) furthest = next;
    if (next === target) record(element, kind, false, false);
    return false;
  }

  function giveUp(): false {
    givenUp = true;
    cut = true;
    return false;
  }

  function record(element: Element | undefined, kind: number, operator: boolean, afterDot: boolean): void {
    if (muted > 0) return;
    let outermost = open.length;
    while (outermost > 0 && openedAt[outermost - 1] === pos) outermost--;
    const begins = pos === target ? open[outermost] : undefined;
    expectations.push({ element, kind, rules: open.slice(), inExpression: expressionAtTarget > 0, operator, afterDot, begins });
  }

  function miss(element: Element): boolean {
    if (kinds[pos] === T.DEEP) return passDeep(element.op === Op.Token ? element.kind : 0, element);
    if (pos > furthest) furthest = pos;
    if (pos === target) record(element, element.op === Op.Token ? element.kind : 0, false, false);
    return false;
  }

  function missKind(kind: number): boolean {
    if (kinds[pos] === T.DEEP) return passDeep(kind, undefined);
    if (pos > furthest) furthest = pos;
    if (pos === target) record(undefined, kind, false, false);
    return false;
  }

  const takeKind = (kind: number): boolean => {
    if (kinds[pos] === kind) {
      pos++;
      return true;
    }
    return missKind(kind);
  };

  // ---- elements ---------------------------------------------------------------------------------------------------------------
  function match(element: Element): boolean {
    switch (element.op) {
      case Op.Token:
        if (kinds[pos] === element.kind) {
          pos++;
          return true;
        }
        return miss(element);
      case Op.Slot:
        return matchSlot(element);
      case Op.Class:
        return matchClass(element);
      case Op.Rule:
        return matchRule(element.rule!);
      case Op.Sequence: {
        const { items } = element;
        const start = pos;
        const nodesBefore = nodeCount;
        let committed = false;
        for (let i = 0; i < items.length; i++) {
          const item = items[i]!;
          if (item.op === Op.Commit) {
            committed = true;
          } else if (!match(item)) {
            if (committed && honour) cut = true;
            pos = start;
            nodeCount = nodesBefore;
            return false;
          }
        }
        return true;
      }
      case Op.Choice: {
        if (pos === target) {
          for (const item of element.items) {
            if (match(item)) return true;
            if (cut) return false;
          }
          return false;
        }
        const kind = kinds[pos]!;
        const list = (element.candidates ??= [])[kind] ?? predict(element, kind);
        if (list.length === 0) {
          if (pos > furthest) furthest = pos;
          return kind === T.DEEP;
        }
        if (list.length === 1) return match(list[0]!);
        for (let i = 0; i < list.length; i++) {
          const item = list[i]!;
          if (memo ? matchUnlessFailed(item.id * 0x4000000 + pos, item) : match(item)) return true;
          if (cut) return false;
        }
        return false;
      }
      case Op.Optional: {
        const item = element.items[0]!;
        if ((item.first ?? firstOf(item, grammar))[kinds[pos]!] || pos === target) {
          if (!match(item)) return !cut;
        } else if (pos > furthest) furthest = pos;
        return true;
      }
      case Op.List: {
        const item = element.items[0]!;
        if (!match(item)) return false;
        for (;;) {
          if (kinds[pos] !== T.COMMA) {
            missKind(T.COMMA);
            return true;
          }
          const start = pos;
          const nodesBefore = nodeCount;
          pos++;
          if (!match(item)) {
            if (cut) return false;
            pos = start;
            nodeCount = nodesBefore;
            return true;
          }
        }
      }
      case Op.Repeat: {
        const item = element.items[0]!;
        if (!match(item)) return false;
        for (;;) {
          const start = pos;
          if (pos !== target && !(item.first ?? firstOf(item, grammar))[kinds[pos]!]) {
            if (pos > furthest) furthest = pos;
            return true;
          }
          if (!match(item)) return !cut;
          if (pos === start) return true;
        }
      }
      case Op.AnyOrder: {
        let found = false;
        const used = target >= 0 ? new Set<Element>() : undefined;
        for (;;) {
          const start = pos;
          let matched = false;
          if (pos === target) {
            for (const item of element.items) {
              if (used!.has(item)) continue;
              match(item);
              if (cut) return false;
            }
            return found;
          }
          const kind = kinds[pos]!;
          const list = (element.candidates ??= [])[kind] ?? predict(element, kind);
          for (let i = 0; i < list.length; i++) {
            if (match(list[i]!)) {
              matched = pos > start;
              used?.add(list[i]!);
              break;
            }
            if (cut) return false;
          }
          if (!matched) {
            if (pos > furthest) furthest = pos;
            return found;
          }
          found = true;
        }
      }
      default:
        return true;
    }
  }

  /** An alternative, or a primary where `item` is none, unless it has failed here before. */
  function matchUnlessFailed(key: number, item: Element | undefined): boolean {
    const failed = failures.get(key);
    if (failed !== undefined) {
      if (failed > furthest) furthest = failed;
      return false;
    }
    const outside = furthest;
    furthest = -1;
    const matched = item ? match(item) : matchPrimary();
    if (!matched && !cut) failures.set(key, furthest);
    if (outside > furthest) furthest = outside;
    return matched;
  }

  /** The alternatives of a choice that can begin with `kind`; nullable ones always can. */
  function predict(choice: Element, kind: number): readonly Element[] {
    const list = choice.items.filter(item => beginsWith(item, kind, grammar) || (choice.op === Op.Choice && isNullable(item)));
    choice.candidates![kind] = list;
    return list;
  }

  function matchRule(rule: Rule): boolean {
    if (!recalls || depth === 0) return walkRule(rule);
    const known = recalled(rule.nodeKind);
    if (known >= 0) return repeat(known);
    return target >= 0 ? walkRule(rule) : walkAndKeep(rule.nodeKind, rule, 0, undefined);
  }

  /** Walks a rule, or an expression of a strength, and keeps what came of it. */
  function walkAndKeep(id: number, rule: Rule | undefined, least: number, element: Element | undefined): boolean {
    const start = pos;
    const outside = furthest;
    const deepestOutside = deepest;
    const stepsOutside = steps;
    furthest = -1;
    deepest = depth;
    const matched = rule ? walkRule(rule) : walkExpression(least, element);
    keep(id, start, matched, stepsOutside);
    if (outside > furthest) furthest = outside;
    if (deepestOutside > deepest) deepest = deepestOutside;
    return matched;
  }

  /** What is known of a rule, or of an expression, at this place; -1 when nothing is. */
  function recalled(id: number): number {
    const slot = recall.find(honour ? ~id : id, pos, recallLimit);
    return slot >= 0 && depth + recall.height(slot) <= MAX_DEPTH ? slot : -1;
  }

  /** As it was when it was walked. */
  function repeat(slot: number): boolean {
    // A silent pass counts them, so that it ends where it would: with those that are not taken. The other one remembers what failed, as well.
    if (!memo) steps += recall.steps(slot);
    if (steps > stepLimit) {
      steps = stepLimit + 1;
      return giveUp();
    }
    pos = recall.end(slot);
    if (recall.furthest(slot) > furthest) furthest = recall.furthest(slot);
    if (depth + recall.height(slot) > deepest) deepest = depth + recall.height(slot);
    return recall.matched(slot);
  }

  function keep(id: number, start: number, matched: boolean, stepsBefore: number): void {
    if (cut) return;
    const extent = Math.min(count, Math.max(start, pos, furthest, seen) + LOOK_AHEAD);
    recall.keep(honour ? ~id : id, start, extent, pos, matched, furthest, steps - stepsBefore, deepest - depth);
  }

  function walkRule(rule: Rule): boolean {
    const start = pos;
    if (kinds[start] === T.DEEP) return true;
    const nodesBefore = nodeCount;
    if (++steps > stepLimit) return giveUp();
    // :EXPLAIN SELECT …, {{ config() }} SELECT …: what a variable stands for comes before the statement.
    if (rule === statementRule && depth === 0) while (isVariable(kinds[pos]!) && beginsBehind(pos + 1, rule)) pos++;
    if (rule === queryRule && pos !== target) {
      if (kinds[pos] === T.LEFT_PAREN) {
        const behind = behindParens(pos);
        if (!beginsQuery(behind)) {
          if (behind > furthest) furthest = behind;
          return false;
        }
      }
      if (kinds[pos] === T.TEMPLATE && (kinds[pos + 1] === T.RIGHT_PAREN || kinds[pos + 1] === T.END)) {
        pos++;
        push(rule.nodeKind, start, nodesBefore);
        return true;
      }
    }
    if (depth > MAX_DEPTH) return giveUp();
    if (depth > deepest) deepest = depth;
    depth++;
    if (target >= 0) {
      open.push(rule);
      openedAt.push(start);
      if (rule.tolerated) muted++;
      const matched = match(rule.body);
      if (rule.tolerated) muted--;
      open.pop();
      openedAt.pop();
      depth--;
      if (!matched) return false;
    } else {
      const matched = match(rule.body);
      depth--;
      if (!matched) return false;
    }
    push(rule.nodeKind, start, nodesBefore);
    return true;
  }

  const beginsBehind = (at: number, rule: Rule) => at === target || isVariable(kinds[at]!) || firstOf(rule.body, grammar)[kinds[at]!] === 1;

  /** The first token that is no opening parenthesis. */
  function behindParens(from: number): number {
    let at = from;
    while (kinds[at] === T.LEFT_PAREN) at++;
    if (at > seen) seen = at;
    return at;
  }

  /** Behind opening parentheses: does a query begin there, and not a value? */
  function beginsQuery(at: number): boolean {
    const kind = kinds[at];
    return (
      kind === K.SELECT ||
      kind === K.WITH ||
      kind === K.VALUES ||
      kind === T.TEMPLATE ||
      at === target ||
      kind === T.CURSOR ||
      kind === T.DEEP
    );
  }

  function matchSlot(element: Element): boolean {
    const slot = element.slot!;
    if (!slot.accepts[kinds[pos]!] || pos === target) return miss(element);
    const start = pos++;
    if (slot.colon && kinds[pos] === T.COLON && isWord[kinds[pos + 1]!]) {
      pos += 2;
      // aad:ann@example.com
      if (kinds[pos] === atSign && isWord[kinds[pos + 1]!])
        do pos += 2;
        while ((kinds[pos] === T.DOT || kinds[pos] === T.MINUS_SIGN) && isWord[kinds[pos + 1]!]);
    }
    if (slot.most > 1) {
      for (let parts = 1; parts < slot.most && kinds[pos] === T.DOT; parts++) {
        if (pos + 1 === target) {
          pos++;
          if (pos > furthest) furthest = pos;
          record(element, 0, false, true);
          pos = start;
          return false;
        }
        if (!isWord[kinds[pos + 1]!]) {
          // A name that ends in a dot at the end of the text: its next part is what is wanted.
          if (pos + 1 === count && pos + 1 > furthest) furthest = pos + 1;
          break;
        }
        pos += 2;
      }
    }
    push(slot.nodeKind, start, nodeCount);
    return true;
  }

  function matchClass(element: Element): boolean {
    const kind = kinds[pos]!;
    const start = pos;
    if (pos === target) {
      if (element.classId === C.boolean) return miss(element) || missKind(K.TRUE) || missKind(K.FALSE);
      if (element.classId === C.expression) return matchExpression(0, element);
      if (element.classId === C.operand) return matchExpression(OTHER, element);
      return miss(element);
    }
    switch (element.classId) {
      case C.expression:
        return matchExpression(0, element);
      case C.operand:
        return matchExpression(OTHER, element);
      case C.string:
        if (kind !== T.STRING && kind !== T.DOLLAR_STRING && kind !== T.PARAMETER && kind !== T.TEMPLATE) return miss(element);
        pos++;
        if (kind === T.STRING) while (kinds[pos] === T.STRING_PART) pos++;
        break;
      case C.body:
        if (kind !== T.STRING && kind !== T.DOLLAR_STRING && kind !== T.PARAMETER && kind !== T.TEMPLATE) return miss(element);
        pos++;
        push(N.body, start, nodeCount);
        return true;
      case C.integer:
        if (kind !== T.INTEGER && kind !== T.PARAMETER && kind !== T.TEMPLATE) return miss(element);
        pos++;
        break;
      case C.number:
        if (kind !== T.INTEGER && kind !== T.NUMBER && kind !== T.PARAMETER && kind !== T.TEMPLATE) return miss(element);
        pos++;
        break;
      case C.signed:
        if (kind === T.PLUS || kind === T.MINUS_SIGN) pos++;
        if (kinds[pos] !== T.INTEGER && kinds[pos] !== T.NUMBER && kinds[pos] !== T.PARAMETER && kinds[pos] !== T.TEMPLATE) {
          miss(element);
          pos = start;
          return false;
        }
        pos++;
        break;
      case C.boolean:
        if (kind !== K.TRUE && kind !== K.FALSE && kind !== T.PARAMETER && kind !== T.TEMPLATE) return miss(element);
        pos++;
        break;
      case C.quoted:
        if (kind !== T.QUOTED_NAME && kind !== T.PARAMETER && kind !== T.TEMPLATE) return miss(element);
        pos++;
        return true;
      case C.identifier:
        if (!isName[kind]) return miss(element);
        pos++;
        return true;
      case C.word:
        if (!isWord[kind]) return miss(element);
        pos++;
        return true;
      case C.parens: {
        if (kind !== T.LEFT_PAREN) return miss(element);
        let level = 0;
        do {
          const inside = kinds[pos];
          if (inside === T.LEFT_PAREN) level++;
          else if (inside === T.RIGHT_PAREN) level--;
          else if (inside === T.END || pos >= count) {
            miss(element);
            pos = start;
            return false;
          }
          pos++;
        } while (level > 0);
        push(N.parens, start, nodeCount);
        return true;
      }
      case C.anything:
        while (pos < count && kinds[pos] !== T.SEMICOLON) pos++;
        push(N.anything, start, nodeCount);
        return true;
    }
    push(N.literal, start, nodeCount);
    return true;
  }

  // ---- expressions ------------------------------------------------------------------------------------------------------------
  function matchExpression(least: number, element?: Element): boolean {
    if (!recalls) return walkExpression(least, element);
    // No rule has such a number.
    const id = FIRST_EXPRESSION + least;
    const known = pos === target ? -1 : recalled(id);
    if (known >= 0) return repeat(known);
    return target >= 0 ? walkExpression(least, element) : walkAndKeep(id, undefined, least, element);
  }

  function walkExpression(least: number, element?: Element): boolean {
    const start = pos;
    if (kinds[start] === T.DEEP) return true;
    if (depth > MAX_DEPTH) return giveUp();
    if (depth > deepest) deepest = depth;
    const nodesBefore = nodeCount;
    depth++;
    const fresh = pos === target;
    if (fresh) {
      if (expressionAtTarget === 0) record(element ?? anyExpression, 0, false, false);
      expressionAtTarget++;
    }
    const matched = matchPrefixed(least) && matchInfix(least, start, nodesBefore);
    if (fresh) expressionAtTarget--;
    depth--;
    if (!matched) {
      pos = start;
      nodeCount = nodesBefore;
    }
    return matched;
  }

  function matchPrefixed(least: number): boolean {
    const start = pos;
    const nodesBefore = nodeCount;
    let sign = prefix[kinds[pos]!]!;
    if (sign === 0 || pos === target) {
      if (pos === target) missKind(K.NOT);
      return matchPostfixed();
    }
    let negation = false;
    while (sign !== 0 && pos !== target) {
      if (sign === 2) negation = true;
      pos++;
      sign = prefix[kinds[pos]!]!;
    }
    // NOT takes a whole comparison, a sign only the operand behind it.
    if (negation && least <= NOT) {
      if (!matchExpression(NOT)) return false;
    } else if (!matchOperand()) return false;
    push(N.unary, start, nodesBefore);
    return true;
  }

  /** The operand behind a sign. */
  function matchOperand(): boolean {
    if (pos !== target) return matchPostfixed();
    if (expressionAtTarget === 0) record(anyExpression, 0, false, false);
    expressionAtTarget++;
    const matched = matchPostfixed();
    expressionAtTarget--;
    return matched;
  }

  function matchPostfixed(): boolean {
    return memo && target < 0 ? matchUnlessFailed(-1 - pos, undefined) : matchPrimary();
  }

  /** A primary and what may follow it: casts, subscripts, fields. */
  function matchPrimary(): boolean {
    const start = pos;
    const nodesBefore = nodeCount;
    if (!primaryRule) return false;
    if (!match(primaryRule.body)) return false;
    for (;;) {
      const kind = kinds[pos];
      if (kind === doubleColon) {
        pos++;
        if (!dataTypeRule || !matchRule(dataTypeRule)) return false;
        push(N.cast, start, nodesBefore);
      } else if (kind === T.LEFT_BRACKET) {
        pos++;
        if (!matchExpression(0)) return false;
        if (kinds[pos] === T.COLON) {
          pos++;
          if (!matchExpression(0)) return false;
        }
        if (!takeKind(T.RIGHT_BRACKET)) return false;
        push(N.subscript, start, nodesBefore);
      } else if (kind === T.DOT && (isWord[kinds[pos + 1]!] || kinds[pos + 1] === T.STAR)) {
        pos += 2;
        push(N.field, start, nodesBefore);
      } else if (kind === T.LEFT_PAREN && kinds[pos + 1] === T.PLUS && kinds[pos + 2] === T.RIGHT_PAREN) {
        pos += 3;
        push(N.outer, start, nodesBefore);
      } else if (kind === K.AT && beginsTimeZone()) {
        pos++;
        if (!takeKind(K.TIME) || !takeKind(K.ZONE) || !matchExpression(OTHER)) return false;
        push(N.timeZone, start, nodesBefore);
      } else if (kind === K.COLLATE && (isName[kinds[pos + 1]!] || kinds[pos + 1] === T.STRING)) {
        pos += 2;
        push(N.collate, start, nodesBefore);
      } else return true;
    }
  }

  /** AT TIME ZONE, also where TIME is misspelt; AT alone names the index in an array that is unnested. */
  const beginsTimeZone = () =>
    kinds[pos + 1] === K.TIME || kinds[pos + 1] === T.END || pos + 1 === target || (pos + 2 < count && kinds[pos + 2] === K.ZONE);

  function matchInfix(least: number, start: number, nodesBefore: number): boolean {
    for (;;) {
      if (pos === target) {
        for (const [kind, level] of operatorKinds) if (level >= least) record(undefined, kind, true, false);
      }
      const kind = kinds[pos]!;
      const level = infix[kind]!;
      if (level === 0 || level < least || pos === target) {
        if (pos > furthest) furthest = pos;
        return true;
      }
      if (level === COMPARISON && (kind === K.IS || kind === K.ISNULL || kind === K.NOTNULL)) {
        pos++;
        if (kind === K.IS) {
          if (kinds[pos] === K.NOT) pos++;
          else if (pos === target) missKind(K.NOT);
          const test = kinds[pos];
          if (test === K.DISTINCT) {
            pos++;
            if (!takeKind(K.FROM) || !matchExpression(OTHER)) return false;
          } else if (test === K.NULL || test === K.TRUE || test === K.FALSE || test === K.UNKNOWN) pos++;
          else {
            for (const wanted of [K.NULL, K.TRUE, K.FALSE, K.UNKNOWN]) missKind(wanted);
            return false;
          }
        }
        push(N.is, start, nodesBefore);
        continue;
      }
      if (level === PREDICATE && kind !== K.OVERLAPS) {
        const before = pos;
        let test: number = kind;
        if (kind === K.NOT) {
          test = kinds[pos + 1]!;
          if (pos + 1 === target) {
            pos++;
            for (const wanted of [K.IN, K.LIKE, K.BETWEEN, K.ILIKE, K.SIMILAR]) missKind(wanted);
            pos = before;
            return true;
          }
          if (test !== K.IN && test !== K.LIKE && test !== K.ILIKE && test !== K.BETWEEN && test !== K.SIMILAR) {
            // NOT NULL behind a default value: not ours.
            if (pos + 1 > furthest && !infixNotEnds()) furthest = pos + 1;
            return true;
          }
          pos++;
        }
        pos++;
        if (!matchPredicate(test)) return false;
        push(test === K.IN ? N.in : test === K.BETWEEN ? N.between : N.like, start, nodesBefore);
        continue;
      }
      // A chain of operators of one strength is one node.
      do {
        pos++;
        if (!matchExpression(level + 1)) return false;
      } while (
        infix[kinds[pos]!] === level &&
        pos !== target &&
        kinds[pos] !== K.IS &&
        kinds[pos] !== K.ISNULL &&
        kinds[pos] !== K.NOTNULL
      );
      push(N.binary, start, nodesBefore);
    }
  }

  /** `NOT NULL` behind an expression belongs to a column definition. */
  const infixNotEnds = () => kinds[pos + 1] === K.NULL;

  function matchPredicate(test: number): boolean {
    if (test === K.IN) {
      if (kinds[pos] !== T.LEFT_PAREN && kinds[pos] !== T.PARAMETER && kinds[pos] !== T.TEMPLATE) return missKind(T.LEFT_PAREN);
      return matchPostfixed();
    }
    if (test === K.BETWEEN) {
      if (kinds[pos] === K.SYMMETRIC) pos++;
      return matchExpression(OTHER) && takeKind(K.AND) && matchExpression(OTHER);
    }
    if (test === K.SIMILAR && !takeKind(K.TO)) return false;
    if (!matchExpression(OTHER)) return false;
    if (pos === target) missKind(K.ESCAPE);
    if (kinds[pos] !== K.ESCAPE) return true;
    pos++;
    return matchExpression(OTHER);
  }

  // ---- passes -----------------------------------------------------------------------------------------------------------------
  function begin(tokens: TokenView, from: number): void {
    kinds = tokens.kinds;
    count = tokens.count;
    pos = from;
    furthest = from;
    depth = 0;
    stepsBefore += steps;
    steps = 0;
    cut = false;
    givenUp = false;
    nodeCount = 0;
    expressionAtTarget = 0;
    muted = 0;
    seen = from;
    deepest = 0;
    open.length = 0;
    openedAt.length = 0;
    if (failures.size > 0) failures.clear();
  }

  function publishNodes(): void {
    nodes.kinds = nodeKinds;
    nodes.firsts = nodeFirsts;
    nodes.ends = nodeEnds;
    nodes.sizes = nodeSizes;
    nodes.count = nodeCount;
  }

  function pass(rule: Rule, tokens: TokenView, from: number, honourCommits: boolean): PassResult {
    const stepsAtStart = stepsBefore + steps;
    target = -1;
    honour = honourCommits;
    memo = honourCommits;
    begin(tokens, from);
    const most = 1_000_000 + tokens.count * 200;
    stepLimit = honourCommits ? most : 2_000 + tokens.count * 30;
    let matched = matchRule(rule);
    if (!matched && steps > stepLimit && !memo) {
      // Too much backtracking: once more, remembering what has failed where.
      memo = true;
      recalls = false;
      begin(tokens, from);
      stepLimit = most;
      matched = matchRule(rule);
    }
    publishNodes();
    return { matched, end: matched ? pos : from, furthest, givenUp, steps: stepsBefore + steps - stepsAtStart };
  }

  function recallingPass(rule: Rule, tokens: TokenView, honourCommits: boolean): PassResult {
    recall.follow(tokens);
    recallLimit = tokens.count + 1;
    recalls = true;
    const result = pass(rule, tokens, 0, honourCommits);
    recalls = false;
    return result;
  }

  function expectedAt(rule: Rule, tokens: TokenView, at: number, honourCommits = true): Expectation[] {
    recallLimit = Math.min(at, recall.sameAs(tokens.kinds, tokens.count));
    recalls = true;
    const held = tokens.kinds[at]!;
    tokens.kinds[at] = T.CURSOR;
    target = at;
    honour = honourCommits;
    memo = true;
    expectations = [];
    begin(tokens, 0);
    stepLimit = 2_000_000;
    matchRule(rule);
    tokens.kinds[at] = held;
    target = -1;
    recalls = false;
    const found = expectations;
    expectations = [];
    return found;
  }

  return {
    grammar,
    nodes,
    stepsTaken: () => stepsBefore + steps,
    firstKinds: rule => firstOf(rule.body, grammar),
    match: (rule, tokens, from = 0, honourCommits = false) => pass(rule, tokens, from, honourCommits),
    attempt: (rule, tokens, honourCommits = false) =>
      attempts.of(rule.nodeKind * 2 + (honourCommits ? 1 : 0), tokens, -1, () => recallingPass(rule, tokens, honourCommits)),
    wantedAt: (rule, tokens, at) => wanted.of(rule.nodeKind * 0x10000 + at, tokens, at, () => expectedAt(rule, tokens, at)),
    expectedAt,
  };
}
