import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folder, open, recommended, refusal, rulesOf } from "./support.js";

const off = { rules: { "text/words": "off" } };
const withoutWords = { "text/length": recommended["text/length"] };

describe("a configuration", () => {
  const spellings: Readonly<Record<string, string>> = {
    "stet.config.json": '// comments are allowed\n{ "rules": { "text/words": "off" }, }\n',
    "stet.config.yaml": "rules:\n  text/words: off # a word here, no boolean\n",
    "stet.config.yml": "rules: { text/words: 'off' }\n",
    "stet.config.ts":
      'interface Wanted { rules: Record<string, "off"> }\nconst wanted: Wanted = { rules: { "text/words": "off" } };\nexport default wanted;\n',
    "stet.config.mjs": 'export default () => ({ rules: { "text/words": "off" } });\n',
    "stet.config.js": 'export default async () => ({ rules: { "text/words": "off" } });\n',
    "stet.config.cjs": 'module.exports = { rules: { "text/words": "off" } };\n',
    "package.json": '{ "name": "site", "stet": { "rules": { "text/words": "off" } } }\n',
  };
  for (const [name, content] of Object.entries(spellings))
    it(`may be written as ${name}`, async () => {
      const root = folder({ [name]: content });
      expect(await rulesOf(await open(root), path.join(root, "a.md"))).toEqual(withoutWords);
    });

  it("in TypeScript may import stet and its own modules", async () => {
    const root = folder({
      "stet.config.ts":
        'import { defineConfig } from "stet";\nimport { off } from "./off";\nexport default defineConfig(off);\n',
      "off.ts": `export const off = ${JSON.stringify(off)} as const;\n`,
      "node_modules/stet/package.json": { name: "stet", type: "module", exports: "./index.js" },
      "node_modules/stet/index.js": "export const defineConfig = (config) => config;\n",
    });
    expect(await rulesOf(await open(root), path.join(root, "a.md"))).toEqual(withoutWords);
  });

  it("is looked for from the file upward, and the nearest one applies alone", async () => {
    const root = folder({
      "stet.config.json": off,
      "posts/package.json": { name: "no configuration in here" },
      "posts/special/stet.config.yaml": "rules: { text/length: warn }\n",
    });
    const configs = await open(root);
    expect(await rulesOf(configs, path.join(root, "posts/2021/a.md"))).toEqual(withoutWords);
    expect(await rulesOf(configs, path.join(root, "posts/special/deep/a.md"))).toEqual({
      ...recommended,
      "text/length": { ...recommended["text/length"], severity: "warning" },
    });
  });

  it("that is nowhere means the recommended rules and the schema of articles", async () => {
    const root = folder({ "package.json": "{ broken" });
    const configs = await open(root);
    expect(await rulesOf(configs, path.join(root, "a.md"))).toEqual(recommended);
    expect((await configs.planFor(path.join(root, "a.md"))).schema?.name).toBe("preset:article");
  });

  it("may be named, and may be refused", async () => {
    const root = folder({
      "stet.config.json": { rules: { "text/length": "off" } },
      "conf/other.yaml": "rules: { text/words: off }",
    });
    const named = await open(root, { configFile: "conf/other.yaml" });
    expect(await rulesOf(named, path.join(root, "posts/a.md"))).toEqual(withoutWords);
    const none = await open(root, { noConfig: true });
    expect(await rulesOf(none, path.join(root, "a.md"))).toEqual(recommended);
  });

  it("is read anew by the next run", async () => {
    const root = folder({ "stet.config.mjs": `export default ${JSON.stringify(off)};` });
    expect(await rulesOf(await open(root), path.join(root, "a.md"))).toEqual(withoutWords);
    writeFileSync(path.join(root, "stet.config.mjs"), "export default {};");
    expect(await rulesOf(await open(root), path.join(root, "a.md"))).toEqual(recommended);
  });
});

describe("a configuration is refused", () => {
  it("where there are two in a folder", async () => {
    expect(await refusal({ "stet.config.json": {}, "stet.config.yaml": "{}", "package.json": { stet: {} } })).toBe(
      "<root> contains 3 configuration files: stet.config.json, stet.config.yaml, package.json. | Keep one of them and delete the others.",
    );
  });

  it("that is not there, or of an unknown kind", async () => {
    expect(await refusal({}, { configFile: "x.yaml" })).toBe(
      "Cannot read the configuration x.yaml: file not found. | Correct the path.",
    );
    expect(await refusal({}, { configFile: "x.ts" })).toContain("Cannot read the configuration x.ts: file not found.");
    expect(await refusal({ "x.toml": "" }, { configFile: "x.toml" })).toContain('its file extension is ".toml"');
    mkdirSync(path.join(folder({}), "x.json"));
    expect(await refusal({ "x.json/y": "" }, { configFile: "x.json" })).toContain("it is a folder");
  });

  it("that is broken, at its place", async () => {
    expect(await refusal({ "stet.config.json": '{\n  "rules": {,}\n}' })).toBe(
      "stet.config.json:2:13 is not valid JSON: value expected. | Correct the file at this position.",
    );
    expect(await refusal({ "stet.config.yaml": "rules:\n  - a\n b: c\n" })).toMatch(
      /^stet\.config\.yaml:\d:\d is not valid YAML: /,
    );
  });

  it("that throws, or exports nothing", async () => {
    expect(await refusal({ "stet.config.mjs": 'throw new Error("no token");' })).toBe(
      "Cannot run the configuration stet.config.mjs: no token | Correct the file. Its default export must be the configuration.",
    );
    expect(await refusal({ "stet.config.mjs": "export default 3;" })).toBe(
      "stet.config.mjs: the configuration must be an object such as { rules: { … } }. | Export the configuration as the default export of the file.",
    );
    expect(await refusal({ "stet.config.json": "[]" })).toContain(
      "stet.config.json:1:1: the configuration must be an object",
    );
    expect(await refusal({ "stet.config.yaml": "" })).toContain("the configuration must be an object");
  });
});

describe("what stands in a configuration is checked:", () => {
  it("everything that is wrong is told at once, each at its place", async () => {
    const yaml = [
      "rulez: {}",
      "extensions: [md]",
      "rules:",
      "  text/lenght: warn",
      "  text/length: [warn, { most: 0, unit: word, mosst: 3 }]",
      "  text/words: [warn, { known: stet }]",
      "images:",
      "  timeouts: { total: soon }",
      "overrides:",
      "  - rules: {}",
      "",
    ].join("\n");
    expect(await refusal({ "stet.config.yaml": yaml })).toBe(
      `${[
        "stet.config.yaml has 9 errors:",
        'stet.config.yaml:1:1: Unknown key "rulez". Did you mean "rules"?',
        'stet.config.yaml:2:14: "extensions[0]" must match the pattern ^\\., but is "md".',
        'stet.config.yaml:4:3: Unknown rule "text/lenght". Did you mean "text/length"?',
        'stet.config.yaml:5:25: "rules.text/length[1].most" must be at least 1, but is 0.',
        'stet.config.yaml:5:34: "rules.text/length[1].unit" must be one of "characters", "words", but is "word". Did you mean "words"?',
        'stet.config.yaml:5:46: Unknown option "mosst" of the rule "text/length". Did you mean "most"?',
        'stet.config.yaml:6:24: "rules.text/words[1].known" must be a list of strings, but is a string ("stet").',
        'stet.config.yaml:8:15: "images.timeouts.total" must be an integer, but is a string ("soon").',
        'stet.config.yaml:10:5: "overrides[0].files" must have "files".',
      ].join("\n  ")} | See docs/configuration.md for all keys.`,
    );
  });

  it("one defect is told alone, in JSON and in package.json too", async () => {
    expect(await refusal({ "stet.config.json": '{\n  "ignores": "drafts"\n}' })).toContain(
      'stet.config.json:2:3: "ignores" must be a list of strings, but is a string ("drafts")',
    );
    expect(await refusal({ "package.json": '{\n  "stet": {\n    "rule": {}\n  }\n}' })).toContain(
      'package.json:3:5: Unknown key "rule". Did you mean "rules"?',
    );
    expect(await refusal({ "stet.config.mjs": "export default { extends: 3 };" })).toContain(
      'stet.config.mjs: "extends" must be a string or a list of strings, but is a number (3)',
    );
  });

  const severities: readonly [written: unknown, meant: string][] = [
    [0, "off"],
    [1, "warn"],
    [2, "error"],
    ["warning", "warn"],
    ["Error", "error"],
    [true, "error"],
    [["warning", {}], "warn"],
  ];
  for (const [written, meant] of severities)
    it(`${JSON.stringify(written)} is no severity; "${meant}" is meant`, async () => {
      const message = await refusal({ "stet.config.json": { rules: { "text/words": written } } });
      expect(message).toContain('"rules.text/words');
      expect(message).toContain(`Did you mean "${meant}"?`);
    });

  it("an unknown rule on the command line", async () => {
    expect(await refusal({}, { cli: { rules: { "text/word": "off" } } })).toContain(
      'the command line: Unknown rule "text/word". Did you mean "text/words"?',
    );
  });
});
