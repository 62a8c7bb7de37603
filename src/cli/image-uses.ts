/** Where articles show images and link to them. */

import path from "node:path";
import { type Display, displayOf, type WasteLimits } from "../../rules/image/_waste.js";
import weight from "../../rules/image/weight.js";
import { rules } from "../../rules/index.js";
import type { Range } from "../article/types.js";
import { openConfigs } from "../config/index.js";
import type { FilePlan } from "../config/types.js";
import { largest as largestOf } from "../platform/lists.js";
import type { ImageFact } from "../probe/types.js";
import { type AnyRule, defineRule } from "../rule.js";
import type { RunRequest } from "../run/request.js";
import { collect } from "./collect-articles.js";

export interface ImageUse {
  readonly fact: ImageFact;
  /** By article, as shown: where the URL is. */
  readonly places: Map<string, Range[]>;
  /** The largest size at which articles show it; `undefined` if one of them is not known. */
  readonly display: Display | undefined;
}

export interface ImageUses {
  /** By URL; that of a file is its `file:` URL. Also those that are broken. */
  readonly images: ReadonlyMap<string, ImageUse>;
  /** The same for files to which articles link. */
  readonly links: ReadonlyMap<string, ReadonlyMap<string, readonly Range[]>>;
  /** The articles that refer to anything. */
  readonly articles: ReadonlySet<string>;
}

/** The message of a violation: a link, or an image and the size at which the article shows it. */
type Found = { readonly link: true } | { readonly display: Display | undefined };

/** Requests every image, and reports each place. */
const everyImage: AnyRule = defineRule({
  name: "collect/images",
  summary: "every image and where it is shown",
  severity: "off",
  messages: { found: (found: Found) => JSON.stringify(found) },
  probed: {
    want: "pixels",
    image(reference, { url, verdict }, { report }) {
      if (verdict === "ok") report("found", { at: reference.urlRange, url, data: { display: displayOf(reference) } });
    },
  },
});

/** The same, and files to which articles link. A link for a download means this very file. */
const everyReference: AnyRule = defineRule({
  ...everyImage,
  linkProbed: {
    want: "status",
    where: ({ target, attributes }) => target.kind !== "remote" && !attributes.download,
    link(reference, { url, verdict }, { report }) {
      if (verdict === "ok" && url.startsWith("file:"))
        report("found", { at: reference.urlRange, url, data: { link: true } });
    },
  },
});

export type UsesRequest = Pick<RunRequest, "paths" | "offline" | "configCode" | "untrusted" | "images" | "signal">;

/** @param withLinks whether links to files are found too. */
export async function collectUses(request: UsesRequest, withLinks = false): Promise<ImageUses> {
  const found = new Map<string, { places: Map<string, Range[]>; displays: (Display | undefined)[] }>();
  const links = new Map<string, Map<string, Range[]>>();
  const articles = new Set<string>();
  const { images } = await collect(
    withLinks ? everyReference : everyImage,
    request,
    ({ path: article, violations }) => {
      for (const { url = "", message, range } of violations) {
        articles.add(article);
        const one = JSON.parse(message) as Found;
        const use = found.get(url) ?? { places: new Map<string, Range[]>(), displays: [] };
        const places = "link" in one ? (links.get(url) ?? new Map<string, Range[]>()) : use.places;
        places.set(article, [...(places.get(article) ?? []), range]);
        if ("link" in one) links.set(url, places);
        else {
          found.set(url, use);
          use.displays.push(one.display);
        }
      }
    },
  );
  const uses = images.map((fact): [string, ImageUse] => {
    const { places = new Map<string, Range[]>(), displays = [] } = found.get(fact.url) ?? {};
    return [fact.url, { fact, places, display: largest(displays) }];
  });
  return { images: new Map(uses), links, articles };
}

/** The largest size at which an image is shown; `undefined` if one of them is not known. */
function largest(displays: readonly (Display | undefined)[]): Display | undefined {
  const known = displays.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < displays.length) return undefined;
  const most = (sides: readonly (number | undefined)[]) => {
    const numbers = sides.filter((side) => side !== undefined);
    return numbers.length < sides.length ? undefined : largestOf(numbers);
  };
  const display = { width: most(known.map(({ width }) => width)), height: most(known.map(({ height }) => height)) };
  return display.width === undefined && display.height === undefined ? undefined : display;
}

/** The options of image/weight that decide what is waste. */
export interface WeightLimits extends WasteLimits {
  readonly maxBytes: number;
}

/** Those of the configuration of an article; of several articles, the highest. */
export async function openWeightLimits(
  request: Pick<UsesRequest, "configCode" | "untrusted">,
): Promise<(articles: Iterable<string>) => Promise<WeightLimits>> {
  const configs = await openConfigs({ cwd: process.cwd(), registry: rules, ...request });
  const byPlan = new Map<FilePlan, WeightLimits>();
  const ofPlan = (plan: FilePlan): WeightLimits => {
    const known = byPlan.get(plan);
    if (known) return known;
    const options = plan.rules.find(({ rule }) => rule.name === weight.name)?.options ?? {};
    const limits = limitsFrom((name) => Number(options[name] ?? weight.options?.[name].default));
    byPlan.set(plan, limits);
    return limits;
  };
  return async (articles) => {
    const all: WeightLimits[] = [];
    for (const article of articles) all.push(ofPlan(await configs.planFor(path.resolve(article))));
    return all.length === 0
      ? limitsFrom((name) => Number(weight.options?.[name].default))
      : limitsFrom((name) => largestOf(all.map((one) => one[name])));
  };
}

const limitsFrom = (value: (name: keyof WeightLimits) => number): WeightLimits => ({
  maxBytes: value("maxBytes"),
  maxGifBytes: value("maxGifBytes"),
  density: value("density"),
  minSavings: value("minSavings"),
});
