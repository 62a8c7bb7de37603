/** What URLs in articles lead to, on sites whose addresses stet knows. */
import { expect, it, onTestFinished } from "vitest";
import { makeSite } from "../support/site.js";
import { lintReferences } from "../support/site-references.js";

const article = (body: string) => `---\ntitle: A\n---\n\n${body}\n`;

/** What rules about links and images on the site report. */
async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  const site = await makeSite(files);
  onTestFinished(() => site.remove());
  const { files: results } = await lintReferences(site.folder);
  return results
    .flatMap(({ violations }) => violations)
    .filter(({ rule }) => rule === "link/local" || rule === "image/local")
    .map(({ line, message }) => `${line} ${message}`);
}

const jekyll = {
  "_config.yml": "title: Boats\n",
  Gemfile: 'gem "jekyll", "~> 4.3"\n',
  "_posts/2024-01-01-a.md": article("A"),
};

it("decodes a URL once, as a browser does: %2520 is %20 in the name of a file", async () => {
  const body = [
    "![q](quay%2520one.png)",
    "![q](/sea/quay%2520one.png)",
    "[t](../tides%2520low.pdf)",
    "![q](quay%20one.png)",
  ];
  const files = { "sea/index.md": article(body.join("\n\n")), "sea/quay%20one.png": "", "tides%20low.pdf": "" };
  expect(await reported({ ...jekyll, ...files })).toEqual([expect.stringMatching(/^11 .*quay%20one.png/)]);
});

it("says how a relative URL is spelled, with as many parts as it has", async () => {
  const files = { "sea/index.md": article("[t](../Docs/Tides.pdf)"), "docs/tides.pdf": "" };
  expect(await reported({ ...jekyll, ...files })).toEqual([
    expect.stringMatching(/^5 .* is spelled "\.\.\/docs\/tides\.pdf" on disk/),
  ]);
});
