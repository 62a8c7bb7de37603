/** A draft of a JSON Schema from the front matter of a corpus: what is there, how often, and of which kind. */
import { isImageUrl, isLooseDate, isRfc1123Date } from "./formats.js";

export interface InferOptions {
  /** Share of the articles, 0 to 1, from which on a key is required, and a type or format taken for the one that is meant. */
  readonly share: number;
  /** Different values, at most, of a text that is one of a list. */
  readonly enumMax: number;
  /** Whether keys that were not seen are refused. */
  readonly closed: boolean;
}

export const defaultInferOptions: InferOptions = { share: 0.98, enumMax: 12, closed: false };

type Type = "string" | "integer" | "number" | "boolean" | "null" | "array" | "object";
type Schema = { [key: string]: unknown };

/** Values of one place, counted. Holds no more than some of them, whatever the size of the corpus. */
class Place {
  count = 0;
  readonly types = new Map<Type, number>();
  readonly texts = new Map<string, number>();
  /** More different texts than a list can have. */
  manyTexts = false;
  readonly formats = new Map<string, number>();
  readonly properties = new Map<string, Place>();
  items: Place | undefined;
  readonly #enumMax: number;

  constructor(enumMax: number) {
    this.#enumMax = enumMax;
  }

  add(value: unknown, key: string): void {
    this.count++;
    const type = typeOf(value);
    increment(this.types, type);
    if (typeof value === "string") this.#addText(value, key);
    else if (Array.isArray(value)) {
      this.items ??= new Place(this.#enumMax);
      for (const item of value) this.items.add(item, key);
    } else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        let place = this.properties.get(name);
        if (!place) {
          place = new Place(this.#enumMax);
          this.properties.set(name, place);
        }
        place.add(inner, name);
      }
  }

  #addText(text: string, key: string): void {
    if (!this.manyTexts) {
      increment(this.texts, text);
      this.manyTexts = this.texts.size > this.#enumMax;
      if (this.manyTexts) this.texts.clear();
    }
    for (const [name, fits] of formats) if (fits(text, key)) increment(this.formats, name);
  }
}

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

/** The narrowest first: the first one that nearly all texts fit is taken. */
const formats: readonly (readonly [name: string, fits: (text: string, key: string) => boolean])[] = [
  ["date", (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isLooseDate(text)],
  [
    "date-time",
    (text) => /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) && isLooseDate(text),
  ],
  ["date-rfc1123", (text) => isRfc1123Date(text)],
  ["date-loose", (text) => isLooseDate(text)],
  ["email", (text) => /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/.test(text)],
  ["image-url", (text, key) => (picture.test(text) || (pictureKey.test(key) && /[/.]/.test(text))) && isImageUrl(text)],
  ["uri", (text) => /^https?:\/\/[\x21-\x7e]+$/.test(text) && URL.canParse(text)],
];

/** Collects front matter, then gives the schema that nearly all of it fits. */
export class Inference {
  readonly #root: Place;
  readonly #options: InferOptions;

  constructor(options: InferOptions = defaultInferOptions) {
    this.#options = options;
    this.#root = new Place(options.enumMax);
  }

  /** Articles seen so far. */
  get count(): number {
    return this.#root.count;
  }

  add(data: Readonly<Record<string, unknown>>): void {
    this.#root.add(data, "");
  }

  /** A schema of draft 2020-12, with the counts it rests on in its descriptions. */
  schema(): Schema {
    const { count } = this;
    return {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Front matter",
      description: `A draft, inferred from ${count.toLocaleString("en")} article${count === 1 ? "" : "s"}. Read it and correct it.`,
      type: "object",
      ...this.#object(this.#root, count, "articles"),
    };
  }

  #object(place: Place, total: number, noun: string): Schema {
    const entries = [...place.properties].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
    const required = entries.filter(([, { count }]) => count / total >= this.#options.share).map(([name]) => name);
    return {
      properties: Object.fromEntries(
        entries.map(([name, inner]) => [
          name,
          {
            description: `In ${percent(inner.count, total)} of ${total.toLocaleString("en")} ${noun}.`,
            ...this.#of(inner),
          },
        ]),
      ),
      ...(required.length > 0 && { required }),
      ...(this.#options.closed && { additionalProperties: false }),
    };
  }

  #of(place: Place): Schema {
    const types = this.#typesOf(place);
    const schema: Schema = { type: types.length === 1 ? types[0] : types };
    const others = [...place.types].filter(
      ([type]) => !types.includes(type) && !(type === "integer" && types.includes("number")),
    );
    if (others.length > 0)
      schema.$comment = `also seen: ${others.map(([type, times]) => `${type} ${times}`).join(", ")}`;
    if (types.includes("string")) Object.assign(schema, this.#texts(place, types));
    if (types.includes("array") && place.items && place.items.count > 0) schema.items = this.#of(place.items);
    if (types.includes("object")) Object.assign(schema, this.#object(place, place.types.get("object") ?? 1, "of them"));
    return schema;
  }

  /** Those that cover the share, the commonest first; an integer is a number too. */
  #typesOf({ types, count }: Place): Type[] {
    const counts = new Map(types);
    const fractions = counts.get("number");
    if (fractions !== undefined) {
      counts.set("number", fractions + (counts.get("integer") ?? 0));
      counts.delete("integer");
    }
    const chosen: Type[] = [];
    let covered = 0;
    for (const [type, times] of [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))) {
      if (covered / count >= this.#options.share) break;
      chosen.push(type);
      covered += times;
    }
    return chosen;
  }

  #texts({ types, texts, manyTexts, formats: fitting }: Place, chosen: readonly Type[]): Schema {
    const total = types.get("string") ?? 0;
    for (const [name] of formats) if ((fitting.get(name) ?? 0) / total >= this.#options.share) return { format: name };
    // Few values, each seen often: a list, and no chance.
    if (manyTexts || texts.size === 0 || total < 5 * texts.size || total < 20 || chosen.length > 1) return {};
    const values = [...texts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return { enum: values.map(([text]) => text) };
  }
}

/** `98.2 %`; all is all, and nearly all is not. */
function percent(part: number, total: number): string {
  if (part === total) return "100 %";
  const rounded = Math.round((part / total) * 1000) / 10;
  return `${Math.min(99.9, Math.max(0.1, rounded))} %`;
}
