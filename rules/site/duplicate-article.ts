import { type Article, defineRule, type Node, type Range, t, truncate } from "../../src/rule.js";

interface Summary {
  readonly title: string;
  readonly at: Range;
  /** The MinHash sketch of the text, in Base64. */
  readonly sketch: string;
}

export default defineRule({
  name: "site/duplicate-article",
  summary: "Disallow articles whose text duplicates another article",
  // Off, because every text is read a second time for its sketch. That pays off where articles are imported.
  severity: "off",
  presets: { "rss-archive": ["warning", { sameTitle: true }], strict: "error" },
  options: {
    similarity: {
      type: "number",
      minimum: 0.5,
      maximum: 1,
      default: 0.8,
      description: "Share of common text from which two articles are reported",
    },
    least: {
      type: "integer",
      minimum: 50,
      default: 200,
      description: "Minimum number of letters and digits of an article to be compared",
    },
    sameTitle: {
      type: "boolean",
      default: false,
      description: "Also report duplicates that have the same title",
    },
  },
  messages: {
    same: (d: { other: string; title: string }) =>
      d.title === ""
        ? t("site/duplicate-article.same", 'Text is the same as in "{other}". Delete one of the articles.', {
            other: d.other,
          })
        : t(
            "site/duplicate-article.same.titled",
            'Text is the same as in "{other}", titled "{title}". Delete one of the articles.',
            { other: d.other, title: d.title },
          ),
    similar: (d: { percent: number; other: string; title: string }) =>
      d.title === ""
        ? t(
            "site/duplicate-article.similar",
            'About {percent}% of the text is the same as in "{other}". Delete one of the articles, or rewrite it.',
            { percent: d.percent, other: d.other },
          )
        : t(
            "site/duplicate-article.similar.titled",
            'About {percent}% of the text is the same as in "{other}", titled "{title}". Delete one of the articles, or rewrite it.',
            { percent: d.percent, other: d.other, title: d.title },
          ),
  },

  site: {
    summarize(article, { options }): Summary | undefined {
      if (article.encodingProblem || article.body.range.end - article.body.range.start < options.least)
        return undefined;
      const letters = lettersOf(article);
      if (letters.length < options.least) return undefined;
      const title = article.frontMatter?.data?.title;
      return {
        title: typeof title === "string" || typeof title === "number" ? truncate(String(title).trim()) : "",
        at: placeOf(article),
        sketch: Buffer.from(sketchOf(letters).buffer).toString("base64"),
      };
    },

    check(entries, { options, report }) {
      const sketches = entries.map(({ summary }) => fromBase64(summary.sketch));
      const partners = entries.map((): Partner | undefined => undefined);
      const consider = (at: number, other: number, matches: number): void => {
        if (matches < options.similarity * bins) return;
        const [one, two] = [entries[at]?.summary, entries[other]?.summary];
        if (!options.sameTitle && one?.title === two?.title) return;
        for (const [self, partner] of [
          [at, other],
          [other, at],
        ] as const) {
          const isEarlier = partner < self;
          // The others are duplicates of the first article. The first is reported only if no other is part of this run.
          if (!entries[self]?.linted || (!isEarlier && entries[partner]?.linted)) continue;
          const best = partners[self];
          if (!best || matches > best.matches || (matches === best.matches && partner < best.index))
            partners[self] = { index: partner, matches };
        }
      };
      for (const [at, other] of candidates(sketches))
        consider(at, other, inCommon(sketches[at] as Uint32Array, sketches[other] as Uint32Array));
      for (const [at, partner] of partners.entries()) {
        const entry = entries[at];
        const other = partner && entries[partner.index];
        if (!entry || !other) continue;
        const data = { other: truncate(other.path), title: other.summary.title };
        // Rounded down to 5%, since the estimate is not more accurate.
        const percent = 5 * Math.floor((20 * partner.matches) / bins);
        if (partner.matches === bins) report(entry, "same", { at: entry.summary.at, data });
        else report(entry, "similar", { at: entry.summary.at, data: { ...data, percent } });
      }
    },
  },
});

interface Partner {
  readonly index: number;
  readonly matches: number;
}

/** The range of the title; without a title, the fence of the front matter, or the first character. */
function placeOf({ frontMatter, lead, text }: Article): Range {
  const title = frontMatter?.place(["title"], "value") ?? frontMatter?.open;
  if (title) return title;
  return { start: lead.end, end: lead.end + String.fromCodePoint(text.codePointAt(lead.end) ?? 0x20).length };
}

const unread = new Set(["script", "style", "template"]);

/** All visible letters and digits, in one case and width, so that markup and layout make no difference. */
function lettersOf({ body }: Article): string {
  const texts: string[] = [];
  const stack: Node[] = [...body.children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "text") texts.push(node.value);
    else if (node.type === "element" && !unread.has(node.tag))
      for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at] as Node);
  }
  return texts
    .join(" ")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/*
 * MinHash (Broder, "On the resemblance and containment of documents", 1997) over shingles of five characters, which work
 * for Chinese and English: the share of equal values in two sketches estimates the share of shingles that two texts have
 * in common (Jaccard similarity). There is one hash per shingle and one bin per value (Li, Owen, Zhang, "One Permutation
 * Hashing", 2012). Empty bins are filled from others in an order that is the same for all texts (Shrivastava, "Optimal
 * Densification for Fast and Accurate Minwise Hashing", 2017). With 120 values of four bytes, the standard error is 0.037
 * at a similarity of 0.8.
 */
const shingle = 5;
const bins = 120;
/**
 * Candidate pairs share a band (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4): 20 bands of 6 values
 * find 99.8% of the pairs of similarity 0.8, and compare 1.5% of the pairs of similarity 0.3.
 */
const rows = 6;
/** The most articles per band that an article is compared with. A duplicate of a hundred articles is a duplicate of one. */
const mostPerBand = 64;

/** The finalizer of MurmurHash3, which spreads the bits of a number over all 32. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** An odd number whose powers are far apart (2^32 divided by the golden ratio). */
const base = 0x9e3779b1;
/** `base` to the power of `shingle`: the weight of the character that leaves the window. */
const leaving = Array.from({ length: shingle }).reduce<number>((power) => Math.imul(power, base), 1);

const empty = 0xffffffff;

function sketchOf(letters: string): Uint32Array {
  const sketch = new Uint32Array(bins).fill(empty);
  let rolling = 0;
  for (let at = 0; at < letters.length; at++) {
    rolling = (Math.imul(rolling, base) + letters.charCodeAt(at)) | 0;
    if (at >= shingle) rolling = (rolling - Math.imul(letters.charCodeAt(at - shingle), leaving)) | 0;
    if (at < shingle - 1) continue;
    const hash = mixed(rolling);
    const bin = Math.floor((hash / 0x1_0000_0000) * bins);
    if (hash < (sketch[bin] as number)) sketch[bin] = hash;
  }
  const own = sketch.slice();
  for (let bin = 0; bin < bins; bin++)
    for (let attempt = 1; sketch[bin] === empty; attempt++)
      sketch[bin] = own[mixed(bin * 0x10000 + attempt) % bins] as number;
  return sketch;
}

function fromBase64(text: string): Uint32Array {
  const bytes = Buffer.from(text, "base64");
  const sketch = new Uint32Array(bins);
  new Uint8Array(sketch.buffer).set(bytes.subarray(0, bins * 4));
  return sketch;
}

function inCommon(one: Uint32Array, other: Uint32Array): number {
  let matches = 0;
  for (let bin = 0; bin < bins; bin++) if (one[bin] === other[bin]) matches++;
  return matches;
}

/** Pairs that may be similar, the later article first. A pair may occur several times. */
function* candidates(sketches: readonly Uint32Array[]): Generator<readonly [number, number]> {
  for (let band = 0; band < bins; band += rows) {
    const buckets = new Map<string, number[]>();
    for (const [at, sketch] of sketches.entries()) {
      const key = sketch.subarray(band, band + rows).join();
      const bucket = buckets.get(key);
      if (!bucket) {
        buckets.set(key, [at]);
        continue;
      }
      for (const other of bucket) yield [at, other];
      if (bucket.length < mostPerBand) bucket.push(at);
    }
  }
}
