/** `stet --watch`, the built program: files change under it, and what it prints is waited for. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
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
  /** Waits until this has been printed. */
  printed(text: string): Promise<void>;
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
    drawn = output
      .split(/(?<=Ctrl-C (?:to stop|结束)\r?\n)/)
      .filter((part) => /Ctrl-C (?:to stop|结束)\r?\n$/.test(part));
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    wake();
  });
  const awoken = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  open.push(() => {
    child.kill("SIGKILL");
    return ended;
  });
  return {
    async next() {
      while (drawn.length <= taken) await awoken();
      return drawn[taken++] as string;
    },
    get drawn() {
      return drawn.length;
    },
    ended,
    interrupt: () => void child.kill("SIGINT"),
    type: (keys) => void child.stdin.write(keys),
    async printed(text) {
      while (!output.includes(text)) await awoken();
    },
    output: () => output,
  };
}

async function start(files: Record<string, string>, ...args: string[]): Promise<{ site: Site; stet: Watch }> {
  const site = await makeSite({ "stet.config.json": config(rules), ...files });
  open.push(() => site.remove());
  return { site, stet: watch(site, process.execPath, [program, "--watch", "--offline", ".", ...args]) };
}

/** A redraw without its first line, which has the time. */
const afterTime = (redraw: string): string => redraw.replace(/^\[\d\d:\d\d:\d\d\] /, "");

describe("--watch", () => {
  it("shows all once, and then only what a change has made and what it has settled", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n`, "b.md": `${head}</b>\n` });
    const first = await stet.next();
    expect(first).toContain("2 errors, 0 warnings in 2 articles");
    expect(first).toMatch(/\nwatching 2 articles, press Ctrl-C to stop\n$/);
    await site.write("a.md", `${head}<img src="a.png">\n`);
    const second = await stet.next();
    expect(second).toMatch(/^\[\d\d:\d\d:\d\d\] a\.md\n/);
    expect(afterTime(second)).toBe(`a.md

New:
a.md
  4:2  warning  Missing alt attribute. Describe the image, or use alt="" if it is decorative.  image/alt

Gone:
a.md
  4:1  error    </em> has no start tag. Remove the end tag, or add <em> before it.  html/stray-end-tag

✖ 1 new, 1 gone; 1 error, 1 warning in 2 articles
watching 2 articles, press Ctrl-C to stop
`);
  });

  it("takes findings that only moved for the same, and a saved article without a change for one", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    await site.write("a.md", `${head}一。\n\n</em>\n`);
    expect(afterTime(await stet.next())).toBe(
      "a.md\n\n✖ nothing new, nothing gone; 1 error, 0 warnings in 1 article\nwatching 1 article, press Ctrl-C to stop\n",
    );
    await site.write("a.md", `${head}一。\n\n</em>\n`);
    expect(await stet.next()).toContain("nothing new, nothing gone");
  });

  it("shows which of many equal findings is new, and which is gone", async () => {
    const images = Array.from({ length: 20 }, (_, at) => `<img src="${at}.png">\n`);
    const { site, stet } = await start({ "a.md": head + images.join("") });
    await stet.next();
    await site.write("a.md", head + images.toSpliced(10, 0, '<img src="x.png">\n').join(""));
    expect(await stet.next()).toMatch(/New:\na\.md\n {2}14:2 [^\n]*\n\n✖ 1 new, 0 gone/);
    await site.write("a.md", head + images.toSpliced(5, 1).join(""));
    expect(await stet.next()).toMatch(/Gone:\na\.md\n +9:2 [^\n]*\n +14:2 [^\n]*\n\n✖ 0 new, 2 gone/);
  });

  it("sees files that come and go, also in folders that are new", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    await site.write("neu/tief/b.md", `${head}</em>\n`);
    expect(await stet.next()).toMatch(
      /^\S+ neu\/tief\/b\.md\n[\s\S]*1 new, 0 gone; 2 errors, 0 warnings in 2 articles/,
    );
    await site.write("neu/tief/c.md", `${head}</b>\n`);
    expect(await stet.next()).toMatch(/1 new, 0 gone; 3 errors, 0 warnings in 3 articles/);
    await rm(path.join(site.folder, "neu"), { recursive: true });
    const gone = await stet.next();
    expect(gone).toMatch(/^\S+ neu\/tief\/b\.md, neu\/tief\/c\.md\n/);
    expect(gone).toMatch(/0 new, 2 gone; 1 error, 0 warnings in 1 article\n/);
  });

  it("takes the findings of a renamed article, and of a renamed folder, for the same", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n`, "alt/b.md": `${head}</b>\n` });
    await stet.next();
    await rename(path.join(site.folder, "a.md"), path.join(site.folder, "z.md"));
    const renamed = await stet.next();
    expect(renamed).toMatch(/^\S+ a\.md → z\.md\n\n✖ nothing new, nothing gone; 2 errors/);
    await rename(path.join(site.folder, "alt"), path.join(site.folder, "neu"));
    expect(await stet.next()).toMatch(/^\S+ alt\/b\.md → neu\/b\.md\n\n✖ nothing new, nothing gone; 2 errors/);
  });

  it("takes the ways in which editors save for a change of the article, and shows it once", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    const file = path.join(site.folder, "a.md");
    // A temporary file that takes the name, as most editors do it.
    await writeFile(`${file}.tmp.1`, `${head}</em></b>\n`);
    await rename(`${file}.tmp.1`, file);
    expect(await stet.next()).toMatch(/^\S+ a\.md\n[\s\S]*1 new, 0 gone; 2 errors/);
    // A copy of the old text first, as Vim does it.
    await rename(file, `${file}~`);
    await writeFile(file, `${head}</b>\n`);
    await rm(`${file}~`);
    expect(await stet.next()).toMatch(/^\S+ a\.md\n[\s\S]*0 new, 1 gone; 1 error/);
    await site.write("b.md", `${head}一。\n`);
    expect(await stet.next()).toMatch(/^\S+ b\.md\n\n✖ nothing new, nothing gone; 1 error, 0 warnings in 2 articles/);
    expect(stet.drawn).toBe(4);
  });

  it("shows all findings of 500 files that change at once", async () => {
    const { site, stet } = await start({ "a.md": `${head}一。\n` });
    await stet.next();
    await Promise.all(Array.from({ length: 500 }, (_, at) => site.write(`p/${at}.md`, `${head}</em>\n`)));
    let added = 0;
    while (added < 500) {
      const pass = await stet.next();
      added += Number(/(\d+) new, 0 gone/.exec(pass)?.[1] ?? 0);
      expect(pass.match(/^ {2}4:1 /gm) ?? []).toHaveLength(Number(/(\d+) new/.exec(pass)?.[1] ?? 0));
      if (added === 500) expect(pass).toContain("500 errors, 0 warnings in 501 articles");
    }
    expect(added).toBe(500);
  });

  it("lints all again when the configuration changes, and lives through one that is invalid", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` });
    await stet.next();
    await site.write("stet.config.json", '{ "rulez": {} }');
    await stet.printed("rulez");
    await site.write("b.md", `${head}一。\n`);
    await site.write("stet.config.json", config({ "html/stray-end-tag": "off" }));
    expect(await stet.next()).toMatch(/stet\.config\.json[\s\S]*0 new, 1 gone; no violations in 2 articles/);
  });

  const idRules = { "link/local": "error", "link/fragment": "error" };
  it("shows what a change in one article makes and settles in another: a link to its id, and to a file", async () => {
    const files = {
      "stet.config.json": JSON.stringify({ extends: [], rules: idRules, images: { root: "." } }),
      "a.md": `${head}[x](b.md#tickets)\n`,
      "b.md": `${head}## Tickets\n`,
    };
    const { site, stet } = await start(files);
    expect(await stet.next()).toContain("no violations");
    await site.write("b.md", `${head}## Prices\n`);
    const broken = await stet.next();
    expect(broken).toMatch(/^\S+ b\.md\n\nNew:\na\.md\n[^\n]*link\/fragment[^\n]*\n\n✖ 1 new, 0 gone; 1 error/);
    await site.write("b.md", `${head}## Tickets\n`);
    expect(await stet.next()).toMatch(/^\S+ b\.md\n\nGone:\na\.md\n[\s\S]*0 new, 1 gone; no violations in 2 articles/);
    await site.write("a.md", `${head}[x](plan.pdf)\n`);
    expect(await stet.next()).toContain("1 new, 0 gone");
    await site.write("plan.pdf", "%PDF");
    expect(await stet.next()).toMatch(/^\S+ plan\.pdf\n\nGone:\na\.md\n/);
  });

  it("with --fix fixes on save, and takes its own writing for no change", async () => {
    const { site, stet } = await start({ "a.md": `${head}一。</em>\n` }, "--fix");
    expect(await stet.next()).toContain("1 violation fixed");
    expect(await site.read("a.md")).toBe(`${head}一。\n`);
    await site.write("a.md", `${head}二。</em>\n`);
    // It was fixed before anybody could see it, so it is neither new nor gone.
    expect(afterTime(await stet.next())).toBe(
      "a.md\n\n✔ 1 fixed, nothing new, nothing gone; no violations in 1 article\nwatching 1 article, press Ctrl-C to stop\n",
    );
    expect(await site.read("a.md")).toBe(`${head}二。\n`);
    // Had its own writing been a change, it would have been drawn before this one.
    await site.write("b.md", `${head}三。\n`);
    expect(await stet.next()).toContain("watching 2 articles");
    expect(stet.drawn).toBe(3);
  });

  it("with --fix shows what a save makes in another article, and fixes only the saved one", async () => {
    const files = {
      "stet.config.json": config({ ...rules, "link/local": "error" }),
      "a.md": `${head}[x](b.md)\n`,
      "b.md": `${head}一。\n`,
    };
    const { site, stet } = await start(files, "--fix");
    expect(await stet.next()).toContain("no violations");
    await rename(path.join(site.folder, "b.md"), path.join(site.folder, "B.md"));
    expect(await stet.next()).toMatch(/^\S+ b\.md → B\.md\n\nNew:\na\.md\n/);
    expect(await site.read("a.md")).toBe(files["a.md"]);
    await site.write("a.md", `${head}[x](b.md)</em>\n`);
    await stet.next();
    expect(await site.read("a.md")).not.toContain("</em>");
  });

  it("with --all prints the whole report as well, before what has changed", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n`, "b.md": `${head}</b>\n` }, "--all");
    await stet.next();
    await site.write("a.md", `${head}</em></i>\n`);
    expect(await stet.next()).toMatch(
      /^a\.md\n[\s\S]*\nb\.md\n[\s\S]*3 errors, 0 warnings[\s\S]*\nNew:\na\.md\n[^\n]*<\/i>/,
    );
  });

  it("with --quiet shows only errors, new and gone", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` }, "--quiet");
    await stet.next();
    await site.write("a.md", `${head}<img src="a.png">\n`);
    const pass = await stet.next();
    expect(pass).toContain("0 new, 1 gone");
    expect(pass).not.toContain("image/alt");
  });

  it("says it in Chinese", async () => {
    const { site, stet } = await start({ "a.md": `${head}</em>\n` }, "--locale", "zh-CN");
    expect(await stet.next()).toContain("正在监视 1 篇文章，按 Ctrl-C 结束\n");
    await site.write("a.md", `${head}<img src="a.png">\n`);
    expect(await stet.next()).toMatch(/\n新增：\na\.md\n[\s\S]*\n消失：\na\.md\n[\s\S]*\n✖ 新增 1 个，消失 1 个；/);
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
    expect(await stet.next()).toMatch(/1 new, 0 gone; 2 errors/);
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
    expect(second).toContain("nothing new, nothing gone; 2 errors");
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

  it.runIf(existsSync("/usr/bin/script"))(
    "clears a terminal before it draws, lists all by Enter, and ends by Ctrl-C",
    async () => {
      const site = await makeSite({ "stet.config.json": config(rules), "a.md": `${head}</em>\n` });
      open.push(() => site.remove());
      const stet = watch(site, "/usr/bin/script", [
        "-qec",
        `"${process.execPath}" "${program}" --watch --offline .`,
        "/dev/null",
      ]);
      expect(await stet.next()).toContain("\u001b[H\u001b[2J");
      await site.write("b.md", `${head}一。\n`);
      const pass = await stet.next();
      expect(pass).toContain("nothing new, nothing gone");
      expect(pass).not.toContain("stray-end-tag");
      stet.type("\r");
      const whole = await stet.next();
      expect(whole).toContain("stray-end-tag");
      expect(whole).toContain("press Enter to list all, Ctrl-C to stop");
      stet.type("\u0003");
      expect(await stet.ended).toBe(130);
    },
  );

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
