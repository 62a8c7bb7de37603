import type { SiteFixture } from "./fixture.js";

const page = (front: string, body = "Low water at the ferry."): string => `---\n${front}\n---\n\n${body}\n`;

const layout = '<meta name="stet" data-source="{{ page.inputPath }}" data-url="{{ page.url | url }}">\n{{ content }}\n';

/** Folders of the configuration, data files, permalinks, and what is copied. */
export const site: SiteFixture = {
  files: {
    "package.json": '{"type":"module","devDependencies":{"@11ty/eleventy":"*"}}',
    "eleventy.config.js": `import shapes from "./config/shapes.js";

export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy("src/img");
  eleventyConfig.addPassthroughCopy({ "extra/fonts": "type", "extra/one.txt": "single.txt" });
  eleventyConfig.addPassthroughCopy("src/**/*.chart");
  eleventyConfig.addPlugin(shapes);
  eleventyConfig.addFilter("loud", (text) => text.toUpperCase());
}

export const config = {
  dir: { input: "src", output: "built", includes: "_parts" },
  pathPrefix: "/quay/",
};
`,
    "config/shapes.js":
      'export default function (eleventyConfig) {\n  eleventyConfig.addFilter("round", (text) => text);\n}\n',
    ".eleventyignore": "src/ignored\n",
    ".gitignore": "src/private.md\nnode_modules\n",
    "src/_parts/base.html": layout,
    "src/_parts/part.md": page("title: Part"),
    "src/_data/layout.json": '"base.html"',
    "src/_data/list.json": '["a", "b", "c"]',
    "src/index.md": page("title: Home"),
    "src/about.md": page("title: About"),
    "src/about/team.md": page("title: Team"),
    "src/about/index.html": page("title: About again\npermalink: /about-again/", "<p>About</p>"),
    "src/Capital Page.md": page("title: Capital"),
    "src/摆渡.md": page("title: 摆渡"),
    "src/bare.md": "No front matter.\n",
    "src/docs/docs.md": page("title: Docs"),
    "src/docs/guide/guide.md": page("title: Guide"),
    "src/docs/guide/index.md": page("title: Guide index\npermalink: /guide-index/"),
    "src/posts/posts.json": '{ "tags": "posts", "permalink": "/blog/{{ page.fileSlug }}/" }',
    "src/posts/one.md": page("title: One"),
    "src/posts/2024-03-05-dated.md": page("title: Dated"),
    "src/posts/own.md": page("title: Own\npermalink: /own/place/"),
    "src/posts/own-file.md": page("title: Own file\npermalink: own/File.html"),
    "src/posts/own-text.md": page("title: Own text\npermalink: own/text.txt"),
    "src/posts/hidden.md": page("title: Hidden\npermalink: false"),
    "src/posts/built.md": page("title: Built\npermalink:\n  build: /built-here/"),
    "src/posts/from-title.md": page('title: Big Boat 2\npermalink: "/titles/{{ title | slugify }}/"'),
    "src/posts/from-stem.md": page('title: Stem\npermalink: "{{ page.filePathStem }}.html"'),
    "src/posts/from-filter.md": page('title: loud\npermalink: "/x/{{ title | loud }}/"'),
    "src/posts/static.md": page('title: Static\npermalink: "/{{ not }}/"\ndynamicPermalink: false'),
    "src/posts/sub/two.md": page("title: Two"),
    "src/posts/sub/index.md": page("title: Sub"),
    "src/posts/2023-01-02-folder/index.md": page("title: Folder"),
    "src/notes/2023-04-05-note.md": page("title: Note"),
    "src/notes/2023-04-06/index.md": page("title: Day"),
    "src/notes/notes.11tydata.js": 'export default { kind: "note" };\n',
    "src/js/js.11tydata.js": "export default { permalink: (data) => '/made/' + data.page.fileSlug + '/' };\n",
    "src/js/made.md": page("title: Made"),
    "src/file-data.md": page("title: File data"),
    "src/file-data.json": '{ "permalink": "/with-data/" }',
    "src/file-more.md": page("title: More"),
    "src/file-more.11tydata.json": '{ "permalink": "/with-more/" }',
    "src/page.njk": page("title: Njk", "<p>{{ title }}</p>"),
    "src/liquid.liquid": page("title: Liquid", "<p>{{ title }}</p>"),
    "src/feed.njk": page("permalink: /feed.xml\nlayout: null", "<feed/>"),
    "src/plain.html": "<p>Plain</p>\n",
    "src/robots.txt": "User-agent: *\n",
    "src/lists/paged.njk": page("title: Paged\npagination:\n  data: list\n  size: 2"),
    "src/lists/each.njk": page(
      'title: Each\npagination:\n  data: list\n  size: 1\n  alias: one\npermalink: "/each/{{ one }}/"',
    ),
    "src/empty-front.md": "---\n---\n\nEmpty.\n",
    "src/ignored/a.md": page("title: Ignored"),
    "src/private.md": page("title: Private"),
    "src/img/boat.txt": "boat\n",
    "src/img/deep/Oar One.txt": "oar\n",
    "src/docs/tide.chart": "tide\n",
    "src/docs/picture.txt": "not copied\n",
    "extra/fonts/a.txt": "a\n",
    "extra/one.txt": "one\n",
    "README.md": "# Read me\n",
  },
  unmarked: ["src/feed.njk", "src/posts/own-text.md"],
  unknown: {
    "src/posts/from-filter.md": "template",
    "src/js/made.md": "template",
    "src/lists/paged.njk": "data",
    "src/lists/each.njk": "data",
  },
  unknownFiles: { "^x/": "template", "^made/": "template", "^lists/paged/": "data", "^each/": "data" },
};

/** No settings: the folder of the repository is the site. */
export const standard: SiteFixture = {
  files: {
    "package.json": '{"type":"module","devDependencies":{"@11ty/eleventy":"*"}}',
    "_includes/base.njk": layout.replace("{{ content }}", "{{ content | safe }}"),
    "_data/layout.json": '"base.njk"',
    "index.md": page("title: Home"),
    "README.md": "# Read me\n",
    "posts/one.md": page("title: One"),
    "posts/posts.json": '{ "tags": "posts" }',
    "posts/draft.md": page("title: Draft\ndraft: true"),
    "css/site.css": "p { margin: 0 }\n",
  },
};
