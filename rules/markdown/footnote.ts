import { type Article, defineRule, isWithin, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "markdown/footnote",
  summary: "Disallow footnotes without text, and text of footnotes that nothing refers to",
  severity: "error",
  messages: {
    undefined: (d: { name: string }) =>
      t(
        "markdown/footnote.undefined",
        'Readers see "[^{name}]" as text, because the footnote has no text. Add "[^{name}]: text" or remove the reference.',
        d,
      ),
    unused: (d: { name: string }) =>
      t(
        "markdown/footnote.unused",
        'Readers do not see this text, because nothing refers to the footnote. Add "[^{name}]" to the article or remove the text.',
        d,
      ),
  },

  source(article, { report }) {
    const { text } = article;
    if (!text.includes("[^") || article.encodingProblem || article.body.language !== "markdown") return;
    const { dialect, templates } = article.body;
    if (templates.inserts.length > 0) return;
    const { defined, used } = footnotesOf(article);
    const known = new Set(defined.map(({ name }) => keyOf(name)));
    for (const { name, start, isAttached } of used) {
      if (known.has(keyOf(name))) continue;
      // `[^a-z]` is a regular expression.
      if (
        known.size === 0 &&
        !/^\d{1,3}$/.test(name) &&
        !(isAttached && /^[\p{L}\d_-]{2,}$/u.test(name) && !/-/.test(name))
      )
        continue;
      report("undefined", { at: { start, end: start + name.length + 3 }, data: { name: truncate(name, 40) } });
    }
    if (dialect.unusedFootnotes === "shown" || dialect.unusedFootnotes === "unknown") return;
    const referred = new Set(used.map(({ name }) => keyOf(name)));
    for (const { name, start } of defined)
      if (!referred.has(keyOf(name)))
        report("unused", {
          at: { start, end: start + name.length + 4 },
          data: { name: truncate(name, 40) },
          severity: "warning",
        });
  },
});

const keyOf = (name: string): string => name.toLowerCase();

interface Footnote {
  readonly name: string;
  readonly start: number;
}

/** In code there are none. In HTML there may be references, which some programs read. */
function footnotesOf({ text, body, code, markdown }: Article): {
  readonly defined: readonly Footnote[];
  readonly used: readonly (Footnote & { readonly isAttached: boolean })[];
} {
  const defined: Footnote[] = [];
  const places = new Set<number>();
  for (const { 0: all, 1: name = "", index } of text.slice(body.range.start).matchAll(definition)) {
    const start = body.range.start + index + all.indexOf("[^");
    if (isWithin(code, start)) continue;
    defined.push({ name, start });
    places.add(start);
  }
  const used: (Footnote & { readonly isAttached: boolean })[] = [];
  for (const block of markdown.blocks) {
    if (!text.slice(block.start, block.end).includes("[^")) continue;
    for (const { 1: name = "", index } of block.text.matchAll(/(?<![\\[])\[\^([^\s[\]\0^]{1,60})\](?![*+?{(])/g)) {
      const start = block.start + index;
      if (!places.has(start))
        used.push({
          name,
          start,
          isAttached: /[\p{L}\d.,;:!?"'”’）。，；：！？)\0]/u.test(block.text[index - 1] ?? ""),
        });
    }
  }
  return { defined, used };
}

const definition = /^[\ufeff \t>*+-]{0,20}\[\^([^\s[\]]{1,60})\]:/gm;
