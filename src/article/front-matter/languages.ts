/** The front matter languages by name. */
import { json } from "./json.js";
import type { Language } from "./reading.js";
import { toml } from "./toml.js";
import { yaml } from "./yaml.js";

export const languages = new Map<string, Language>([
  ["yaml", yaml],
  ["toml", toml],
  ["json", json],
]);
