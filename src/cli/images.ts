/** `stet images`: the heaviest images of articles, and what a better file would save. */

import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Waste, wasteOf } from "../../rules/image/_waste.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { largest } from "../platform/lists.js";
import type { ImageFact } from "../probe/types.js";
import { count } from "../report/count.js";
import { shownUrl } from "../report/shown-url.js";
import { visible, visibleJson } from "../report/visible.js";
import { padEnd, widthOf } from "../report/width.js";
import { formatBytes } from "../rule.js";
import type { ExitCode } from "./exit-codes.js";
import { collectUses, openWeightLimits } from "./image-uses.js";
import { missingPaths } from "./missing-paths.js";

export interface ImagesArguments {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly limit: number;
  readonly offline: boolean;
  readonly allowPrivate: boolean;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

interface Row {
  /** The URL, or the path of a file of the site. */
  readonly image: string;
  readonly fact: ImageFact;
  readonly articles: ReadonlySet<string>;
  readonly waste: Waste | undefined;
}

/** Prints the list to standard output. */
export async function imagesCommand(args: ImagesArguments): Promise<ExitCode> {
  const { paths, limit, offline, allowPrivate, configCode, untrusted } = args;
  if (paths.length === 0)
    throw missingPaths(
      t("cli.images.addPaths", "Add files or folders with articles, for example stet images content/."),
    );
  if (!(Number.isInteger(limit) && limit >= 0))
    throw new UserError(
      t("cli.images.limitInvalid", "Invalid value for --limit."),
      t("cli.images.limitInvalid.use", "Use an integer, for example --limit 20."),
    );
  const access = { configCode, untrusted };
  const { images } = await collectUses({
    paths,
    offline,
    ...access,
    ...(allowPrivate && { images: { allowPrivate } }),
  });
  const limitsOf = await openWeightLimits(access);
  const rows: Row[] = [];
  for (const { fact, places, display } of images.values()) {
    if (fact.verdict !== "ok" || fact.bytes === undefined) continue;
    const articles = new Set(places.keys());
    const [waste] = wasteOf(fact, display, await limitsOf(articles));
    rows.push({ image: nameOf(fact.url), fact, articles, waste });
  }
  rows.sort((a, b) => bytesOf(b) - bytesOf(a) || (a.image < b.image ? -1 : 1));
  const unknown = images.size - rows.length;
  process.stdout.write(args.json ? json(rows, unknown) : table(rows, limit === 0 ? rows.length : limit, unknown));
  return 0;
}

const bytesOf = ({ fact }: Row): number => fact.bytes ?? 0;

function nameOf(url: string): string {
  if (!url.startsWith("file:")) return shownUrl(url);
  const file = fileURLToPath(url);
  const inside = path.relative(process.cwd(), file).replaceAll(path.sep, "/");
  return inside.startsWith("../") ? file : inside;
}

const totals = (rows: readonly Row[]) => ({
  images: rows.length,
  bytes: rows.reduce((sum, row) => sum + bytesOf(row), 0),
  savings: rows.reduce((sum, { waste }) => sum + (waste?.saves ?? 0), 0),
});

function json(rows: readonly Row[], unknown: number): string {
  const images = rows.map(({ image, fact, articles, waste }) => ({
    image,
    bytes: fact.bytes,
    type: fact.type ?? null,
    width: fact.width ?? null,
    height: fact.height ?? null,
    articles: [...articles].sort(),
    waste: waste
      ? { kind: waste.kind, savings: waste.saves, ...(waste.kind === "pixels" && { fit: waste.fit }) }
      : null,
  }));
  return `${visibleJson({ images, total: { ...totals(rows), unknown } }, 2)}\n`;
}

function table(rows: readonly Row[], limit: number, unknown: number): string {
  const shown = rows.slice(0, limit);
  const cells = shown.map(({ image, fact, articles, waste }) => [
    formatBytes(fact.bytes ?? 0).padStart(6),
    fact.width && fact.height ? `${fact.width}×${fact.height}` : "",
    (fact.type ?? "").replace(/^image\//, ""),
    `${visible(image)} (${[count(articles.size, "article"), ...(waste ? [reasonOf(waste)] : [])].join(", ")})`,
  ]);
  const widths = [0, 1, 2].map((at) =>
    largest(
      cells.map((row) => widthOf(row[at] ?? "")),
      0,
    ),
  );
  const lines = cells.map((row) => row.map((cell, at) => padEnd(cell, widths[at] ?? 0)).join("  "));
  const { images, bytes, savings } = totals(rows);
  return [
    ...lines,
    ...(lines.length > 0 ? [""] : []),
    t("cli.images.total", "{images} of {bytes}, of which about {savings} could be saved; {unknown} of unknown size", {
      images: count(images, "image"),
      bytes: formatBytes(bytes),
      savings: formatBytes(savings),
      unknown,
    }),
    "",
  ].join("\n");
}

function reasonOf(waste: Waste): string {
  const saved = formatBytes(waste.saves);
  switch (waste.kind) {
    case "animation":
      return t("cli.images.animation", "as video about {saved} less", { saved });
    case "photo":
      return t("cli.images.photo", "as JPEG or WebP about {saved} less", { saved });
    case "pixels":
      return t("cli.images.pixels", "with {fit} pixels about {saved} less", {
        fit: `${waste.fit.width}×${waste.fit.height}`,
        saved,
      });
  }
}
