/** What stet says of articles in Chinese, from the command line; and what does not depend on the language. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "./support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

const alone = ["--offline", "--no-config", "--no-cache"];

/** `line:column rule message`, as the compact format of each article has it. */
async function said(article: string, content: string, ...more: string[]): Promise<string[]> {
  await site.write(article, content);
  const { stdout } = await site.stet([article, ...alone, "--locale", "zh-CN", "--format", "json", ...more]);
  const { files } = JSON.parse(stdout) as { files: { violations: Finding[] }[] };
  return (files[0]?.violations ?? []).map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`);
}
interface Finding {
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
  readonly fix?: { readonly title: string };
  readonly suggestions?: readonly { readonly title: string }[];
}

describe("in Chinese", () => {
  it("tells of YAML that is broken", async () => {
    expect(await said("a.md", "---\ntitle：西湖\ntags: [杭州\n---\n今天下雨\n")).toEqual([
      "2:6 front-matter/syntax “title”后是全角冒号，YAML 会读作文本：请改成半角冒号加空格",
      "3:7 front-matter/syntax “[”未闭合：请补上“]”",
    ]);
  });

  it("tells of what the parser of YAML says, in a frame of its own", async () => {
    expect(await said("a.md", "---\ntitle: &a &b 西湖\n---\n今天下雨\n")).toEqual([
      "2:11 front-matter/syntax YAML 无效：一个节点最多有一个锚点",
    ]);
  });

  it("tells of front matter that its schema refuses, and of dates that do not exist", async () => {
    await site.write(
      "s.json",
      JSON.stringify({
        properties: { title: { type: "string" }, draft: { type: "boolean" }, date: {}, author: {} },
        required: ["author"],
        additionalProperties: false,
      }),
    );
    const article = "---\ntitle: 12\ndraft: maybe\ndate: 2021-02-30\nauthr: 张三\n---\n今天下雨\n";
    expect(await said("a.md", article, "--schema", "s.json")).toEqual([
      "1:1 front-matter/schema 缺少必填的键“author”：请添加到 front matter 中",
      "2:8 front-matter/type “title”必须是字符串，实际是数字（12）",
      "3:8 front-matter/type “draft”必须是 true 或 false，实际是字符串（“maybe”）",
      "4:7 front-matter/date “2021-02-30”不是有效的日期（2021 年 2 月没有 30 日）：请改正日期",
      "5:1 front-matter/unknown-key 未知的键“authr”，是否应为“author”？",
    ]);
  });

  it("tells of HTML that browsers change, and of pictures without words", async () => {
    const body = '<p>今天<div>下雨</div></p>\n<img src="a.png">\n<b class=x>晴</b &nbsp>\n';
    expect(await said("a.html", `---\ntitle: 断桥\n---\n${body}`)).toEqual([
      "4:7 html/nesting <p> 内不能有 <div>，浏览器会提前闭合 <p>，并多出一个空段落：请先闭合 <p>",
      '5:2 image/alt 缺少 alt 属性：请说明图片的内容，装饰图片写 alt=""',
      "5:11 image/local 未找到图片“a.png”：请添加该文件或修正路径",
      "6:13 html/parse-error 结束标签“</b &nbsp>”带有属性，浏览器会忽略：请移到开始标签中（end-tag-with-attributes）",
    ]);
  });

  it("names the encoding that a file is to be converted from", async () => {
    await site.write("a.md", Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0x96, 0xe8));
    const { stdout } = await site.stet(["a.md", ...alone, "--locale", "zh-CN", "--format", "compact"]);
    expect(stdout).toMatch(
      /a\.md: .*文件是 UTF-32.*，不是 UTF-8：请转换编码，例如“iconv -f UTF-32BE -t UTF-8 a\.md > a\.utf8\.md”/,
    );
  });

  it("names its fixes and suggestions", async () => {
    await site.write("a.md", '---\ntitle: "西湖 "\n---\n![](a.png)<img src="b.png">\n');
    const { stdout } = await site.stet(["a.md", ...alone, "--locale", "zh-CN", "--format", "json"]);
    const [{ violations }] = JSON.parse(stdout).files as [{ violations: Finding[] }];
    const titles = violations.flatMap(({ fix, suggestions = [] }) => [...(fix ? [fix] : []), ...suggestions]);
    expect(titles.map(({ title }) => title)).toEqual(["删除首尾的空白字符", '用 alt="" 标为装饰图片']);
  });

  it("tells of directives", async () => {
    expect(await said("a.md", "---\ntitle: 渡口\n---\n<!-- stet-disable-next-line image/atl -->\n今天\n")).toEqual([
      "4:1 source/directives 指令没有写明理由：请在“ -- ”后说明为什么忽略该问题",
      "4:29 source/directives 未知的规则“image/atl”：是否应为“image/alt”？",
    ]);
  });

  it("tells of a schema that cannot be used, with what to do", async () => {
    await site.write("a.md", "---\ntitle: 渡口\n---\n今天\n");
    await site.write("s.json", '{ "type": "strng" }');
    const { code, stderr } = await site.stet(["a.md", ...alone, "--locale", "zh-CN", "--schema", "s.json"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "s.json:1:1：不是有效的 2020-12 schema（/type 必须是“array”、“boolean”、“integer”、“null”、“number”、“object”、“string”之一，实际是“strng”）",
    );
    expect(stderr).toContain("请改正 schema");
  });

  it("infers a schema whose descriptions are Chinese", async () => {
    await site.write("a.md", "---\ntitle: 渡口\n---\n今天\n");
    const { stdout } = await site.stet(["schema", "infer", "a.md", "--locale", "zh-CN"]);
    expect(JSON.parse(stdout)).toMatchObject({
      description: "根据 1 篇文章推断的草稿，请核对并改正后使用",
      properties: { title: { description: "在 1 篇文章中占 100%" } },
    });
  });
});

describe("in any language", () => {
  const article =
    '---\ntitle: 12\ntags:\n\t- 雨\ndate: 2021-02-30\n---\n<p>今天<div>下雨</div></p>\n<img src="a.png"><b></b>\n[这里](http://a.example)\u200b\n';
  const lint = [".", ...alone, "--preset", "all", "--format", "json"];

  interface Result {
    readonly files: readonly { readonly path: string; readonly violations: readonly object[] }[];
  }
  /** What was found, without words. */
  const found = (stdout: string) =>
    (JSON.parse(stdout) as Result).files.map(({ path, violations }) => ({
      path,
      violations: violations.map((one) =>
        JSON.parse(JSON.stringify(one, (key, value) => (key === "message" || key === "title" ? undefined : value))),
      ),
    }));

  it("finds the same, in the same order, with the same repairs", async () => {
    await site.write("a.md", article);
    await site.write("b.html", article.replace("\t", "  "));
    const [english, chinese] = await Promise.all([
      site.stet([...lint, "--locale", "en"]),
      site.stet([...lint, "--locale", "zh-CN"]),
    ]);
    expect(found(english.stdout).flatMap(({ violations }) => violations).length).toBeGreaterThan(8);
    expect(found(chinese.stdout)).toEqual(found(english.stdout));
    expect(chinese.stdout).not.toBe(english.stdout);
  });

  it("accepts in Chinese what a baseline accepted in English, and writes the same baseline", async () => {
    await site.write("a.md", article);
    await site.write("b.html", article.replace("\t", "  "));
    const baseline = [".", ...alone, "--preset", "all"];
    await site.stet([...baseline, "--locale", "en", "--baseline-update"]);
    const written = await site.read(".stet-baseline.json");
    const { code, stdout } = await site.stet([...baseline, "--locale", "zh-CN", "--format", "json"]);
    expect(found(stdout).flatMap(({ violations }) => violations)).toEqual([]);
    expect(code).toBe(0);
    await site.stet([...baseline, "--locale", "zh-CN", "--baseline-update"]);
    expect(await site.read(".stet-baseline.json")).toBe(written);
  });

  it.each(["sarif", "gitlab"])(
    "gives a violation the same fingerprint in a report of the format %s",
    async (format) => {
      await site.write("a.md", article);
      const prints = async (locale: string) => {
        const { stdout } = await site.stet([
          "a.md",
          ...alone,
          "--preset",
          "all",
          "--format",
          format,
          "--locale",
          locale,
        ]);
        return stdout.match(/(?<=[fF]ingerprint[^"]*"\s*:\s*(?:\{[^}]*?:\s*)?")[^"]+/g) ?? [];
      };
      const english = await prints("en");
      expect(english.length).toBeGreaterThan(3);
      expect(await prints("zh-CN")).toEqual(english);
    },
  );
});
