// Elements and texts without HTML.

export function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  if (className) created.className = className;
  return created;
}

/** `{0} of {1}` and its values. */
export function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}
