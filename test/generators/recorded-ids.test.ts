/** The ids that templates and components give to pages, against those of the pages that the real generators built. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";
import { idSites, type RecordedIds } from "./sites/ids.js";

const { at, put } = scratch("stet-recorded-ids-");

/** Pages of which stet does not know all ids, so that it reports no fragment. */
const unknown: Readonly<Record<string, readonly string[]>> = {
  jekyll: ["c4.md"],
  hugo: ["content/bare/c.md"],
  eleventy: ["b.md"],
  docusaurus: ["website/docs/computed.md", "website/docs/computing.md"],
};

describe.each(Object.entries(idSites))("%s", (name, site) => {
  const { ids } = JSON.parse(readFileSync(new URL(`./${name}/ids.json`, import.meta.url), "utf8")) as RecordedIds;

  it("has the ids that stet knows, and no others", async () => {
    const all = [...new Set(Object.values(ids).flat())].concat("Not", "gone");
    const links = all.map((id) => `[a](<#${encodeURIComponent(id)}>)`).join("\n");
    for (const [file, text] of Object.entries(site.files))
      put(`${name}/${file}`, file in site.pages ? `${text}\n${links}\n` : text);
    const { files } = await lint({ paths: ["."], cwd: at(name), offline: true, cache: false, concurrency: "off" });
    const found: Record<string, string[]> = {};
    for (const { path, violations } of files) {
      found[path] = violations.flatMap(({ rule, message }) =>
        rule === "link/fragment" ? [decodeURIComponent(/"#([^"]*)"/.exec(message)?.[1] ?? "")] : [],
      );
    }
    const lacking = Object.entries(ids).map(([file, own]) => [
      file,
      unknown[name]?.includes(file) ? [] : all.filter((id) => !own.includes(id)),
    ]);
    expect(found).toEqual(Object.fromEntries(lacking));
  });
});
