/** What front matter says, kept between runs in the cache folder. */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FrontMatterData } from "../../src/generators/routes/types.js";
import { openFrontMatterMemory } from "../../src/site/front-matter-memory.js";

let home: string;
const before = process.env.XDG_CACHE_HOME;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "stet-memory-"));
  process.env.XDG_CACHE_HOME = home;
});
afterEach(async () => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  await rm(home, { recursive: true });
});

const longAgo = { size: 120, mtimeMs: 1_600_000_000_000 };
const front = (
  data: Record<string, unknown>,
  dates: Record<string, readonly [number, number]> = {},
): FrontMatterData => ({
  data,
  failed: false,
  date: (key) => dates[key],
});

/** Remembers the front matter of `a.md` in one run, and recalls it in the next one. `reads`: how often that read the file. */
async function recalled(
  first: FrontMatterData | undefined,
  { seen = longAgo, key = "same", ask = (_: FrontMatterData | undefined) => {} } = {},
) {
  const memory = openFrontMatterMemory("/site", "same");
  ask(memory.recall("a.md", longAgo, () => first));
  await memory.keep();
  let reads = 0;
  const second = openFrontMatterMemory("/site", key).recall("a.md", seen, () => {
    reads++;
    return first;
  });
  const now = { data: second?.data, failed: second?.failed };
  return { second, now, reads: () => reads };
}

/** Replaces the lines of the file in the cache by this one, with a checksum that is right. */
async function forge(line: string): Promise<void> {
  const folder = path.join(home, "stet/sites");
  const [name = ""] = await readdir(folder);
  const [head = ""] = (await readFile(path.join(folder, name), "utf8")).split("\n");
  const digest = createHash("sha256").update(line).digest("hex");
  await writeFile(path.join(folder, name), `${head.replace(/[0-9a-f]{64}$/, digest)}\n${line}`);
}

describe("the memory of front matter", () => {
  it.each([
    "null",
    "5",
    '["a.md"]',
    '["a.md",120,1600000000000,[null,0,5]]',
    '["a.md",120,1600000000000,[{},0,[["date",{}]]]]',
    '["a.md",120,1600000000000,[[],0,[]]]',
  ])("does not use what stet has not written, although its checksum is right: %s", async (line) => {
    await recalled(front({ title: "a" }));
    await forge(line);
    const again = openFrontMatterMemory("/site", "same");
    expect(again.recall("a.md", longAgo, () => front({ title: "b" }))?.data).toEqual({ title: "b" });
  });

  it("says the same without reading a file that has not changed", async () => {
    const data = { title: "桥", tags: ["a", "b"], nested: { draft: false, n: 1.5, none: null }, ["__proto__"]: "x" };
    const { now, reads } = await recalled(front(data));
    expect(now).toEqual({ data, failed: false });
    expect(Object.hasOwn(now.data ?? {}, "__proto__")).toBe(true);
    expect(reads()).toBe(0);
  });

  it("knows that a file has no front matter", async () => {
    const { second, reads } = await recalled(undefined);
    expect(second).toBeUndefined();
    expect(reads()).toBe(0);
  });

  it.each([
    ["another size", { seen: { ...longAgo, size: 121 } }],
    ["another time", { seen: { ...longAgo, mtimeMs: longAgo.mtimeMs + 1 } }],
    ["another way to read it", { key: "other" }],
  ])("reads the file again with %s", async (_, change) => {
    expect((await recalled(front({ title: "a" }), change)).reads()).toBe(1);
  });

  it("keeps the dates that were asked for, and reads the file for others", async () => {
    const dates = { date: [1, 2], updated: [3, 4] } as const;
    const { second, reads } = await recalled(front({}, dates), {
      ask: (one) => [one?.date("date"), one?.date("none")],
    });
    expect([second?.date("date"), second?.date("none"), reads()]).toEqual([[1, 2], undefined, 0]);
    expect([second?.date("updated"), second?.date("updated"), reads()]).toEqual([[3, 4], [3, 4], 1]);
  });

  it.each([[Number.NaN], [-0], [1n], [new Date(0)], [undefined], [{ deep: [Number.POSITIVE_INFINITY] }]])(
    "does not keep %s, which JSON would change",
    async (value) => {
      const { now, reads } = await recalled(front({ value }));
      expect(now.data).toEqual({ value });
      expect(reads()).toBe(1);
    },
  );

  it("does not keep a file that may change again with the same time", async () => {
    const memory = openFrontMatterMemory("/site", "same");
    memory.recall("a.md", { size: 1, mtimeMs: Date.now() }, () => front({ title: "a" }));
    await memory.keep();
    expect(await readdir(home)).toEqual([]);
  });

  it("counts as missing if it is damaged", async () => {
    await recalled(front({ title: "a" }));
    const folder = path.join(home, "stet", "sites");
    const [name = ""] = await readdir(folder);
    const kept = await readFile(path.join(folder, name), "utf8");
    await writeFile(path.join(folder, name), kept.replace('"a"', '"b"'));
    await utimes(path.join(folder, name), 1, 1);
    let reads = 0;
    openFrontMatterMemory("/site", "same").recall("a.md", longAgo, () => void reads++ as undefined);
    expect(reads).toBe(1);
  });
});
