/** What template tags do to the elements around them. */
import { describe, expect, it, test } from "vitest";
import { articleOf, cut, htmlOf } from "./support.js";

const problemsOf = (text: string, of = articleOf): string[] =>
  of(text).body.tagProblems.map(({ kind, range }) => `${kind} ${cut(text, range)}`);

describe("a template tag within an HTML tag", () => {
  test.each([
    '甲<a href="{{ u }}"{% if x %} target="_blank"{% endif %}>乙</a>',
    '- <span class="a"{{ more }}>乙</span>',
    '<section{% if x %} id="a"{% endif %}>\n\n乙\n\n</section>',
    '甲 <i class="a"{% if x %}id="b"{% else %}id="c"{% endif %}>乙</i>',
  ])("leaves the tag what it is: %s", (text) => {
    for (const of of [articleOf, htmlOf]) {
      expect(problemsOf(text, of)).toEqual([]);
      expect(of(text).body.parseErrors).toEqual([]);
    }
  });

  it("does not add attributes of other branches", () => {
    const text = '<img src="a.png"{% if x %} alt="b"{% else %} alt="c"{% endif %}>';
    const [image] = htmlOf(text).images;
    expect([image?.url, image?.alt]).toEqual(["a.png", "b"]);
  });
});

describe("branches", () => {
  test.each([
    "{% if a %}\n<div class='a'>\n{% else %}\n<div class='b'>\n{% endif %}\n甲\n</div>\n",
    "{% case a %}{% when 1 %}<p>{% when 2 %}<b>甲</b><p>{% endcase %}甲</p>",
    "{{ if .a }}<div>{{ else }}<div id='b'>{{ end }}甲</div>",
    "{{#if a}}<div>{{else}}<div id='b'>{{/if}}甲</div>",
    "<% if (a) { %><div><% } else { %><div id='b'><% } %>甲</div>",
    "{% for t in ts %}{% if forloop.first %}<ul>{% endif %}<li>甲</li>{% if forloop.last %}</ul>{% endif %}{% endfor %}",
    "{% for t in ts %}{% if t.new %}{% if n %}</ul>{% endif %}<ul>{% endif %}<li>甲</li>{% endfor %}</ul>",
    "{{ range .ts }}{{ if .new }}{{ if $n }}</ul>{{ end }}<ul>{{ end }}<li>甲</li>{{ end }}</ul>",
  ])("are alternatives: %j", (text) => {
    expect(problemsOf(text, htmlOf)).toEqual([]);
    expect(problemsOf(text)).toEqual([]);
  });

  it("do not hide what is wrong in each of them, or outside of them", () => {
    expect(problemsOf("{% if a %}<p><b>甲</p>{% else %}<p><i>乙</p>{% endif %}\n\n<u>丙", htmlOf)).toEqual([
      "unclosed <b>",
      "unclosed <i>",
      "unclosed <u>",
    ]);
  });
});

describe("what other files and shortcodes bring", () => {
  it("may open and close elements", () => {
    expect(problemsOf("{% include open.html %}甲</div>", htmlOf)).toEqual([]);
    expect(problemsOf("<div>甲{% include close.html %}", htmlOf)).toEqual([]);
    expect(problemsOf('{{< a href="/y" >}}文</a>')).toEqual([]);
    expect(problemsOf('甲</b> {{< figure src="a.png" >}} {{ title }}')).toEqual(["stray </b>"]);
  });
});

describe("comments of templates", () => {
  it("are not read", () => {
    const text = "{# <b> #} {% comment %}<i>{% endcomment %} 甲 ![乙](a.png)\n";
    expect(problemsOf(text)).toEqual([]);
    expect(articleOf("{# ![甲](a.png) #} `{#}` ![乙](b.png)").images.map(({ url }) => url)).toEqual(["b.png"]);
  });

  it("are not attributes of headings", () => {
    expect(articleOf("## 甲 {#a}\n\n## 乙 {#b}\n").anchors.ids).toEqual(new Set(["a", "b"]));
  });
});

it("the markers of a quote are not text in a table", () => {
  expect(problemsOf("> <table>\n> <tr>\n>\n> <td>甲</td>\n>\n> </tr>\n> </table>\n")).toEqual([]);
});

describe("the content of a shortcode", () => {
  test.each([
    '{{< tabpane >}}\n{{< tab header="A" >}}\n<int> <a href="x">\n{{< /tab >}}\n{{< /tabpane >}}\n',
    '{{< example lang="cpp" >}}\n<int> <a href="x">\n{{< /example >}}\n',
    "{{< code-toggle file=hugo >}}\n<int> <a href='x'>\n{{< /code-toggle >}}\n",
  ])("is code if the shortcode says so: %j", (text) => {
    expect(articleOf(text).links).toEqual([]);
    expect(problemsOf(text)).toEqual([]);
  });

  test.each([
    '{{< tabpane text=true >}}\n{{< tab header="A" >}}\n<a href="x">甲</a>\n{{< /tab >}}\n{{< /tabpane >}}\n',
    '{{< tab "A" >}}\n<a href="x">甲</a>\n{{< /tab >}}\n',
    // A shortcode without an end.
    '{{< example lang="cpp" >}}\n<a href="x">甲</a>\n',
  ])("is read otherwise: %j", (text) => {
    expect(articleOf(text).links.map(({ url }) => url)).toEqual(["x"]);
  });
});
