/** Whether the articles of a folder look as if a feed crawler wrote them, for the preset that `stet init` suggests. */
import { readDate } from "../article/dates.js";
import { parseArticle } from "../article/index.js";
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import { defaultExtensions } from "../config/index.js";
import { discover, type FoundFile } from "../discover/index.js";
import { read } from "../load/index.js";
import { t } from "../platform/i18n.js";
import { clauses } from "../report/count.js";

/** How many articles are read, spread evenly over the folder. A proposal does not need more. */
const mostArticles = 100;
/** Fewer articles may look alike by chance. */
const fewestArticles = 3;
/** The share of articles with at least two of the signs. Authors write dates or HTML like this, too, but rarely both. */
const share = 0.6;

const signs = {
  blank: { label: () => t("cli.init.sign.blank", "blank line before the front matter") },
  mailDate: { label: () => t("cli.init.sign.mailDate", "e-mail date") },
  cover: { label: () => t("cli.init.sign.cover", "cover copied from the feed") },
  html: { label: () => t("cli.init.sign.html", "body in HTML") },
} as const;
type Sign = keyof typeof signs;

export interface CrawledArticles {
  /** Why they look crawled, for example `e-mail date (20 of 38)`. */
  readonly reasons: string;
}

/** `undefined` if most of the articles do not look crawled. */
export async function crawledArticles(cwd: string, folder: string): Promise<CrawledArticles | undefined> {
  const counts = new Map<Sign, number>();
  let articles = 0;
  let crawled = 0;
  for (const file of await sample(cwd, folder)) {
    const loaded = read(file);
    if ("error" in loaded || loaded.encodingProblem) continue;
    articles++;
    const found = signsOf(loaded.text);
    if (found.length >= 2) crawled++;
    for (const sign of found) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  if (articles < fewestArticles || crawled < articles * share) return undefined;
  const reasons = (Object.keys(signs) as Sign[]).flatMap((sign) => {
    const count = counts.get(sign) ?? 0;
    const data = { sign: signs[sign].label(), count, articles };
    return count > 0 ? [t("cli.init.sign", "{sign} ({count} of {articles})", data)] : [];
  });
  return { reasons: clauses(reasons) };
}

async function sample(cwd: string, folder: string): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const request = {
    cwd,
    patterns: [folder],
    extensions: async () => defaultExtensions,
    isIgnored: async () => false,
    ignoreFiles: true,
  };
  for await (const file of discover(request)) files.push(file);
  const step = Math.max(1, files.length / mostArticles);
  return Array.from(
    { length: Math.min(files.length, mostArticles) },
    (_, at) => files[Math.floor(at * step)] as FoundFile,
  );
}

function signsOf(text: string): Sign[] {
  const article = parseArticle(
    { path: "article.md", text },
    { bodyLanguage: "markdown", lazyAttributes: defaultLazyAttributes },
  );
  const { frontMatter, lead } = article;
  if (!frontMatter) return [];
  const found: Sign[] = [];
  if (/[\r\n]/.test(text.slice(lead.start, lead.end))) found.push("blank");
  const { date, pubDate, headimg, thumbnail } = frontMatter.data ?? {};
  const written = date ?? pubDate;
  if (typeof written === "string" && readDate(written)?.spelling === "mail") found.push("mailDate");
  if (typeof headimg === "string" || (typeof thumbnail === "string" && /^https?:/.test(thumbnail))) found.push("cover");
  if (isHtml(text.slice(frontMatter.range.end))) found.push("html");
  return found;
}

/** Starts with a tag, and most of its lines that are not blank contain one. */
function isHtml(body: string): boolean {
  const lines = body.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  if (!/^\s*<[a-z]/i.test(lines[0] ?? "")) return false;
  const hasTag = (line: string): boolean => {
    const start = line.search(/<\/?[a-z]/i);
    return start !== -1 && line.includes(">", start);
  };
  return lines.filter(hasTag).length * 2 >= lines.length;
}
