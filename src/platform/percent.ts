/** Decodes percent escapes. A text with an invalid escape is returned unchanged. */
export function decodePercent(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
