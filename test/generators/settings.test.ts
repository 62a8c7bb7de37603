/** Configurations of generators are read without running them: literal values only. */
import { describe, expect, it } from "vitest";
import { readJavaScript } from "../../src/generators/javascript.js";
import { profileOf } from "../../src/generators/profiles.js";
import { pathWith, settingsIn, unreadConfig } from "../../src/generators/settings.js";
import type { Profile } from "../../src/generators/types.js";
import { unreadAt } from "../../src/generators/unread.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-settings-");

const readText = (text: string, isTypeScript: boolean) =>
  readJavaScript({ path: "config", text, isTypeScript, imported: () => undefined });

describe("a configuration", () => {
  it("that is larger than any real one counts as unknown", async () => {
    const jekyll = profileOf("jekyll") as Profile;
    put("_config.yml", `permalink: none\n${"#".repeat(100)}`);
    expect(await settingsIn(at(), jekyll)).toEqual({ permalink: "none" });
    put("_config.yml", `permalink: none\n${"#".repeat(300_000)}`);
    const unread = await settingsIn(at(), jekyll);
    expect(unread).toEqual({});
    expect(unreadConfig(unread)).toBe("_config.yml");
  });
});

it("a configuration whose keys are nested too deeply for what reads it counts as unknown", async () => {
  put("deep/hugo.toml", `baseURL = "https://a.example/"\na${".a".repeat(50_000)} = 1\n`);
  expect(await settingsIn(at("deep"), profileOf("hugo") as Profile)).toEqual({});
});

describe("a configuration of Hugo in folders", () => {
  it("is that of all its files: of a key, of a language, and of the site that is published", async () => {
    const files = {
      "hugo.toml": 'title = "in the root"\nbaseURL = "https://root.example/"\n',
      "config/_default/hugo.toml": 'baseURL = "https://default.example/"\ndefaultContentLanguage = "en"\n',
      "config/_default/permalinks.yaml": "posts: /:year/:slug/\n",
      "config/_default/languages.toml": '[en]\nweight = 1\ncontentDir = "content/en"\n',
      "config/_default/languages.da.toml": 'contentDir = "content/da"\n',
      "config/_default/params.da.toml": 'note = "x"\n',
      "config/_default/menu.da.toml": '[[main]]\nname = "Kaj"\n',
      "config/production/hugo.toml": 'baseURL = "https://harbour.example/sub/"\n',
      "config/staging/hugo.toml": 'baseURL = "https://staging.example/"\n',
    };
    for (const [file, text] of Object.entries(files)) put(`hugo/${file}`, text);
    expect(await settingsIn(at("hugo"), profileOf("hugo") as Profile)).toEqual({
      title: "in the root",
      baseURL: "https://harbour.example/sub/",
      defaultContentLanguage: "en",
      permalinks: { posts: "/:year/:slug/" },
      languages: {
        en: { weight: 1, contentDir: "content/en" },
        da: { contentDir: "content/da", params: { note: "x" }, menus: { main: [{ name: "Kaj" }] } },
      },
    });
  });
});

describe("a configuration in JavaScript", () => {
  it.each([
    ["an object", 'export default { srcDir: "pages" };'],
    [
      "an object in a function call",
      'import { defineConfig } from "x";\nexport default defineConfig({ srcDir: "pages" });',
    ],
    ["a constant", 'const config = { srcDir: "pages" };\nexport default config;'],
    ["a constant as the value", "const dir = `pages`;\nexport default { srcDir: dir };"],
    ["CommonJS", 'module.exports = { "srcDir": "pages" };'],
    ["the result of a function", 'module.exports = function (config) { config.x(); return { srcDir: "pages" }; };'],
    ["the result of an arrow function", 'export default (env) => ({ srcDir: "pages" });'],
    ["an export named config", 'export default function (c) {}\nexport const config = { srcDir: "pages" };'],
  ])("is read from %s", async (_, source) => {
    expect(await readText(source, false)).toEqual({ srcDir: "pages" });
  });

  it("is read from TypeScript", async () => {
    const source =
      'import type { Config } from "x";\nconst config = { srcDir: "pages" as string } satisfies Config;\nexport default config;';
    expect(await readText(source, true)).toEqual({ srcDir: "pages" });
  });

  it("leaves out what only running it could tell, and runs nothing", async () => {
    const source =
      'globalThis.wasRun = true;\nexport default { base: process.env.BASE, a: `x` + 1, ...rest, [key]: 1, n: 1 + 1, list: ["x", f()] };';
    expect(await readText(source, false)).toEqual({ a: "x1", list: ["x", undefined] });
    expect(globalThis).not.toHaveProperty("wasRun");
  });

  it("tells what it left out, and calls with what is known of them", async () => {
    const settings = await readText(
      'import book from "@x/book";\nexport default { base: f(), list: [book({ title: "A" }), x], ...rest, a: 1 };',
      false,
    );
    expect(unreadAt(settings, "base")).toEqual({ call: { name: "f", from: undefined, values: [] } });
    expect(unreadAt(settings?.list, 0)).toEqual({ call: { name: "book", from: "@x/book", values: [{ title: "A" }] } });
    expect(unreadAt(settings?.list, 1)).toEqual({});
    expect(unreadAt(settings, "a")).toBeUndefined();
    expect(unreadAt(settings, "other")).toEqual({});
    expect(unreadAt(await readText("export default { a: 1 };", false), "other")).toBeUndefined();
    expect(unreadAt(await readText('export default load("x");', false), "other")).toEqual({});
    expect(unreadAt(await readText("export default load();", false), "other")).toEqual({});
    expect(await readText("function load() { return { a: 1 }; } export default load();", false)).toEqual({ a: 1 });
  });

  it("tells which values a condition, the environment or a later assignment leaves possible", async () => {
    const possible = async (expression: string, before = "") =>
      unreadAt(await readText(`${before}\nexport default { base: ${expression} };`, false), "base")?.possible;
    const known = (...values: unknown[]) => ({ values, isOpen: false });
    expect(await possible('x ? "/" : "/a/"')).toEqual(known("/", "/a/"));
    expect(await possible('x ? "/" : y ? "/a/" : "/b/"')).toEqual(known("/", "/a/", "/b/"));
    expect(await possible('process.env.BASE || "/"')).toEqual({ values: ["/"], isOpen: true });
    expect(await possible('process.env.BASE ?? "/"')).toEqual({ values: ["/"], isOpen: true });
    expect(await possible('process.env.BASE && "/a/"')).toEqual(known(undefined, "/a/"));
    expect(await possible('x ? "/" : y')).toEqual({ values: ["/"], isOpen: true });
    expect(await possible(`\`/\${x ? 'a' : 'b'}/\``)).toEqual(known("/a/", "/b/"));
    expect(await possible(`\`/\${process.env.BASE}/\``)).toBeUndefined();
    expect(await possible("base", 'let base = "/"; if (x) base = "/a/";')).toEqual(known("/", "/a/"));
    expect(await possible("base", 'let base = "/"; if (x) base = x;')).toEqual({ values: ["/"], isOpen: true });
    expect(await possible("base", 'const base = x ? "/" : "/a/";')).toEqual(known("/", "/a/"));
    const local = 'export default () => { let base = "/"; if (x) { base = "/a/" } return { base }; };';
    expect(unreadAt(await readText(local, false), "base")?.possible).toEqual(known("/", "/a/"));
    expect(await readText('export default { base: x ? "/a/" : "/a/" };', false)).toEqual({ base: "/a/" });
  });

  it("tells which values several returns leave possible, and keeps what all of them state", async () => {
    const read = async (body: string, before = "") => {
      const settings = await readText(`${before}export default function (env) { ${body} }`, false);
      return { settings, base: unreadAt(settings, "base")?.possible };
    };
    const known = (...values: unknown[]) => ({ values, isOpen: false });
    const early = await read('if (env.x) return { base: "/a/", out: "b" }; return { base: "/", out: "b" };');
    expect(early).toEqual({ settings: { out: "b" }, base: known("/a/", "/") });
    const nested = await read(
      'if (env.x) { const base = "/a/"; return { dir: { out: "b", in: base } }; } else return { dir: { out: "b" } };',
      'const base = "/";\n',
    );
    expect(nested.settings).toEqual({ dir: { out: "b" } });
    expect(unreadAt(nested.settings?.dir, "in")?.possible).toEqual(known("/a/", undefined));
    expect((await read('if (env.x) return { base: "/a/" };')).base).toEqual(known(undefined, "/a/"));
    expect((await read('if (env.x) throw x; return { base: "/a/" };')).settings).toEqual({ base: "/a/" });
    expect((await read('try { return { base: "/a/" }; } catch { return {}; }')).base).toEqual(known("/a/", undefined));
    expect(
      (await read('switch (env.x) { case 1: return { base: "/a/" }; default: return { base: "/" }; }')).base,
    ).toEqual(known(undefined, "/a/", "/"));
    expect((await read('if (env.x) return load(); return { base: "/" };')).base).toEqual({
      values: ["/"],
      isOpen: true,
    });
    expect((await read('const f = () => { return { base: "/a/" }; }; return { base: "/" };')).settings).toEqual({
      base: "/",
    });
    const arrow = await readText(
      'export default (env) => env.x ? { base: "/a/", out: "b" } : { base: "/", out: "b" };',
      false,
    );
    expect(arrow).toEqual({ out: "b" });
    expect(unreadAt(arrow, "base")?.possible).toEqual(known("/a/", "/"));
    const many = 'if (env.x) return { base: "/" };'.repeat(5000);
    expect(unreadAt((await read(many)).settings, "base")).toEqual({});
  });

  it("tells which values are possible for what it imports from a file of the site", async () => {
    put(
      "site/.vitepress/config.js",
      'import { base } from "../base.js";\nimport * as all from "../base.js";\nexport default { base, outDir: all.out };\n',
    );
    put(
      "site/base.js",
      'export const base = process.env.CI ? "/a/" : "/";\nexport const out = process.env.OUT || "b";\n',
    );
    const settings = await settingsIn(at("site"), profileOf("vitepress") as Profile);
    expect(unreadAt(settings, "base")?.possible).toEqual({ values: ["/a/", "/"], isOpen: false });
    expect(unreadAt(settings, "outDir")?.possible).toEqual({ values: ["b"], isOpen: true });
  });

  it.each([
    [
      "a key that is assigned later",
      'const config = { base: "/" }; if (x) config.base = "/a/"; export default config;',
    ],
    ["any key", 'const config = { base: "/" }; config[x] = "/a/"; export default config;'],
    ["a variable in a pattern", 'let base = "/"; [base] = x; export default { base };'],
    ["a variable of a loop", 'let base = "/"; for (base of x) {} export default { base };'],
    ["a parameter", 'const base = "/"; export default (base) => ({ base });'],
  ])("takes no value for sure of %s", async (_, text) => {
    const settings = await readText(text, false);
    expect(settings).not.toHaveProperty("base");
    expect(unreadAt(settings, "base")).toBeDefined();
  });

  it("is read in bounded work where a variable gets a value thousands of times", async () => {
    const text = `let a = 1;${"a=1;".repeat(60_000)}export default { base: "/" };`;
    expect(await readText(text, false)).toEqual({ base: "/" });
  });

  it("has no settings if it cannot be parsed", async () => {
    expect(await readText("export default {", false)).toBeUndefined();
    expect(await readText("export default { a: string = };", true)).toBeUndefined();
  });

  it("follows constants that refer to each other, but not forever", async () => {
    expect(await readText("const a = b; const b = a; export default { a };", false)).toEqual({});
  });

  it("is read in bounded work where each constant uses the next one many times", async () => {
    const list = (name: string) => `[${Array(30).fill(name).join()}]`;
    const constants = Array.from({ length: 9 }, (_, at) => `const a${at} = ${list(`a${at + 1}`)};`).join("\n");
    const settings = await readText(`${constants}\nexport default { srcDir: "pages", a: a0 };`, false);
    expect(settings?.srcDir).toBe("pages");
    expect(JSON.stringify(settings).length).toBeLessThan(100_000);
  });
});

describe("a path with settings", () => {
  it("takes the setting, or the default without one, and is unknown if the setting is not text", () => {
    const settings = { dir: { input: "./src/" }, presets: [["classic", { docs: { path: "../docs" } }]], odd: ["a"] };
    expect(pathWith("{dir.input|.}/posts", settings)).toBe("src/posts");
    expect(pathWith("{dir.output|_site}/", settings)).toBe("_site");
    expect(pathWith("{presets.0.1.docs.path|docs}", settings)).toBe("../docs");
    expect(pathWith("{odd|x}", settings)).toBeUndefined();
    expect(pathWith("{source|.}", { source: "/etc" })).toBeUndefined();
  });
});

describe("a configuration in several files", () => {
  const shared = [
    'import { defineConfig } from "vitepress";',
    'export const base = "/docs/";',
    "export const slugify = (text) => text.trim();",
    'export const shared = defineConfig({ base, srcDir: "pages", cleanUrls: load(), markdown: { anchor: { slugify } } });',
  ].join("\n");
  const settings = async (folder: string, files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) put(`${folder}/.vitepress/${name}`, text);
    return settingsIn(at(folder), profileOf("vitepress") as Profile, at(folder));
  };

  it.each([
    [
      "TypeScript",
      {
        "config/index.ts":
          'import { defineConfig } from "vitepress";\nimport { shared } from "./shared";\nexport default defineConfig({ ...shared, title: "A" });',
        "config/shared.ts": shared,
      },
    ],
    [
      "TypeScript that names the file as it is built",
      {
        "config.mts": 'import { shared as all } from "./parts/shared.js";\nexport default { ...all, title: "A" };',
        "parts/shared.ts": shared,
      },
    ],
    [
      "modules",
      {
        "config.mjs": 'import { shared } from "./shared.mjs";\nexport default { ...shared, title: "A" };',
        "shared.mjs": shared,
      },
    ],
    [
      "modules with a default export",
      {
        "config.mjs": 'import shared from "./shared.mjs";\nexport default { ...shared, title: "A" };',
        "shared.mjs": `${shared}\nexport default shared;`,
      },
    ],
    [
      "CommonJS",
      {
        "config.js": 'const { shared } = require("./shared");\nmodule.exports = { ...shared, title: "A" };',
        "shared.js": `${shared.replace(/^import.*$/m, "").replaceAll("export ", "")}\nmodule.exports = { shared };`,
      },
    ],
    [
      "files of which one imports the other and is imported by it",
      {
        "config/index.ts":
          'import { shared } from "./shared";\nexport const title = "A";\nexport default { ...shared, title };',
        "config/shared.ts": `import { title } from "./index";\n${shared}`,
      },
    ],
  ])("is read whole: in %s", async (name, files) => {
    const read = await settings(name.replaceAll(" ", "-"), files);
    expect(read).toEqual({ base: "/docs/", srcDir: "pages", markdown: { anchor: {} }, title: "A" });
    expect(unreadAt(read, "cleanUrls")).toBeDefined();
    expect(unreadAt(read, "rewrites")).toBeUndefined();
  });

  it("has what stands last, whether it can be read or not", async () => {
    const read = await settings("last", {
      "config.mjs":
        'import { shared } from "./shared.mjs";\nexport default { srcDir: "a", ...shared, cleanUrls: true, base: load() };',
      "shared.mjs": shared,
    });
    expect(read).toMatchObject({ srcDir: "pages", cleanUrls: true });
    expect(read).not.toHaveProperty("base");
    expect(unreadAt(read, "base")).toBeDefined();
    expect(unreadAt(read, "cleanUrls")).toBeUndefined();
  });

  it.each([
    ["a package", 'import { shared } from "shared";', {}],
    ["a file that is not there", 'import { shared } from "./gone";', {}],
    ["a file outside of the site", 'import { shared } from "../../shared.mjs";', { "../../shared.mjs": shared }],
    [
      "a file that cannot be parsed",
      'import { shared } from "./shared.mjs";',
      { "shared.mjs": "export const shared = {" },
    ],
  ])("may have any setting that comes from %s", async (name, head, files) => {
    const config = `${head}\nexport default { ...shared, title: "A" };`;
    const read = await settings(name.replaceAll(" ", "-"), { ...files, "config.mjs": config });
    expect(read).toEqual({ title: "A" });
    expect(unreadAt(read, "base")).toBeDefined();
  });
});
