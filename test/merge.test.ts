/** The parts of a run, each in a process of its own, and what stet merge makes of them. */
import { readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PictureServer, startPictureServer } from "./support/picture-server.js";
import { picture } from "./support/pictures.js";
import { makeSite, type Site } from "./support/site.js";
import { writeTown } from "./support/town.js";

let site: Site;
let server: PictureServer;
/** Whether the server turns away who asks. */
let isMoody = true;
beforeAll(async () => {
  server = await startPictureServer({
    "/moody.png": (_, response) => {
      const bytes = picture("png", 4, 3);
      if (isMoody) response.writeHead(403).end();
      else response.writeHead(200, { "content-type": "image/png", "content-length": bytes.length }).end(bytes);
    },
  });
  site = await makeSite();
  await writeTown(site, 90);
});
afterAll(async () => {
  await site.remove();
  await server.close();
});

/** A report in JSON without the time that it took. */
const timeless = (text: string) => {
  const { summary, ...rest } = JSON.parse(text);
  return { ...rest, summary: { ...summary, ms: 0 } };
};

async function parts(of: number, ...args: string[]): Promise<string[]> {
  const runs = Array.from({ length: of }, async (_, at) => {
    const blob = `part-${of}-${at + 1}.blob`;
    const said = await site.stet(["content", `--shard=${at + 1}/${of}`, "-f", `blob=${blob}`, ...args]);
    expect(said.code).toBe(0);
    return blob;
  });
  return Promise.all(runs);
}

describe("stet merge", () => {
  it.each(["path", "size"])("says of parts by %s what one run says of all, site rules too", async (by) => {
    const whole = await site.stet(["content", "--offline", "-f", "json"]);
    const joined = await site.stet(["merge", ...(await parts(3, "--offline", "--shard-by", by)), "-f", "json"]);
    expect(joined.code).toBe(whole.code);
    expect(timeless(joined.stdout)).toEqual(timeless(whole.stdout));
    expect(
      timeless(whole.stdout).files.some((file: { violations: { rule: string }[] }) =>
        file.violations.some(({ rule }) => rule === "site/unique"),
      ),
    ).toBe(true);
  });

  it("leaves violations to the whole, but a part that could not read a file fails", async () => {
    await symlink("loop.md", path.join(site.folder, "loop.md"));
    const part = await site.stet(["loop.md", "--offline", "--shard=1/1", "-f", "blob=loop.blob"]);
    expect([part.code, part.stderr]).toEqual([2, expect.stringContaining("1 failure")]);
  });

  it("shows the text of a file only if it is the one that was linted", async () => {
    await site.write("own/a.md", "---\ntitle: 渡口\n---\n\n河边</b>的渡口\n");
    await site.write("secret.txt", "---\ntitle: 渡口\n---\n\n密码</b>是渡口\n");
    await site.stet(["own", "--offline", "--shard=1/1", "-f", "blob=own.blob"]);
    const blob = await readFile(path.join(site.folder, "own.blob"), "utf8");
    await writeFile(path.join(site.folder, "other.blob"), blob.replaceAll("own/a.md", "secret.txt"));
    for (const name of ["own", "other"]) await site.stet(["merge", `${name}.blob`, "-f", `html=${name}.html`]);
    expect(await readFile(path.join(site.folder, "own.html"), "utf8")).toContain("河边");
    const other = await readFile(path.join(site.folder, "other.html"), "utf8");
    expect(other).toContain("secret.txt");
    expect(other).not.toContain("密码");
  });

  it("gives every file to one part, and each part some", async () => {
    const names = await Promise.all(
      (await parts(4, "--offline")).map(async (blob) => {
        const lines = (await readFile(path.join(site.folder, blob), "utf8")).trim().split("\n").slice(1, -1);
        return lines.map((line) => JSON.parse(line)[0] as string);
      }),
    );
    for (const part of names) expect(part.length).toBeGreaterThan(8);
    expect(new Set(names.flat()).size).toBe(90);
    expect(names.flat()).toHaveLength(90);
  });

  it("ends with the exit code of the whole, in the format that is asked for", async () => {
    const blobs = await parts(2, "--offline");
    expect((await site.stet(["merge", ...blobs])).code).toBe(1);
    const calm = await site.stet(["merge", ...blobs, "-f", "sarif=all.sarif"]);
    expect(calm.code).toBe(1);
    expect(JSON.parse(await site.read("all.sarif")).version).toBe("2.1.0");
  });

  it("accepts by a baseline what one run would accept", async () => {
    const blobs = await parts(2, "--offline");
    await site.stet(["content", "--offline", "--baseline", "one.json", "--baseline-update"]);
    await site.stet(["merge", ...blobs, "--baseline", "two.json", "--baseline-update"]);
    expect(await site.read("two.json")).toBe(await site.read("one.json"));
    expect((await site.stet(["merge", ...blobs, "--baseline", "one.json"])).code).toBe(0);
  });

  it("judges each URL once: what one part saw counts in the other, which could not", async () => {
    const other = await makeSite();
    const article = (title: string) =>
      `---\ntitle: ${title}\n---\n\n<p><img src="${server.url("/moody.png")}" alt="船" width="4" height="3"></p>\n`;
    for (let at = 0; at < 8; at++) await other.write(`content/${at}.md`, article(`第${at}天`));
    const blobs: string[] = [];
    for (const part of [1, 2]) {
      isMoody = part === 1;
      const blob = `${part}.blob`;
      await other.stet(["content", `--shard=${part}/2`, "-f", `blob=${blob}`, "--allow-private", "--no-cache"]);
      blobs.push(blob);
    }
    expect(await other.read("1.blob")).toContain("refused-by-server");
    const { stdout } = await other.stet(["merge", ...blobs, "-f", "json"]);
    const { images, files } = JSON.parse(stdout);
    expect(images.map(({ verdict }: { verdict: string }) => verdict)).not.toContain("unverifiable");
    const said = files.map((file: { violations: { rule: string; message: string }[] }) =>
      JSON.stringify(file.violations.map(({ rule, message }) => [rule, message])),
    );
    expect(new Set(said).size).toBe(1);
    await other.remove();
  });

  it("refuses what is no whole run, naming what is wrong", async () => {
    const [one = "", two = ""] = await parts(2, "--offline");
    const [third = ""] = await parts(3, "--offline");
    const text = await site.read(one);
    await writeFile(path.join(site.folder, "cut.blob"), text.slice(0, text.length / 2));
    await writeFile(
      path.join(site.folder, "old.blob"),
      text.replace(/^\["stet blob 2","[^"]*"/, '["stet blob 2","0.0.9"'),
    );
    for (const [args, words] of [
      [[one], "The report of one of 2 shards is missing: 2."],
      [[one, two, two], "is in both part-2-2.blob and part-2-2.blob."],
      [[one, third], "are shards of different runs."],
      [["cut.blob", two], "cut.blob is incomplete"],
      [["old.blob", two], "old.blob was written by stet 0.0.9"],
      [["content/0/0.md"], "content/0/0.md is not a blob report of stet."],
      [["gone.blob"], "Cannot read the report gone.blob: file not found."],
      [[one, two, "-f", "blob=all.blob"], "stet merge cannot write a blob report."],
    ] as const) {
      const { code, stderr } = await site.stet(["merge", ...args]);
      expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining(words)]);
    }
  });
});

describe("a part", () => {
  it.each([
    [["--shard", "0/2"], 'Invalid value "0/2" for --shard.'],
    [["--shard", "3/2"], 'Invalid value "3/2" for --shard.'],
    [["--shard", "half"], 'Invalid value "half" for --shard.'],
    [["-f", "blob=a.blob", "--fix"], "--fix cannot be used with --format blob."],
    [["-f", "blob=a.blob", "--baseline-update"], "--baseline-update cannot be used with --format blob."],
  ])("is refused as %j", async (args, words) => {
    const { code, stderr } = await site.stet(["content", "--offline", ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it("that is reported by itself says that the site was not judged as a whole", async () => {
    const { stdout } = await site.stet(["content", "--offline", "--shard", "1/2", "-f", "json"]);
    expect(JSON.parse(stdout).notes.join()).toContain("Only shard 1 of 2 was checked.");
  });
});

it("stet cache tells what is kept, and removes it", async () => {
  await site.stet(["content", "--offline"]);
  const { stdout } = await site.stet(["cache", "info"]);
  expect(stdout).toMatch(/results +0\.\d MB {2}results of articles \(1 file\)/);
  expect((await site.stet(["cache", "clean"])).stdout).toContain(path.join(site.folder, ".cache", "stet"));
  expect((await site.stet(["cache", "info"])).stdout).toMatch(/results +0\.0 MB .*\(0 files\)/);
});
