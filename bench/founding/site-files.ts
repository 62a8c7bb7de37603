/** The files of the founding site that are not articles: what Hexo needs to build it, and stet's configuration. */
export const siteFiles: Readonly<Record<string, string>> = {
  "_config.yml": `title: 河岸新闻
url: https://news.example
root: /
permalink: p/:abbrlink.html
theme: press
source_dir: source
public_dir: public
highlight:
  enable: false
prismjs:
  enable: false
abbrlink:
  alg: crc16
  rep: hex
index_generator:
  per_page: 0
`,
  "package.json": `${JSON.stringify(
    {
      name: "founding-site",
      private: true,
      hexo: { version: "5.4.2" },
      dependencies: {
        hexo: "5.4.2",
        "hexo-abbrlink": "^2.2.1",
        "hexo-generator-index": "^2.0.0",
        "hexo-renderer-ejs": "^2.0.0",
        "hexo-renderer-marked": "^4.1.0",
      },
    },
    null,
    2,
  )}\n`,
  "stet.config.json": `${JSON.stringify(
    {
      extends: "stet:rss-archive",
      schemas: { "source/_posts/**": "preset:hexo" },
      images: { root: "source" },
      // The real site uses a proxy that stet knows.
      rules: { "image/proxied": ["warn", { proxies: ["https://cors.example.dev/?"] }] },
    },
    null,
    2,
  )}\n`,
  "themes/press/_config.yml": "",
  "themes/press/layout/index.ejs": `<ul><% page.posts.each(function (post) { %><li><a href="<%- url_for(post.path) %>"><%= post.title %></a></li>
<% }) %></ul>
`,
  "themes/press/layout/post.ejs": `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="source" content="<%= page.source %>"><title><%= page.title %></title></head><body>
<h1><%= page.title %></h1>
<time datetime="<%- page.date.toISOString() %>"></time>
<% page.categories.each(function (category) { %><span class="category"><%= category.path %></span>
<% }) %>
<% for (const cover of [page.headimg, page.thumbnail]) if (cover) { %><img class="cover" src="<%= cover %>">
<% } %>
<article><%- page.content %></article>
</body></html>
`,
};
