/** Opens ajv, which validates everything that `plain.ts` does not support. */
import { createRequire } from "node:module";
import type { Ajv, KeywordDefinition, Options } from "ajv";
import type { Draft } from "./drafts.js";
import { addEquality } from "./equality.js";
import { ownFormats } from "./formats.js";
import { addInternationalFormats } from "./international.js";
import { type PatternGuard, toRegExp } from "./patterns.js";

// Loaded on demand, since most runs do not need it, and synchronously, since rules call it.
const require = createRequire(import.meta.url);

/** Ajv for a draft, with stet's formats and equality. */
export function openAjv(draft: Draft, guard: PatternGuard): Ajv {
  const options: Options = {
    // Schemas may have `x-` keywords and annotations of other tools.
    strict: false,
    // Called explicitly where it is necessary.
    validateSchema: false,
    allErrors: true,
    verbose: true,
    // Keys such as "constructor" only count if they are written.
    ownProperties: true,
    // draft-07 ignores everything next to a $ref.
    ignoreKeywordsWithRef: draft === "draft-07",
    logger: false,
    // Optimizing takes more time than it saves in most runs.
    code: { optimize: false, regExp: guard.compile as NonNullable<Options["code"]>["regExp"] & object },
  };
  const ajv = openClass(draft, options);
  (require("ajv-formats") as (ajv: Ajv) => void)(ajv);
  addInternationalFormats(ajv);
  ajv.addFormat("regex", (source: string) => isRegex(source));
  for (const [name, fits] of Object.entries(ownFormats)) ajv.addFormat(name, fits);
  addEquality(ajv, (require("ajv") as typeof import("ajv"))._);
  return ajv;
}

/** Call this last: in `if` and `not`, ajv skips the keywords after a tuple that is longer than the array. */
export function putTuplesLast(ajv: Ajv, draft: Draft): void {
  const keyword = draft === "2020-12" ? "prefixItems" : "items";
  const { before: _, ...definition } = ajv.getKeyword(keyword) as KeywordDefinition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...definition, keyword });
}

function openClass(draft: Draft, options: Options): Ajv {
  if (draft === "draft-07") {
    const { Ajv } = require("ajv") as typeof import("ajv");
    return new Ajv(options);
  }
  if (draft === "2019-09") {
    const { Ajv2019 } = require("ajv/dist/2019.js") as typeof import("ajv/dist/2019.js");
    return new Ajv2019(options);
  }
  const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  return new Ajv2020(options);
}

function isRegex(source: string): boolean {
  try {
    toRegExp(source, "u");
    return true;
  } catch {
    return false;
  }
}
