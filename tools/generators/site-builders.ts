/** How the fixture sites in `test/generators/NAME/site/` are built with the real programs. */
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { run } from "./run.js";

/** A fixture site whose references are recorded. */
export interface SiteBuilder {
  /** The command that installs the generator. */
  readonly install: string;
  /** The fixture whose files this one changes. */
  readonly based?: string;
  /** The folder in the site in which the generator runs. */
  readonly folder?: string;
  /** The folder with the built pages, below `folder`. */
  readonly output: string;
  /** The URL path of the built folder. */
  readonly base: string;
  /** Its links have no `.html`, which the web server adds. */
  readonly clean?: true;
  /** The address of the built site. */
  readonly origin?: string;
  /** The package whose version is recorded, or a command that prints it. */
  readonly version: string | readonly string[];
  readonly name: string;
  /** The program and its arguments. A path is below `node_modules`. */
  readonly command: readonly string[];
}

const astro: SiteBuilder = {
  install: "npm install astro@5 @astrojs/mdx@4 @astrojs/starlight@0.36 sharp",
  output: "dist",
  base: "/notes/",
  origin: "https://boats.example",
  version: "astro",
  name: "Astro",
  command: ["astro/astro.js", "build"],
};

const mkdocs: SiteBuilder = {
  install: "apt-get install mkdocs",
  output: "site",
  base: "/handbook/",
  origin: "https://boats.example",
  version: ["mkdocs", "--version"],
  name: "MkDocs",
  command: ["mkdocs", "build", "-q"],
};

const vitepress: SiteBuilder = {
  install: "npm install vitepress@1",
  output: ".vitepress/dist",
  base: "/handbook/",
  version: "vitepress",
  name: "VitePress",
  command: ["vitepress/bin/vitepress.js", "build"],
};

const boats = { base: "/news/", origin: "https://boats.example" } as const;

/** Debian's Jekyll, without the Bundler of the machine. */
const jekyll = ["env", "JEKYLL_NO_BUNDLER_REQUIRE=true", "jekyll"] as const;

export const sites: Readonly<Record<string, SiteBuilder>> = {
  hexo: {
    ...boats,
    install:
      "npm install hexo@8 hexo-renderer-marked hexo-renderer-ejs hexo-generator-index hexo-generator-archive hexo-generator-tag",
    output: "public",
    version: "hexo",
    name: "Hexo",
    command: ["hexo/bin/hexo", "generate", "--bail"],
  },
  jekyll: {
    ...boats,
    install: "apt-get install jekyll",
    output: "_site",
    version: [...jekyll, "--version"],
    name: "Jekyll",
    command: [...jekyll, "build", "--quiet"],
  },
  hugo: {
    ...boats,
    install: "apt-get install hugo",
    output: "public",
    version: ["hugo", "version"],
    name: "Hugo",
    command: ["hugo", "--quiet"],
  },
  eleventy: {
    ...boats,
    install: "npm install @11ty/eleventy@3",
    output: "_site",
    version: "@11ty/eleventy",
    name: "Eleventy",
    command: ["@11ty/eleventy/cmd.cjs", "--quiet"],
  },
  astro,
  starlight: { ...astro, base: "/book/" },
  docusaurus: {
    install: "npm install @docusaurus/core@3 @docusaurus/preset-classic@3 react react-dom",
    folder: "website",
    output: "build",
    base: "/boats/",
    origin: "https://boats.example",
    version: "@docusaurus/core",
    name: "Docusaurus",
    command: ["@docusaurus/core/bin/docusaurus.mjs", "build"],
  },
  vitepress,
  "vitepress-clean": { ...vitepress, based: "vitepress", output: "out", base: "/", clean: true },
  mkdocs,
  // Without `site_url`, no URL is known to be of this site.
  "mkdocs-files": { ...mkdocs, based: "mkdocs", base: "/", origin: "https://site.invalid" },
};

/** Builds the site in `folder`; `undefined` if the build fails. */
export function buildSite(folder: string, from: string, builder: SiteBuilder): string | undefined {
  const at = path.join(folder, builder.folder ?? "");
  const modules = path.join(from, "node_modules");
  const isPackage = /^npm /.test(builder.install);
  // In the folder of the site, too, because programs look for packages above the files that they read.
  if (isPackage)
    for (const one of new Set([at, folder]))
      if (!existsSync(path.join(one, "node_modules"))) symlinkSync(modules, path.join(one, "node_modules"));
  const [program = "", ...args] = builder.command;
  const { status, stderr, stdout } = isPackage
    ? run(process.execPath, [path.join(modules, program), ...args], at, "UTC")
    : run(program, args, at, "UTC");
  if (process.env.STET_RECORD_LOG) console.error(stdout + stderr);
  return status === 0 ? path.join(at, builder.output) : undefined;
}

export function versionOf({ name, version }: SiteBuilder, from: string): string {
  if (typeof version === "string")
    return `${name} ${JSON.parse(readFileSync(path.join(from, "node_modules", version, "package.json"), "utf8")).version}`;
  const [program = "", ...args] = version;
  return `${name} ${/\d[\d.]*\d/.exec(run(program, args, from, "UTC").stdout)?.[0] ?? ""}`;
}
