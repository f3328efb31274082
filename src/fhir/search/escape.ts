// Where does one search value end and the next begin? Separators count only when no backslash stands before them.

const ESCAPED = /\\([,|$\\])/g;

/** Splits at the separators that are not escaped; the escapes stay. */
export function splitAt(text: string, separator: ',' | '|' | '$'): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Takes the escapes away (R4 search, 3.1.1.4.0.4). */
export function unescape(text: string): string {
  return text.includes('\\') ? text.replaceAll(ESCAPED, '$1') : text;
}

/** Values between commas, escapes still in them; empty ones are left out. */
export function splitRaw(text: string): string[] {
  return splitAt(text, ',').filter((part) => part !== '');
}

/** Values between commas, without their escapes (R4 search, 3.1.1.4.0.4). */
export function splitValues(text: string): string[] {
  return splitRaw(text).map(unescape);
}
