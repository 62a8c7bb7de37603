/** Colour, links and width: what the environment says of a terminal, and what a real one shows. */
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hasColor, hasHyperlinks } from "../../src/cli/terminal.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";

describe("colour", () => {
  it.each([
    [true, {}, undefined, true],
    [false, {}, undefined, false],
    [true, { NO_COLOR: "1" }, undefined, false],
    [true, { NO_COLOR: "" }, undefined, true],
    [true, { TERM: "dumb" }, undefined, false],
    [false, { FORCE_COLOR: "1" }, undefined, true],
    [false, { FORCE_COLOR: "" }, undefined, true],
    [true, { FORCE_COLOR: "0" }, undefined, false],
    [true, { FORCE_COLOR: "false" }, undefined, false],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, undefined, true],
    [true, { NO_COLOR: "1" }, true, true],
    [true, { FORCE_COLOR: "1" }, false, false],
  ])("terminal %j, environment %j, --color %j: %j", (isTerminal, env, asked, expected) => {
    expect(hasColor(isTerminal, env, asked)).toBe(expected);
  });
});

describe("links", () => {
  it.each([
    [true, {}, false],
    [true, { TERM: "xterm-kitty" }, true],
    [false, { TERM: "xterm-kitty" }, false],
    [true, { TERM: "xterm-kitty", CI: "true" }, false],
    [true, { TERM: "xterm-kitty", NO_COLOR: "1" }, false],
    [true, { TERM: "xterm-kitty", TMUX: "/tmp/x" }, false],
    [true, { TERM: "dumb", VTE_VERSION: "7200" }, false],
    [true, { VTE_VERSION: "7200" }, true],
    [true, { VTE_VERSION: "5000" }, false],
    [true, { TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.0.15" }, false],
    [true, { TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.5.0" }, true],
    [true, { TERM_PROGRAM: "vscode", TERM_PROGRAM_VERSION: "1.90.0" }, true],
    [true, { TERM_PROGRAM: "Apple_Terminal" }, false],
    [true, { WT_SESSION: "x" }, true],
    [false, { FORCE_HYPERLINK: "1" }, true],
    [true, { FORCE_HYPERLINK: "0", WT_SESSION: "x" }, false],
  ])("terminal %j, environment %j: %j", (isTerminal, env, expected) => {
    expect(hasHyperlinks(isTerminal, env)).toBe(expected);
  });
});

/** util-linux's `script` runs a command in a terminal of its own. */
const hasScript = spawnSync("script", ["--version"]).stdout?.toString().includes("util-linux") ?? false;
if (!hasScript) console.warn("SKIPPED: there is no `script` of util-linux here, so no test runs in a real terminal");

let site: Site;
afterEach(() => site?.remove());

/** What a terminal with so many columns receives. */
async function inTerminal(columns: number, args: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  const stet = `${quoted(process.execPath)} ${quoted(path.join(packageRoot(), "bin/stet.js"))}`;
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  const child = spawn("script", ["-qec", `stty cols ${columns} rows 30; ${stet} ${args}`, "/dev/null"], {
    cwd: site.folder,
    env: { ...rest, TERM: "xterm-256color", XDG_CACHE_HOME: path.join(site.folder, ".cache"), ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await new Promise((resolve) => child.on("close", resolve));
  // Without what the line of progress wrote and erased.
  return text.replaceAll("\r\n", "\n").replace(/\r[^\n]*?\u001b\[K/g, "");
}
const many = (number: number) =>
  `---\ntitle: 桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n${'<img src="/a.png" width="1" height="1">\n'.repeat(number)}`;

describe.skipIf(!hasScript)("in a real terminal", () => {
  it.each([40, 80, 120])("no line is wider than its %i columns", async (columns) => {
    site = await makeSite({ "渡口.md": many(3) });
    const report = await inTerminal(columns, ". --offline --verbose", { NO_COLOR: "1" });
    expect(report).toContain("image/alt");
    for (const line of report.split("\n")) {
      const wide = [...line].filter((char) => /\p{Script=Han}/u.test(char)).length;
      expect([...line].length + wide).toBeLessThanOrEqual(columns);
    }
  });
  it("colours and links are there if it can show them", async () => {
    site = await makeSite({ "a.md": many(1) });
    expect(await inTerminal(80, "a.md --offline")).toContain("\u001b[4ma.md");
    expect(await inTerminal(80, "a.md --offline", { TERM: "xterm-kitty" })).toContain("\u001b]8;;file://");
    expect(await inTerminal(80, "a.md --offline", { NO_COLOR: "1" })).not.toContain("\u001b[4m");
    expect(await inTerminal(80, "a.md --offline --no-color")).not.toContain("\u001b[4m");
  });
  it("more than 300 findings are summed up, and --all lists them", async () => {
    site = await makeSite({ "a.md": many(301) });
    const sum = await inTerminal(100, "a.md --offline --rule image/repeated=off", { NO_COLOR: "1" });
    expect(sum).toContain("violations, too many to list. By rule:");
    expect(sum.split("\n").length).toBeLessThan(20);
    expect((await inTerminal(100, "a.md --offline --all", { NO_COLOR: "1" })).split("\n").length).toBeGreaterThan(301);
  });
});
