import { describe, expect, it } from "vitest";
import schema from "../../../rules/front-matter/schema.js";
import type { FilePlan } from "../../../src/config/types.js";
import { look } from "../../../src/look.js";
import type { SchemaProblem } from "../../../src/rule.js";
import { unmark } from "../../support/rule-tester.js";

/** What the rule makes of problems that a schema finds, whatever the schema. */
async function seen(text: string, problems: readonly SchemaProblem[]) {
  const plan: FilePlan = {
    rules: [{ rule: schema, severity: "error", options: {} }],
    schema: { name: "any.json", validate: () => problems, imagePaths: () => [] },
    lazyAttributes: [],
    imagesRoot: undefined,
  };
  const { violations, errors } = await look({ path: "a.md", text }, plan, async () => {
    throw new Error("nobody asks for pictures");
  });
  expect(errors).toEqual([]);
  return violations;
}

/** One problem: its message, and that it stands where the article is marked. */
async function says(article: string, problem: SchemaProblem) {
  const { text, marks } = unmark(article);
  const violations = await seen(text, [problem]);
  expect(violations.map(({ range }) => range)).toEqual(marks);
  const [violation] = violations;
  const apply = (edits: readonly { range: { start: number; end: number }; text: string }[] = []) =>
    edits.reduce((t, edit) => t.slice(0, edit.range.start) + edit.text + t.slice(edit.range.end), text);
  return {
    message: violation?.message,
    fixed: violation?.fix && apply(violation.fix.edits),
    safe: violation?.fix?.safe,
    suggested: (violation?.suggestions ?? []).map(({ edits }) => apply(edits)),
  };
}

describe("front-matter/schema", () => {
  it("points at the value that is wrong, by its dotted path", async () => {
    const problem = { keyword: "type", message: "must be a string, is a number (12)" };
    const article = "---\ntitle: 甲\nauthor:\n  name: «12»\n---\n";
    expect(await says(article, { ...problem, path: ["author", "name"] })).toMatchObject({
      message: '"author.name" must be a string, is a number (12)',
      fixed: undefined,
      suggested: [],
    });
    expect(await says("---\ntags: [甲, «12»]\n---\n", { ...problem, path: ["tags", 1] })).toMatchObject({
      message: '"tags[1]" must be a string, is a number (12)',
    });
    expect(await says('{\n"tags": ["甲", «12»]\n}\n', { ...problem, path: ["tags", "1"] })).toMatchObject({
      message: '"tags[1]" must be a string, is a number (12)',
    });
  });

  it("points at the key of a value that is not written", async () => {
    const problem = { path: ["title"], keyword: "type", message: "must be a string, is empty" };
    expect(await says("---\n«title»:\n---\n", problem)).toMatchObject({
      message: '"title" must be a string, is empty',
    });
  });

  it("points at the opening fence for a key that is missing, and for the block as a whole", async () => {
    const missing = { path: [], keyword: "required", key: "title", message: 'must have "title"' };
    expect(await says("\n«---»\ndate: 2021-12-11\n---\n", missing)).toMatchObject({
      message: 'the front matter has no "title": add it',
    });
    const whole = { path: [], keyword: "minProperties", message: "must have at least 3 entries" };
    expect(await says('«+++»\ntitle = "甲"\n+++\n', whole)).toMatchObject({
      message: "the front matter must have at least 3 entries",
    });
  });

  it("points at the key of the object in which a key is missing", async () => {
    const missing = { path: ["author"], keyword: "required", key: "name", message: 'must have "name"' };
    expect(await says("---\n«author»:\n  url: /a\n---\n", missing)).toMatchObject({
      message: '"author" has no "name": add it',
    });
  });

  it("points at a key that should not be there, and renames it where one name is meant", async () => {
    const unknown = { path: [], keyword: "additionalProperties", key: "tilte", message: "is not known" };
    const article = "---\n«tilte»: 甲 # 标题\n---\n正文\n";
    expect(await says(article, unknown)).toEqual({
      message: '"tilte" is not known',
      fixed: undefined,
      safe: undefined,
      suggested: [],
    });
    expect(await says(article, { ...unknown, didYouMean: ["title"] })).toEqual({
      message: '"tilte" is not known: did you mean "title"?',
      fixed: "---\ntitle: 甲 # 标题\n---\n正文\n",
      safe: false,
      suggested: [],
    });
    expect(await says(article, { ...unknown, didYouMean: ["title", "titles"] })).toMatchObject({
      message: '"tilte" is not known: did you mean "title" or "titles"?',
      fixed: undefined,
    });
  });

  it("does not rename to a key that is there already", async () => {
    const unknown = {
      path: [],
      keyword: "additionalProperties",
      key: "Title",
      message: "is not known",
      didYouMean: ["title"],
    };
    expect(await says("---\ntitle: 甲\n«Title»: 乙\n---\n", unknown)).toMatchObject({ fixed: undefined });
  });

  it("suggests the values that may be meant, in the quotes that are there", async () => {
    const problem = {
      path: ["layout"],
      keyword: "enum",
      message: 'must be one of "post", "page"',
      didYouMean: ["post"],
    };
    expect(await says("---\nlayout: «'pots'»\n---\n", problem)).toEqual({
      message: '"layout" must be one of "post", "page"',
      fixed: undefined,
      safe: undefined,
      suggested: ["---\nlayout: 'post'\n---\n"],
    });
  });

  it("has nothing to say of what the schema accepts, of text without front matter, and of what cannot be read", async () => {
    expect(await seen("---\ntitle: 甲\n---\n", [])).toEqual([]);
    const problem = { path: [], keyword: "required", key: "title", message: 'must have "title"' };
    expect(await seen("正文\n", [problem])).toEqual([]);
    expect(await seen("---\ntitle: [\n---\n", [problem])).toEqual([]);
  });
});
