/**
 * Records which images each program shows: `npx jiti test/article/dialects/record.mjs`. It needs Ruby with kramdown and
 * kramdown-parser-gfm, Python with Markdown and pymdown-extensions, Hugo, and, in the folder that `NODE_MODULES` names, markdown-it
 * with markdown-it-footnote and markdown-it-deflist.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { cases } from "./cases.ts";

const sources = Object.values(cases);
const run = (command, args) =>
  JSON.parse(execFileSync(command, args, { input: JSON.stringify(sources), encoding: "utf8", maxBuffer: 1e8 }));

const kramdown = `require "json"; require "kramdown"
puts JSON.generate(JSON.parse(STDIN.read).map { |s| Kramdown::Document.new(s, input: "GFM").to_html })`;

const python = `import json, sys, markdown
names = ["footnotes", "def_list", "admonition", "md_in_html", "attr_list", "tables", "pymdownx.details", "pymdownx.tabbed"]
print(json.dumps([markdown.markdown(s, extensions=names) for s in json.load(sys.stdin)]))`;

function hugo() {
  const site = mkdtempSync(path.join(tmpdir(), "stet-record-"));
  try {
    mkdirSync(path.join(site, "content"));
    mkdirSync(path.join(site, "layouts", "_default"), { recursive: true });
    writeFileSync(path.join(site, "layouts/_default/single.html"), "{{ .Content }}");
    writeFileSync(path.join(site, "config.toml"), "[markup.goldmark.renderer]\nunsafe = true\n");
    sources.forEach((source, at) => {
      writeFileSync(path.join(site, "content", `p${at}.md`), `---\ntitle: a\n---\n${source}`);
    });
    execFileSync("hugo", ["--quiet"], { cwd: site, stdio: "ignore" });
    return sources.map((_, at) => readFileSync(path.join(site, "public", `p${at}`, "index.html"), "utf8"));
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

function markdownIt() {
  const load = createRequire(path.join(path.resolve(process.env.NODE_MODULES ?? "node_modules"), "x.js"));
  const renderer = load("markdown-it")({ html: true })
    .use(load("markdown-it-footnote"))
    .use(load("markdown-it-deflist"));
  return sources.map((source) => renderer.render(source));
}

const images = (html) =>
  [...html.replace(/<!--[\s\S]*?-->/g, "").matchAll(/<img\b[^>]*?\bsrc="([^"]*)"/g)].map(([, src]) => src).sort();

const results = {
  kramdown: run("ruby", ["-e", kramdown]),
  "python-markdown": run(process.env.PYTHON ?? "python3", ["-c", python]),
  goldmark: hugo(),
  "markdown-it": markdownIt(),
};
const expected = Object.fromEntries(
  Object.keys(cases).map((name, at) => [
    name,
    Object.fromEntries(Object.entries(results).map(([program, pages]) => [program, images(pages[at])])),
  ]),
);
const file = new URL("./expected.json", import.meta.url).pathname;
writeFileSync(file, `${JSON.stringify(expected, undefined, 2)}\n`);
