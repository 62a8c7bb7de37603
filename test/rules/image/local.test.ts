import { describe, expect, it } from "vitest";
import local from "../../../rules/image/local.js";
import type { ImageFact } from "../../../src/rule.js";
import { startPictureServer } from "../../support/picture-server.js";
import { picture } from "../../support/pictures.js";
import { missing, testRule } from "../../support/rule-tester.js";
import { makeSite } from "../../support/site.js";

const there = { file: { state: "there" } } as const;

const elsewhere = (url: string, host: string) =>
  `Image "${url}" not found. Another image of the same element is on "${host}". Use "https://${host}${url}" if this image is there too.`;
const okFact: ImageFact = {
  url: "https://www.example.com/sites/a.webp",
  verdict: "ok",
  reason: undefined,
  detail: "",
  type: "image/webp",
  declaredType: "image/webp",
  width: 4,
  height: 3,
  bytes: 100,
  finalUrl: undefined,
  requests: [],
};

testRule(local, {
  accepts: [
    { name: "a picture that is there", article: "![](a.png)", images: { "a.png": there } },
    {
      name: "a path of which nothing can be known",
      article: "![](/a.png)",
      images: { "/a.png": { verdict: "unchecked", reason: "no-root", detail: "" } },
    },
    { name: "a picture elsewhere", article: "![](https://img.example.cn/a.png)" },
  ],
  rejects: [
    {
      name: "a picture that is not there, wherever it is named",
      article: '<img src="«a.png»" srcset="«b.png» 2x">',
      images: { "a.png": missing(), "b.png": missing() },
      messages: [
        'Image "a.png" not found. Add the file or correct the path.',
        'Image "b.png" not found. Add the file or correct the path.',
      ],
    },
    {
      name: "paths of a host that the same element names",
      article:
        '<picture><source srcset="«/sites/a.webp» 1x, «/sites/a2.webp» 2x" type="image/webp"><img src="https://www.example.com/sites/a.png" alt="鱼"></picture>\n' +
        '<img src="//cdn.example.com/sites/c.png" srcset="«/sites/c.webp» 2x" alt="">\n' +
        '<img src="«/sites/d.png»" srcset="https://www.example.com/sites/d.webp 2x" alt="">\n',
      images: Object.fromEntries(
        ["/sites/a.webp", "/sites/a2.webp", "/sites/c.webp", "/sites/d.png"].map((url) => [url, missing()]),
      ),
      messages: [
        elsewhere("/sites/a.webp", "www.example.com"),
        elsewhere("/sites/a2.webp", "www.example.com"),
        elsewhere("/sites/c.webp", "cdn.example.com"),
        elsewhere("/sites/d.png", "www.example.com"),
      ],
      unsafelyFixed:
        '<picture><source srcset="https://www.example.com/sites/a.webp 1x, https://www.example.com/sites/a2.webp 2x" type="image/webp"><img src="https://www.example.com/sites/a.png" alt="鱼"></picture>\n' +
        '<img src="//cdn.example.com/sites/c.png" srcset="https://cdn.example.com/sites/c.webp 2x" alt="">\n' +
        '<img src="https://www.example.com/sites/d.png" srcset="https://www.example.com/sites/d.webp 2x" alt="">\n',
    },
    {
      name: "a path that is on the host of its neighbor",
      article:
        '<picture><source srcset="«/sites/a.webp»"><img src="https://www.example.com/sites/a.png" alt="鱼"></picture>\n',
      images: {
        "/sites/a.webp": {
          ...missing(),
          instead: { "https://www.example.com/sites/a.webp": { same: false, fact: okFact } },
        },
      },
      messages: 'Image "/sites/a.webp" not found, but "https://www.example.com/sites/a.webp" loads. Use that URL.',
      fixed:
        '<picture><source srcset="https://www.example.com/sites/a.webp"><img src="https://www.example.com/sites/a.png" alt="鱼"></picture>\n',
    },
    {
      name: "a path in another folder, and one that is relative",
      article:
        '<img src="https://www.example.com/img/a.png" srcset="«/sites/a.webp» 2x" alt=""><img src="https://www.example.com/img/a.png" srcset="«img/a.webp» 2x" alt="">',
      images: { "/sites/a.webp": missing(), "img/a.webp": missing() },
      messages: [
        'Image "/sites/a.webp" not found. Add the file or correct the path.',
        'Image "img/a.webp" not found. Add the file or correct the path.',
      ],
    },
    {
      name: "a name in another case, query and encoding kept",
      article: '<img src="«/Bilder/%E7%94%B2%20B.jpg?v=1»">',
      images: { "/Bilder/%E7%94%B2%20B.jpg?v=1": missing("/bilder/甲 b.JPG") },
      messages:
        'Image "/Bilder/%E7%94%B2%20B.jpg?v=1" is named "/bilder/甲 b.JPG" on disk. Most servers are case-sensitive. Use the name on disk.',
      fixed: '<img src="/bilder/%E7%94%B2%20b.JPG?v=1">',
    },
    {
      name: "a name in another case in Markdown",
      article: "![](<«图/Photo A.jpg»>)",
      images: { "图/Photo A.jpg": missing("图/photo a.jpg") },
      messages:
        'Image "图/Photo A.jpg" is named "图/photo a.jpg" on disk. Most servers are case-sensitive. Use the name on disk.',
      fixed: "![](<图/photo a.jpg>)",
    },
    {
      name: "a name in another Unicode form",
      article: `![](«caf\u00e9.png»)`,
      images: { "caf\u00e9.png": missing("cafe\u0301.png") },
      messages: `File name of "caf\u00e9.png" looks the same on disk, but its accents are encoded differently (Unicode normalization). Use the name on disk.`,
      fixed: `![](cafe\u0301.png)`,
    },
  ],
});

const png = picture("png", 4, 3);

describe("image/local on files", () => {
  it("finds pictures beside the article, in its asset folder and in the root, and tells how others are spelled", async () => {
    const site = await makeSite({
      "source/_posts/post.md":
        "![](a.png) ![](in.png) ![](/img/r.png) ![](img/r.png) ![](../img/r.png)\n\n![](/IMG/R.png)\n\n![](A.PNG)\n\n![](/gone.png)\n",
    });
    for (const name of ["source/_posts/a.png", "source/_posts/post/in.png", "source/img/r.png"])
      await site.write(name, png);
    const args = [
      "--no-config",
      "--images-root",
      "source",
      "source",
      "--format",
      "json",
      "--rule",
      "front-matter/required=off",
    ];
    const { stdout } = await site.stet(args);
    const { files, images } = JSON.parse(stdout);
    expect(files[0].violations.map(({ rule, message }: { rule: string; message: string }) => [rule, message])).toEqual(
      [
        ['Image "/IMG/R.png" is named "/img/r.png" on disk. Most servers are case-sensitive. Use the name on disk.'],
        ['Image "A.PNG" is named "a.png" on disk. Most servers are case-sensitive. Use the name on disk.'],
        ['Image "/gone.png" not found. Add the file or correct the path.'],
      ].map(([message]) => ["image/local", message]),
    );
    expect(images.map(({ verdict }: { verdict: string }) => verdict).sort()).toEqual([
      ...Array(3).fill("broken"),
      ...Array(3).fill("ok"),
    ]);
    await site.stet([...args, "--fix"]);
    expect(await site.read("source/_posts/post.md")).toContain("![](/img/r.png)\n\n![](a.png)\n\n![](/gone.png)");
    await site.remove();
  });

  it("finds without a root what is missing beside the article, and says which root would help", async () => {
    const site = await makeSite({ "post.md": "![](a.png) ![](b.png) ![](/a.png) ![](A.png)\n" });
    await site.write("a.png", png);
    const { stdout } = await site.stet(["--no-config", "post.md", "--format", "json", "--offline"]);
    const { files, images, notes } = JSON.parse(stdout);
    const found = files[0].violations.filter(({ rule }: { rule: string }) => rule.startsWith("image/"));
    expect(found.map(({ rule, column }: { rule: string; column: number }) => [rule, column])).toEqual([
      ["image/local", 16],
      ["image/local", 39],
    ]);
    expect(images.map(({ reason }: { reason: string }) => reason).sort()).toEqual(
      ["no-root", "no-such-file", "no-such-file", null].sort(),
    );
    expect(notes).toEqual(["Images whose URL begins with / were not checked: 1. Use --images-root . to check them."]);
    await site.remove();
  });
});

describe("image/local with a host that is known", () => {
  it("writes the URL that loads there with --fix, and nothing if it does not", async () => {
    const article = (prefix: string) =>
      `<picture><source srcset="${prefix}/sites/a/4x3.webp 1x"><img src="https://www.example.com/sites/a/4x3.png" alt="鱼"></picture>\n`;
    const server = await startPictureServer({ "/gone/": (_, response) => response.writeHead(404).end() });
    const site = await makeSite({
      "a.html": article(""),
      "b.html": article("").replaceAll("/a/", "/gone/"),
      "stet.config.json": JSON.stringify({
        extends: [],
        rules: { "image/local": "error" },
        images: {
          root: "static",
          allowPrivate: true,
          remap: [{ from: "/^https:\\/\\/www\\.example\\.com\\/sites\\/(a\\/)?/", to: `${server.origin}/` }],
        },
      }),
    });
    await site.stet(["a.html", "b.html", "--fix"]);
    expect(await site.read("a.html")).toBe(article("https://www.example.com"));
    expect(await site.read("b.html")).toBe(article("").replaceAll("/a/", "/gone/"));
    await site.remove();
    await server.close();
  });
});
