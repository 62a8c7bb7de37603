import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

const article = (lines: string) => `---\n${lines}\n---\n\n正文。\n`;
const dated = "date: 2022-05-01T09:30:00+08:00";

let site: Site;
beforeEach(async () => {
  site = await makeSite(
    Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `content/${String(i).padStart(2, "0")}.md`,
        article(`title: 第${i}篇\n${dated}\nviews: ${i === 7 ? "很多" : i}`),
      ]),
    ),
  );
  await site.write("content/bare.md", "没有前言。\n");
});
afterEach(() => site.remove());

describe("stet schema infer", () => {
  it("writes a schema to stdout, and lists the articles that would violate it", async () => {
    const { code, stdout, stderr } = await site.stet(["schema", "infer", "content/"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      required: ["date", "title", "views"],
      properties: {
        views: { type: "integer", description: "In 100% of 60 articles.", $comment: "other values: string 1" },
      },
    });
    expect(stderr).toBe(
      'content/07.md: "views" must be an integer, but is a string ("很多")\n' +
        "content/bare.md: Front matter missing or not readable.\n" +
        "61 articles, 2 of which do not match the schema\n",
    );
  });

  it("reads all articles again, although a run before has cached them", async () => {
    for (let at = 0; at < 70; at++) await site.write(`content/more/${at}.md`, `---\ntitle: ${at} 号\n---\n正文\n`);
    const first = await site.stet(["schema", "infer", "content/"]);
    expect(await site.stet(["schema", "infer", "content/"])).toEqual(first);
  });

  it("writes a file that --schema takes, and that judges as it said", async () => {
    await site.stet(["schema", "infer", "content/", "-o", "schemas/post.schema.json"]);
    const { stdout } = await site.stet([
      "content/",
      "--offline",
      "--schema",
      "schemas/post.schema.json",
      "--format",
      "json",
    ]);
    const found = JSON.parse(stdout).files.filter(({ violations }: { violations: unknown[] }) => violations.length > 0);
    expect(found.map(({ path }: { path: string }) => path)).toEqual(["content/07.md", "content/bare.md"]);
  });

  it("lists exactly what the schema then finds", async () => {
    for (let i = 0; i < 60; i++) {
      const lines = [
        `title: 第${i}篇`,
        i === 3 ? "date: 昨天" : dated,
        `views: ${i === 7 ? "很多" : i}`,
        ...(i === 9 ? [] : [`section: ${i === 11 ? "文话" : i % 2 ? "文化" : "体育"}`]),
        i === 3 ? "author: 甲" : `author: { name: 作者${i}, email: ${i === 20 ? "无" : `a${i}@news.example`} }`,
        `tags: [${i === 30 ? "7" : "新闻"}, 标签${i}]`,
        ...(i === 40 ? ["titel: 甲"] : []),
      ];
      await site.write(`content/${String(i).padStart(2, "0")}.md`, article(lines.join("\n")));
    }
    const { stderr } = await site.stet(["schema", "infer", "content/", "-o", "post.schema.json", "--closed"]);
    const listed = stderr.split("\n").filter((line) => line.startsWith("content/"));
    expect(listed).toEqual([
      'content/03.md: "date" must be a date and time such as "2021-12-11T04:49:15Z", but is "昨天"',
      'content/03.md: "author" must be a mapping, but is a string ("甲")',
      'content/07.md: "views" must be an integer, but is a string ("很多")',
      'content/09.md: the front matter must have "section"',
      'content/11.md: "section" must be one of "体育", "文化", but is "文话"',
      'content/20.md: "author.email" must be an email address, but is "无"',
      'content/30.md: "tags.0" must be a string, but is a number (7)',
      'content/40.md: "titel" is not a known key',
      "content/bare.md: Front matter missing or not readable.",
    ]);
    const lint = await site.stet(["content/", "--offline", "--schema", "post.schema.json", "--format", "json"]);
    const rules = ["required", "schema", "type", "unknown-key"].map((name) => `front-matter/${name}`);
    const found = JSON.parse(lint.stdout).files.flatMap((file: { path: string; violations: { rule: string }[] }) =>
      file.violations.filter(({ rule }) => rules.includes(rule)).map(() => file.path),
    );
    expect(found).toEqual(listed.map((line) => line.replace(/:.*/, "")));
  });

  it.each([
    [["schema", "infer"], "Missing files or folders."],
    [["schema", "infer", "content/bare.md"], "None of these articles has readable front matter."],
    [["schema", "infer", "content/", "--required-share", "2"], "Invalid value for --required-share."],
    [["schema", "infer", "content/", "--enum-max", "x"], "Invalid value for --enum-max."],
    [["schema"], "Missing subcommand. Use stet schema infer or stet schema coverage."],
  ])("%j says what is wrong", async (args, message) => {
    expect(await site.stet(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe("stet schema coverage", () => {
  beforeEach(async () => {
    await site.write("own.schema.json", '{"type":"object"}');
    await site.write("content/own.md", article(`$schema: /own.schema.json\ntitle: 甲\n${dated}`));
    await site.write(
      "stet.config.json",
      JSON.stringify({
        schemas: { "content/1*.md": "own.schema.json", "pages/**": "preset:hexo" },
        overrides: [{ files: "content/bare.md", schema: false }],
      }),
    );
  });

  it("tells which schema judges how many articles, and what matches nothing", async () => {
    const { code, stdout } = await site.stet(["schema", "coverage", "."]);
    expect(stdout.split("\n")).toEqual([
      "preset:article                             50 articles",
      "own.schema.json                            10 articles",
      "(no schema)                                1 article",
      "/own.schema.json ($schema in the article)  1 article",
      'no effect: stet.config.json: "pages/**" in schemas matches no file.',
      "",
    ]);
    expect(code).toBe(0);
  });

  it("fails for what matches nothing under --strict-config, as linting does", async () => {
    expect((await site.stet(["schema", "coverage", ".", "--strict-config"])).code).toBe(1);
    const lint = await site.stet([".", "--offline", "--strict-config"]);
    expect(lint).toMatchObject({ code: 2, stderr: expect.stringContaining('"pages/**" in schemas matches no file') });
    expect(lint.stdout).toContain("62 articles");
  });

  it("tells of overrides and ignores that match nothing, and uses the configuration that is named", async () => {
    const other = { ignores: ["drafts/", "content/5*.md"], overrides: [{ files: "old/**", rules: {} }] };
    await site.write("other.config.json", JSON.stringify(other));
    const { stdout } = await site.stet(["schema", "coverage", ".", "--config", "other.config.json"]);
    expect(stdout.split("\n")).toEqual([
      "preset:article                             51 articles",
      "/own.schema.json ($schema in the article)  1 article",
      'no effect: other.config.json: "drafts/" in ignores matches no file.',
      'no effect: other.config.json: "old/**" in overrides matches no file.',
      "",
    ]);
    expect((await site.stet(["schema", "coverage", ".", "--config", "false"])).stdout).toContain("61 articles");
  });

  it("names the articles with --verbose", async () => {
    const { stdout } = await site.stet(["schema", "coverage", ".", "--verbose"]);
    expect(stdout).toContain("(no schema)                                1 article\n  content/bare.md\n");
  });
});
