// The texts that people read, in their language. English is what the source says; a client may send translations when it starts the server, and
// then each text is looked up by its English, with {0}, {1} … for what varies. The language is set before anything is read, so a text is made
// where it is needed and never changes. test/tidy holds l10n/server.l10n.ko.json complete.

let translations: Readonly<Record<string, string>> | undefined;

/** Sets the language of the process: English → translated texts, with the same placeholders in any order. Without them it is English. */
export function speak(texts: Readonly<Record<string, string>> | undefined): void {
  translations = texts;
}

/** say`Policy ${name} is not attached` → what is found for `Policy {0} is not attached`, else the English. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number | undefined)[]): string {
  const translated = translations?.[parts.reduce((key, part, place) => `${key}{${place - 1}}${part}`)];
  if (translated === undefined) return String.raw({ raw: parts }, ...values);
  return withParticles(translated.replace(/\{(\d+)\}/g, (_, place) => String(values[place])));
}

/** A text of a table that is made before the language is known: `translate` it where it is shown. */
export const later = ([text]: TemplateStringsArray): string => text!;

/** What is found for a text that is data, such as a slot's label of the grammar. */
export const translate = (text: string): string => translations?.[text] ?? text;

/** Korean particles behind Korean: 정책이(가) is 정책이, 스키마이(가) is 스키마가. Behind other letters both forms stay, as is usual. */
function withParticles(text: string): string {
  return text.replace(/([가-힣])(?:([은이을과])\(([는가를와])\)|\(으\)로)/g, (_, before: string, closed?: string, open?: string) => {
    const ending = (before.charCodeAt(0) - 0xac00) % 28;
    // 서울로, 집으로, 학교로
    if (!closed) return before + (ending === 0 || ending === 8 ? '로' : '으로');
    return before + (ending === 0 ? open : closed);
  });
}
