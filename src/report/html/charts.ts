/**
 * Charts as plain SVG. The numbers appear next to them as text, so that no chart requires color, a pointer or a script.
 */

import { t } from "../../platform/i18n.js";
import type { RunEnd } from "../../results.js";
import { count, grouped } from "../count.js";
import { type Markup, markup } from "./markup.js";
import { type Counts, sum } from "./tally.js";

const round = (number: number): number => Math.round(number * 100) / 100;

/** A stacked bar for a table row that contains the same numbers. */
export function bar(parts: readonly (readonly [kind: string, value: number])[], most: number): Markup {
  let x = 0;
  const rects = parts.map(([kind, value]) => {
    const width = (value / Math.max(1, most)) * 100;
    const rect = markup`<rect class="${kind}" x="${round(x)}" width="${round(width)}" height="8"></rect>`;
    x += width;
    return rect;
  });
  return markup`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

/** A sparkline of a total over the runs so far. */
export function sparkline(values: readonly number[]): Markup {
  const most = Math.max(...values, 1);
  const points = values.map(
    (value, at) => [round((at / (values.length - 1)) * 96 + 2), round(24 - (value / most) * 20)] as const,
  );
  const [x, y] = points.at(-1) ?? [0, 0];
  return markup`<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${t("report.html.lastRuns", "The last {count} runs: {values}", { count: values.length, values: values.map(grouped).join(", ") })}"><polyline points="${points.map((point) => point.join(",")).join(" ")}"></polyline><path d="M${x} ${y}h0"></path></svg>`;
}

/** The colors of errors and warnings. */
export const legend = () =>
  markup`<p class="legend"><span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="error" width="10" height="10"></rect></svg> ${t("report.html.errors", "errors")}</span> <span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="warning" width="10" height="10"></rect></svg> ${t("report.html.warnings", "warnings")}</span></p>`;

const mostMonths = 120;
const inMonth: readonly ((year: string) => string)[] = [
  (year) => t("report.html.jan", "Jan {year}", { year }),
  (year) => t("report.html.feb", "Feb {year}", { year }),
  (year) => t("report.html.mar", "Mar {year}", { year }),
  (year) => t("report.html.apr", "Apr {year}", { year }),
  (year) => t("report.html.may", "May {year}", { year }),
  (year) => t("report.html.jun", "Jun {year}", { year }),
  (year) => t("report.html.jul", "Jul {year}", { year }),
  (year) => t("report.html.aug", "Aug {year}", { year }),
  (year) => t("report.html.sep", "Sep {year}", { year }),
  (year) => t("report.html.oct", "Oct {year}", { year }),
  (year) => t("report.html.nov", "Nov {year}", { year }),
  (year) => t("report.html.dec", "Dec {year}", { year }),
];
const monthName = (month: string): string => inMonth[Number(month.slice(5)) - 1]?.(month.slice(0, 4)) ?? "";

/** Empty months that separate a few articles, such as one with a wrong year, from all others. */
const mostEmpty = 24;
/** The largest share of the violations that is left out for that. */
const fewViolations = 0.05;

/**
 * The months that the chart shows: those of nearly all violations. A few articles far away would leave it empty.
 *
 * @param now articles may be planned for the year after it; a later date is wrong, such as 2099.
 */
function shownMonths(dated: readonly (readonly [month: string, Counts])[], now: Date): readonly [number, number] {
  const end = numberOf(now.toISOString().slice(0, 7)) + 12;
  const planned = dated.filter(([month]) => numberOf(month) <= end);
  const all = (planned.length > 0 ? planned : dated).map(([month, counts]) => [numberOf(month), sum(counts)] as const);
  const few = all.reduce((total, [, value]) => total + value, 0) * fewViolations;
  let [from, to] = [0, all.length - 1];
  const at = (index: number) => all[index]?.[0] ?? 0;
  let left = 0;
  for (let index = 0; index < to; index++) {
    left += all[index]?.[1] ?? 0;
    if (left > few) break;
    if (at(index + 1) - at(index) > mostEmpty) from = index + 1;
  }
  left = 0;
  for (let index = to; index > from; index--) {
    left += all[index]?.[1] ?? 0;
    if (left > few) break;
    if (at(index) - at(index - 1) > mostEmpty) to = index - 1;
  }
  return [Math.max(at(from), at(to) - mostMonths + 1), at(to)];
}

/** Violations by the month of their articles. */
export function monthChart(months: ReadonlyMap<string, Counts>, now: Date): Markup | undefined {
  const dated = [...months].filter(([month]) => month !== "").sort(([a], [b]) => (a < b ? -1 : 1));
  if (dated.length === 0) return undefined;
  const [earliest, latest] = shownMonths(dated, now);
  const shown = Array.from({ length: latest - earliest + 1 }, (_, at) => monthOf(earliest + at));
  const peak = dated.reduce((a, b) => (sum(b[1]) > sum(a[1]) ? b : a));
  const undated = months.get("");
  const countOf = (is: (month: number) => boolean) =>
    dated.filter(([month]) => is(numberOf(month))).reduce((total, [, counts]) => total + sum(counts), 0);
  const older = countOf((month) => month < earliest);
  const later = countOf((month) => month > latest);
  const label = t("report.html.monthsTitle", "Violations by month, {first} to {last}. Most in {peak}: {count}.", {
    first: monthName(shown[0] ?? ""),
    last: monthName(shown.at(-1) ?? ""),
    peak: monthName(peak[0]),
    count: grouped(sum(peak[1])),
  });
  return markup`<figure>${sizesOfCharts.map((size) => monthColumns(shown, months, label, size))}
<figcaption>${t("report.html.peak", "Most in {peak}: {count}.", { peak: monthName(peak[0]), count: grouped(sum(peak[1])) })}${older > 0 && t("report.html.olderArticles", " {count} in older articles.", { count: grouped(older) })}${later > 0 && t("report.html.laterArticles", " {count} in later articles.", { count: grouped(later) })}${undated && t("report.html.articlesWithoutDate", " {count} in articles without a date.", { count: grouped(sum(undated)) })}</figcaption></figure>
<details><summary>${t("report.html.monthsTable", "Months as a table")}</summary><div class="scroll" tabindex="0" role="region" aria-label="${t("report.html.violationsByMonth", "Violations by month")}"><table class="plain"><thead><tr><th scope="col">${t("report.html.month", "Month")}</th><th scope="col" class="number">${t("report.heading.errors", "Errors")}</th><th scope="col" class="number">${t("report.heading.warnings", "Warnings")}</th></tr></thead><tbody>${dated
    .reverse()
    .map(
      ([month, { errors, warnings }]) =>
        markup`<tr><th scope="row"><span data-filter="month=${month}">${monthName(month)}</span></th><td class="number">${grouped(errors)}</td><td class="number">${grouped(warnings)}</td></tr>`,
    )}</tbody></table></div></details>`;
}

/** Each chart is drawn in two sizes, because text in a chart that is scaled down for a phone could not be read. */
interface ChartSize {
  readonly name: "wide" | "small";
  /** In the units of the chart, which are about as large as CSS pixels. */
  readonly width: number;
}
const sizesOfCharts: readonly ChartSize[] = [
  { name: "wide", width: 540 },
  { name: "small", width: 320 },
];

/** The units between the middles of two labels of months, which are longest in Chinese: `2021 年 12 月`. */
const leastBetweenLabels = 80;

function monthColumns(
  shown: readonly string[],
  months: ReadonlyMap<string, Counts>,
  label: string,
  { name, width }: ChartSize,
): Markup {
  const of = (month: string) => months.get(month) ?? { errors: 0, warnings: 0 };
  const most = ceiling(Math.max(...shown.map((month) => sum(of(month)))));
  // On the right, there is room for half a label.
  const [height, left, right, bottom, top] = [202, 48, 40, 26, 8];
  const step = (width - left - right) / shown.length;
  const y = (value: number) => round(height - bottom - (value / most) * (height - bottom - top));
  const columns = shown.map((month, at) => {
    const { errors, warnings } = of(month);
    const inner = Math.min(Math.max(1, step * 0.76), 36);
    const x = round(left + at * step + (step - inner) / 2);
    const rect = (kind: string, from: number, value: number) =>
      value > 0 &&
      markup`<rect class="${kind}" x="${x}" y="${y(from + value)}" width="${round(inner)}" height="${round(y(from) - y(from + value))}"></rect>`;
    const title = t("report.html.monthCounts", "{month}: {errors}, {warnings}", {
      month: monthName(month),
      errors: count(errors, "error"),
      warnings: count(warnings, "warning"),
    });
    return markup`<g><title>${title}</title>${rect("error", 0, errors)}${rect("warning", errors, warnings)}</g>`;
  });
  const every = [1, 2, 3, 6, 12, 24, 36].find((number) => number * step >= leastBetweenLabels) ?? 60;
  const marked = shown.flatMap((month, at) => (numberOf(month) % every === 0 ? [at] : []));
  const labels = (marked.length > 0 ? marked : [Math.floor(shown.length / 2)]).map(
    (at) =>
      markup`<text x="${round(left + (at + 0.5) * step)}" y="${height - 8}" text-anchor="middle">${monthName(shown[at] ?? "")}</text>`,
  );
  const lines = [0, most / 2, most].map(
    (value) =>
      markup`<path class="grid" d="M${left} ${y(value)}H${width - right}"></path><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${grouped(value)}</text>`,
  );
  return markup`<svg class="chart ${name}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${lines}${columns}${labels}</svg>`;
}

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

/** The next larger round number that can be halved. */
function ceiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 1.5, 2, 3, 4, 6, 8, 10].find((one) => one * power >= value && (one * power) % 2 === 0) ?? 10;
  return Math.max(2, factor * power);
}

type ImageFact = RunEnd["images"][number];

/** Images above these limits are larger than a page should require. */
export const oversized = { bytes: 1_000_000, pixels: 2560 * 1600 };

/** The units between the middles of two labels of pixels. */
const leastBetweenTicks = 42;

export interface Weighed {
  readonly fact: ImageFact;
  readonly bytes: number;
  readonly pixels: number;
}

export const weigh = (facts: readonly ImageFact[]): Weighed[] =>
  facts.flatMap((fact) => {
    const { verdict, bytes, width, height } = fact;
    return verdict === "ok" && bytes && width && height ? [{ fact, bytes, pixels: width * height }] : [];
  });

export const isOversized = ({ bytes, pixels }: Weighed): boolean =>
  bytes > oversized.bytes || pixels > oversized.pixels;

/**
 * A log-log scatter chart of bytes over pixels. Images at the same point are drawn once, which limits the size of the
 * chart for a million images.
 */
export const scatter = (images: readonly Weighed[]): Markup =>
  markup`${sizesOfCharts.map((size) => scatterOf(images, size))}`;

function scatterOf(images: readonly Weighed[], { name, width }: ChartSize): Markup {
  const [height, left, bottom, top, right] = [270, 62, 40, 12, 28];
  const domain = (values: readonly number[], limit: number) => {
    let [low, high] = [limit, limit];
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return [
      Math.floor(Math.log10(low)),
      Math.max(Math.ceil(Math.log10(high * 1.05)), Math.floor(Math.log10(low)) + 1),
    ] as const;
  };
  const [x0, x1] = domain(
    images.map(({ pixels }) => pixels),
    oversized.pixels,
  );
  const [y0, y1] = domain(
    images.map(({ bytes }) => bytes),
    oversized.bytes,
  );
  const x = (pixels: number) => left + ((Math.log10(pixels) - x0) / (x1 - x0)) * (width - left - right);
  const y = (bytes: number) => height - bottom - ((Math.log10(bytes) - y0) / (y1 - y0)) * (height - bottom - top);
  const fine = new Set<string>();
  const large = new Set<string>();
  for (const each of images) {
    const [px, py] = [Math.round(x(each.pixels)), Math.round(y(each.bytes))];
    if (isOversized(each)) large.add(`M${px} ${py - 5}l5 5l-5 5l-5-5z`);
    else fine.add(`M${px} ${py}h0`);
  }
  // The labels of pixels are next to each other, those of bytes are above each other.
  const ticks = (from: number, to: number, every = 1) =>
    Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, at) => 10 ** (from + at * every));
  const everyX = Math.ceil(((x1 - x0) * leastBetweenTicks) / (width - left - right));
  const [limitX, limitY] = [round(x(oversized.pixels)), round(y(oversized.bytes))];
  const tooLarge = images.filter(isOversized).length;
  const label = t("report.html.sizesTitle", "Size in bytes and in pixels of {images}; {count} oversized.", {
    images: count(images.length, "image"),
    count: grouped(tooLarge),
  });
  return markup`<svg class="chart ${name}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${ticks(y0, y1).map((value) => markup`<path class="grid" d="M${left} ${round(y(value))}H${width - right}"></path><text x="${left - 8}" y="${round(y(value)) + 4}" text-anchor="end">${bytesText(value)}</text>`)}
${ticks(x0, x1, everyX).map((value) => markup`<path class="grid" d="M${round(x(value))} ${top}V${height - bottom}"></path><text x="${round(x(value))}" y="${height - bottom + 18}" text-anchor="middle">${pixelText(value)}</text>`)}
<text class="axis" x="${width - right}" y="${height - 4}" text-anchor="end">${t("report.html.pixelsAxis", "pixels (width × height)")}</text>
<path class="limit" d="M${left} ${limitY}H${width - right}M${limitX} ${top}V${height - bottom}"></path>
<path class="dots" d="${[...fine].join("")}"></path><path class="large" d="${[...large].join("")}"></path></svg>`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${value < 10 && !Number.isInteger(value) ? value.toFixed(1) : grouped(Math.round(value))} ${unit}`;
}

const pixelText = (pixels: number): string =>
  pixels < 1000 ? `${pixels}` : pixels < 1e6 ? `${pixels / 1e3} k` : `${grouped(pixels / 1e6)} M`;
