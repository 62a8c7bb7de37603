/** The charts of the HTML report: where things are in them. */
import { describe, expect, it } from "vitest";
import { bar, monthChart, scatter, sparkline, type Weighed } from "../../src/report/html/charts.js";
import type { RunEnd } from "../../src/results.js";
import { fact } from "./support.js";

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
const tags = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(`<${name} [^>]*>`, "g"))].map(([tag]) => attributes(tag));

describe("the chart of months", () => {
  const now = new Date("2026-01-20");
  const month = (at: number) => `${2019 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  const whole = (counts: readonly (readonly [month: string, errors: number, warnings: number])[]) =>
    String(monthChart(new Map(counts.map(([name, errors, warnings]) => [name, { errors, warnings }])), now));
  /** Without the small chart for phones. */
  const chart = (counts: Parameters<typeof whole>[0]) =>
    whole(counts).replace(/<svg class="chart small".*?<\/svg>/s, "");
  const labels = (svg: string) => [...svg.matchAll(/text-anchor="middle">([^<]*)</g)].map(([, label = ""]) => label);
  const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const numberOf = (label: string) => Number(label.slice(4)) * 12 + names.indexOf(label.slice(0, 3));

  // The 452 units of the axis, with at least 80 for a label
  it.each([
    [5, 1],
    [6, 2],
    [11, 2],
    [12, 3],
    [16, 3],
    [17, 6],
    [33, 6],
    [34, 12],
    [67, 12],
    [68, 24],
    [90, 24],
  ])("of %i months has a label at every %i of a year, from January on", (months, every) => {
    const found = labels(chart(Array.from({ length: months }, (_, at) => [month(at + 3), 1, 0])));
    const all = Array.from({ length: months }, (_, at) => 2019 * 12 + at + 3);
    expect(found.map(numberOf)).toEqual(all.filter((number) => number % every === 0));
  });

  it("leaves out dates that are too late to be planned, and says so", () => {
    const svg = chart([
      ["2025-11", 1, 0],
      ["2026-01", 5, 0],
      ["2027-01", 1, 0],
      ["2099-12", 2, 0],
    ]);
    expect(svg.match(/<g><title>/g)).toHaveLength(15);
    expect(svg).toContain(" 2 in later articles.");
    expect(chart([["2099-12", 1, 0]])).toContain("Dec 2099");
  });

  it("leaves out a few articles that are years older than all others, and says so", () => {
    const recent = Array.from({ length: 6 }, (_, at) => [`2025-0${at + 3}`, 5, 5] as const);
    const svg = chart([["1970-01", 1, 0], ["2021-05", 1, 0], ...recent]);
    expect(svg.match(/<g><title>/g)).toHaveLength(6);
    expect(svg).toContain(" 2 in older articles.");
    expect(chart([["1970-01", 9, 0], ...recent]).match(/<g><title>/g)).toHaveLength(120);
    // No gap: these are the beginning of a site, not a mistake.
    const growing = Array.from({ length: 30 }, (_, at) => [month(at), at === 29 ? 500 : 1, 0] as const);
    expect(chart(growing).match(/<g><title>/g)).toHaveLength(30);
  });

  it("has labels that neither overlap nor leave the chart, on a phone, too", () => {
    // 2021 年 12 月 in a font of 12 units
    const labelWidth = 76;
    for (const months of [1, 2, 5, 6, 13, 24, 37, 68, 119, 120]) {
      const both = whole(Array.from({ length: months }, (_, at) => [month(at), 1, 0] as const));
      for (const svg of both.match(/<svg.*?<\/svg>/gs) ?? []) {
        const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
        const places = [...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" text-anchor="middle"/g)].map(([, x]) =>
          Number(x),
        );
        expect(places.length).toBeGreaterThan(0);
        for (const [at, x] of places.entries()) {
          expect(x - labelWidth / 2).toBeGreaterThanOrEqual(0);
          expect(x + labelWidth / 2).toBeLessThanOrEqual(width);
          if (at > 0) expect(x - (places[at - 1] ?? 0)).toBeGreaterThanOrEqual(labelWidth);
        }
      }
    }
  });

  it("of one month has its label, whichever month it is", () => {
    expect(labels(chart([["2021-08", 1, 0]]))).toEqual(["Aug 2021"]);
  });

  it("has a column for each month, with warnings on errors, in proportion, and none for what is not there", () => {
    const svg = chart([
      ["2021-01", 2, 4],
      ["2021-03", 1, 0],
      ["2021-04", 0, 1],
    ]);
    expect(svg.match(/<title>[^<]*<\/title>/g)).toEqual([
      "<title>Jan 2021: 2 errors, 4 warnings</title>",
      "<title>Feb 2021: 0 errors, 0 warnings</title>",
      "<title>Mar 2021: 1 error, 0 warnings</title>",
      "<title>Apr 2021: 0 errors, 1 warning</title>",
    ]);
    const rects = tags(svg, "rect").map(
      ({ class: kind, x, y, height }) => [kind, Number(x), Number(y), Number(height)] as const,
    );
    expect(rects.map(([kind]) => kind)).toEqual(["error", "warning", "error", "warning"]);
    const [[, x = 0, y = 0, height = 0] = [], [, above, aboveY = 0, aboveHeight] = [], third = [], last = []] = rects;
    expect([above, aboveY + (aboveHeight ?? 0), aboveHeight]).toEqual([x, y, height * 2]);
    expect([third[3], last[3]]).toEqual([height / 2, height / 2]);
    // All stand on the axis, one after the other.
    for (const [, , top = 0, size = 0] of [third, last]) expect(top + size).toBe(y + height);
    expect((last[1] ?? 0) - (third[1] ?? 0)).toBe(((third[1] ?? 0) - x) / 2);
  });

  it("leaves out what is older than ten years, and says how much that is", () => {
    const svg = chart([
      ["2009-12", 3, 2],
      ["2010-01", 1, 0],
      ["2019-12", 1, 1],
      ["", 0, 4],
    ]);
    expect(svg.match(/<title>/g)).toHaveLength(120);
    expect(svg).toContain(
      "<figcaption>Most in Dec 2009: 5. 5 in older articles. 4 in articles without a date.</figcaption>",
    );
    expect(monthChart(new Map([["", { errors: 1, warnings: 0 }]]), now)).toBeUndefined();
  });
});

describe("the chart of sizes", () => {
  const weighed = (bytes: number, pixels: number): Weighed => ({
    fact: fact("a.png", "ok") as RunEnd["images"][number],
    bytes,
    pixels,
  });
  /** The places of images, ticks and limits in the chart. */
  function read(images: readonly Weighed[]) {
    const svg = String(scatter(images)).replace(/<svg class="chart small".*/s, "");
    const numbers = (text = "") => (text.match(/-?[\d.]+/g) ?? []).map(Number);
    const d = (name: string) =>
      tags(svg, "path")
        .filter((path) => path.class === name)
        .map((path) => path.d ?? "");
    const places = (path = "", mark: RegExp) =>
      [...path.matchAll(mark)].map(([, x, y]) => [Number(x), Number(y)] as const);
    const [left, y, , x] = numbers(d("limit")[0]);
    const texts = [...svg.matchAll(/<text x="[\d.]+" y="[\d.]+" text-anchor="(end|middle)">([^<]*)</g)].map(
      ([, , text]) => text,
    );
    return {
      limit: { x, y },
      left,
      dots: places(d("dots")[0], /M(\d+) (\d+)h0/g),
      large: places(d("large")[0], /M(\d+) (-?\d+)l5 5l-5 5l-5-5z/g).map(([px, py]) => [px, py + 5] as const),
      ticks: new Map(texts.map((text, at) => [text, numbers(d("grid")[at])])),
    };
  }

  it("shows heavier images higher, larger ones further right, and each at its numbers", () => {
    const { dots, ticks } = read([weighed(10_000, 10_000), weighed(100_000, 1_000_000), weighed(100_000, 10_000)]);
    const [x4, x6] = [ticks.get("10 k")?.[0], ticks.get("1 M")?.[0]];
    const [y4, y5] = [ticks.get("10 kB")?.[1], ticks.get("100 kB")?.[1]];
    expect(dots).toEqual([
      [Math.round(x4 ?? 0), Math.round(y4 ?? 0)],
      [Math.round(x6 ?? 0), Math.round(y5 ?? 0)],
      [Math.round(x4 ?? 0), Math.round(y5 ?? 0)],
    ]);
    expect(x6).toBeGreaterThan(x4 ?? 0);
    expect(y5).toBeLessThan(y4 ?? 0);
  });

  it("marks what is larger or heavier than the limits, and nothing at them", () => {
    const { dots, large, limit } = read([
      weighed(1_000_000, 4_096_000),
      weighed(2_000_000, 100),
      weighed(100, 5_000_000),
      weighed(3_000_000, 8_000_000),
    ]);
    expect(dots).toEqual([[Math.round(limit.x ?? 0), Math.round(limit.y ?? 0)]]);
    expect(large.map(([x, y]) => [x > (limit.x ?? 0), y < (limit.y ?? 0)])).toEqual([
      [false, true],
      [true, false],
      [true, true],
    ]);
  });

  it("draws images of the same size once, and keeps all of them within its axes", () => {
    expect(read([weighed(5, 5), weighed(5, 5), weighed(5, 5)]).dots).toHaveLength(1);
    const { dots, large, left } = read([weighed(1, 1), weighed(9e9, 9e9), weighed(1, 9e9), weighed(9e9, 1)]);
    for (const [x, y] of [...dots, ...large]) {
      expect(x).toBeGreaterThanOrEqual(left ?? Number.NaN);
      expect(x).toBeLessThanOrEqual(540 - 28);
      expect(y).toBeGreaterThanOrEqual(12);
      expect(y).toBeLessThanOrEqual(270 - 40);
    }
  });
});

it("a bar has its parts one after the other, as shares of the longest", () => {
  const parts = tags(
    String(
      bar(
        [
          ["error", 1],
          ["warning", 3],
        ],
        8,
      ),
    ),
    "rect",
  );
  expect(parts.map(({ class: kind, x, width }) => [kind, x, width])).toEqual([
    ["error", "0", "12.5"],
    ["warning", "12.5", "37.5"],
  ]);
  expect(tags(String(bar([["error", 0]], 0)), "rect").map(({ width }) => width)).toEqual(["0"]);
});

it("a sparkline goes from the first run to the last, and says its numbers", () => {
  const svg = String(sparkline([0, 4, 1200]));
  expect(svg).toContain('aria-label="The last 3 runs: 0, 4, 1,200"');
  expect(svg).toContain('points="2,24 50,23.93 98,4"');
  expect(svg).toContain('d="M98 4h0"');
});
