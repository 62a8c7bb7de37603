import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { openLog } from "../../src/probe/log.js";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stet-log-"));
  file = path.join(folder, "deep", "a.log");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function filled(entries: Readonly<Record<string, string>>): Promise<void> {
  const log = await openLog(file);
  for (const [key, text] of Object.entries(entries)) log.set(key, text);
  await log.flush();
}
const everything = async () => Object.fromEntries((await openLog(file)).entries());

/** More of them take longer: STET_TEST_KILLS=200 npx vitest run test/probe/log.test.ts test/ledger.test.ts */
const kills = Number(process.env.STET_TEST_KILLS ?? 20);

describe("a log", () => {
  it("keeps what was set for the next time, the latest of each key", async () => {
    await filled({ a: "1", b: "桥\n头" });
    await filled({ a: "2" });
    expect(await everything()).toEqual({ a: "2", b: "桥\n头" });
  });

  it("forgets what was deleted", async () => {
    await filled({ a: "1", b: "2" });
    const log = await openLog(file);
    log.delete("a");
    await log.flush();
    expect(log.get("a")).toBeUndefined();
    expect(await everything()).toEqual({ b: "2" });
  });

  it.each([
    ["a last line cut short", (text: string) => text.slice(0, -9)],
    ["a line changed by hand", (text: string) => text.replace('"3"', '"4"')],
    ["rubbish between the lines", (text: string) => text.replace("\n", "\nrubbish \0 here\n")],
  ])("survives %s, and loses no other entry", async (_, damage) => {
    await filled({ a: "1", b: "2" });
    await filled({ c: "3" });
    await writeFile(file, damage(await readFile(file, "utf8")));
    await filled({ d: "5" });
    expect(await everything()).toMatchObject({ a: "1", b: "2", d: "5" });
  });

  it.each(["null", "1", "[]", "{}", "[1]", "[1,2,3]", '[1,"a",{}]', '[1,{},"a"]', "no JSON", "", "[".repeat(200_000)])(
    "skips what stet has not written, although its checksum is right: %.20s",
    async (json) => {
      await filled({ a: "1" });
      const sum = createHash("sha1").update(json).digest("hex").slice(0, 10);
      await appendFile(file, `${sum} ${json}\n`);
      expect(await everything()).toEqual({ a: "1" });
    },
  );

  it("is written anew when most of it is outdated, and loses nothing by it", async () => {
    for (let round = 0; round < 15; round++) {
      const log = await openLog(file);
      for (let times = 0; times < 100; times++) log.set("often", `${round} ${times}`);
      log.set(`once ${round}`, "x");
      await log.flush();
    }
    // Of 1,515 lines, those since it was last written anew.
    expect((await readFile(file, "utf8")).split("\n").length).toBeLessThan(1100);
    const kept = await everything();
    expect(kept.often).toBe("14 99");
    expect(Object.keys(kept).length).toBe(16);
    // What another run appended to the file that was replaced is still read.
    await appendFile(`${file}.old`, await readFile(file, "utf8"));
    expect(await everything()).toEqual(kept);
    expect(await readdir(path.dirname(file))).toEqual(["a.log", "a.log.old"]);
  });

  it("is written anew although a run with the same process id was killed at that, and the leftovers of others are removed", async () => {
    const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
    const dead = spawn(process.execPath, ["-e", "0"]);
    await once(dead, "close");
    await filled({ a: "1" });
    const ofDead = `.stet-${machine}-${dead.pid}-0123456789abcdef01.tmp`;
    const ofSameId = `.stet-${machine}-${process.pid}-0123456789abcdef01.tmp`;
    // In a container, process ids repeat: these were named by the one that this process has.
    for (const name of [ofDead, ofSameId, `a.log.${process.pid}.tmp`])
      await writeFile(`${path.dirname(file)}/${name}`, "");
    const log = await openLog(file);
    for (let times = 0; times < 1500; times++) log.set("often", String(times));
    await log.flush();
    await openLog(file);
    expect((await readFile(file, "utf8")).split("\n").length).toBeLessThan(10);
    expect(await everything()).toEqual({ a: "1", often: "1499" });
    expect(await readdir(path.dirname(file))).not.toContain(ofDead);
  });

  it("tells whoever flushes that it cannot be written", async () => {
    await writeFile(path.join(folder, "deep"), "a file where a folder should be");
    const log = await openLog(file);
    log.set("a", "1");
    await expect(log.flush()).rejects.toThrow();
    expect(log.get("a")).toBe("1");
  });

  it("has every flushed entry after its writers were killed at any moment", { timeout: 600_000 }, async () => {
    const script = `
      import { openLog } from ${JSON.stringify(path.join(packageRoot(), "dist/src/probe/log.js"))};
      const log = await openLog(${JSON.stringify(file)});
      for (let n = 0; ; n++) {
        const key = process.argv[1] + "-" + n;
        log.set(key, "x".repeat(n % 700));
        if (n % 3 === 0) { await log.flush(); process.stdout.write(key + "\\n"); }
      }`;
    const kill = (name: string, after: number) =>
      new Promise<string[]>((resolve) => {
        const child = spawn(process.execPath, ["--input-type=module", "-e", script, name], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        let told = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          told += text;
          // So many entries from now on, whatever the machine's speed.
          if (told.split("\n").length > after) child.kill("SIGKILL");
        });
        child.on("close", () => resolve(told.split("\n").slice(0, -1)));
      });
    const told: string[] = [];
    for (let round = 0; round < kills / 2; round++) {
      const [a, b] = [3 + (round % 10) * 7, 5 + (round % 10) * 11];
      told.push(...(await Promise.all([kill(`a${round}`, a), kill(`b${round}`, b)])).flat());
    }
    const kept = await everything();
    expect(told.filter((key) => !(key in kept))).toEqual([]);
    expect(Object.entries(kept).filter(([key, text]) => text.length !== Number(key.split("-")[1]) % 700)).toEqual([]);
    expect(told.length).toBeGreaterThan(25 * kills);
  });
});
