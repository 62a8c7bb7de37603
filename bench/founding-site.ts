/**
 * Generates the site that stet was first written for, with words of our own: 18,898 articles of 150 feeds that a
 * crawler wrote into a Hexo site, with the defects and shares measured there. The same number and seed give the same
 * bytes. An article depends only on its feed, its number in it and the seed, so a smaller site is a part of a larger.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { accidents, type Draft } from "./founding/bodies.js";
import { type Feed, feedSizes, feeds, type TitleStyle } from "./founding/feeds.js";
import { siteFiles } from "./founding/site-files.js";
import { objects, places, rfc1123, subjects, times, verbs, type Words, withoutZone, words } from "./words.js";

export interface FoundingArticle {
  readonly feed: Feed;
  /** Its file name, which is its title. */
  readonly name: string;
  readonly text: string;
}

/** Where a crawler's images come from. One host for all that are requested through a proxy. */
const proxy = "https://cors.example.dev/?";

/** The articles of a site of `count`, in the order in which they are written. */
export function* foundingArticles(count: number, seed = 1): Generator<FoundingArticle> {
  const sizes = feedSizes(count);
  const names = new Set<string>();
  for (const [at, feed] of feeds.entries()) {
    for (let n = 0; n < (sizes[at] ?? 0); n++) {
      const article = articleOf(feed, at, n, seed);
      if (names.has(article.name)) throw new Error(`Two articles have the file name "${article.name}".`);
      names.add(article.name);
      yield article;
    }
  }
}

function articleOf(feed: Feed, at: number, n: number, seed: number): FoundingArticle {
  // A copy has the body of the article with its number in the feed before it.
  const from = feed.copies ? at - 1 : at;
  const own = words((seed * 1000 + from) * 10_007 + n);
  const original = titleOf(feed.titles, from, n, own);
  const title = feed.copies
    ? titleOf(feed.titles, at, n, words((seed * 1000 + at) * 10_007 + n)).title
    : original.title;
  const site = `https://www.site${from}.example`;
  const imageHost = `${feed.dead ? "gone" : "img"}${from}.example`;
  const scheme = { https: "https://", http: "http://", proxied: `${proxy}http://` }[feed.images];
  const date = new Date(Date.UTC(2021, 2, 1) + own.below(500 * 86_400) * 1000);
  const images = Array.from(
    { length: feed.cover === "random" || feed.cover === "none" ? own.below(3) : 1 + own.below(4) },
    () => `${scheme}${imageHost}/img/${withoutZone(date).slice(0, 10).replaceAll("-", "/")}/${own.hex(24)}.jpeg`,
  );
  const draft: Draft = { ...own, n, title, quoted: original.quoted, images, site, proxy };
  let body = feed.body(draft);
  for (const { share, apply } of accidents) if (own.random() < share) body = apply(body);
  const cover = coverOf(feed, images, site, own);
  return { feed, name: `${title}.md`, text: frame(feed, title, cover, dateOf(feed, date), date, body) };
}

const titleCount = times.length * subjects.length * places.length * verbs.length * objects.length;

/** A title that no other article has: all combinations of the words, in an order of their own. */
function titleOf(
  style: TitleStyle,
  at: number,
  n: number,
  { random, below }: Words,
): { title: string; quoted?: string } {
  let rest = ((at * 1000 + n) * 7919 + 31) % titleCount;
  const [time, subject, place, verb, object] = [times, subjects, places, verbs, objects].map((list) => {
    const word = list[rest % list.length] ?? "";
    rest = Math.floor(rest / list.length);
    return word;
  }) as [string, string, string, string, string];
  const plain = `${time}${subject}${place}${verb}${object}`;
  if (style === "bracket" && n % 4 === 0) return { title: `_${n % 8 === 0 ? "图" : "译"}_${plain}` };
  if (style === "zero-width" && n % 5 < 2) return { title: `\u200b${plain}` };
  if (style === "full-stop") return { title: `${plain}。` };
  if (style === "dot" && n % 5 === 0) return { title: `.NET ${plain}` };
  const chance = random();
  // Curly quotation marks became `_`, in the file name and in the title.
  if (chance < 0.157) return { title: `${time}${subject}${place}${verb}_${object}_`, quoted: object };
  if (chance < 0.158) return { title: `'${subject}'${plain}''` };
  if (chance < 0.16) return { title: `It's ${plain} "${below(100)}"` };
  if (chance < 0.165) return { title: `${plain} "${below(100)}"` };
  return { title: plain };
}

function coverOf({ cover }: Feed, images: readonly string[], site: string, { below }: Words): string {
  if (typeof cover === "object") return site + cover.path;
  const random = `https://picsum.photos/400/300?random=${below(10_000)}`;
  if (cover === "none") return "";
  return cover === "body" ? (images[0] ?? random) : random;
}

function dateOf({ date: style }: Feed, date: Date): string {
  switch (style) {
    case "gmt":
      return rfc1123(date);
    case "zoneless":
      return withoutZone(date);
    case "epoch":
      // Seconds that were taken for milliseconds.
      return rfc1123(new Date(date.getTime() / 1000));
    default:
      return style;
  }
}

/** The crawler's template. It puts the title between quotation marks without escaping it. */
function frame(feed: Feed, title: string, cover: string, date: string, written: Date, body: string): string {
  const quote = title.includes("'") ? '"' : "'";
  const old = written.getUTCFullYear() === 2021 && written.getUTCMonth() < 5;
  const indent = old ? "    - " : " - ";
  const [kind, website, column] = feed.path;
  // A hyphen too many makes a list within the list.
  const names = [kind, website, feed.nested ? ` - ${column}` : column];
  const categories = names.map((name) => `${indent}${name}\n`).join("") + (old ? "\n" : "");
  const headimg = old ? "" : `headimg: '${cover}'\n`;
  return `\n---\ntitle: ${quote}${title}${quote}\ncategories: \n${categories}${headimg}author: ${website}\ncomments: false\ndate: ${date}\nthumbnail: '${cover}'\n---\n\n<div>   \n${body}  \n</div>\n            `;
}

/** Writes the site: articles, configuration and theme. Returns how many bytes its articles have. */
export function writeFoundingSite(folder: string, count: number, seed = 1): number {
  for (const [name, content] of Object.entries(siteFiles)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const posts = path.join(folder, "source/_posts");
  mkdirSync(posts, { recursive: true });
  let bytes = 0;
  for (const { name, text } of foundingArticles(count, seed)) {
    const content = Buffer.from(text);
    bytes += content.length;
    writeFileSync(path.join(posts, name), content);
  }
  return bytes;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { articles: { type: "string", default: "18898" }, seed: { type: "string", default: "1" } },
    allowPositionals: true,
  });
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) {
    console.error("npx jiti bench/founding-site.ts [--articles 18898] [--seed 1] FOLDER");
    process.exit(2);
  }
  const bytes = writeFoundingSite(folder, Number(values.articles), Number(values.seed));
  console.log(`${values.articles} articles, ${(bytes / 1e6).toFixed(1)} MB in ${folder}`);
}
