/** What of a body is prose and what is code. */
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/article/types.js";
import { articleOf, cut, htmlOf } from "./support.js";

const proseOf = (article: Article) =>
  article.prose.map((range) => cut(article.text, range)).filter((text) => text?.trim());
const codeOf = (article: Article) => article.code.map((range) => cut(article.text, range));

describe("the prose of Markdown", () => {
  it("is the text of paragraphs, headings, lists and cells without Markdown's signs", () => {
    const article = articleOf(
      "---\ntitle: 题\n---\n# 标题\n\n一段**重点**话\n\n- 甲\n- [ ] 乙\n\n> 引\n> 文\n\n|列|栏|\n|-|-|\n|格|子|\n",
    );
    expect(proseOf(article)?.map((text) => text?.trim())).toEqual([
      "标题",
      "一段",
      "重点",
      "话",
      "甲",
      "乙",
      "引",
      "文",
      "列",
      "栏",
      "格",
      "子",
    ]);
  });

  it("holds no URL, picture, code, escape or character reference", () => {
    const article = articleOf(
      '见[链接](https://a.example/页 "题")与![图](a.png)与<https://b.example>与https://c.example/甲 与`码`与\\*与&amp;完',
    );
    expect(proseOf(article).join("|")).not.toMatch(/example|png|码|\*|amp|图|题/);
    expect(proseOf(article)).toEqual(expect.arrayContaining(["见", "链接", "完"]));
    expect(codeOf(article)).toEqual(["`码`"]);
  });

  it("holds the text of HTML blocks, and of lines within inline tags", () => {
    const article = articleOf("<div>\n<p>块<code>码</code>里</p></div>\n\n行<b>内</b><kbd>键</kbd>\n");
    expect(proseOf(article)).toEqual(["块", "里", "行", "内"]);
    expect(codeOf(article)).toEqual(["<code>码</code>", "<kbd>键</kbd>"]);
  });

  it("holds no code block, comment or template tag, nor what stands between tags for code", () => {
    const article = articleOf(
      "```\n码\n```\n\n    缩进\n\n<!-- 注 -->\n\n文{{ 值 }}字\n\n{% highlight js %}\n代码\n{% endhighlight %}\n",
    );
    expect(proseOf(article)).toEqual(["文", "字"]);
    expect(codeOf(article)).toEqual([
      "```\n码\n```",
      "缩进",
      "<!-- 注 -->",
      "{{ 值 }}",
      "{% highlight js %}\n代码\n{% endhighlight %}",
    ]);
  });
});

describe("the prose of HTML", () => {
  it("is the text of the tree without scripts, comments and tags that HTML passed over", () => {
    const article = htmlOf("<p>甲</b>乙<!-- 注 --></p><script>码</script><style>p{}</style>丙&nbsp;丁");
    expect(proseOf(article)).toEqual(["甲", "乙", "丙", "丁"]);
  });

  it("stands in the order of the file where HTML moves text out of a table", () => {
    const article = htmlOf("<table>甲<tr>乙<td>丙</td></tr></table>丁");
    expect(proseOf(article)).toEqual(["甲", "乙", "丙", "丁"]);
  });

  it("keeps its offsets with CRLF and behind front matter", () => {
    const article = htmlOf("---\r\ntitle: 题\r\n---\r\n<p>一\r\n二</p>\r\n");
    expect(proseOf(article)).toEqual(["一\r\n二"]);
  });
});
