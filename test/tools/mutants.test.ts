/** The core of tools/mutate.ts: places for mutants, the choice of some, and a source that has them switched off. */
import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { choose, kinds, type Mutant, mutantsIn, withMutants } from "../../tools/mutants.js";

const found = (text: string): string[] =>
  mutantsIn("a.ts", text).map(({ kind, before, after, form }) => `${kind}: ${before} → ${after || form}`);

describe("a mutant is", () => {
  it.each([
    ["x();", ["drop: x(); → statement"]],
    ["throw e;", ["drop: throw e; → statement"]],
    ["let x = f(a, b);", ["call: f(a, b) → a", "call: f(a, b) → undefined"]],
    ["let x = a.trim();", ["call: a.trim() → a"]],
    ["let x = a.map((b) => b);", ["call: a.map((b) => b) → a"]],
    ["let x = a - b;", ["swap: a - b → (b) - (a)"]],
    ["let x = a ?? b;", ["swap: a ?? b → a"]],
    ["let x = a && b;", ["swap: a && b → (a) || (b)", "swap: a && b → a", "swap: a && b → b"]],
    ["let x = a ? b : c;", ["swap: a ? b : c → a ? c : b"]],
    ["let x = true;", ["swap: true → false"]],
    ["if (a) b = c;", ["swap: a → false", "swap: a → true", "drop: b = c; → statement"]],
    ["for (;;) if (a) continue;", ["early: a → false", "early: a → true", "drop: continue; → statement"]],
    ["function f() { x; return y; }", ["early: return y; → return;", "drop: x; → statement"]],
    ["let x = 1;", ["off by one: 1 → 2", "off by one: 1 → 0"]],
    ["let x = a.slice(b);", ["call: a.slice(b) → b", "off by one: b → b + 1"]],
    ["let x = a.length;", ["off by one: a.length → a.length - 1"]],
    ["let x = a < b;", ["compare: a < b → a <= b"]],
    ["let x = a === b;", ["compare: a === b → a !== b"]],
  ])("in %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'import a from "./a.js";',
    "interface A { readonly a: 1; b: true }",
    "type A = { a: 0 } | false;",
    'let x: 1 | true = t("id", "Text");',
    '"use strict";',
    "class A extends B { constructor() { super(); } }",
    "let x = a?.b().c;",
    "let timeout = 5000;",
    "let x = { 1: a };",
  ])("not in %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("of the source of a rule", () => {
  const file = "rules/html/nesting.ts";
  let text: string;
  let all: Mutant[];
  let folder: string;
  beforeAll(async () => {
    text = await readFile(path.join(packageRoot(), file), "utf8");
    all = mutantsIn(file, text);
    folder = await mkdtemp(path.join(tmpdir(), "stet-mutants-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("the same seed chooses the same mutants, as many of each kind, also where other lines have changed", () => {
    const chosen = choose(all, 12, 7);
    expect(choose([...all].reverse(), 12, 7)).toEqual(chosen);
    for (const kind of kinds) expect(chosen.filter((one) => one.kind === kind)).toHaveLength(2);
    expect(choose(all, 12, 8)).not.toEqual(chosen);
    const moved = mutantsIn(file, `/** Another line. */\nexport {};\n${text}`);
    expect(choose(moved, 12, 7).map(({ id }) => id)).toEqual(chosen.map(({ id }) => id));
  });

  it("with all mutants in it can be compiled", async () => {
    const code = withMutants(text, choose(all, all.length * kinds.length, 1), "/active");
    expect((await transform(code, { loader: "ts" })).warnings).toEqual([]);
  });

  it("does what it did, unless one is switched on", async () => {
    const source = `export function f(list) {
  const seen = [];
  for (const one of list) {
    if (one.name?.first.trim() === "") continue;
    seen.push(one.size > 1 && one.name ? one.size - 1 : 0);
  }
  return seen;
}`;
    const mutants = choose(mutantsIn("f.ts", source), 100, 1);
    const active = path.join(folder, "active");
    const result = async (on: readonly Mutant[]): Promise<string> => {
      writeFileSync(active, on.map(({ id }) => id).join(" "));
      const { code } = await transform(withMutants(source, mutants, active), { loader: "ts", format: "cjs" });
      const module = { exports: {} as { f: (list: unknown) => unknown } };
      // Each run has a global object of its own, as each program has.
      new Function("module", "globalThis", code)(module, {});
      const names = [{ size: 3, name: { first: "a" } }, { size: 3 }, { size: 9, name: { first: " " } }, { size: 1 }];
      try {
        return JSON.stringify(module.exports.f(names)) ?? "undefined";
      } catch (error) {
        return String(error);
      }
    };
    expect(await result([])).toBe("[2,0,0]");
    const outcomes = new Map<string, string>();
    for (const mutant of mutants) outcomes.set(`${mutant.before} → ${mutant.after}`, await result([mutant]));
    expect(outcomes.get("continue; → ")).toBe("[2,0,8,0]");
    expect(outcomes.get("one.size - 1 → (1) - (one.size)")).toBe("[-2,0,0]");
    expect(outcomes.get("return seen; → return;")).toBe("undefined");
    expect(outcomes.get("one.size > 1 → one.size >= 1")).toBe("[2,0,0]");
  });
});
