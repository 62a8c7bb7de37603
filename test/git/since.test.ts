/** `--changed` and `--since`: which files, which lines, and what servers are asked. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PictureServer, startPictureServer } from "../support/picture-server.js";
import { clean, defective, found, makeRepo, pathsIn, type Repo, repaired, start, stetIn } from "./support.js";

let repo: Repo;
beforeEach(async () => {
  repo = await makeRepo({ "a.md": clean, "b.md": clean, "c.md": clean, "d.md": defective("一", "二", "三") });
});
afterEach(() => repo.remove());

const look = async (...args: string[]) => (await repo.stet(["--offline", "--format", "json", ...args])).stdout;
const lines = async (...args: string[]) => found(await look("--rule", "site/unique=off", ...args));

describe("which files", () => {
  it("--changed takes staged, unstaged and untracked files, as they are on disk", async () => {
    await repo.write("a.md", defective("甲"));
    await repo.git("add", "a.md");
    await repo.write("b.md", defective("乙"));
    await repo.write("新/n.md", defective("新"));
    await repo.write("ignored.md", clean);
    await repo.write(".gitignore", "ignored.md\n");
    await rm(path.join(repo.folder, "c.md"));
    expect(pathsIn(await look("--changed"))).toEqual(["a.md", "b.md", "新/n.md"]);
    expect(pathsIn(await look("--changed", "新"))).toEqual(["新/n.md"]);
    expect(pathsIn((await stetIn(path.join(repo.folder, "新"), ["--changed", "--format", "json"])).stdout)).toEqual([
      "../a.md",
      "../b.md",
      "n.md",
    ]);
  });

  it("--changed takes no file that was only touched", async () => {
    await repo.write("a.md", clean);
    expect(pathsIn(await look("--changed"))).toEqual([]);
  });

  it("--changed knows a repository before its first commit", async () => {
    const young = await makeRepo();
    await young.write("a.md", defective("一"));
    await young.write("b.md", clean);
    await young.git("add", "b.md");
    const { stdout } = await young.stet(["--changed", "--offline", "--format", "json"]);
    expect(pathsIn(stdout)).toEqual(["a.md", "b.md"]);
    await young.remove();
  });

  it("--since takes what this branch changed, not what the other one did, and what is not committed", async () => {
    await repo.git("switch", "-qc", "side");
    await repo.write("a.md", defective("甲"));
    await repo.git("commit", "-qam", "side");
    await repo.git("switch", "-q", "main");
    await repo.write("b.md", defective("乙"));
    await repo.git("commit", "-qam", "main");
    await repo.git("switch", "-q", "side");
    await repo.write("n.md", clean);
    expect(pathsIn(await look("--since", "main"))).toEqual(["a.md", "n.md"]);
    expect(pathsIn(await look("--since", "HEAD"))).toEqual(["n.md"]);
  });

  it("says so of a commit that is not there, one like an option, and a history that is cut off", async () => {
    const unknown = await repo.stet(["--since", "mian"]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Unknown commit "mian" for --since.')]);
    const option = await repo.stet(["--since=--output=x"]);
    expect([option.code, option.stderr]).toEqual([2, expect.stringContaining('Unknown commit "--output=x"')]);
    await repo.git("switch", "-q", "--orphan", "other");
    await repo.git("commit", "-q", "--allow-empty", "-m", "other");
    const apart = await repo.stet(["--since", "main"]);
    expect([apart.code, apart.stderr]).toEqual([2, expect.stringContaining("have no common ancestor in this clone.")]);
    expect(apart.stderr).toContain("fetch-depth: 0");
  });

  it("follows renames: what was there before is nobody's news", async () => {
    await repo.git("mv", "d.md", "e.md");
    expect(await lines("--changed", "--only-changed-lines")).toEqual([]);
    expect(await lines("--changed")).toEqual(["e.md:3 front-matter/date", "e.md:12 html/unclosed-element"]);
    expect(await lines("--staged", "--only-changed-lines")).toEqual([]);
  });
});

describe("--only-changed-lines", () => {
  it("reports what stands on lines that were added, changed or lost a neighbour", async () => {
    await repo.write("d.md", `${defective("一", "二", "三")}\n<div><b>新</div>\n`);
    expect(await lines("--changed", "--only-changed-lines")).toEqual(["d.md:14 html/unclosed-element"]);
    await repo.write("d.md", defective("一", "二", "三").replace("<p>三</p>\n\n", ""));
    expect(await lines("--changed", "--only-changed-lines")).toEqual(["d.md:10 html/unclosed-element"]);
  });

  it("repairs nothing else", async () => {
    await repo.write("d.md", defective("一", "二", "三").replace("风", "大风"));
    await repo.stet(["--changed", "--only-changed-lines", "--fix", "--offline"]);
    const half = repaired("一", "二", "三")
      .replace("风", "大风")
      .replace("2021-12-11 04:49:15 +0000", "Sat, 11 Dec 2021 04:49:15 GMT");
    expect(await repo.read("d.md")).toBe(half);
  });

  it("does not mind other ends of lines", async () => {
    await repo.write("d.md", defective("一", "二", "三").replaceAll("\n", "\r\n").replace("一", "壹"));
    expect(await lines("--changed", "--only-changed-lines")).toEqual([]);
  });

  it("knows a new article as changed everywhere", async () => {
    await repo.write("n.md", defective("一"));
    expect(await lines("--changed", "--only-changed-lines")).toEqual([
      "n.md:3 front-matter/date",
      "n.md:8 html/unclosed-element",
    ]);
  });

  it("limits what rules for the whole site say, too", async () => {
    await repo.write("stet.config.json", JSON.stringify({ site: { content: "." } }));
    await repo.write("b.md", clean.replace("船来了", "船走了"));
    expect(found(await look("--changed"))).toEqual(["b.md:2 site/unique"]);
    expect(found(await look("--changed", "--only-changed-lines"))).toEqual([]);
  });
});

describe("servers", () => {
  let server: PictureServer;
  beforeAll(async () => {
    server = await startPictureServer();
  });
  afterAll(() => server.close());

  const picture = (url: string) => `<p><img src="${url}" alt="桥"></p>\n`;
  interface Fact {
    readonly url: string;
    readonly verdict: string;
    readonly reason?: string;
  }
  const facts = (stdout: string) =>
    (JSON.parse(stdout) as { images: Fact[] }).images.map(({ url, verdict, reason }) =>
      [url.replace(server.origin, ""), verdict, ...(reason === undefined ? [] : [reason])].join(" "),
    );

  it("are asked only for addresses that are new in an article", async () => {
    const old = `${clean}${picture(server.url("/status/404"))}`;
    await repo.write("a.md", old);
    await repo.git("commit", "-qam", "old");
    await repo.write("a.md", `${old}${picture(server.url("/status/410"))}`);
    for (const how of [["--changed"], ["--since", "HEAD"]]) {
      const { stdout } = await repo.stet([...how, "--allow-private", "--no-cache", "--format", "json"]);
      expect(facts(stdout)).toEqual(["/status/404 unchecked unchanged", "/status/410 broken not-found"]);
      expect(new Set(server.requests.map(({ path }) => path))).toEqual(new Set(["/status/410"]));
      expect(found(stdout).filter((one) => one.includes("reachable"))).toEqual(["a.md:8 image/reachable"]);
    }
    await repo.git("add", ".");
    const staged = await repo.stet(["--staged", "--allow-private", "--no-cache", "--format", "json"]);
    expect(facts(staged.stdout)).toEqual(["/status/404 unchecked unchanged", "/status/410 broken not-found"]);
  });

  it("are asked for an address that is old in one article and new in another, for the other", async () => {
    await repo.write("a.md", `${clean}${picture(server.url("/status/404"))}`);
    await repo.git("commit", "-qam", "old");
    await repo.write("a.md", `${clean}${picture(server.url("/status/404"))}<p>又</p>\n`);
    await repo.write("b.md", `${clean}${picture(server.url("/status/404"))}`);
    const { stdout } = await repo.stet(["--changed", "--allow-private", "--no-cache", "--format", "json"]);
    expect(facts(stdout)).toEqual(["/status/404 broken not-found"]);
    expect(found(stdout).filter((one) => one.includes("reachable"))).toEqual(["b.md:7 image/reachable"]);
  });
});

describe("a partial clone", () => {
  it("has missing contents fetched by git, but not with --offline, and says so where that fails", async () => {
    await repo.git("config", "uploadpack.allowFilter", "true");
    await repo.git("config", "uploadpack.allowAnySHA1InWant", "true");
    await repo.write("d.md", defective("一", "二", "三").replace("风", "大风"));
    await repo.git("commit", "-qam", "second");
    const clone = async (name: string) => {
      const to = path.join(repo.folder, ".git", name);
      const from = pathToFileURL(repo.folder).href;
      await start("git", ["clone", "-q", "--filter=blob:none", from, to], repo.folder);
      return to;
    };
    const args = ["--since", "HEAD~1", "--only-changed-lines", "--format", "json"];
    const one = await clone("one");
    const expectFailure = async (folder: string, more: readonly string[]) => {
      const failed = await stetIn(folder, [...args, ...more]);
      expect(failed.code).toBe(2);
      const { files } = JSON.parse(failed.stdout) as { files: { path: string; errors: { message: string }[] }[] };
      expect(files.map((file) => file.path)).toEqual(["d.md"]);
      expect(files[0]?.errors[0]?.message).toContain("Git cannot read the content before the change: ");
    };
    await expectFailure(one, ["--offline"]);
    const seen = await stetIn(one, args);
    expect(found(seen.stdout)).toEqual(["d.md:12 html/unclosed-element"]);
    // What was fetched is there.
    expect(found((await stetIn(one, [...args, "--offline"])).stdout)).toEqual(["d.md:12 html/unclosed-element"]);

    const two = await clone("two");
    await start("git", ["remote", "set-url", "origin", "/nowhere"], two);
    await expectFailure(two, []);
  });
});
