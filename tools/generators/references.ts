/**
 * Builds a fixture site with the real generator and writes where each reference of its articles leads in the built site into
 * `test/generators/NAME/references.json`.
 *
 * A reference has a mark: the text of a link, the `alt` of an image, the `title` of a link, video or other element: `r12`.
 * Files in `broken/` are added one at a time, because each may end the build.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defaultTreeAdapter as adapter, type DefaultTreeAdapterTypes, parse } from "parse5";
import type { BuiltReference, BuiltSite } from "../../test/generators/references.js";
import { buildSite, type SiteBuilder, sites, versionOf } from "./site-builders.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const fixture = (name: string) => path.join(root, "test/generators", name);

/** The files of a folder, relative to it, with `/`. */
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
        .filter((file) => !file.includes("node_modules/"))
        .sort()
    : [];

interface Page {
  /** The URL path: `/base/a/` for `a/index.html`. */
  readonly url: string;
  /** The URLs of the references, by mark; `r41 poster` for the poster of a video. */
  readonly marks: ReadonlyMap<string, string>;
  readonly ids: ReadonlySet<string>;
  readonly html: string;
  /** The URL path that the page states for itself. */
  readonly canonical: string | undefined;
}

function readPage(url: string, html: string): Page {
  const marks = new Map<string, string>();
  const ids = new Set<string>();
  let canonical: string | undefined;
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("tagName" in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
      const id = attributes.get("id") ?? (node.tagName === "a" ? attributes.get("name") : undefined);
      if (id !== undefined) ids.add(id);
      const own = node.tagName === "link" && attributes.get("rel") === "canonical" ? attributes.get("href") : undefined;
      if (own !== undefined && URL.canParse(own)) canonical = new URL(own).pathname;
      const target = attributes.get("href") ?? attributes.get("src");
      const names = [attributes.get("alt"), attributes.get("title"), node.tagName === "a" ? textOf(node) : undefined];
      const mark = names.find((name) => name !== undefined && isMark.test(name.trim()))?.trim();
      if (mark !== undefined && target !== undefined && !marks.has(mark)) marks.set(mark, target);
      const poster = attributes.get("poster");
      if (mark !== undefined && poster !== undefined) marks.set(`${mark} poster`, poster);
      if (node.tagName === "template") visit(adapter.getTemplateContent(node as DefaultTreeAdapterTypes.Template));
    }
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return { url, marks, ids, html, canonical };
}

const isMark = /^[rb]\d+$/;

const textOf = (node: DefaultTreeAdapterTypes.Element): string =>
  node.childNodes.map((child) => ("value" in child ? child.value : "tagName" in child ? textOf(child) : "")).join("");

/** The built site as a web server shows it. */
class Output {
  readonly files: ReadonlySet<string>;
  readonly pages = new Map<string, Page>();

  constructor(
    folder: string,
    readonly base: string,
    readonly origin: string | undefined,
  ) {
    const names = filesIn(folder);
    this.files = new Set(names.map((name) => base + name));
    for (const name of names.filter((one) => /\.html?$/.test(one))) {
      const url = (base + name).replace(/(?<=\/)index\.html$/, "");
      this.pages.set(base + name, readPage(url, readFileSync(path.join(folder, name), "utf8")));
    }
  }

  /** @param from the URL path of the page. */
  at(href: string, from: string): Omit<BuiltReference, "in"> {
    if (/^data:/.test(href)) return { is: "file" };
    const origin = this.origin ?? "https://site.invalid";
    const url = new URL(href, origin + from);
    const to = url.origin === origin ? url.pathname + url.search + url.hash : url.href;
    if (url.origin !== origin) return { to, is: "elsewhere" };
    const asked = decoded(url.pathname);
    const found = this.#file(asked);
    if (!found) return { to, is: "missing" };
    const page = this.pages.get(found.file);
    const isThere = page && url.hash !== "" ? page.ids.has(decodeURIComponent(url.hash.slice(1))) : undefined;
    return {
      to,
      is: page ? "page" : "file",
      ...(isThere === false && { anchor: false as const }),
      ...(found.clean && { clean: true as const }),
    };
  }

  #file(asked: string): { readonly file: string; readonly clean?: true } | undefined {
    if (this.files.has(asked)) return { file: asked };
    const index = `${asked.replace(/\/$/, "")}/index.html`;
    if (this.files.has(index)) return { file: index };
    return !asked.endsWith("/") && this.files.has(`${asked}.html`) ? { file: `${asked}.html`, clean: true } : undefined;
  }
}

/** A template tag that the page shows as text is no valid escape. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The marks in the source of an article. */
const marksIn = (text: string): readonly string[] => [...text.matchAll(marks)].map(([, mark = ""]) => mark);

/** `[r1]`, `alt="r1"`, `>r1<`, `{% post_link ferries r1 %}`, `{% url_for r1 about/ %}`. */
const marks = /(?:\[|alt="|title="|>|(?<=\{%.*) "?)([rb]\d+)(?=[\]"<]| %\}| [\w/]+ %\})/g;

/** The page of an article: the one with most of its marks, and with the fewest of others. */
function pageOf(marks: readonly string[], pages: Iterable<Page>): Page | undefined {
  let best: { readonly page: Page; readonly own: number; readonly others: number } | undefined;
  for (const page of pages) {
    const all = [...page.marks.keys()].filter((mark) => isMark.test(mark));
    const own = all.filter((mark) => marks.includes(mark)).length;
    const others = all.length - own;
    const isBetter = !best || own > best.own || (own === best.own && others < best.others);
    const isShorter = best && own === best.own && others === best.others && page.url.length < best.page.url.length;
    if (own > 0 && (isBetter || isShorter)) best = { page, own, others };
  }
  return best?.page;
}

const withoutReference = (mark: string, { html }: Page): "text" | "nothing" =>
  new RegExp(`\\b${mark}\\b`).test(html) ? "text" : "nothing";

function record(name: string, from: string, builder: SiteBuilder): BuiltSite {
  const sources = mkdtempSync(path.join(tmpdir(), "stet-site-"));
  const build = (more?: string): { readonly output: Output; readonly texts: Map<string, string> } | undefined => {
    rmSync(sources, { recursive: true, force: true });
    for (const one of [builder.based, name])
      if (one !== undefined) cpSync(path.join(fixture(one), "site"), sources, { recursive: true });
    if (more !== undefined) cpSync(path.join(fixture(name), "broken", more), path.join(sources, more));
    const texts = new Map(
      filesIn(sources)
        .filter((file) => /\.(?:mdx?|markdown|html)$/.test(file))
        .map((file) => [file, readFileSync(path.join(sources, file), "utf8")]),
    );
    const folder = buildSite(sources, from, builder);
    return folder === undefined ? undefined : { output: new Output(folder, builder.base, builder.origin), texts };
  };
  const pages: Record<string, string> = {};
  const references: Record<string, BuiltReference> = {};
  const add = (file: string, text: string, output: Output): void => {
    const marks = marksIn(text);
    const page = pageOf(marks, output.pages.values());
    if (page) pages[file] = page.canonical ?? (builder.clean ? page.url.replace(/\.html$/, "") : page.url);
    for (const mark of marks) {
      for (const key of [mark, `${mark} poster`]) {
        const href = page?.marks.get(key);
        if (page && href !== undefined) {
          const found = output.at(href, page.url);
          references[key] = { in: file, ...found };
        } else if (key === mark)
          references[key] = { in: file, is: page ? withoutReference(mark, page) : "unpublished" };
      }
    }
  };
  try {
    const built = build();
    if (!built) throw new Error(`the build of ${name} fails`);
    for (const [file, text] of built.texts) add(file, text, built.output);
    for (const more of filesIn(path.join(fixture(name), "broken"))) {
      const text = readFileSync(path.join(fixture(name), "broken", more), "utf8");
      const broken = build(more);
      if (broken) add(more, text, broken.output);
      else for (const mark of marksIn(text)) references[mark] = { in: more, is: "fails" };
    }
    const urls = [...built.output.pages.values()].map(({ url }) => url).sort();
    return { generator: versionOf(builder, from), base: builder.base, pages, urls, references };
  } finally {
    rmSync(sources, { recursive: true, force: true });
  }
}

/** @param from the folder in which the generator is installed. */
export function recordReferences(name: string, from: string): void {
  const builder = sites[name];
  if (!builder) throw new Error(`no fixture site "${name}"; there are ${Object.keys(sites).join(", ")}`);
  const { references, ...site } = record(name, from, builder);
  const lines = Object.entries(references)
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([mark, built]) => `    ${JSON.stringify(mark)}: ${JSON.stringify(built)}`);
  const head = JSON.stringify(site, undefined, 2).replace(/\n\}$/, "");
  writeFileSync(
    path.join(fixture(name), "references.json"),
    `${head},\n  "references": {\n${lines.join(",\n")}\n  }\n}\n`,
  );
  console.log(`${site.generator}: ${lines.length} references of ${name}`);
}
