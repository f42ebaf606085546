// Does what was typed fit a name: at its start, at the starts of its words (`usc` for user_session_channel, `sC` for sessionChannel), or in order.

/** 0 does not fit; higher fits better: 5 the same, 4 its start, 3 starts of words, 2 inside, 1 in order. */
export type Fit = 0 | 1 | 2 | 3 | 4 | 5;

/** A test for names against what was typed. `folded` is the name in lower case where the caller has it. An empty prefix fits everything. */
export function matcher(prefix: string): (name: string, folded?: string) => Fit {
  const typed = prefix.toLowerCase().replace(/^"/, '');
  if (typed === '') return () => 1;
  const first = typed[0]!;
  return (name, folded = name.toLowerCase()) => {
    if (typed.length > folded.length || !folded.includes(first)) return 0;
    if (folded.startsWith(typed)) return folded.length === typed.length ? 5 : 4;
    if (startsOfWords(name, folded, typed)) return 3;
    if (folded.includes(typed)) return 2;
    return inOrder(folded, typed) ? 1 : 0;
  };
}

/** The same for long lists of names far away: only the start of the name or of its words counts. */
export function startMatcher(prefix: string): (name: string, folded: string) => 0 | 3 | 4 | 5 {
  const typed = prefix.toLowerCase().replace(/^"/, '');
  const first = typed[0] ?? '';
  const inside = `_${first}`;
  return (name, folded) => {
    if (folded.startsWith(typed)) return folded.length === typed.length ? 5 : 4;
    // A capital begins a word too; without capitals the first letter stands first or behind a _.
    if (folded[0] !== first && name === folded && !folded.includes(inside)) return 0;
    return startsOfWords(name, folded, typed) ? 3 : 0;
  };
}

const isCapital = (code: number) => code >= 65 && code <= 90;

function isWordStart(name: string, index: number): boolean {
  if (index === 0) return true;
  const before = name.charCodeAt(index - 1);
  // Behind _ . - $ or a space, or a capital behind a small letter.
  if (before === 95 || before === 46 || before === 45 || before === 36 || before === 32) return true;
  return isCapital(name.charCodeAt(index)) && !isCapital(before);
}

/** Each typed letter begins a word of the name or follows the one before it. */
function startsOfWords(name: string, folded: string, typed: string): boolean {
  let at = 0;
  for (let i = 0; i < typed.length; i++) {
    const letter = typed[i]!;
    if (letter === '_') continue;
    if (i > 0 && folded[at] === letter) {
      at++;
      continue;
    }
    while (at < folded.length && !(folded[at] === letter && isWordStart(name, at))) at++;
    if (at >= folded.length) return false;
    at++;
  }
  return true;
}

function inOrder(folded: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = folded.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
