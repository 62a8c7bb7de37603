import path from "node:path";
import { describe, expect, it } from "vitest";
import { defaultLazyAttributes } from "../../src/article/lazy-attributes.js";
import { folder, open, recommended, refusal, rulesOf } from "./support.js";

const length = recommended["text/length"];
const words = recommended["text/words"];

/** The rules for `a.md` under this configuration. */
async function rules(config: unknown, files: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
  const root = folder({ "stet.config.json": config, ...files });
  return rulesOf(await open(root), path.join(root, "a.md"));
}

describe("rules", () => {
  it("keep their options where only the severity is given", async () => {
    const base = { extends: [], rules: { "text/length": ["error", { most: 7 }] } };
    expect(await rules({ extends: "./base.json", rules: { "text/length": "warn" } }, { "base.json": base })).toEqual({
      "text/length": { severity: "warning", most: 7, unit: "characters" },
    });
  });

  it("have all options replaced where options are given", async () => {
    const base = { extends: [], rules: { "text/length": ["error", { most: 7, unit: "words" }] } };
    const config = { extends: "./base.json", rules: { "text/length": ["error", { most: 8 }] } };
    expect(await rules(config, { "base.json": base })).toEqual({ "text/length": { ...length, most: 8 } });
  });
});

describe("extends", () => {
  it("left out means the recommended rules, and an empty list none", async () => {
    expect(await rules({})).toEqual(recommended);
    expect(await rules({ extends: [] })).toEqual({});
    expect(await rules({ extends: [], rules: { "link/alive": "warn" } })).toEqual({
      "link/alive": { severity: "warning" },
    });
  });

  it("knows all rules, with those that are off as warnings", async () => {
    expect(await rules({ extends: "stet:all" })).toEqual({ ...recommended, "link/alive": { severity: "warning" } });
  });

  it("lets later ones win, and the file itself over all", async () => {
    const files = {
      "one.yaml": "extends: []\nrules: { text/length: warn, text/words: warn }\n",
      "two.json": { extends: [], rules: { "text/words": "off", "link/alive": "error" } },
    };
    const config = { extends: ["one.yaml", "./two.json"], rules: { "link/alive": "warn" } };
    expect(await rules(config, files)).toEqual({
      "text/length": { ...length, severity: "warning" },
      "link/alive": { severity: "warning" },
    });
  });

  it("does not let the recommended rules undo what another file has set", async () => {
    const files = { "strict.json": { rules: { "text/words": "error" } }, "paths.json": { ignores: ["drafts"] } };
    expect(await rules({ extends: ["./strict.json", "./paths.json"] }, files)).toEqual({
      "text/length": length,
      "text/words": { ...words, severity: "error" },
    });
  });

  it("finds packages from the file that names them", async () => {
    const manifest = (exports: unknown) => ({ name: "x", type: "module", exports });
    const files = {
      "node_modules/site-rules/package.json": manifest("./config.json"),
      "node_modules/site-rules/config.json": { extends: "nested", rules: { "text/words": "off" } },
      "node_modules/site-rules/node_modules/nested/package.json": manifest({ import: "./config.js" }),
      "node_modules/site-rules/node_modules/nested/config.js":
        'export default { extends: [], rules: { "text/words": "error", "link/alive": "error" } };',
    };
    expect(await rules({ extends: "site-rules" }, files)).toEqual({ "link/alive": { severity: "error" } });
  });

  it("is refused where it leads in a circle or nowhere", async () => {
    expect(
      await refusal({
        "stet.config.json": { extends: "./b.json" },
        "b.json": { extends: "./c.yaml" },
        "c.yaml": "extends: ./stet.config.json",
      }),
    ).toBe(
      'Circular "extends": stet.config.json -> b.json -> c.yaml -> stet.config.json. | Remove one of these "extends".',
    );
    expect(await refusal({ "stet.config.json": '{\n  "extends": ["./b.json"]\n}' })).toBe(
      'stet.config.json:2:15: file "./b.json" in "extends" not found. | Correct the path.',
    );
    expect(await refusal({ "stet.config.yaml": "extends: no-such-package" })).toContain(
      'stet.config.yaml:1:1: package "no-such-package" in "extends" is not installed.',
    );
    expect(await refusal({ "stet.config.yaml": "extends: [stet:recomended]" })).toBe(
      'stet.config.yaml:1:11: unknown preset "stet:recomended". | Did you mean "stet:recommended"?',
    );
  });

  it("tells defects of the file that has them", async () => {
    expect(await refusal({ "stet.config.json": { extends: "./sub/b.yaml" }, "sub/b.yaml": "rule: {}" })).toContain(
      'sub/b.yaml:1:1: Unknown key "rule".',
    );
  });
});

describe("overrides", () => {
  it("apply where a glob matches, all of them, in their order", async () => {
    const root = folder({
      "stet.config.json": {
        extends: [],
        rules: { "text/length": "error" },
        overrides: [
          { files: "posts/**", rules: { "text/length": ["warn", { most: 5 }] } },
          { files: ["posts/2021/*.md", "*.html"], rules: { "text/length": "error", "text/words": "warn" } },
        ],
      },
    });
    const configs = await open(root);
    const of = (file: string) => rulesOf(configs, path.join(root, file));
    expect(await of("a.md")).toEqual({ "text/length": length });
    expect(await of("posts/a.md")).toEqual({ "text/length": { ...length, severity: "warning", most: 5 } });
    expect(await of("posts/2021/a.md")).toEqual({ "text/length": { ...length, most: 5 }, "text/words": words });
    expect(await of("deep/er/a.html")).toEqual({ "text/length": length, "text/words": words });
  });

  const globs: readonly [glob: string, file: string, matches: boolean][] = [
    ["*.md", "a.md", true],
    ["*.md", "x/y/a.md", true],
    ["./*.md", "a.md", true],
    ["./*.md", "x/a.md", false],
    ["/*.md", "x/a.md", false],
    ["x/*.md", "x/a.md", true],
    ["x/*.md", "y/x/a.md", false],
    ["x/", "x/y/a.md", true],
    ["**/y/*.md", "x/y/a.md", true],
    ["*.md", ".hidden/.a.md", true],
    ["{x,y}/**/*.{md,html}", "y/z/a.html", true],
    ["!x/**", "y/a.md", true],
    ["!x/**", "x/a.md", false],
    ["图/[甲]*.md", "图/甲 乙.md", true],
  ];
  for (const [glob, file, matches] of globs)
    it(`${glob} ${matches ? "matches" : "does not match"} ${file}`, async () => {
      const root = folder({ "stet.config.json": { overrides: [{ files: glob, rules: { "link/alive": "warn" } }] } });
      expect("link/alive" in (await rulesOf(await open(root), path.join(root, file)))).toBe(matches);
    });

  it("of an extended file are globs of the folder of the file that extends it", async () => {
    const shared = { extends: [], overrides: [{ files: "posts/*.md", rules: { "text/words": "warn" } }] };
    const root = folder({
      "stet.config.json": { extends: "shared" },
      "node_modules/shared/package.json": { main: "c.json" },
      "node_modules/shared/c.json": shared,
    });
    expect(await rulesOf(await open(root), path.join(root, "posts/a.md"))).toEqual({ "text/words": words });
  });

  it("are weaker than the command line", async () => {
    const root = folder({ "stet.config.json": { overrides: [{ files: "*.md", rules: { "text/words": "error" } }] } });
    const configs = await open(root, { cli: { rules: { "text/words": "off" } } });
    expect(await rulesOf(configs, path.join(root, "a.md"))).toEqual({ "text/length": length });
  });
});

describe("a plan", () => {
  it("is the same object for files that nothing tells apart", async () => {
    const root = folder({
      "stet.config.json": { overrides: [{ files: "*.html", rules: {} }], schemas: { "pages/**": false } },
      "sub/stet.config.json": {},
    });
    const configs = await open(root);
    const of = (file: string) => configs.planFor(path.join(root, file));
    const plan = await of("a.md");
    expect(await of("posts/b.md")).toBe(plan);
    expect(await of("a.html")).not.toBe(plan);
    expect(await of("pages/a.md")).not.toBe(plan);
    expect(await of("sub/a.md")).not.toBe(plan);
  });
});

describe("schemas", () => {
  it("go by the last glob that matches, relative to the file they stand in", async () => {
    const root = folder({
      "stet.config.json": {
        extends: "./base/base.json",
        schemas: { "pages/*.md": "page.json", "pages/about.md": false },
        overrides: [{ files: "pages/special.md", schema: "preset:article" }],
      },
      "page.json": {},
      "base/base.json": { schemas: { "posts/**": "post.yaml", "pages/**": false } },
      "base/post.yaml": "{}",
    });
    const configs = await open(root);
    const of = async (file: string) => {
      const name = (await configs.planFor(path.join(root, file))).schema?.name;
      return name?.startsWith("preset:") || name === undefined ? name : path.relative(root, path.resolve(name));
    };
    expect(await of("a.md")).toBe("preset:article");
    expect(await of("posts/a.md")).toBe(path.join("base", "post.yaml"));
    expect(await of("pages/a.md")).toBe("page.json");
    expect(await of("pages/about.md")).toBeUndefined();
    expect(await of("pages/special.md")).toBe("preset:article");
  });

  it("give way to that of the command line, relative to the working directory", async () => {
    const root = folder({ "stet.config.json": { schemas: { "**": false } }, "sub/mine.json": { type: "object" } });
    const configs = await open(path.join(root, "sub"), { cli: { schema: "mine.json" } });
    expect((await configs.planFor(path.join(root, "a.md"))).schema?.validate([])).toHaveLength(1);
  });

  it("that are missing are told when a file needs them", async () => {
    expect(await refusal({ "stet.config.json": { schemas: { "*.md": "none.json" } } })).toContain(
      "there is no such file",
    );
  });
});

describe("images", () => {
  it("are set up by the configuration of the working directory and the command line", async () => {
    const root = folder({
      "stet.config.json": {
        extends: "./base/base.json",
        images: { timeouts: { total: 5 }, headers: { referer: "https://example.cn/" }, exclude: ["https://b/**"] },
      },
      "base/base.json": {
        images: {
          root: "static",
          concurrency: 3,
          timeouts: { connect: 1 },
          headers: { a: "b" },
          exclude: ["https://a/**"],
        },
      },
    });
    const configs = await open(root, { cli: { images: { allowPrivate: true, concurrency: 9 } } });
    expect(await configs.images()).toEqual({
      root: path.join(root, "base/static"),
      concurrency: 9,
      allowPrivate: true,
      timeouts: { connect: 1, total: 5 },
      headers: { a: "b", referer: "https://example.cn/" },
      exclude: ["https://b/**"],
    });
  });

  it("have a root and lazy attributes that can differ from file to file", async () => {
    const root = folder({
      "stet.config.json": {
        images: { root: "public" },
        overrides: [{ files: "docs/**", images: { root: "docs/img", lazyAttributes: ["data-x"] } }],
      },
    });
    const configs = await open(root);
    expect(await configs.planFor(path.join(root, "a.md"))).toMatchObject({
      imagesRoot: path.join(root, "public"),
      lazyAttributes: defaultLazyAttributes,
    });
    expect(await configs.planFor(path.join(root, "docs/a.md"))).toMatchObject({
      imagesRoot: path.join(root, "docs/img"),
      lazyAttributes: ["data-x"],
    });
    const cli = await open(root, { cli: { images: { root: "./elsewhere" } } });
    expect((await cli.planFor(path.join(root, "docs/a.md"))).imagesRoot).toBe(path.join(root, "elsewhere"));
    expect((await (await open(folder({}))).planFor("/a.md")).imagesRoot).toBeUndefined();
  });
});

describe("the version of YAML", () => {
  it("is that of the last setting that applies to a file", async () => {
    const root = folder({
      "stet.config.json": {
        frontMatter: { yaml: "1.1" },
        overrides: [{ files: "hexo/**", frontMatter: { yaml: "1.2" } }],
      },
    });
    const configs = await open(root);
    expect((await configs.planFor(path.join(root, "a.md"))).yaml).toBe("1.1");
    expect((await configs.planFor(path.join(root, "hexo/a.md"))).yaml).toBe("1.2");
    expect((await configs.print(path.join(root, "a.md"))).frontMatter).toEqual({ yaml: "1.1" });
  });

  it("must be one of the two", async () => {
    const root = folder({ "stet.config.json": { frontMatter: { yaml: "1.3" } } });
    await expect((await open(root)).planFor(path.join(root, "a.md"))).rejects.toThrow('"frontMatter.yaml"');
  });
});

describe("ignores", () => {
  it("are lines of a .gitignore, relative to the file, of all that it extends", async () => {
    const root = folder({
      "stet.config.json": { extends: "./base.json", ignores: ["drafts/", "*.tmp.md", "!keep.tmp.md", "/top.md"] },
      "base.json": { ignores: ["old"] },
    });
    const configs = await open(root);
    const ignored = (file: string, isFolder = false) => configs.isIgnored(path.join(root, file), isFolder);
    expect(await ignored("drafts", true)).toBe(true);
    expect(await ignored("drafts/deep/a.md")).toBe(true);
    expect(await ignored("posts/drafts", true)).toBe(true);
    expect(await ignored("drafts")).toBe(false);
    expect(await ignored("x.tmp.md")).toBe(true);
    expect(await ignored("keep.tmp.md")).toBe(false);
    expect(await ignored("top.md")).toBe(true);
    expect(await ignored("posts/top.md")).toBe(false);
    expect(await ignored("posts/old/a.md")).toBe(true);
    expect(await ignored("..", true)).toBe(false);
    expect(await ignored("", true)).toBe(false);
  });

  it("end at a folder with a configuration of its own", async () => {
    const root = folder({ "stet.config.json": { ignores: ["*.md"] }, "sub/stet.config.json": {} });
    const configs = await open(root);
    expect(await configs.isIgnored(path.join(root, "a.md"), false)).toBe(true);
    expect(await configs.isIgnored(path.join(root, "sub/a.md"), false)).toBe(false);
  });
});

describe("extensions", () => {
  it("are those of articles, of the nearest configuration, or of the command line", async () => {
    const root = folder({ "sub/stet.config.json": { extensions: [".mdx"] } });
    const configs = await open(root);
    expect(await configs.extensions(root)).toEqual([".md", ".markdown", ".html", ".htm"]);
    expect(await configs.extensions(path.join(root, "sub/x"))).toEqual([".mdx"]);
    const cli = await open(root, { cli: { extensions: [".txt"] } });
    expect(await cli.extensions(path.join(root, "sub"))).toEqual([".txt"]);
  });
});

describe("notes", () => {
  const site = (config: unknown) => folder({ "stet.config.json": config, "posts/a.md": "", "dist/x": "" });

  /** As a run does it: folders are searched, files are planned. */
  async function notesOf(root: string, ...steps: readonly string[]): Promise<string[]> {
    const configs = await open(root);
    for (const step of steps) {
      const file = path.join(root, step);
      if (path.extname(step) === "") {
        await configs.isIgnored(file, true);
        await configs.extensions(file);
      } else if (!(await configs.isIgnored(file, false))) await configs.planFor(file);
    }
    return configs.notes();
  }

  it("name the globs that matched no file", async () => {
    const root = site({
      ignores: ["drafts/", "posts/b.md", "dist/**"],
      schemas: { "pages/**": false, "posts/**": false },
      overrides: [{ files: ["posts/*.md", "*.htlm"], rules: {} }],
    });
    expect(await notesOf(root, "", "posts", "posts/a.md", "posts/b.md")).toEqual([
      'stet.config.json: "drafts/" in ignores matches no file.',
      'stet.config.json: "pages/**" in schemas matches no file.',
      'stet.config.json: "*.htlm" in overrides matches no file.',
    ]);
  });

  it("say nothing of globs when only some files were looked at", async () => {
    expect(await notesOf(site({ ignores: ["drafts/"] }), "posts", "posts/a.md")).toEqual([]);
  });

  it("say what a configuration below sets up for nothing", async () => {
    const root = folder({ "sub/stet.config.yaml": "images: { root: img, concurrency: 1, userAgent: me }" });
    expect(await notesOf(root, "", "sub", "sub/a.md")).toEqual([
      "sub/stet.config.yaml: images.concurrency, images.userAgent has no effect here. Set it in the configuration of the folder in which you start stet.",
    ]);
    expect(await notesOf(path.join(root, "sub"), "", "a.md")).toEqual([]);
  });
});

describe("what is printed", () => {
  it("is everything that applies to a file", async () => {
    const root = folder({
      "conf/stet.config.json": {
        ignores: ["a.md"],
        rules: { "text/length": ["warn", { most: 3 }] },
        images: { root: "img", concurrency: 2, lazyAttributes: ["data-x"] },
        site: { content: ["posts", "pages/*.html"] },
      },
    });
    const configs = await open(root);
    expect(await configs.print(path.join(root, "conf/a.md"))).toEqual({
      configFile: "conf/stet.config.json",
      generator: "plain",
      generatorRoot: null,
      rules: {
        "link/alive": ["off", {}],
        "text/length": ["warn", { most: 3, unit: "characters" }],
        "text/words": ["warn", { known: ["stet"], strict: false }],
      },
      schema: "preset:article",
      frontMatter: { yaml: "1.2" },
      markdown: {
        parser: "CommonMark",
        base: "commonmark",
        footnotes: true,
        definitionLists: "perhaps",
        admonitions: true,
        mayBeMdx: true,
      },
      images: { root: path.join(root, "conf/img"), lazyAttributes: ["data-x"] },
      site: { content: ["posts", "pages/*.html"] },
      fold: true,
      ignored: true,
    });
    expect(await configs.print(path.join(root, "a.md"))).toMatchObject({ configFile: null, ignored: false });
  });
});
