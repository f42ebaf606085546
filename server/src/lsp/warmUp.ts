// While nobody types, a server that has just started types a small script to itself: V8 compiles what has run some hundred times, and a person's
// first keystrokes and first completion are answered as fast as later ones. Half a second of one processor, once, in slices.
import { complete } from '../features/complete.ts';
import { diagnoseWithLint } from '../features/diagnose.ts';
import { Linter } from '../rules/lint.ts';
import { parseDocument, updateDocument } from '../syntax/document.ts';

/** Nobody has typed for so long. */
const idleMilliseconds = 250;
const sliceMilliseconds = 4;
/** More than a keystroke has: what the rules do is to be compiled as well. */
const budgetMilliseconds = 2;

/** What stands around the statement that is typed: so often that what goes over a whole script is compiled as well. */
const surroundings = `CREATE TABLE warm.orders (id bigint NOT NULL, customer_id int, note varchar(20), ordered_at timestamp) DISTKEY (customer_id);
GRANT SELECT ON warm.orders TO ROLE reader;
WITH c AS (SELECT id, max(ordered_at) AS at FROM warm.orders GROUP BY id) UPDATE warm.orders SET note = 'x' FROM c WHERE c.id = orders.id;
`;

const statements = [
  "SELECT o.id, count(*) AS n FROM warm.orders o JOIN warm.customers c ON c.id = o.customer_id WHERE o.note = 'x' AND n > 3 GROUP BY 1;",
  'GRANT SELECT ON ALL TABLES IN SCHEMA warm TO ROLE reader;',
  "COPY warm.orders FROM 's3://bucket/orders/' IAM_ROLE DEFAULT FORMAT AS PARQUET;",
  'CREATE TABLE warm.other (id int NOT NULL, day date) SORTKEY (day);',
];

export interface WarmUp {
  /** Somebody needs the processor: it goes on later, or begins then. */
  postpone(): void;
}

export function createWarmUp(): WarmUp {
  let steps: Iterator<void> | undefined = typing();
  let timer: NodeJS.Timeout | undefined;
  const wait = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(slice, milliseconds);
    timer.unref();
  };
  const slice = () => {
    const end = performance.now() + sliceMilliseconds;
    while (steps && performance.now() < end) if (steps.next().done) steps = undefined;
    if (steps) wait(1);
  };
  return {
    postpone() {
      if (steps) wait(idleMilliseconds);
    },
  };
}

const repetitions = 12;
/** Where it types, one place a statement: before a statement, in the middle of one, and at the very beginning, where everything stands behind the edit. */
const places = [surroundings.length, surroundings.length * 2 + 60, 0, surroundings.length * 3];

/** Types the statements, a letter a step. */
function* typing(): Generator<void> {
  const linter = new Linter();
  let document = parseDocument(surroundings.repeat(repetitions));
  yield;
  let { lint } = diagnoseWithLint(document, { linter });
  for (const [i, statement] of statements.entries()) {
    let at = places[i]!;
    for (const letter of `\n${statement}`) {
      yield;
      const text = document.text.slice(0, at) + letter + document.text.slice(at);
      document = updateDocument(document, text, { start: at, oldEnd: at, newEnd: at + 1 });
      at++;
      ({ lint } = diagnoseWithLint(document, { linter, before: lint, budgetMilliseconds }));
      yield;
      complete(document, at);
    }
  }
}
