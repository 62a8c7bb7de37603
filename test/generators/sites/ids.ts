/** Sites whose templates and components give ids to pages. */
import { docusaurusIds } from "./ids-docusaurus.js";

export interface IdSite {
  readonly files: Readonly<Record<string, string>>;
  /** The class of the element of a page that has the article; by default, all ids of the page count. */
  readonly content?: string;
  /** The built page of each article. */
  readonly pages: Readonly<Record<string, string>>;
}

/** What `test/generators/NAME/ids.json` has. */
export interface RecordedIds {
  readonly generator: string;
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

const slugs = ["", ": 'pretty'", ": 'ascii'", ": 'raw'", ": 'latin'", ": 'none'", ": 'default'"];
const texts = ["What's New? 2.1", "Über Uns", "渡口 & Kai", "-a b-"];

const article = (layout: string, body: string): string => `---\ntitle: A\nlayout: ${layout}\n---\n\n${body}\n`;

const jekyll: IdSite = {
  files: {
    "_config.yml": "plugins: []\n",
    "_layouts/default.html": '<main id="all">{{ content }}</main>{% include foot.html %}',
    "_layouts/post.html":
      '---\nlayout: default\n---\n{% include anchor.html id="port" %}{{ content }}{% include wrap.html name="inner" %}',
    "_layouts/bare.html": "{{ content }}",
    "_includes/foot.html": '<p id="foot"></p>',
    "_includes/anchor.html": '<a id="{{ include.id }}"></a>',
    "_includes/wrap.html": '{% include anchor.html id=include.name %}{% include to.html to="" %}',
    "_includes/to.html": '<i id="{{ include.to | default: "end" }}"></i>',
    ...Object.fromEntries(
      slugs.map((mode, at) => [
        `_includes/slug${at}.html`,
        `<a id="s${at}"></a><b id="{{ include.id | slugify${mode} }}"></b>`,
      ]),
    ),
    "a.md": article("post", "## Times"),
    "b.md": article("bare", '{% include anchor.html id="quay" text="Not" %}'),
    ...Object.fromEntries(
      slugs.map((_, at) => [
        `c${at}.md`,
        article("bare", texts.map((one) => `{% include slug${at}.html id="${one}" %}`).join("\n")),
      ]),
    ),
  },
  pages: {
    "a.md": "a.html",
    "b.md": "b.html",
    ...Object.fromEntries(slugs.map((_, at) => [`c${at}.md`, `c${at}.html`])),
  },
};

const hugo: IdSite = {
  files: {
    "hugo.toml": 'disableKinds = ["home", "taxonomy", "term", "RSS", "sitemap"]\n',
    "layouts/_default/single.html":
      '{{ .Content }}{{ partial "anchor.html" (dict "id" "port") }}{{ partial "text.html" "At Sea" }}',
    "layouts/bare/single.html": "{{ .Content }}",
    "layouts/partials/anchor.html": '<a id="{{ .id }}"></a>',
    "layouts/partials/text.html": '<a id="{{ . | anchorize }}"></a>',
    "layouts/shortcodes/go.html": '{{ partial "anchor.html" (dict "id" (.Get "id") "page" .Page) }}',
    "layouts/shortcodes/anchorize.html": '<a id="{{ .Get 0 | anchorize }}"></a>',
    "layouts/shortcodes/urlize.html": '<a id="{{ .Get 0 | urlize }}"></a>',
    "content/a.md": article("single", '## Times\n\nText {{< go id="quay" >}}'),
    "content/bare/b.md": article("single", texts.map((one) => `Text {{< anchorize "${one}" >}}`).join("\n\n")),
    "content/bare/c.md": article("single", texts.map((one) => `Text {{< urlize "${one}" >}}`).join("\n\n")),
  },
  pages: {
    "content/a.md": "a/index.html",
    "content/bare/b.md": "bare/b/index.html",
    "content/bare/c.md": "bare/c/index.html",
  },
};

const eleventy: IdSite = {
  files: {
    "eleventy.config.js": "module.exports = function () {};\n",
    "_includes/base.liquid": '<main id="all">{{ content }}</main>{% include "place.liquid", id: "port" %}',
    "_includes/slug.liquid": '{{ content }}<a id="{{ title | slugify }}"></a>',
    "_includes/place.liquid": '<a id="{{ id }}"></a>',
    "a.md": article("base.liquid", '{% include "place.liquid", id: "quay" %}'),
    "b.md": article("slug.liquid", "Text"),
  },
  pages: { "a.md": "a/index.html", "b.md": "b/index.html" },
};

export const idSites: Readonly<Record<string, IdSite>> = {
  jekyll,
  hugo,
  eleventy,
  docusaurus: docusaurusIds,
};
