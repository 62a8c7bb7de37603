/**
 * The floor of the benchmark: one thread that reads each file of a folder, splits it with gray-matter and parses the
 * body with parse5, with locations, and does nothing else. `--markdown` parses it with @lezer/markdown and GitHub's
 * extensions instead. Plain JavaScript, so that no time is spent on compiling TypeScript. `--stat` only lists the files and
 * reads their size and time. `--trim` skips blank lines at the start, because gray-matter does not detect front matter after
 * a blank line, and then no YAML is parsed.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";

const [folder, mode] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);
let checked = 0;
if (mode === "--stat") {
  for (const file of files) checked += statSync(file).size;
} else if (mode === "--markdown") {
  const { default: matter } = await import("gray-matter");
  const { GFM, parser } = await import("@lezer/markdown");
  const markdown = parser.configure(GFM);
  for (const file of files)
    if (file.endsWith(".md")) checked += markdown.parse(matter(readFileSync(file, "utf8"), {}).content).length;
} else {
  const { default: matter } = await import("gray-matter");
  const { parseFragment } = await import("parse5");
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const { content } = matter(mode === "--trim" ? text.trimStart() : text, {});
    checked += parseFragment(content, { sourceCodeLocationInfo: true }).childNodes.length;
  }
}
process.stdout.write(`${files.length} files, ${checked}\n`);
