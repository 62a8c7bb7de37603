/** https://pkg.go.dev/text/template */

/** What is between `{{` and `}}`, without comments: a slash and a star. Templates may be long, so nothing is read twice. */
export function* actionsIn(template: string): Generator<string> {
  for (let start = template.indexOf("{{"); start !== -1; ) {
    const isComment = /^-?\s{0,9}\/\*/.test(template.slice(start + 2, start + 14));
    const from = isComment ? template.indexOf("*/", start) : start;
    const end = from === -1 ? -1 : template.indexOf("}}", from);
    if (end === -1) return;
    if (!isComment) yield template.slice(start + 2, end);
    start = template.indexOf("{{", end + 2);
  }
}
