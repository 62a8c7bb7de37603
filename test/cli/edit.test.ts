/** `stet edit` on real folders. */
import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeSite, type Site } from "../support/site.js";

const a = "---\ntitle: a\ntags: [k8s, x]\ndate: 2023-01-01\n---\n\nk8s\n";
const b = "---\ntitle: b\ntags: k8s, kube\ndate: 2023-01-01\n---\n";
const c = "---\ntitle: c\ntags: [k8s]\ndate: 2024-01-01\n---\n";

let site: Site;
beforeEach(async () => {
  site = await makeSite({ "posts/a.md": a, "posts/b.md": b, "posts/c.md": c, "posts/d.md": "no front matter\n" });
});
afterEach(() => site.remove());

const edit = (...more: string[]) =>
  site.stet(["edit", "posts", "--merge-tags", "k8s=kubernetes", "--where", "date < 2024", ...more]);

it("shows a diff that git applies, and writes only with --write", async () => {
  const shown = await edit();
  expect(await site.read("posts/a.md")).toBe(a);
  expect(shown.code).toBe(1);
  expect(shown.stderr).toBe(
    `posts/b.md: not changed: "tags" is text, not a list of tags
1 of 4 articles would change. Nothing was written: add --write to write them.
`,
  );
  expect(shown.stdout).toContain("+tags: [kubernetes, x]\n");
  const { status } = spawnSync("git", ["apply", "--check", "-"], { cwd: site.folder, input: shown.stdout });
  expect(status).toBe(0);

  const written = await edit("--write");
  expect([written.code, written.stdout]).toEqual([1, "posts/a.md\n"]);
  expect(await site.read("posts/a.md")).toBe(a.replace("[k8s, x]", "[kubernetes, x]"));
  expect(await Promise.all(["b", "c"].map((name) => site.read(`posts/${name}.md`)))).toEqual([b, c]);
});

it("refuses a call without a change or without paths, and a condition that is none", async () => {
  expect((await site.stet(["edit", "posts"])).stderr).toContain("Missing change.");
  const where = await site.stet(["edit", "posts", "--delete", "a", "--where", "title ~ b"]);
  expect([where.code, where.stderr]).toEqual([2, expect.stringContaining('Invalid condition "title ~ b".')]);
  const missing = await site.stet(["edit", "nowhere", "--delete", "a"]);
  expect([missing.code, missing.stderr]).toEqual([2, expect.not.stringContaining("--allow-empty")]);
  const twice = await site.stet(["edit", "posts", "--delete", "a", "--where", "has b", "--where", "has c"]);
  expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining("Option --where is given 2 times.")]);
  const dashes = await site.stet(["edit", "posts", "--set", "---=1"]);
  expect([dashes.code, dashes.stderr]).toEqual([
    2,
    "stet: Missing value for the option set\n      See stet edit --help.\n",
  ]);
});

it("takes paths after --, and names articles that are not text", async () => {
  await site.write(
    "posts/-gbk.md",
    Buffer.from([...Buffer.from("---\ntitle: "), 0xd6, 0xd0, 0xce, 0xc4, 10, 45, 45, 45]),
  );
  const { code, stderr } = await site.stet(["edit", "--set", "x=1", "--", "posts/-gbk.md", "posts/a.md"]);
  expect(code).toBe(1);
  expect(stderr).toContain("posts/-gbk.md: not changed: it is not UTF-8 text");
  expect(stderr).toContain("1 of 2 articles would change");
});
