/** The formats by name, each loaded on demand. */
import type { Format } from "./types.js";

export type { Format, Report, ReportOptions, RuleInfo, View } from "./types.js";
export { type Grouping, groupings } from "./types.js";

const loaders = {
  stylish: async () => (await import("./stylish.js")).stylish,
  brief: async () => (await import("./brief.js")).brief,
  compact: async () => (await import("./compact.js")).compact,
  unix: async () => (await import("./unix.js")).unix,
  json: async () => (await import("./json.js")).json,
  html: async () => (await import("./html/document.js")).html,
  ndjson: async () => (await import("./ndjson.js")).ndjson,
  sarif: async () => (await import("./sarif.js")).sarif,
  junit: async () => (await import("./junit.js")).junit,
  checkstyle: async () => (await import("./checkstyle.js")).checkstyle,
  github: async () => (await import("./github.js")).github,
  gitlab: async () => (await import("./gitlab.js")).gitlab,
  rdjson: async () => (await import("./rdjson.js")).rdjson,
  tap: async () => (await import("./tap.js")).tap,
  markdown: async () => (await import("./markdown.js")).markdown,
} satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof loaders;
export const formatNames = Object.keys(loaders) as readonly FormatName[];
export const isFormatName = (name: string): name is FormatName => Object.hasOwn(loaders, name);
export const loadFormat = (name: FormatName): Promise<Format> => loaders[name]();

/** Formats that need the text of each file, to convert positions, to identify violations, or to display the text. */
export const textFormats: ReadonlySet<string> = new Set<FormatName>(["html", "sarif", "gitlab", "rdjson"]);
/** Formats that contain all notes about a run. */
export const noteFormats: ReadonlySet<string> = new Set<FormatName>([
  "stylish",
  "compact",
  "github",
  "json",
  "html",
  "ndjson",
  "sarif",
  "junit",
  "tap",
]);
/** Formats that include rule summaries, also of plugin rules. */
export const ruleFormats: ReadonlySet<string> = new Set<FormatName>(["html", "sarif"]);
/** Formats that show details of articles: titles, dates and images. */
export const detailFormats: ReadonlySet<string> = new Set<FormatName>(["html"]);
