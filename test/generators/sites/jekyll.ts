import type { SiteFixture } from "./fixture.js";

const page = (front: string, body = "Low water at the ferry."): string => `---\n${front}\n---\n\n${body}\n`;

const layouts = (folder: string): Record<string, string> => ({
  [`${folder}_layouts/default.html`]:
    '<meta name="stet" data-source="{{ page.path }}" data-url="{{ site.baseurl }}{{ page.url }}">\n{{ content }}\n',
});

const everything = `defaults:
  - scope: { path: "" }
    values: { layout: default }
`;

/** Dates, categories, collections, defaults, and the plugins of Debian. */
export const dated: SiteFixture = {
  files: {
    ...layouts(""),
    "_config.yml": `title: Quay
url: https://ferry.example
baseurl: /notes
timezone: Asia/Shanghai
permalink: date
paginate: 3
paginate_path: /blog/page:num/
plugins: [jekyll-redirect-from, jekyll-paginate, jekyll-feed, jekyll-sitemap]
exclude: [private, secret.md, "*.bak.md"]
include: [_kept]
feed:
  categories: [ports]
collections:
  piers:
    output: true
  ropes:
    output: true
    permalink: /rope-store/:name/:title:output_ext
  hidden_notes:
    output: false
${everything}  - scope: { path: "cats/_posts" }
    values: { categories: boats }
  - scope: { path: "piers-in", type: pages }
    values: { permalink: /through/:basename/ }
  - scope: { type: ropes, path: "" }
    values: { slug: coil }
`,
    Gemfile: 'source "https://rubygems.org"\ngem "jekyll"\n',
    "_posts/2024-03-05-plain.md": page("title: Plain"),
    "_posts/2024-03-05-Capital Letters.md": page("title: Capitals"),
    "_posts/2024-03-06-dated.md": page("title: Dated\ndate: 2024-03-07 12:00:00"),
    "_posts/2024-03-06-late.md": page("title: Late\ndate: 2024-03-07 20:00:00"),
    "_posts/2024-03-06-zoned.md": page("title: Zoned\ndate: 2024-03-07 23:30:00 +0000"),
    "_posts/2024-03-06-quoted.md": page('title: Quoted\ndate: "March 8, 2024 23:00"'),
    "_posts/2024-03-08-摆渡.md": page("title: 摆渡"),
    "_posts/2024-03-08-c++ & more_v1.2.md": page("title: Signs"),
    "_posts/2024-03-08-dots...md": page("title: Dots"),
    "_posts/2024-03-09-cat.md": page("title: Cat\ncategories: [Ports, River Boats]"),
    "_posts/2024-03-09-words.md": page("title: Words\ncategories: Ports rivers ports"),
    "_posts/2024-03-09-single.md": page("title: Single\ncategory: Deep Sea"),
    "_posts/2024-03-10-slugged.md": page("title: Slugged\nslug: Other Name"),
    "_posts/2024-03-10-own.md": page("title: Own\npermalink: /own/place/"),
    "_posts/2024-03-10-own-file.md": page("title: Own file\npermalink: /own/file.html"),
    "_posts/2024-03-10-own-bare.md": page("title: Own bare\npermalink: own-bare"),
    "_posts/2024-03-10-own-parts.md": page("title: Own parts\npermalink: /parts/:year/:slug/:i_month-:short_month/"),
    "_posts/2024-03-11-hidden.md": page("title: Hidden\npublished: false"),
    "_posts/2024-03-11-unlisted.md": page("title: Unlisted\nhidden: true"),
    "_posts/2090-03-11-future.md": page("title: Future"),
    "_posts/2024-03-12-later.md": page("title: Later\ndate: 2091-01-01"),
    "_posts/no-date.md": page("title: No date"),
    "_posts/_2024-03-12-under.md": page("title: Under"),
    "_posts/sub/2024-03-13-sub.md": page("title: Sub"),
    "_posts/2024-03-13-page.html": page("title: Html", "<p>Html</p>"),
    "_posts/2024-03-13-bare.md": "No front matter.\n",
    "_posts/2024-03-14-moved.md": page(
      "title: Moved\nredirect_from:\n  - /old/place/\n  - /old/file.html\n  - old-bare",
    ),
    "_posts/2024-03-14-moved-once.md": page("title: Moved once\nredirect_from: /once/"),
    "_posts/1-2-3-short.md": page("title: Short"),
    "_posts/24-3-5-two-digits.md": page("title: Two digits"),
    "cats/_posts/2024-03-15-tom.md": page("title: Tom"),
    "cats/black/_posts/2024-03-15-inky.md": page("title: Inky\ncategories: Night"),
    "_drafts/idea.md": page("title: Idea"),
    "_piers/one.md": page("title: One"),
    "_piers/sub/two.md": page("title: Two"),
    "_piers/2024-03-16-dated.md": page("title: Dated pier"),
    "_piers/tomorrow.md": page("title: Tomorrow\ndate: 2092-01-01"),
    "_piers/plan.txt": "plan\n",
    "_piers/bare.md": "No front matter.\n",
    "_ropes/Long Rope.md": page("title: Rope"),
    "_ropes/knot.txt": "knot\n",
    "_hidden_notes/note.md": page("title: Note"),
    "_hidden_notes/note.txt": "note\n",
    "index.html": page("title: Home", "<p>Home</p>"),
    "blog/index.html": page("title: Blog", "<p>{{ paginator.page }}</p>"),
    "about.md": page("title: About"),
    "about/team.markdown": page("title: Team"),
    "about/index.md": page("title: About index\npermalink: /who/we/are/"),
    "contact.md": page("title: Contact\npermalink: /contact"),
    "spaces in name.md": page("title: Spaces"),
    "version 1.2.md": page("title: Version"),
    "piers-in/a.md": page("title: In"),
    "_kept/kept.md": page("title: Kept"),
    "_other/other.md": page("title: Other"),
    "secret.md": page("title: Secret"),
    "secret.md.html": page("title: Starts the same", "<p>Secret</p>"),
    "old.bak.md": page("title: Backup"),
    "private/a.md": page("title: Private"),
    "README.md": "# Read me\n",
    "404.html": page("permalink: /404.html", "<p>Lost</p>"),
    "hidden-page.md": page("title: Hidden\npublished: false"),
    "data.json": '---\nlayout: null\n---\n{"tide": 1}\n',
    "css/main.scss": "---\nlayout: null\n---\np { margin: 0 }\n",
    "css/plain.css": "p { margin: 0 }\n",
    "images/Boat One.txt": "boat\n",
    "images/_draft.txt": "draft\n",
    "empty.md": "---\n---\n\nEmpty.\n",
    "unclosed.md": "---\ntitle: Unclosed\n\nText.\n",
    "wide.htm": page("title: Wide", "<p>Wide</p>"),
    ".well-known/x.txt": "x\n",
  },
};

const style = (permalink: string, more = ""): SiteFixture => ({
  files: {
    ...layouts("src/"),
    "_config.yml": `permalink: ${permalink}\nsource: src\ndestination: built\n${more}${everything}`,
    Gemfile: 'source "https://rubygems.org"\ngem "jekyll"\n',
    "src/_posts/2024-03-05-plain.md": page("title: Plain\ncategories: [Ports]"),
    "src/_posts/2024-12-30-week.md": page("title: Week"),
    "src/_posts/2021-01-03-first week.md": page("title: First week"),
    "src/_posts/2024-03-06-evening.md": page("title: Evening\ndate: 2024-03-06 20:00:00"),
    "src/_drafts/draft.md": page("title: Draft\ndate: 2024-03-07 12:00:00 +0800"),
    "src/_piers/one.md": page("title: One"),
    "src/_piers/sub/two.md": page("title: Two"),
    "src/index.md": page("title: Home"),
    "src/about.md": page("title: About"),
    "src/about/team.md": page("title: Team"),
    "src/feed.xml": page("title: Feed", "<feed/>"),
    "src/img/boat.txt": "boat\n",
    "README.md": page("title: Outside"),
  },
});

export const pretty = style("pretty", "collections:\n  piers:\n    output: true\n");
export const weekdate = style("weekdate", "show_drafts: true\n");
export const own = style(
  "/:categories/:y_day/:long_month/:short_day/:slug/",
  "future: true\nunpublished: true\ncollections: [piers]\n",
);
