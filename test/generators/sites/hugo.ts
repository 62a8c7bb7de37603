import type { SiteFixture } from "./fixture.js";

const page = (front: string, body = "Low water at the ferry."): string => `---\n${front}\n---\n\n${body}\n`;
const toml = (front: string, body = "Low water at the ferry."): string => `+++\n${front}\n+++\n\n${body}\n`;

const marker =
  '<meta name="stet" data-source="{{ with .File }}{{ .Filename }}{{ end }}" data-url="{{ .RelPermalink }}">\n{{ .Content }}\n';

const layouts = {
  "layouts/_default/single.html": marker,
  "layouts/_default/list.html": marker,
};

/** Permalinks, bundles, sections, aliases, taxonomies and a base path. */
export const dated: SiteFixture = {
  files: {
    ...layouts,
    "layouts/404.html": "<p>Lost</p>\n",
    "hugo.toml": `baseURL = "https://ferry.example/tides/"
title = "Quay"
enableRobotsTXT = true
timeZone = "Asia/Shanghai"
staticDir = ["static", "more"]
ignoreFiles = ["ignored\\\\.md$"]
[permalinks]
posts = "/:year/:month/:slug/"
notes = "/:section/:year-:monthname-:day/:filename"
deep = "/D Up/:sections/:title/"
[taxonomies]
tag = "tags"
category = "categories"
series = "series"
`,
    "content/_index.md": page("title: Home"),
    "content/about.md": page("title: About"),
    "content/Capital Page.md": page("title: Capital"),
    "content/摆渡.md": page("title: 摆渡"),
    "content/Élan & more.md": page("title: Signs"),
    "content/v1.2 notes.md": page("title: Version"),
    "content/c++_x.md": page("title: Signs"),
    "content/posts/_index.md": page("title: Posts"),
    "content/posts/plain.md": page("title: Plain words\ndate: 2024-03-05T12:00:00Z"),
    "content/posts/early.md": page("title: Early\ndate: 2024-03-31T20:00:00Z"),
    "content/posts/zoned.md": page("title: Zoned\ndate: 2024-04-01T02:00:00+08:00"),
    "content/posts/local.md": page("title: Local\ndate: 2024-03-31 23:30:00"),
    "content/posts/day.md": page("title: Day\ndate: 2024-03-05"),
    "content/posts/slugged.md": page("title: Slugged\nslug: Other Name\ndate: 2024-03-05"),
    "content/posts/own-url.md": page("title: Own\nurl: /own/place/\ndate: 2024-03-05"),
    "content/posts/own-file.md": page("title: Own file\nurl: /own/File.html"),
    "content/posts/own-bare.md": page("title: Own bare\nurl: own bare"),
    "content/posts/draft.md": page("title: Draft\ndraft: true\ndate: 2024-03-05\ntags: [Secret]"),
    "content/posts/future.md": page("title: Future\ndate: 2090-03-05"),
    "content/posts/published-later.md": page("title: Later\ndate: 2024-03-05\npublishDate: 2090-01-01"),
    "content/posts/expired.md": page("title: Expired\ndate: 2024-03-05\nexpiryDate: 2024-03-06"),
    "content/posts/undated.md": page("title: Undated"),
    "content/posts/untitled.md": page("date: 2024-03-05"),
    "content/posts/toml.md": toml('title = "Toml page"\ndate = 2024-03-05T12:00:00Z\ntags = ["Low Water", "Ébb"]'),
    "content/posts/json.md": '{"title": "Json page", "date": "2024-03-05", "tags": ["C++", "low water"]}\n\nTide.\n',
    "content/posts/moved.md": page(
      "title: Moved\ndate: 2024-03-05\naliases: [/old/place/, /old/File.html, beside, ../up/one, /Old Bare]",
    ),
    "content/posts/tagged.md": page(
      "title: Tagged\ndate: 2024-03-05\ntags: ferry\ncategories: [Ports, River Boats]\nseries: ['Ebb/Flow']",
    ),
    "content/posts/Upper Keys.md": page("Title: Upper keys\nDate: 2024-03-05\nSlug: upper-slug\nTags: [Upper]"),
    "content/posts/bundle/index.md": page("title: Bundle\ndate: 2024-03-05"),
    "content/posts/bundle/Cup One.txt": "cup\n",
    "content/posts/bundle/deep/saucer.txt": "saucer\n",
    "content/posts/bundle/part.md": page("title: Part"),
    "content/posts/bundle/draw.html": "<p>draw</p>\n",
    "content/posts/headless/index.md": page("title: Headless\nheadless: true"),
    "content/posts/headless/h.txt": "h\n",
    "content/posts/hidden-bundle/index.md": page("title: Hidden\ndraft: true"),
    "content/posts/hidden-bundle/h.txt": "h\n",
    "content/posts/not-rendered.md": page("title: Not rendered\ndate: 2024-03-05\n_build:\n  render: never"),
    "content/posts/image.txt": "image\n",
    "content/posts/ignored.md": page("title: Ignored"),
    "content/posts/.dot.md": page("title: Dot"),
    "content/notes/Long Note.md": page("title: Note\ndate: 2024-03-05"),
    "content/notes/nb/index.md": page("title: Note bundle\ndate: 2024-03-06"),
    "content/notes/nb/pic.txt": "pic\n",
    "content/deep/_index.md": page("title: Deep"),
    "content/deep/sub/_index.md": page("title: Sub"),
    "content/deep/sub/page.md": page('title: It\'s a "Page" (one)'),
    "content/deep/plain/page.md": page("title: Plain page"),
    "content/docs/guide/intro.md": page("title: Intro"),
    "content/docs/guide/Set Up.md": page("title: Set up"),
    "content/docs/guide/map.txt": "map\n",
    "content/docs/guide/tool/index.md": page("title: Tool\nslug: Hammer"),
    "content/docs/guide/tool/nail.txt": "nail\n",
    "content/Docs Upper/page.md": page("title: Upper folder"),
    "content/Docs Upper/File.txt": "file\n",
    "content/Docs Branch/_index.md": page("title: Branch"),
    "content/Docs Branch/File Two.txt": "file\n",
    "content/Docs Branch/Inner/File Three.txt": "file\n",
    "content/Docs Branch/Leaf One/index.md": page("title: Leaf"),
    "content/Docs Branch/Leaf One/Nail.txt": "nail\n",
    "content/documents/a.txt": "a\n",
    "content/posts/not-listed/index.md": page(
      "title: Listed nowhere\ndate: 2024-03-05\n_build:\n  list: never\n  publishResources: false",
    ),
    "content/posts/not-listed/n.txt": "n\n",
    "content/posts/2024-01-02-dated-name.md": page("title: Dated name\nslug: ''"),
    "content/posts/dotted.name.md": page("title: Dotted name\nslug: a.b"),
    "content/tags/ferry/_index.md": page("title: Ferry tag"),
    "content/tags/unused/_index.md": page("title: Unused tag"),
    "content/bare.md": "No front matter.\n",
    "content/html-page.html": page("title: Html", "<p>Html</p>"),
    "static/img/Boat One.txt": "boat\n",
    "more/extra.txt": "extra\n",
    "more/img/deep.txt": "deep\n",
  },
};

/** Ugly URLs, letter case, accents, mounts, cascades, and lists with pages. */
export const ugly: SiteFixture = {
  files: {
    ...layouts,
    "layouts/_default/list.html": `${marker}{{ if .IsNode }}{{ range (.Paginate .RegularPages 2).Pages }}{{ .Title }}{{ end }}{{ end }}`,
    "hugo.yaml": `baseURL: https://ferry.example/
uglyURLs: true
disablePathToLower: true
removePathAccents: true
disableKinds: [RSS, sitemap]
buildDrafts: true
paginatePath: p
publishDir: built
module:
  mounts:
    - { source: content, target: content }
    - { source: extra, target: content/extra }
    - { source: icons/small, target: static/img/logos }
    - { source: static, target: static }
`,
    "content/about.md": page("title: About"),
    "content/posts/One Post.md": page("title: One"),
    "content/posts/Zwei Äpfel.md": page("title: Zwei\ntags: [Äpfel, Big Boat]"),
    "content/posts/three.md": page("title: Three\naliases: [/drei/]"),
    "content/posts/four.md": page("title: Four\nslug: vier"),
    "content/posts/five/index.md": page("title: Five"),
    "content/posts/five/cup.txt": "cup\n",
    "content/posts/draft.md": page("title: Draft\ndraft: true"),
    "content/own.md": page("title: Own\nurl: /own/place"),
    "content/casc/_index.md": page("title: Cascade\ncascade:\n  _build:\n    render: never"),
    "content/casc/page.md": page("title: Page"),
    "extra/in.md": page("title: Mounted"),
    "icons/small/anchor.txt": "anchor\n",
    "static/robots.txt": "User-agent: *\n",
  },
  unknownFiles: { "(?:^|/)p/\\d+\\.html$": "template" },
};

/** Two languages, one in a folder and one in file names. */
export const languages: SiteFixture = {
  files: {
    ...layouts,
    "config/_default/config.toml": `baseURL = "https://ferry.example/"
defaultContentLanguage = "en"
disableKinds = ["taxonomy", "term"]
`,
    "config/_default/languages.toml": `[en]
weight = 1
[fr]
weight = 2
[de]
weight = 3
contentDir = "content-de"
`,
    "content/about.md": page("title: About"),
    "content/about.fr.md": page("title: A propos"),
    "content/posts/one.md": page("title: One"),
    "content/posts/one.fr.md": page("title: Un\nslug: un"),
    "content/posts/two.fr.md": page("title: Deux"),
    "content/posts/own.fr.md": page("title: Propre\nurl: /propre/"),
    "content/posts/moved.fr.md": page("title: Moved\naliases: [/vieux/, ici]"),
    "content/bundle/index.md": page("title: Bundle"),
    "content/bundle/index.fr.md": page("title: Lot"),
    "content/bundle/cup.txt": "cup\n",
    "content/bundle/saucer.fr.txt": "saucer\n",
    "content-de/about.md": page("title: Ueber"),
    "content-de/posts/eins.md": page("title: Eins"),
  },
};
