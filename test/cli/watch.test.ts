/** `stet --watch`, the built program: files change under it, and what it prints is waited for. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { startPictureServer } from "../support/picture-server.js";
import { makeSite, type Site } from "../support/site.js";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const config = (rules: Record<string, unknown>): string => JSON.stringify({ extends: [], rules });
const rules = { "html/stray-end-tag": "error", "image/alt": "warn" };
const head = "---\ntitle: 渡口\n---\n";
const program = path.join(packageRoot(), "bin/stet.js");

interface Watch {
  /** The next redraw: all that is printed up to its closing line. */
  next(): Promise<string>;
  readonly drawn: number;
  readonly ended: Promise<number | null>;
  interrupt(): void;
  type(keys: string): void;
  output(): string;
}

function watch(site: Site, command: string, args: readonly string[]): Watch {
  const env = { ...process.env, XDG_CACHE_HOME: path.join(site.folder, ".cache") };
  const child = spawn(command, args, { cwd: site.folder, env });
  let output = "";
  let drawn: string[] = [];
  let taken = 0;
  let wake: () => void = () => {};
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    drawn = output.split(/(?<=press Ctrl-C to stop\r?\n)/).filter((part) => /press Ctrl-C to stop\r?\n$/.test(part));
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  open.push(() => {
    child.kill("SIGKILL");
    return ended;
  });
  return {
    async next() {
      while (drawn.length <= taken)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return drawn[taken++] as string;
    },
    get drawn() {
      return drawn.length;
    },
    ended,
    interrupt: () => void child.kill("SIGINT"),
    type: (keys) => void child.stdin.write(keys),
    output: () => output,
  };
}

async function start(files: Record<string, string>, ...args: string[]): Promise<{ site: Site; stet: Watch }> {
  const site = await makeSite({ "stet.config.json": config(rules), ...files });
  open.push(() => site.remove());
  return { site, stet: watch(site, process.execPath, [program, "--watch", "--offline", ".", ...args]) };
}

describe("--watch", () => {
  it("lints once, then what changes, and tells what was fixed and what is new", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n`, "b.md": `${head}</b>\n` });
    const first = await stet.next();
    expect(first).toContain("2 errors, 0 warnings in 2 articles");
    expect(first).toMatch(/\n\[\d\d:\d\d:\d\d\] watching 2 articles, press Ctrl-C to stop\n$/);
    await site.write("a.md", `${head}<img src="a.png">\n`);
    const second = await stet.next();
    expect(second).toMatch(/\] 1 fixed, 1 new; watching 2 articles/);
    // What has not changed is still shown.
    expect(second).toContain("b.md\n");
    expect(second).toContain("1 error, 1 warning in 2 articles");
  });

  it("takes findings that only moved for the same", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    await site.write("a.md", `${head}一。\n\n</em>\n`);
    expect(await stet.next()).toContain("no new violations, none fixed");
  });

  it("sees files that come, go, and get other names, also in folders that are new", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    await site.write("neu/tief/b.md", `${head}</em>\n`);
    expect(await stet.next()).toMatch(/0 fixed, 1 new; watching 2 articles/);
    await site.write("neu/tief/c.md", `${head}</b>\n`);
    expect(await stet.next()).toMatch(/0 fixed, 1 new; watching 3 articles/);
    await rename(path.join(site.folder, "a.md"), path.join(site.folder, "z.md"));
    const renamed = await stet.next();
    expect(renamed).toMatch(/1 fixed, 1 new; watching 3 articles/);
    expect(renamed).not.toMatch(/^a\.md$/m);
    await rm(path.join(site.folder, "neu"), { recursive: true });
    expect(await stet.next()).toMatch(/2 fixed, 0 new; watching 1 article,/);
  });

  it("lints all anew when the configuration changes, and lives through one that is wrong", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    await site.write("stet.config.json", '{ "rulez": {} }');
    await site.write("b.md", `${head}一。\n`);
    await site.write("stet.config.json", config({ "html/stray-end-tag": "off" }));
    expect(await stet.next()).toMatch(/1 fixed, 0 new; watching 2 articles/);
  });

  it("with --fix repairs on save, and takes its own writing for no change", async () => {
    const { site, stet } = await start({ "a.md": `${head}一。</em>\n` }, "--fix");
    expect(await stet.next()).toContain("1 violation fixed");
    expect(await site.read("a.md")).toBe(`${head}一。\n`);
    await site.write("a.md", `${head}二。</em>\n`);
    expect(await stet.next()).toContain("1 violation fixed");
    expect(await site.read("a.md")).toBe(`${head}二。\n`);
    // Had its own writing been a change, it would have been drawn before this one.
    await site.write("b.md", `${head}三。\n`);
    expect(await stet.next()).toContain("watching 2 articles");
    expect(stet.drawn).toBe(3);
  });

  it("asks only for the pictures of what has changed", async () => {
    const server = await startPictureServer();
    open.push(() => server.close());
    const site = await makeSite({
      "stet.config.json": config({ "image/reachable": "error" }),
      "a.md": `${head}<img src="${server.url("/status/404?a")}">\n`,
      "b.md": `${head}一。\n`,
    });
    open.push(() => site.remove());
    const stet = watch(site, process.execPath, [program, "--watch", "--allow-private", "."]);
    expect(await stet.next()).toContain("1 broken");
    const before = server.requests.length;
    await site.write("b.md", `${head}<img src="${server.url("/status/404?b")}">\n`);
    expect(await stet.next()).toMatch(/2 errors[\s\S]*0 fixed, 1 new/);
    expect(server.requests.slice(before).every(({ path: asked }) => asked.endsWith("?b"))).toBe(true);
  });

  it("judges what is said of articles as many by all of them", async () => {
    const site = await makeSite({
      "stet.config.json": config({ "site/unique": "error" }),
      "a.md": "---\ntitle: 渡口\n---\n一。\n",
      "b.md": "---\ntitle: 灯塔\n---\n二。\n",
    });
    open.push(() => site.remove());
    const stet = watch(site, process.execPath, [program, "--watch", "--offline", "."]);
    expect(await stet.next()).toContain("no violations");
    await site.write("b.md", "---\ntitle: 渡口\n---\n二。\n");
    expect(await stet.next()).toContain("site/unique");
    await site.write("a.md", "---\ntitle: 码头\n---\n一。\n");
    expect(await stet.next()).toContain("no violations");
  });

  it("judges what a plugin's rule says of articles as many by all of them", async () => {
    const plugin = `import { defineRule } from "stet";
      export default defineRule({
        name: "house/same-serial", summary: "Require one serial for each article", severity: "error",
        messages: { same: () => "the serial of another" },
        site: {
          summarize: ({ frontMatter }) => frontMatter?.data?.serial,
          check(entries, { report }) {
            for (const one of entries)
              for (const other of entries)
                if (one.linted && one !== other && one.summary === other.summary)
                  report(one, "same", { at: { start: 0, end: 0 } });
          },
        },
      });`;
    const site = await makeSite({
      "house.mjs": plugin,
      "stet.config.json": JSON.stringify({
        extends: [],
        plugins: ["./house.mjs"],
        rules: { "house/same-serial": "error" },
      }),
      "a.md": "---\nserial: ab\n---\n一。\n",
      "b.md": "---\nserial: ab\n---\n二。\n",
    });
    open.push(() => site.remove());
    const stet = watch(site, process.execPath, [program, "--watch", "--offline", "."]);
    expect(await stet.next()).toContain("2 errors");
    await site.write("b.md", "---\nserial: ab\n---\n二二。\n");
    const second = await stet.next();
    expect(second).toContain("2 errors");
    expect(second).toContain("no new violations, none fixed");
  });

  it("ends by Ctrl-C, with exit code 130", async () => {
    const { stet } = await start({ "a.md": `${head}一。\n` });
    await stet.next();
    stet.interrupt();
    expect(await stet.ended).toBe(130);
  });

  it("draws nothing over when it is piped", async () => {
    const { stet } = await start({ "a.md": `${head}</em>\n` });
    expect(await stet.next()).not.toContain("\u001b");
  });

  it.runIf(existsSync("/usr/bin/script"))("clears a terminal before it draws, and ends by the key", async () => {
    const site = await makeSite({ "stet.config.json": config(rules), "a.md": `${head}</em>\n` });
    open.push(() => site.remove());
    const stet = watch(site, "/usr/bin/script", [
      "-qec",
      `"${process.execPath}" "${program}" --watch --offline .`,
      "/dev/null",
    ]);
    expect(await stet.next()).toContain("\u001b[H\u001b[2J\u001b[3J");
    stet.type("\u0003");
    expect(await stet.ended).toBe(130);
  });

  it.each([
    [["-"], "Standard input (-) cannot be used with --watch."],
    [[".", "--fix-dry-run"], "--fix-dry-run cannot be used with --watch."],
    [[".", "--format", "json"], "--format json cannot be used with --watch."],
    [[".", "--staged"], "--staged cannot be used with --watch."],
    [["--print-config", "a.md"], "--print-config cannot be used with --watch."],
    [[".", "--baseline-update"], "--baseline-update cannot be used with --watch."],
  ])("is refused with %j", async (args, words) => {
    const site = await makeSite({ "a.md": `${head}一。\n` });
    open.push(() => site.remove());
    const { code, stderr } = await site.stet(["--watch", ...args]);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});
