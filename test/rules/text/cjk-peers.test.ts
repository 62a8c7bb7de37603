/** The rules for Chinese text, on a hundred small texts: see cjk-cases.ts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../../support/site.js";
import { cjkCases } from "./cjk-cases.js";

const fileOf = (index: number) => `${String(index).padStart(3, "0")}.md`;

describe("Chinese text", () => {
  let site: Site;
  beforeAll(async () => {
    site = await makeSite({
      "stet.config.json": JSON.stringify({
        extends: [],
        rules: { "text/fullwidth-punctuation": "error", "text/cjk-spacing": "error" },
      }),
    });
    for (const [index, { text }] of cjkCases.entries()) await site.write(fileOf(index), `${text}\n`);
    await site.stet(["--fix", "--unsafe-fixes", "--offline", "."]);
  });
  afterAll(() => site.remove());

  it.each(cjkCases.map((one, index) => ({ ...one, index })))("$text", async ({ index, stet }) => {
    expect(await site.read(fileOf(index))).toBe(`${stet}\n`);
  });
});

it("each difference from most of the other tools has a reason", () => {
  expect(cjkCases.length).toBeGreaterThan(100);
  const unsettled = cjkCases.filter(
    ({ stet, autocorrect, zhlint, lintMd, reason }) =>
      [autocorrect, zhlint, lintMd].filter((other) => other !== stet).length >= 2 && reason === undefined,
  );
  expect(unsettled).toEqual([]);
});
