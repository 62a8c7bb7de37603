/** Where reports go: the built program, real files. */
import { spawn } from "node:child_process";
import { chmod, lstat, mkdir, open as openFile, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { Parser } from "tap-parser";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { formatNames } from "../../src/report/index.js";
import { startPictureServer } from "../support/picture-server.js";
import { makeSite, type Site } from "../support/site.js";
import { faultsOf } from "../support/valid-reports.js";

const head = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n";
const unclosed = `${head}<p><b>没有关</p>\n`;
const dated = `---\ntitle: 桥\ndate: Sat, 11 Dec 2021 04:49:15 GMT\n---\n\n<p>桥头有风。</p>\n`;

let site: Site;
beforeEach(async () => {
  // What GitHub sets for its own steps is not for these.
  vi.stubEnv("GITHUB_STEP_SUMMARY", undefined);
  site = await makeSite({ "a.md": unclosed });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await site.remove();
});
const stet = (...args: string[]) => site.stet(["a.md", "--offline", ...args]);

describe("several formats", () => {
  it("go to standard output and to files, whose folders are made", async () => {
    const { code, stdout } = await stet("-f", "stylish", "-f", "sarif=out/ci/stet.sarif", "--format", "json=stet.json");
    expect(code).toBe(1);
    expect(stdout).toContain("html/unclosed-element");
    expect(JSON.parse(await site.read("out/ci/stet.sarif")).runs[0].results).toHaveLength(1);
    expect(JSON.parse(await site.read("stet.json")).files).toHaveLength(1);
    expect((await readdir(path.join(site.folder, "out/ci"))).join()).toBe("stet.sarif");
  });
  it("may be all at once, each in a file, with no word of Node's about that", async () => {
    const { code, stderr } = await stet(...formatNames.flatMap((name) => ["-f", `${name}=out/${name}`]));
    expect(code).toBe(1);
    expect(stderr).toBe(
      `1 error, 0 warnings in 1 article; ${formatNames.length} reports: ${formatNames.map((name) => `out/${name}`).join(", ")}\n`,
    );
  });
  it("cannot share standard output or a file", async () => {
    const twice = await stet("-f", "stylish", "-f", "json=-");
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain("The formats stylish and json both write to standard output.");
    expect((await stet("-f", "json=x", "-f", "sarif=./x")).stderr).toContain("both write to ./x.");
  });
  it("leave standard output empty if all go to files, and say on standard error where", async () => {
    const { stdout, stderr } = await stet("-f", "json=out.json");
    expect(stdout).toBe("");
    expect(stderr).toBe("1 error, 0 warnings in 1 article; report: out.json\n");
  });
  it("have the diff of --fix-dry-run on standard output, and the report for people beside it", async () => {
    await site.write("a.md", dated);
    const { stdout, stderr } = await stet("--fix-dry-run", "-f", "stylish", "-f", "sarif=out.sarif");
    expect(stdout).toMatch(/^--- a\/a\.md\n/);
    expect(stdout).not.toContain("✔");
    expect(stderr).toContain("1 violation would be fixed");
    expect(JSON.parse(await site.read("out.sarif")).runs[0].results).toEqual([]);
    expect(await site.read("a.md")).toBe(dated);
  });
});

describe("--output-file", () => {
  it("takes the one report; - is standard output", async () => {
    expect((await stet("-f", "json", "-o", "out.json")).stdout).toBe("");
    expect(JSON.parse(await site.read("out.json")).version).toBe(1);
    expect(JSON.parse((await stet("-f", "json", "--output-file", "-")).stdout).version).toBe(1);
  });
  it("is refused where it is not clear which report it means", async () => {
    expect((await stet("-f", "json", "-f", "sarif=x", "-o", "y")).stderr).toContain(
      "--output-file works only with one format.",
    );
    expect((await stet("-f", "json=x", "-o", "y")).stderr).toContain("both set the output file.");
  });
});

describe("a report in a file", () => {
  it("replaces the old one when it is whole, keeps its mode, and a link to it", async () => {
    await site.write("real.json", "old");
    await chmod(path.join(site.folder, "real.json"), 0o600);
    await symlink("real.json", path.join(site.folder, "link.json"));
    await stet("-f", "json=link.json");
    expect((await lstat(path.join(site.folder, "link.json"))).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await site.read("real.json")).version).toBe(1);
    expect((await stat(path.join(site.folder, "real.json"))).mode & 0o777).toBe(0o600);
  });
  it("is not there, and the old one is, if the run fails; nothing is left beside it", async () => {
    await site.write("out.json", "old");
    const { code } = await site.stet(["a.md", "no-such-folder/", "-f", "json=out.json"]);
    expect(code).toBe(2);
    expect(await site.read("out.json")).toBe("old");
    expect((await readdir(site.folder)).filter((name) => name.startsWith(".stet-"))).toEqual([]);
  });
  it("is the old or the complete new one after a kill, and the next run removes what was left", async () => {
    await site.write("out.json", "old");
    for (let at = 0; at < 300; at++) await site.write(`articles/${at}.md`, unclosed.repeat(10));
    const left = async () => (await readdir(site.folder)).filter((name) => name.startsWith(".stet-"));
    const args = ["articles", "--offline", "--no-cache", "-f", "json=out.json"];
    const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], { cwd: site.folder });
    while ((await left()).length === 0 && child.exitCode === null) await new Promise(setImmediate);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    expect((await left()).length).toBe(1);
    expect(await site.read("out.json")).toBe("old");
    await stet("-f", "json=out.json");
    expect(JSON.parse(await site.read("out.json")).version).toBe(1);
    expect(await left()).toEqual([]);
  });
  it("says what is in its way", async () => {
    await mkdir(path.join(site.folder, "folder"));
    expect((await stet("-f", "json=folder")).stderr).toContain("Cannot write the report folder: it is a folder.");
    expect((await stet("-f", "json=a.md/x.json")).stderr).toContain("Cannot write the report a.md/x.json");
  });
  it("may be a device, which stays one", async () => {
    expect((await stet("-f", "json=/dev/null")).code).toBe(1);
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
  });
  it("has no colours and no summary in the place of findings", async () => {
    vi.stubEnv("FORCE_COLOR", "1");
    await stet("-f", "stylish=out.txt", "-f", "json");
    expect(await site.read("out.txt")).not.toContain("\u001b");
  });
});

describe("on GitHub", () => {
  it("the summary of the job gets the Markdown report, behind what others wrote", async () => {
    const file = path.join(site.folder, "summary.md");
    await writeFile(file, "# before\n");
    vi.stubEnv("GITHUB_STEP_SUMMARY", file);
    const { stdout } = await stet("-f", "github");
    expect(stdout).toMatch(/^::error file=a\.md,/);
    const summary = await readFile(file, "utf8");
    expect(summary).toMatch(
      /^# before\n<!-- stet report -->\n<!-- stet: 1 errors, 0 warnings, 0 failures -->\n## ❌ stet: 1 error, 0 warnings in 1 article\n/,
    );
    await stet("-f", "json");
    expect(await readFile(file, "utf8")).toBe(summary);
  });
  it("a summary that cannot be written fails nothing", async () => {
    vi.stubEnv("GITHUB_STEP_SUMMARY", path.join(site.folder, "no/such/summary.md"));
    const { code, stderr } = await stet("-f", "github");
    expect(code).toBe(1);
    expect(stderr).toContain("Cannot write the job summary");
  });
});

describe("a format of one's own", () => {
  const format = `export default ({ version, rules }) => {
    let files = 0;
    return {
      file({ path, text, violations }) {
        files++;
        return violations.map(({ rule, range }) => path + " " + rules.get(rule).summary + ": " + text.slice(range.start, range.end) + "\\n").join("");
      },
      end: ({ summary }) => files + " of " + summary.articles + "\\n",
    };
  };`;
  it("is a file, which gets results with their texts, the rules, and the end of the run", async () => {
    await site.write("my-format.mjs", format);
    const { stdout, code } = await stet("-f", "./my-format.mjs");
    expect(stdout).toMatch(/^a\.md Require matching end tags in the right place: b\n1 of 1\n$/);
    expect(code).toBe(1);
    expect((await stet("-f", "my-format.mjs=out.txt")).stdout).toBe("");
    expect(await site.read("out.txt")).toBe(stdout);
  });
  it("works as the documentation shows it", async () => {
    const page = await readFile(path.join(packageRoot(), "docs/reports.md"), "utf8");
    await site.write("my-format.mjs", /^```js\n(.*?)^```/ms.exec(page)?.[1] ?? "");
    expect((await stet("-f", "./my-format.mjs")).stdout).toMatch(/^0 places, 0 images, by stet \d/);
    for (const name of formatNames) expect(page).toContain(`\`${name}\``);
  });
  it("may be written in TypeScript, by the type that the package exports", async () => {
    await site.write(
      "f.ts",
      'import type { Format } from "stet";\nconst format: Format = () => ({ file: () => "", end: ({ summary }) => String(summary.errors) });\nexport default format;\n',
    );
    expect((await stet("-f", "./f.ts")).stdout).toBe("1");
  });
  it("may be a package", async () => {
    await site.write("node_modules/stet-format-x/package.json", '{ "name": "stet-format-x", "main": "x.js" }');
    await site.write(
      "node_modules/stet-format-x/x.js",
      'module.exports = () => ({ file: () => "", end: () => "x\\n" });',
    );
    expect((await stet("-f", "stet-format-x")).stdout).toBe("x\n");
  });
  it.each([
    ["export default 1;", "its default export is a number"],
    ["export default () => 'text';", "it returns a string"],
    ["export default async () => ({});", "it returns a promise"],
    ["export default () => ({ file() { return ''; } });", "it returns an object without the functions file and end"],
    ["export default () => ({ async file() { return ''; }, end: () => '' });", "file() returns a promise"],
    ["export default () => ({ file: () => '', end() {} });", "end() returns undefined"],
    ["export default () => ({ file() { throw new Error('boom'); }, end: () => '' });", "failed in file(): boom"],
    ["throw new Error('boom');", "Cannot load the format ./bad.mjs: boom"],
  ])("that is none is refused: %s", async (source, message) => {
    await site.write("bad.mjs", source);
    const { code, stderr } = await stet("-f", "./bad.mjs");
    expect(stderr).toContain(message);
    expect(stderr).toContain("bad.mjs");
    expect(code).toBe(2);
  });
  it("that is not there is refused, with the one that was meant", async () => {
    const misspelt = await stet("-f", "sarfi");
    expect(misspelt.code).toBe(2);
    expect(misspelt.stderr).toContain('Unknown format "sarfi" for --format');
    expect(misspelt.stderr).toContain("Did you mean sarif?");
    expect((await stet("-f", "./none.mjs")).stderr).toContain("File not found: --format ./none.mjs.");
  });
});

describe("views", () => {
  it("are chosen by --group-by, --top, --statistics and --all", async () => {
    expect((await stet("--group-by", "rule")).stdout).toContain("html/unclosed-element           1   100%         1");
    expect((await stet("--group-by", "file", "--top", "1")).stdout).toContain(
      "a.md: 1 violation; html/unclosed-element 1",
    );
    expect((await stet("--statistics")).stdout).toContain("share");
    expect((await stet("--all")).stdout).toContain("6:5");
  });
  it("are refused where they mean nothing", async () => {
    expect((await stet("--top", "few")).stderr).toContain("Invalid value for --top.");
    expect((await stet("--all", "--group-by", "rule")).stderr).toContain("Use only one of them.");
    expect((await stet("-f", "json", "--group-by", "rule")).stderr).toContain(
      "--group-by works only with a report for people, such as stylish.",
    );
    expect((await stet("--group-by", "colour")).code).toBe(2);
  });
});

describe("Ctrl-C", () => {
  it("ends every report as a valid one of what is known, and exit code 130", async () => {
    let asked: () => void = () => {};
    const waiting = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const server = await startPictureServer({ "/never.png": () => asked() });
    await site.write("b.md", `${head}<p><img src="${server.url("/never.png")}" alt="灯塔" width="9" height="9"></p>\n`);
    const formats = formatNames.flatMap((name) => ["-f", `${name}=out/${name}`]);
    const child = spawn(
      process.execPath,
      [path.join(packageRoot(), "bin/stet.js"), ".", "--allow-private", "--no-cache", ...formats],
      { cwd: site.folder, stdio: "ignore" },
    );
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    await waiting;
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    await server.close();

    const read = (name: string) => site.read(`out/${name}`);
    expect((await readdir(path.join(site.folder, "out"))).sort()).toEqual([...formatNames].sort());
    for (const name of formatNames) {
      expect(await read(name), name).toContain("html/unclosed-element");
      expect(await faultsOf(name, await read(name)), name).toEqual([]);
    }
    expect(JSON.parse(await read("json")).notes).toEqual(["Interrupted: the report contains only the results so far."]);
    expect(JSON.parse(await read("sarif")).runs[0].invocations[0].executionSuccessful).toBe(false);
    expect(Parser.parse(await read("tap")).some(([kind]) => kind === "bailout")).toBe(true);
    expect(await read("markdown")).toMatch(/<\/details>\n$/);
  });
});

describe("the exit code is that of what was found", () => {
  const exitOf = (cwd: string, args: readonly string[], stdout: "pipe" | number) => {
    const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], {
      cwd,
      stdio: ["ignore", stdout, "pipe"],
    });
    child.stdout?.destroy();
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, stderr })));
  };

  it("when nobody reads the report, as after `stet … | head -1`", async () => {
    expect(await exitOf(site.folder, ["a.md", "--offline"], "pipe")).toEqual({ code: 1, stderr: "" });
  });

  it.skipIf(process.platform !== "linux")("but 2, with an error, when the report cannot be written", async () => {
    const full = await openFile("/dev/full", "w");
    const ended = await exitOf(site.folder, ["a.md", "--offline"], full.fd);
    await full.close();
    expect(ended).toEqual({
      code: 2,
      stderr: "stet: Cannot write to standard output: ENOSPC: no space left on device, write.\n",
    });
  });
});
