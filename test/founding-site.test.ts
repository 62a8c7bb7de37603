/** The generated founding site: the same from the same seed, and with the shares measured in the real site. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type FoundingArticle, foundingArticles } from "../bench/founding-site.js";

const whole = [...foundingArticles(18_898)];

const digest = (articles: Iterable<FoundingArticle>) => {
  const hash = createHash("sha256");
  for (const { name, text } of articles) hash.update(`${name}\0${text}\0`);
  return hash.digest("hex");
};

/** In how many of 100 articles. */
const share = (has: (article: FoundingArticle) => boolean) => (whole.filter(has).length * 100) / whole.length;

const body = (text: string) => text.slice(text.indexOf("\n---\n", 5) + 5);
const lineOf = (text: string, key: string) => new RegExp(`^${key}: (.*)$`, "m").exec(text)?.[1] ?? "";
const times = (text: string, what: string) => text.split(what).length - 1;

describe("the generated founding site", () => {
  it("is the same for the same seed, another for another", () => {
    expect(digest(foundingArticles(500, 7))).toBe(digest(foundingArticles(500, 7)));
    expect(digest(foundingArticles(500, 7))).not.toBe(digest(foundingArticles(500, 8)));
  });

  it("has every article of a smaller site in a larger one", () => {
    const texts = new Map(whole.map(({ name, text }) => [name, text]));
    for (const { name, text } of foundingArticles(500)) expect(texts.get(name)).toBe(text);
  });

  it("has 18,898 articles with different file names, of 150 feeds named by three categories", () => {
    expect(whole.length).toBe(18_898);
    expect(new Set(whole.map(({ name }) => name)).size).toBe(18_898);
    expect(new Set(whole.map(({ feed }) => feed.path.join("/"))).size).toBe(150);
    for (const count of [1, 149, 150, 500]) expect([...foundingArticles(count)].length).toBe(count);
  });

  it("writes all articles with one template", () => {
    for (const { text } of whole) {
      expect(text.startsWith("\n---\ntitle: ")).toBe(true);
      expect(text.endsWith("  \n</div>\n            ")).toBe(true);
    }
  });

  // In percent: from the published pages of the real site, or from its raw articles where pages do not show it.
  const measured: readonly (readonly [string, number, (article: FoundingArticle) => boolean])[] = [
    ["date without a time zone", 42, ({ text }) => /^date: \d{4}-/m.test(text)],
    ["date in GMT", 53, ({ text }) => lineOf(text, "date").endsWith("GMT")],
    ["date that is no date", 5, ({ text }) => /^date: (?:Invalid Date|NaN|undefined)$/m.test(text)],
    ["date of 1970", 0.65, ({ text }) => lineOf(text, "date").includes(" Jan 1970 ")],
    [
      "cover repeated in the body",
      41.9,
      ({ text }) => body(text).includes(`src="${lineOf(text, "thumbnail").slice(1, -1)}"`),
    ],
    ["an image through the proxy", 12.9, ({ text }) => text.includes("https://cors.example.dev/?http://")],
    ["a body that Markdown renders as code", 3.8, ({ text }) => /\n[ \t]*\n {4,}<(?!\/div>\n {12}$)/.test(body(text))],
    ["undefined or null in a URL", 4.2, ({ text }) => /(?:\/undefined|=null)"/.test(body(text))],
    ["an empty handler", 2.8, ({ text }) => text.includes('onclick=""')],
    ["an id twice", 5.6, ({ text }) => times(text, 'id="js_content"') === 2],
    ["quotation marks within style", 1.55, ({ text }) => text.includes('style="font-family:"')],
    ["a link to a file of somebody's computer", 0.5, ({ text }) => text.includes('href="file:///')],
    ["a text cut off with an ellipsis", 3.8, ({ text }) => /(?:…|\.\.\.)<\/p> {2}\n<\/div>\n *$/.test(text)],
    ["a text cut off with a link", 1.5, ({ text }) => text.includes("阅读全文")],
    ["a boilerplate text", 2.8, ({ text }) => /<p>(?:0 likes 0 saves|已过期|via\. [^<]*)<\/p>/.test(text)],
    ["a name that Hexo skips", 1, ({ name }) => /^[_.]/.test(name)],
    ["quotation marks that became _", 15.7, ({ name }) => /_[^_]+_/.test(name)],
    ["a zero-width space in the title", 0.2, ({ name }) => name.startsWith("\u200b")],
    ["nested categories", 0.3, ({ text }) => /^ +- {2}- /m.test(text)],
    ["an iframe", 3, ({ text }) => text.includes("<iframe ")],
    ["a real image in data-original", 2.1, ({ text }) => text.includes("data-original=")],
    ["a srcset from the site's root", 0.5, ({ text }) => text.includes('srcset="/')],
    ["an icon as the cover", 1.2, ({ text }) => /^thumbnail: '.*\/img\/[\w-]+\.(?:gif|png)'$/m.test(text)],
  ];
  it.each(measured)("has the measured share of articles with %s", (_, percent, has) => {
    const found = share(has);
    expect(found).toBeGreaterThan(percent * 0.75);
    expect(found).toBeLessThan(percent * 1.25);
  });

  it("has titles that break YAML, as the crawler does not escape them", () => {
    const broken = whole.filter(({ text }) => /^title: "(?:'|It's .* "\d)/m.test(text));
    expect(broken.length).toBeGreaterThan(10);
    expect(broken.length).toBeLessThan(100);
  });
});
