/** Front matter with values of every type at the keys that generators and rules read. */
import { describe, expect, it } from "vitest";
import { rules as registry } from "../../rules/index.js";
import { run } from "../../src/run/run.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-odd-values-");

const sites: Readonly<Record<string, readonly [config: string, text: string, folder: string]>> = {
  Hexo: ["_config.yml", "", "source/_posts"],
  Jekyll: ["_config.yml", 'baseurl: ""\n', "_posts"],
  Hugo: ["hugo.toml", 'baseURL = "https://a.example/"\n', "content"],
  Docusaurus: ["docusaurus.config.js", 'module.exports = { presets: [["classic", {}]] };', "docs"],
};
const keys =
  "title date updated published draft slug url permalink aliases redirect_from tags tag categories category layout id lang outputs".split(
    " ",
  );
// Mappings have no prototype, so that they cannot be made text by themselves.
const values = ["{a: 1}", "[{a: 1}, [b]]", "[[a, {b: 2}]]", "~", "1.5", "true"];

describe.each(Object.entries(sites))("%s", (name, [config, text, folder]) => {
  it("has no rule and no address that such a value breaks", async () => {
    put(`${name}/${config}`, text);
    for (const [index, key] of keys.entries())
      for (const [of, value] of values.entries()) {
        const title = key === "title" ? "" : `title: A${index}-${of}\n`;
        put(
          `${name}/${folder}/2024-01-${10 + of}-${key}.md`,
          `---\n${title}${key}: ${value}\n---\ntext ${index} ${of}\n`,
        );
      }
    const failures: string[] = [];
    const request = {
      cwd: at(name),
      paths: [folder],
      registry,
      preset: "all",
      noConfig: true,
      offline: true,
      cache: false,
    };
    for await (const { path, errors } of run(request))
      failures.push(...errors.map(({ message }) => `${path}: ${message}`));
    expect(failures).toEqual([]);
  });
});
