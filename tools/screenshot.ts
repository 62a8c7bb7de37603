/**
 * `npm run docs:screenshot`: runs stet on `examples/` in a terminal (util-linux's `script`) and draws the output as
 * docs/stet.svg: text, in the colors of the reader's theme, without external resources.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { startPictureServer } from "../test/support/picture-server.js";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const columns = 100;
const articles = "content/market.md content/teahouse.html";
/** `isCut`: only the end of the output is drawn, after an ellipsis. */
const commands = [
  { command: `stet ${articles}`, isCut: false },
  { command: `stet --fix ${articles}`, isCut: true },
];
/** The image server uses a different port each time. Another port of the usual length preserves the columns. */
const port = "40080";

/** The lines of the terminal, with their colors. */
export async function screen(): Promise<readonly string[]> {
  const server = await startPictureServer();
  const folder = await mkdtemp(path.join(tmpdir(), "stet-picture-"));
  try {
    await cp(path.join(root, "examples"), folder, { recursive: true });
    const host = server.origin.replace("http://", "");
    for (const name of await readdir(path.join(folder, "content"))) {
      const file = path.join(folder, "content", name);
      await writeFile(file, (await readFile(file, "utf8")).replaceAll("PICTURES", host));
    }
    const lines: string[] = [];
    for (const { command, isCut } of commands) {
      const all = await shown(command, folder);
      const some = isCut ? ["\u001b[2m…\u001b[22m", ...all.slice(all.lastIndexOf("") + 1)] : all;
      lines.push(`\u001b[1m$ ${command}\u001b[22m`, ...some, "");
    }
    return lines.slice(0, -1).map((line) => line.replaceAll(host, `127.0.0.1:${port}`));
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function shown(command: string, cwd: string): Promise<readonly string[]> {
  const program = command.replace(/^stet/, `'${process.execPath}' '${path.join(root, "bin/stet.js")}'`);
  // stet exits with 1 because it reports violations, which the image shows.
  const inside = `stty cols ${columns}; ${program} 2>/dev/null || true`;
  const { stdout } = await promisify(execFile)("script", ["-qec", inside, "/dev/null"], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      TERM: "xterm-256color",
      FORCE_COLOR: "1",
      FORCE_HYPERLINK: "0",
      LANG: "C.UTF-8",
      XDG_CACHE_HOME: path.join(cwd, ".cache"),
    },
  });
  return stdout.replaceAll("\r\n", "\n").replace(/\n+$/, "").split("\n");
}

/** The lines without colors and without varying parts, such as the time. */
export const comparable = (lines: readonly string[]): readonly string[] =>
  lines.map((line) =>
    stripVTControlCharacters(line)
      .replace(/\(\d+(?:\.\d+)? s\)$/, "(… s)")
      .trimEnd(),
  );

const cell = 8.4;
const lead = 19;
const margin = 20;
/** The SGR codes that stet uses. */
const classes: Readonly<Record<string, string>> = {
  1: "bold",
  2: "dim",
  4: "line",
  31: "red",
  32: "green",
  33: "yellow",
  34: "blue",
  35: "magenta",
  36: "cyan",
  90: "dim",
};
const ends: Readonly<Record<string, readonly string[]>> = { 22: ["bold", "dim"], 24: ["line"] };
const colours = ["red", "green", "yellow", "blue", "magenta", "cyan"];

/**
 * Runs of characters with the same style and width. Each run is positioned separately, so that columns are aligned in
 * any font.
 */
function* runsOf(line: string): Generator<{ text: string; look: string; at: number; width: number }> {
  const on = new Set<string>();
  let at = 0;
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const code = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (code !== undefined) {
      if (code === "" || code === "0") on.clear();
      else if (code === "39") for (const one of [...colours, "dim"]) on.delete(one);
      else if (ends[code]) for (const one of ends[code]) on.delete(one);
      else if (classes[code]) on.add(classes[code]);
      continue;
    }
    for (const text of part.match(/[\u2e80-\uffef]+|[^\u2e80-\uffef]+/g) ?? []) {
      const width = stringWidth(text);
      yield { text, look: [...on].join(" "), at, width };
      at += width;
    }
  }
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Draws the terminal output as SVG. */
export function draw(lines: readonly string[]): string {
  const width = Math.ceil(columns * cell + 2 * margin);
  const height = lines.length * lead + 2 * margin;
  const rows = lines.map((line, row) => {
    const y = margin + 14 + row * lead;
    const texts = [...runsOf(line)].map(({ text, look, at, width }) => {
      const look_ = look && ` class="${look}"`;
      return `<text${look_} x="${(margin + at * cell).toFixed(1)}" y="${y}" textLength="${(width * cell).toFixed(1)}">${escaped(text)}</text>`;
    });
    return `<g>${texts.join("")}</g>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>stet in a terminal: what it finds in two articles, and how many of that it repairs</title>
<style>
svg { --paper: #fff; --edge: #d0d7de; --ink: #1f2328; --dim: #636c76; --red: #c4222f; --green: #17702f; --yellow: #855900; --blue: #0757b8; --magenta: #7a3fc4; --cyan: #10656f }
@media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --edge: #30363d; --ink: #e6edf3; --dim: #8d96a0; --red: #ff7b72; --green: #56d364; --yellow: #e3b341; --blue: #79c0ff; --magenta: #d2a8ff; --cyan: #76e3ea } }
rect { fill: var(--paper); stroke: var(--edge) }
text { fill: var(--ink); font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
.dim { fill: var(--dim) } .red { fill: var(--red) } .green { fill: var(--green) } .yellow { fill: var(--yellow) }
.blue { fill: var(--blue) } .magenta { fill: var(--magenta) } .cyan { fill: var(--cyan) }
.bold { font-weight: bold } .line { text-decoration: underline }
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${rows.join("")}</svg>
`;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(path.join(root, "docs/stet.svg"), draw(await screen()));
  console.log("Wrote docs/stet.svg");
}
