/** How Jekyll makes addresses: `jekyll/lib/jekyll/{url,document,page,utils}.rb` and `drops/url_drop.rb` of Jekyll 4.3. */
import { type ClockTime, isoWeek } from "./shared.js";

/** https://jekyllrb.com/docs/permalinks/#built-in-formats */
const styles: Readonly<Record<string, string>> = {
  none: "/:categories/:title:output_ext",
  date: "/:categories/:year/:month/:day/:title:output_ext",
  ordinal: "/:categories/:year/:y_day/:title:output_ext",
  pretty: "/:categories/:year/:month/:day/:title/",
  weekdate: "/:categories/:year/W:week/:short_day/:title:output_ext",
};

export const postTemplate = (permalink: string): string =>
  Object.hasOwn(styles, permalink) ? (styles[permalink] ?? "") : permalink;

/** The end of the address of a page or of a document in a collection, by the permalink of the site. */
export function suffixOf(permalink: string): string {
  if (permalink === "pretty") return "/";
  if (permalink === "date" || permalink === "ordinal" || permalink === "none") return ":output_ext";
  return (permalink.endsWith("/") ? "/" : "") + (permalink.endsWith(":output_ext") ? ":output_ext" : "");
}

const unlike = { default: /[^\p{M}\p{L}\p{Nd}]+/gu, pretty: /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu };

const slugify = (text: string, mode: keyof typeof unlike): string =>
  text.replace(unlike[mode], "-").replace(/^-|-$/gm, "");

export interface Placed {
  readonly collection: string;
  /** In the folder of the collection, without extension. */
  readonly path: string;
  /** The name of the file, without extension. */
  readonly basename: string;
  readonly slug: string;
  readonly outputExtension: string;
  readonly categories: readonly string[];
}

/** Parts of a template that depend on the date. */
export const dateParts =
  /:(?:year|month|day|hour|minute|second|i_day|i_month|short_month|long_month|short_year|w_year|week|w_day|short_day|long_day|y_day)(?![a-z])/;

const months = "January February March April May June July August September October November December".split(" ");
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** `undefined`: the template has a part that Jekyll does not know, with which the build fails. */
export function documentPath(template: string, placed: Placed, clock: ClockTime | undefined): string | undefined {
  const values: Record<string, string> = {
    collection: placed.collection,
    path: placed.path,
    name: slugify(placed.basename, "default").toLowerCase(),
    title: slugify(placed.slug, "pretty"),
    slug: slugify(placed.slug, "default").toLowerCase(),
    categories: [...new Set(placed.categories.map((one) => one.toLowerCase()))].join("/"),
    slugified_categories: [...new Set(placed.categories.map((one) => slugify(one, "default").toLowerCase()))].join("/"),
    output_ext: placed.outputExtension,
    ...(clock && datesOf(clock)),
  };
  let isKnown = true;
  const path = template.replace(/:([a-z_]+)/g, (whole, name: string) => {
    const key = [name, name.replace(/_$/, "")].find((one) => Object.hasOwn(values, one));
    if (key === undefined) isKnown = false;
    return key === undefined ? whole : (values[key] ?? "") + name.slice(key.length);
  });
  return isKnown ? sanitized(path) : undefined;
}

function datesOf({ year, month, day, hour, minute, second, weekday, yearDay, midnight }: ClockTime) {
  const iso = isoWeek(midnight);
  const longMonth = months[Number(month) - 1] ?? "";
  const longDay = days[weekday] ?? "";
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    i_day: String(Number(day)),
    i_month: String(Number(month)),
    short_month: longMonth.slice(0, 3),
    long_month: longMonth,
    short_year: year.slice(-2),
    w_year: String(iso.year),
    week: String(iso.week).padStart(2, "0"),
    w_day: String(weekday === 0 ? 7 : weekday),
    short_day: longDay.slice(0, 3),
    long_day: longDay,
    y_day: String(yearDay).padStart(3, "0"),
  };
}

export const pagePath = (
  template: string,
  { folder, basename, outputExtension }: { folder: string; basename: string; outputExtension: string },
): string =>
  sanitized(
    template.replaceAll(":path", folder).replaceAll(":basename", basename).replaceAll(":output_ext", outputExtension),
  );

const sanitized = (path: string): string => `/${path}`.replaceAll("..", "/").replaceAll("./", "").replace(/\/+/g, "/");

/** The output path of an address. */
export function outputOf(url: string, outputExtension: string): string {
  const path = url.slice(1);
  if (url.endsWith("/")) return `${path}index${outputExtension}`;
  return path.endsWith(outputExtension) ? path : path + outputExtension;
}
