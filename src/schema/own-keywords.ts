/** Checks keywords that meta-schemas do not check: stet's own, and patterns. */
import { suggest } from "../article/suggest.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { namedFixes } from "./corrections.js";
import { toRegExp } from "./patterns.js";
import { isObject } from "./schema-keywords.js";
import type { JsonSchema } from "./types.js";

/** Checks stet's own keywords, which no meta-schema defines. */
export function checkOwnKeywords(schema: JsonSchema, place: (keyword: string) => string): void {
  const { errorMessage: words, "x-replacement": name, "x-fix": fix } = schema;
  if (words !== undefined && typeof words !== "string" && !isObject(words))
    throw new UserError(
      t("schema.errorMessage", "{place}: errorMessage must be a text, or an object with a text for each keyword.", {
        place: place("errorMessage"),
      }),
    );
  if (name !== undefined && typeof name !== "string")
    throw new UserError(
      t("schema.xReplacement", "{place}: x-replacement must be the name of a key.", {
        place: place("x-replacement"),
      }),
    );
  for (const one of fix === undefined ? [] : [fix].flat()) {
    if (isObject(one) || (typeof one === "string" && Object.hasOwn(namedFixes, one))) continue;
    const names = Object.keys(namedFixes);
    const [meant] = typeof one === "string" ? suggest(one, names) : [];
    throw new UserError(
      t("schema.xFix", "{place}: Unknown x-fix {value}.", { place: place("x-fix"), value: JSON.stringify(one) }),
      meant
        ? t("schema.didYouMean", 'Did you mean "{meant}"?', { meant })
        : t("schema.xFix.hint", 'Use {names}, or { "old": "new" }.', {
            names: names
              .map((each) => t("common.quoted", '"{dotted}"', { dotted: each }))
              .join(t("schema.comma", ", ")),
          }),
    );
  }
}

export function checkPattern(pattern: string, at: () => string): void {
  try {
    toRegExp(pattern, "u");
  } catch (error) {
    const why = (error as Error).message.split(": ").at(-1);
    throw new UserError(
      t("schema.invalidPattern", "{place}: The pattern {pattern} is not a regular expression: {reason}.", {
        place: at(),
        pattern,
        reason: why ?? "",
      }),
      t("schema.invalidPattern.hint", "Correct the pattern."),
      {
        cause: error,
      },
    );
  }
}
