/** The baseline as a team uses it: the built program on real files. */
import { readdir, rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
  // These rules alone: what others may come to say of the articles is not the question here.
  const rules = {
    "html/stray-end-tag": "error",
    "html/unclosed-element": "error",
    "html/duplicate-id": "error",
    "image/local": "error",
    "source/directives": "warn",
  };
  await site.write("stet.config.json", JSON.stringify({ extends: [], rules }));
});
afterEach(() => site.remove());

const article = (body: string) => `---\ntitle: 渡口\n---\n${body}\n`;
const old = "<p>第一班船。</em></p>";
const other = "<p>第二班船。</em></p>";
const found = async (...args: string[]) => {
  const { stdout, code } = await site.stet([".", "-f", "json", ...args]);
  const { files, notes } = JSON.parse(stdout) as {
    files: { path: string; violations: { line: number; rule: string }[] }[];
    notes: string[];
  };
  const places = files.flatMap(({ path, violations }) => violations.map(({ line, rule }) => `${path}:${line} ${rule}`));
  return { places, notes, code };
};
const update = () => site.stet([".", "--baseline-update"]);

describe("a baseline", () => {
  it("accepts what is there today, and fails on what is new", async () => {
    await site.write("a.md", article(old));
    const made = await update();
    expect(made.code).toBe(0);
    expect(made.stdout).toContain(".stet-baseline.json: 1 violation in 1 file accepted.");
    const again = await site.stet(["."]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("1 violation accepted by the baseline");
    await site.write("a.md", article(`${old}\n\n${other}`));
    expect(await found()).toEqual({ places: ["a.md:6 html/stray-end-tag"], notes: [], code: 1 });
  });

  it("knows violations again whose lines and white space have changed", async () => {
    await site.write("a.md", article(`${old}\n\n${other}`));
    await update();
    await site.write("a.md", article(`新的一段。\n\n${other}\n\n\n  ${old}`).replaceAll("\n", "\r\n"));
    expect(await found()).toEqual({ places: [], notes: [], code: 0 });
  });

  it("knows one again whose surroundings have changed, but not one more of its kind", async () => {
    await site.write("a.md", article(`${old}\n\n${other}`));
    await update();
    await site.write("a.md", article(`${old}\n\n<p>第二班船改了。</em></p>`));
    expect((await found()).places).toEqual([]);
    await site.write("a.md", article(`<p>又一班。</em></p>\n\n${old}\n\n${other}`));
    expect((await found()).places).toEqual(["a.md:4 html/stray-end-tag"]);
  });

  it("counts violations that nothing tells apart", async () => {
    await site.write("a.md", article(`${old}\n\n${old}`));
    await update();
    expect((await found()).places).toEqual([]);
    await site.write("a.md", article(`${old}\n\n${old}\n\n${old}`));
    expect((await found()).places).toEqual(["a.md:8 html/stray-end-tag"]);
  });

  it("tells what is found no more, and forgets it when asked to, without accepting what is new", async () => {
    await site.write("a.md", article(`${old}\n\n${other}`));
    await site.write("gone.md", article(old));
    await update();
    await site.write("a.md", article(`${old}\n\n<p><b>粗</p>`));
    await rm(`${site.folder}/gone.md`);
    const notes = [".stet-baseline.json has 2 entries without a violation. Run stet --baseline-prune to remove them."];
    expect(await found()).toEqual({ places: ["a.md:6 html/unclosed-element"], notes, code: 1 });
    expect((await found("--baseline-prune")).notes).toEqual([".stet-baseline.json: 2 entries removed."]);
    expect(await found()).toEqual({ places: ["a.md:6 html/unclosed-element"], notes: [], code: 1 });
  });

  it("keeps what this run cannot know: other files, rules that are off, pictures that were not asked for", async () => {
    await site.write("a.md", article(`${old}\n\n<img src="/no.png" alt="船">`));
    await site.write("b.md", article(old));
    await site.stet([".", "--images-root", ".", "--baseline-update"]);
    const before = await site.read(".stet-baseline.json");
    expect(before).toContain("image/local");
    await site.stet(["a.md", "--rule", "html/stray-end-tag=off", "--baseline-update"]);
    expect(await site.read(".stet-baseline.json")).toBe(before);
    await site.stet(["a.md", "--baseline-prune", "--images-root", "."]);
    expect(await site.read(".stet-baseline.json")).toBe(before);
  });

  it("is a file that is sorted, without lines or times, and nothing is left beside it", async () => {
    await site.write("b/乙.md", article(`${old}\n\n${other}`));
    await site.write("a.md", article(old));
    await update();
    const text = await site.read(".stet-baseline.json");
    const { version, files } = JSON.parse(text);
    expect(version).toBe(1);
    expect(Object.keys(files)).toEqual(["a.md", "b/乙.md"]);
    expect(Object.keys(files["b/乙.md"]["html/stray-end-tag"])).toHaveLength(2);
    expect(text).toMatch(/^ {8}"stray [0-9a-f]{8} [0-9a-f]{8}": 1,?$/m);
    await update();
    expect(await site.read(".stet-baseline.json")).toBe(text);
    expect((await readdir(site.folder)).sort()).toEqual([".stet-baseline.json", "a.md", "b", "stet.config.json"]);
  });

  it("may have another name and place, and is not used where that is said", async () => {
    await site.write("a.md", article(old));
    await site.stet(["a.md", "--baseline-update", "--baseline", "ci.json"]);
    expect((await site.stet(["a.md", "--baseline", "ci.json"])).code).toBe(0);
    expect((await site.stet(["a.md"])).code).toBe(1);
    await update();
    expect((await site.stet(["a.md", "--no-baseline"])).code).toBe(1);
  });

  it("leaves what it accepts unrepaired; with --baseline-update repairs come first", async () => {
    await site.write("a.md", article(old));
    await update();
    await site.stet(["a.md", "--fix"]);
    expect(await site.read("a.md")).toBe(article(old));
    await site.stet(["a.md", "--fix", "--baseline-update"]);
    expect(await site.read("a.md")).toBe(article("<p>第一班船。</p>"));
    expect(JSON.parse(await site.read(".stet-baseline.json")).files).toEqual({});
  });

  it("is refused where it is missing, broken or asked for in two ways", async () => {
    await site.write("a.md", article(old));
    expect((await site.stet(["a.md", "--baseline", "no.json"])).stderr).toContain("Baseline no.json not found.");
    expect((await site.stet(["a.md", "--baseline-prune"])).code).toBe(2);
    await site.write("bad.json", '{\n<<<<<<< ours\n"version": 1\n=======\n');
    expect((await site.stet(["a.md", "--baseline", "bad.json"])).stderr).toContain("merge conflict");
    await site.write("bad.json", '{"version":1,"files":{"a.md":{"html/x":{"y":-1}}}}');
    expect((await site.stet(["a.md", "--baseline", "bad.json"])).stderr).toContain("must be a positive integer");
    expect((await site.stet(["a.md", "--baseline-prune", "--baseline-update"])).code).toBe(2);
  });
});
