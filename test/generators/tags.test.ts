/** Template tags, media and imports as references: what the recordings of whole sites do not show. */
import { afterEach, describe, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";
import { lintReferences } from "../support/site-references.js";

let site: Site | undefined;
afterEach(() => site?.remove());

async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  site = await makeSite(files);
  const { files: results } = await lintReferences(site.folder);
  return results.flatMap(({ path, violations }) =>
    violations
      .filter(({ rule }) => /^(?:link\/(?:local|fragment)|image\/local)$/.test(rule))
      .map(({ line, column, message }) => `${path}:${line}:${column} ${message}`),
  );
}

const hexo = {
  "_config.yml": "url: https://boats.example\npost_asset_folder: true\n",
  "package.json": '{"dependencies":{"hexo":"8","hexo-renderer-marked":"7"},"hexo":{}}',
  "themes/landscape/layout/post.ejs": "",
};
const front = "---\ntitle: Low water\ndate: 2024-03-05\n---\n";

describe("a template tag", () => {
  it("is reported where its name is written, with what Hexo looks for", async () => {
    const body = '{% asset_img wide oar.png 20 20 "Oar" %}\n{% asset_img Boat.png %}\n{% post_link "Low tide" %}\n';
    expect(await found({ ...hexo, "source/_posts/a.md": `${front}${body}`, "source/_posts/a/boat.png": "" })).toEqual([
      'source/_posts/a.md:5:19 Image "oar.png" not found: there is no file "source/_posts/a/oar.png". Add the file or correct the path.',
      'source/_posts/a.md:6:14 Image "Boat.png" is named "boat.png" on disk. Most servers are case-sensitive. Use the name on disk.',
      'source/_posts/a.md:7:15 The tag "post_link" does not find "Low tide". Correct the name or remove the tag.',
    ]);
  });

  it("finds a post by its title, and the published one of two with a name", async () => {
    const body = "{% post_link 'Low water' %} {% post_link b %}\n";
    expect(
      await found({
        ...hexo,
        "source/_drafts/b.md": "---\ntitle: Draft\n---\n",
        "source/_posts/a.md": `${front}${body}`,
        "source/_posts/b.md": front,
      }),
    ).toEqual([]);
  });

  it("is text in code, and between raw and endraw", async () => {
    const body = '```\n{% post_link no %}\n```\n\n{% raw %}<a href="{% post_path no %}">a</a>{% endraw %}\n';
    expect(await found({ ...hexo, "source/_posts/a.md": `${front}${body}` })).toEqual([]);
  });

  it("is not judged if a shortcode of the site has its name", async () => {
    expect(
      await found({
        "hugo.toml": 'baseURL = "https://boats.example/"\n',
        "layouts/shortcodes/ref.html": "",
        "content/a.md": '---\ntitle: A\n---\n\n[a]({{< ref "no.md" >}})\n',
      }),
    ).toEqual([]);
  });

  it("finds a page in the same folder first, and no name that two pages have", async () => {
    expect(
      await found({
        "hugo.toml": 'baseURL = "https://boats.example/"\n',
        "content/north/a.md": '---\ntitle: A\n---\n\n[a]({{< ref "b" >}}) [b]({{< ref "b#no" >}})\n',
        "content/north/b.md": "---\ntitle: B\n---\n",
        "content/south/b.md": "---\ntitle: B\n---\n",
        "content/c.md": '---\ntitle: C\n---\n\n[a]({{< ref "b" >}})\n',
      }),
    ).toEqual([
      'content/c.md:5:14 The tag "ref" does not find "b". Correct the name or remove the tag.',
      'content/north/a.md:5:35 "#no" does not match any heading or id in "b". Link to an existing heading or id.',
    ]);
  });

  it("of Jekyll accepts the slug of the front matter, and is not judged with other filters", async () => {
    expect(
      await found({
        "_config.yml": "url: https://boats.example\nbaseurl: /news\n",
        "_posts/2024-03-05-a.md": "---\ntitle: A\nslug: low\n---\n\n[a]({% post_url 2024-03-05-low %})\n",
        "b.md":
          '---\ntitle: B\n---\n\n[a]({{ "no" | slugify | relative_url }}) [b]({% link {{ page.a }} %}) [c]({{ page.url }})\n',
      }),
    ).toEqual([]);
  });
});

it("a video, a sound and an import of MDX are files of the site", async () => {
  expect(
    await found({
      "astro.config.mjs": "export default { site: 'https://boats.example' };\n",
      "package.json": '{"dependencies":{"astro":"5"}}',
      "public/boat.mp4": "",
      "src/pages/a.mdx":
        'import boat from "./boat.png";\nimport Quay from "./Quay.jsx";\nimport Pier from "./Pier.astro";\nimport "./a.css";\n\n<video src="/boat.mp4"></video> <video src="/oar.mp4"></video>\n\n<audio controls><source src="horn.mp3" /></audio>\n\n```js\nimport no from "./no.png";\n```\n',
      "src/pages/a.css": "",
    }),
  ).toEqual([
    'src/pages/a.mdx:1:19 Image "./boat.png" not found: there is no file "src/pages/boat.png". Add the file or correct the path.',
    'src/pages/a.mdx:3:19 Linked file "./Pier.astro" not found. Add the file, correct the path, or remove the link.',
    'src/pages/a.mdx:6:45 "/oar.mp4" is not an address of this site. Correct the link or remove it.',
    'src/pages/a.mdx:8:30 "/a/horn.mp3" is not an address of this site. Correct the link or remove it.',
  ]);
});

it("a date that cannot be read leaves unknown only what may be its page", async () => {
  expect(
    await found({
      "_config.yml": "url: https://boats.example\npermalink: /news/:year/:title/\n",
      "_posts/2024-03-05-a.md": "---\ntitle: A\ndate: 2024-03-05 18:30:22 2024 -0800\n---\n\nA\n",
      "b.md": "---\ntitle: B\n---\n\n[a](/none/) [b](/news/2024/a/)\n",
    }),
  ).toEqual(['b.md:5:5 "/none/" is not an address of this site. Correct the link or remove it.']);
});

it("an include in raw text brings no headings", async () => {
  expect(
    await found({
      "_config.yml": "url: https://boats.example\n",
      "a.md": "---\ntitle: A\n---\n\n[a](#no) {% raw %}`{% include b.html %}`{% endraw %}\n",
      "b.md": "---\ntitle: B\n---\n\n[a](#no) {% include b.html %}\n",
    }),
  ).toEqual(['a.md:5:5 "#no" does not match any heading or id in this article. Link to an existing heading or id.']);
});
