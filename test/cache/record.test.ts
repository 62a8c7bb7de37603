import { expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { openConfigs } from "../../src/config/index.js";
import { StoredAnalysis, serializeAnalysis } from "../../src/run/cache/stored-analysis.js";
import { analyze } from "../../src/run/lint-text.js";
import { articleOf } from "../support/town.js";

const odd = `---\ntitle: "\\u0007\ud800"\n---\n<img __proto__="a" constructor=b src="data:,x" alt='"&quot;' srcset="a 1x, b 2x">\n<a href='/甲?utm_source=x#乙' title>看</a>\n`;

it("an analysis that was kept is the analysis, its parts too", async () => {
  const configs = await openConfigs({ cwd: process.cwd(), registry: rules, noConfig: true, preset: "strict" });
  const plan = await configs.planFor("/articles/a.md");
  for (const text of [odd, ...Array.from({ length: 60 }, (_, at) => articleOf(at))]) {
    const { analysis } = await analyze({ path: "a.md", text, now: new Date("2026-05-01") }, plan);
    const kept = StoredAnalysis.from(serializeAnalysis({ analysis, facts: [], found: [], errors: [] }));
    const lines = { ...analysis.lines, starts: [...analysis.lines.starts] };
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
    expect(plain(kept.open())).toEqual(plain({ ...analysis, lines, usesNow: false }));
    expect(kept.summaries).toEqual(analysis.summaries);
    const attributes = (inquiries: typeof analysis.factRequests) =>
      inquiries.map(({ reference }) => reference.attributes);
    for (const own of attributes(kept.open().factRequests)) expect(Object.getPrototypeOf(own)).toBeNull();
    expect(attributes(kept.open().factRequests).map((own) => Object.entries(own))).toEqual(
      attributes(analysis.factRequests).map((own) => Object.entries(own)),
    );
  }
});

it("the attributes of a tag are stored once, however many URLs its srcset has", async () => {
  const configs = await openConfigs({ cwd: process.cwd(), registry: rules, noConfig: true, preset: "strict" });
  const plan = await configs.planFor("/articles/a.html");
  const srcset = Array.from({ length: 1000 }, (_, at) => `https://a.example/${at}.png ${at + 1}w`).join(", ");
  const long = "x".repeat(20_000);
  const text = `<img src="https://a.example/a.png" alt="${long}" referrerpolicy="${long}" srcset="${srcset}">\n`;
  const { analysis } = await analyze({ path: "a.html", text, now: new Date("2026-05-01") }, plan);
  expect(analysis.factRequests.length).toBe(1001);
  const stored = serializeAnalysis({ analysis, facts: [], found: [], errors: [] });
  // 1,000 copies of them would be 1,500 times as long as the article.
  expect(stored.length).toBeLessThan(20 * text.length);
  const [first, last] = [0, -1].map((at) => StoredAnalysis.from(stored).open().factRequests.at(at)?.reference);
  expect(first).toMatchObject({ alt: long, attributes: { srcset: { value: srcset } } });
  expect(last).toMatchObject({ alt: long, attributes: first?.attributes });
});
