/**
 * Records what each program makes of the asterisks and underscores in `cases.json`: `node test/article/emphasis/record.mjs`. It needs
 * Ruby with kramdown and kramdown-parser-gfm, Python with Markdown, Hugo, and, in the folder that `NODE_MODULES` names,
 * markdown-it 14, micromark, micromark-extension-cjk-friendly, and marked as `marked4` and `marked15`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const here = (name) => new URL(name, import.meta.url);
const cases = JSON.parse(readFileSync(here("cases.json"), "utf8"));
const { resolve } = createRequire(path.join(path.resolve(process.env.NODE_MODULES ?? "node_modules"), "x.js"));
const load = (name) => import(resolve(name));
const run = (command, args) =>
  JSON.parse(execFileSync(command, args, { input: JSON.stringify(cases), encoding: "utf8", maxBuffer: 1e8 }));

const kramdown = `require "json"; require "kramdown"
puts JSON.generate(JSON.parse(STDIN.read).map { |s| Kramdown::Document.new(s, input: "GFM", hard_wrap: false).to_html })`;

const python = `import json, sys, markdown
print(json.dumps([markdown.markdown(s) for s in json.load(sys.stdin)]))`;

/** All cases in one page, with their numbers between them. */
function hugo() {
  const site = mkdtempSync(path.join(tmpdir(), "stet-record-"));
  try {
    mkdirSync(path.join(site, "content"));
    mkdirSync(path.join(site, "layouts", "_default"), { recursive: true });
    writeFileSync(path.join(site, "layouts/_default/single.html"), "{{ .Content }}");
    writeFileSync(path.join(site, "config.toml"), "[markup.goldmark.extensions]\ntypographer = false\n");
    const text = cases.map((source, at) => `@@${at}@@\n\n${source}\n\n`).join("");
    writeFileSync(path.join(site, "content/a.md"), `---\ntitle: a\n---\n${text}`);
    execFileSync("hugo", ["--quiet"], { cwd: site, stdio: "ignore" });
    return readFileSync(path.join(site, "public/a/index.html"), "utf8")
      .split(/<p>@@\d+@@<\/p>/)
      .slice(1);
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

const markedOf = async (name) => {
  const { marked, default: all } = await load(name);
  return marked ?? all.marked;
};
const [marked4, marked15] = [await markedOf("marked4"), await markedOf("marked15")];
const { default: MarkdownIt } = await load("markdown-it");
const { micromark } = await load("micromark");
const { cjkFriendlyExtension } = await load("micromark-extension-cjk-friendly");
const results = {
  "marked 4": cases.map((source) => marked4(source, { headerIds: false, mangle: false })),
  "marked 15": cases.map((source) => marked15(source)),
  "markdown-it": cases.map((source) => new MarkdownIt().render(source)),
  micromark: cases.map((source) => micromark(source)),
  "micromark with cjk-friendly": cases.map((source) => micromark(source, { extensions: [cjkFriendlyExtension()] })),
  goldmark: hugo(),
  kramdown: run("ruby", ["-e", kramdown]),
  "Python-Markdown": run(process.env.PYTHON ?? "python3", ["-c", python]),
};

/** The text, with emphasis alone as HTML. */
const emphasisIn = (html) =>
  html
    .replace(/<(\/?)(\w+)[^>]*>/g, (_, slash, tag) => (tag === "em" || tag === "strong" ? `<${slash}${tag}>` : ""))
    .replace(/&(?:ldquo|#8220);/g, "“")
    .replace(/&amp;/g, "&")
    .trim();
const expected = cases.map((source, at) => [
  source,
  Object.fromEntries(Object.entries(results).map(([program, pages]) => [program, emphasisIn(pages[at])])),
]);
writeFileSync(here("expected.json"), `${JSON.stringify(Object.fromEntries(expected), undefined, 2)}\n`);
