/** All words in Chinese, by the English ones. A test holds them to what the code says. */
import type { Catalog } from "../../words.js";
import { program } from "./program.js";
import { rules } from "./rules.js";

export const catalog: Catalog = { ...rules, ...program };
