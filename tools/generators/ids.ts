/** Builds the sites of `test/generators/sites/ids.ts` and writes the ids of their pages into `test/generators/NAME/ids.json`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { idSites } from "../../test/generators/sites/ids.js";
import { writerIn } from "./run.js";
import { buildSite, sites, versionOf } from "./site-builders.js";

/** @param from the folder in which the generator is installed. */
export function recordIds(name: string, from: string): void {
  const [site, builder] = [idSites[name], sites[name]];
  if (!site || !builder) throw new Error(`no site for ${name}; there are ${Object.keys(idSites).join(", ")}`);
  const folder = mkdtempSync(path.join(tmpdir(), "stet-record-"));
  try {
    const write = writerIn(folder);
    for (const [file, text] of Object.entries(site.files)) write(file, text);
    const output = buildSite(folder, from, builder);
    if (output === undefined) throw new Error(`the build of ${name} fails`);
    const ids = Object.entries(site.pages).map(([file, page]) => [
      file,
      [...new Set(idsIn(contentOf(parse(readFileSync(path.join(output, page), "utf8")), site.content)))],
    ]);
    const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
    const json = { generator: versionOf(builder, from), ids: Object.fromEntries(ids) };
    writeFileSync(path.join(root, "test/generators", name, "ids.json"), `${JSON.stringify(json, undefined, 2)}\n`);
    console.log(`${json.generator}: ids of ${ids.length} pages`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The element with a class; all without one. */
function contentOf(page: DefaultTreeAdapterTypes.Node, name: string | undefined): DefaultTreeAdapterTypes.Node {
  if (name === undefined) return page;
  const open = [page];
  for (let node = open.pop(); node; node = open.pop()) {
    if ("attrs" in node && node.attrs.some((one) => one.name === "class" && one.value.split(" ").includes(name)))
      return node;
    if ("childNodes" in node) open.push(...node.childNodes);
  }
  throw new Error(`a page has no element of the class ${name}`);
}

function idsIn(node: DefaultTreeAdapterTypes.Node): string[] {
  const own = "attrs" in node ? node.attrs.flatMap(({ name, value }) => (name === "id" && value ? [value] : [])) : [];
  return "childNodes" in node ? [...own, ...node.childNodes.flatMap(idsIn)] : own;
}
