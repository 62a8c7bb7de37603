/** HTML blocks in Markdown, https://spec.commonmark.org/0.31.2/#html-blocks. */

const tags =
  "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul";

/** The start of a line that begins an HTML block which ends at the next blank line (condition 6). */
export const blockTagStart = new RegExp(`^</?(?:${tags.replaceAll(" ", "|")})(?:[ \\t]|/?>|$)`, "i");

/** Where a comment or a tag begins that is not finished at the end of this HTML. */
export function unfinishedAt(html: string): number | undefined {
  const comment = html.lastIndexOf("<!--");
  if (comment !== -1 && !html.includes("-->", comment + 4)) return comment;
  const tag = html.lastIndexOf("<");
  return tag !== -1 && !html.includes(">", tag) && /^<[a-z/]/i.test(html.slice(tag, tag + 2)) ? tag : undefined;
}
