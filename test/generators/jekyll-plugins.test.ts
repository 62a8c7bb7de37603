/** What plugins in files of a Jekyll site leave known: https://jekyllrb.com/docs/plugins/. */
import { expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-jekyll-plugins-");
let count = 0;

const article = "---\ntitle: Harbour\n---\n\n## Port\n\n[a](/gone/) [b](/gone.txt) ![c](/gone.png) [d](#gone)\n";

/** The targets in the article that are reported as dead, on a site with this plugin. */
async function reported(plugin: string, gemfile = 'gem "jekyll"\n'): Promise<string[]> {
  const name = `site-${count++}`;
  const files = { "_config.yml": "permalink: pretty\n", Gemfile: gemfile, "a.md": article, "_plugins/own.rb": plugin };
  for (const [file, text] of Object.entries(files)) put(`${name}/${file}`, text);
  const results = await lint({ paths: ["a.md"], cwd: at(name), offline: true, cache: false, concurrency: "off" });
  return results.files
    .flatMap(({ violations }) => violations)
    .flatMap(({ rule, range }) =>
      /^(?:link\/(?:local|fragment)|image\/local)$/.test(rule) ? [article.slice(range.start, range.end)] : [],
    );
}

const all = ["/gone/", "/gone.txt", "/gone.png", "#gone"];
const hook = (body: string) => `Jekyll::Hooks.register :site, :post_write do |site|\n${body}\nend\n`;

it("a plugin that only sets data, and one that only has tags, makes no addresses", async () => {
  const data = [
    "module Harbour\n  class Boats < Jekyll::Generator\n    def generate(site)\n",
    '      site.pages.each { |page| page.data["boats"] ||= [] }\n    end\n  end\nend\n',
  ].join("");
  expect(await reported(data)).toEqual(all);
  expect(await reported("class Boat < Liquid::Tag\n  def render(context) = 'boat'\nend\n")).toEqual(all);
});

it("files that a plugin writes have the extensions in its text", async () => {
  expect(await reported(hook('  File.write(site.in_dest_dir("boats.txt"), "boats")'))).toEqual([
    "/gone/",
    "/gone.png",
    "#gone",
  ]);
  // A page, and what has no extension, may be a page.
  for (const name of ['"boats/index.html"', '"boats"'])
    expect([name, await reported(hook(`  File.write(site.in_dest_dir(${name}), "boats")`))]).toEqual([
      name,
      ["/gone.png", "#gone"],
    ]);
  // What a program fills in may have any extension.
  const filled = "#{boat.url}";
  expect(await reported(hook(`  File.write(site.in_dest_dir("${filled}"), "a.txt")`))).toEqual(["#gone"]);
  expect(await reported(hook('  FileUtils.cp_r("boats", site.dest)'))).toEqual(["#gone"]);
});

it("a plugin that makes pages, moves them or runs other code may make any address", async () => {
  const page = 'site.pages << Jekyll::PageWithoutAFile.new(site, site.source, "", "boats.html")';
  expect(await reported(hook(`  ${page}`))).toEqual(["/gone.png", "#gone"]);
  expect(await reported(hook('  site.pages.first.data["permalink"] = "/gone/"'))).toEqual(["/gone.png", "#gone"]);
  expect(await reported(hook('  system("boats")'))).toEqual(["#gone"]);
  expect(await reported(hook("  # Page.new would make one"))).toEqual(all);
});

it("a plugin that changes what pages show may give them ids", async () => {
  const anchors = "Jekyll::Hooks.register :pages, :post_render do |page|\n";
  const ids = `${anchors}  page.output = page.output.gsub("<h2", '<h2 id="gone"')\nend\n`;
  expect(await reported(ids)).toEqual(all.slice(0, 3));
  expect(await reported(`${anchors}  page.output = page.output.gsub("boat", "ship")\nend\n`)).toEqual(all);
});

it("a gem for stylesheets makes no pages, one that is not known may", async () => {
  expect(await reported("", 'gem "jekyll-tailwindcss"\n')).toEqual(all);
  expect(await reported("", 'gem "jekyll-boats"\n')).toEqual(["/gone.txt", "/gone.png", "#gone"]);
});
