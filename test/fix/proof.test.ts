/** No fix does harm: what safe fixes leave alone, and what they still do. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { fixText } from "../../src/fix/passes.js";
import { asFixInput, lintText } from "../../src/run/lint-text.js";
import { compileSchema, loadSchema } from "../../src/schema/index.js";
import type { CompiledSchema } from "../../src/schema/types.js";
import { factFor } from "../../src/testing/check.js";
import { presetPlan } from "../support/preset-plan.js";

const plan = presetPlan("recommended", ["html", "image", "link", "text", "source", "front-matter"]);

async function fix(
  path: string,
  text: string,
  { unsafe = false, schema }: { readonly unsafe?: boolean; readonly schema?: CompiledSchema } = {},
) {
  const lint = async (now: string) =>
    asFixInput(
      await lintText({ path, text: now }, { ...plan, schema: schema ?? plan.schema }, async (reference) =>
        factFor(reference, {}),
      ),
    );
  return fixText(text, lint, { unsafe });
}

/** The refused fixes of a text: rule and reason. */
async function refusals(path: string, text: string): Promise<string[]> {
  const { after, remaining, errors } = await fix(path, text);
  expect(errors).toEqual([]);
  expect(after).toBe(text);
  return remaining.flatMap(({ rule, fix }) => (fix?.refused === undefined ? [] : [`${rule}: ${fix.refused}`]));
}

const head = "---\ntitle: 甲\ndate: 2024-01-02 10:00:00 +0000\n---\n\n";
const templates = "template tags in the article may open or close elements";

describe("a safe fix is refused, with the reason", () => {
  it.each([
    [
      "where MDX would not compile anymore",
      "a.md",
      `${head}import X from "./x";\n\n<Box />\n\n<center><img src="https://a.example/a.png" alt="a" width="4" height="3"></img></center>\n`,
      ["html/void-element: MDX would not compile the article anymore"],
    ],
    [
      "where the paragraph of the start tag has ended, and kramdown its element with it",
      "a.md",
      `${head}见<details>\n\n甲\n`,
      ["html/unclosed-element: Markdown would read the text differently"],
    ],
    [
      "where a variable may have opened the element",
      "a.html",
      `${head}{{ box_open }}<p>甲</p></div>\n`,
      [`html/stray-end-tag: ${templates}`],
    ],
    [
      "where a variable may have opened the link",
      "a.md",
      `${head}{{ link_open }}文</a> 后。\n`,
      [`html/stray-end-tag: ${templates}`],
    ],
    [
      "in code of an element whose content is Markdown",
      "a.md",
      `${head}<div class="notice" markdown="1">\n写 \`</br>\` 是错的。\n</div>\n`,
      ['html/void-element: the content of an element with the attribute "markdown" may be code'],
    ],
    [
      "of an invisible text, before which HTML opens a style again",
      "a.html",
      `${head}<p><code><p></p>\b<p>甲<p>`,
      ["text/invisible: it would change the elements of the page"],
    ],
    [
      "in a tag with a syntax error",
      "a.html",
      `${head}<p><span data-mce-style="c" a"b>甲</span></p>\n`,
      ["html/office-markup: the tag has a syntax error, which must be corrected first"],
    ],
    [
      "that closes an element around an open one, where kramdown shows the end tag",
      "a.md",
      `${head}<div>\n<ul><li>甲\n</ul>\n`,
      ["html/unclosed-element: some Markdown parsers show </div> as text, because <li> has no end tag"],
    ],
  ])("%s", async (_, path, text, expected) => {
    const found = await refusals(path, text);
    for (const one of expected) expect(found).toContain(one);
  });

  it("five hundred times, each with its own reason", async () => {
    const text = `${head}{{ x }}\n${"<p>甲</section></p>\n".repeat(500)}<p>渡口&nbsp</p>\n`;
    const { after, remaining } = await fix("a.html", text);
    expect(after).toBe(text.replace("&nbsp<", "&nbsp;<"));
    const reasons = remaining.flatMap(({ fix }) => fix?.refused ?? []);
    expect(reasons).toHaveLength(500);
    expect(new Set(reasons)).toEqual(new Set([templates]));
  });
  it("where a text that is not empty hides the page in some generators, and publishes it in others", async () => {
    const text = "---\ntitle: 甲\npublished: 'false'\n---\n\n正文。\n";
    const typed = { ...plan, schema: await loadSchema("preset:article", process.cwd()) };
    const { after } = await fixText(
      text,
      async (now) =>
        asFixInput(await lintText({ path: "a.md", text: now }, typed, async () => factFor({} as never, {}))),
      { unsafe: false },
    );
    expect(after).toBe(text);
  });
  it("where it is about a word in the repair of unreadable TOML", async () => {
    const text = '+++\ntitle = "甲"\ndraft = yes\n+++\n\n正文。\n';
    expect(await refusals("a.md", text)).toEqual([
      'front-matter/syntax: some programs read the value of "draft" as true or false',
    ]);
  });
});

describe("safe fixes leave alone", () => {
  it.each([
    ["two entries that have lost the newline between them", "a.md", "---\ntags: [甲]title: 乙\n---\n\n文。\n"],
    ["draft: yes", "a.md", "---\ntitle: 甲\ndraft: yes\n---\n\n正文。\n"],
    ["published: no", "a.md", "---\ntitle: 甲\npublished: no\n---\n\n正文。\n"],
    [
      "a value that has lost its closing quote",
      "a.html",
      `${head}<ul>\n<li><a href="https://a.example/82>#82</a>: words.</li>\n<li><a href="https://a.example/83">#83</a></li>\n</ul>\n`,
    ],
    [
      "a value that has lost its opening quote",
      "a.html",
      `${head}<p>See <a href=http://a.example/a.php">this</a>.</p>\n`,
    ],
    ["a size that has lost a quote", "a.html", `${head}<p><img width="640 height="480" src="/s.png" alt="A"></p>\n`],
    ["curly quotes around a value", "a.html", `${head}<p><a href=“https://a.example”>链</a></p>\n`],
    ["the names of elements in a sentence", "a.md", `${head}可以使用<canvas>, <svg> 和 WebGL.\n`],
    ["an end tag whose start tag is misspelled", "a.md", `${head}文 < b>不</b> 与 ＜i＞是</i>。\n`],
    ["end tags in a sentence", "a.md", `${head}就输出 </tr><tr> 使表格换行，见 </api-docs>。\n`],
    [
      "code in a list item with braces over several lines",
      "a.md",
      `${head}1. 写：\n\n   \`\`\`jsx\n   <View style={{\n     color: 'red',\n   }}>\n     旧</b>，<Text a="1" a="1">文</Text>\n   </View>\n   \`\`\`\n`,
    ],
    [
      "tags whose names or attributes touch template tags",
      "a.md",
      `${head}见<a href="{{ page.url }}"{% if page.out %} target="_blank"{% endif %}>表</a>。\n\n- <span class="a"{{ more }}>乙</span>\n`,
    ],
    [
      "both spellings of a tag in a sentence about them",
      "a.md",
      `${head}一些网站使用</br>替代<br>，它是<br>代替</br>。\n`,
    ],
    ["an invisible character in the name of a tag", "a.html", `${head}<p>今天</b\ufeffr>下雨</p>\n`],
    [
      "an invisible character in what would be a character reference",
      "a.html",
      `${head}<p>今天 &nb\ufeffsp; 下雨</p>\n`,
    ],
    [
      "a comment in a footnote that would be the definition of a link where there are no footnotes",
      "a.md",
      `${head}见[^1]。\n\n[^1]: 建于明代<!--[if gte mso 9]>z<![endif]-->。\n`,
    ],
    [
      "what follows a comment that only HTML ends",
      "a.md",
      `${head}<p><!-- x --!></img><b></pre> <i a='1'><!-- y -->\n`,
    ],
    ["Persian words with ZWNJ", "a.md", `${head}می‌خواهم\n`],
  ])("%s", async (_, path, text) => {
    expect((await fix(path, text)).after).toBe(text);
  });

  it("hides nothing: code in a list item with braces does not end the article", async () => {
    const text = `${head}1. 写：\n\n   \`\`\`jsx\n   <View style={{\n     color: 'red',\n   }}>\n   </View>\n   \`\`\`\n\n<b>未闭\n`;
    expect((await fix("a.md", text)).remaining.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
      "15 html/unclosed-element",
    ]);
  });
  it("finds no stray end tag where template tags touch attributes in Markdown", async () => {
    const text = `${head}见<a href="{{ page.url }}"{% if page.out %} target="_blank"{% endif %}>表</a>。\n\n- <span class="a"{{ more }}>乙</span>\n`;
    const { remaining } = await fix("a.md", text);
    expect(remaining.map(({ rule }) => rule).filter((rule) => rule.startsWith("html/"))).toEqual([]);
  });
  it("reads tags whose names or attributes touch template tags", async () => {
    const text = `${head}<section{% if x %} id="a"{% endif %}>\n<a {% if y %}target="_blank" rel="noopener"{% endif %} class="b" href="https://a.example/">x</a>\n</section>\n`;
    expect((await fix("a.html", text)).remaining).toEqual([]);
  });
});

describe("safe fixes write", () => {
  it.each([
    [
      "a TOML list with full-width commas",
      '+++\ntitle = "甲"\ntags = ["天气"，"雨"]\n+++\n\n文。\n',
      'tags = ["天气", "雨"]',
    ],
    [
      "a YAML list with full-width commas",
      '---\ntitle: 甲\ntags: ["天气"，"雨"]\n---\n\n文。\n',
      'tags: ["天气", "雨"]',
    ],
    [
      "quoted tags without brackets as a list",
      '---\ntitle: 甲\ntags: "天气", "雨"\n---\n\n文。\n',
      'tags: ["天气", "雨"]',
    ],
  ])("%s", async (_, text, line) => {
    expect((await fix("a.md", text)).after).toBe(text.replace(/^tags.*$/m, line));
  });
  it("all end tags that are missing at one place, the innermost first, in one pass", async () => {
    const inner = '<span class="a"><time>'.repeat(50);
    const text = `${head}<div>${inner}甲</div>\n`;
    const ends = "</time></span>".repeat(50);
    const { after, count } = await fix("a.html", text);
    expect(after).toBe(`${head}<div>${inner}甲${ends}</div>\n`);
    expect(count).toBe(100);
  });
  it("missing end tags before the end tags of the page", async () => {
    const page = (rest: string) => `<!doctype html>\n<html>\n<body>\n<div>\n<div>\n文\n${rest}`;
    for (const [end, fixed] of [
      ["</body>\n</html>\n", "</div></div>\n</body>\n</html>\n"],
      ["  </body>\n</html>\n", "</div></div>\n  </body>\n</html>\n"],
      ["</html>", "</div></div>\n</html>"],
      ["</body></html>\n", "</div></div>\n</body></html>\n"],
      ["文</body></html>\n", "文</div></div></body></html>\n"],
    ] as const)
      expect((await fix("a.html", page(end))).after).toBe(page(fixed));
  });
  it("nothing into lines that an end tag leaves empty: they go", async () => {
    const text = `${head}<p>甲</p>\n  </div>\n<p>乙</p>\n`;
    expect((await fix("a.html", text)).after).toBe(text.replace("  </div>\n", ""));
    const inLine = `${head}<p>甲</p></div>\n<p>乙</p>\n`;
    expect((await fix("a.html", inLine)).after).toBe(inLine.replace("</div>", ""));
  });
  it("all semicolons of character references in code, also before a letter", async () => {
    const text = `${head}<p>static&nbspint&nbsp a&lt&ltb ?x=1&lt=2&copy=3</p>\n`;
    expect((await fix("a.html", text)).after).toBe(
      text.replace("&nbspint&nbsp a&lt&ltb", "&nbsp;int&nbsp; a&lt;&lt;b"),
    );
  });
  it.each(["a.html", "a.md"])("the line break that browsers make of </br>: %s", async (path) => {
    const text = `${head}<p>一</br>二</p>\n\n渡口 </br>\n`;
    expect((await fix(path, text)).after).toBe(text.replaceAll("</br>", "<br>"));
  });
  it.each(["a.html", "a.md"])("all end tags that are missing at the end of a file, in one pass: %s", async (path) => {
    const text = `${head}${'<div class="a">甲\n'.repeat(100)}`;
    const { after, count, remaining } = await fix(path, text);
    expect(after.match(/<\/div>/g)).toHaveLength(100);
    expect(after.replaceAll("</div>", "").trimEnd()).toBe(text.trimEnd());
    expect(count).toBe(100);
    expect(remaining).toEqual([]);
  });
});

it.each(["a.html", "a.md"])("a safe fix adds no end tag that an open table keeps from closing: %s", async (path) => {
  const text = `${head}<h2>甲<table>`;
  const { after } = await fix(path, text);
  expect(after).not.toContain("<table></h2>");
});

it("a safe fix joins no blocks of HTML that Markdown shows as code", async () => {
  const text = `${head}<div>\n\n    </b> code\n\n</em>\n\n    </b> code\n\n</div>\n`;
  expect((await fix("a.md", text)).after).toContain("</em>");
});

describe("beside front matter that is repaired", () => {
  const rest = '</center><img width="640 height="480" src="a.png">{{ x }}\n';
  it.each([
    ["---\ntitle: a: b\n---\n", "---\ntitle: 'a: b'\n---\n"],
    ['{\n"title": "甲",\n"tags": ["a",]\n}\n', '{\n"title": "甲",\n"tags": ["a"]\n}\n'],
    ["---\ntitle: 甲\n----\n", "---\ntitle: 甲\n---\n"],
  ])("the page is proven as always: %j", async (broken, repaired) => {
    const { after } = await fix("a.md", broken + rest);
    expect(after.startsWith(repaired)).toBe(true);
    // Without </center>, Markdown would show the tag of the image as text.
    expect(after).toContain("</center>");
  });
});

describe("unsafe fixes", () => {
  it("close an element before an indented code block ends the file, once", async () => {
    const text = `${head}<div class="col">\n\nWords:\n\n    make all`;
    const { after } = await fix("a.md", text, { unsafe: true });
    expect(after).toBe(`${text}\n</div>`);
    expect((await fix("a.md", after, { unsafe: true })).after).toBe(after);
  });
  it("add no end tag for elements that the branches of a template open", async () => {
    const text = `${head}{% if a %}<div class="wide">{% else %}<div>{% endif %}\n\nText.\n\n</div>\n`;
    expect((await fix("a.md", text, { unsafe: true })).after).toBe(text);
  });
  it("does not change the code in an element whose content is Markdown for some programs", async () => {
    const code = "写 `</br>` 和 ``<img src='`'></img>``。\n\n```html\n<b>甲</i>\n```\n";
    const text = `${head}<div markdown="1">\n${code}甲</i>乙\n</div>\n`;
    expect((await fix("a.md", text, { unsafe: true })).after).toBe(text.replace("甲</i>乙", "甲乙"));
  });
  it("remove no end tag that each branch of a template has", async () => {
    const text = `${head}{% if a %}\n\n甲</div>\n\n{% else %}\n\n乙</div>\n\n{% endif %}\n`;
    expect((await fix("a.md", text, { unsafe: true })).after).toBe(text);
  });
  it("leave a form in a table the inputs of its cells", async () => {
    const text = `${head}<table><form action="/a"><tr><td><input name="b"></td></tr></table>\n`;
    expect((await fix("a.html", text, { unsafe: true })).after).toBe(text);
  });
  it("write no value that the schema refuses", async () => {
    const schema = await compileSchema({ properties: { b: { type: "integer" } } }, "a schema");
    const text = "---\ntitle: 甲\nb: 0o17\n---\n\n文。\n";
    expect((await fix("a.md", text, { unsafe: true })).after).toContain("b: '0o17'");
    const { after, remaining } = await fix("a.md", text, { unsafe: true, schema });
    expect(after).toBe(text);
    const [found] = remaining.filter(({ rule }) => rule === "front-matter/ambiguous-scalar");
    expect(found?.message).toMatch(/ There is no fix: the schema does not allow what it would write\.$/);
  });
  it("correct a size that has lost a quote without changing the sizes", async () => {
    const tag = '<img width="640 height="480" src="/s.png" alt="A">';
    const { after } = await fix("a.html", `${head}<p>${tag}</p>\n`, { unsafe: true });
    expect(after).toBe(`${head}<p>${tag.replace("640", '640"')}</p>\n`);
  });
  it.each(["写 $p<q>r$ 与 $a$。", "写 \\\\(p<q>r\\\\)。", "写 $$p<q>r$$。", "写 $a</b>c$。", "$$\na<s>b\n$$"])(
    "add and remove no tag in a formula: %j",
    async (formula) => {
      const text = `${head}${formula}\n`;
      expect((await fix("a.md", text, { unsafe: true })).after).toBe(text);
    },
  );
  it("leave template comments alone", async () => {
    const text = `${head}{% comment %}\n<b>旧 <img src="gone.png">\n{% endcomment %}\n`;
    expect((await fix("a.md", text, { unsafe: true })).after).toBe(text);
  });
});

describe("for many spellings", () => {
  const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 200) };
  const word = fc.constantFrom("yes", "Yes", "YES", "no", "No", "on", "Off", "y", "n", "true", "FALSE");
  const key = fc.constantFrom("draft", "published", "Draft", "hidden", "a", "b-c");
  it("no value that some reader takes for a boolean is another one afterwards", () =>
    fc.assert(
      fc.asyncProperty(word, key, fc.constantFrom("", "  ", " # 注"), async (value, name, tail) => {
        const text = `---\ntitle: 甲\n${name}: ${value}${tail}\n---\n\n文。\n`;
        const { after } = await fix("a.md", text);
        for (const version of ["1.1", "1.2"] as const) {
          const read = (source: string) => parseYaml(/---\n([\s\S]*?)\n---/.exec(source)?.[1] ?? "", { version });
          expect(read(after)[name]).toEqual(read(text)[name]);
        }
      }),
      runs,
    ));
  const name = fc.constantFrom("href", "title", "class", "id");
  it("a tag with a quote too few or too many keeps its values", () =>
    fc.assert(
      fc.asyncProperty(
        name,
        fc.constantFrom('"', "'"),
        fc.boolean(),
        fc.constantFrom("/a b", "/a", "甲"),
        async (attribute, quote, opens, value) => {
          const broken = opens ? `${attribute}=${quote}${value}` : `${attribute}=${value}${quote}`;
          const text = `${head}<p><a ${broken}>甲</a> 与 <a href=${quote}/b${quote}>乙</a></p>\n`;
          expect((await fix("a.html", text)).after).toBe(text);
        },
      ),
      runs,
    ));
  it("end tags stay where any template tag may have opened the element", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom("{% include a.html %}", "{{ a }}", "{{< box >}}", "{%- a -%}", "<%= a %>"),
        fc.constantFrom("div", "a", "span", "section", "b"),
        fc.constantFrom("a.html", "a.md"),
        async (template, tag, path) => {
          const text = `${head}文 ${template}甲</${tag}> 乙。\n`;
          expect((await fix(path, text)).after).toBe(text);
        },
      ),
      runs,
    ));
});
