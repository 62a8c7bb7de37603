import { afterEach, beforeEach, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite({
    "hugo.toml": 'baseURL = "https://ferry.example/tides/"\n',
    "content/posts/ferry.md": "---\ntitle: Ferry\naliases: [/old/]\n---\n\nText.\n",
    "content/posts/idea.md": "---\ntitle: Idea\ndraft: true\n---\n\nText.\n",
    "content/posts/tokens.md": "---\ntitle: Tokens\nurl: /:year/\n---\n\nText.\n",
    "notes/plain.md": "Text.\n",
  });
});
afterEach(() => site.remove());

it("stet routes lists the address of each article, with aliases and reasons", async () => {
  const { code, stdout, stderr } = await site.stet(["routes"]);
  expect(stdout.split("\n")).toEqual([
    "content/posts/ferry.md   /tides/posts/ferry/ (also old/index.html)",
    "content/posts/idea.md    not published: it is a draft",
    'content/posts/tokens.md  unknown: a template or program decides ("/:year/")',
    "",
  ]);
  expect(stderr).toBe("1 with an address, 1 not published, 1 unknown\n");
  expect(code).toBe(0);
});

it("stet routes --json has output paths, for the articles of the given paths only", async () => {
  const { stdout } = await site.stet(["routes", "--json", "content/posts/ferry.md", "notes/plain.md"]);
  expect(JSON.parse(stdout)).toEqual([
    {
      file: "content/posts/ferry.md",
      state: "page",
      url: "/tides/posts/ferry/",
      output: "posts/ferry/index.html",
      aliases: ["old/index.html"],
    },
    {
      file: "notes/plain.md",
      state: "unknown",
      because: "file",
      reason: "the generator does not make a page of this file",
    },
  ]);
});

it("stet routes takes globs", async () => {
  const { stdout } = await site.stet(["routes", "content/**/i*.md"]);
  expect(stdout).toBe("content/posts/idea.md  not published: it is a draft\n");
});

it("stet routes without a site is an error that says where to start", async () => {
  const empty = await makeSite({ "a.md": "Text.\n" });
  const { code, stderr } = await empty.stet(["routes"]);
  await empty.remove();
  expect(stderr).toContain('No site was found for "."');
  expect(code).toBe(2);
});
