/** What a repository that somebody else has written may make `stet localize`, `stet compress` and `stet migrate` do. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { startPictureServer } from "../support/picture-server.js";
import { picture } from "../support/pictures.js";
import { scratch } from "../support/scratch.js";
import { runStet } from "../support/site.js";

const { at, put } = scratch("stet-trust-localize-");
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const stet = (...args: string[]) => runStet(at("site"), args);
const config =
  "collections:\n  - name: ../../posts\n    folder: posts\n    fields: [{ name: title, widget: string }]\n";

describe("a record of localized images that came along", () => {
  it("has no file outside restored: neither by its path nor through a link", async () => {
    put("mine.txt", "alias ls=ls\n");
    put("site/a.md", "new\n");
    symlinkSync("../mine.txt", at("site/link.md"));
    const edit = (article: string, was: string, is: string) =>
      `${JSON.stringify({ article, before: "", after: "", edits: [{ at: 0, was, is }] })}\n`;
    put(
      "site/stet.localized.ndjson",
      edit("../mine.txt", "bad", "ls") + edit("link.md", "bad", "ls") + edit("a.md", "old", "new"),
    );
    const { code, stdout } = await stet("localize", "--undo");
    expect(readFileSync(at("mine.txt"), "utf8")).toBe("alias ls=ls\n");
    expect(readFileSync(at("site/a.md"), "utf8")).toBe("old\n");
    expect(stdout).toContain("../mine.txt: it is outside the folder of the record");
    expect(code).toBe(1);
  });

  it("has nothing restored but articles: no other file of the project, in no folder such as .git, and through no link", async () => {
    const files = ["run.sh", "package.json", ".git/config", ".git/a.md", "node_modules/a/a.md", "latin.md"];
    for (const name of files) put(`site/${name}`, Buffer.from("good\n\xe9", "latin1"));
    symlinkSync("package.json", at("site/link.md"));
    const good = readFileSync(at("site/run.sh"));
    const sha = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
    put("site/b.md", "good\n");
    const edits = [{ at: 0, was: "bad!", is: "good" }];
    const record = [...files, "link.md"].flatMap((article) => [
      { article, before: sha("x"), after: sha(good), edits },
      { article, before: "", after: "", edits },
    ]);
    // Its changes do not lead to what the record says of it.
    record.push({ article: "b.md", before: sha("other"), after: sha("good\n"), edits });
    put("site/stet.localized.ndjson", record.map((line) => `${JSON.stringify(line)}\n`).join(""));
    put("site/stet.compressed.ndjson", "");
    for (const args of [
      ["localize", "--undo"],
      ["compress", "--undo", "--record", "stet.localized.ndjson"],
    ]) {
      const { code, stdout } = await stet(...args);
      for (const name of files) expect(readFileSync(at(`site/${name}`)), name).toEqual(good);
      expect(readFileSync(at("site/b.md"), "utf8")).toBe("good\n");
      expect(stdout).toContain("run.sh: it is not an article, so stet has not written it");
      expect(stdout).toContain("link.md: it is not an article");
      expect(stdout).toContain("b.md: the record is damaged");
      expect(code).toBe(1);
    }
  });

  it("is not written where a link leads out", async () => {
    const server = await startPictureServer({
      "/a.png": (_, response) => void response.setHeader("content-type", "image/png").end(picture("png", 40, 30)),
    });
    open.push(server);
    put("mine.txt", "kept\n");
    put("site/package.json", '{"dependencies":{"hexo":"^7.0.0"}}');
    put("site/_config.yml", "title: x\n");
    put("site/source/_posts/a.md", `---\ntitle: x\n---\n![a](${server.url("/a.png")})\n`);
    symlinkSync("../mine.txt", at("site/stet.localized.ndjson"));
    const before = createHash("sha256")
      .update(readFileSync(at("site/source/_posts/a.md")))
      .digest("hex");
    const { code, stderr } = await stet("localize", "source", "--all", "--allow-private");
    expect(stderr).toContain("A link leads the record stet.localized.ndjson out of the working directory.");
    expect(code).toBe(2);
    expect(readFileSync(at("mine.txt"), "utf8")).toBe("kept\n");
    const after = createHash("sha256")
      .update(readFileSync(at("site/source/_posts/a.md")))
      .digest("hex");
    expect(after).toBe(before);
  });
});

describe("with --untrusted, no image is written outside the working directory:", () => {
  async function localized(): Promise<{ code: number | null; stderr: string; article: string }> {
    const server = await startPictureServer({
      "/a.png": (_, response) => void response.setHeader("content-type", "image/png").end(picture("png", 40, 30)),
    });
    open.push(server);
    const article = `---\ntitle: A\n---\n\n![a](${server.url("/a.png")})\n`;
    put("outside/kept.txt", "");
    put("site/hugo.toml", 'title = "x"\n');
    put("site/content/a.md", article);
    const { code, stderr } = await stet("localize", "content", "--all", "--allow-private", "--untrusted");
    expect(readdirSync(at("outside"))).toEqual(["kept.txt"]);
    return { code, stderr, article };
  }

  it("where a link leads the folder of static files, the command ends", async () => {
    put("outside/kept.txt", "");
    put("site/hugo.toml", "");
    symlinkSync("../outside", at("site/static"));
    const { code, stderr, article } = await localized();
    expect(stderr).toContain("is outside the working directory, and --untrusted writes nothing there.");
    expect(code).toBe(2);
    expect(readFileSync(at("site/content/a.md"), "utf8")).toBe(article);
    expect(existsSync(at("site/stet.localized.ndjson"))).toBe(false);
  });

  it.each(["../outside", "link"])("a setting that leads there has no effect: %s", async (root) => {
    put("outside/kept.txt", "");
    put("site/static/x.txt", "");
    symlinkSync("../outside", at("site/link"));
    put("site/stet.config.json", JSON.stringify({ images: { root } }));
    const { code } = await localized();
    expect(code).toBe(0);
    expect(readdirSync(at("site/static")).sort()).toEqual(["images", "x.txt"]);
  });
});

describe("somebody who can write to the site while stet localize waits for a server", () => {
  const articleOf = (url: string) => `---\ntitle: x\n---\n![a](${url})\n`;

  /** The server does it with its response to the GET. */
  async function runWhile(swap: () => void) {
    let isDone = false;
    const server = await startPictureServer({
      "/a.png": (request, response) => {
        if (request.method === "GET" && !isDone) {
          isDone = true;
          swap();
        }
        response.setHeader("content-type", "image/png").end(picture("png", 40, 30));
      },
    });
    open.push(server);
    put("mine.txt", "kept\n");
    put("mine/a.md", articleOf(server.url("/a.png")));
    put("site/package.json", '{"dependencies":{"hexo":"^7.0.0"}}');
    put("site/_config.yml", "title: x\n");
    put("site/source/_posts/a.md", articleOf(server.url("/a.png")));
    const result = await stet("localize", "source", "--all", "--allow-private");
    expect(isDone).toBe(true);
    expect(readFileSync(at("mine.txt"), "utf8")).toBe("kept\n");
    expect(readFileSync(at("mine/a.md"), "utf8")).toBe(articleOf(server.url("/a.png")));
    expect(readdirSync(at("mine"))).toEqual(["a.md"]);
    return result;
  }

  it("has no record added to a file elsewhere", async () => {
    const { code, stderr } = await runWhile(() => symlinkSync("../mine.txt", at("site/stet.localized.ndjson")));
    expect(stderr).toContain("Cannot write the record stet.localized.ndjson");
    expect(code).toBe(2);
  });

  it.each(["source", "source/images"])("has no image stored elsewhere: %s", async (name) => {
    const { code, stderr } = await runWhile(() => {
      if (existsSync(at("site", name))) renameSync(at("site", name), at("site/before"));
      symlinkSync(at("mine"), at("site", name));
    });
    expect(stderr).toMatch(/^stet: Cannot write .*: it is a link that leads out of the folder\.$/m);
    expect(code).toBe(2);
  });

  it("has no article elsewhere rewritten", async () => {
    await runWhile(() => {
      rmSync(at("site/source/_posts/a.md"));
      symlinkSync(at("mine/a.md"), at("site/source/_posts/a.md"));
    });
  });
});

describe("a record of compressed images that came along", () => {
  const hash = (name: string) =>
    createHash("sha256")
      .update(readFileSync(at(`site/${name}`)))
      .digest("hex");
  const line = (compressed: string, sha256: string, original: string, originalSha256: string) =>
    `${JSON.stringify({ compressed, sha256, original, originalSha256, day: "2026-01-01", created: true, keep: false })}\n`;

  it("has nothing removed that is no image, or in a folder such as .git", async () => {
    put("site/a.png", picture("png", 40, 30));
    put("site/LICENSE", "All rights.\n");
    put("site/.git/HEAD", "ref: refs/heads/main\n");
    put("site/.git/a.png", picture("png", 41, 30));
    const names = ["LICENSE", ".git/HEAD", ".git/a.png"];
    put("site/stet.compressed.ndjson", names.map((name) => line(name, hash(name), "a.png", hash("a.png"))).join(""));
    expect((await stet("compress", "--undo")).stdout).toContain("0 compressed images removed");
    for (const name of names) expect(existsSync(at(`site/${name}`)), name).toBe(true);
  });

  it("has nothing put into the repository of Git, and nothing but images put back", async () => {
    mkdirSync(at("site/.git/hooks"), { recursive: true });
    const names = [".git/hooks/post-commit", ".git/a.png", "run.sh"];
    for (const name of names)
      put(`site/.stet-originals/${name}`, name.endsWith(".png") ? picture("png", 40, 30) : "#!/bin/sh\n");
    put(
      "site/stet.compressed.ndjson",
      names.map((name) => line("x.webp", "", name, hash(`.stet-originals/${name}`))).join(""),
    );
    expect((await stet("compress", "--undo")).stdout).toContain("0 originals back in place");
    for (const name of names) expect(existsSync(at(`site/${name}`)), name).toBe(false);
  });

  it("has no image removed to which the link of another user leads", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a link away: not tested");
    put("site/private/a.png", picture("png", 40, 30));
    put("site/private/b.png", picture("png", 41, 30));
    symlinkSync("private", at("site/images"));
    lchownSync(at("site/images"), 1234, 1234);
    const names = ["images/a.png", hash("private/a.png"), "images/b.png", hash("private/b.png")] as const;
    put("site/stet.compressed.ndjson", line(...names));
    expect((await stet("compress", "--undo")).stdout).toContain("0 compressed images removed");
    expect(readdirSync(at("site/private")).sort()).toEqual(["a.png", "b.png"]);
  });

  it("is not written where a link leads out", async () => {
    put("mine.txt", "kept\n");
    put("site/a.md", "Text.\n");
    symlinkSync("../mine.txt", at("site/stet.compressed.ndjson"));
    for (const args of [["a.md"], ["--undo"]]) {
      const { code, stderr } = await stet("compress", ...args);
      expect(stderr).toContain("A link leads the record stet.compressed.ndjson out of the working directory.");
      expect(code).toBe(2);
    }
  });

  it.skipIf(process.platform === "win32")("is not waited for, if it is a pipe", async () => {
    put("site/a.md", "Text.\n");
    execFileSync("mkfifo", [at("site/stet.compressed.ndjson")]);
    const { code, stderr } = await stet("compress", "--undo");
    expect(stderr).toMatch(/^stet: Cannot read .*stet\.compressed\.ndjson: it is a named pipe, not a file\.$/m);
    expect(code).toBe(2);
  });
});

it("the configuration of an editor that came along has stet migrate write nothing outside", async () => {
  mkdirSync(at("outside"));
  put("site/static/admin/config.yml", config);
  symlinkSync("../outside", at("site/schemas"));
  const { code, stderr } = await stet("migrate");
  expect(stderr).toContain("A link leads schemas/-posts.schema.json out of the folder.");
  expect(code).toBe(2);
  expect(readdirSync(at("outside"))).toEqual([]);
});
