/** Articles at random in every dialect that stet reads: of pieces, and of the examples of the rules' pages, damaged. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { packageRoot } from "../../src/platform/package-root.js";
import { readExamples } from "./page.js";

export type Dialect = "a.md" | "a.mdx" | "a.html";

const split = (pieces: string) => pieces.split("¦");

const words = split("甲¦乙 ¦a¦, ¦。¦1¦the lamp ¦\u200b¦\ufeff¦\u202e¦\u0008¦&nbsp¦&amp¦&copy;¦&#;¦<3¦ < ¦a<b ¦😀");
const newlines = split("\n¦\n¦\n\n¦\n\n¦\r\n¦ \n¦  \n¦\\\n¦\t\n");
const tags = "p div span b i a ul li h2 sub em details table tr td pre code center section".split(" ");
const html = split(
  `<br/ >¦</br>¦</img>¦<i a=1 a=1>¦</b/>¦<!-- y -->¦<b></b>¦<i a=>¦<i a='1'b='2'>¦<span data-mce-style='c'>¦<span> </span>¦<em></em>¦<span style='mso-a:b;color:red'>¦<!--[if gte mso 9]>z<![endif]-->¦<o:p>¦</o:p>¦<a href=' /a b '>¦<a href='https://a.cn/b' target=_blank>¦<a href='http:/a.cn'>¦<a href="x"¦<a href='https：//a.cn/'>¦<a href="/a\\_b">¦<img src=' a.png' width='4px' height=3>¦<img src='a.png' data-size='4,3'>¦<img src='x.gif' data-src='a.png'>¦<img src='a.png' referrerpolicy='norefferer'>¦<img width="640 height="480" src="a.png">¦<a href=“/a”>¦<ol start='2.0'>¦<hr></hr>¦<p></p>¦<td width='3px'>¦<img src="b.png" alt="戊"></img>¦<video src=a.mp4></video>¦<!-- stet-disable-line a/b -->¦<!-- x --!>`,
);
const markdown = split(
  `*¦**¦_¦\`¦# ¦- ¦1. ¦> ¦    ¦\n\n<div>\n¦</div>\n\n¦[甲]( /a )¦[甲](<a b>)¦![乙](a%.png)¦[注][丁]( /c )¦[¦]( /d )¦\n\n[1]: /f\n\n¦\n\n| a | b |\n|---|---|\n| ¦<https://a.cn/b>¦https://a.cn/?utm_source=c ¦\n\`\`\`html\n</br><b>\n\`\`\`\n¦\`</br>\`¦\n\n    </b> code\n\n¦~~¦\n<div markdown="1">\n¦## 题 {#id}\n¦{: .a}\n`,
);
const templates = split(
  `{{ x }}¦{{ x | y: "<b>" }}¦{% if a %}¦{% else %}¦{% endif %}¦{% raw %}¦{% endraw %}¦{%- set a = "</b>" -%}¦{% include a.html %}¦{{< figure src="a b.png" >}}¦{{% note %}}¦{{% /note %}}¦{{ a < b }}¦<a :href="x < 1">¦<a href="{{ y }}"{% if z %} target="_blank"{% endif %}>¦{% post_link a %}¦<%= a %>`,
);
const jsx = split(
  `{a}¦{'<='}¦{"&nbsp"}¦{/* <b> */}¦<Box>¦</Box>¦<Box a={1 < 2} b="c d"/>¦<img src={a} alt=""/>¦<img src="a.png" alt="a"></img>¦<br/>¦<b>¦</b>¦<span className="a">¦</span>¦<div>\n\n¦\n\n</div>¦<td width={3}>¦</td>¦import A from "./a"\n\n¦export const b = "</b>"\n\n¦<hr></hr>¦<i></i>¦<p>¦</p>¦<a href=" /a b ">¦</a>¦<>¦</>`,
);

const pieces: Readonly<Record<Dialect, fc.Arbitrary<string>>> = {
  "a.html": fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 3, arbitrary: fc.constantFrom(...newlines) },
    { weight: 8, arbitrary: fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`])) },
    { weight: 6, arbitrary: fc.constantFrom(...html) },
    { weight: 1, arbitrary: fc.constantFrom(...templates) },
  ),
  "a.md": fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 5, arbitrary: fc.constantFrom(...newlines) },
    { weight: 6, arbitrary: fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`])) },
    { weight: 5, arbitrary: fc.constantFrom(...html) },
    { weight: 6, arbitrary: fc.constantFrom(...markdown) },
    { weight: 1, arbitrary: fc.constantFrom(...templates) },
  ),
  "a.mdx": fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(..."甲|乙 |a|, |。|1|the lamp |\u200b|&nbsp|&copy;|&#;".split("|")) },
    { weight: 4, arbitrary: fc.constantFrom("\n", "\n\n", "\n\n", "\r\n", "  \n") },
    { weight: 8, arbitrary: fc.constantFrom(...jsx) },
    {
      weight: 3,
      arbitrary: fc.constantFrom("*", "**", "`", "# ", "- ", "> ", "![乙]( a.png )", "`</br>`", "[甲](/a)"),
    },
  ),
};

const titles = split(
  `title: 甲¦title: " 甲 "¦title: '渡'口¦title: "a\\u202Eb"¦title: a: b¦title: 2021¦title: "海边的\n  灯塔 "¦title: |\n  甲`,
);
const keys = split(
  `draft: yes¦draft: true¦draft: 'true'¦published: no¦published: false¦hidden: on¦date: 2021-12-11T04:49:15Z¦date: 2021-12-11 4:49¦date: 2021/12/11¦date: 2021-02-30¦date: "2021-12-11 04:49:15 +0800"¦updated: 2021年12月11日¦tags: 甲, 乙¦tags: ["天气"，"雨"]¦tags: "a", "b"¦tags: [a, b¦categories:\n - 本地\n - a¦x: { a: [1, "b", null], c: 2.50 } # 原因¦y: 012¦z: ~¦slug: a\u200bb¦url: 'x¦image: <img src="a b.png">¦comments: "false"¦layout: Post¦- a¦ a: b¦a:b¦\tc: d¦e：f`,
);
const yaml = fc
  .tuple(fc.constantFrom(...titles), fc.shuffledSubarray(keys, { maxLength: 5 }), fc.constantFrom("\n", "\r\n"))
  .map(([title, rest, newline]) => ["---", title, ...rest, "---", ""].join("\n").replaceAll("\n", newline));
const tomlKeys = split(
  `draft = yes¦draft = true¦date = 2021-12-11T04:49:15Z¦date = 2021-12-11 04:49:15¦tags = ["天气"，"雨"]¦tags = ["a" "b"]¦weight = 012¦slug = 'a"b'¦x = "a\\u202Eb"¦[params]\na = 1¦body = """\n<img src="a b.png">\n"""¦y: 1¦z = “a”`,
);
const toml = fc
  .shuffledSubarray(tomlKeys, { maxLength: 4 })
  .map((rest) => ["+++", 'title = "甲 "', ...rest, "+++", ""].join("\n"));
const jsonKeys = split(
  `"draft": true¦"date": "2021-12-11T04:49:15Z"¦"tags": ["a", "b",]¦"a": 'b'¦"x": {"y": [1, 2 3]}¦"b": "c"d"¦e: 1¦"f": yes¦"g": "h"，`,
);
const json = fc
  .tuple(fc.shuffledSubarray(jsonKeys, { maxLength: 4 }), fc.constantFrom(",\n", "\n", ",\n"))
  .map(([rest, comma]) => `{\n${['"title": " 甲 "', ...rest].join(comma)}\n}\n`);
const head = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("", "---\ntitle: 甲\ndate: 2021-12-11T04:49:15Z\n---\n\n") },
  { weight: 4, arbitrary: yaml },
  { weight: 1, arbitrary: toml },
  { weight: 1, arbitrary: json },
);

/** The examples of the rules' pages in English, by the dialect in which they are written. */
function examples(dialect: Dialect): string[] {
  const folder = path.join(packageRoot(), "rules");
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.endsWith(".zh-CN.md"))
    .sort();
  const ending = dialect === "a.html" ? ".html" : ".md";
  return pages.flatMap((name) =>
    readExamples(readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n"))
      .filter((example) => example.path.endsWith(ending))
      .map(({ text }) => text),
  );
}

/** Cuts a quotation mark, drops a tag, adds a blank line, takes a character away, or puts a piece in. */
function damaged(text: string, seeds: readonly number[], piece: string): string {
  const places = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ 0: all, index }) => [index, all.length] as const);
  for (const seed of seeds) {
    const kind = seed % 5;
    const at = Math.floor(seed / 5);
    const found = places([/["'“”]/g, /<[^<>]*>/g, /\n/g, /[\s\S]/g, /[\s\S]/g][kind] as RegExp);
    const [start, length] = found[at % Math.max(1, found.length)] ?? [0, 0];
    const inserted = kind === 2 ? "\n\n" : kind === 4 ? piece : "";
    text = text.slice(0, start) + inserted + text.slice(start + (kind === 4 ? 0 : length));
  }
  return text;
}

/** Articles in a dialect. */
export function articles(dialect: Dialect): fc.Arbitrary<string> {
  const made = fc
    .tuple(head, fc.array(pieces[dialect], { minLength: 2, maxLength: 14 }))
    .map(([front, parts]) => front + parts.join(""));
  const found = fc
    .tuple(
      fc.constantFrom(...examples(dialect)),
      fc.array(fc.nat({ max: 50_000 }), { minLength: 1, maxLength: 3 }),
      pieces[dialect],
    )
    .map(([text, seeds, piece]) => damaged(text, seeds, piece));
  return fc.oneof({ weight: 3, arbitrary: made }, { weight: 2, arbitrary: found });
}
