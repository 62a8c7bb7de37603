/** The README's ten minutes, on the site that they were written down from: what it shows is what is printed. */
import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";

const root = packageRoot();
const readme = await readFile(path.join(root, "README.md"), "utf8");

let site: Site;
beforeAll(async () => {
  site = await makeSite({
    "_config.yml": "title: 河边\ntimezone: Asia/Shanghai\n",
    "source/_posts/ferry.md":
      '\n---\ntitle: 渡口的清晨\ndate: Sat, 11 Dec 2021 04:49:15 GMT\ntags: 河\n---\n\n<p>雾很大,船还没有来。</p>\n<p><img src="/img/ferry.jpg"></p>\n',
    "source/_posts/noodles.md":
      "---\ntitle: 面馆\ndate: 2022-03-02 11:20:00\ncategory: 吃\n---\n\n面要**现拉**。\n\n<div><b>汤</div>\n",
  });
  await mkdir(path.join(site.folder, "node_modules/.bin"), { recursive: true });
  await symlink(path.join(root, "bin/stet.js"), path.join(site.folder, "node_modules/.bin/stet"));
});
afterAll(() => site.remove());

const timeless = (line: string): string => line.replace(/\(\d+(?:\.\d+)? s\)/, "(… s)").trimEnd();

it("each step prints, in this order, the lines that the README shows of it", async () => {
  const steps = [...readme.matchAll(/^\$ npx stet (.*)\n((?:(?!\$ |```).*\n)+)/gm)];
  expect(steps.map(([, typed]) => typed)).toEqual([
    "init --yes",
    "source/_posts",
    "explain image/alt",
    "--fix-dry-run source/_posts",
    "--fix source/_posts",
  ]);
  for (const [, typed = "", shown = ""] of steps) {
    const { stdout } = await site.stet(typed.split(" "));
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
});
