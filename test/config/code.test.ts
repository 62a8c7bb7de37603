/** Configurations and plugins that are code: when they are run, and when surely not. Through the built program. */
import { existsSync } from "node:fs";
import { chown, mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite({
    "posts/a.md": "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>海边的灯塔亮了。</p>\n",
  });
});
afterEach(() => site.remove());

/** Leaves a trace when it runs. */
const code = (exported = "{}") =>
  `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(path.join(site.folder, "ran"))}, ""); export default ${exported};`;
const ran = () => existsSync(path.join(site.folder, "ran"));
const lint = (...args: string[]) => site.stet([...args, "--offline"]);

describe("--no-config-code", () => {
  it.each(["stet.config.mjs", "stet.config.ts", "stet.config.cjs"])(
    "refuses %s, names it, and does not run it",
    async (name) => {
      await site.write(`posts/${name}`, code());
      const { code: exit, stderr } = await lint("posts", "--no-config-code");
      expect(exit).toBe(2);
      expect(stderr).toContain(`The configuration posts/${name} is code, which --no-config-code does not run.`);
      expect(ran()).toBe(false);
    },
  );

  it("takes the configuration that is data where both lie in a folder", async () => {
    await site.write("stet.config.mjs", code());
    await site.write("stet.config.json", '{ "rules": { "front-matter/required": "off" } }');
    const { code: exit, stderr } = await lint("posts", "--no-config-code");
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(ran()).toBe(false);
  });

  it("refuses code that a configuration extends", async () => {
    await site.write("base.mjs", code());
    await site.write("stet.config.json", '{ "extends": ["./base.mjs"] }');
    const { code: exit, stderr } = await lint("posts", "--no-config-code");
    expect(exit).toBe(2);
    expect(stderr).toContain("The configuration base.mjs is code");
    expect(ran()).toBe(false);
  });

  it("refuses a package of code that a configuration extends", async () => {
    await site.write(
      "node_modules/house/package.json",
      '{ "name": "house", "type": "module", "exports": "./index.js" }',
    );
    await site.write("node_modules/house/index.js", code());
    await site.write("stet.config.json", '{ "extends": ["house"] }');
    const { code: exit, stderr } = await lint("posts", "--no-config-code");
    expect(exit).toBe(2);
    expect(stderr).toContain("is code, which --no-config-code does not run");
    expect(ran()).toBe(false);
  });

  it("refuses plugins, at their place", async () => {
    await site.write("house.mjs", code("[]"));
    await site.write("stet.config.json", '{\n  "plugins": ["./house.mjs"]\n}\n');
    const { code: exit, stderr } = await lint("posts", "--no-config-code");
    expect(exit).toBe(2);
    expect(stderr).toContain(
      'stet.config.json:2:15: the plugin "./house.mjs" is code, which --no-config-code does not run.',
    );
    expect(ran()).toBe(false);
  });

  it("refuses code that is named with --config, and in --print-config", async () => {
    await site.write("own.mjs", code());
    expect((await lint("posts", "--no-config-code", "--config", "own.mjs")).code).toBe(2);
    await site.write("stet.config.mjs", code());
    expect((await lint("--print-config", "posts/a.md", "--no-config-code")).code).toBe(2);
    expect(ran()).toBe(false);
  });

  it("holds for what reports tell of rules", async () => {
    await site.write("stet.config.mjs", code());
    await site.write("posts/stet.config.json", '{ "rules": { "front-matter/required": "off" } }');
    for (const format of ["sarif", "html"]) {
      const { code: exit, stderr } = await lint("posts", "--no-config-code", "--format", format);
      expect({ format, exit }).toEqual({ format, exit: 2 });
      expect(stderr).toContain("The configuration stet.config.mjs is code, which --no-config-code does not run");
    }
    expect(ran()).toBe(false);
  });

  it.each([
    ["rules"],
    ["rules", "--json"],
    ["explain", "house/no-such-rule"],
    ["schema", "infer", "posts"],
    ["schema", "coverage", "posts"],
    ["ledger", "update", "posts"],
    ["ledger", "prune", "posts"],
    ["ledger", "verify"],
    ["probe", "data:image/gif;base64,R0lGODlhAQABAAAAADs="],
  ])("holds for stet %s %s", async (...command) => {
    await site.write("stet.config.mjs", code());
    const { code: exit, stderr } = await site.stet([...command, "--no-config-code"]);
    expect(stderr).toContain("The configuration stet.config.mjs is code, which --no-config-code does not run");
    expect(exit).toBe(2);
    expect(ran()).toBe(false);
    await site.stet(command);
    expect(ran()).toBe(true);
  });

  it("changes nothing where all is data", async () => {
    await site.write("stet.config.yaml", "rules:\n  front-matter/required: off\n");
    expect((await lint("posts", "--no-config-code")).code).toBe(0);
  });
});

describe("code that is found, and not named,", () => {
  it("is run in the tree of the working directory", async () => {
    await site.write("posts/stet.config.mjs", code());
    expect((await lint("posts")).code).toBe(0);
    expect(ran()).toBe(true);
  });

  it("is not run where it lies elsewhere, unless it is named", async () => {
    const stranger = await makeSite({ "a.md": "灯塔\n", "stet.config.mjs": code("{ extends: [] }") });
    try {
      const { code: exit, stderr } = await lint(stranger.folder);
      expect(exit).toBe(2);
      expect(stderr).toContain("so stet does not run it");
      expect(ran()).toBe(false);
      const named = await lint(stranger.folder, "--config", path.join(stranger.folder, "stet.config.mjs"));
      expect({ exit: named.code, ran: ran() }).toEqual({ exit: 0, ran: true });
    } finally {
      await stranger.remove();
    }
  });

  it("is not run where somebody else has put it above the working directory", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a file away: not tested");
    await mkdir(path.join(site.folder, "posts/mine"));
    await site.write("posts/mine/a.md", "灯塔\n");
    await site.write("posts/stet.config.mjs", code());
    await chown(path.join(site.folder, "posts/stet.config.mjs"), 1234, 1234);
    const { code: exit, stderr } = await lint("posts");
    expect(exit).toBe(2);
    expect(stderr).toContain("belongs to another user, so stet does not run it");
    expect(ran()).toBe(false);
  });
});
