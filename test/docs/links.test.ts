/** Every relative link in the documentation leads to a file that exists, and to a heading that exists in it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";

const root = packageRoot();

const pages = [
  ...readdirSync(root).filter((name) => /^(?:README.*|CONTRIBUTING|SECURITY)\.md$/.test(name)),
  ...["docs", "rules"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  ),
].sort();

/** The page without fenced code and comments, with as many lines as before. */
function proseOf(markdown: string): string {
  const emptied = (text: string) => text.replace(/[^\n]/g, "");
  return markdown
    .replaceAll("\r\n", "\n")
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*? {0,3}\1[`~]* *$/gm, emptied)
    .replace(/<!--.*?-->/gs, emptied);
}

interface Link {
  readonly target: string;
  readonly line: number;
}

/** Inline links and images, link reference definitions, and `href` and `src` of HTML elements. */
function linksOf(markdown: string): Link[] {
  const text = proseOf(markdown).replace(/(`+)(?!`)[^`]*?\1/g, (code) => code.replace(/[^\n`]/g, "x"));
  const pattern =
    /\]\(\s*<?([^\s<>()]+)>?(?:\s+"[^"]*")?\s*\)|^ {0,3}\[[^\]]+\]:[ \t]*<?([^\s<>]+)|<[a-z][^<>]*?\s(?:href|src)="([^"]+)"/gm;
  return [...text.matchAll(pattern)].map(({ 1: inline, 2: definition, 3: attribute, index }) => ({
    target: inline ?? definition ?? attribute ?? "",
    line: text.slice(0, index).split("\n").length,
  }));
}

/** The ids that GitHub gives to headings, and ids in HTML. */
function anchorsOf(markdown: string): Set<string> {
  const text = proseOf(markdown);
  const anchors = new Set([...text.matchAll(/<[a-z][^<>]*?\s(?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id));
  const uses = new Map<string, number>();
  for (const [, heading = ""] of text.matchAll(/^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/gm)) {
    const slug = heading
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const count = uses.get(slug) ?? 0;
    uses.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

/** Why the link is dead, or undefined. */
function faultOf(page: string, target: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return;
  if (target.startsWith("/")) return "starts at the root of the server";
  const [file = "", fragment] = target.split("#", 2).map(decodeURIComponent);
  const found = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
  if (found.startsWith("../")) return "leads out of the repository";
  if (!existsSync(path.join(root, found))) return "no such file";
  if (fragment === undefined || !found.endsWith(".md")) return;
  return anchorsOf(readFileSync(path.join(root, found), "utf8")).has(fragment) ? undefined : "no such heading";
}

const deadLinks = (page: string, markdown: string): string[] =>
  linksOf(markdown).flatMap(({ target, line }) => {
    const fault = faultOf(page, target);
    return fault === undefined ? [] : [`${page}:${line} ${target}: ${fault}`];
  });

it("finds the links and headings of a page", () => {
  const page = [
    "# 钩子与 `--fix`：一起用",
    '[a](a.md) and ![b](b.png "title"), `[code](c.md)`, [`d`](d.md#e), [over two',
    "lines](f.md)",
    "```md",
    "# no heading",
    "[no link](g.md)",
    "```",
    "## Same",
    "[h]: h.md",
    '## Same\n<a id="own" href="i.md">i</a>',
  ].join("\n");
  expect(linksOf(page).map(({ target, line }) => `${line} ${target}`)).toEqual([
    "2 a.md",
    "2 b.png",
    "2 d.md#e",
    "3 f.md",
    "9 h.md",
    "11 i.md",
  ]);
  expect([...anchorsOf(page)]).toEqual(["own", "钩子与---fix一起用", "same", "same-1"]);
});

it("recognizes a dead link", () => {
  const dead = "[a](docs/no-such-page.md) [b](README.md#no-such-heading) [c](/docs/images.md) [d](../other.md) [e](#e)";
  expect(deadLinks("README.md", dead)).toEqual([
    "README.md:1 docs/no-such-page.md: no such file",
    "README.md:1 README.md#no-such-heading: no such heading",
    "README.md:1 /docs/images.md: starts at the root of the server",
    "README.md:1 ../other.md: leads out of the repository",
    "README.md:1 #e: no such heading",
  ]);
  expect(deadLinks("docs/images.md", "[a](../README.md#images) [b](https://example.com/) [c](#hosts)")).toEqual([]);
});

it.each(pages)("%s has no dead links", (page) => {
  expect(deadLinks(page, readFileSync(path.join(root, page), "utf8"))).toEqual([]);
});
