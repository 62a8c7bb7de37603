/** The formats by name, each loaded when it is asked for. */
import type { Format } from "./types.js";

export type { Format, Report, ReportOptions } from "./types.js";

const loaders = {
  stylish: async () => (await import("./stylish.js")).stylish,
  json: async () => (await import("./json.js")).json,
  github: async () => (await import("./github.js")).github,
} satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof loaders;
export const formatNames = Object.keys(loaders) as readonly FormatName[];
export const loadFormat = (name: FormatName): Promise<Format> => loaders[name]();
