/** MDX, compared with its compiler, @mdx-js/mdx: what compiles, and which elements, images, links and headings there are. */
import { createProcessor } from "@mdx-js/mdx";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import type { Node as ArticleNode } from "../../src/article/types.js";

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly name?: string | null;
}

interface Read {
  readonly elements: readonly string[];
  readonly images: readonly string[];
  readonly links: readonly string[];
  readonly headings: readonly string[];
}

let tree: Node = { type: "root" };
const keepTree = () => (root: Node) => {
  tree = structuredClone(root);
};
const compiler = createProcessor({ remarkPlugins: [keepTree] });

/** `undefined` if it does not compile. */
function compiled(text: string): Read | undefined {
  try {
    compiler.processSync({ value: text, path: "a.mdx" });
  } catch {
    return undefined;
  }
  const read = { elements: [] as string[], images: [] as string[], links: [] as string[], headings: [] as string[] };
  const visit = (node: Node): void => {
    if (node.name && /^mdxJsx.*Element$/.test(node.type)) read.elements.push(node.name);
    if (node.type === "image") read.images.push(node.url ?? "");
    if (node.type === "link") read.links.push(node.url ?? "");
    if (node.type === "heading") read.headings.push(`${node.depth} ${textOf(node).trim()}`);
    node.children?.forEach(visit);
  };
  visit(tree);
  return read;
}

const textOf = ({ type, value, children }: Node): string =>
  /Expression$/.test(type) ? "" : (value ?? children?.map(textOf).join("") ?? "");

function readByStet(text: string): Read | undefined {
  const article = parseArticle(
    { path: "a.mdx", text },
    { bodyLanguage: "markdown", lazyAttributes: [], dialect: { base: "mdx" } },
  );
  if (article.body.mdxProblems.length > 0) return undefined;
  const elements: string[] = [];
  const visit = (node: ArticleNode): void => {
    if (node.type !== "element") return;
    elements.push(node.tag);
    node.children.forEach(visit);
  };
  article.body.children.forEach(visit);
  return {
    elements,
    images: article.images.filter(({ kind }) => kind === "markdown").map(({ url }) => url),
    links: article.links.filter(({ kind }) => kind === "markdown").map(({ url }) => url),
    headings: article.headings.map(({ level, text }) => `${level} ${text}`),
  };
}

/** A small generator of numbers, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

// Without `|`, `~` and bare URLs, which the compiler reads without GitHub's extensions.
const pieces = [
  ..."<a>,</a>,<b x={1}>,</b>,<br/>,<br>,<C.d e='f' />,<>,</>,</ a >,<x:y z:w='1'/>,<g h={<i>j</i>}>,</g>".split(","),
  ...[
    "<d\n",
    "e={f}\n",
    ">",
    "{...k}",
    "<l {...m}/>",
    "<n o='p\nq'/>",
    "<q r={`\n\n`}/>",
    "<m {/*c*/}/>",
    "<a b = 'c' >",
  ],
  ...[
    "{a}",
    "{a + {b: 1}.b}",
    "{/* c */}",
    "{`x$" + "{'}'}`}",
    "{",
    "}",
    "{a /*b*/}",
    "{// x\n}",
    "{(a, b)}",
    "{a)}",
    "{x\n\n+y}",
  ],
  ...["<", "< b", "<!-- c -->", "<https://x.y>", "\\<", "&lt;", "text", " ", "\n", "\n", "\n\n", "\n\n", "\n\n"],
  ...["- ", "1. ", "> ", "    ", "  ", "\t", "  - ", "**", "*", "_", "`", "``", "```\n", "# ", "---\n", "===\n"],
  ...["[", "](u)", "![", "]", "[r]", "\n\n[r]: /d\n\n"],
  ...["\n\nimport a from 'b'\n\n", "\n\nexport const c = 1\n\n", "\n\nexport const d = {\n\n e: 1}\n\n"],
];

describe("MDX", () => {
  it("is read as its compiler reads it, in 600 random texts", () => {
    const below = numbers(20_261_129);
    for (let run = 0; run < 600; run++) {
      let text = "";
      for (let count = 1 + below(12); count > 0; count--) text += pieces[below(pieces.length)];
      expect({ text, ...readByStet(text) }).toEqual({ text, ...compiled(text) });
    }
  });

  it("is read as its compiler reads it, in articles as people write them", () => {
    for (const text of articles) {
      expect(readByStet(text)).toEqual(compiled(text));
      expect(readByStet(text)).toBeDefined();
    }
  });
});

const articles = [
  `import Card from './card'
import { Tabs, Tab } from "@/tabs"

export const meta = {
  title: '早市',

  tags: ['a', 'b'],
}

# 早市 <Badge text="新" />

<Card
  title="甲"
  style={{ color: 'red', '--x': \`\${1}px\` }}
  {...meta}
>
  丁 \`<b>\` 码，见 [乙](./b.mdx) 与 ![图](/a.png)

  - 一 <br />
  - 二 {meta.title}

      缩进
</Card>

<Tabs>
    <Tab label="sh">
        \`\`\`sh
        new --template <user>/<repo>
        \`\`\`
    </Tab>
    <Tab label={<b>x</b>} render={(item) => <li key={item.id}>{item.name}</li>} />
</Tabs>
`,
  `## 报价 {/* #price */}

1. 写 <kbd>⌘</kbd>：

   <Note>
   价 {price > 0 ? <b>{price}</b> : '无'}
   </Note>

   > <Quote by="某">
   > 引 [丙](https://a.example/c)
   > </Quote>

{/*
  注释 <b>

  多行
*/}

{rows.map((row) => (
  <p>{row}</p>
))}

<img src="a.png" alt="" /> <a href="/x">链</a> 后 \\{ 与 \\< 与 a < b
`,
];
