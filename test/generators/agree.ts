/** Compares what stet reads from the fixture articles with a recording. */
import path from "node:path";
import { writtenBlock, writtenDate } from "../../src/article/front-matter/written.js";
import { type GeneratorId, planOf, profileOf } from "../../src/generators/index.js";
import { readArticle } from "../../src/lint/read-article.js";
import { articles } from "./articles.js";
import type { Reading, Recording } from "./recording.js";

/** stet reports it, because half of the value is lost. */
const entity = 'value-entity state: "failed", recorded "published"';

/** The recordings by folder. `exceptions`: where stet differs on purpose, with the reason in docs/generators.md. */
export const readings: readonly {
  readonly name: string;
  readonly id: GeneratorId;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly version?: string;
  readonly exceptions: readonly string[];
}[] = [
  { name: "hexo", id: "hexo", settings: { future: false }, exceptions: [entity] },
  { name: "hexo-5", id: "hexo", settings: { future: false }, version: "^5.4.2", exceptions: [entity] },
  { name: "hexo-timezone", id: "hexo", settings: { timezone: "Asia/Shanghai" }, exceptions: [entity] },
  {
    name: "jekyll",
    id: "jekyll",
    settings: {},
    // The title of the first comes from its file name; stet reports the second, because one of the two values is lost.
    exceptions: [
      'fence-empty data: {}, recorded {"title":"Fence Empty"}',
      'value-duplicate-key state: "failed", recorded "published"',
      // source/leading-blank reports it; whether it is shown or copied makes no difference.
      'page-after-blank-line state: "text", recorded "copied"',
    ],
  },
  {
    name: "hugo",
    id: "hugo",
    settings: {},
    // It is reported because one of the two values is lost.
    exceptions: ['value-duplicate-key state: "failed", recorded "published"'],
  },
  { name: "eleventy", id: "eleventy", settings: {}, exceptions: [entity] },
  {
    name: "astro",
    id: "astro",
    settings: {},
    // Four dashes are reported as a wrong fence. `---toml` is read as text without entries; the last two are TOML 1.1, which most programs do not read.
    exceptions: [
      entity,
      'fence-four-dashes state: "text", recorded "failed"',
      'fence-word-toml state: "failed", recorded "published"',
      'toml-eleven state: "failed", recorded "published"',
      'toml-local-time state: "failed", recorded "published"',
    ],
  },
  { name: "docusaurus", id: "docusaurus", settings: {}, exceptions: [entity] },
  { name: "vitepress", id: "vitepress", settings: {}, exceptions: [entity] },
  {
    name: "mkdocs",
    id: "mkdocs",
    settings: {},
    // stet reports all three: a day that does not exist loses the whole block.
    exceptions: [
      'value-duplicate-key state: "failed", recorded "published"',
      'date-impossible state: "published", recorded "text"',
      'date-impossible-seconds state: "published", recorded "text"',
    ],
  },
];

interface Site {
  readonly version?: string | undefined;
  readonly id: GeneratorId;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One line for each value that stet reads otherwise. */
export function differences(recording: Recording, site: Site): string[] {
  return Object.entries(recording.articles).flatMap(([name, expected]) => {
    const read = readingOf(name, site);
    const wanted = { state: expected.state, data: plainData(expected.data), dates: expected.dates };
    // Jekyll logs the error, MkDocs does not, and both go on without the data.
    const goesOn = expected.error !== undefined || (site.id === "mkdocs" && expected.state === "text");
    if (read.state === "failed" && (expected.state === "failed" || goesOn)) return [];
    return (["state", "data", "dates"] as const).flatMap((part) => {
      const [is, was] = [JSON.stringify(read[part]), JSON.stringify(wanted[part])];
      if (part !== "state" && expected.state !== "published") return [];
      return is === was || (part !== "state" && read.state !== "published")
        ? []
        : [`${name} ${part}: ${is}, recorded ${was}`];
    });
  });
}

/** Dates stay text in stet, and titles and tags are shown as text. */
function plainData(data: Reading["data"]): Readonly<Record<string, unknown>> | undefined {
  if (!data) return undefined;
  const text = (value: unknown): unknown =>
    isDate(value) ? "date" : Array.isArray(value) ? value.map(text) : String(value);
  const { title, tags, note } = data;
  return JSON.parse(
    JSON.stringify({
      ...(title !== undefined && { title: text(title) }),
      ...(note !== undefined && { note: isDate(note) ? "date" : note }),
      ...(tags !== undefined && { tags: text(tags) }),
    }),
  );
}

const isDate = (value: unknown): boolean =>
  (typeof value === "object" && value !== null && "date" in value) ||
  (typeof value === "string" && /^\w{3} \w{3} \d\d \d{4} |^\d{4}-\d\d-\d\d$/.test(value));

function readingOf(name: string, { id, settings, version }: Site): Omit<Reading, "error"> {
  const profile = profileOf(id);
  const root = path.resolve("/site");
  const plan = profile && planOf(profile, { profile, root, settings, version });
  const reader = plan?.reader;
  const text = articles[name] ?? "";
  const isPage = name.startsWith("page-");
  const file = path.join(root, isPage ? "" : placeOf(id), `${isPage ? "" : "2001-01-01-"}${name}.md`);
  const article = readArticle(
    { path: file, file, text },
    { rules: [], schema: undefined, lazyAttributes: [], imagesRoot: undefined, generator: plan, yaml: plan?.yaml },
  );
  const { frontMatter, lead } = article;
  if (!plan || !reader) throw new Error(`no reader for ${id}`);
  if (!frontMatter || !plan.reads(text.slice(lead.start, lead.end))) return { state: "text" };
  const block = writtenBlock(article);
  const unread = block && reader.unreadFence(block);
  if (unread) return { state: unread.effect === "fails" ? "failed" : unread.effect };
  if (!frontMatter.data || frontMatter.problems.some(({ code }) => code !== "second-block")) return { state: "failed" };
  const { title, note, tags, date } = frontMatter.data;
  for (const [key, { hides, refuses }] of Object.entries(reader.switches)) {
    if (!(key in frontMatter.data)) continue;
    if (refuses?.(frontMatter.data[key])) return { state: "failed" };
    if (hides(frontMatter.data[key])) return { state: "unpublished" };
  }
  const published = { state: "published", data: plainData({ title, note, tags }) ?? {} } as const;
  if (!("date" in frontMatter.data)) return published;
  const written = writtenDate(frontMatter, ["date"]) ?? { text: JSON.stringify(date), plain: false, language: "yaml" };
  const reading = reader.date(written);
  if (reading?.kind === "fails") return { state: "failed" };
  if (reading?.kind !== "read") return published;
  const [first] = reading.machines;
  // Docusaurus publishes articles of the future.
  if (first > Date.parse("2090-01-01") && id !== "docusaurus") return { state: "unpublished" };
  return { ...published, dates: reading.machines.map((moment) => new Date(moment).toISOString()) };
}

const placeOf = (id: GeneratorId): string => (id === "jekyll" ? "_posts" : id === "hexo" ? "source/_posts" : "content");
