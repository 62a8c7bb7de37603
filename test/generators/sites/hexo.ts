import type { SiteFixture } from "./fixture.js";

const post = (front: string, body = "Low water at the ferry."): string => `---\n${front}\n---\n\n${body}\n`;
const layout = (name: string): string => `<p>${name}</p><%- page.content || "" %>\n`;

const theme = {
  "themes/quay/layout/index.ejs": layout("index"),
  "themes/quay/layout/post.ejs": layout("post"),
  "themes/quay/layout/page.ejs": layout("page"),
  "themes/quay/layout/archive.ejs": layout("archive"),
  "themes/quay/layout/tag.ejs": layout("tag"),
  "themes/quay/layout/category.ejs": layout("category"),
  "themes/quay/source/css/quay.css": "p { margin: 0 }\n",
  "themes/quay/source/js/quay.js": "// quay\n",
};

const packages = (...names: string[]): string =>
  JSON.stringify({
    name: "site",
    hexo: { version: "" },
    dependencies: Object.fromEntries(
      ["hexo", "hexo-renderer-marked", "hexo-renderer-ejs", ...names].map((n) => [n, "*"]),
    ),
  });

/** Dates in the address, a base path, a zone, an asset folder for each post, and all lists. */
export const dated: SiteFixture = {
  files: {
    ...theme,
    "_config.yml": `title: Quay
url: https://ferry.example/blog
root: /blog/
theme: quay
timezone: Asia/Shanghai
permalink: :year/:month/:day/:title/
post_asset_folder: true
per_page: 5
tag_map:
  Night boat: night
category_map:
  Häfen: harbours
skip_render:
  - raw/**
  - _posts/not-rendered.md
exclude:
  - excluded/**
include:
  - _kept.md
archive_generator:
  daily: true
feed:
  type: rss2
  path: feed.xml
`,
    "package.json": packages(
      "hexo-generator-index",
      "hexo-generator-archive",
      "hexo-generator-tag",
      "hexo-generator-category",
      "hexo-generator-feed",
      "hexo-generator-sitemap",
    ),
    "source/_posts/plain.md": post("title: Plain\ndate: 2024-03-05 12:30:00"),
    "source/_posts/morning.md": post("title: Morning\ndate: 2024-03-05 06:30:00\ntags: [Ferry, Night boat]"),
    "source/_posts/late.md": post("title: Late\ndate: 2024-03-05 23:30:00\ncategories: Ports"),
    "source/_posts/day-only.md": post("title: Day\ndate: 2024-03-06\ncategories: [Ports, Häfen]"),
    "source/_posts/zoned.md": post("title: Zoned\ndate: 2024-03-07T10:00:00+08:00"),
    "source/_posts/zoned-late.md": post("title: Zoned late\ndate: Thu, 07 Mar 2024 20:00:00 GMT"),
    "source/_posts/quoted.md": post('title: Quoted\ndate: "2024-03-08 09:00:00"'),
    "source/_posts/no-date.md": post("title: No date"),
    "source/_posts/bad-date.md": post("title: Bad date\ndate: yesterday"),
    "source/_posts/Capital Letters.md": post("title: Capitals\ndate: 2024-03-09 12:00:00"),
    "source/_posts/摆渡.md": post("title: 摆渡\ndate: 2024-03-10 12:00:00\ntags: [渡口, ferry]"),
    "source/_posts/c++.md": post("title: C++\ndate: 2024-03-10 13:00:00\ntags: [C++, c]"),
    "source/_posts/half%20.md": post("title: Percent\ndate: 2024-03-10 14:00:00"),
    "source/_posts/river/delta.md": post(
      "title: Delta\ndate: 2024-03-11 12:00:00\ncategories: [[Ports, Delta], [Rivers]]",
    ),
    "source/_posts/river/mouth/bar.md": post("title: Bar\ndate: 2024-03-12 12:00:00"),
    "source/_posts/own-permalink.md": post("title: Own\npermalink: own/place/\ndate: 2024-03-13 12:00:00"),
    "source/_posts/own-file.md": post("title: Own file\npermalink: /own/file.html\ndate: 2024-03-13 12:00:00"),
    "source/_posts/own-bare.md": post("title: Own bare\npermalink: own-bare\ndate: 2024-03-13 12:00:00"),
    "source/_posts/hidden.md": post("title: Hidden\npublished: false\ndate: 2024-03-14 12:00:00\ntags: [Secret]"),
    "source/_posts/future.md": post("title: Future\ndate: 2090-01-01 12:00:00"),
    "source/_posts/_partial.md": post("title: Partial\ndate: 2024-03-14 12:00:00"),
    "source/_posts/backup.md~": post("title: Backup"),
    "source/_posts/not-rendered.md": post("title: Not rendered\ndate: 2024-03-14 12:00:00"),
    "source/_posts/json.md": ';;;\n"title": "Json",\n"date": "2024-03-15 12:00:00"\n;;;\n\nTide.\n',
    "source/_posts/one-tag.md": post("title: One tag\ndate: 2024-03-16 12:00:00\ntag: ferry\ncategory: Ports"),
    "source/_posts/numbers.md": post("title: 2024\ndate: 2024-03-17 12:00:00\ntags: [2024, true]"),
    "source/_posts/harbour.md": post("title: Harbour\ndate: 2024-03-18 12:00:00"),
    "source/_posts/harbour/boat.txt": "boat\n",
    "source/_posts/harbour/deep/crane.txt": "crane\n",
    "source/_posts/harbour/_hidden.txt": "hidden\n",
    "source/_posts/harbour/tide.yml": "high: 1\n",
    "source/_posts/hidden/ghost.txt": "ghost\n",
    "source/_posts/own-file/oar.txt": "oar\n",
    "source/_posts/orphan/none.txt": "none\n",
    "source/_posts/no-front.md": "No front matter at all.\n",
    "source/_drafts/idea.md": post("title: Idea\ndate: 2024-03-19 12:00:00"),
    "source/index-card.md": post("title: Card"),
    "source/about/index.md": post("title: About"),
    "source/about/team.md": post("title: Team"),
    "source/about/_inner.md": post("title: Inner"),
    "source/links.html": post("title: Links", "<p>Links</p>"),
    "source/wide.ejs": "<p>ejs</p>\n",
    "source/places.yml": "- quay\n",
    "source/moved.md": post("title: Moved\npermalink: elsewhere/"),
    "source/moved-file.md": post("title: Moved file\npermalink: else/file"),
    "source/404.html": "<p>Lost</p>\n",
    "source/robots.txt": "User-agent: *\n",
    "source/CNAME": "ferry.example\n",
    "source/images/Boat One.txt": "boat\n",
    "source/raw/index.html": "<p>raw</p>\n",
    "source/raw/note.md": post("title: Raw"),
    "source/excluded/note.md": post("title: Excluded"),
    "source/_kept.md": post("title: Kept"),
    "source/_data/menu.yml": "a: 1\n",
    "source/.hidden/note.md": post("title: Dot"),
    "source/2019/index.md": post("title: Nineteen"),
  },
  unknown: {
    "source/_posts/no-date.md": "machine",
    "source/_posts/bad-date.md": "machine",
    "source/_posts/no-front.md": "machine",
    "source/_posts/zoned-late.md": "machine",
  },
  unknownFiles: Object.fromEntries(
    ["2026/", "archives/2026/", ...["04", "06", "07"].map((day) => `archives/2024/03/${day}/`)].map((place) => [
      place,
      "machine",
    ]),
  ),
};

/** Addresses from names, categories and own keys; dates in file names; drafts; no base path. */
export const named: SiteFixture = {
  files: {
    ...theme,
    "_config.yml": `title: Quay
url: https://ferry.example
theme: quay
permalink: :category/:lang/:name-:i_month.html
permalink_defaults:
  lang: en
new_post_name: :year-:month-:day-:title.md
default_category: misc
filename_case: 1
source_dir: content
public_dir: built
tag_dir: topics
category_dir: kinds
archive_dir: past
pagination_dir: p
render_drafts: true
future: false
pretty_urls:
  trailing_index: false
  trailing_html: false
index_generator:
  path: news
  per_page: 3
archive_generator:
  monthly: false
  per_page: 0
tag_generator:
  enable_index_page: true
`,
    "package.json": packages(
      "hexo-generator-index",
      "hexo-generator-archive",
      "hexo-generator-tag",
      "hexo-generator-category",
    ),
    "content/_posts/2023-01-05-ebb.md": post("title: Ebb"),
    "content/_posts/2023-02-05-flood.md": post("title: Flood\ncategories: Tides\nlang: de"),
    "content/_posts/2023-03-05-Spring Tide.md": post("title: Spring\ncategories: [Tides, Spring]"),
    "content/_posts/2023-03-06-sub/neap.md": post("title: Neap\ncategories: [Tides, Neap]\ndate: 2023-03-06 10:00:00"),
    "content/_posts/undated name.md": post("title: Undated\ndate: 2023-04-01 10:00:00"),
    "content/_posts/2023-05-01-two-lists.md": post("title: Two\ncategories: [[Tides], [Ports, Lists]]"),
    "content/_posts/2091-05-01-future.md": post("title: Future\ncategories: [Later]\ntags: [Later]"),
    "content/_posts/2023-06-01-hidden.md": post("title: Hidden\npublished: false\ntags: Shown"),
    "content/_posts/2023-06-02-tagged.md": post("title: Tagged\ntags:\n  - Low Water\n  - low water\n  - Ébb & Flow"),
    "content/_posts/2023-06-03-page.html": post("title: Html\ndate: 2023-06-03 10:00:00", "<p>Html</p>"),
    "content/_posts/data.json": '{"tide": 1}\n',
    "content/_posts/picture.txt": "no\n",
    "content/_drafts/draft.md": post("title: Draft\ndate: 2023-07-01 10:00:00\ntags: Drafted"),
    "content/info.md": post("title: Info"),
    "content/about/index.md": post("title: About\ndate: 2090-01-01 00:00:00"),
    "content/map/index.md": post("title: Map"),
    "content/files/chart.pdf": "chart\n",
  },
  unknown: { "content/_posts/2023-05-01-two-lists.md": "template", "content/_posts/data.json": "machine" },
  unknownFiles: { "^ports/lists/": "template", "misc/en/data-": "template", "past/2026": "machine" },
};
