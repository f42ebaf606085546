// The texts that people read, in their language. English is what the source says; a client may send translations at start (`initialize`), and then
// each text is looked up by its English with {0}, {1} … for what varies. Texts are made when they are needed, never as constants: a constant
// would be made before the language is known. test/tidy holds l10n/server.l10n.ko.json complete.

let translations: Readonly<Record<string, string>> = {};

/** Sets the language of the process: English text → translated text, with the same placeholders in any order. An empty object is English. */
export function speak(texts: Readonly<Record<string, string>>): void {
  translations = texts;
}

/** say`Policy ${name} is not attached` → its translation under `Policy {0} is not attached`, or the English. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number | undefined)[]): string {
  const translated = translations[keyOf(parts)];
  if (translated === undefined) return String.raw({ raw: parts }, ...values);
  return translated.replace(/\{(\d+)\}/g, (_, place) => String(values[place]));
}

const keyOf = (parts: readonly string[]): string => parts.reduce((key, part, place) => `${key}{${place - 1}}${part}`);

/** The translation of a text that is data: a slot's label of the grammar, a fact of the dialect. */
export const translate = (text: string): string => translations[text] ?? text;
