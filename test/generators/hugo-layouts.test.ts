/** Templates of a Hugo site that put other files into a page, which then has their ids, too. */
import { describe, expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-hugo-layouts-");

/** The articles with a link to an id that none of them has. */
async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  const article = "---\ntitle: A\n---\n\n[a](#elsewhere)\n";
  const all = { "hugo.toml": "", "content/manual/a.md": article, "content/blog/b.md": article, ...files };
  for (const [name, text] of Object.entries(all)) put(name, text);
  const results = await lint({ paths: ["content"], cwd: at(), offline: true, cache: false, concurrency: "off" });
  return results.files.flatMap(({ path, violations }) =>
    violations.some(({ rule }) => rule === "link/fragment") ? [path] : [],
  );
}

describe("a link to an id of the page", () => {
  it.each([
    ["reads a file", '{{ .Content }} {{ readFile "content/manual/b.md" | markdownify }}'],
    [
      "shows other pages",
      "{{ if .Params.all }}{{ range .Site.RegularPages }}<h2>{{ .Title }}</h2>{{ .Content }}{{ end }}{{ end }}",
    ],
    ["shows another page", '{{ with .Site.GetPage "/b" }}{{ .Content }}{{ end }}'],
  ])("is not reported where the template %s", async (_, template) => {
    expect(await reported({ "layouts/manual/single.html": template })).toEqual(["content/blog/b.md"]);
  });

  it("is reported where the template shows the article and lists", async () => {
    const template =
      '{{/* readFile "a" */}}{{ range .Params.tags }}{{ . }}{{ end }}{{ .Content }}{{ range .Site.Pages }}{{ .Title }}{{ end }}';
    expect(await reported({ "layouts/_default/single.html": template })).toEqual([
      "content/blog/b.md",
      "content/manual/a.md",
    ]);
  });

  it("depends on the template of the site before that of the theme", async () => {
    const files = {
      "hugo.toml": 'theme = "waves"\n',
      "themes/waves/layouts/_default/single.html": '{{ readFile "a.md" }}',
      "layouts/blog/single.html": "{{ .Content }}",
    };
    expect(await reported(files)).toEqual(["content/blog/b.md"]);
  });
});
