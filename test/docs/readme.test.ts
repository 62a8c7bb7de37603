/** The first ten minutes in the README and in its Chinese counterpart: what they show is what stet prints. */
import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";

const root = packageRoot();

async function makeBlog(): Promise<Site> {
  const site = await makeSite({
    "_config.yml": "title: 河边\ntimezone: Asia/Shanghai\n",
    "source/_posts/ferry.md":
      '\n---\ntitle: 渡口的清晨\ndate: Sat, 11 Dec 2021 04:49:15 GMT\ntags: 河\n---\n\n<p>雾很大,船还没有来。</p>\n<p><img src="/img/ferry.jpg"></p>\n',
    "source/_posts/noodles.md":
      "---\ntitle: 面馆\ndate: 2022-03-02 11:20:00\ncategory: 吃\n---\n\n面要**现拉**。\n\n<div><b>汤</div>\n",
  });
  await mkdir(path.join(site.folder, "node_modules/.bin"), { recursive: true });
  await symlink(path.join(root, "bin/stet.js"), path.join(site.folder, "node_modules/.bin/stet"));
  return site;
}

let site: Site;
beforeEach(async () => {
  site = await makeBlog();
});
afterEach(() => site.remove());

const timeless = (line: string): string => line.replace(/\d+(?:\.\d+)? (s\b|秒)/, "… $1").trimEnd();

/** Types the commands that a page shows, and looks for the lines that it shows of each. */
async function replay(page: string, ...options: string[]): Promise<string[]> {
  const text = await readFile(path.join(root, page), "utf8");
  const steps = [...text.matchAll(/^\$ npx stet (.*)\n((?:(?!\$ |```).*\n)+)/gm)];
  for (const [, typed = "", shown = ""] of steps) {
    const { stdout } = await site.stet([...options, ...typed.split(" ")]);
    const printed = stdout.split("\n").map(timeless);
    let from = 0;
    for (const line of shown.trimEnd().split("\n").map(timeless)) {
      if (line === "...") continue;
      // Where a line is cut, an ellipsis says so.
      const at = printed.findIndex(
        (one, index) => index >= from && (line.endsWith(" ...") ? one.startsWith(line.slice(0, -4)) : one === line),
      );
      expect(at, `stet ${typed} prints: ${line}`).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
  }
  return steps.map(([, typed = ""]) => typed);
}

const tenMinutes = [
  "init --yes",
  "source/_posts",
  "explain image/alt",
  "--fix-dry-run source/_posts",
  "--fix source/_posts",
];

it("each step prints, in this order, the lines that the README shows of it", async () => {
  expect(await replay("README.md")).toEqual(tenMinutes);
});

it("in Chinese, each step prints the lines that the pages for it show", async () => {
  expect(await replay("docs/zh-CN/getting-started.md", "--locale", "zh-CN")).toEqual(tenMinutes);
});
