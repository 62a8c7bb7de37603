/** Settings of Hugo that decide which of its pages are known. What Hugo 0.111 makes of these sites was looked at by hand. */
import { describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-hugo-pages-");

async function siteWith(name: string, files: Readonly<Record<string, string>>) {
  for (const [file, text] of Object.entries(files)) put(`${name}/${file}`, text);
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const [article = ""] = Object.keys(files).filter((file) => file.startsWith("content/"));
  const site = openSites().of(await configs.planFor(at(`${name}/${article}`)));
  if (!site) throw new Error("no site");
  return {
    state: async (file: string) => (await site.routeOf(at(`${name}/${file}`))).state,
    aliases: async () =>
      (await site.routes()).articles.flatMap(({ route }) => (route.state === "page" ? route.aliases : [])),
    target: async (url: string) => (await site.resolve(url, at(`${name}/${article}`))).state,
  };
}

const page = "---\ntitle: A\n---\n";

describe("aliases of Hugo", () => {
  const article = "---\ntitle: A\naliases: [/old]\n---\n";

  it("are pages", async () => {
    const site = await siteWith("aliases", {
      "hugo.toml": "baseURL = 'https://a.example/'\n",
      "content/a.md": article,
    });
    expect([await site.aliases(), await site.target("/old/"), await site.target("/gone/")]).toEqual([
      ["old/index.html"],
      "page",
      "missing",
    ]);
  });

  it("are no pages with disableAliases, and a template may make redirects of them", async () => {
    const settings = "baseURL = 'https://a.example/'\ndisableAliases = true\n";
    const site = await siteWith("no-aliases", { "hugo.toml": settings, "content/a.md": article });
    expect([await site.aliases(), await site.target("/old/"), await site.target("/gone/")]).toEqual([
      [],
      "unknown",
      "missing",
    ]);
  });
});

describe("cascade of Hugo", () => {
  const never = "build:\n      render: never\n    ";

  it("decides for the pages that its path names, in the configuration and in the page of a section", async () => {
    const site = await siteWith("cascade", {
      "hugo.yaml": `baseURL: https://a.example/\ncascade:\n  - ${never}target:\n      path: '{,/**}/_parts{,/**}'\n`,
      "content/_parts/a.md": page,
      "content/docs/_parts/a.md": page,
      "content/docs/a.md": page,
      "content/news/_index.md": `---\ncascade:\n  - ${never}_target:\n      path: /news/old*\n---\n`,
      "content/news/old.md": page,
      "content/news/new.md": page,
    });
    const files = ["_parts/a.md", "docs/_parts/a.md", "docs/a.md", "news/old.md", "news/new.md"];
    expect(await Promise.all(files.map((file) => site.state(`content/${file}`)))).toEqual([
      "unpublished",
      "unpublished",
      "page",
      "unpublished",
      "page",
    ]);
  });
});

describe("folders of languages in Hugo", () => {
  const languages = "baseURL = 'https://a.example/'\n[languages.en]\n[languages.fr]\n";
  const content = { "content/en/a.md": page, "content/fr/a.md": page };

  it("have unknown addresses if no setting says that they are folders of languages", async () => {
    const site = await siteWith("unstated", { "hugo.toml": languages, ...content });
    expect([await site.state("content/en/a.md"), await site.target("/a/"), await site.target("/gone/")]).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  it("have known addresses if a setting says so", async () => {
    const settings = languages
      .replace("[languages.en]", "[languages.en]\ncontentDir = 'content/en'")
      .replace("[languages.fr]", "[languages.fr]\ncontentDir = 'content/fr'");
    const site = await siteWith("stated", { "hugo.toml": settings, ...content });
    expect([await site.state("content/en/a.md"), await site.target("/fr/a/"), await site.target("/gone/")]).toEqual([
      "page",
      "page",
      "missing",
    ]);
  });
});

describe("a file that Hugo mounts", () => {
  const mount = (source: string, target: string) => `[[module.mounts]]\nsource = "${source}"\ntarget = "${target}"\n`;

  it("has a page at each place, with its own name", async () => {
    const site = await siteWith("mounts", {
      "hugo.toml": `baseURL = 'https://a.example/'\n${mount("content", "content")}${mount("shared/tide.md", "content/sea/tide.md")}${mount("shared/tide.md", "content/river/flow.md")}`,
      "content/a.md": page,
      "shared/tide.md": page,
    });
    expect([
      await site.target("/sea/tide/"),
      await site.target("/river/flow/"),
      await site.target("/river/tide/"),
    ]).toEqual(["page", "page", "missing"]);
  });
});
