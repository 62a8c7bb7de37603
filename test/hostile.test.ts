/**
 * The real program on what test/support/hostile.ts describes. Each run must end by itself, within an address space of
 * 4 GB and a heap of 1.5 GB, report every file, and leave the tree as it was; nothing in it may be executed.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";
import { formatNames } from "../src/report/index.js";
import * as hostile from "./support/hostile.js";

interface ReportedFile {
  path: string;
  violations: { rule: string; message: string }[];
  errors?: { kind: string; message: string }[];
}
interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

let scratch: string;
let folder: string;
let marker: string;
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "stet-hostile-"));
  folder = path.join(scratch, "site");
  marker = path.join(scratch, "executed");
  mkdirSync(folder);
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** A watchdog, not a measurement: far more than any of these runs takes on a machine that is busy. */
const longest = 170_000;

function stet(
  args: readonly string[],
  {
    cwd = folder,
    home = path.join(scratch, "home"),
    env: more = {},
  }: { cwd?: string; home?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const program = path.join(packageRoot(), "bin/stet.js");
    const limited = 'ulimit -v 4194304; exec "$0" --max-old-space-size=1536 "$@"';
    const env = { ...process.env, HOME: home, XDG_CACHE_HOME: path.join(home, "cache"), ...more };
    const child = spawn("bash", ["-c", limited, process.execPath, program, ...args], { cwd, env, timeout: longest });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
    child.stdin.end();
  });
}

/** Everything in a tree but the times of reading: names, kinds, modes, links, content, times of change. */
function snapshot(root: string): string[] {
  const seen: string[] = [];
  const look = (name: Buffer) => {
    const stats = lstatSync(name);
    const what = stats.isFile()
      ? createHash("sha256").update(readFileSync(name)).digest("hex")
      : stats.isSymbolicLink()
        ? readlinkSync(name)
        : "";
    seen.push(`${name.toString("latin1")} ${stats.mode} ${stats.ino} ${stats.mtimeMs} ${what}`);
    if (!stats.isDirectory()) return;
    for (const entry of readdirSync(name, { encoding: "buffer" })) look(Buffer.concat([name, Buffer.from("/"), entry]));
  };
  look(Buffer.from(root));
  return seen.sort();
}

const write = (name: string | Buffer, content: string | Uint8Array): void =>
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]), content);

/** Without the network, and without a judgement of articles that are alike on purpose. */
const offline = ["--offline", "--no-cache", "--no-fold", "--rule", "site/unique=off"];

/** A run that must be a good one; what it says of each file, and of the innocent ones beside. */
async function report(args: readonly string[]): Promise<Map<string, ReportedFile>> {
  write("innocent-first.md", hostile.innocent.broken);
  write("zz-innocent-last.md", hostile.innocent.broken);
  const before = snapshot(folder);
  const { code, signal, stdout, stderr } = await stet([...offline, "--format", "json", ...args]);
  expect({ signal, stderr }).toEqual({ signal: null, stderr: "" });
  expect(code).toBeLessThanOrEqual(2);
  expect(snapshot(folder), "nothing is written").toEqual(before);
  expect(existsSync(marker), "nothing is executed").toBe(false);
  const { files } = JSON.parse(stdout) as { files: ReportedFile[] };
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const name of ["innocent-first.md", "zz-innocent-last.md"])
    expect(rulesOf(byPath.get(name))).toEqual(expect.arrayContaining(hostile.innocent.rules));
  return byPath;
}

const rulesOf = (file: ReportedFile | undefined): string[] => {
  if (!file) return ["(not reported)"];
  return [
    ...new Set([...file.violations.map(({ rule }) => rule), ...(file.errors ?? []).map(({ kind }) => kind)]),
  ].sort();
};

async function expectRules(articles: readonly hostile.HostileArticle[]): Promise<void> {
  for (const { file, content } of articles) write(file, content);
  const found = await report(["."]);
  const got = articles.map(({ file }) => [file, rulesOf(found.get(String(file)))]);
  expect(got).toEqual(articles.map(({ file, rules }) => [file, [...rules].sort()]));
}

describe("hostile articles each get their clear violations, or a clean bill, and harm nothing", () => {
  it("there are at least 120 hostile articles and names", () => {
    const { codeInArticles, frontMatter, encodings, markup, markdown, directives, printed, oddNames } = hostile;
    const articles = [codeInArticles(""), frontMatter, encodings, markup, markdown, directives, printed].flat();
    expect(new Set(articles.map(({ file }) => String(file))).size).toBe(articles.length);
    expect(articles.length).toBeGreaterThanOrEqual(120);
    expect(new Set(oddNames.map(String)).size).toBeGreaterThanOrEqual(40);
  });
  it("code in front matter, values and bodies", () => expectRules(hostile.codeInArticles(marker)), 180_000);
  it("front matter: bombs, prototype keys, depth, length", async () => {
    await expectRules(hostile.frontMatter);
  }, 180_000);
  it("encodings and line ends", () => expectRules(hostile.encodings), 180_000);
  it("markup: depth, number, length, what is never closed", () => expectRules(hostile.markup), 180_000);
  it("Markdown that makes readers slow", () => expectRules(hostile.markdown), 180_000);
  it("directives gone wrong", () => expectRules(hostile.directives), 180_000);
  it("files of 20 MB, more than is read, 100,000 pictures", () => expectRules(hostile.large()), 180_000);
  // Minutes long on a slow machine: `npm run test:slow` and `npm run test:hostile` ask for it.
  const slowly = it.runIf(process.env.STET_SLOW || process.env.STET_HOSTILE);
  slowly(
    "all of them under all rules: every rule survives every article",
    async () => {
      const { codeInArticles, frontMatter, encodings, markup, markdown, directives, printed } = hostile;
      const all = [codeInArticles(marker), frontMatter, encodings, markup, markdown, directives, printed].flat();
      for (const { file, content } of all) write(file, content);
      const found = await report([".", ...allRules()]);
      expect(
        [...found.values()].flatMap(({ path: name, errors = [] }) => errors.map(({ message }) => [name, message])),
      ).toEqual([]);
      expect(found.size).toBe(all.length + 2);
    },
    180_000,
  );
});

// Minutes long: `npm run test:hostile` asks for it.
describe.runIf(process.env.STET_HOSTILE)("each hostile article", () => {
  /** Notes what a process took when it ends; the worker threads are in it. */
  const meter = `process.on("exit", () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require("node:fs").writeFileSync(process.env.USAGE, JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024])); });`;
  const { codeInArticles, frontMatter, encodings, markup, markdown, directives, printed } = hostile;
  const small = [codeInArticles(""), frontMatter, encodings, directives, printed].flat();
  const groups: (readonly [string, readonly hostile.HostileArticle[]])[] = [
    ["the small ones together", small],
    ["markup together", markup],
    ["Markdown together", markdown],
    ["large files together", hostile.large()],
  ];

  it.each(groups)(
    "takes less than 10 seconds of CPU time whenever it is read, and 2 GB; a second --fix changes nothing: %s",
    async (_, articles) => {
      for (const { file, content } of articles) write(file, content);
      const usage = path.join(scratch, "usage");
      writeFileSync(path.join(scratch, "meter.cjs"), meter);
      const env = { USAGE: usage, NODE_OPTIONS: `--require ${path.join(scratch, "meter.cjs")}` };
      const contents = () => articles.map(({ file }) => readFileSync(path.join(folder, String(file))));
      const once = await stet([".", ...offline, "--concurrency", "off", "--fix", "-f", "ndjson"], { env });
      const [seconds, megabytes] = JSON.parse(readFileSync(usage, "utf8")) as [number, number];
      expect({ ...once, stdout: "" }).toEqual({ code: expect.any(Number), signal: null, stdout: "", stderr: "" });
      // --fix reads each at least three times, and each takes less than all of them together.
      expect(seconds).toBeLessThan(30);
      expect(megabytes).toBeLessThan(2048);
      const after = contents();
      await stet([".", ...offline, "--concurrency", "off", "--fix", "-f", "ndjson"]);
      expect(contents().map((content, at) => content.equals(after[at] as Buffer))).not.toContain(false);
      for (const [at, { content }] of articles.entries())
        expect(after[at]?.length).toBeLessThan(3 * Buffer.byteLength(content) + 100);
    },
    180_000,
  );
});

/** Every rule at warning level, the opt-in ones too. */
function allRules(): string[] {
  const names = readdirSync(path.join(packageRoot(), "rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(path.join(packageRoot(), "rules", name))
        .filter((file) => file.endsWith(".ts") && !file.startsWith("_"))
        .map((file) => `${name}/${file.slice(0, -3)}`),
    );
  return names.flatMap((name) => ["--rule", `${name}=warn`]);
}

describe("what is printed acts on nothing", () => {
  it.each(formatNames)("in the format %s", async (format) => {
    for (const { file, content } of hostile.printed) write(file, content);
    for (const name of hostile.oddNames) write(name, hostile.innocent.broken);
    const { stdout, stderr, signal } = await stet([".", ...offline, "--format", format, "--verbose"]);
    expect({ signal, stderr }).toEqual({ signal: null, stderr: "" });
    expect(stdout).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
    );
    const commands = stdout.split("\n").filter((line) => line.trimStart().startsWith("::") || /##[a-z]*\[/i.test(line));
    if (format === "github") for (const line of commands) expect(line).toMatch(/^::(?:error|warning|notice) file=/);
    else expect(commands).toEqual([]);
  });

  it("in a failure that names a folder of the tree", async () => {
    const name = "a\n::error::owned\u001b[2J";
    mkdirSync(path.join(folder, name));
    for (const file of ["stet.config.json", "stet.config.yaml"]) write(`${name}/${file}`, "{}");
    write(`${name}/a.md`, hostile.innocent.sound);
    const { code, stderr, stdout } = await stet([".", ...offline]);
    expect(code).toBe(2);
    expect(stderr).toContain("contains 2 configuration files");
    expect(stderr + stdout).not.toMatch(/\u001b|^\s*::/m);
  });
});

describe("the terminal gets no escape sequence of a name", () => {
  const name = "red\u001b[31m\u009b2J\u202e.md";

  it("with --debug, in a stack trace", async () => {
    mkdirSync(path.join(folder, name));
    for (const file of ["stet.config.json", "stet.config.yaml"]) write(`${name}/${file}`, "{}");
    write(`${name}/a.md`, hostile.innocent.sound);
    const { code, stderr, stdout } = await stet([".", ...offline, "--debug"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ +at /m);
    expect(stderr + stdout).not.toMatch(/[\u001b\u009b\u202e]/);
  });

  it("with --watch", async () => {
    write(name, hostile.innocent.broken);
    const program = path.join(packageRoot(), "bin/stet.js");
    const child = spawn(process.execPath, [program, ".", ...offline, "--watch"], { cwd: folder });
    let shown = "";
    const ended = new Promise((resolve) => child.on("close", resolve));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        shown += text;
        if (shown.includes("watching")) child.kill("SIGINT");
      });
    expect(await ended).toBe(130);
    expect(shown).toContain("red");
    expect(shown).not.toMatch(/[\u001b\u009b\u202e]/);
  });
});

describe("names that could be taken for something else", () => {
  it("are reported as they are when a folder is walked, when they are listed and when they are named", async () => {
    for (const name of hostile.oddNames) write(name, hostile.innocent.broken);
    const names = hostile.oddNames.map(String);
    const isFound = (found: Map<string, ReportedFile>) => {
      for (const name of names) expect([name, rulesOf(found.get(name))]).toEqual([name, hostile.innocent.rules]);
    };
    isFound(await report(["."]));
    const list = path.join(scratch, "list");
    writeFileSync(list, [...names, "innocent-first.md", "zz-innocent-last.md"].map((name) => `${name}\0`).join(""));
    isFound(await report(["--files-from", list]));
    isFound(await report(["--", ...names, "innocent-first.md", "zz-innocent-last.md"]));
  });

  it("that are no UTF-8 are said to be so", async () => {
    for (const name of hostile.namesInBytes) write(name, hostile.innocent.sound);
    const found = [...(await report(["."])).values()].filter(({ path: name }) => name.includes("\ufffd"));
    expect(found.length).toBe(hostile.namesInBytes.length);
    for (const { errors } of found)
      expect(errors?.[0]?.message).toMatch(/the file name is not UTF-8; rename the file$/);
  });

  it("of whole folders are walked", async () => {
    for (const name of ["new\nline", "-dash", "*", "__proto__", "::error::x", "a b"]) {
      mkdirSync(path.join(folder, name));
      write(`${name}/a.md`, hostile.innocent.broken);
    }
    const found = await report(["."]);
    for (const name of ["new\nline", "-dash", "*", "__proto__", "::error::x", "a b"])
      expect(rulesOf(found.get(`${name}/a.md`))).toEqual(hostile.innocent.rules);
  });
});

describe("trees with what is no article", () => {
  const special = ["pipe.md", "folder.md", "loop.md", "dangling.md", "zero-link.md", "socket.md"];
  let close: () => void = () => {};
  beforeEach(async () => {
    execFileSync("mkfifo", [path.join(folder, "pipe.md")]);
    mkdirSync(path.join(folder, "folder.md"));
    write("folder.md/inside.md", hostile.innocent.broken);
    symlinkSync("loop.md", path.join(folder, "loop.md"));
    symlinkSync("nowhere.md", path.join(folder, "dangling.md"));
    symlinkSync("/dev/zero", path.join(folder, "zero-link.md"));
    symlinkSync(".", path.join(folder, "loop-folder"));
    symlinkSync("/", path.join(folder, "outward"));
    writeFileSync(path.join(scratch, "outside.md"), hostile.innocent.broken);
    symlinkSync("../outside.md", path.join(folder, "outside-link.md"));
    const server = createServer().listen(path.join(folder, "socket.md"));
    await new Promise((resolve) => server.on("listening", resolve));
    close = () => server.close();
  });
  afterEach(() => close());

  it("are walked without waiting, looping or leaving them: only their own files are read", async () => {
    const found = await report(["."]);
    expect([...found.keys()]).toEqual(["folder.md/inside.md", "innocent-first.md", "zz-innocent-last.md"]);
  });

  it("are refused by what they are where they are named", async () => {
    const named = special.filter((name) => name !== "folder.md");
    const found = await report([...named, "innocent-first.md", "zz-innocent-last.md"]);
    const said = named.map((name) => [name, found.get(name)?.errors?.[0]?.message.replace(/^.*: /, "")]);
    expect(said).toEqual([
      ["pipe.md", "is a named pipe, not a file"],
      ["loop.md", "too many symbolic links"],
      ["dangling.md", "file not found"],
      ["zero-link.md", "is a device, not a file"],
      ["socket.md", "is a socket, not a file"],
    ]);
  });

  it("give pictures, schemas and links nothing to wait for either", async () => {
    const { sound } = hostile.innocent;
    write(
      "picture.html",
      `${sound}<p><img src="pipe.md" alt="灯塔" width="9" height="9"><a href="pipe.md">海边的灯塔</a></p>\n`,
    );
    write("schema.md", sound.replace("---\n\n", "$schema: ./pipe.md\n---\n\n"));
    const found = await report([".", "--rule", "link/local=error"]);
    expect(rulesOf(found.get("picture.html"))).toEqual(["image/reachable"]);
    expect(rulesOf(found.get("schema.md"))).toEqual(["front-matter/schema"]);
  });

  it("of 300 folders in each other are walked", async () => {
    const deep = Array.from({ length: 300 }, () => "d").join("/");
    mkdirSync(path.join(folder, deep), { recursive: true });
    write(`${deep}/a.md`, hostile.innocent.broken);
    expect(rulesOf((await report(["."])).get(`${deep}/a.md`))).toEqual(hostile.innocent.rules);
  });
});

describe("files that change while stet runs", () => {
  /** A rule that, when it sees the first article, does something to others that stet has found but not yet read. */
  const vandal = (does: string) => `import fs from "node:fs"; import { execFileSync } from "node:child_process";
    let acted = false;
    export default { name: "house/vandal", summary: "s", severity: "error", messages: {},
      source(article) { if (acted || !article.text.includes("first of all")) return; acted = true; ${does} } };`;

  /** With a defect that is repaired: the blank line at the beginning. */
  const first = `\n${hostile.innocent.sound.replace("海边", "first of all")}`;
  async function changed(does: string, ...args: string[]) {
    write(
      "stet.config.json",
      '{ "plugins": ["./vandal.mjs"], "rules": { "house/vandal": "error", "site/unique": "off" } }',
    );
    write("vandal.mjs", vandal(does));
    write("a.md", first);
    // More than are read ahead, so that the last are surely not read when the first is looked at.
    for (let at = 0; at < 700; at++) write(`m${String(at).padStart(3, "0")}.md`, hostile.innocent.sound);
    for (const name of ["w", "x", "y", "z"]) write(`${name}.md`, `\n${hostile.innocent.sound}`);
    const { code, signal, stdout } = await stet([".", ...offline, "--format", "json", ...args]);
    const { files } = JSON.parse(stdout) as { files: ReportedFile[] };
    return { code, signal, found: new Map(files.map((file) => [file.path, file])), count: files.length };
  }

  it("vanish, become a pipe, a folder or larger: each is told of, and the others are reported", async () => {
    const { code, signal, found, count } = await changed(
      `fs.rmSync("w.md"); fs.rmSync("x.md"); execFileSync("mkfifo", ["x.md"]);
       fs.rmSync("y.md"); fs.mkdirSync("y.md"); fs.appendFileSync("z.md", "\\0");`,
    );
    expect({ code, signal, count }).toEqual({ code: 2, signal: null, count: 705 });
    expect(found.get("w.md")?.errors?.[0]?.message).toMatch(/w\.md: file not found$/);
    expect(found.get("x.md")?.errors?.[0]?.message).toMatch(/x\.md: is a named pipe, not a file$/);
    expect(found.get("y.md")?.errors?.[0]?.message).toMatch(/y\.md: is a folder, not a file$/);
    expect(rulesOf(found.get("z.md"))).toEqual(["source/encoding"]);
    expect(rulesOf(found.get("a.md"))).toEqual(["source/leading-blank"]);
  });

  it("between reading and writing are left alone, which is told; the others are repaired", async () => {
    const { code, found } = await changed('fs.appendFileSync("a.md", "<p>later</p>\\n");', "--fix");
    expect(code).toBe(2);
    expect(found.get("a.md")?.errors).toMatchObject([{ kind: "write", message: expect.stringContaining("changed") }]);
    expect(readFileSync(path.join(folder, "a.md"), "utf8")).toBe(`${first}<p>later</p>\n`);
    expect(readFileSync(path.join(folder, "w.md"), "utf8")).toBe(hostile.innocent.sound);
  });
});
