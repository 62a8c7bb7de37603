/** The options of a rule, and the value that its `prepare` computes from them. */
import type { EnabledRule } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { AnyRule, RuleSettings } from "../rule.js";

export type Settings = RuleSettings<Record<string, never>, unknown>;

/**
 * The settings of an enabled rule. `prepare` is called once, when a handler first reads `prepared`, so a rule without
 * matching subjects costs nothing. If `prepare` throws, the error is thrown in every handler that reads `prepared`.
 */
export function settingsOf({ rule, options }: Pick<EnabledRule, "rule" | "options">): Settings {
  let outcome: { readonly value: unknown } | { readonly error: unknown } | undefined;
  return {
    options: options as Record<string, never>,
    get prepared() {
      outcome ??= attempt(rule, options);
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    },
  };
}

function attempt(rule: AnyRule, options: EnabledRule["options"]) {
  try {
    const value: unknown = rule.prepare?.(options as never);
    refusePromise(value);
    return { value };
  } catch (error) {
    return { error };
  }
}

/** @throws Error if a handler returned a promise, because nothing awaits it and a rejection would end the program. */
export function refusePromise(returned: unknown): void {
  if (!(returned instanceof Promise)) return;
  returned.catch(() => {});
  throw new Error(t("lint.promise", "its handlers must be synchronous, but one of them returned a promise"));
}
