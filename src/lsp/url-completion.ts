/** Completes the URLs of links and images: addresses of pages as the generator makes them, files, and places on a page. */
import path from "node:path";
import { type CompletionItem, CompletionItemKind, type CompletionList, TextEdit } from "vscode-languageserver/node";
import { slugOf } from "../article/anchors.js";
import { decodePercent } from "../platform/percent.js";
import { isWithin } from "../platform/tree.js";
import type { SiteModel } from "../site/index.js";
import { toRange } from "./diagnostics.js";
import type { AnalyzedDocument } from "./document-store.js";
import { absoluteOf, articleAt, fileOf } from "./references.js";
import { isImageFile } from "./site-assets.js";
import type { UrlPlace } from "./url-place.js";

/** More are offered when the user has typed more. */
const mostItems = 200;
/** Files whose address is looked for, in the order of the list. */
const mostTried = 2000;

export async function completeUrl(place: UrlPlace, seen: AnalyzedDocument): Promise<CompletionList> {
  const { written } = place;
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(written)) return { items: [], isIncomplete: false };
  const hash = written.indexOf("#");
  if (hash >= 0) return { items: await fragments(written.slice(0, hash), place, seen), isIncomplete: false };
  return addresses(place, seen);
}

/** The ids of the page that the URL leads to. */
async function fragments(url: string, { as, range }: UrlPlace, seen: AnalyzedDocument): Promise<CompletionItem[]> {
  const file = await fileOf(url === "" ? "#" : url, as, seen);
  const article = file === undefined ? undefined : await articleAt(file, seen);
  if (!article) return [];
  const titles = new Map<string, string>();
  const { isFinished = false } = article.body.dialect;
  for (const { id, text } of article.headings) {
    const known = id ?? (isFinished ? "" : slugOf(text));
    if (known !== "" && !titles.has(known)) titles.set(known, text);
  }
  for (const id of article.anchors.ids) if (id !== "" && !titles.has(id)) titles.set(id, "");
  const at = toRange(seen.document, range);
  return [...titles].slice(0, mostItems).map(([id, title], index) => ({
    label: id,
    kind: CompletionItemKind.Reference,
    ...(title !== "" && { detail: title }),
    sortText: String(index).padStart(5, "0"),
    filterText: id,
    textEdit: TextEdit.replace(at, encoded(id)),
  }));
}

interface Candidate {
  /** Absolute path of the source. */
  readonly file: string;
  /** Its address from the root of the host, if that is known. */
  readonly url: string | undefined;
  readonly kind: "page" | "file";
}

async function addresses(place: UrlPlace, seen: AnalyzedDocument): Promise<CompletionList> {
  const { session, plan } = seen;
  const from = absoluteOf(seen);
  const site = session.sites.of(plan);
  const root = site?.root ?? session.folder;
  const typed = decodePercent(place.written).toLowerCase();
  // Relative to the article, only names are compared.
  const wanted = typed.replace(/^(?:\.{0,2}\/)+/, "");
  // A site has tens of thousands of files, so the usual case is fast.
  const inRoot = root + path.sep;
  const shown = (file: string): string =>
    (file.startsWith(inRoot) ? file.slice(inRoot.length) : path.relative(root, file)).replaceAll(path.sep, "/");
  const holds = (text: string | undefined, part: string): boolean => text?.toLowerCase().includes(part) ?? false;
  // The folders of a file may have other names on the site.
  const name = wanted.slice(wanted.lastIndexOf("/") + 1);
  const fits = ({ file, url }: Candidate): boolean => holds(shown(file), name) || holds(url, name);
  const near = path.dirname(from) + path.sep;
  const rank = ({ file, kind }: Candidate): number =>
    (kind === "page" ? 0 : isImageFile(file) === (place.about === "image") ? 2 : 4) + (file.startsWith(near) ? 0 : 1);
  const candidates = (await candidatesFor(place, site, seen))
    .filter((one) => one.file !== from && fits(one))
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank);
  const items: CompletionItem[] = [];
  const offered = new Set<string>();
  const at = toRange(seen.document, place.range);
  let tried = 0;
  // Some generators convert links to sources such as `b.md`, which is then the usual form.
  const [{ one: page } = { one: undefined }] = candidates;
  const convertsSources =
    place.as.syntax === "markdown" &&
    page?.kind === "page" &&
    (await leadsTo(page.file, relativeTo(page.file, from), from, place, site));
  for (const { one } of candidates) {
    if (items.length >= mostItems || tried >= mostTried) break;
    tried++;
    const url = await urlTo(one, typed, from, place, site, plan.imagesRoot, convertsSources);
    if (url === undefined || offered.has(url) || !(holds(url, wanted) || holds(shown(one.file), wanted))) continue;
    offered.add(url);
    items.push({
      label: url,
      kind: one.kind === "page" ? CompletionItemKind.Reference : CompletionItemKind.File,
      detail: shown(one.file),
      sortText: String(items.length).padStart(5, "0"),
      filterText: url,
      textEdit: TextEdit.replace(at, encoded(url)),
    });
  }
  return { items, isIncomplete: tried < candidates.length };
}

async function candidatesFor(
  { about }: UrlPlace,
  site: SiteModel | undefined,
  { session }: AnalyzedDocument,
): Promise<Candidate[]> {
  const root = site?.root ?? session.folder;
  const files: Candidate[] = [];
  for (const file of await session.assets(root, site?.outputFolder))
    if (about === "link" || isImageFile(file)) files.push({ file, url: undefined, kind: "file" });
  if (about === "image") return files;
  if (!site) {
    const articles = await session.articles();
    return [...articles.map((file): Candidate => ({ file, url: undefined, kind: "page" })), ...files];
  }
  const { articles } = await site.routes();
  const pages = articles.flatMap(({ file, route }): Candidate[] =>
    route.state === "page" ? [{ file, url: route.url, kind: "page" }] : [],
  );
  return [...pages, ...files];
}

/** A URL that leads to the file, in the form that the author has begun; `undefined` if none is known to. */
async function urlTo(
  { file, url, kind }: Candidate,
  typed: string,
  from: string,
  place: UrlPlace,
  site: SiteModel | undefined,
  imagesRoot: string | undefined,
  convertsSources: boolean,
): Promise<string | undefined> {
  const plain = relativeTo(file, from);
  const dotted = typed.startsWith("./") && !plain.startsWith("../") ? `./${plain}` : plain;
  const relative = typed.startsWith("/") ? [] : [dotted];
  if (!site) {
    if (!typed.startsWith("/")) return dotted;
    return imagesRoot !== undefined && isWithin(file, imagesRoot)
      ? `/${path.relative(imagesRoot, file).replaceAll(path.sep, "/")}`
      : undefined;
  }
  const whole = url ?? (await site.copyOf(file));
  const { base } = site;
  const rooted =
    whole === undefined || typed.startsWith(".")
      ? []
      : [
          whole,
          ...(typeof base === "string" && base !== "/" && whole.startsWith(base) ? [whole.slice(base.length - 1)] : []),
        ];
  const isNear = kind === "page" ? convertsSources : isWithin(file, path.dirname(from));
  for (const one of isNear ? [...relative, ...rooted] : [...rooted, ...relative])
    if (await leadsTo(file, one, from, place, site)) return one;
  return undefined;
}

const relativeTo = (file: string, from: string): string =>
  path.relative(path.dirname(from), file).replaceAll(path.sep, "/");

async function leadsTo(
  file: string,
  url: string,
  from: string,
  { as }: UrlPlace,
  site: SiteModel | undefined,
): Promise<boolean> {
  const target = await site?.resolve(encoded(url), from, as);
  return (target?.state === "page" || target?.state === "file") && target.file === file;
}

/** Letters of all scripts stay readable. */
const encoded = (url: string): string =>
  url.replace(
    /[\u0000-\u0020"#%<>?\\^`{|}()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
