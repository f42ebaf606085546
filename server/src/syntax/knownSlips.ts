// Slips that are told by what Redshift writes instead, and not by what was expected: forms of other dialects, words run together or apart,
// a parenthesis too many. Each is a change of the text; the parse decides whether it helps.
import { say } from '../text/say.ts';
import { lexBody, newTokenBuffer } from './lexer.ts';
import { type Repair, type RepairInput, type RepairView, type Run, tokenAt } from './repairView.ts';
import * as T from './tokens.ts';

/** text[start, end) is wrong; `newText` is what belongs there. */
interface Slip {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** What other dialects write, and Redshift's form of it; nothing for what is left out. */
const foreign: [form: RegExp, own: string][] = [
  [/\bIF\s+(?:NOT\s+)?EXISTS\b/gi, ''],
  [/`([^`\n]+)`/g, '"$1"'],
  [/\[([a-z_]\w*)\]/gi, '"$1"'],
  [/==/g, '='],
  [/&&/g, 'AND'],
  [/\*\s*EXCEPT\b/gi, '* EXCLUDE'],
  [/\bs3:\/\/[^\s')]+/gi, "'$&'"],
  [/\bDESC(?:RIBE)?(?:\s+TABLE)?\b/gi, 'SHOW COLUMNS FROM TABLE'],
  [/\bEXEC(?:UTE)?(?:\s+PROCEDURE)?\b/gi, 'CALL'],
  [/\b(ANALYZE|VACUUM)\s+TABLE\b/gi, '$1'],
  [/\bDELETE\s+\*\s+FROM\b/gi, 'DELETE FROM'],
  [/\bCASCADE\b/gi, ''],
  [/\bBEGIN\s+TRAN\b/gi, 'BEGIN TRANSACTION'],
  [/\bWITH\s*\(\s*NOLOCK\s*\)/gi, ''],
  [/\bON\s+TABLES\s+IN\s+SCHEMA\b/gi, 'ON ALL TABLES IN SCHEMA'],
  [/\bON\s+(\w+|"[^"\n]+")\.\*/gi, 'ON ALL TABLES IN SCHEMA $1'],
  [/\b(?:IDENTIFIED\s+BY|PASSWORD\s*=)/gi, 'PASSWORD'],
  [/\bDISTSTYLE\s+KEY(?=\s*\()/gi, 'DISTKEY'],
  [/\((\d+)\.(\d+)\)/g, '($1, $2)'],
];

/** The first known slip at token `at` that brings the parse further. `wanted`: the keywords and phrases expected at a token. */
export function knownSlip(
  input: RepairInput,
  view: RepairView,
  at: number,
  wanted: (at: number) => Iterable<string>,
  run: Run,
): Repair | undefined {
  const { text } = input;
  for (const { start, end, newText } of [...foreignForms(text, view, at), ...spellings(text, view, at, wanted)]) {
    const place = tokenAt(view, start);
    const changed = edited(input, view, start, end, newText);
    const least = Math.max(place, changed.count - view.count + at) + 1;
    const { full, furthest } = run(changed, least);
    if (!full && furthest < least) continue;
    const found = text.slice(start, end);
    const parenthesis = found === ')';
    const message = parenthesis
      ? say`This parenthesis closes nothing`
      : newText === ''
        ? say`Redshift has no ${found} here`
        : say`Redshift writes ${newText}, not ${found}`;
    const fix = { title: newText === '' ? say`Remove ${found}` : say`Change to ${newText}`, start, end, newText };
    const code = parenthesis ? 'extra-parenthesis' : 'syntax-error';
    return { view: changed, full, furthest, place, certain: true, problem: { code, message, start, end, fix } };
  }
  return undefined;
}

/** No form of another dialect is longer: an S3 address has at most 1,024 characters behind its bucket. */
const longestForm = 1200;

function* foreignForms(text: string, view: RepairView, at: number): Generator<Slip> {
  const near = view.starts[Math.max(0, at - 3)]!;
  const failed = view.starts[at]!;
  // Only what is near is looked at, however long the document.
  const code = text.slice(near, Math.min(view.starts[view.count]!, failed + longestForm));
  for (const [form, own] of foreign) {
    form.lastIndex = 0;
    for (let found = form.exec(code); found && near + found.index <= failed; found = form.exec(code)) {
      const start = near + found.index;
      const end = start + found[0].length;
      if (end >= view.starts[Math.max(0, at - 2)]!) yield { start, end, newText: filled(own, found) };
    }
  }
  let open = 0;
  for (let i = 0; i < at; i++) open += view.kinds[i] === T.LEFT_PAREN ? 1 : view.kinds[i] === T.RIGHT_PAREN ? -1 : 0;
  if (view.kinds[at] === T.RIGHT_PAREN && open <= 0) yield { start: failed, end: failed + 1, newText: '' };
}

const filled = (own: string, found: RegExpExecArray) =>
  own.replace(/\$([1-9&])/g, (_, part: string) => (part === '&' ? found[0] : (found[Number(part)] ?? '')));

/** ORDERBY and PRIMARY_KEY for two words, IGNORE HEADER for one. */
function* spellings(text: string, view: RepairView, at: number, wanted: (at: number) => Iterable<string>): Generator<Slip> {
  for (let from = Math.min(at, view.count - 1); from >= Math.max(0, at - 2); from--) {
    if (view.kinds[from] !== T.NAME && view.kinds[from]! < T.FIRST_KEYWORD) continue;
    const start = view.starts[from]!;
    const begun = bare(text.slice(start, view.ends[from]));
    for (const phrase of wanted(from)) {
      if (phrase[0] !== begun[0] || !bare(phrase).startsWith(begun)) continue;
      const letters = new RegExp(`${[...bare(phrase)].join('[\\s_]?')}\\b`, 'iy');
      letters.lastIndex = start;
      const found = letters.exec(text)?.[0];
      if (found && found.replace(/\s+/g, ' ').toUpperCase() !== phrase) yield { start, end: start + found.length, newText: phrase };
    }
  }
}

const bare = (word: string) => word.replace(/[\s_]/g, '').toUpperCase();

const buffer = newTokenBuffer();

/** The tokens of the changed text, at the places of the text as it is. */
function edited({ text, parser }: RepairInput, view: RepairView, start: number, end: number, newText: string): RepairView {
  const from = view.starts[0]!;
  const to = view.starts[view.count]!;
  const changed = text.slice(from, start) + newText + text.slice(end, to);
  lexBody(changed, 0, changed.length, buffer, parser.grammar.keywords);
  const { count } = buffer;
  const behind = start - from + newText.length;
  const shift = end - start - newText.length + from;
  const starts = buffer.starts.slice(0, count + 1);
  const ends = buffer.ends.slice(0, count + 1);
  for (let i = 0; i <= count; i++) {
    const before = i > 0 ? ends[i - 1]! : 0;
    const inside = starts[i]! + from >= start && starts[i]! < behind;
    starts[i] = inside ? Math.max(start, before) : starts[i]! + (starts[i]! >= behind ? shift : from);
    // The first token of the new text has the width of the old, the others none.
    ends[i] = inside ? end : ends[i]! + (ends[i]! > behind - newText.length ? shift : from);
  }
  return { kinds: buffer.kinds.slice(0, count + 1), starts, ends, count };
}
