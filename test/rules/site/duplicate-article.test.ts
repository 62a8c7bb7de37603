import { describe, expect, it } from "vitest";
import duplicateArticle from "../../../rules/site/duplicate-article.js";
import { parseArticle } from "../../../src/article/index.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

/** A text of our own: sentences made of few words, in an order that follows from a number. */
function sentences(seed: number, count: number): string[] {
  const words =
    "清晨|河面|起雾|渡船|慢慢|靠岸|老人|提着|篮子|走上|石阶|集市|开门|卖鱼|吆喝|孩子|跑过|桥头|下雨|伞|灯|亮".split(
      "|",
    );
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return words[(state >>> 16) % words.length];
  };
  return Array.from({ length: count }, () => `${Array.from({ length: 8 }, next).join("")}。`);
}

const text = sentences(1, 40);
const article = (title: string, body: readonly string[]) => `---\ntitle: ${title}\n---\n\n${body.join("\n")}\n`;
const same = (other: string, title: string) =>
  `Text is the same as in "${other}", titled "${title}". Delete one of the articles.`;

testSiteRule(duplicateArticle, {
  accepts: [
    {
      name: "other texts of the same words",
      articles: { "a.md": article("甲", text), "b.md": article("乙", sentences(2, 40)) },
    },
    {
      name: "a text of which half is another's",
      articles: {
        "a.md": article("甲", text),
        "b.md": article("乙", [...text.slice(0, 20), ...sentences(3, 20)]),
      },
    },
    {
      name: "short texts",
      articles: { "a.md": article("甲", text.slice(0, 5)), "b.md": article("乙", text.slice(0, 5)) },
    },
    {
      name: "the same text under the same title",
      articles: { "v1/a.md": article("甲", text), "v2/a.md": article("甲", text) },
    },
  ],
  rejects: [
    {
      name: "the same text under another title, whatever its markup, and without a title",
      articles: {
        "a.md": article("甲", text),
        "b.md": article("«乙»", text),
        "c.html": `---\ntitle: «丙»\n---\n<div>${text.map((line) => `<p>${line.slice(0, 4)}&#x200b;<b>${line.slice(4)}</b></p>`).join("")}</div><script>1</script>\n`,
        "d.md": `«${text[0]?.[0]}»${text.join("\n\n").slice(1)}\n`,
      },
      messages: { "b.md": same("a.md", "甲"), "c.html": same("a.md", "甲"), "d.md": same("a.md", "甲") },
    },
    {
      name: "a text with one sentence more and one changed",
      articles: {
        "a.md": article("甲", text),
        "b.md": article("«乙»", [...text.slice(0, 30), ...sentences(9, 1), ...text.slice(31), ...sentences(8, 1)]),
      },
      messages: {
        "b.md":
          'About 85% of the text is the same as in "a.md", titled "甲". Delete one of the articles, or rewrite it.',
      },
    },
    {
      name: "texts of the same title where they are asked for, at the similarity that is asked for",
      articles: {
        "a.md": article("甲", text),
        "b.md": article("«甲»", [...text.slice(0, 30), ...sentences(9, 10)]),
      },
      options: { sameTitle: true, similarity: 0.5 },
      messages: {
        "b.md":
          'About 60% of the text is the same as in "a.md", titled "甲". Delete one of the articles, or rewrite it.',
      },
    },
    {
      name: "the one article of this run, whose text one of the site has",
      articles: { "a.md": article("«甲»", text), "b.md": article("乙", text) },
      linted: ["a.md"],
      messages: { "a.md": same("b.md", "乙") },
    },
  ],
});

describe("the sketch of a text", () => {
  const options = { similarity: 0.8, least: 50, sameTitle: false } as const;
  const summaryOf = (body: readonly string[]) => {
    const read = parseArticle(
      { path: "a.md", text: body.join("\n") },
      { bodyLanguage: "markdown", lazyAttributes: [] },
    );
    return duplicateArticle.site?.summarize(read, { options, prepared: undefined });
  };

  it("takes less than a kilobyte, however long the text is", () => {
    for (const length of [10, 100, 10_000])
      expect(JSON.stringify(summaryOf(sentences(length, length))).length).toBeLessThan(1024);
  });

  it("estimates the share of common text within four standard deviations", () => {
    const values = (body: readonly string[]) =>
      new Uint32Array(new Uint8Array(Buffer.from(summaryOf(body)?.sketch ?? "", "base64")).buffer);
    const shingles = (body: readonly string[]) => {
      const letters = body.join("").replace(/[^\p{L}\p{N}]/gu, "");
      return new Set(Array.from({ length: letters.length - 4 }, (_, at) => letters.slice(at, at + 5)));
    };
    for (let common = 0; common <= 100; common += 10) {
      const one = sentences(21, 100);
      const other = [...one.slice(0, common), ...sentences(34 + common, 100 - common)];
      const [a, b] = [shingles(one), shingles(other)];
      const both = [...a].filter((shingle) => b.has(shingle)).length;
      const real = both / (a.size + b.size - both);
      const [x, y] = [values(one), values(other)];
      const estimate = x.filter((value, at) => value === y[at]).length / x.length;
      expect(Math.abs(estimate - real), `${common}`).toBeLessThan(0.02 + 4 * Math.sqrt((real * (1 - real)) / 120));
    }
  });

  it("finds each of a thousand near copies among ten thousand texts", { timeout: 120_000 }, () => {
    const found: string[] = [];
    const entry = (at: number, body: readonly string[]) => ({
      path: `${String(at).padStart(5, "0")}.md`,
      linted: true,
      summary: { ...summaryOf(body), title: `${at}` } as NonNullable<ReturnType<typeof summaryOf>>,
    });
    const originals = Array.from({ length: 1000 }, (_, at) => entry(at, sentences(1000 + at, 30)));
    const copies = Array.from({ length: 1000 }, (_, at) =>
      entry(1000 + at, [...sentences(1000 + at, 30), ...sentences(7_000_000 + at, 1)]),
    );
    duplicateArticle.site?.check([...originals, ...copies], {
      options,
      prepared: undefined,
      files: [],
      report: ({ path }) => found.push(path),
      reportFile: () => {},
    });
    expect(found).toEqual(copies.map(({ path }) => path));
  });
});
