/** Ids that layouts, includes, partials and shortcodes give a page: a link to them leads somewhere. */
import { readdirSync, utimesSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-template-ids-");

/** The fragments that are reported, of all articles. */
async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) put(name, text);
  const results = await lint({ paths: ["."], cwd: at(), offline: true, cache: false, concurrency: "off" });
  return results.files
    .flatMap(({ violations }) => violations)
    .flatMap(({ rule, message }) => (rule === "link/fragment" ? (/"(#[^"]*)"/.exec(message)?.[1] ?? []) : []));
}

const links = (...ids: readonly string[]): string => ids.map((id) => `[${id}](#${id})`).join("\n");

describe("in Jekyll", () => {
  const config = { "_config.yml": "permalink: pretty\nplugins: []\n" };

  it("ids of an include that the article includes are there, and others are not", async () => {
    const files = {
      ...config,
      "_includes/map.html": '<div id="map"></div>{% include legend.html %}',
      "_includes/legend.html": "<p id='legend'></p>",
      "_includes/other.html": '<p id="other"></p>',
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include map.html %}\n\n${links("map", "legend", "other", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#other", "#gone"]);
  });

  it("ids are read in bounded work where assignments, or an include in itself, multiply the values", async () => {
    const files = {
      ...config,
      "_includes/many.html": `{% assign a = "x" %}${"{% assign a = a | strip %}".repeat(60)}<p id="{{ a }}"></p>`,
      "_includes/self.html":
        '{% assign z = include.x %}{% assign z = include.y %}<p id="{{ include.x }}"></p>{% include self.html x=z y=z %}',
      "_includes/start.html": '{% assign v = "a" %}{% assign v = "b" %}{% include self.html x=v y=v %}',
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include many.html %}\n\n${links("unknown")}\n`,
      "b.md": `---\ntitle: B\nlayout: none\n---\n{% include start.html %}\n\n${links("gone")}\n`,
    };
    // The include in itself makes "a" and "b" again and again.
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("ids are unknown, which takes bounded work, where each of many includes includes many", async () => {
    const many = (count: number, use: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => use(at)).join("");
    const files = {
      ...config,
      "_includes/all.html": many(2000, (x) => `{% include each.html x="${x}" %}`),
      "_includes/each.html": many(9000, (x) => `{% include id.html a${x} %}`),
      "_includes/id.html": '<p id="id"></p>',
      "_layouts/all.html": "{% include all.html %}",
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include all.html %}\n\n${links("gone")}\n`,
      "b.md": `---\ntitle: B\nlayout: all\n---\n\n${links("away")}\n`,
      "c.md": `---\ntitle: C\nlayout: none\n---\n{% include id.html %}\n\n${links("id", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("ids are unknown where the include is computed, is not there, or makes headings", async () => {
    const page = (tag: string) => `---\ntitle: A\nlayout: none\n---\n${tag}\n\n${links("gone")}\n`;
    const files = {
      ...config,
      "_includes/headings.md": "## Anything\n",
      "_includes/data.html": '<p id="{{ page.slug }}"></p>',
      "_includes/nested.html": "{% include {{ page.part }} %}",
      "_includes/note.html": "<p>{{ include.text }}</p>",
      "a.md": page("{% include {{ page.map }} %}"),
      "b.md": page("{% include of-theme.html %}"),
      "c.md": page("{% include headings.md %}"),
      "d.md": page("{% include data.html %}"),
      "e.md": page("{% include nested.html %}"),
      "f.md": page("{% include_relative a.txt %}"),
    };
    expect(await reported(files)).toEqual([]);
    expect(await reported({ "g.md": page('{% include note.html text="a" %}') })).toEqual(["#gone"]);
  });

  it("ids are unknown where an include includes one that the site does not have", async () => {
    const files = {
      ...config,
      "_includes/toc.html": "{% include of-theme.html %}",
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include toc.html %}\n\n${links("gone")}\n`,
    };
    expect(await reported(files)).toEqual([]);
  });

  it("another layout in the settings counts, although the article is in the cache", async () => {
    vi.stubEnv("XDG_CACHE_HOME", at("cache"));
    const config = (layout: string) => `defaults:\n  - scope: { path: "" }\n    values: { layout: ${layout} }\n`;
    put("_layouts/post.html", '<main id="main-part">{{ content }}</main>');
    put("_layouts/bare.html", "{{ content }}");
    for (let number = 0; number < 80; number++) put(`a/${number}.md`, "---\ntitle: A\n---\n甲\n");
    put("b.md", `---\ntitle: B\n---\n${links("main-part")}\n`);
    for (const name of readdirSync(at("a"))) utimesSync(at("a", name), 1, 1);
    utimesSync(at("b.md"), 1, 1);
    const found = async (layout: string) => {
      put("_config.yml", config(layout));
      const { files } = await lint({ paths: ["."], cwd: at(), offline: true, concurrency: "off" });
      return files.flatMap(({ violations }) => violations.filter(({ rule }) => rule === "link/fragment"));
    };
    expect(await found("post")).toHaveLength(0);
    expect(await found("bare")).toHaveLength(1);
    vi.unstubAllEnvs();
  });

  it("an id that the tag states is there", async () => {
    const files = {
      ...config,
      "_includes/place.html": '<a id="{{ include.id }}"></a><b id="in-{{ include.id }}"></b>',
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include place.html id="port" %}\n\n${links("port", "in-port", "in-", "ports")}\n`,
    };
    expect(await reported(files)).toEqual(["#in-", "#ports"]);
  });

  // Jekyll 4.3.1 writes these.
  it("what a layout and an include give to an include is there", async () => {
    const files = {
      ...config,
      "_layouts/post.html": '{% include anchor.html id="port" %}{{ content }}{% include wrap.html name="inner" %}',
      "_includes/anchor.html": '<a id="{{ include.id }}"></a>',
      "_includes/wrap.html": '{% include anchor.html id=include.name %}{% include slug.html id="Deep Sea" no="Not" %}',
      "_includes/slug.html":
        '{% assign id = include.id | slugify: "pretty" %}<b id="{{ id }}"></b><i id="{{ include.to | default: "end" }}"></i>',
      "a.md": `---\ntitle: A\nlayout: post\n---\n${links("port", "inner", "deep-sea", "end", "Not", "Deep", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#Not", "#Deep", "#gone"]);
  });

  it("only the argument that the include names is an id", async () => {
    const files = {
      ...config,
      "_includes/place.html": '<a id="{{ include.id }}">{{ include.text }}</a>',
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include place.html id="port" text="Harbour" %}\n\n${links("port", "Harbour")}\n`,
    };
    expect(await reported(files)).toEqual(["#Harbour"]);
  });

  it("ids are unknown where what an include is given is no literal, and where a template includes itself", async () => {
    const page = (tag: string) => `---\ntitle: A\nlayout: none\n---\n${tag}\n\n${links("gone")}\n`;
    const files = {
      ...config,
      "_includes/place.html": '<a id="{{ include.id }}"></a>',
      "_includes/more.html": "{% include place.html id=page.slug %}",
      "_includes/self.html":
        "{% include place.html id=include.id %}{% assign a = include.id | slugify %}{% include self.html id=a %}",
      "_includes/case.html": "{% assign id = 'Gone' | downcase | append: page.none %}<a id=\"{{ id }}\"></a>",
      "a.md": page("{% include place.html id=page.slug %}"),
      "b.md": page("{% include more.html %}"),
      "c.md": page('{% include self.html id="One" %}'),
      "d.md": page("{% include case.html %}"),
    };
    expect(await reported(files)).toEqual([]);
  });

  // Jekyll 4.3.1.
  const slugs: readonly [filter: string, text: string, id: string][] = [
    ["slugify", "What's New? 2.1", "what-s-new-2-1"],
    ["slugify: 'default'", "Über 渡口", "über-渡口"],
    ["slugify: 'pretty'", "What's New? 2.1", "what's-new-2.1"],
    ["slugify: 'ascii'", "Über Uns", "ber-uns"],
    ["slugify: 'latin'", "One & Two", "one-two"],
    ["slugify: 'raw'", "One & Two", "one-&-two"],
    ["slugify: 'none'", "One-Two", "one-two"],
  ];
  it.each(slugs)("the id of %s is that of Jekyll: %s", async (filter, text, id) => {
    const files = {
      ...config,
      "_includes/place.html": `<a id="{{ include.id | ${filter} }}"></a>`,
      "a.md": `---\ntitle: A\nlayout: none\n---\n{% include place.html id="${text}" %}\n\n[a](<#${id}>) [b](#gone)\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("ids of the layout, of its layout and of what they include are there", async () => {
    const files = {
      "_config.yml": 'defaults:\n  - scope: { path: "", type: posts }\n    values: { layout: post }\n',
      "_layouts/default.html": '<main id="top-of-all">{{ content }}</main>{% include foot.html %}',
      "_layouts/post.html": '---\nlayout: default\n---\n<article id="post">{{ content }}</article>',
      "_layouts/wide.html": '<div id="wide">{{ content }}</div>',
      "_includes/foot.html": '<div id="disqus_thread"></div>',
      "_posts/2024-01-02-a.md": `---\ntitle: A\n---\n${links("top-of-all", "post", "disqus_thread", "wide", "gone")}\n`,
      "b.md": `---\ntitle: B\nlayout: wide\n---\n${links("wide", "disqus_thread")}\n[a](/2024/01/02/a.html#disqus_thread) [a](/2024/01/02/a.html#wide)\n`,
    };
    expect((await reported(files)).sort()).toEqual(["#disqus_thread", "#gone", "#wide", "#wide"]);
  });

  it("ids are unknown where a layout computes them, as on a page of tags", async () => {
    const files = {
      ...config,
      "_layouts/tags.html": '{% for tag in site.tags %}<h2 id="{{ tag[0] | slugify }}">{{ tag[0] }}</h2>{% endfor %}',
      "tags.md": "---\ntitle: Tags\nlayout: tags\npermalink: /tags/\n---\n",
      "a.md": "---\ntitle: A\nlayout: none\n---\n[harbours](/tags/#harbours)\n",
    };
    expect(await reported(files)).toEqual([]);
  });
});

describe("in Hugo", () => {
  const config = { "hugo.toml": 'baseURL = "https://news.example/"\n[markup.goldmark.renderer]\nunsafe = true\n' };

  it("ids of shortcodes, and those that the article gives them, are there", async () => {
    const files = {
      ...config,
      "layouts/shortcodes/map.html": '<div id="map"></div>{{ partial "legend.html" . }}',
      "layouts/shortcodes/anchor.html": '<a id="{{ .Get 0 }}"></a>',
      "layouts/partials/legend.html": '<p id="legend"></p>',
      "content/a.md": `---\ntitle: A\n---\n{{< map >}}\n\nText {{< anchor "port" >}} {{< anchor quay >}}\n\n${links("map", "legend", "port", "quay", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  // What Hugo 0.111.3 writes.
  const computed: readonly [template: string, tag: string, id: string][] = [
    ['<b id="{{ .Get 0 | anchorize }}"></b>', '"What\'s New?"', "whats-new"],
    ['<b id="{{ anchorize (.Get 0) }}"></b>', '"Über 2.1 渡口"', "über-21-渡口"],
    ['<b id="{{ .Get "id" | urlize }}"></b>', 'id="One Step & Two"', "one-step-two"],
    ['<b {{ with .Get 0 }}id="{{ . }}"{{ end }}></b>', '"with-it"', "with-it"],
    ['{{ with .Get "id" }}<b id="{{ . | anchorize }}"></b>{{ end }}', 'id="With It"', "with-it"],
    ['{{ $id := .Get 0 }}<b id="{{ $id }}"></b>', '"var-it"', "var-it"],
    ['{{ $id := .Get 0 | urlize }}<b id="{{ $id }}"></b>', '"Var It"', "var-it"],
    ['<b id="{{ .Get 0 | lower }}"></b>', '"LOWER"', "lower"],
    ['<b id="{{ urls.Anchorize (.Get 0) }}"></b>', '"Ns It"', "ns-it"],
    ['<b id="{{ .Get 0 | default "dflt" }}"></b>', "", "dflt"],
    ['{{ $id := (.Get "id" | default "dd") }}<b id="{{ $id }}"></b>', "", "dd"],
    ['<b id="{{ .Params.id }}"></b>', 'id="param-it"', "param-it"],
    ['<b id="{{ .Get 0 | lower | urlize }}"></b>', '"A B"', "a-b"],
  ];
  it.each(computed)("the id of %s with %s is %s", async (template, tag, id) => {
    const files = {
      ...config,
      "layouts/shortcodes/place.html": template,
      "content/a.md": `---\ntitle: A\n---\nText {{< place ${tag} >}}\n\n${links(id, "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("what a template and a shortcode give to a partial is there, and fields of pages are unknown", async () => {
    const page = (...ids: readonly string[]) => `---\ntitle: A\n---\nText {{< go id="quay" >}}\n\n${links(...ids)}\n`;
    const files = {
      ...config,
      "layouts/shortcodes/go.html": '{{ partial "anchor.html" (dict "id" (.Get "id") "page" .Page) }}',
      "layouts/partials/anchor.html": '<a id="{{ .id }}"></a>',
      "layouts/partials/text.html": '<a id="{{ . | anchorize }}"></a>',
      "layouts/_default/single.html":
        '{{ .Content }}{{ partial "anchor.html" (dict "id" "port") }}{{ partial "text.html" "At Sea" }}',
      "layouts/wide/single.html": '<b id="{{ .Params.anchor }}"></b>{{ .Content }}',
      "content/a.md": page("quay", "port", "at-sea", "page", "gone"),
      "content/wide/b.md": page("gone"),
    };
    expect(await reported(files)).toEqual(["#page", "#gone"]);
  });

  it("anchorize and urlize are those of the settings", async () => {
    const files = {
      "hugo.toml": 'disablePathToLower = true\n[markup.goldmark.parser]\nautoHeadingIDType = "github-ascii"\n',
      "layouts/shortcodes/place.html": '<a id="{{ .Get 0 | anchorize }}"></a><b id="{{ .Get 1 | urlize }}"></b>',
      "content/a.md": `---\ntitle: A\n---\nText {{< place "Über Uns" "One Two" >}}\n\n${links("uber-uns", "One-Two", "one-two")}\n`,
    };
    expect(await reported(files)).toEqual(["#one-two"]);
  });

  it("ids are unknown where a shortcode computes them or reads a file", async () => {
    const page = (tag: string) => `---\ntitle: A\n---\nText ${tag}\n\n${links("gone")}\n`;
    const files = {
      ...config,
      "layouts/shortcodes/step.html": '<b id="{{ .Get 0 | title }}"></b>',
      "layouts/shortcodes/file.html": "{{ readFile (.Get 0) | markdownify }}",
      "layouts/shortcodes/some.html": "{{ partial (.Get 0) . }}",
      "content/a.md": page('{{< step "One Step" >}}'),
      "content/b.md": page('{{< file "b.txt" >}}'),
      "content/c.md": page('{{< some "c.html" >}}'),
    };
    expect(await reported(files)).toEqual([]);
  });

  it("shortcodes of any length are read in bounded work", async () => {
    const files = {
      ...config,
      "layouts/shortcodes/map.html": '<div id="map"></div>',
      "content/a.md": `---\ntitle: A\n---\n{{<${"a".repeat(20_000)}${" ".repeat(40_000)}\n\n${`{{< ${"b".repeat(400)}${" ".repeat(1500)}`.repeat(20)}\n\n{{< map />}}\n\n${links("map", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("ids of the template of the page and its partials are there, in the site and its theme", async () => {
    const files = {
      "hugo.toml": 'theme = "waves"\n',
      "themes/waves/layouts/_default/baseof.html": '<div id="page">{{ block "main" . }}{{ end }}</div>',
      "themes/waves/layouts/_default/single.html":
        '{{ define "main" }}{{ .Content }}{{ partial "foot.html" . }}{{ end }}',
      "themes/waves/layouts/partials/foot.html": '<div id="comments-below"></div>',
      "layouts/_default/list.html": '<div id="listed"></div>',
      "content/blog/_index.md": `---\ntitle: A\n---\n${links("listed", "page", "comments-below")}\n`,
      "content/blog/a.md": `---\ntitle: A\n---\n${links("page", "comments-below", "listed")}\n`,
    };
    expect((await reported(files)).sort()).toEqual(["#comments-below", "#listed"]);
  });
});

describe("in Eleventy", () => {
  const config = { "eleventy.config.js": "export default function () {}\n", "package.json": '{"type":"module"}' };

  it("ids of includes and layouts are there, and unknown where a name is a variable", async () => {
    const files = {
      ...config,
      "_includes/base.njk": '<main id="all">{{ content | safe }}</main>{% include "foot.njk" %}',
      "_includes/post.njk": '---\nlayout: base.njk\n---\n<article id="post">{{ content | safe }}</article>',
      "_includes/foot.njk": '<footer id="foot"></footer>',
      "_includes/map.html": '<div id="map"></div>',
      "_includes/box.html": '<p {% if slug %}id="{{ slug }}"{% endif %}></p><button id="{{ any }}"></button>',
      "_includes/nav.html": "{% assign n = 'nav-' | append: forloop.index %}<ul id=\"{{ n }}\"></ul>",
      "posts/posts.json": '{ "layout": "post.njk" }',
      "posts/a.md": `---\ntitle: A\n---\n{% include "map.html" %}\n\n${links("map", "post", "all", "foot", "gone")}\n`,
      "posts/b.md": `---\ntitle: B\n---\n{% include map %}\n\n${links("unknown")}\n`,
      "posts/c.md": `---\ntitle: C\n---\n{% include "box.html" slug: "port" %}{% include 'nav.html' %}\n\n${links("port", "nav-2", "quay")}\n`,
      "posts/d.md": `---\ntitle: D\n---\n{% include "box.html" %}\n\n${links("of-data")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone", "#quay"]);
  });

  it("what a layout gives to an include is there, and a variable of the page is unknown", async () => {
    const files = {
      ...config,
      "_includes/base.liquid": '{% include "place.liquid", id: "port" %}{{ content }}',
      "_includes/data.liquid": '{% include "place.liquid" %}{{ content }}',
      "_includes/page.liquid": '{% render "place.liquid", id: page.fileSlug %}{{ content }}',
      "_includes/place.liquid": '<a id="{{ id }}"></a>',
      "a.md": `---\ntitle: A\nlayout: base.liquid\n---\n${links("port", "gone")}\n`,
      "b.md": `---\ntitle: B\nlayout: data.liquid\n---\n${links("of-data")}\n`,
      "c.md": `---\ntitle: C\nlayout: page.liquid\n---\n${links("c")}\n`,
      "d.md": `---\ntitle: D\nlayout: none\n---\n{% include "place.liquid", id: page.fileSlug %}\n\n${links("d")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });
});

describe("in other generators", () => {
  it("ids of the theme of a Hexo site are there", async () => {
    const files = {
      "_config.yml": "theme: waves\n",
      "package.json": '{"dependencies":{"hexo":"8","hexo-renderer-marked":"7"}}',
      "themes/waves/layout/post.ejs": '<%- page.content %><div id="thread"></div><b id="p-<%= page.slug %>"></b>',
      "source/_posts/a.md": `---\ntitle: A\ndate: 2024-01-02 03:04:05\n---\n${links("thread", "p-a", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("ids of the theme of a VitePress site are there", async () => {
    const files = {
      ".vitepress/config.js": "export default {}\n",
      ".vitepress/theme/Layout.vue": '<template><div id="thread" :id="x"></div></template>\n',
      "a.md": `# A\n\n${links("thread", "gone")}\n`,
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });
});
