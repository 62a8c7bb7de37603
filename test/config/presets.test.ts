import path from "node:path";
import { describe, expect, it } from "vitest";
import { rules as allRules } from "../../rules/index.js";
import { configSchema } from "../../src/config/config-schema.js";
import { presetNames, presetRules } from "../../src/config/presets.js";
import { type AnyRule, defineRule } from "../../src/rule.js";
import { compileSchema } from "../../src/schema/index.js";
import { folder, open, refusal, rulesOf } from "./support.js";

const rule = (name: AnyRule["name"], more: Partial<AnyRule>): AnyRule => ({
  ...defineRule({
    name,
    summary: "made up",
    severity: "error",
    options: { most: { type: "integer", default: 9, description: "at most" } },
    messages: {},
  }),
  ...more,
});
const registry = [
  rule("text/plain", { severity: "warning" }),
  rule("text/optin", { severity: "off" }),
  rule("text/said", {
    severity: "error",
    presets: { "rss-archive": "off", strict: ["error", { most: 1 }], accessibility: "warning" },
  }),
];
const under = async (config: unknown, more = {}) => {
  const root = folder({ "stet.config.json": config });
  return rulesOf(await open(root, { registry, ...more }), path.join(root, "a.md"));
};

describe("a preset", () => {
  it("is made of what the rules say of it", async () => {
    expect(await under({ extends: "stet:recommended" })).toEqual({
      "text/plain": { severity: "warning", most: 9 },
      "text/said": { severity: "error", most: 9 },
    });
    expect(await under({ extends: "stet:strict" })).toEqual({
      "text/plain": { severity: "error", most: 9 },
      "text/said": { severity: "error", most: 1 },
    });
    expect(await under({ extends: "stet:rss-archive" })).toEqual({ "text/plain": { severity: "warning", most: 9 } });
    expect(await under({ extends: "stet:accessibility" })).toEqual({ "text/said": { severity: "warning", most: 9 } });
  });

  it("undoes options of one that was extended before, and keeps its own under a bare severity", async () => {
    expect((await under({ extends: ["stet:strict", "stet:recommended"] }))["text/said"]).toEqual({
      severity: "error",
      most: 9,
    });
    expect((await under({ extends: "stet:strict", rules: { "text/said": "warn" } }))["text/said"]).toEqual({
      severity: "warning",
      most: 1,
    });
  });

  it("from the command line stands where files name theirs, below what they say themselves", async () => {
    const config = { extends: "stet:accessibility", rules: { "text/said": "warn" } };
    expect(await under(config, { preset: "strict" })).toEqual({
      "text/plain": { severity: "error", most: 9 },
      "text/said": { severity: "warning", most: 1 },
    });
    expect(await under({}, { preset: "rss-archive", noConfig: true })).toEqual({
      "text/plain": { severity: "warning", most: 9 },
    });
  });

  it("that does not exist is refused with the one that may be meant", async () => {
    expect(await refusal({}, { preset: "rss-archiv" })).toBe(
      '--preset: unknown preset "rss-archiv". | Did you mean "rss-archive"?',
    );
    expect(await refusal({}, { preset: "zzzzzzzz" })).toMatch(/The presets are recommended, strict,/);
  });
});

it("no rule gives itself an option in a preset that it does not have", async () => {
  const grammar = await compileSchema(configSchema(allRules), "the grammar");
  for (const name of presetNames) expect(grammar.validate({ rules: presetRules(name, allRules) }), name).toEqual([]);
});
