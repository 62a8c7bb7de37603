/** docs/stet.svg shows what the program says today. */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseFragment } from "parse5";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { comparable, screen } from "../../tools/screenshot.js";

const root = packageRoot();
const svg = await readFile(path.join(root, "docs/stet.svg"), "utf8");

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly Node[];
}
const textOf = (node: Node): string => node.value ?? (node.childNodes ?? []).map(textOf).join("");
const all = (node: Node, name: string): readonly Node[] =>
  (node.childNodes ?? []).flatMap((child) => [...(child.nodeName === name ? [child] : []), ...all(child, name)]);
const lines = all(parseFragment(svg) as Node, "g").map(textOf);

/** util-linux's `script` runs a command in a terminal of its own. */
const hasScript = spawnSync("script", ["--version"]).stdout?.toString().includes("util-linux") ?? false;
if (!hasScript) console.warn("SKIPPED: there is no `script` of util-linux here, so the picture is not compared");

it.skipIf(!hasScript)(
  "the picture holds the lines that the program prints; if not: npm run docs:screenshot",
  async () => {
    expect(comparable(lines)).toEqual(comparable(await screen()));
  },
);

it("the picture names articles, places and rules of the examples", () => {
  const text = lines.join("\n");
  for (const part of [
    "content/market.md",
    "content/teahouse.html",
    "15:277",
    "image/reachable",
    "html/unclosed-element",
  ])
    expect(text).toContain(part);
});

it("the picture needs nothing from elsewhere and runs nothing", () => {
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
    /<script|\son\w+=|href=|url\(|@import|<image/,
  );
  expect(svg).toContain("prefers-color-scheme: dark");
});

it("the README shows it", async () => {
  expect(await readFile(path.join(root, "README.md"), "utf8")).toContain("](docs/stet.svg)");
});
