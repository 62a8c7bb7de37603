/** A built site is linted as a web server shows it: pages, anchors, images, canonical URLs and the sitemap. */
import { afterEach, describe, expect, it } from "vitest";
import { type LintOptions, lint } from "../../src/index.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

async function found(files: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}): Promise<string[]> {
  site = await makeSite(files);
  const { files: results } = await lint({
    paths: ["public"],
    cwd: site.folder,
    offline: true,
    cache: false,
    concurrency: "off",
    ...options,
  });
  return results.flatMap(({ path, violations }) =>
    violations.map(({ line, column, message, rule }) => `${path}:${line}:${column} ${rule} ${message}`),
  );
}

const page = (body: string, head = ""): string => `<!DOCTYPE html>\n<title>Boats</title>${head}\n${body}\n`;

const hugo = {
  ".gitignore": "/public/\n",
  ".git/HEAD": "",
  "hugo.toml": 'baseURL = "https://boats.example/news/"\n',
  "content/a.md": "---\ntitle: A\n---\n",
};

it("reports dead links, anchors, images, scripts, canonical URLs and addresses in the sitemap, and nothing else", async () => {
  const alive = [
    '<h2 id="times">Times</h2> <h2>No id</h2> <img src="a.png">',
    '<a href="b/">a</a> <a href="/news/b/">a</a> <a href="https://boats.example/news/b/">a</a> <a href="b">a</a>',
    '<a href="#times">a</a> <a href="b/#here">a</a> <a href="https://elsewhere.example/no/">a</a> <a href="b.html">a</a>',
    "<code>{% link %} {{ x }}</code>",
  ];
  const dead = [
    '<a href="/b/">a</a> <a href="c/">a</a>',
    '<a href="#no-id">a</a> <a href="b/#there">a</a>',
    '<img src="c.png" alt="">',
    '<script src="c.js"></script>',
  ];
  const files = {
    ...hugo,
    "public/index.html": page(alive.join("\n"), '<link rel="canonical" href="https://boats.example/news/">'),
    "public/dead.html": page(dead.join("\n"), '<link rel="canonical" href="https://boats.example/news/dead/">'),
    "public/b/index.html": page('<p id="here">'),
    "public/b.html": page(""),
    "public/a.png": "",
    "public/notes.md": "[a](no.md)",
    "public/sitemap.xml":
      '<?xml version="1.0"?>\n<urlset><url><loc>https://boats.example/news/b/</loc></url>\n<url><loc>https://boats.example/news/gone/</loc></url></urlset>\n',
  };
  expect(await found(files)).toEqual([
    'public/dead.html:2:49 link/local "/news/dead/" is not an address of this site. Did you mean "https://boats.example/news/dead.html"?',
    'public/dead.html:3:10 link/local "/b/" is outside of "/news/", where this site is. Use "/news/b/".',
    'public/dead.html:3:30 link/local "/news/c/" is not an address of this site. Correct the link or remove it.',
    'public/dead.html:4:10 link/fragment "#no-id" does not match any heading or id in this article. Link to an existing heading or id.',
    'public/dead.html:4:33 link/fragment "#there" does not match any heading or id in "b/". Link to an existing heading or id.',
    'public/dead.html:5:11 image/local There is no image at "/news/c.png" on this site. Add the file or correct the URL.',
    'public/dead.html:6:14 link/local "/news/c.js" is not an address of this site. Correct the link or remove it.',
    'public/sitemap.xml:3:11 link/local "/news/gone/" is not an address of this site. Correct the link or remove it.',
  ]);
});

it("follows link elements that readers and browsers follow, and no others", async () => {
  const links = (...types: string[]) =>
    types.map((rel) => `<link rel="${rel}" href="/news/${rel.split(" ")[0]}/">`).join("\n");
  const files = {
    ...hugo,
    "public/index.html": page("", links("Alternate", "shortcut icon", "next", "preload", "apple-touch-icon")),
    "public/others.html": page(
      "",
      links(
        "pingback",
        "preconnect",
        "dns-prefetch",
        "EditURI",
        "wlwmanifest",
        "shortlink",
        "webmention",
        "expect",
        "x",
      ),
    ),
  };
  const at = (line: number, url: string, column: number) =>
    `public/index.html:${line}:${column} link/local "/news/${url}/" is not an address of this site. Correct the link or remove it.`;
  expect(await found(files)).toEqual([
    at(2, "Alternate", 49),
    at(3, "shortcut", 33),
    at(4, "next", 24),
    at(5, "preload", 27),
    at(6, "apple-touch-icon", 36),
  ]);
});

it("reads sitemaps with CDATA, and the addresses of translations", async () => {
  const files = {
    ...hugo,
    "public/index.html": page(""),
    "public/sitemap.xml": `<?xml version="1.0"?>
<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc><![CDATA[https://boats.example/news/]]></loc></url>
<url><loc><![CDATA[ https://boats.example/news/gone/?a=1&b=2 ]]></loc>
<xhtml:link rel="alternate" hreflang="da" href="https://boats.example/news/da/"/></url></urlset>
`,
  };
  const says = (place: string, url: string) =>
    `public/sitemap.xml:${place} link/local "${url}" is not an address of this site. Correct the link or remove it.`;
  expect(await found(files)).toEqual([says("3:21", "/news/gone/"), says("4:49", "/news/da/")]);
});

it("needs no generator: the home page says where the site is", async () => {
  const files = {
    "public/index.html": page(
      '<a href="/news/no/">a</a> <a href="https://boats.example/news/no/">a</a> <a href="https://boats.example/other/">a</a>',
      '<link rel="canonical" href="https://boats.example/news/">',
    ),
  };
  expect(await found(files, { generator: "built" })).toEqual([
    'public/index.html:3:10 link/local "/news/no/" is not an address of this site. Correct the link or remove it.',
    'public/index.html:3:36 link/local "/news/no/" is not an address of this site. Correct the link or remove it.',
  ]);
});

it("uses the rules of the preset, those of overrides and those of the command line, and not those for the sources", async () => {
  const files = {
    ...hugo,
    "stet.config.json": JSON.stringify({
      extends: "stet:all",
      overrides: [{ files: "public/**", rules: { "image/alt": "error", "link/local": "off" } }],
    }),
    "public/index.html": page('<a href="no/">a</a> <img src="no.png"> <font>a</font>'),
  };
  expect(await found(files)).toEqual([
    'public/index.html:3:22 image/alt Missing alt attribute. Describe the image, or use alt="" if it is decorative.',
    'public/index.html:3:31 image/local There is no image at "/news/no.png" on this site. Add the file or correct the URL.',
  ]);
});

it("is one also where the configuration names the generator, as stet init writes it", async () => {
  const files = {
    ...hugo,
    "stet.config.json": '{"generator":"hugo"}',
    "public/index.html": page('<a href="c/">a</a>'),
  };
  expect(await found(files)).toHaveLength(1);
});

it("is none for a stranger, whose configuration would hide articles", async () => {
  const files = {
    ...hugo,
    "hugo.toml": 'publishDir = "content"\n',
    "content/a.md": "---\ntitle: A\n---\n<b>boats in the harbour\n",
  };
  expect(await found(files, { paths: ["."], untrusted: true })).toEqual([
    expect.stringMatching(/^content\/a\.md:.* html\/unclosed-element /),
  ]);
});

it("is left out unless its path is given", async () => {
  const files = { ...hugo, ".gitignore": "", "public/index.html": page('<a href="no/">a</a>') };
  site = await makeSite(files);
  const run = async (given: string) =>
    (await lint({ paths: [given], cwd: site?.folder ?? "", offline: true, cache: false, noConfig: true })).files.map(
      ({ path }) => path,
    );
  expect(await run(".")).toEqual(["content/a.md"]);
  expect(await run("public/")).toEqual(["public/index.html"]);
  expect(await run("public/index.html")).toEqual(["public/index.html"]);
});

describe("without its sources, a built site", () => {
  const onlyDead = (dead: string) => [
    `public/index.html:3:10 link/local "${dead}" is not an address of this site. Correct the link or remove it.`,
  ];

  it("is below the path that its sitemap, or the files that its home page needs, show", async () => {
    const home = page('<a href="/proj/no/">a</a> <a href="/proj/b/">a</a>', '<link rel=stylesheet href="/proj/a.css">');
    const files = { "public/index.html": home, "public/b/index.html": page(""), "public/a.css": "" };
    expect(await found(files, { generator: "built" })).toEqual(onlyDead("/proj/no/"));
    const listed = "<urlset><url><loc>https://boats.example/proj/b/</loc></url></urlset>";
    const withSitemap = {
      ...files,
      "public/index.html": page('<a href="https://boats.example/proj/no/">a</a>'),
      "public/sitemap.xml": listed,
    };
    await site?.remove();
    expect(await found(withSitemap, { generator: "built" })).toEqual(onlyDead("/proj/no/"));
  });

  it("may state the address of its home page as Hexo does, with index.html", async () => {
    const stated = '<meta property="og:url" content="https://boats.example/proj/index.html">';
    const files = { "public/index.html": page('<a href="/proj/no/">a</a> <a href="/proj/">a</a>', stated) };
    expect(await found(files, { generator: "built" })).toEqual(onlyDead("/proj/no/"));
  });

  it("may have a sitemap and a 404 page for each language", async () => {
    const files = {
      ".git/HEAD": "",
      "package.json": "{}",
      "robots.txt": "",
      "public/sitemap.xml":
        "<sitemapindex><sitemap><loc>https://boats.example/proj/da/sitemap.xml</loc></sitemap></sitemapindex>",
      "public/index.html": page(
        '<a href="/proj/no/">a</a> <a href="/proj/da/">a</a>',
        '<link rel="canonical" href="https://boats.example/proj/da/"><meta http-equiv="refresh" content="0; url=/proj/da/">',
      ),
      "public/a.css": "",
      "public/da/sitemap.xml": "<urlset></urlset>",
      "public/da/404.html": page('<link rel="stylesheet" href="/proj/a.css"><a href="/proj/">a</a>'),
      "public/da/index.html": page('<a href="/proj/">a</a>'),
    };
    expect(await found(files, { generator: "built" })).toEqual(onlyDead("/proj/no/"));
  });

  it("is read as one where nothing shows its root", async () => {
    const files = { "public/a/b.html": page('<a href="/c/">a</a> <a href="no.html">a</a> <img>') };
    expect(await found(files, { generator: "built" })).toEqual([
      "public/a/b.html:3:46 image/src Missing src on <img>. Add the image URL or remove the tag.",
    ]);
  });
});

it("does not report what hosts answer themselves, or what browsers encode", async () => {
  const served = [
    '<script src="/_vercel/insights/script.js"></script> <a href="/cdn-cgi/l/email-protection#a1">a</a>',
    '<img src="/.netlify/images?url=a.png" alt=""> <script src="/__/firebase/init.js"></script>',
    '<img src="/船.png" alt="">',
  ];
  const files = {
    ...hugo,
    "hugo.toml": 'baseURL = "/"\n',
    "public/index.html": page(served.join("\n")),
    "public/船.png": "",
  };
  expect(await found(files)).toEqual([]);
});

it("follows what is relative to <base href> as browsers do", async () => {
  const body = '<script src="a.js"></script> <video src="v.mp4"></video>';
  const files = {
    ...hugo,
    "hugo.toml": 'baseURL = "/"\n',
    "public/index.html": page(body, '<base href="/media/"><link rel="stylesheet" href="a.css">'),
    "public/other.html": page(body, '<base href="https://cdn.example/media/"><link rel="stylesheet" href="a.css">'),
    "public/media/a.js": "",
    "public/media/a.css": "",
  };
  expect(await found(files)).toEqual([
    'public/index.html:3:42 link/local "/media/v.mp4" is not an address of this site. Correct the link or remove it.',
  ]);
});
