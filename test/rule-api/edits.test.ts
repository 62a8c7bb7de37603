/** Edits of attributes, for all the ways in which attributes can be written. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import type { Article, Attribute, Edit, Element } from "../../src/article/types.js";
import { removeAttribute, setUrl } from "../../src/rule.js";

const read = (text: string, bodyLanguage: "html" | "markdown" = "html"): Article =>
  parseArticle({ path: "a", text }, { bodyLanguage, lazyAttributes: [] });
const apply = (text: string, { range, text: put }: Edit): string =>
  text.slice(0, range.start) + put + text.slice(range.end);
const firstElement = ({ body }: Article): Element => {
  const element = body.children.find((node) => node.type === "element");
  if (!element) throw new Error("no element");
  return element;
};
const without = (text: string, name: string): string =>
  apply(text, removeAttribute(firstElement(read(text)).attributes[name] as Attribute));

/** CommonMark 0.31.2, section 6.6: what is written otherwise is text. */
const isTagOfMarkdown = /^<[a-z]+(?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>$/;

describe("removeAttribute", () => {
  it.each([
    ['<img src="a" alt="b">', "alt", '<img src="a">'],
    ['<img src="a"\n  alt="b"\n  id="c">', "alt", '<img src="a"\n  id="c">'],
    ['<img src="a" alt="b"/>', "alt", '<img src="a"/>'],
    ["<img hidden alt/>", "alt", "<img hidden/>"],
    ['<img alt="b">', "alt", "<img>"],
    // No whitespace: in front of the attribute is the quote of the one before it.
    ['<img src="a"alt="b">', "alt", '<img src="a">'],
    ['<img src="a"alt="b"id="c">', "alt", '<img src="a"id="c">'],
    ["<img src=a/alt='b' alt='c'>", "alt", "<img src=a/alt='b'>"],
    // Here the whitespace has to stay.
    ['<img src=a alt="b"id="c">', "alt", '<img src=a id="c">'],
    ['<img src=a alt="b"/>', "alt", "<img src=a />"],
    ['<img alt="b"id="c">', "alt", '<img id="c">'],
    ['<img src="a"src="z" alt="b"id="c">', "alt", '<img src="a"src="z" id="c">'],
  ])("turns %s without %s into %s", (text, name, expected) => {
    expect(without(text, name)).toBe(expected);
  });

  it("leaves every other attribute, and what follows the tag, as it was", () => {
    const name = fc.constantFrom("src", "alt", "id", "title", "class", "data-a", "hidden");
    const value = fc.constantFrom("", "a", "b/", "c d", "&amp;", "e>", "=", "a'", "中");
    const attribute = fc
      .tuple(name, value, fc.constantFrom("double", "single", "unquoted", "none"), fc.constantFrom("=", " = ", "= "))
      .map(([key, held, quote, equals]) => {
        if (quote === "double") return `${key}${equals}"${held}"`;
        if (quote === "single") return `${key}${equals}'${held.replaceAll("'", "")}'`;
        if (quote === "none" || held === "" || /[\s>=]/.test(held)) return key;
        return `${key}${equals}${held}`;
      });
    const space = fc.constantFrom("", "", " ", " ", "  ", "\n", "\t", "\r\n  ", "/", " / ", '"');
    const tag = fc.record({
      name: fc.constantFrom("img", "p", "br"),
      first: fc.constantFrom(" ", "  ", "\n", "/"),
      attributes: fc.array(fc.tuple(attribute, space), { minLength: 1, maxLength: 5 }),
      end: fc.constantFrom(">", " >", "/>", " />"),
    });
    const shape = (element: Element) => ({
      tag: element.tag,
      attributes: Object.fromEntries(Object.values(element.attributes).map((one) => [one.name, one.value])),
    });
    const bodyLanguage = fc.constantFrom("html" as const, "markdown" as const);
    fc.assert(
      fc.property(tag, bodyLanguage, ({ name, first, attributes, end }, language) => {
        const text = `<${name}${first}${attributes.flat().join("")}${end}一<b>二</b>`;
        const article = read(text, language);
        const [element] = article.body.children;
        if (element?.type !== "element" || element.tag !== name) return;
        // `a = b`, with an attribute of the name `=`, becomes a value of what is in front of it.
        if (Object.keys(element.attributes).some((key) => key.startsWith("="))) return;
        const written = text.slice(element.startTag.start, element.startTag.end);
        if (language === "markdown" && !isTagOfMarkdown.test(written)) return;
        for (const [key, one] of Object.entries(element.attributes)) {
          // Where a name is there twice, the second one takes the place of the first.
          if (written.split(key).length > 2) continue;
          const after = apply(text, removeAttribute(one));
          const { [key]: _, ...rest } = shape(element).attributes;
          const [left] = read(after, language).body.children;
          expect(left?.type === "element" && shape(left), `${text} → ${after}`).toEqual({
            tag: name,
            attributes: rest,
          });
          expect(after.endsWith(text.slice(element.startTag.end)), after).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("setUrl in front matter", () => {
  const url = "https://a.example/b%20c.png?d='e'#f";
  const change = (text: string, to = url): string | undefined => {
    const imagePaths = () => [["cover"], ["list", 0]];
    const article = parseArticle({ path: "a.md", text }, { bodyLanguage: "markdown", lazyAttributes: [], imagePaths });
    const [image] = article.images;
    const edit = image && setUrl(image, to);
    return edit && apply(text, edit);
  };

  it.each([
    ["plain YAML", "---\ncover: a.png # one\n---\n", `---\ncover: ${url} # one\n---\n`],
    ["double quotes of YAML", '---\ncover: "a.png"\n---\n', `---\ncover: "${url}"\n---\n`],
    ["single quotes of YAML", "---\ncover: 'a.png'\n---\n", `---\ncover: '${url.replaceAll("'", "''")}'\n---\n`],
    ["a list in brackets", "---\nlist: [a.png, b.png]\n---\n", `---\nlist: [${url}, b.png]\n---\n`],
    ["a string of TOML", '+++\ncover = "a.png"\n+++\n', `+++\ncover = "${url}"\n+++\n`],
    ["a literal string of TOML", "+++\ncover = 'a.png'\n+++\n", `+++\ncover = "${url}"\n+++\n`],
    ["three quotes of TOML", '+++\ncover = """a b.png"""\nx = 1\n+++\n', `+++\ncover = "${url}"\nx = 1\n+++\n`],
    ["three single quotes of TOML", "+++\ncover = '''a b.png'''\n+++\n", `+++\ncover = "${url}"\n+++\n`],
    ["JSON", '{\n"cover": "a.png"\n}\n', `{\n"cover": "${url}"\n}\n`],
  ])("keeps the quotes where they can hold the URL: %s", (_, text, expected) => {
    expect(change(text)).toBe(expected);
  });

  it("makes no edit of a value that is written elsewhere", () => {
    expect(change("---\nother: &pic a.png\ncover: *pic\n---\n")).toBeUndefined();
  });

  it("writes what is read as that URL, and nothing else", () => {
    const style = fc.constantFrom<(value: string) => string>(
      (value) => `---\ncover: ${value}\nx: 1\n---\n`,
      (value) => `---\ncover: '${value}'\nx: 1\n---\n`,
      (value) => `---\ncover: "${value}"\nx: 1\n---\n`,
      (value) => `---\ncover: >-\n  ${value}\nx: 1\n---\n`,
      (value) => `---\nlist: [${value}]\nx: 1\n---\n`,
      (value) => `---\nlist:\n- ${value}\nx: 1\n---\n`,
      (value) => `+++\ncover = "${value}"\nx = 1\n+++\n`,
      (value) => `+++\ncover = '${value}'\nx = 1\n+++\n`,
      (value) => `+++\ncover = """${value}"""\nx = 1\n+++\n`,
      (value) => `+++\ncover = '''\n${value}'''\nx = 1\n+++\n`,
      (value) => `+++\nlist = ["${value}"]\nx = 1\n+++\n`,
      (value) => `{\n"cover": "${value}", "x": 1\n}\n`,
    );
    const part = fc.constantFrom(
      "a",
      "/",
      ":",
      " ",
      "#",
      "'",
      '"',
      "\\",
      ",",
      "]",
      "}",
      "%20",
      "&",
      "?",
      "中",
      "- ",
      "true",
    );
    const to = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(style, to, (write, wanted) => {
        const after = change(write("a.png"), wanted) ?? expect.fail("no edit");
        expect(read(after, "markdown").frontMatter?.data, after).toEqual(
          write("a").includes("list") ? { list: [wanted], x: 1 } : { cover: wanted, x: 1 },
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe("setUrl with a URL that a hostile server has sent", () => {
  const hostile = "https://evil.example/?{{config}}#{%x%}{{a.b('c')}}{(";
  it.each([
    [
      "a link of Markdown",
      "[x](a.html)",
      "markdown",
      "[x](https://evil.example/?%7B{config}}#%7B%x%}%7B{a.b%28'c'%29}}%7B%28)",
    ],
    [
      "a tag of HTML",
      '<a href="a.html">x</a>',
      "html",
      `<a href="https://evil.example/?%7B{config}}#%7B%x%}%7B{a.b('c')}}{(">x</a>`,
    ],
    [
      "front matter",
      "---\ncover: 'a.png'\n---\n",
      "markdown",
      "---\ncover: 'https://evil.example/?%7B{config}}#%7B%x%}%7B{a.b(''c'')}}{('\n---\n",
    ],
  ] as const)("begins no template of a generator: %s", (_, text, bodyLanguage, expected) => {
    const imagePaths = () => [["cover"]];
    const { images, links } = parseArticle({ path: "a.md", text }, { bodyLanguage, lazyAttributes: [], imagePaths });
    const [reference = expect.fail("no reference")] = [...images, ...links];
    expect(apply(text, setUrl(reference, hostile) ?? expect.fail("no edit"))).toBe(expected);
  });

  it("keeps the template that the author has written", () => {
    const text = "[x]({{base}}/a.html)";
    const [link = expect.fail("no link")] = read(text, "markdown").links;
    expect(apply(text, setUrl(link, "{{base}}/b.html"))).toBe("[x]({{base}}/b.html)");
  });
});
