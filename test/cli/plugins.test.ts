/** Plugins as a site uses them: files and packages named in a configuration, through the built program. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

const config = (more: object) => site.write("stet.config.json", JSON.stringify(more));
const found = async (...args: string[]) => {
  const { stdout, stderr, code } = await site.stet(["posts", "-f", "json", "--offline", ...args]);
  if (!stdout) return { stderr, code };
  const { files } = JSON.parse(stdout) as {
    files: { violations: { rule: string; severity: string }[]; errors?: { message: string }[] }[];
  };
  return {
    rules: files.flatMap(({ violations }) => violations.map(({ rule, severity }) => `${rule} ${severity}`)),
    errors: files.flatMap(({ errors = [] }) => errors.map(({ message }) => message)),
    code,
  };
};
const shouting = "---\ntitle: 渡口！！\n---\n一。\n";
const rule = (name: string, handler = "", more = "") =>
  `({ name: "${name}", summary: "Made up", severity: "error", messages: { no: () => "no" }, ${[handler, more].filter(Boolean).join(", ")} })`;

describe("plugins", () => {
  it("bring rules that are set like any other, with options, presets and fixes", async () => {
    await site.write("house.ts", await readFile(path.join(packageRoot(), "examples/plugin/house.ts"), "utf8"));
    await site.write("posts/a.md", shouting);
    await config({ plugins: ["./house.ts"] });
    expect(await found()).toMatchObject({ rules: ["house/calm-title warning"], code: 0 });
    expect(await found("--rule", "house/calm-title=error")).toMatchObject({
      rules: ["house/calm-title error"],
      code: 1,
    });
    expect(await found("--preset", "strict")).toMatchObject({ rules: ["house/calm-title error"] });
    await config({ plugins: ["./house.ts"], rules: { "house/calm-title": ["warn", { max: 2 }] } });
    expect(await found()).toMatchObject({ rules: [] });
    await config({ plugins: ["./house.ts"], rules: { "house/calm-title": ["warn", { mx: 2 }] } });
    expect(await found()).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "max"?') });
    await config({ plugins: ["./house.ts"] });
    await site.stet(["posts", "--offline", "--fix", "--unsafe-fixes"]);
    expect(await site.read("posts/a.md")).toBe(shouting.replace("！！", "！"));
  });

  it("are packages too, and come with a configuration that is extended", async () => {
    await site.write("node_modules/acme/package.json", '{"name":"acme","type":"module","exports":"./config.json"}');
    await site.write("node_modules/acme/config.json", '{"plugins":["./lib/rules.js","acme-rules"]}');
    await site.write(
      "node_modules/acme/lib/rules.js",
      `export default ${rule("acme/one", "source(a, c) { c.report('no', { at: { start: 0, end: 1 } }); }")};`,
    );
    await site.write(
      "node_modules/acme-rules/package.json",
      '{"name":"acme-rules","type":"module","exports":{"import":"./index.js"}}',
    );
    await site.write(
      "node_modules/acme-rules/index.js",
      `export default [${rule("acme/two", "source(a, c) { c.report('no', { at: { start: 0, end: 1 } }); }")}];`,
    );
    await site.write("posts/a.md", "---\ntitle: 渡口\n---\n一。\n");
    await config({ extends: "acme", rules: { "acme/two": "warn" } });
    expect(await found()).toMatchObject({ rules: ["acme/one error", "acme/two warning"] });
  });

  it("that throw, or answer later, name themselves and leave the other rules their work", async () => {
    await site.write(
      "bad.mjs",
      `export default [${rule("bad/thrower", "source() { throw new Error('oh'); }")}, ${rule("bad/later", "async source() { throw new Error('later'); }")}, ${rule("bad/nowhere", "source(a, c) { c.report('no', { at: { start: 9, end: 999 } }); }")}, ${rule("bad/wordless", "source(a, c) { c.report('no', { at: { start: 0, end: 0 } }); }", "messages: { no: () => undefined }")}];`,
    );
    await site.write("posts/a.md", "---\ntitle: 渡口\n---\n一。</em>\n");
    await config({ plugins: ["./bad.mjs"] });
    const { rules, errors, code } = await found();
    expect(rules).toEqual(["html/stray-end-tag error"]);
    expect(errors).toEqual([
      "Rule bad/thrower of the plugin bad.mjs crashed on this file and was skipped: oh",
      expect.stringContaining("Rule bad/later of the plugin bad.mjs crashed on this file"),
      expect.stringContaining("reported the range 9-999"),
      expect.stringContaining('its message "no" does not return a text'),
    ]);
    expect(code).toBe(2);
  });

  it("are refused, with what is wrong, where they are not there or no rules", async () => {
    await site.write("posts/a.md", shouting);
    const refused = async (plugin: string, source?: string) => {
      if (source !== undefined) await site.write(plugin, source);
      await config({ plugins: [plugin.includes("/") || !source ? plugin : `./${plugin}`] });
      const { stderr, code } = await found();
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refused("./none.ts")).toContain('file "./none.ts" in "plugins" not found.');
    expect(await refused("no-such-package")).toContain('package "no-such-package" in "plugins" is not installed.');
    expect(await refused("a.mjs", "export default 3")).toContain("its default export is not a rule");
    expect(await refused("b.mjs", "throw new Error('oh')")).toContain("Cannot load the plugin b.mjs: oh");
    expect(await refused("c.mjs", `export default ${rule("image/alt")}`)).toContain(
      'is in the group "image", which is reserved for rules of stet.',
    );
    expect(await refused("d.mjs", `export default ${rule("x/y", "elements: {},")}`)).toContain(
      'has the unknown key "elements" (did you mean "element"?)',
    );
    expect(await refused("e.mjs", `export default ${rule("x/y", "options: { most: 3 },")}`)).toContain(
      'has an option "most" without a type',
    );
    expect(await refused("f.mjs", `export default ${rule("y")}`)).toContain('needs a name such as "house/tone"');
    await site.write("one.mjs", `export default ${rule("x/y")}`);
    await site.write("two.mjs", `export default ${rule("x/y")}`);
    await config({ plugins: ["./one.mjs", "./two.mjs"] });
    expect((await found()).stderr).toContain('The plugins one.mjs and two.mjs both define the rule "x/y".');
  });
});
