/**
 * Fixes keep everything else: of every rule of this family that fixes, each fix by itself and all of them together, in
 * front matter of all three languages, among comments and values that nobody complains about.
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { rules } from "../../../rules/index.js";
import { fixText } from "../../../src/fix/passes.js";
import type { Violation } from "../../../src/results.js";
import { asFixInput, lintText } from "../../../src/run/lint-text.js";
import { loadSchema } from "../../../src/schema/index.js";
import { edited, frontMatterOf, pathsOf } from "../../article/support.js";
import { schemaFile } from "../../schema/support.js";

const schema = await loadSchema(
  schemaFile({
    required: ["description"],
    properties: {
      title: { type: "string" },
      description: {},
      draft: { type: "boolean" },
      weight: { type: "integer" },
      tags: { type: "array", items: { type: "string" } },
      layout: { enum: ["post", "page"] },
      slug: { pattern: "^[a-z0-9-]+$", "x-fix": "slug" },
      category: { deprecated: true, "x-replacement": "section" },
      copyright: {},
    },
  }),
  "/",
);
/** What is off by itself, or does nothing without being told what is wanted. */
const options: Readonly<Record<string, object>> = {
  "front-matter/date": { zone: "+08:00", oneZone: true, future: 100_000 },
  "front-matter/key-order": { order: ["title", "date", "tags"] },
};
const fixing = rules.filter(({ name, fixable }) => name.startsWith("front-matter/") && fixable);
const plan = {
  rules: fixing.map((rule) => ({
    rule,
    severity: "error" as const,
    options: {
      ...Object.fromEntries(
        Object.entries<{ default: unknown }>(rule.options ?? {}).map(([name, option]) => [name, option.default]),
      ),
      ...options[rule.name],
    },
  })),
  schema,
  lazyAttributes: [],
  imagesRoot: undefined,
};
const nobody = () => Promise.reject(new Error("no picture is asked for"));
const lookAt = (text: string) => lintText({ path: "a.md", text }, plan, nobody);

/** By key, the values that some rule would write otherwise, and some that none would; as YAML writes them. */
const yaml: Readonly<Record<string, readonly string[]>> = {
  title: ['"  甲 乙 "', "'AT&amp;T 之夜'", "'<b>甲</b> 乙'", "甲。", "2021", "雨 | 晴", "2015-10-11", "1.10"],
  date: [
    "Sat, 11 Dec 2021 04:49:15 GMT",
    "2021-12-11 04:49:15",
    "'2021/12/11 04:49:15 +0000'",
    "2021-12-11",
    "Jul 08 2022",
  ],
  updated: ["2021-12-12 04:49:15 +0000", "'Sun, 12 Dec 2021 04:49:15 GMT'"],
  draft: ['"false"', "'True'", "true"],
  weight: ["'12'", "12"],
  tags: ["天气", '"a: b"', "[雨, 2021]", "\n  - 雨\n  - 1.50", "[雨]"],
  layout: ["Post", "' page '", "post"],
  slug: ["Hangzhou Rain", "rain"],
  category: ["天气", "[天气, 雨]"],
  desciption: ["丙", "|\n  两行\n  文字"],
  description: ["'it''s'", "丁"],
  copyrihgt: ["戊"],
  lang: ["no", "'no'"],
  time: ["12:30", "0123", "1_000"],
  on: ["push"],
  extra: ["\n  flag: yes\n  note: 'x'", "{ a: [off, 1], b: ~ }"],
};
const toml: Readonly<Record<string, readonly string[]>> = {
  title: ['"  甲 乙 "', "'AT&amp;T 之夜'", "2021"],
  date: ["'Sat, 11 Dec 2021 04:49:15 GMT'", "2021-12-11T04:49:15", "2021-12-11"],
  draft: ['"false"', "true"],
  weight: ["'12'"],
  tags: ["'天气'", "['雨', 2021]", "[\n  '雨',\n]"],
  layout: ["'Post'"],
  slug: ["'Hangzhou Rain'"],
  category: ["'天气'"],
  desciption: ["'''丙'''"],
  copyrihgt: ["'戊'"],
  lang: ["'no'"],
};
const json: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(toml).map(([key, values]) => [
    key,
    values
      .filter((value) => !/^\d{4}-/.test(value))
      .map((value) => value.replaceAll("'''", "'").replaceAll("'", '"').replace(",\n]", "\n]")),
  ]),
);

/** Each comment has a number of its own. */
let remarks = 0;
const remark = (form: number): string =>
  ["", "", ` # 旁注${++remarks}。`, `\n# 一行旁注${++remarks}。`, "\n"][form] ?? "";
const entries = (pool: Readonly<Record<string, readonly string[]>>) =>
  fc
    .shuffledSubarray(Object.keys(pool), { minLength: 1, maxLength: 6 })
    .chain((keys) =>
      fc.tuple(
        ...keys.map((key) => fc.tuple(fc.constant(key), fc.constantFrom(...(pool[key] ?? [])), fc.nat(4), fc.nat(9))),
      ),
    );
const block = fc.oneof(
  {
    weight: 4,
    arbitrary: entries(yaml).map((all) => {
      const lines = all.flatMap(([key, value, form, twice]) => {
        const line = `${key}:${value.startsWith("\n") ? "" : " "}${value}`;
        const isOneLine = !value.includes("\n");
        // Behind a text of several lines a remark would be part of it.
        const written = isOneLine ? line + remark(form) : line;
        return twice === 0 && isOneLine ? [written, line] : [written];
      });
      return `---\n${lines.join("\n")}\n---\n正文 # 一\n`;
    }),
  },
  entries(toml).map(
    (all) => `+++\n${all.map(([key, value, form]) => `${key} = ${value}${remark(form)}`).join("\n")}\n+++\n正文\n`,
  ),
  entries(json).map((all) => `{\n${all.map(([key, value]) => `  "${key}": ${value}`).join(",\n")}\n}\n正文\n`),
);
const article = fc
  .tuple(block, fc.boolean(), fc.boolean())
  .map(([text, crlf, bom]) => `${bom ? "\ufeff" : ""}${crlf ? text.replaceAll("\n", "\r\n") : text}`);

interface Span {
  readonly start: number;
  readonly end: number;
}
const meets = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;
const at = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], data);
/** Paths to what holds nothing further. */
const leaves = (data: unknown) =>
  pathsOf(data).filter((path) => {
    const value = at(data, path);
    return typeof value !== "object" || value === null || Object.keys(value).length === 0;
  });
const numbers = (text: string): string[] => (text.match(/# (?:一行)?旁注\d+。/g) ?? []).sort();

/** What one fix did beyond its own place, if anything. */
function strayed(text: string, { fix, range }: Violation): string | undefined {
  const edits = fix?.edits ?? [];
  const after = edited(text, edits);
  const before = frontMatterOf(text);
  const then = frontMatterOf(after);
  if (then.data === undefined) return "it cannot be read any more";
  // Where the edits stand afterwards.
  let moved = 0;
  const written = [...edits]
    .sort((a, b) => a.range.start - b.range.start)
    .map((edit) => {
      const start = edit.range.start + moved;
      moved += edit.text.length - (edit.range.end - edit.range.start);
      return { start, end: start + edit.text.length };
    });
  for (const path of leaves(before.data)) {
    if (isDeepStrictEqual(at(then.data, path), at(before.data, path))) continue;
    const entry = before.place(path.slice(0, 1), "entry");
    if (!entry || !meets(entry, range)) return `${path.join(".")} is another`;
  }
  for (const path of leaves(then.data)) {
    if (isDeepStrictEqual(at(then.data, path), at(before.data, path))) continue;
    const entry = then.place(path.slice(0, 1), "entry");
    if (!entry || !written.some((one) => meets(entry, one))) return `${path.join(".")} is new`;
  }
  if (!isDeepStrictEqual(numbers(after), numbers(text))) return "a comment is lost";
  if (after.slice(then.range.end) !== text.slice(before.range.end)) return "the article is another";
  return undefined;
}

it("each by itself changes the value that it is for, and nothing else", async () => {
  const made = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(article, async (text) => {
      const { violations, errors } = await lookAt(text);
      expect(errors).toEqual([]);
      for (const violation of violations) {
        if (!violation.fix) continue;
        made.set(violation.rule, (made.get(violation.rule) ?? 0) + 1);
        const { rule, message } = violation;
        expect(strayed(text, violation), `${rule}: ${message}\n${text}\n${edited(text, violation.fix.edits)}`).toBe(
          undefined,
        );
      }
    }),
    { numRuns: 300 },
  );
  // Fixes that are never made would prove nothing. Missing front matter has no values that could change, and
  // the others need a generator.
  const never = fixing.map(({ name }) => name).filter((name) => (made.get(name) ?? 0) < 10);
  expect(never).toEqual([
    "front-matter/fence",
    "front-matter/nested-categories",
    "front-matter/published",
    "front-matter/required",
  ]);
}, 60_000);

it("all together leave nothing to fix, no comment lost, and what no rule complains about as it was", async () => {
  await fc.assert(
    fc.asyncProperty(article, fc.boolean(), async (text, unsafe) => {
      const run = (source: string) => fixText(source, async (next) => asFixInput(await lookAt(next)), { unsafe });
      const { after, errors, remaining } = await run(text);
      expect(errors, text).toEqual([]);
      expect(remaining.filter(({ fix }) => fix && (unsafe || fix.safe)).map(({ message }) => message)).toEqual([]);
      expect((await run(after)).after).toBe(after);
      expect(numbers(after), after).toEqual(numbers(text));
      const before = frontMatterOf(text);
      const then = frontMatterOf(after);
      const told = (await lookAt(text)).violations;
      for (const key of Object.keys(before.data ?? {})) {
        const entry = before.place([key], "entry");
        if (entry && told.some(({ range }) => meets(entry, range))) continue;
        expect(at(then.data, [key]), `${key} of ${text}`).toEqual(at(before.data, [key]));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
