/**
 * Charts as plain SVG. The numbers appear next to them as text, so that no chart requires color, a pointer or a script.
 */

import { t } from "../../platform/i18n.js";
import type { RunEnd } from "../../results.js";
import { count, grouped } from "../count.js";
import type { RunTotals } from "./history.js";
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
export function sparkline(runs: readonly RunTotals[], key: "errors" | "warnings" | "fixable" | "brokenImages"): Markup {
  const values = runs.map((run) => run[key]);
  const most = Math.max(...values, 1);
  const points = values.map(
    (value, at) => [round((at / (values.length - 1)) * 96 + 2), round(26 - (value / most) * 22)] as const,
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

/**
 * Violations by the month of their articles.
 *
 * @param now articles may be planned for the year after it; a later date is wrong, such as 2099, and would leave the chart empty.
 */
export function monthChart(months: ReadonlyMap<string, Counts>, now: Date): Markup | undefined {
  const dated = [...months].filter(([month]) => month !== "").sort(([a], [b]) => (a < b ? -1 : 1));
  const end = numberOf(now.toISOString().slice(0, 7)) + 12;
  const [first, last = dated.at(-1)?.[0]] = [dated[0]?.[0], dated.findLast(([month]) => numberOf(month) <= end)?.[0]];
  if (!first || !last) return undefined;
  const earliest = Math.max(numberOf(first), numberOf(last) - mostMonths + 1);
  const shown = Array.from({ length: numberOf(last) - earliest + 1 }, (_, at) => monthOf(earliest + at));
  const of = (month: string) => months.get(month) ?? { errors: 0, warnings: 0 };
  const most = ceiling(Math.max(...shown.map((month) => sum(of(month)))));
  const [width, height, left, bottom, top] = [640, 220, 48, 26, 8];
  const step = (width - left - 4) / shown.length;
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
  const every = [1, 2, 3, 6, 12, 24].find((months) => (months * (width - left)) / shown.length >= 84) ?? 24;
  const labels = shown.flatMap((month, at) =>
    (numberOf(month) % 12) % every === 0 || shown.length === 1
      ? [
          markup`<text x="${round(left + (at + 0.5) * step)}" y="${height - 8}" text-anchor="middle">${monthName(month)}</text>`,
        ]
      : [],
  );
  const lines = [0, most / 2, most].map(
    (value) =>
      markup`<path class="grid" d="M${left} ${y(value)}H${width}"></path><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${grouped(value)}</text>`,
  );
  const peak = dated.reduce((a, b) => (sum(b[1]) > sum(a[1]) ? b : a));
  const undated = months.get("");
  const older = dated
    .filter(([month]) => numberOf(month) < earliest)
    .reduce((total, [, counts]) => total + sum(counts), 0);
  const later = dated
    .filter(([month]) => numberOf(month) > numberOf(last))
    .reduce((total, [, counts]) => total + sum(counts), 0);
  const label = t("report.html.monthsTitle", "Violations by month, {first} to {last}. Most in {peak}: {count}.", {
    first: monthName(shown[0] ?? ""),
    last: monthName(last),
    peak: monthName(peak[0]),
    count: grouped(sum(peak[1])),
  });
  return markup`<figure><svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${lines}${columns}${labels}</svg>
<figcaption>${t("report.html.peak", "Most in {peak}: {count}.", { peak: monthName(peak[0]), count: grouped(sum(peak[1])) })}${older > 0 && t("report.html.olderArticles", " {count} in older articles.", { count: grouped(older) })}${later > 0 && t("report.html.laterArticles", " {count} in later articles.", { count: grouped(later) })}${undated && t("report.html.articlesWithoutDate", " {count} in articles without a date.", { count: grouped(sum(undated)) })}</figcaption></figure>
<details><summary>${t("report.html.monthsTable", "Months as a table")}</summary><div class="scroll" tabindex="0" role="region" aria-label="${t("report.html.violationsByMonth", "Violations by month")}"><table class="plain"><thead><tr><th scope="col">${t("report.html.month", "Month")}</th><th scope="col" class="number">${t("report.heading.errors", "Errors")}</th><th scope="col" class="number">${t("report.heading.warnings", "Warnings")}</th></tr></thead><tbody>${dated
    .reverse()
    .map(
      ([month, { errors, warnings }]) =>
        markup`<tr><th scope="row"><span data-filter="month=${month}">${monthName(month)}</span></th><td class="number">${grouped(errors)}</td><td class="number">${grouped(warnings)}</td></tr>`,
    )}</tbody></table></div></details>`;
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
export function scatter(images: readonly Weighed[]): Markup {
  const [width, height, left, bottom, top, right] = [640, 300, 62, 40, 12, 28];
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
  const ticks = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));
  const [limitX, limitY] = [round(x(oversized.pixels)), round(y(oversized.bytes))];
  const tooLarge = images.filter(isOversized).length;
  const label = t("report.html.sizesTitle", "Size in bytes and in pixels of {images}; {count} oversized.", {
    images: count(images.length, "image"),
    count: grouped(tooLarge),
  });
  return markup`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${ticks(y0, y1).map((value) => markup`<path class="grid" d="M${left} ${round(y(value))}H${width - right}"></path><text x="${left - 8}" y="${round(y(value)) + 4}" text-anchor="end">${bytesText(value)}</text>`)}
${ticks(x0, x1).map((value) => markup`<path class="grid" d="M${round(x(value))} ${top}V${height - bottom}"></path><text x="${round(x(value))}" y="${height - bottom + 18}" text-anchor="middle">${pixelText(value)}</text>`)}
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
