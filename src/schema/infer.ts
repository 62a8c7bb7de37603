/** Infers a draft of a JSON Schema from the front matter of a corpus: keys, frequencies and types. */
import type { Format } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { t } from "../platform/i18n.js";
import { isImageUrl, isLooseDate, isRfc1123Date } from "./formats.js";
import { isMisspelling } from "./misspellings.js";

export interface InferOptions {
  /** The share of articles, 0 to 1, from which a key is required, and a type or format is used in the schema. */
  readonly share: number;
  /** The maximum number of different values of an enum. */
  readonly enumMax: number;
  /** Whether the schema disallows other keys. */
  readonly closed: boolean;
}

export const defaultInferOptions: InferOptions = { share: 0.98, enumMax: 12, closed: false };

type Type = "string" | "integer" | "number" | "boolean" | "null" | "array" | "object";
type Schema = { [key: string]: unknown };

/** Counts the values at one path. Stores a limited number of them, regardless of the size of the corpus. */
class Place {
  count = 0;
  readonly types = new Map<Type, number>();
  /** Different texts, while they may be enum values and mistakes. */
  readonly texts = new Map<string, number>();
  manyTexts = false;
  emptyTexts = 0;
  readonly formats = new Map<string, number>();
  readonly properties = new Map<string, Place>();
  items: Place | undefined;
  readonly #mostTexts: number;

  constructor(mostTexts: number) {
    this.#mostTexts = mostTexts;
  }

  add(value: unknown, key: string): void {
    this.count++;
    const type = typeOf(value);
    increment(this.types, type);
    if (typeof value === "string") this.#addText(value, key);
    else if (Array.isArray(value)) {
      this.items ??= new Place(this.#mostTexts);
      for (const item of value) this.items.add(item, key);
    } else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        let place = this.properties.get(name);
        if (!place) {
          place = new Place(this.#mostTexts);
          this.properties.set(name, place);
        }
        place.add(inner, name);
      }
  }

  #addText(text: string, key: string): void {
    if (!this.manyTexts) {
      increment(this.texts, text);
      this.manyTexts = this.texts.size > this.#mostTexts || text.length > longestListed;
      if (this.manyTexts) this.texts.clear();
    }
    if (text === "") this.emptyTexts++;
    else for (const [name, fits] of formats) if (fits(text, key)) increment(this.formats, name);
  }
}

/** The maximum length of an enum value. Longer texts are prose. */
const longestListed = 80;
/** The maximum number of texts, in addition to enum values, that may be mistakes. */
const mostSlips = 50;

const increment = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

function typeOf(value: unknown): Type {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as Type;
}

const picture = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico)(?:[?#!]|$)/i;
const pictureKey =
  /(?:^|_|-)(?:image|img|cover|thumb(?:nail)?|banner|hero|avatar|photo|picture)s?(?:$|_|-)|image$|img$/i;

const { date, "date-time": dateTime, email, uri } = fullFormats;
/** Whether the validator accepts the text. */
const accepts = (format: Format, text: string): boolean => {
  if (format instanceof RegExp) return format.test(text);
  const validate = typeof format === "object" ? format.validate : format;
  if (validate instanceof RegExp) return validate.test(text);
  return typeof validate === "function" && (validate as (text: string) => unknown)(text) === true;
};

/** The narrowest format first. The first one that nearly all texts match is used. */
const formats: readonly (readonly [name: string, fits: (text: string, key: string) => boolean])[] = [
  ["date", (text) => /^\d{4}-\d\d-\d\d$/.test(text) && accepts(date, text)],
  ["date-time", (text) => /^\d{4}-\d\d-\d\d[Tt]\d\d:/.test(text) && accepts(dateTime, text)],
  ["date-rfc1123", (text) => isRfc1123Date(text)],
  ["date-loose", (text) => isLooseDate(text)],
  ["email", (text) => text.length < 255 && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) && accepts(email, text)],
  ["image-url", (text, key) => (picture.test(text) || (pictureKey.test(key) && /[/.]/.test(text))) && isImageUrl(text)],
  ["uri", (text) => /^https?:\/\//.test(text) && URL.canParse(text) && accepts(uri, text)],
];

/** Collects front matter, then creates a schema that matches nearly all of it. */
export class Inference {
  readonly #root: Place;
  readonly #options: InferOptions;

  constructor(options: InferOptions = defaultInferOptions) {
    this.#options = options;
    this.#root = new Place(options.enumMax + mostSlips);
  }

  /** The number of articles so far. */
  get count(): number {
    return this.#root.count;
  }

  add(data: Readonly<Record<string, unknown>>): void {
    this.#root.add(data, "");
  }

  /** A schema of draft 2020-12. Its descriptions include the counts it is based on. */
  schema(): Schema {
    const { count } = this;
    return {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: t("schema.infer.title", "Front matter"),
      description: t("schema.infer.draft", "Draft inferred from {articles}. Read and correct it before use.", {
        articles: articles(count),
      }),
      type: "object",
      ...this.#object(this.#root, articles(count), count),
    };
  }

  #object(place: Place, all: string, total: number): Schema {
    const found = [...place.properties].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
    const slips = this.#misspelled(found);
    const entries = found.filter(([name]) => !slips.has(name));
    const required = entries.filter(([, { count }]) => count / total >= this.#options.share).map(([name]) => name);
    return {
      properties: Object.fromEntries(
        entries.map(([name, inner]) => {
          const { $comment, ...schema } = this.#of(inner);
          const spelt = found.filter(([slip]) => slips.get(slip) === name);
          const others = listed(spelt.map(([slip, { count }]) => [JSON.stringify(slip), count]));
          const comments = [
            ...($comment === undefined ? [] : [$comment]),
            ...(others ? [t("schema.infer.alsoSpelled", "also spelled: {others}", { others })] : []),
          ];
          return [
            name,
            {
              description: t("schema.infer.share", "In {percent} of {all}.", {
                percent: percent(inner.count, total),
                all,
              }),
              ...(comments.length > 0 && { $comment: comments.join("; ") }),
              ...schema,
            },
          ];
        }),
      ),
      ...(required.length > 0 && { required }),
      ...(this.#options.closed && { additionalProperties: false }),
    };
  }

  /**
   * Rare keys that are misspellings of common ones, with the correct key. If all articles must match, no key is treated
   * as a misspelling.
   */
  #misspelled(entries: readonly (readonly [string, Place])[]): Map<string, string> {
    const slips = new Map<string, string>();
    if (this.#options.share === 1) return slips;
    for (const [name, { count }] of entries) {
      const meant = entries.filter(([other, { count: often }]) => often >= 20 * count && isMisspelling(name, other));
      if (meant.length === 1 && meant[0]) slips.set(name, meant[0][0]);
    }
    return slips;
  }

  #of(place: Place): Schema {
    const types = this.#typesOf(place);
    const comments: string[] = [];
    const schema: Schema = { type: types.length === 1 ? types[0] : types };
    const isMeant = ([type]: readonly [Type, number]) =>
      types.includes(type) || (type === "integer" && types.includes("number"));
    const counts = commonestFirst(place.types);
    if (types.length > 1) comments.push(listed(counts.filter(isMeant)));
    const others = counts.filter((entry) => !isMeant(entry));
    if (others.length > 0)
      comments.push(t("schema.infer.others", "other values: {others}", { others: listed(others) }));
    if (types.includes("string")) Object.assign(schema, this.#texts(place, types, comments));
    if (types.includes("array") && place.items && place.items.count > 0) schema.items = this.#of(place.items);
    if (types.includes("object")) {
      const count = place.types.get("object") ?? 1;
      Object.assign(schema, this.#object(place, objects(count), count));
    }
    return { ...(comments.length > 0 && { $comment: comments.join("; ") }), ...schema };
  }

  /** The most common types that cover the share. An integer is also a number. */
  #typesOf({ types, count }: Place): Type[] {
    const counts = new Map(types);
    const fractions = counts.get("number");
    if (fractions !== undefined) {
      counts.set("number", fractions + (counts.get("integer") ?? 0));
      counts.delete("integer");
    }
    const chosen: Type[] = [];
    let covered = 0;
    for (const [type, times] of commonestFirst(counts)) {
      if (covered / count >= this.#options.share) break;
      chosen.push(type);
      covered += times;
    }
    return chosen;
  }

  #texts(place: Place, chosen: readonly Type[], comments: string[]): Schema {
    const { share } = this.#options;
    const total = place.types.get("string") ?? 0;
    const written = total - place.emptyTexts;
    for (const [name] of formats) {
      const fitting = place.formats.get(name) ?? 0;
      if (fitting === 0 || fitting / written < share) continue;
      if (fitting < written)
        comments.push(
          t("schema.infer.otherFormat", "other format: {count} of {all}", {
            count: shown(written - fitting),
            all: texts(written),
          }),
        );
      if (place.emptyTexts > 0)
        comments.push(
          t("schema.infer.empty", "empty: {count} of {all}", {
            count: shown(place.emptyTexts),
            all: texts(total),
          }),
        );
      // A few empty values are mistakes; many mean that there is no value.
      if (fitting / total >= share) return { format: name };
      return { anyOf: [{ format: name }, { maxLength: 0 }] };
    }
    if (place.manyTexts || chosen.length > 1 || written === 0) return {};
    const all = commonestFirst(place.texts);
    // A value that occurred once, or much less often than the share allows, is a mistake, unless there are many of
    // them.
    const allowed = (1 - share) * total + 1e-9;
    const rare = all.filter(([, times]) => times === 1 || times < allowed / 10);
    const slips = rare.reduce((sum, [, times]) => sum + times, 0) <= allowed ? rare : [];
    const values = all.slice(0, all.length - slips.length);
    // A few values that all occur often are probably an enum.
    if (values.length === 0 || values.length > this.#options.enumMax) return {};
    if (total < 5 * values.length || total < 20) return {};
    const quoted = (entries: readonly (readonly [string, number])[]) =>
      listed(entries.map(([text, times]) => [JSON.stringify(text), times]));
    comments.push(quoted(values));
    if (slips.length > 0) comments.push(t("schema.infer.others", "other values: {others}", { others: quoted(slips) }));
    return { enum: values.map(([text]) => text) };
  }
}

const commonestFirst = <K extends string>(counts: ReadonlyMap<K, number>): [K, number][] =>
  [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));

const listed = (counts: readonly (readonly [string, number])[]): string =>
  counts.map(([name, times]) => `${name} ${times.toLocaleString("en")}`).join(", ");

const shown = (count: number): string => count.toLocaleString("en");
const articles = (count: number): string =>
  count === 1 ? t("schema.infer.article", "1 article") : t("report.articles", "{n} articles", { n: shown(count) });
const objects = (count: number): string =>
  count === 1
    ? t("schema.infer.mapping", "1 such mapping")
    : t("schema.infer.mappings", "{count} such mappings", { count: shown(count) });
const texts = (count: number): string =>
  count === 1
    ? t("schema.infer.string", "1 string")
    : t("schema.infer.strings", "{count} strings", { count: shown(count) });

/** `98.2%`. Only all of them are `100%`. */
function percent(part: number, total: number): string {
  if (part === total) return "100%";
  const rounded = Math.round((part / total) * 1000) / 10;
  return `${Math.min(99.9, Math.max(0.1, rounded))}%`;
}
