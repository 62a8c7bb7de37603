import { parseFragment } from "parse5";

/** Decodes the character references in part of an HTML attribute value. */
export function decodeReferences(raw: string): string {
  if (!raw.includes("&")) return raw;
  // parse5 does not export its decoder, so an attribute with this value is parsed.
  const [element] = parseFragment(`<i a="${raw.replaceAll('"', "&quot;")}">`).childNodes;
  return (element && "attrs" in element && element.attrs[0]?.value) || raw;
}

/** The text that browsers show for a character reference as written. They read `&notit;` as `¬it;`. */
export function textOfReference(raw: string): string {
  const [text] = parseFragment(raw).childNodes;
  return text && "value" in text ? text.value : raw;
}

/** Decodes backslash escapes and character references as Markdown does (CommonMark 0.31.2, sections 2.4 and 2.5). */
export function decodeMarkdown(raw: string): string {
  if (!/[\\&]/.test(raw)) return raw;
  return raw.replace(
    /\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/g,
    (match, escaped: string | undefined) => escaped ?? decodeReferences(match),
  );
}
