/**
 * `--fix` killed in the middle, out of space, kept from writing, and run twice at once. `npm run test:crash` kills the real
 * program, and the writing alone, 300 times over 1,000 files; here both are killed a few times.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";

const program = path.join(packageRoot(), "bin/stet.js");
const kills = Number(process.env.STET_KILLS ?? 4);
/** Of the writing alone, which takes far less time to start. */
const writerKills = Number(process.env.STET_KILLS ?? 24);
const articles = Number(process.env.STET_FILES ?? 200);
const isRoot = process.getuid?.() === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-crash-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string) => path.join(folder, name);
const text = (name: string) => readFileSync(inFolder(name), "utf8");
const temporaries = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => path.basename(name).startsWith(".stet-"));

const sound = `---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n${"<p>海边的灯塔亮了一整夜。</p>\n".repeat(40)}`;
const broken = `\n${sound}`;
const args = ["--fix", "--offline", "--no-cache", "--rule", "site/unique=off", "--format", "json", "."];

function start(command: readonly string[] = []) {
  const [file = process.execPath, ...lead] = command;
  const child = spawn(file, [...lead, program, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    stdout += part;
  });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout }));
  return { child, ended };
}
type Reported = { files: { path: string; errors?: { kind: string; message: string }[] }[]; summary: { fixed: number } };
async function finish(command?: readonly string[]): Promise<{ code: number | null; report: Reported }> {
  const { code, stdout } = await start(command).ended;
  return { code, report: JSON.parse(stdout) };
}

/** Moments as random as the seed of all property tests makes them. */
const moments = (count: number, most: number): number[] =>
  fc.sample(fc.integer({ min: 0, max: most }), { numRuns: count, seed: 20211211 });

describe("kill -9", () => {
  it(`at ${writerKills} moments of writing leaves every file wholly old or wholly new, with its mode, owner and link`, async () => {
    const files = Array.from({ length: 6 }, (_, at) => inFolder(`${at}.md`));
    for (const file of files) {
      writeFileSync(file, "old ".repeat(20_000));
      chmodSync(file, 0o640);
      if (isRoot) chownSync(file, 1234, 4321);
    }
    mkdirSync(inFolder("links"));
    symlinkSync("../5.md", inFolder("links/5.md"));
    const named = [...files.slice(0, 5), inFolder("links/5.md")];
    const wholes = new Set(["old ".repeat(20_000), "new ".repeat(20_000)]);
    const seen = new Set<string>();
    for (const moment of moments(writerKills, 15)) {
      const child = spawn(process.execPath, [path.join(packageRoot(), "test/support/writer.mjs"), folder, ...named]);
      // Behind so many writings, and then some milliseconds: in the middle of the next ones.
      let done = -"writing\n".length;
      while (done < moment) done += String((await once(child.stdout, "data"))[0]).length;
      await new Promise((resolve) => setTimeout(resolve, moment % 7));
      child.kill("SIGKILL");
      await once(child, "close");
      for (const file of files) {
        const now = readFileSync(file, "utf8");
        expect(wholes.has(now), `${file} is neither`).toBe(true);
        seen.add(now);
        const { mode, uid, gid } = statSync(file);
        expect(mode & 0o777).toBe(0o640);
        if (isRoot) expect([uid, gid]).toEqual([1234, 4321]);
      }
    }
    expect(lstatSync(inFolder("links/5.md")).isSymbolicLink()).toBe(true);
    // The files were written over and over, and stood in both states when a writer died: the test has tested something.
    expect(seen.size).toBe(2);
    // Each run clears up behind the one before it: what is left is at most what the last one was writing.
    expect(temporaries().length).toBeLessThanOrEqual(files.length);
  }, 14_400_000);

  it(`at ${kills} moments of stet --fix does no harm, and the next run leaves no temporary file`, async () => {
    const names = Array.from({ length: articles }, (_, at) => `${at % 10}/${at}.md`);
    for (let at = 0; at < 10; at++) mkdirSync(inFolder(String(at)));
    const reset = () => {
      for (const name of names) writeFileSync(inFolder(name), broken);
    };
    for (const moment of moments(kills, 1_000)) {
      reset();
      const { child, ended } = start();
      // From when the first file is written: what comes before cannot do harm.
      while (text("0/0.md") === broken && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, (moment * articles) / 5_000));
      child.kill("SIGKILL");
      await ended;
      for (const name of names) expect([broken, sound]).toContain(text(name));
    }
    const { code } = await finish();
    expect(code).toBe(0);
    for (const name of names) expect(text(name)).toBe(sound);
    expect(temporaries()).toEqual([]);
  }, 14_400_000);
});

describe("what a killed run has left", () => {
  const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
  const random = "0123456789abcdef01";
  it("is removed by the next --fix, but nothing that may be in use, and nothing of another name", async () => {
    writeFileSync(inFolder("a.md"), sound);
    const dead = spawn(process.execPath, ["-e", "0"]);
    await once(dead, "close");
    const names = {
      dead: `.stet-${machine}-${dead.pid}-${random}.tmp`,
      alive: `.stet-${machine}-${process.pid}-${random}.tmp`,
      elsewhere: `.stet-ffffffff-${dead.pid}-${random}.tmp`,
      elsewhereLongAgo: `.stet-ffffffff-1-${random}.tmp`,
      another: ".stet-notes.tmp",
    };
    for (const name of Object.values(names)) writeFileSync(inFolder(name), "x");
    utimesSync(inFolder(names.elsewhereLongAgo), 1, 1);
    utimesSync(inFolder(names.another), 1, 1);
    await finish();
    expect(temporaries().sort()).toEqual([names.alive, names.elsewhere, names.another].sort());
  });
});

describe("a file that cannot be written", () => {
  it("because the disk is full, is told of and stays as it was", async ({ skip }) => {
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", folder], { stdio: "ignore" });
    } catch {
      skip("NOTE: no tmpfs can be mounted here (that takes root): a full disk is not tested");
    }
    try {
      const large = `\n${sound}${"<p>海边的灯塔亮了一整夜。</p>\n".repeat(900)}`;
      writeFileSync(inFolder("large.md"), large);
      const { code, report } = await finish();
      expect(code).toBe(2);
      expect(report.files.map(({ path: name, errors }) => [name, errors?.[0]?.message])).toEqual([
        ["large.md", "The file was not written: the disk is full."],
      ]);
      expect(text("large.md")).toBe(large);
      expect(temporaries()).toEqual([]);
    } finally {
      execFileSync("umount", [folder]);
    }
  });

  it("because of a limit of its size (ulimit -f), is told of and stays as it was", async () => {
    const large = `\n${sound}${"<p>海边的灯塔亮了一整夜。</p>\n".repeat(900)}`;
    writeFileSync(inFolder("large.md"), large);
    writeFileSync(inFolder("small.md"), broken);
    const { code, report } = await finish(["bash", "-c", `ulimit -f 16; exec ${process.execPath} "$0" "$@"`]);
    expect(code).toBe(2);
    expect(report.files[0]?.errors?.[0]?.message).toBe(
      "The file was not written: the system's limit for file sizes is reached.",
    );
    expect(text("large.md")).toBe(large);
    expect(text("small.md")).toBe(sound);
    expect(temporaries()).toEqual([]);
  });

  it("because it is read-only, is told of and stays as it was", async () => {
    writeFileSync(inFolder("a.md"), broken);
    chmodSync(inFolder("a.md"), 0o444);
    writeFileSync(inFolder("b.md"), broken);
    const { code, report } = await finish();
    expect(code).toBe(2);
    expect(report.files[0]?.errors?.[0]?.message).toContain("read-only");
    expect([text("a.md"), text("b.md")]).toEqual([broken, sound]);
  });

  it("because its folder is read-only, is told of and stays as it was", async ({ skip }) => {
    mkdirSync(inFolder("closed"));
    writeFileSync(inFolder("closed/a.md"), broken);
    chmodSync(inFolder("closed/a.md"), 0o666);
    chmodSync(inFolder("closed"), 0o555);
    chmodSync(folder, 0o755);
    const asNobody = isRoot
      ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", process.execPath]
      : undefined;
    try {
      if (asNobody) execFileSync("setpriv", ["--reuid=65534", process.execPath, "-e", "0"], { stdio: "ignore" });
    } catch {
      skip("NOTE: root cannot become somebody else here: a read-only folder is not tested");
    }
    const { code, report } = await finish(asNobody);
    chmodSync(inFolder("closed"), 0o755);
    expect(code).toBe(2);
    expect(report.files[0]?.errors?.[0]?.message).toContain("the file or its folder is read-only");
    expect(text("closed/a.md")).toBe(broken);
  });
});

describe("what is kept", () => {
  it("another hard link keeps the old text, and the time of change is that of the writing", async () => {
    writeFileSync(inFolder("a.md"), broken);
    linkSync(inFolder("a.md"), inFolder("other-name"));
    utimesSync(inFolder("a.md"), 1_000, 1_000);
    await finish();
    expect([text("a.md"), text("other-name")]).toEqual([sound, broken]);
    expect(statSync(inFolder("a.md")).mtimeMs).toBeGreaterThan(1_000_000);
    expect(statSync(inFolder("other-name")).mtimeMs).toBe(1_000_000);
  });

  it("two runs over one tree at once repair every file, and neither harms what the other wrote", async () => {
    for (let at = 0; at < 150; at++) writeFileSync(inFolder(`${at}.md`), broken);
    const [one, two] = await Promise.all([finish(), finish()]);
    for (let at = 0; at < 150; at++) expect(text(`${at}.md`)).toBe(sound);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(one.report.files.concat(two.report.files).filter(({ errors }) => errors)).toEqual([]);
    expect(temporaries()).toEqual([]);
  });
});

it("a process that ends while it creates a file leaves no temporary one", () => {
  const own = path.join(packageRoot(), "dist/src/platform/durable-write.js");
  const script = `
    import { readdirSync } from "node:fs";
    import { createDurably } from ${JSON.stringify(pathToFileURL(own).href)};
    const look = () => {
      if (readdirSync(".").length > 0) process.exit(3);
      setImmediate(look);
    };
    look();
    await createDurably(process.cwd() + "/a.webp", Buffer.alloc(64_000_000), undefined);
  `;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  expect(status).toBe(3);
  expect(readdirSync(folder)).toEqual([]);
});
