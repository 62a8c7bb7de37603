/** Compares what stet reads of the fixture articles with the pages that a real generator made of them. */
import path from "node:path";
import { type GeneratorId, planOf, profileOf } from "../../../src/generators/index.js";
import { readArticle } from "../../../src/lint/read-article.js";
import { articleWith, pages } from "./articles.js";
import { agrees, comparable, plain, typed } from "./equal.js";
import { type Page, type PageRecording, readPage } from "./page.js";
import { render } from "./render.js";

/** The recordings by folder. */
export interface PageSite {
  readonly name: string;
  readonly id: GeneratorId;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Articles of this generator alone. Names that begin with `mdx-` are those of `.mdx` files. */
  readonly articles?: Readonly<Record<string, string>>;
  readonly version?: string;
  /** The URL of a link as the article has it, when the generator changes it. */
  written?(url: string): string;
  /** Articles that stet reads otherwise, with the reason. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/** What stet reads. `found` is what rules get: the URLs of links and images, in any order. */
interface PageReading extends Page {
  /** Text is not compared in MDX, because components show it. */
  readonly hasText: boolean;
  readonly found: { readonly links: readonly string[]; readonly images: readonly string[] };
  /** Whether the page has headings of expressions or of included files, which stet does not run or read. */
  readonly mayHaveMoreHeadings: boolean;
}

/** One line for each part of a page that stet reads otherwise. */
export function pageDifferences(recording: PageRecording, site: PageSite): string[] {
  return Object.entries(recording.pages).flatMap(([name, recorded]) => {
    if ("failed" in recorded) return [];
    const page = withoutAdditions(recorded);
    const read = reading(name, site);
    const { written = (url: string) => url } = site;
    const urls = (one: readonly (readonly [url: string, text: string | null])[]) =>
      one.map(([url, text]) => [comparable(written(url)), typed(text)]);
    const parts = (one: Page) => ({
      text: read.hasText ? typed(one.text.join("\n")) : "",
      headings: one.headings.map(([level, id, text]) => [level, id && comparable(id), read.hasText ? typed(text) : ""]),
      links: read.hasText ? urls(one.links) : [],
      images: read.hasText ? urls(one.images) : [],
    });
    const [is, was] = [parts(read), parts(page)];
    // Included files and expressions add headings between those that are written.
    const headings = was.headings.filter(
      (heading) => !read.mayHaveMoreHeadings || is.headings.some((one) => agrees(one, heading)),
    );
    const differing = (["text", "headings", "links", "images"] as const).flatMap((part) => {
      const [one, other] = [is[part], part === "headings" ? headings : was[part]];
      return agrees(one, other) ? [] : [`${name} ${part}: ${plain(one)}, recorded ${plain(other)}`];
    });
    const lists = (["links", "images"] as const).flatMap((part) => {
      const unique = (all: readonly string[]) => [...new Set(all.map((url) => comparable(written(url))))].sort();
      const all = unique(read.found[part]);
      const known = all.filter((url) => !url.startsWith("{"));
      const found = unique(page[part].map(([url]) => url));
      const more = found.filter((url) => !known.includes(url)).length;
      // Of the URL that JavaScript makes, stet knows that there is one.
      const isSame = known.every((url) => found.includes(url)) && more <= all.length - known.length;
      return isSame ? [] : [`${name} found ${part}: ${plain(all)}, recorded ${plain(found)}`];
    });
    return [...differing, ...lists];
  });
}

/** The heading above footnotes. */
function withoutAdditions(page: Page): Page {
  const added = page.headings.find(([, id]) => id === "footnote-label");
  if (!added) return page;
  const at = page.text.lastIndexOf(added[2]);
  return {
    ...page,
    text: page.text.filter((_, index) => index !== at),
    headings: page.headings.filter((heading) => heading !== added),
  };
}

function reading(name: string, site: PageSite): PageReading {
  const { id, settings, dependencies, articles, version = dependencies?.["@11ty/eleventy"] } = site;
  const profile = profileOf(id);
  const root = path.resolve("/site");
  const plan =
    profile &&
    planOf(profile, {
      profile,
      root,
      settings,
      version,
      dependencies: new Map(Object.entries(dependencies ?? {})),
    });
  if (!plan) throw new Error(`no plan for ${id}`);
  const extension = name.startsWith("mdx-") ? ".mdx" : ".md";
  const file = path.join(root, id === "jekyll" ? "_posts" : "content", `2024-02-03-${name}${extension}`);
  const text = articleWith({ ...pages, ...articles }[name] ?? "");
  const article = readArticle(
    { path: file, file, text },
    { rules: [], schema: undefined, lazyAttributes: [], imagesRoot: undefined, generator: plan, yaml: plan.yaml },
  );
  const { body, links, images } = article;
  const { dialect } = body;
  const { start } = body.range;
  // HTML that the generator leaves out is checked all the same.
  const urlsIn = (all: readonly { readonly url: string; readonly syntax: string }[]) =>
    all.filter(({ syntax }) => !dialect.dropsHtml || syntax !== "html").map(({ url }) => url);
  const hasText = dialect.base !== "mdx";
  const alternatives = new Map(images.map(({ range, alt }) => [range.start - start, alt ?? ""]));
  const page = readPage(
    hasText ? render(text.slice(start), dialect, id, alternatives) : "",
    dialect.vue ? "vue" : undefined,
  );
  const headings = article.headings.filter(({ range }) => !dialect.dropsHtml || text[range.start] !== "<");
  // Docusaurus shows the title in the header of the page.
  const isTitle =
    id === "docusaurus" && headings[0]?.level === 1 && text.slice(start, headings[0].range.start).trim() === "";
  return {
    ...page,
    text: isTitle ? page.text.slice(1) : page.text,
    hasText,
    headings: headings
      .map(({ level, id = null }, at): Page["headings"][number] => [level, id, page.headings[at]?.[2] ?? ""])
      .slice(isTitle ? 1 : 0),
    found: { links: urlsIn(links), images: urlsIn(images) },
    mayHaveMoreHeadings: (dialect.base === "mdx" && /\{[^{}]*<h[1-6]/.test(text)) || text.includes("--8<--"),
  };
}
