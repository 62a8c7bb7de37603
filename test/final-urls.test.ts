/** After a run with fixes, the summary counts the images and links of the articles as they are then. */
import { afterEach, describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import type { RunEnd } from "../src/results.js";
import type { RunRequest } from "../src/run/request.js";
import { run } from "../src/run/run.js";
import { makeSite, type Site } from "./support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

async function endOf(request: Partial<RunRequest>): Promise<RunEnd> {
  const results = run({
    cwd: site?.folder ?? "",
    paths: ["."],
    registry: rules,
    cache: false,
    offline: true,
    ...request,
  });
  for (;;) {
    const { value, done } = await results.next();
    if (done) return value;
  }
}

const urls = ({ images, links }: RunEnd) => [images.map(({ url }) => url), links.map(({ url }) => url)];

describe("the summary of a run with fixes", () => {
  it.each([
    ["written", { fix: "safe" }],
    ["only shown", { fix: "safe", write: false }],
    ["of a site with site rules", { fix: "safe", rules: { "site/unique": "error" } }],
    ["in other threads", { fix: "safe", concurrency: 2 }],
  ] as const)("counts no image that a fix has replaced: %s", async (_, request) => {
    const lazy = '<img alt="桥头" src="https://a.example/blank.gif" data-original="https://a.example/1.jpg">\n';
    site = await makeSite({
      "a.md": `---\ntitle: 早市\ndate: 2022-01-01 08:00:00 +0800\n---\n\n${lazy}`,
      "b.md":
        '---\ntitle: 晚市\ndate: 2022-01-01 08:00:00 +0800\n---\n\n<img alt="桥头" src="https://a.example/2.jpg">\n',
    });
    const before = await endOf({});
    expect(urls(before)[0]).toContain("https://a.example/blank.gif");
    const fixed = await endOf(request);
    expect(fixed.summary.fixed).toBe(1);
    expect(urls(fixed)[0]).toEqual(["https://a.example/1.jpg", "https://a.example/2.jpg"]);
    expect(fixed.summary.images.total).toBe(2);
    if (request.fix === "safe" && !("write" in request)) expect(urls(await endOf({}))).toEqual(urls(fixed));
  });
});
