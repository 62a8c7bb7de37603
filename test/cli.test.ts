/** What a person relies on when typing `stet`: the built program, real files, a real server. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";
import { type PictureServer, startPictureServer } from "./support/picture-server.js";
import { makeSite, type Site } from "./support/site.js";

const clean = "---\ntitle: 桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>桥头有风。</p>\n";
const dated = "---\ntitle: 桥\ndate: Sat, 11 Dec 2021 04:49:15 GMT\n---\n\n<p>桥头有风。</p>\n";
const unclosed = "---\ntitle: 桥\n---\n\n<div><span>桥头有风。</div>\n";
/** The founding corpus's shape, with words of our own; the body begins on line 14. */
const scraped = (image: string, size: string) => `
---
title: '渡口'
categories: 
 - 本地
headimg: '${image}'
author: 小报
comments: false
date: Sat, 11 Dec 2021 04:49:15 GMT
thumbnail: '${image}'
---

<div>   
<p>船来了。<br></p><p><img src="${image}" data-size="${size}" referrerpolicy="no-referrer"></p>  
</div>
            `;

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly fix?: { readonly safe: boolean };
}
const report = (stdout: string): { files: { path: string; violations: Found[] }[]; images: never[]; summary: never } =>
  JSON.parse(stdout);
const places = (stdout: string, file = 0) =>
  report(stdout).files[file]?.violations.map(({ rule, line, column }) => `${line}:${column} ${rule}`);

describe("exit codes", () => {
  it("is 0 without violations, and says so", async () => {
    await site.write("a.md", clean);
    const { code, stdout } = await site.stet(["a.md"]);
    expect(code).toBe(0);
    expect(stdout).toContain("✔ no violations in 1 article");
  });
  it("is 0 for warnings, and 1 above --max-warnings", async () => {
    await site.write("a.md", dated);
    expect((await site.stet(["a.md"])).code).toBe(0);
    expect((await site.stet(["a.md", "--max-warnings", "1"])).code).toBe(0);
    expect((await site.stet(["a.md", "--max-warnings", "0"])).code).toBe(1);
  });
  it("is 1 for errors, and --quiet hides the warnings beside them", async () => {
    await site.write("a.md", dated.replace("<p>桥头", "<div><span>桥头").replace("</p>", "</div>"));
    const { code, stdout } = await site.stet(["a.md", "--quiet"]);
    expect(code).toBe(1);
    expect(stdout).toContain("html/unclosed-element");
    expect(stdout).not.toContain("front-matter/date");
  });
  it("is 2 for a path that matches nothing, which is named, unless --allow-empty", async () => {
    const missing = await site.stet(["contnet/"]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("contnet/");
    expect((await site.stet(["contnet/", "--allow-empty"])).code).toBe(0);
  });
  it("is 2 for an unknown option, an unknown rule with the one that was meant, and no paths at all", async () => {
    await site.write("a.md", clean);
    expect((await site.stet(["a.md", "--fixx"])).code).toBe(2);
    const unknown = await site.stet(["a.md", "--rule", "image/atl=off"]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("image/alt");
    expect((await site.stet([])).code).toBe(2);
  });
  it("is 2 when a file cannot be read, and the others are still judged", async () => {
    await site.write("folder.md/inside.txt", "");
    await site.write("b.md", unclosed);
    const { symlink } = await import("node:fs/promises");
    await symlink("/dev/null", path.join(site.folder, "device.md"));
    const { code, stdout } = await site.stet(["device.md", "b.md"]);
    expect(code).toBe(2);
    expect(stdout).toContain("html/unclosed-element");
  });
});

describe("input", () => {
  it("takes folders, globs, names with quotes, brackets, blanks and a leading dash, each file once", async () => {
    for (const name of ["posts/a.md", "posts/''75后''.md", "posts/[b] c.md", "-d.md", "posts/e.txt"])
      await site.write(name, clean);
    const { stdout } = await site.stet(["--format", "json", "posts", "posts/*.md", "posts/[b] c.md", "--", "-d.md"]);
    expect(
      report(stdout)
        .files.map((file) => file.path)
        .sort(),
    ).toEqual(["-d.md", "posts/''75后''.md", "posts/[b] c.md", "posts/a.md"]);
  });
  it("obeys .gitignore and .stetignore, and --no-ignore does not", async () => {
    await site.write(".git/HEAD", "ref: refs/heads/main\n");
    await site.write(".gitignore", "drafts/\n");
    await site.write(".stetignore", "old.md\n");
    for (const name of ["a.md", "drafts/b.md", "old.md"]) await site.write(name, clean);
    const names = async (...more: string[]) =>
      report((await site.stet([".", "-f", "json", ...more])).stdout).files.map((file) => file.path);
    expect(await names()).toEqual(["a.md"]);
    expect(await names("--no-ignore")).toEqual(["a.md", "drafts/b.md", "old.md"]);
  });
  it("reads an article from stdin under the name it is given, and with --fix prints the repaired text", async () => {
    const seen = await site.stet(["-", "--stdin-filename", "posts/new.md", "-f", "json"], unclosed);
    expect(seen.code).toBe(1);
    expect(report(seen.stdout).files[0]?.path).toBe("posts/new.md");
    const fixed = await site.stet(["-", "--fix"], unclosed);
    expect(fixed.stdout).toBe(unclosed.replace("</div>", "</span></div>"));
  });
  it("reads lists of files, newline or NUL separated", async () => {
    await site.write("a.md", clean);
    await site.write("b\nc.md", clean);
    const lines = await site.stet(["--files-from", "-", "-f", "json"], "a.md\n");
    expect(report(lines.stdout).files.map((file) => file.path)).toEqual(["a.md"]);
    const nul = await site.stet(["--files-from", "-", "-f", "json"], "a.md\0b\nc.md\0");
    expect(report(nul.stdout).files.map((file) => file.path)).toEqual(["a.md", "b\nc.md"]);
  });
});

describe("configuration", () => {
  it("applies rules, options and overrides of the nearest file, and --print-config shows them", async () => {
    await site.write("a.md", dated);
    await site.write("old/b.md", dated);
    await site.write(
      "stet.config.yaml",
      "rules:\n  front-matter/date: error\noverrides:\n  - files: old/**\n    rules:\n      front-matter/date: off\n",
    );
    const { stdout, code } = await site.stet([".", "-f", "json"]);
    expect(report(stdout).files.map((file) => [file.path, file.violations.length])).toEqual([
      ["a.md", 1],
      ["old/b.md", 0],
    ]);
    // The rule calls RFC 1123 mild by itself; `error` does not make it worse.
    expect(code).toBe(0);
    const printed = JSON.parse((await site.stet(["--print-config", "old/b.md"])).stdout);
    expect(printed.rules["front-matter/date"][0]).toBe("off");
    expect(printed.rules["image/data-size"]).toEqual(["error", { tolerance: 0 }]);
  });
  it("names the file, the place and the key that was meant", async () => {
    await site.write("a.md", clean);
    await site.write("stet.config.json", '{\n  "ruels": {}\n}\n');
    const { code, stderr } = await site.stet(["a.md"]);
    expect(code).toBe(2);
    expect(stderr).toContain("stet.config.json:2:3");
    expect(stderr).toContain('"rules"');
  });
  it("judges front matter by the schema of its glob, at the exact value", async () => {
    await site.write("post.schema.json", '{"type":"object","properties":{"weight":{"type":"integer"}}}');
    await site.write("stet.config.json", '{"schemas":{"posts/**":"./post.schema.json"}}');
    await site.write("posts/a.md", "---\ntitle: 桥\nweight: heavy\n---\n\n桥头有风。\n");
    const { stdout, code } = await site.stet(["posts", "-f", "json"]);
    expect(code).toBe(1);
    expect(places(stdout)).toEqual(["3:9 front-matter/type"]);
  });
});

describe("a scraped article", () => {
  let server: PictureServer;
  beforeEach(async () => {
    server = await startPictureServer();
    await site.write(
      "stet.config.json",
      '{"images":{"allowHosts":["127.0.0.1"]},"rules":{"image/src":["error",{"allowLoopback":true}]}}',
    );
  });
  afterEach(() => server.close());

  it("is found out at exact places, its picture asked for once and its size verified", async () => {
    await site.write("a.md", scraped(server.url("/400x299.jpg"), "299,400"));
    const { stdout, code } = await site.stet(["a.md", "-f", "json"]);
    expect(code).toBe(1);
    expect(places(stdout)).toEqual([
      "1:1 source/leading-blank",
      "9:7 front-matter/date",
      "14:20 image/alt",
      "14:20 image/dimensions",
      `14:${20 + `img src="${server.url("/400x299.jpg")}" data-size="`.length} image/data-size`,
    ]);
    expect(server.requests.filter(({ method }) => method === "HEAD")).toHaveLength(1);
  });
  it("is repaired by --fix where that is safe, and nowhere else, byte for byte", async () => {
    const url = server.url("/400x299.jpg");
    const before = scraped(url, "299,400");
    await site.write("a.md", before);
    expect((await site.stet(["a.md", "--fix"])).code).toBe(0);
    const after = before
      .slice(1)
      .replace("Sat, 11 Dec 2021 04:49:15 GMT", "2021-12-11 04:49:15 +0000")
      .replace('data-size="299,400"', 'data-size="400,299"')
      .replace('referrerpolicy="no-referrer"', 'referrerpolicy="no-referrer" width="400" height="299"');
    expect(await site.read("a.md")).toBe(after);
    expect(places((await site.stet(["a.md", "-f", "json"])).stdout)).toEqual(["13:20 image/alt"]);
  });
  it("is left alone by --fix-dry-run, whose diff stands alone on stdout", async () => {
    const before = scraped(server.url("/400x299.jpg"), "400,299");
    await site.write("a.md", before);
    const { stdout, stderr } = await site.stet(["a.md", "--fix-dry-run"]);
    expect(stdout).toMatch(/^--- a\/a\.md\n\+\+\+ b\/a\.md\n@@/);
    expect(stdout).toContain("+date: 2021-12-11 04:49:15 +0000\n");
    expect(stderr).toContain("image/alt");
    expect(await site.read("a.md")).toBe(before);
  });
  it("fails for a picture that is gone and only warns for one that cannot be judged", async () => {
    await site.write("gone.md", clean.replace("桥头", `<img src="${server.url("/status/404")}" alt="桥">`));
    await site.write("wall.md", clean.replace("桥头", `<img src="${server.url("/cloudflare")}" alt="桥">`));
    expect((await site.stet(["gone.md"])).code).toBe(1);
    const wall = await site.stet(["wall.md"]);
    expect(wall.code).toBe(0);
    expect(wall.stdout).toContain("1 unverifiable (bot-wall 1)");
  });
  it("is not asked about private addresses unless that was allowed, and the summary says why", async () => {
    await site.write("stet.config.json", '{"rules":{"image/src":["error",{"allowLoopback":true}]}}');
    await site.write(
      "a.md",
      clean.replace("桥头", `<img src="${server.url("/9x9.png")}" alt="桥" width="9" height="9">`),
    );
    expect((await site.stet(["a.md"])).stdout).toContain("1 unchecked (blocked-address 1)");
    expect(server.requests).toHaveLength(0);
    expect((await site.stet(["a.md", "--allow-private"])).stdout).toContain("1 image: 1 ok");
  });
  it("asks nothing under --offline and says how many pictures were left", async () => {
    await site.write("a.md", scraped(server.url("/400x299.jpg"), "400,299"));
    const { stdout } = await site.stet(["a.md", "--offline"]);
    expect(stdout).toContain("1 image: 1 unchecked (offline 1)");
    expect(server.requests).toHaveLength(0);
  });
  it("gives a JSON report that its schema describes", async () => {
    await site.write("a.md", scraped(server.url("/400x299.jpg"), "299,400"));
    await site.write("b.md", "\u0000");
    const { stdout } = await site.stet([".", "-f", "json"]);
    const schema = JSON.parse(await readFile(path.join(packageRoot(), "schemas/report.schema.json"), "utf8"));
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });
  it("can be probed alone, with every request shown", async () => {
    const { stdout, code } = await site.stet(["probe", "--allow-private", server.url("/head-405/100x50.png")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/HEAD .* -> 405/);
    expect(stdout).toContain("=> ok: image/png, 100x50");
  });
});

describe("local pictures", () => {
  it("are looked for below images.root, and their size is verified like any other", async () => {
    const { picture } = await import("./support/pictures.js");
    await site.write("static/a.png", picture("png", 40, 30));
    await site.write(
      "a.md",
      clean.replace("桥头", '<img src="/a.png" alt="桥" data-size="40,31" width="40" height="30">'),
    );
    await site.write("b.md", clean.replace("title: 桥", "title: 渡口").replace("桥头", '<img src="/no.png" alt="桥">'));
    const { stdout } = await site.stet(["a.md", "b.md", "--images-root", "static", "-f", "json"]);
    expect(report(stdout).files.map(({ violations }) => violations.map(({ rule }) => rule))).toEqual([
      ["image/data-size"],
      ["image/local"],
    ]);
  });
});

describe("words", () => {
  it("explains every rule, and suggests one for a name that is near", async () => {
    expect((await site.stet(["explain", "image/data-size"])).stdout).toMatch(/^# image\/data-size\n/);
    expect((await site.stet(["explain", "image/data-sise"])).stderr).toContain("image/data-size");
    expect((await site.stet(["rules"])).stdout).toContain("front-matter/schema");
  });
  it("writes GitHub annotations that an article cannot forge", async () => {
    await site.write(
      "a.md",
      '---\ntitle: 桥\n---\n<p id="a">1</p><p id="a">2</p>\n<img src="x%0A::error::y" alt="">\n',
    );
    const { stdout } = await site.stet(["a.md", "-f", "github"]);
    const commands = stdout.split("\n").filter((line) => line.startsWith("::"));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toMatch(/^::(error|warning) file=a\.md,line=\d/);
  });
});
