/** Ids of articles and components that a page in MDX imports: a link to them leads somewhere. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { lint } from "../../src/index.js";
import * as observed from "../../src/platform/observed-fs.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-imported-ids-");
afterEach(() => vi.unstubAllEnvs());

const config = {
  "docusaurus.config.js":
    'module.exports = { title: "A", url: "https://a.example", baseUrl: "/", presets: ["classic"] };\n',
};
const links = (...ids: readonly string[]): string => ids.map((id) => `[${id}](#${id})`).join("\n");
const page = (code: string, ...ids: readonly string[]): string => `---\ntitle: A\n---\n\n${code}\n\n${links(...ids)}\n`;

/** The fragments that are reported, of all articles below a folder. */
async function reported(files: Readonly<Record<string, string>>, cwd = "", cache = false): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) put(name, text);
  const results = await lint({
    paths: ["."],
    cwd: at(cwd),
    offline: true,
    cache,
    concurrency: "off",
    extensions: [".md", ".mdx"],
  });
  return results.files
    .flatMap(({ violations }) => violations)
    .flatMap(({ rule, message }) => (rule === "link/fragment" ? (/"(#[^"]*)"/.exec(message)?.[1] ?? []) : []));
}

const part = 'import Part from "./_part.mdx"\n\n<Part />';

describe("ids of an article that is imported", () => {
  it("are there, for links of other pages too, and others are not", async () => {
    const files = {
      ...config,
      "docs/_part.mdx": "## Times\n\n### Fares {#fares}\n",
      "docs/a.mdx": page(part, "times", "fares", "gone"),
      "docs/b.mdx": page("[a](./a.mdx#fares) [b](./a.mdx#lost)"),
    };
    expect(await reported(files)).toEqual(["#gone", "#lost"]);
  });

  it("are those of all that import each other", async () => {
    const files = {
      ...config,
      "docs/_one.mdx": 'import Two from "./_two.mdx"\n\n## One\n\n{props.deep && <Two />}\n',
      "docs/_two.mdx": 'import One from "./_one.mdx"\n\n## Two\n\n{props.deep && <One />}\n',
      "docs/a.mdx": page('import One from "./_one.mdx"\n\n<One />', "one", "two", "gone-a"),
      "docs/b.mdx": page('import Two from "./_two.mdx"\n\n<Two />', "one", "two", "gone-b"),
    };
    expect(await reported(files)).toEqual(["#gone-a", "#gone-b"]);
  });

  it("are not known if it is not there, or if a loader or another package has it", async () => {
    const files = {
      ...config,
      "docs/a.mdx": page('import Part from "./_none.mdx"\n\n<Part />', "a"),
      "docs/b.mdx": page('import Part from "some-package/part.mdx"\n\n<Part />', "b"),
      "docs/c.mdx": page('import Part from "!!other-loader!./_part.mdx"\n\n<Part />', "c"),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code of a page
      "docs/d.mdx": page("export const Part = require(`./_${props.name}.mdx`).default\n\n<Part />", "d"),
      "docs/e.mdx": page("export const Box = ({ place }) => <p id={place}></p>\n\n<Box />", "e"),
    };
    expect(await reported(files)).toEqual([]);
  });

  it.skipIf(process.platform === "win32")(
    "are not known if what it imports is no file of code, or cannot be looked at",
    async () => {
      const long = "a".repeat(300);
      const files = {
        ...config,
        "docs/q.graphql": "type Q { a: Int }\n",
        "docs/t.html": "<p id=here></p>\n",
        "docs/Deep.jsx": 'import t from "./t.html";\nexport default () => <p>{t}</p>;\n',
        "docs/Folder/index.jsx": "export default () => <p></p>;\n",
        "docs/Folder.graphql/index.jsx": "export default () => <p></p>;\n",
        "docs/a.mdx": page('import q from "./q.graphql"\n\n<pre>{q}</pre>', "a"),
        "docs/b.mdx": page('import Deep from "./Deep"\n\n<Deep />', "b"),
        "docs/c.mdx": page('import F from "./F.jsx"\n\n<F />', "c"),
        "docs/d.mdx": page('import F from "./Loop.jsx"\n\n<F />', "d"),
        "docs/e.mdx": page(`import F from "./${long}/F"\n\n<F />`, "e"),
        "docs/f.mdx": page("import F from './a\\0b.jsx'\n\n<F />", "f"),
        "docs/g.mdx": page("import F from './q.graphql/F.jsx'\n\n<F />", "g"),
        "docs/h.mdx": page("import F from './Folder'\n\n<F />", "gone-h"),
        "docs/i.mdx": page("import F from './Folder.graphql'\n\n<F />", "gone-i"),
      };
      mkdirSync(at("docs"), { recursive: true });
      symlinkSync("Loop.jsx", at("docs/Loop.jsx"));
      execFileSync("mkfifo", [at("docs/F.jsx")]);
      expect(await reported(files)).toEqual(["#gone-h", "#gone-i"]);
    },
  );

  it("are not known if what it imports is not, however deep that is", async () => {
    const files = {
      ...config,
      "docs/_part.mdx": 'import Deep from "./_deep.mdx"\n\n## Part\n\n<Deep />\n',
      "docs/_deep.mdx": 'import Made from "@site/src/Made"\n\n<Made />\n',
      "src/Made.js": "export default ({ of }) => <p id={of}></p>;\n",
      "docs/a.mdx": page(part, "gone"),
    };
    expect(await reported(files)).toEqual([]);
  });

  it("are read in bounded work", async () => {
    const files: Record<string, string> = { ...config };
    for (let number = 0; number < 300; number++)
      files[`docs/_p${number}.mdx`] =
        `import One from "./_p${number + 1}.mdx"\nimport Two from "./_p${number + 2}.mdx"\n\n## P${number}\n\n<One />\n\n<Two />\n`;
    files["docs/_p300.mdx"] = "## End\n";
    files["docs/_p301.mdx"] = "## End\n";
    files["docs/a.mdx"] = page('import P from "./_p0.mdx"\n\n<P />', "p0", "p150", "gone");
    files["docs/b.mdx"] = page('import P from "./_p250.mdx"\n\n<P />', "p250", "p299", "end", "lost");
    expect(await reported(files)).toEqual(["#lost"]);
  });

  it("are looked for a bounded number of times, and are not known beyond that", async () => {
    const looked = vi.spyOn(observed, "statusOf");
    const all = Array.from({ length: 3000 }, (_, number) => `import "./N${number}";\n`).join("");
    const files: Record<string, string> = { ...config, "docs/A.jsx": `${all}export default () => <p></p>;\n` };
    for (const name of ["a", "b", "c"])
      files[`docs/${name}.mdx`] = page('import A from "./A"\n\nText <A /> text', name);
    expect(await reported(files)).toEqual([]);
    const here = looked.mock.calls.filter(([file]) => /[\\/]docs[\\/]N\d/.test(file));
    expect(here.length).toBeGreaterThan(0);
    expect(here.length).toBeLessThanOrEqual(3 * 10 * 500);
  });

  it("are read from articles next to the folder of the site, but from nowhere else", async () => {
    const outside = at("outside/_part.mdx");
    mkdirSync(path.dirname(outside), { recursive: true });
    writeFileSync(outside, "## Outside\n");
    const files = {
      "all/website/docusaurus.config.js":
        'module.exports = { title: "A", url: "https://a.example", baseUrl: "/", presets: [["classic", { docs: { path: "../docs" } }]] };\n',
      "all/website/_near.mdx": "## Near\n",
      "all/docs/_part.mdx": "## Part\n",
      "all/docs/a.mdx": page(`import Near from "@site/_near.mdx"\n${part}\n\n<Near />`, "part", "near", "gone"),
      "all/docs/b.mdx": page('import Out from "../../outside/_part.mdx"\n\n<Out />', "outside", "other"),
      "all/docs/c.mdx": page('import Out from "./_link.mdx"\n\n<Out />', "outside", "other"),
    };
    mkdirSync(at("all/docs"), { recursive: true });
    symlinkSync(outside, at("all/docs/_link.mdx"));
    expect(await reported(files, "all")).toEqual(["#gone"]);
  });

  it("count as they are now, although the article is in the cache", async () => {
    vi.stubEnv("XDG_CACHE_HOME", at("cache"));
    const old = () => {
      for (const name of readdirSync(at("site/docs"))) utimesSync(at("site/docs", name), 1, 1);
    };
    const base = {
      "site/docusaurus.config.js": config["docusaurus.config.js"],
      "site/docs/_inner.mdx": "## Inner\n",
      "site/docs/_part.mdx": 'import Inner from "./_inner.mdx"\n\n## Part\n\n<Inner />\n',
      "site/docs/a.mdx": page(`${part}\n\nimport Box from "@site/docs/Box"\n\n<Box />`, "part", "inner", "box"),
      "site/docs/Box.js": 'export default () => <p id="box"></p>;\n',
    };
    for (let number = 0; number < 80; number++) put(`site/docs/${number}.md`, "---\ntitle: A\n---\n甲\n");
    for (const [name, text] of Object.entries(base)) put(name, text);
    old();
    expect(await reported({}, "site", true)).toEqual([]);
    expect(await reported({}, "site", true)).toEqual([]);
    expect(await reported({ "site/docs/_inner.mdx": "## Other\n" }, "site", true)).toEqual(["#inner"]);
    expect(await reported({ "site/docs/_inner.mdx": "## Inner\n" }, "site", true)).toEqual([]);
    const box = "export default () => <p></p>;\n";
    expect(await reported({ "site/docs/Box.js": box }, "site", true)).toEqual(["#box"]);
    expect(await reported({ "site/docs/Box.js": base["site/docs/Box.js"] }, "site", true)).toEqual([]);
  });

  it("count for MDX of Astro, whose Markdown has no imports", async () => {
    const files = {
      "astro.config.mjs": "export default {};\n",
      "src/pages/_part.mdx": "## Times\n\n## Fares\n",
      "src/pages/a.mdx": page(part, "times", "fares", "gone"),
      "src/pages/b.md": page('import Part from "./_part.mdx"', "times"),
    };
    expect(await reported(files)).toEqual(["#gone", "#times"]);
  });
});

describe("ids of a component", () => {
  const uses = (name: string) => `import ${name} from "@site/src/${name}"\n\n<${name} />`;

  it("are there if they are written in it, and it has no others if nothing makes any", async () => {
    const files = {
      ...config,
      "src/Map.tsx":
        'import React from "react";\nimport Legend from "./Legend";\nexport default ({ of }: { of?: string }) => <div id="map" className={of}><Legend /></div>;\n',
      "src/Legend/index.jsx": "export default () => <p id={'legend'}></p>;\n",
      "docs/a.mdx": page(uses("Map"), "map", "legend", "gone"),
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("are not known if it makes some of values, or shows what is not in the site", async () => {
    const files = {
      ...config,
      "src/Made.jsx": "export default ({ of }) => <p id={of}></p>;\n",
      "src/Spread.jsx": "export default ({ of }) => <p {...of}></p>;\n",
      "src/Html.jsx": "export default ({ of }) => <p dangerouslySetInnerHTML={{ __html: of }} />;\n",
      "src/Package.jsx": 'import Api from "some-package";\nexport default () => <Api />;\n',
      "docs/a.mdx": page(uses("Made"), "a"),
      "docs/b.mdx": page(uses("Spread"), "b"),
      "docs/c.mdx": page(uses("Html"), "c"),
      "docs/d.mdx": page(uses("Package"), "d"),
      "docs/e.mdx": page(uses("None"), "e"),
    };
    expect(await reported(files)).toEqual([]);
  });

  it.each([
    ["an attribute of a link", "({ of }) => <a href='#' name={of}></a>"],
    ["an attribute that is put together", "({ of }) => <p id={'a-' + of}></p>"],
    ["an attribute with characters that stand for others", '({ of }) => <p id="zo&#114;k"></p>'],
    ["attributes in a variable", "({ of }) => {\n  const props = { id: slug(of) };\n  return <p {...props}></p>;\n}"],
    ["attributes of a function", "({ of }) => {\n  const props = attributesOf(of);\n  return <p {...props}></p>;\n}"],
    ["a part of an object", "({ of }) => {\n  const { a, ...rest } = useIt(of);\n  return <p {...rest}></p>;\n}"],
    ["attributes of a list", "({ of }) => of.map((props) => <p {...props}></p>)"],
    ["a part of what it gets", "(props) => <p {...props.inner}></p>"],
    ["a computed key", "({ of }) => <p {...{ [KEY]: slug(of) }}></p>"],
    ["what a function returns", "({ of }) => <p {...attributesOf(of)}></p>"],
    ["a condition", "({ of, is }) => <p {...(is && attributesOf(of))}></p>"],
    [
      "a copy of an element",
      "({ children }) => React.Children.map(children, (c) => React.cloneElement(c, { id: slug(c) }))",
    ],
    ["a copy of an element, with a variable", "({ of, id }) => cloneElement(of, { id })"],
    ["compiled code", "({ of }) => jsx('p', { id: slug(of) })"],
    ["compiled code with a variable", "({ id }) => jsxs('p', { id })"],
    ["compiled code with an object", "({ of }) => h('p', attributesOf(of))"],
    ["compiled code with a link", "({ name }) => h('a', { name })"],
    ["a key in quotes", '({ of }) => <p {...of}>{[{ "id": slug(of) }]}</p>'],
    ["a module on the next line", `lazy(() => import(\n${" ".repeat(300)}'some-package'))`],
    ["a module whose name is in a template", "lazy(() => import(`some-package`))"],
  ])("are not known if it makes them by %s", async (_, code) => {
    const files = {
      ...config,
      "src/Made.jsx": `export default ${code};\n`,
      "docs/a.mdx": page(uses("Made"), "zork"),
      "docs/b.mdx": page(`export const Made = ${code};\n\n<Made />`, "zork"),
    };
    expect(await reported(files)).toEqual([]);
  });

  it("are those that are written in it, in any way, and no others", async () => {
    const files = {
      ...config,
      "src/Box.jsx": `import { list } from "./list";
const Deep = lazy(() => import(
                './Deep'));
export default ({ of, ...rest }) => {
  const attributes = props;
  return <div id={"a"} {...rest}><a href="#" name="named">A</a><a name={'braces'}></a><Deep of={list} />{h("p", { "id": "b", key: 1 })}</div>;
};
`,
      "src/Deep.jsx": 'export const Deep = (props) => <p {...props} id="deep"></p>;\n',
      "src/list.js": "export const list = [{ id: 1, to: at }, { id: place }];\n",
      "docs/a.mdx": page(uses("Box"), "a", "named", "braces", "b", "deep", "1", "gone"),
      "docs/b.mdx": page(
        'export const Box = () => <p id="box"><a name="way"></a></p>;\n\n<Box />',
        "box",
        "way",
        "gone",
      ),
    };
    expect(await reported(files)).toEqual(["#gone", "#gone"]);
  });

  it("are not known if an expression of the page may show them", async () => {
    const files = {
      ...config,
      "src/Md.jsx":
        'import ReactMarkdown from "react-markdown";\nexport default ({ of }) => <ReactMarkdown>{of}</ReactMarkdown>;\n',
      "docs/a.mdx": page("import Sec from 'some-package'\n\n{['Zork'].map((x) => <Sec name={x}/>)}", "zork"),
      "docs/b.mdx": page('import Md from "@site/src/Md"\n\n{props.is && <Md of="## Zork" />}', "zork"),
      "docs/c.mdx": page("{props.is && <OfPlugin />}", "zork"),
      "docs/d.mdx": page('export const Md = require("@site/src/Md").default\n\n<Md />', "zork"),
      "docs/e.mdx": page(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: code of a page
        "import url from '@docusaurus/useBaseUrl'\n\n<img alt='A' src={url('/a.png')} />\n\n<img alt='A' src={require(`./${props.name}.png`).default} />",
        "gone",
      ),
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("are not known if it makes them around what the page has in it", async () => {
    const files = {
      ...config,
      "src/Rows.jsx": "export default ({ of, children }) => <section id={of}>{children}</section>;\n",
      "src/Box.jsx": "export default ({ children }) => <section>{children}</section>;\n",
      "docs/a.mdx": page('import Rows from "@site/src/Rows"\n\n<Rows of="A">\n\n## In it\n\n</Rows>', "in-it", "a"),
      "docs/b.mdx": page('import Box from "@site/src/Box"\n\n<Box>\n\n## In it\n\n</Box>', "in-it", "b"),
    };
    expect(await reported(files)).toEqual(["#b"]);
  });

  it("are those of the component that the site has instead of one of the theme", async () => {
    const files = {
      ...config,
      "docs/a.mdx": page('import DocCardList from "@theme/DocCardList"\n\n<DocCardList />', "gone"),
      "docs/b.mdx": page('import Other from "@theme/OtherThing"\n\n<Other />', "other"),
    };
    expect(await reported(files)).toEqual(["#gone"]);
    expect(
      await reported({ "src/theme/DocCardList/index.js": "export default ({ of }) => <p id={of}></p>;\n" }),
    ).toEqual([]);
  });

  it("are those of a component that pages have without importing it", async () => {
    const files = {
      ...config,
      "src/theme/MDXComponents.js":
        'import MDXComponents from "@theme-original/MDXComponents";\nimport { Box as Other } from "../Box";\nimport Made from "../Made";\nexport default { ...MDXComponents, Box: Other, Made };\n',
      "src/Box.js": "export const Box = () => <p>A</p>;\n",
      "src/Made.js": "export default ({ of }) => <p id={of}></p>;\n",
      "docs/a.mdx": page("<Box />", "gone"),
      "docs/b.mdx": page("<Made />", "made"),
      "docs/c.mdx": page("<OfPlugin />", "plugin"),
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });
});
