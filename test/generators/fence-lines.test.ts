/** Text on the lines of the fences, as Hugo 0.111.3 reads it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-fence-lines-");

/** What is said of the front matter, and of the fragments in the body. */
async function linted(block: string) {
  put("hugo.toml", "# none\n");
  put("content/a.md", `${block}\n\n## Times\n\nThe ferry leaves [at noon](#times), and [at six](#gone).\n`);
  const { files } = await lint({
    paths: ["content"],
    cwd: at(),
    offline: true,
    cache: false,
    noConfig: true,
    rules: { "front-matter/required": "off", "front-matter/title": "off" },
  });
  return files.flatMap(({ violations }) =>
    violations.map(({ rule }) => rule).filter((rule) => /^front|frag/.test(rule)),
  );
}

describe("Hugo", () => {
  const read = [
    '+++ title="x"\ndate=2024-01-02\n+++',
    '+++title="x"\n+++',
    '+++ # comment\ntitle="x"\n+++',
    '+++\ntitle="x"\n+++ tail',
    '+++\ntitle="x"\n+++tail',
    "--- title: x\n---",
    "--- title: x\n note: a\n---",
    "---title: x\n---",
    "--- # comment\ntitle: x\n---",
    "--- {title: x}\n---",
    "---\ntitle: x\n--- tail",
    "---\ntitle: x\n---tail",
    '{"title":"x"}tail',
    '{"title":"x",\n"note":"a"\n} tail',
  ];
  it.each(read)("reads %j", async (block) => {
    expect(await linted(block)).toEqual(["link/fragment"]);
  });

  it.each(["--- title: x\nnote: a\n---"])("does not read all of %j", async (block) => {
    expect((await linted(block)).some((rule) => rule.startsWith("front-matter/"))).toBe(true);
  });

  it.each(["----\ntitle: x\n----", "------\ntitle: x\n------"])("fails for %j", async (block) => {
    expect(await linted(block)).toContain("front-matter/fence");
  });

  // Hugo 0.111.3 reads the same before and after, except for the spaces and the date.
  const fixed: readonly [before: string, after: string][] = [
    ['+++ title="x "\ndate="2024-1-2"\n+++', '+++ title="x"\ndate="2024-01-02"\n+++'],
    ['+++title="x "\n+++tail', '+++title="x"\n+++tail'],
    ['--- title: "x "\n note: a\n---', '--- title: "x"\n note: a\n---'],
    ['---title: "x "\n---tail', '---title: "x"\n---tail'],
    ['--- {title: "x "}\n---', '--- {title: "x"}\n---'],
    ['---\ntitle: "x "\n----', '---\ntitle: "x"\n----'],
    ['{"title":"x "}tail', '{"title":"x"}tail'],
    ["----\ntitle: x\n----", "---\ntitle: x\n---"],
  ];
  it.each(fixed)("fixes change only values in %j", async (before, after) => {
    put("hugo.toml", "# none\n");
    put("content/a.md", `${before}\n\nThe ferry.\n`);
    const rules = { "front-matter/date": "error" } as const;
    const run = {
      paths: ["content"],
      cwd: at(),
      offline: true,
      cache: false,
      noConfig: true,
      fix: "unsafe" as const,
    };
    await lint({ ...run, rules });
    expect(readFileSync(at("content/a.md"), "utf8")).toBe(`${after}\n\nThe ferry.\n`);
  });
});
