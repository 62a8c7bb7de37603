/** All words in Chinese, by the English ones. A test holds them to what the code says. */
import type { Catalog } from "../../words.js";
import { fields } from "./fields.js";
import { help } from "./help.js";
import { network } from "./network.js";
import { program } from "./program.js";
import { report } from "./report.js";
import { rules } from "./rules.js";

export const catalog: Catalog = { ...rules, ...program, ...network, ...report, ...help, ...fields };
