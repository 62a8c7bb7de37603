/** `stet compress` on real folders, with the real encoder. Needs a build. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { link, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { killedCompressions } from "../support/compress-kills.js";
import { photo, sharp } from "../support/sharp.js";
import { makeSite, type Site } from "../support/site.js";

const made: Site[] = [];
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove();
});

async function site(files: Readonly<Record<string, string | Uint8Array>>): Promise<Site> {
  const one = await makeSite(files);
  made.push(one);
  return one;
}

/** Each file with its content, without those of stet. */
async function filesOf(one: Site): Promise<Record<string, string>> {
  const entries = await readdir(one.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const own = files.filter((file) => !/[\\/]\.cache[\\/]|\.ndjson$/.test(file)).sort();
  const read = own.map(async (file) => [path.relative(one.folder, file), await readFile(file, "latin1")] as const);
  return Object.fromEntries(await Promise.all(read));
}
const namesOf = async (one: Site): Promise<string[]> => Object.keys(await filesOf(one));

const png = async (width = 220, height = 180, seed = 1) => {
  const { data, raw } = photo(width, height, seed);
  return (sharp as NonNullable<typeof sharp>)(data, { raw }).png().toBuffer();
};
const meta = (file: string) => readFile(file).then((bytes) => (sharp as NonNullable<typeof sharp>)(bytes).metadata());

describe.skipIf(!sharp)("heavy images of a site", () => {
  const text = `---
title: x
cover: img/a.png
---
![x](img/a.png "t") [full](<img/a.png>) ![y](img/%E6%A1%A5.png?v=1#x)

<img src='img/a.png' alt=""><img data-src="img/a.png" alt=""> <img srcset="img/a.png 1x, img/桥.png 2x" src="img/small.png" alt="">
<picture><source type="image/png" srcset="img/a.png"><img src="img/a.png" alt=""></picture>

![z][ref]

[ref]: img/a.png
`;

  it("become smaller files, with every reference, and come back byte for byte", async () => {
    const files = {
      "posts/a.md": text,
      "posts/img/a.png": await png(),
      "posts/img/桥.png": await png(220, 180, 2),
      "posts/img/small.png": await png(20, 20),
      "posts/b.md": "![x](img/a.png)\n",
    };
    const one = await site(files);
    const before = await filesOf(one);
    const plan = await one.stet(["compress", "--dry-run", "posts"]);
    expect(plan.stdout).toMatch(/posts\/img\/a\.png: \d+ KB to [\d.]+ KB \(a\.webp, 220×180, quality \d+\)/);
    expect(plan.stdout).toMatch(/2 images would be compressed, \d+ KB less; nothing was written/);
    expect(await filesOf(one)).toEqual(before);

    const run = await one.stet(["compress", "posts"]);
    expect(run.stdout).toMatch(/2 images compressed, \d+ KB less; 2 articles rewritten, 2 originals moved/);
    expect(run.code).toBe(0);
    expect(await one.read("posts/a.md")).toBe(
      text
        .replaceAll("a.png", "a.webp")
        .replaceAll("桥.png", "桥.webp")
        .replace("%A5.png", "%A5.webp")
        .replace("image/png", "image/webp"),
    );
    expect(await one.read("posts/b.md")).toBe("![x](img/a.webp)\n");
    expect(await namesOf(one)).toEqual([
      ".stet-originals/posts/img/a.png",
      ".stet-originals/posts/img/桥.png",
      "posts/a.md",
      "posts/b.md",
      "posts/img/a.webp",
      "posts/img/small.png",
      "posts/img/桥.webp",
    ]);
    expect(await meta(path.join(one.folder, "posts/img/a.webp"))).toMatchObject({
      format: "webp",
      width: 220,
      height: 180,
    });

    const after = await filesOf(one);
    const again = await one.stet(["compress", "posts"]);
    expect(again.stdout).toContain("0 images compressed");
    expect(await filesOf(one)).toEqual(after);

    const undone = await one.stet(["compress", "--undo"]);
    expect(undone.stdout).toContain("2 articles restored, 2 originals back in place, 2 compressed images removed");
    expect(await filesOf(one)).toEqual(before);
    // A second time it does nothing, and the whole can be repeated.
    expect((await one.stet(["compress", "--undo"])).stdout).toContain("0 articles restored, 0 originals");
    expect((await one.stet(["compress", "posts"])).stdout).toContain("2 images compressed");
    expect((await one.stet(["compress", "--undo"])).code).toBe(0);
    expect(await filesOf(one)).toEqual(before);
  });

  it("get fewer pixels only where the size at which they are shown is known everywhere", async () => {
    const one = await site({
      "a.md":
        '<img src="a.png" width="55" height="45" data-size="220,180" alt=""> <img src="b.png" width="55" alt="">\n',
      "b.md": "![x](b.png)\n",
      "a.png": await png(),
      "b.png": await png(220, 180, 2),
    });
    await one.stet(["compress", "."]);
    expect(await one.read("a.md")).toBe(
      '<img src="a.webp" width="55" height="45" data-size="110,90" alt=""> <img src="b.webp" width="55" alt="">\n',
    );
    expect(await meta(path.join(one.folder, "a.webp"))).toMatchObject({ width: 110, height: 90 });
    expect(await meta(path.join(one.folder, "b.webp"))).toMatchObject({ width: 220, height: 180 });
  });

  it("stay animations, as long as before", async () => {
    const frames = await Promise.all([1, 2, 3].map((seed) => png(120, 90, seed)));
    const gif = await (sharp as NonNullable<typeof sharp>)(frames, { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer();
    const one = await site({
      "a.md": "![x](a.gif)\n",
      "a.gif": gif,
      "stet.config.json": '{"rules":{"image/weight":["warn",{"maxGifBytes":1000,"minSavings":0}]}}',
    });
    expect((await one.stet(["compress", "."])).stdout).toContain("1 image compressed");
    expect(await one.read("a.md")).toBe("![x](a.webp)\n");
    expect(await meta(path.join(one.folder, "a.webp"))).toMatchObject({ pages: 3, delay: [100, 200, 300] });
  });

  it("lose their metadata, such as where a photo was taken, but not how they are turned", async () => {
    const { data, raw } = photo(220, 180);
    const jpeg = await (sharp as NonNullable<typeof sharp>)(data, { raw })
      .jpeg({ quality: 100 })
      .withExif({ IFD0: { Artist: "x" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const one = await site({ "a.md": "![x](a.jpg)\n", "a.jpg": jpeg });
    await one.stet(["compress", "--all", "."]);
    const { width, height, exif } = await meta(path.join(one.folder, "a.webp"));
    expect([width, height, exif]).toEqual([180, 220, undefined]);
  });

  it("keep the limits of the configuration", async () => {
    const one = await site({
      "a.md": "![x](a.png)\n",
      "a.png": await png(),
      "stet.config.json": '{"rules":{"image/weight":["warn",{"minSavings":1000000}]}}',
    });
    expect((await one.stet(["compress", "."])).stdout).toContain("0 images compressed");
    expect((await one.stet(["compress", "--all", "."])).stdout).toContain(
      "a.png: not compressed: no smaller file looks the same",
    );
  });

  it("become AVIF on request", async () => {
    const one = await site({
      "a.md": "![x](a.png)\n",
      "a.png": await png(200, 150),
      "stet.config.json": '{"rules":{"image/weight":["warn",{"maxBytes":1000}]}}',
    });
    await one.stet(["compress", "--format", "avif", "."]);
    expect(await one.read("a.md")).toBe("![x](a.avif)\n");
  });

  it("stay where they are with --keep-originals, also in later runs", async () => {
    const one = await site({ "a.md": "![x](a.png)\n", "a.png": await png() });
    await one.stet(["compress", "--keep-originals", "."]);
    await one.stet(["compress", "."]);
    expect(await namesOf(one)).toEqual(["a.md", "a.png", "a.webp"]);
  });
});

describe.skipIf(!sharp)("an original stays in its place", () => {
  it.each([
    ["an article that was not given", { "other/b.md": "![x](../a.png)\n" }],
    ["a template", { "layouts/index.html": '<img src="/a.png">\n' }],
    ["a style sheet, percent-encoded", { "style.css": ".x { background: url(%61.png) }\n" }],
    ["a link to download it", { "posts/c.md": '<a href="../a.png" download>x</a>\n' }],
    ["code of an article", { "posts/c.md": "`../a.png`\n" }],
  ])("if it is in %s", async (_, files) => {
    const one = await site({ "posts/a.md": "![x](../a.png)\n", "a.png": await png(), ...files });
    const { stdout } = await one.stet(["compress", "posts"]);
    expect(stdout).toContain(`a.png stays in its place: ${Object.keys(files)[0]} still mentions it`);
    expect(await one.read("posts/a.md")).toBe("![x](../a.webp)\n");
    expect(await namesOf(one)).toContain("a.png");
    await one.stet(["compress", "--undo"]);
    expect(await one.read("posts/a.md")).toBe("![x](../a.png)\n");
    expect(await namesOf(one)).not.toContain("a.webp");
  });

  it("but not for a file of the same name elsewhere, and not for the built site", async () => {
    const one = await site({
      "package.json": '{"dependencies":{"hexo":"^7.0.0"}}',
      "_config.yml": "title: x\n",
      "source/_posts/a.md": "![x](/one/a.png) ![y](/two/a.png)\n",
      "source/one/a.png": await png(),
      "source/two/a.png": await png(20, 20),
      "public/index.html": '<img src="/one/a.png">\n',
      "db.json": '{"a.png":1}',
    });
    expect((await one.stet(["compress", "source"])).stdout).toContain("1 original moved");
    expect(await one.read("source/_posts/a.md")).toBe("![x](/one/a.webp) ![y](/two/a.png)\n");
  });
});

describe.skipIf(!sharp)("stet compress", () => {
  it("never replaces a file: the new one gets another name", async () => {
    const one = await site({ "a.md": "![x](a.png)\n", "a.png": await png(), "a.webp": "mine" });
    await one.stet(["compress", "."]);
    const [, name = ""] = /\((.*)\)/.exec(await one.read("a.md")) ?? [];
    expect(name).toMatch(/^a-[\da-f]{8}\.webp$/);
    expect(await one.read("a.webp")).toBe("mine");
    expect(await meta(path.join(one.folder, name))).toMatchObject({ format: "webp" });
    await one.stet(["compress", "--undo"]);
    expect(await namesOf(one)).toEqual(["a.md", "a.png", "a.webp"]);
  });

  it("leaves links and what is outside the folder", async () => {
    const one = await site({
      "site/a.md": "![x](link.png) ![y](../out.png) ![z](folder/b.png)\n",
      "out.png": await png(),
      "elsewhere/b.png": await png(),
    });
    await symlink("../out.png", path.join(one.folder, "site/link.png"));
    await symlink("../elsewhere", path.join(one.folder, "site/folder"));
    await link(path.join(one.folder, "out.png"), path.join(one.folder, "hard.png"));
    const before = await filesOf(one);
    await mkdir(path.join(one.folder, "site/.git"));
    const { stdout } = await one.stet(["compress", "site", "--record", "site/record.ndjson"]);
    expect(stdout).toContain("0 images compressed");
    expect(await filesOf(one)).toEqual(before);
  });

  it("does not load sharp of the folder with --untrusted or --no-config-code", async () => {
    const one = await site({
      "a.md": "![x](a.png)\n",
      "a.png": await png(),
      "node_modules/sharp/index.js": 'require("node:fs").writeFileSync("ran", "")',
    });
    await one.stet(["compress", "--untrusted", "--dry-run", "."]);
    await one.stet(["compress", "--no-config-code", "--dry-run", "."]);
    expect(await namesOf(one)).not.toContain("ran");
  });

  it("says which image cannot be read, and goes on", async () => {
    const whole = await png();
    const one = await site({
      "a.md": "![x](a.png) ![y](b.png)\n",
      "a.png": Buffer.concat([(await png(400, 300)).subarray(0, 200_000), Buffer.alloc(5)]),
      "b.png": whole,
    });
    const { code, stdout } = await one.stet(["compress", "."]);
    expect(stdout).toMatch(/^a\.png: not compressed: /m);
    expect(stdout).toContain("1 image compressed");
    expect(code).toBe(1);
    expect(await one.read("a.md")).toBe("![x](a.png) ![y](b.webp)\n");
  });

  it("killed at any moment leaves every article valid and every reference leading to a file", async () => {
    const { kills, problems } = await killedCompressions({ kills: 5, articles: 3 });
    expect(problems).toEqual([]);
    expect(kills).toBe(5);
  }, 120_000);
});

describe("stet compress", () => {
  it("ends at once on Ctrl-C and SIGTERM while it encodes, and has written nothing", async () => {
    const one = await site({ "a.md": "![x](a.png)\n", "a.png": await png(5000, 4000) });
    const before = await filesOf(one);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const child = spawn(
        process.execPath,
        [path.join(packageRoot(), "bin/stet.js"), "compress", "--format", "avif", "."],
        { cwd: one.folder, env: { ...process.env, XDG_CACHE_HOME: path.join(one.folder, ".cache") } },
      );
      // The encoder works on this image for minutes.
      await wait(8000);
      const asked = performance.now();
      child.kill(signal);
      const [, by] = await once(child, "close");
      expect(performance.now() - asked, signal).toBeLessThan(2000);
      expect(by).toBe(signal);
      expect(await filesOf(one)).toEqual(before);
    }
  }, 60_000);

  it("says what to do about wrong options", async () => {
    const one = await site({ "a.md": "x\n" });
    expect(await one.stet(["compress"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("stet compress content/"),
    });
    expect(await one.stet(["compress", "--min-ssim", "2", "."])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--min-ssim 0.96"),
    });
    expect(await one.stet(["compress", "--undo"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no record"),
    });
    await writeFile(path.join(one.folder, "stet.compressed.ndjson"), "");
    expect(await one.stet(["compress", "--undo", "a.md"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("takes no paths"),
    });
  });
});
