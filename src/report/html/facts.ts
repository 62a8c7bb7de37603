/** The sections about images and links. They require no script. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { t } from "../../platform/i18n.js";
import type { FactSummary, RunEnd } from "../../results.js";
import { count, factWord, grouped } from "../count.js";
import type { ReportOptions } from "../types.js";
import { bar, bytesText, isOversized, scatter, type Weighed, weigh } from "./charts.js";
import { coded, type Markup, markup, numberCell } from "./markup.js";

const verdicts = [
  ["ok", () => t("report.html.ok", "ok")],
  ["broken", () => t("report.html.broken", "broken")],
  ["unverifiable", () => t("report.html.unverifiable", "unverifiable")],
  ["unchecked", () => t("report.html.unchecked", "unchecked")],
] as const;
const mostHosts = 12;
const mostLarge = 20;

export function imagesSection({ images, summary }: RunEnd, { cwd }: ReportOptions): Markup {
  return markup`<div class="columns">${hostsCard(images, summary.images, t("report.html.imagesByHost", "Images by host and verdict"))}
<div class="card"><h3>${t("report.html.bySize", "By size in bytes and pixels")}</h3>${sizes(weigh(images), cwd)}</div></div>`;
}

export function linksSection({ links, summary }: RunEnd): Markup {
  return hostsCard(links, summary.links, t("report.html.linksByHost", "Links by host and verdict"));
}

type Fact = Pick<RunEnd["links"][number], "url" | "verdict" | "file">;

/** The facts by host, those with broken URLs first, and the reasons of verdicts other than `ok`. */
function hostsCard(facts: readonly Fact[], { reasons: counted }: FactSummary, caption: string): Markup {
  const hosts = new Map<string, Record<(typeof verdicts)[number][0], number>>();
  for (const fact of facts) {
    const host = hostOf(fact);
    let counts = hosts.get(host);
    if (!counts) {
      counts = { ok: 0, broken: 0, unverifiable: 0, unchecked: 0 };
      hosts.set(host, counts);
    }
    counts[fact.verdict]++;
  }
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const ordered = [...hosts].sort(([a, x], [b, y]) => y.broken - x.broken || total(y) - total(x) || (a < b ? -1 : 1));
  const most = ordered.reduce((max, [, counts]) => Math.max(max, total(counts)), 1);
  const rest = ordered.length - mostHosts;
  const reasons = Object.entries(counted).flatMap(([verdict, counts]) =>
    Object.entries(counts).map(([reason, times]) => [verdict, reason, times] as const),
  );
  return markup`<div class="card"><h3>${t("report.html.byHost", "By host")}</h3>
<p class="legend">${verdicts.map(([verdict, name]) => markup`<span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="${verdict}" width="10" height="10"></rect></svg> ${name()}</span> `)}</p>
<table class="data hosts stack"><caption class="hidden">${caption}</caption><thead><tr><th scope="col">${t("report.html.host", "Host")}</th><th scope="col" class="draw"><span class="hidden">${t("report.html.share", "Share")}</span></th>${verdicts.map(([, name]) => markup`<th scope="col" class="number">${name()}</th>`)}</tr></thead><tbody>${ordered
    .slice(0, mostHosts)
    .map(
      ([host, counts]) =>
        markup`<tr><th scope="row"><span class="path">${host}</span></th><td class="draw">${bar(
          verdicts.map(([verdict]) => [verdict, counts[verdict]]),
          most,
        )}</td>${verdicts.map(([verdict, name]) => numberCell(name(), counts[verdict]))}</tr>`,
    )}</tbody></table>${rest > 0 && markup`<p class="rest">${t("report.html.moreHosts", "{hosts}.", { hosts: count(rest, "more host") })}</p>`}${
    reasons.length > 0 &&
    markup`<h4>${t("report.html.reasons", "Reasons")}</h4><ul class="reasons">${reasons
      .sort((a, b) => b[2] - a[2])
      .map(
        ([verdict, reason, times]) =>
          markup`<li><b>${grouped(times)}</b> ${factWord(reason).replaceAll("-", " ")} <span class="muted">(${verdicts.find(([one]) => one === verdict)?.[1]()})</span></li>`,
      )}</ul>`
  }</div>`;
}

function sizes(images: readonly Weighed[], cwd: string | undefined): Markup {
  if (images.length === 0)
    return markup`<p class="rest">${coded(t("report.html.noSizes", "No image has a known size in both bytes and pixels. Rules such as `image/dimensions` and `image/data-size` read the pixel size."))}</p>`;
  const large = images.filter(isOversized).sort((a, b) => b.bytes - a.bytes || b.pixels - a.pixels);
  return markup`<p class="legend"><span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><path class="dots" d="M5 5h0"></path></svg> ${t("report.html.oneImage", "image")}</span> <span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><path class="large" d="M5 0l5 5l-5 5l-5-5z"></path></svg> ${t("report.html.oversized", "oversized: more than 1 MB or 2560 × 1600 pixels")}</span></p>
<figure>${scatter(images)}<figcaption>${t("report.html.knownSizes", "{images} with known sizes, {count} oversized.", { images: count(images.length, "image"), count: large.length === 0 ? t("report.html.none", "none") : grouped(large.length) })}</figcaption></figure>${
    large.length > 0 &&
    markup`<details><summary>${large.length > mostLarge ? t("report.html.largest", "The {count} largest as a table", { count: mostLarge }) : t("report.html.oversizedTable", "Oversized images as a table")}</summary><div class="scroll" tabindex="0" role="region" aria-label="${t("report.html.oversizedImages", "Oversized images")}"><table class="plain"><thead><tr><th scope="col">${t("report.html.image", "Image")}</th><th scope="col" class="number">${t("report.html.bytes", "Bytes")}</th><th scope="col" class="number">${t("report.html.pixels", "Pixels")}</th></tr></thead><tbody>${large
      .slice(0, mostLarge)
      .map(
        ({ fact, bytes }) =>
          markup`<tr><th scope="row"><span class="path">${imageName(fact.url, cwd)}</span></th><td class="number">${bytesText(bytes)}</td><td class="number">${fact.width} × ${fact.height}</td></tr>`,
      )}</tbody></table></div></details>`
  }`;
}

function hostOf({ url, file }: Fact): string {
  if (url.startsWith("data:")) return t("report.html.dataUrls", "in the article (data:)");
  if (file || url.startsWith("file:")) return t("report.html.siteFiles", "files of the site");
  return URL.canParse(url) && new URL(url).host !== ""
    ? new URL(url).host
    : t("report.html.sitePaths", "paths of the site");
}

/** File names are relative to the working directory, so that a shared report does not reveal local folders. */
function imageName(url: string, cwd: string | undefined): string {
  if (url.startsWith("file:")) {
    try {
      const file = fileURLToPath(url);
      return cwd === undefined ? path.basename(file) : path.relative(cwd, file);
    } catch {
      return t("report.html.file", "a file");
    }
  }
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
}
