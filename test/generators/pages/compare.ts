/** Compares what stet reads of the fixture articles with the pages that a real generator made of them. */
import path from "node:path";
import { type GeneratorId, planOf, profileOf } from "../../../src/generators/index.js";
import { readArticle } from "../../../src/lint/read-article.js";
import { articleWith, pages } from "./articles.js";
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
  /** Articles that stet reads otherwise. */
  readonly exceptions: readonly string[];
}

/** What stet reads. `found` is what rules get: the URLs of links and images, in any order. */
interface PageReading extends Page {
  /** Text is not compared in MDX, because components show it. */
  readonly hasText: boolean;
  readonly found: { readonly links: readonly string[]; readonly images: readonly string[] };
}

/** One line for each part of a page that stet reads otherwise. */
export function pageDifferences(recording: PageRecording, site: PageSite): string[] {
  return Object.entries(recording.pages).flatMap(([name, page]) => {
    if ("failed" in page) return [];
    const read = reading(name, site);
    const { written = (url: string) => url } = site;
    const urls = (one: readonly (readonly [url: string, text: string | null])[]) =>
      one.map(([url, text]) => [written(url), text]);
    const compared = (one: Page) =>
      read.hasText
        ? { ...one, links: urls(one.links), images: urls(one.images) }
        : { text: [], headings: one.headings.map(([level, id]) => [level, id]), links: [], images: [] };
    const parts = ["text", "headings", "links", "images"] as const;
    const differing = parts.flatMap((part) => {
      const [is, was] = [comparable(compared(read)[part]), comparable(compared(page)[part])];
      return is === was ? [] : [`${name} ${part}: ${is}, recorded ${was}`];
    });
    const lists = (["links", "images"] as const).flatMap((part) => {
      const unique = (all: readonly string[]) =>
        comparable([...new Set(all.map((url) => decoded(written(url))))].sort());
      const [is, was] = [unique(read.found[part]), unique(page[part].map(([url]) => url))];
      return is === was ? [] : [`${name} found ${part}: ${is}, recorded ${was}`];
    });
    return [...differing, ...lists];
  });
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
  const { body, headings, links, images } = article;
  const { dialect } = body;
  const { start } = body.range;
  // HTML that the generator leaves out is checked all the same.
  const urlsIn = (all: readonly { readonly url: string; readonly syntax: string }[]) =>
    all.filter(({ syntax }) => !dialect.dropsHtml || syntax !== "html").map(({ url }) => url);
  const hasText = dialect.base !== "mdx";
  const page = readPage(hasText ? render(text.slice(start), dialect) : "");
  return {
    ...page,
    hasText,
    headings: headings
      .filter(({ range }) => !dialect.dropsHtml || text[range.start] !== "<")
      .map(({ level, id = null }, at) => [level, id, page.headings[at]?.[2] ?? ""]),
    found: { links: urlsIn(links), images: urlsIn(images) },
  };
}

/** Generators write quotes, dashes and URLs in other ways that show the same. */
const comparable = (value: unknown): string =>
  decoded(JSON.stringify(value, (_, part) => (part === "" ? null : part)))
    .replace(/[‘’]/g, "'")
    .replace(/\\"|[“”]/g, "”")
    .replace(/---|—/g, "—")
    .replace(/--|–/g, "–")
    .replace(/\.\.\.|…/g, "…");

const decoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
    try {
      return decodeURI(bytes);
    } catch {
      return bytes;
    }
  });
