/** `stet rules`, `stet explain` and `stet init`, as typed. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

const plugin = `export default {
  name: "house/tone", summary: "Titles are calm", severity: "warning", presets: { strict: ["error", { most: 0 }] },
  options: { most: { type: "integer", default: 1, description: "signs at most" } }, messages: {},
};`;

it("rules, explain and schema infer look at no configuration for --no-config and --config false", async () => {
  await site.write("stet.config.json", "{ broken");
  await site.write("a.md", "---\ntitle: 渡口\n---\n");
  for (const none of [["--no-config"], ["--config", "false"]])
    for (const command of [["rules"], ["explain", "image/alt"], ["schema", "infer", "a.md"]]) {
      const { code, stderr } = await site.stet([...command, ...none]);
      expect({ command, code, bug: stderr.includes("bug of stet") }).toEqual({ command, code: 0, bug: false });
    }
});

describe("stet rules", () => {
  const names = async (...args: string[]) => {
    const { stdout, code } = await site.stet(["rules", "--json", ...args]);
    expect(code).toBe(0);
    return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
  };

  it("lists them all, in a table for people", async () => {
    const { stdout } = await site.stet(["rules"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^rule +recommended +fix +summary$/);
    expect(lines).toHaveLength(rules.length + 1);
    expect(stdout).toMatch(/^image\/data-size +error +safe +Require data-size/m);
  });

  it("lists those of a family, those with fixes, those of a preset", async () => {
    const own = rules.map(({ name }) => name);
    expect(await names("--family", "image")).toEqual(own.filter((name) => name.startsWith("image/")).sort());
    expect(await names("--family", "image/*", "--fixable")).not.toContain("image/alt");
    const unsafe = await names("--fixable=unsafe");
    expect(unsafe).toContain("html/no-dangerous");
    expect(unsafe).not.toContain("image/data-size");
    expect(await names("--fixable=safe")).not.toContain("html/no-dangerous");
    expect((await site.stet(["rules", "--fixable=maybe"])).stderr).toContain('Invalid value "maybe" for --fixable.');
    const preset = await names("--preset", "rss-archive");
    expect(preset).toContain("image/data-size");
    expect(preset).not.toContain("image/alt");
    expect((await site.stet(["rules", "--family", "imag"])).stderr).toContain("The rule families are");
    expect((await site.stet(["rules", "--preset", "rss"])).code).toBe(2);
  });

  it("describes each in JSON, those of plugins too", async () => {
    await site.write("house.mjs", plugin);
    await site.write("stet.config.json", '{"plugins":["./house.mjs"]}');
    const { stdout } = await site.stet(["rules", "--family", "house", "--json"]);
    expect(JSON.parse(stdout)).toEqual([
      {
        name: "house/tone",
        summary: "Titles are calm",
        fixable: null,
        presets: {
          recommended: ["warning", {}],
          strict: ["error", { most: 0 }],
          "rss-archive": ["warning", {}],
          "markdown-docs": ["warning", {}],
          accessibility: ["off", {}],
          "built-site": ["off", {}],
          all: ["warning", {}],
        },
        options: { most: { type: "integer", default: 1, description: "signs at most" } },
        plugin: "house.mjs",
      },
    ]);
  });
});

describe("stet explain", () => {
  it("tells of a parse error by its name in the standard, in the words of the rule that reports it", async () => {
    const { stdout, code } = await site.stet(["explain", "missing-semicolon-after-character-reference"]);
    expect(code).toBe(0);
    expect(stdout).toContain("parsing.html#parse-error-missing-semicolon-after-character-reference");
    expect(stdout).toContain("```html\n<p>&copy 渡口</p>\n```");
    expect(stdout).toMatch(/^- .*"&copy".*\(html\/[a-z-]+\)$/m);
    expect((await site.stet(["explain", "missing-semicolon"])).code).toBe(2);
  });

  it("tells of a plugin's rule by its page, or by what the rule says of itself", async () => {
    await site.write("lib/house.mjs", plugin);
    await site.write("stet.config.json", '{"plugins":["./lib/house.mjs"]}');
    const { stdout } = await site.stet(["explain", "house/tone"]);
    expect(stdout).toContain("# house/tone\n\nTitles are calm\n\nFrom the plugin lib/house.mjs.");
    expect(stdout).toContain("- most (default: 1): signs at most");
    await site.write("lib/tone.md", "# house/tone\n\nThe page.\n");
    expect((await site.stet(["explain", "house/tone"])).stdout).toBe("# house/tone\n\nThe page.\n");
  });
});

describe("stet init", () => {
  const config = async () => JSON.parse(await site.read("stet.config.json"));
  const init = async () => {
    const { stdout, code } = await site.stet(["init", "--yes"]);
    expect(code).toBe(0);
    return stdout;
  };

  it("knows a Hexo site, and what it writes is a configuration that works", async () => {
    await site.write("_config.yml", "title: 小报\n");
    await site.write("source/_posts/a.md", "---\ntitle: 渡口\ndate: 2021-12-11 04:49:15\n---\n一。\n");
    const said = await init();
    expect(said).toContain("site generator: Hexo");
    expect(said).toMatch(/Next: stet source\/_posts$/m);
    expect(await config()).toEqual({
      extends: "stet:recommended",
      generator: "hexo",
      schemas: { "source/_posts/**": "preset:hexo" },
      images: { root: "source" },
    });
    expect((await site.stet(["source/_posts", "--offline"])).code).not.toBe(2);
  });

  it("tells to check all pages of a site that has hardly a post", async () => {
    await site.write("_config.yml", "title: 手册\n");
    for (const name of ["_posts/a", "guide/a", "guide/b", "api/index"])
      await site.write(`source/${name}.md`, "---\ntitle: 渡口\ndate: 2021-12-11 04:49:15\n---\n一。\n");
    expect(await init()).toMatch(/^Next: stet source$/m);
    expect((await site.stet(["source", "--offline"])).stdout).toContain("in 4 articles");
  });

  it("tells to check all of a Jekyll site that has more collections and pages than posts", async () => {
    await site.write("_config.yml", "title: 手册\ncollections: { guide: { output: true } }\n");
    for (const name of ["_posts/2021-12-11-a", "_guide/a", "_guide/b", "about"])
      await site.write(`${name}.md`, "---\ntitle: 渡口\n---\n一。\n");
    expect(await init()).toMatch(/^Next: stet \.$/m);
    expect((await site.stet([".", "--offline"])).stdout).toContain("in 4 articles");
  });

  it("takes dates without a zone for sure where the site names its time zone", async () => {
    await site.write("_config.yml", "title: 小报\ntimezone: 'Asia/Shanghai' # 上海\n");
    await site.write("source/_posts/a.md", "---\ntitle: 渡口\ndate: 2021-12-11 04:49:15\n---\n\n<p>船来了。</p>\n");
    expect(await init()).toContain("dates without a time zone are in Asia/Shanghai");
    // The severity of front-matter/date stays: a run reads the time zone itself.
    expect((await config()).rules).toBeUndefined();
    expect((await site.stet(["source/_posts", "--offline", "--max-warnings", "0"])).code).toBe(0);
  });

  it("takes no time zone from a file that the generator of the site does not read", async () => {
    await site.write("_config.yml", "timezone: Asia/Shanghai\n");
    await site.write("astro.config.mjs", "export default {};\n");
    await site.write("src/content/a.md", "---\ntitle: 渡口\ndate: 2021-12-11 04:49:15\n---\n\n船来了。\n");
    expect(await init()).not.toContain("Asia/Shanghai");
    expect((await config()).rules).toBeUndefined();
  });

  it("prints names and settings of a site as text, and the next command as words of a shell", async () => {
    const folder = "a;b \u001b]0;x\u0007$(touch ran)";
    await site.write(
      "_config.yml",
      `title: a\nsource_dir: ${JSON.stringify(folder)}\ntimezone: "\\e[31mUTC\\n::error::x"\n`,
    );
    await site.write("package.json", '{"dependencies":{"hexo":"7"}}');
    await site.write(`${folder}/_posts/a.md`, "---\ntitle: a\n---\n一。\n");
    const said = await init();
    expect(said).not.toMatch(/[^\P{Cc}\n]/u);
    expect(said).not.toMatch(/^::/m);
    expect(said).toContain("dates without a time zone are in \\u{1b}[31mUTC\\u{a}");
    expect(said).toMatch(/^Next: stet 'a;b \\u\{1b\}\]0;x\\u\{7\}\$\(touch ran\)\/_posts'$/m);
  });

  it("says npx where the site has stet as a package", async () => {
    await site.write("node_modules/.bin/stet", "");
    await site.write("posts/a.md", "一。\n");
    expect(await init()).toMatch(/^Next: npx stet posts$/m);
  });

  it("knows Jekyll, Hugo and Astro by their files", async () => {
    const found = async (...files: string[]) => {
      const one = await makeSite(Object.fromEntries(files.map((file) => [file, "{}"])));
      const { stdout } = await one.stet(["init", "-y"]);
      const written = JSON.parse(await one.read("stet.config.json"));
      await one.remove();
      return { name: /site generator: (\w+)/.exec(stdout)?.[1], ...written };
    };
    expect(await found("_config.yml", "_posts/a.md")).toMatchObject({
      name: "Jekyll",
      schemas: { "_posts/**": "preset:jekyll" },
      generator: "jekyll",
    });
    expect(await found("hugo.toml", "content/a.md", "static/a.txt")).toMatchObject({
      name: "Hugo",
      schemas: { "content/**": "preset:hugo" },
      images: { root: "static" },
    });
    expect(await found("astro.config.mjs", "src/content/blog/a.md", "public/a.txt")).toMatchObject({
      name: "Astro",
      schemas: { "src/content/**": "preset:astro" },
      images: { root: "public" },
    });
    expect(await found("posts/a.md")).toEqual({ name: undefined, extends: "stet:recommended" });
  });

  it("writes the file extensions of the articles, and leaves out layouts and built output", async () => {
    await site.write("website/docusaurus.config.ts", "const config = {};\nexport default config;\n");
    await site.write("website/docs/a.mdx", "---\ntitle: 渡口\n---\n\n一。\n");
    await site.write("website/build/a.html", "<p>一。</p>\n");
    const said = await init();
    expect(said).toContain("site generator: Docusaurus (website)");
    expect(said).toMatch(/^Next: stet website\/docs$/m);
    expect(await config()).toEqual({
      extends: "stet:markdown-docs",
      generator: "docusaurus",
      extensions: [".md", ".mdx"],
      ignores: ["/website/build/"],
    });
    expect(await site.stet([".", "--offline"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("in 1 article"),
    });
  });

  it("names no command that fails because there are no articles yet", async () => {
    await site.write("hugo.toml", "");
    expect(await init()).toMatch(/^There are no articles in \. yet\. When there are: stet \.$/m);
  });

  it("proposes the preset for documentation where a folder holds that, and it then says nothing of what is usual there", async () => {
    const page = "# 说明\n\n正文。\n";
    const folders: Record<string, Record<string, string>> = {
      VitePress: { "docs/.vitepress/config.ts": "", "docs/index.md": "---\nlayout: home\n---\n", "docs/a.md": page },
      Docusaurus: { "docusaurus.config.ts": "", "docs/a.md": `---\nsidebar_position: 1\n---\n${page}` },
      MkDocs: { "mkdocs.yml": "site_name: a\n", "docs/index.md": page },
      mdBook: { "book.toml": "[book]\n", "src/SUMMARY.md": page, "src/a.md": page },
      "": { "README.md": page, "docs/a.md": page },
    };
    for (const [name, files] of Object.entries(folders)) {
      const one = await makeSite(files);
      const { stdout } = await one.stet(["init", "--yes"]);
      expect(/site generator: (\w+)/.exec(stdout)?.[1] ?? "").toBe(name);
      expect(JSON.parse(await one.read("stet.config.json")).extends).toBe("stet:markdown-docs");
      const { code, stdout: report } = await one.stet(["--offline", "."]);
      expect({ code, report }).toEqual({ code: 0, report: expect.stringContaining("no violations") });
      await one.remove();
    }
  });

  it("proposes rss-archive for articles of a feed crawler, says why, and what it tells to do next works", async () => {
    await site.write("_config.yml", "title: 小报\npermalink: p/:abbrlink.html\n");
    const crawled = (title: string, date: string) =>
      `\n---\ntitle: '${title}'\nheadimg: 'https://a.example/1.jpg'\ndate: ${date}\n---\n\n<div>   \n<p>船来了。</p>\n</div>\n`;
    await site.write("source/_posts/a.md", crawled("早市", "Sat, 11 Dec 2021 04:49:15 GMT"));
    await site.write("source/_posts/b.md", crawled("晚市", "Sat, 11 Dec 2021 05:49:15 GMT"));
    await site.write("source/_posts/c.md", crawled("渡口", "2021-12-11 04:49:15"));
    await site.write("source/_posts/关于.md", "---\ntitle: 关于\ndate: 2021-12-11 04:49:15\n---\n\n自己写的。\n");
    const said = await init();
    expect(said).toContain(
      "so stet suggests the preset rss-archive. Signs: blank line before the front matter (3 of 4), e-mail date (2 of 4), cover copied from the feed (3 of 4), body in HTML (3 of 4).\n",
    );
    expect((await config()).extends).toBe("stet:rss-archive");
    const next = /^Next: stet (.*)$/m.exec(said)?.[1] ?? "";
    const { code, stderr } = await site.stet([...next.split(" "), "--offline"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("does not propose rss-archive for an author who writes HTML, or writes dates like e-mails", async () => {
    for (const at of [1, 2, 3, 4]) {
      const date = at % 2 ? "2021-12-11 04:49:15" : "Sat, 11 Dec 2021 04:49:15 GMT";
      const body = at % 2 ? "<p>船来了。</p>" : "船来了。";
      await site.write(`posts/${at}.md`, `---\ntitle: 第 ${at} 天\ndate: ${date}\n---\n\n${body}\n`);
    }
    await init();
    expect((await config()).extends).toBe("stet:recommended");
  });

  it("asks, proposes, and asks again where an answer cannot be", async () => {
    await site.write("news/a.md", "一。\n");
    await site.write("pictures/a.txt", "");
    const { stdout, code } = await site.stet(["init"], "nowhere\nnews/\nrss\nrss-archive\npictures\n");
    expect(code).toBe(0);
    const [articles, preset] = ["Where are the articles? [.] ", "Which preset? [recommended] "];
    const root = "Which folder do image paths such as /a.png refer to? [none] ";
    expect(stdout).toContain("Folder nowhere not found.");
    expect(stdout.match(/Wh[^?\n]*\? \[[^\]\n]*\] /g)).toEqual([articles, articles, preset, preset, root]);
    expect(stdout).toContain("Next: stet news\n");
    expect(await config()).toEqual({ extends: "stet:rss-archive", images: { root: "pictures" } });
  });

  it("writes nothing where answers end, and never over a configuration", async () => {
    expect((await site.stet(["init"], "\n")).code).toBe(2);
    await expect(site.read("stet.config.json")).rejects.toThrow();
    await site.write("stet.config.yaml", "extends: stet:strict\n");
    const { stderr, code } = await site.stet(["init", "--yes"]);
    expect(code).toBe(2);
    expect(stderr).toContain("A configuration already exists: stet.config.yaml");
  });
});
