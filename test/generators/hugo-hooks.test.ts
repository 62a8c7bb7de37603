/** Templates of a Hugo site that write the links of Markdown. What Hugo 0.111 makes of these sites was looked at by hand. */
import { describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-hugo-hooks-");

/** The states of links in a page: to a page, to none, and to none in HTML. */
async function linksWith(name: string, files: Readonly<Record<string, string>>) {
  const all = {
    "hugo.toml": "baseURL = 'https://a.example/'\n",
    "content/a.md": "---\n---\n",
    "content/b.md": "---\n---\n",
  };
  for (const [file, text] of Object.entries({ ...all, ...files })) put(`${name}/${file}`, text);
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const from = at(`${name}/content/a.md`);
  const site = openSites().of(await configs.planFor(from));
  const state = async (url: string, syntax: "markdown" | "html", about: "link" | "image" = "link") =>
    (await site?.resolve(url, from, { syntax, about }))?.state;
  return [
    await state("/b/", "markdown"),
    await state("b", "markdown"),
    await state("b", "html"),
    await state("b.png", "markdown", "image"),
  ];
}

/** What a link of Markdown in the page leads to. */
async function stateOf(name: string, url: string) {
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const from = at(`${name}/content/a.md`);
  const target = await openSites()
    .of(await configs.planFor(from))
    ?.resolve(url, from, { syntax: "markdown", about: "link" });
  return target?.state;
}

const hook = "layouts/_default/_markup/render-link.html";

describe("a link of Markdown in Hugo", () => {
  it("leads to the address that is written without a template for links", async () => {
    expect(await linksWith("none", {})).toEqual(["page", "missing", "missing", "missing"]);
  });

  it("leads to the address that is written if the template writes it as it is", async () => {
    const template =
      '{{- /* Get the page */ -}}<a href="{{ .Destination | safeURL }}"{{ if strings.HasPrefix .Destination "http" }} rel="external"{{ end }}>{{ .Text | safeHTML }}</a>';
    expect(await linksWith("plain", { [hook]: template })).toEqual(["page", "missing", "missing", "missing"]);
  });

  it("may lead to a page that the template looks for", async () => {
    const template =
      '{{ $u := .Destination }}{{ with .Page.GetPage $u }}{{ $u = .RelPermalink }}{{ end }}<a href="{{ $u | safeURL }}">{{ .Text | safeHTML }}</a>';
    for (const [name, where] of [
      ["own", hook],
      ["new", "layouts/_markup/render-link.html"],
      ["section", "layouts/docs/_markup/render-link.rss.html"],
    ] as const)
      expect(await linksWith(name, { [where]: template })).toEqual(["page", "unknown", "missing", "missing"]);
    const theme = {
      "hugo.toml": "baseURL = 'https://a.example/'\ntheme = 'pier'\n",
      [`themes/pier/${hook}`]: template,
    };
    expect(await linksWith("theme", theme)).toEqual(["page", "unknown", "missing", "missing"]);
  });

  it("leads nowhere if the template looks by name, and nothing of the site has the name", async () => {
    const template =
      '{{ $u := urls.Parse .Destination }}{{ $href := $u.String }}{{ $path := strings.TrimPrefix "./" $u.Path }}{{ with or ($.Page.GetPage $path) (.Page.Resources.Get $path) (resources.Get $path) }}{{ $href = .RelPermalink }}{{ with $u.Fragment }}{{ $href = printf "%s#%s" $href . }}{{ end }}{{ end }}<a href="{{ $href }}">{{ .Text }}</a>';
    const files = { [hook]: template, "content/c/index.md": "---\nslug: quay\n---\n", "assets/img/pier.pdf": "" };
    expect(await linksWith("named", files)).toEqual(["page", "unknown", "missing", "missing"]);
    const states = async (...urls: string[]) => Promise.all(urls.map((url) => stateOf("named", url)));
    // In Hugo 0.111, these lead to pages and files: by the name of a file, of a folder, and in `assets`.
    expect(await states("b.md", "c", "img/pier.pdf")).toEqual(Array(3).fill("unknown"));
    expect(await states("d", "../d/", "/c/d/", "img/quay.pdf#b")).toEqual(["missing", "missing", "missing", "unknown"]);
    // A template that changes the name may lead anywhere.
    const changing = template.replace("$u.Path }}", '$u.Path | replaceRE "d" "b" }}');
    await linksWith("changing", { ...files, [hook]: changing });
    expect(await stateOf("changing", "d")).toBe("unknown");
  });

  it("is read in bounded work, if the template never ends", async () => {
    const long = "{{/*".repeat(500_000) + "{{ if ".repeat(500_000);
    expect(await linksWith("long", { [hook]: long })).toEqual(["page", "missing", "missing", "missing"]);
  });

  it("may lead anywhere if the theme is not in the site", async () => {
    const settings = { "hugo.toml": "baseURL = 'https://a.example/'\ntheme = 'pier'\n" };
    expect(await linksWith("missing", settings)).toEqual(["page", "unknown", "missing", "unknown"]);
  });
});
