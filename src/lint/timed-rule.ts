import { clockOf } from "../platform/timing.js";
import type { AnyRule } from "../rule.js";

/** The rule with its handlers timed; the rule itself without `--timing`. */
export function timedRule(rule: AnyRule): AnyRule {
  const own = clockOf();
  if (!own) return rule;
  const wrap = (value: unknown): unknown => {
    if (typeof value === "function")
      return (...args: unknown[]) => {
        const start = performance.now();
        try {
          return value(...args);
        } finally {
          own.add("rules", rule.name, performance.now() - start);
        }
      };
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wrap(part)]));
  };
  const handlers = Object.entries(rule).filter(([key]) => key !== "messages" && key !== "options" && key !== "presets");
  return { ...rule, ...Object.fromEntries(handlers.map(([key, value]) => [key, wrap(value)])) };
}
