/** Each link and image of the fixture sites is judged as the site that the real generator built answers. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileReferences, requiredModule } from "../../src/article/index.js";
import type { Article, ImageReference, LinkReference } from "../../src/article/types.js";
import { type GeneratorPlan, Generators } from "../../src/generators/index.js";
import { readArticle } from "../../src/lint/read-article.js";
import type { Violation } from "../../src/results.js";
import { openSites, type Target, writingOf } from "../../src/site/index.js";
import { lintReferences } from "../support/site-references.js";
import { emptyPlan } from "./plan.js";
import type { BuiltReference, BuiltSite } from "./references.js";

const root = path.resolve("test/generators");

/** The folders with recordings, and the fixture that each changes. */
const sites: readonly (readonly [name: string, based: string | undefined])[] = [
  ["vitepress", undefined],
  ["vitepress-clean", "vitepress"],
  ["mkdocs", undefined],
  ["mkdocs-files", "mkdocs"],
  ["astro", undefined],
  ["starlight", undefined],
  ["docusaurus", undefined],
  ["hexo", undefined],
  ["jekyll", undefined],
  ["hugo", undefined],
  ["eleventy", undefined],
];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function siteFolder(name: string, based: string | undefined): string {
  const folder = mkdtempSync(path.join(tmpdir(), "stet-references-"));
  folders.push(folder);
  for (const one of [based, name])
    if (one !== undefined) cpSync(path.join(root, one, "site"), folder, { recursive: true });
  const broken = path.join(root, name, "broken");
  if (existsSync(broken)) cpSync(broken, folder, { recursive: true });
  return folder;
}

describe.each(sites)("the links and images of %s", (name, based) => {
  const folder = siteFolder(name, based);
  const built: BuiltSite = JSON.parse(readFileSync(path.join(root, name, "references.json"), "utf8"));
  const generators = new Generators();
  const opened = openSites();
  const siteOf = async (file: string) => opened.of({ ...emptyPlan, generator: await generators.of(file, undefined) });

  it("are on pages with these addresses", async () => {
    const found: Record<string, string> = {};
    for (const file of Object.keys(built.pages)) {
      const absolute = path.join(folder, file);
      const route = await (await siteOf(absolute))?.routeOf(absolute);
      found[file] = route?.state === "page" ? route.url.replace(/(?<=\/)index\.html$/, "") : JSON.stringify(route);
    }
    expect(found).toEqual(decodedUrls(built.pages));
  });

  it("lead where they lead in the built site", async () => {
    const different: string[] = [];
    let known = 0;
    let all = 0;
    for (const file of new Set(Object.values(built.references).map((reference) => reference.in))) {
      const references = Object.entries(built.references).filter(([, reference]) => reference.in === file);
      const absolute = path.join(folder, file);
      const site = await siteOf(absolute);
      const text = readFileSync(absolute, "utf8");
      const plan = { ...emptyPlan, generator: await generators.of(absolute, undefined) };
      const article = readArticle({ path: file, file: absolute, text }, plan);
      for (const [mark, recorded] of references) {
        if (recorded.is === "unpublished" || recorded.is === "text") continue;
        all++;
        const reference = referenceWith(mark, referencesIn(article, plan.generator), text);
        if (!reference) continue;
        const isTemplate = reference.target.kind === "template" && requiredModule(reference.url) === undefined;
        if (isTemplate) continue;
        const { url, as } = writingOf(reference);
        const target = await site?.resolve(url, absolute, as);
        if (isDead(target) === "unknown") continue;
        known++;
        if (isDead(target) !== isDeadInBuild(recorded))
          different.push(`${mark} ${reference.url} in ${file}: ${JSON.stringify(target)}, recorded ${recorded.is}`);
      }
    }
    expect(different).toEqual([]);
    expect(known).toBeGreaterThan(all * 0.9);
  });
});

describe.each(sites)("stet on the sources of %s", (name, based) => {
  it("reports the links, anchors and images that are dead in the built site, at their place, and no others", async () => {
    const folder = siteFolder(name, based);
    await expectReports(folder, name, []);
  });
});

describe("stet on the sources of jekyll without a Gemfile", () => {
  it("reports all but what depends on the version of Jekyll and on the plugins of GitHub Pages", async () => {
    const folder = siteFolder("jekyll", undefined);
    rmSync(path.join(folder, "Gemfile"));
    await expectReports(folder, "jekyll", ["r6", "r33"]);
  });
});

async function expectReports(folder: string, name: string, left: readonly string[]): Promise<void> {
  const built: BuiltSite = JSON.parse(readFileSync(path.join(root, name, "references.json"), "utf8"));
  const { files } = await lintReferences(folder);
  const different: string[] = [];
  const read = new Map<string, ReturnType<typeof readReferences>>();
  for (const [mark, recorded] of Object.entries(built.references)) {
    if (recorded.is === "unpublished" || recorded.is === "text") continue;
    const result = files.find((one) => one.path === recorded.in);
    const known = read.get(recorded.in) ?? readReferences(folder, recorded.in);
    read.set(recorded.in, known);
    const { references, text } = await known;
    const reference = referenceWith(mark, references, text);
    if (!result || !reference) continue;
    const { start, end } = (importOf(reference, references, text) ?? reference).urlRange;
    const isOwn = ({ rule, range }: Violation) =>
      /^(?:link\/(?:local|fragment)|image\/local)$/.test(rule) && range.start >= start && range.end <= end;
    const isReported = result.violations.some(isOwn);
    if (!isReported && left.includes(mark)) continue;
    if (isReported !== (isDeadInBuild(recorded) || recorded.anchor === false))
      different.push(`${mark} in ${recorded.in}: ${JSON.stringify(recorded)}`);
  }
  expect(different).toEqual([]);
}

async function readReferences(folder: string, file: string) {
  const absolute = path.join(folder, file);
  const text = readFileSync(absolute, "utf8");
  const plan = { ...emptyPlan, generator: await new Generators().of(absolute, undefined) };
  const article = readArticle({ path: file, file: absolute, text }, plan);
  return { references: referencesIn(article, plan.generator), text };
}

/** An expression such as `{gone.src}` leads to the file that the import of its name leads to. */
function importOf(
  reference: ImageReference | LinkReference,
  references: readonly (ImageReference | LinkReference)[],
  text: string,
) {
  const { start, end } = reference.urlRange;
  const name =
    reference.target.kind === "template" ? /^\W*(\w+)\.src\W*$/.exec(text.slice(start, end))?.[1] : undefined;
  if (name === undefined) return undefined;
  const statement = new RegExp(`\\bimport\\s+${name}\\s+from\\s+["']$`);
  return references.find(({ kind, urlRange }) => kind === "module" && statement.test(text.slice(0, urlRange.start)));
}

/** What template tags make comes first: the URL of the others is then a tag. */
function referencesIn(article: Article, generator: GeneratorPlan | undefined): (ImageReference | LinkReference)[] {
  const files = fileReferences(article);
  const { images = [], links = [] } = generator?.tagReferences?.(article, files.links) ?? {};
  return [...images, ...links, ...article.images, ...article.links, ...files.links, ...files.images];
}

const decodedUrls = (pages: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(pages).map(([file, url]) => [file, decodeURIComponent(url)]));

function referenceWith(mark: string, references: readonly (ImageReference | LinkReference)[], text: string) {
  const [, name = "", poster] = /^(\w+)( poster)?$/.exec(mark) ?? [];
  const isMarked = new RegExp(`(?:\\[|alt="|title="|>|(?<=\\{%.*) "?)${name}(?=[\\]"<]| %\\}| [\\w/]+ %\\})`);
  return references.find(
    ({ range, kind }) =>
      (kind === "poster") === (poster !== undefined) && isMarked.test(text.slice(range.start, range.end)),
  );
}

const isDead = (target: Target | undefined): boolean | "unknown" =>
  target === undefined || target.state === "unknown" || target.state === "external"
    ? "unknown"
    : target.state === "missing" || target.state === "misspelled";

const isDeadInBuild = ({ is, clean }: BuiltReference): boolean =>
  (is === "missing" || is === "fails" || is === "nothing") && !clean;
