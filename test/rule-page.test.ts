/** The page of a rule as people read it: in the terminal, in SARIF and in an editor. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { ownRuleInfos } from "../src/cli/rule-infos.js";
import { useLocale } from "../src/locale/index.js";
import { packageRoot } from "../src/platform/package-root.js";
import { readablePage, rulePage, rulePageUrl } from "../src/platform/rule-page.js";

afterEach(() => useLocale("en"));

const page = `# a/b

Summary.

## Bad

\`\`\`html
<img src="a.png">
\`\`\`

\`\`\`text
1:1 Image missing.
\`\`\`

\`\`\`json images
{ "a.png": {} }
\`\`\`

\`\`\`text now
2026-01-01
\`\`\`

\`\`\`markdown escaped
\\xFF
\`\`\`

\`\`\`json options
{ "most": 3, "words": ["a"] }
\`\`\`

## Good

\`\`\`\`markdown posts/a.md
\`\`\`json links
kept: it is part of the article
\`\`\`
\`\`\`\`

\`\`\`json links
{}
\`\`\`
`;

describe("a page that people read", () => {
  it("has no test fixtures, and shows options as a configuration", () => {
    expect(readablePage(page, "a/b", "off")).toBe(`# a/b

Summary.

## Bad

\`\`\`html
<img src="a.png">
\`\`\`

\`\`\`text
1:1 Image missing.
\`\`\`

\`\`\`markdown
\\xFF
\`\`\`

\`\`\`json
{
  "rules": {
    "a/b": ["warn", { "most": 3, "words": [ "a" ] }]
  }
}
\`\`\`

## Good

\`\`\`\`markdown posts/a.md
\`\`\`json links
kept: it is part of the article
\`\`\`
\`\`\`\`
`);
  });

  it("is without them for every rule, in both languages", async () => {
    for (const locale of ["en", "zh-CN"] as const) {
      await useLocale(locale);
      for (const [name, info] of ownRuleInfos()) {
        expect([name, info.page?.startsWith(`# ${name}\n`)]).toEqual([name, true]);
        expect(info.page).not.toMatch(/^```(?:json (?:images|links|schema|options)|text (?:now|files))$/m);
      }
    }
  });

  it("is the Chinese one for a Chinese reader, if there is one", async () => {
    const english = rulePage("front-matter/date");
    expect(english.locale).toBe("en");
    await useLocale("zh-CN");
    const chinese = rulePage("front-matter/date");
    expect(chinese).toEqual({ file: english.file.replace(/\.md$/, ".zh-CN.md"), locale: "zh-CN" });
    expect(readFileSync(chinese.file, "utf8")).toContain("## 错误示例");
  });
});

describe("the link to a page", () => {
  it("is below the home page of the package", () => {
    expect(rulePageUrl("image/alt", "https://stet.example/")).toBe("https://stet.example/rules/image/alt.md");
    expect(rulePageUrl("image/alt", "https://github.com/someone/stet#readme")).toBe(
      "https://github.com/someone/stet/blob/HEAD/rules/image/alt.md",
    );
    expect(rulePageUrl("image/alt", undefined)).toBeUndefined();
    expect(rulePageUrl("image/alt", "stet")).toBeUndefined();
  });

  it("is there for reports only if the package has a home page", () => {
    const { homepage } = JSON.parse(readFileSync(`${packageRoot()}/package.json`, "utf8"));
    expect(ownRuleInfos().get("image/alt")?.docs).toBe(rulePageUrl("image/alt", homepage));
  });
});
