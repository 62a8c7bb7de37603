/** Front matter with a key that is there twice: recorded from Hugo 0.111.3 and Jekyll 4.3.1, which take the last value. */
import { afterEach, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
afterEach(() => site.remove());

async function routes(): Promise<unknown> {
  const { stdout } = await site.stet(["routes", "--json"]);
  return (JSON.parse(stdout) as { url?: string; state: string }[]).map(({ url, state }) => url ?? state);
}

it("in Hugo and Jekyll the last value decides about the address, and dead links stay dead", async () => {
  site = await makeSite({
    "hugo.toml": 'baseURL = "https://news.example/"\n',
    "content/a.md": "---\nurl: /first/\naliases: []\nurl: /second/\naliases: [/old/]\n---\n\n[a](/first/) [b](/old/)\n",
  });
  expect(await routes()).toEqual(["/second/"]);
  const { stdout } = await site.stet([".", "--offline", "-f", "compact"]);
  expect(stdout).toContain("/first/");
  expect(stdout).not.toContain("/old/");
  await site.remove();
  site = await makeSite({
    "_config.yml": "permalink: pretty\n",
    "a.md": "---\npermalink: /first/\npermalink: /second/\n---\n\nBody.\n",
  });
  expect(await routes()).toEqual(["/second/"]);
});

it("in a generator that refuses such front matter the address is not known", async () => {
  site = await makeSite({
    "eleventy.config.js": "",
    "a.md": "---\npermalink: /first/\npermalink: /second/\n---\n\nBody.\n",
  });
  expect(await routes()).toEqual(["unknown"]);
});
