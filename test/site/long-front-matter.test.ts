/** The addresses of articles whose front matter is longer than what is read of an article first. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite({ "hugo.toml": 'baseURL = "https://news.example/"\n' });
});
afterEach(() => site.remove());

/** The URLs of articles, by name. */
async function urlsOf(texts: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(texts)) await site.write(`content/posts/${name}.md`, text);
  const { stdout } = await site.stet(["routes", "--json"]);
  return (JSON.parse(stdout) as { url: string }[]).map(({ url }) => url);
}

const filled = (start: string, length: number): string => `${start}note: ${"x".repeat(length - start.length - 7)}\n`;

it("counts keys far behind the start", async () => {
  const text = `${filled("---\n", 70_000)}slug: found\n---\n\nBody.\n`;
  expect(await urlsOf({ a: text })).toEqual(["/posts/found/"]);
});

it("takes no line for the end of the block that only begins like one, wherever it is, in Jekyll", async () => {
  // Hugo takes such a line for the end: test/generators has its fences.
  await site.remove();
  site = await makeSite({ "_config.yml": "collections: { content: { output: true } }\n", "_layouts/a.html": "" });
  const texts: Record<string, string> = {};
  for (const size of [2048, 4096, 16_384, 65_536])
    for (let before = 0; before < 5; before++) {
      const name = `n${size}-${before}`;
      texts[name] = `${filled("---\n", size - before)}---x: 1\npermalink: /posts/found-${name}/\n---\n\nBody.\n`;
    }
  const names = Object.keys(texts).map((name) => `/posts/found-${name}/`);
  expect((await urlsOf(texts)).sort()).toEqual(names.sort());
});
