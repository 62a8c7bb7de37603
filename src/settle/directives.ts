/** Decides which violations directives suppress, in any order and without the article. */

import type { Directive, DirectiveTargetUse, DirectiveUse, Range } from "../article/types.js";
import type { CheckedRules } from "../results.js";
import { suggest } from "../rule.js";

/** The offset from which a key (`image/alt`, `image/*`, `*`) is disabled or enabled. */
interface Switch {
  readonly at: number;
  /** The order among all switches of the article; the later one wins. */
  readonly order: number;
  /** `undefined`: nothing is suppressed from here on. */
  readonly target: Target | undefined;
}
interface LineScope {
  readonly scope: Range;
  readonly target: Target;
}
interface Target {
  readonly name: string;
  used: boolean;
}

export class Suppressions {
  readonly #directives: readonly { readonly directive: Directive; readonly targets: readonly Target[] }[];
  readonly #today: string;
  readonly #switches = new Map<string, Switch[]>();
  readonly #lines = new Map<string, LineScope[]>();

  /**
   * @param directives in file order.
   * @param today as `YYYY-MM-DD`. A directive that expired before this day has no effect.
   */
  constructor(directives: readonly Directive[], today: string) {
    this.#today = today;
    this.#directives = directives.map((directive) => ({
      directive,
      targets: directive.targets.map(({ name }) => ({ name, used: false })),
    }));
    const disabled = new DisabledKeys();
    let order = 0;
    for (const { directive, targets } of this.#directives) {
      const { kind, scope } = directive;
      const inForce = this.#isInForce(directive);
      for (const target of targets) {
        order++;
        if (kind === "enable") {
          target.used = disabled.enable(target.name);
          push(this.#switches, target.name, { at: scope.start, order, target: undefined });
        } else if (kind === "disable") {
          disabled.disable(target.name);
          if (inForce) push(this.#switches, target.name, { at: scope.start, order, target });
        } else if (kind && inForce) push(this.#lines, target.name, { scope, target });
      }
    }
    // Comments on one line may apply to several lines. If two apply to the same line, the first one is used.
    for (const [key, scopes] of this.#lines) {
      scopes.sort((a, b) => a.scope.start - b.scope.start);
      this.#lines.set(
        key,
        scopes.filter(({ scope }, index) => scope.start !== scopes[index - 1]?.scope.start),
      );
    }
  }

  /**
   * Whether a violation of this rule at `offset` is suppressed. Marks the directive as used.
   *
   * @param options.byNameOnly for violations about directives: `*` and `family/*` do not suppress these, since the
   * violation may be about them.
   */
  suppresses(rule: string, offset: number, { byNameOnly = false } = {}): boolean {
    const keys = byNameOnly ? [rule] : [rule, `${familyOf(rule)}/*`, "*"];
    for (const key of keys) {
      const line = lastAtOrBefore(this.#lines.get(key), offset, ({ scope }) => scope.start);
      if (!line || line.scope.end <= offset) continue;
      line.target.used = true;
      return true;
    }
    let decides: Switch | undefined;
    for (const key of keys) {
      const last = lastAtOrBefore(this.#switches.get(key), offset, ({ at }) => at);
      if (last && (!decides || last.order > decides.order)) decides = last;
    }
    if (!decides?.target) return false;
    decides.target.used = true;
    return true;
  }

  /** Whether each directive was used. Call it after `suppresses` was called for all violations. */
  directiveUses({ known, enabled, unchecked }: CheckedRules): DirectiveUse[] {
    const families = new Set([...known].map(familyOf));
    const uncheckedFamilies = new Set([...unchecked].map(familyOf));
    const enabledFamilies = new Set([...enabled].map(familyOf));
    const state = ({ name, used }: Target): DirectiveTargetUse["state"] => {
      if (used) return "used";
      if (name === "*") return unchecked.size > 0 || enabled.size === 0 ? "unjudged" : "unused";
      const family = name.endsWith("/*") ? familyOf(name) : undefined;
      if (family === undefined) {
        if (!known.has(name)) return "unknown";
        return enabled.has(name) && !unchecked.has(name) ? "unused" : "unjudged";
      }
      if (!families.has(family)) return "unknown";
      return enabledFamilies.has(family) && !uncheckedFamilies.has(family) ? "unused" : "unjudged";
    };
    return this.#directives.map(({ directive, targets }) => ({
      directive,
      expired: directive.until !== undefined && directive.until.date < this.#today,
      targets: directive.targets.map(({ name, range }, index) => {
        const target = targets[index] as Target;
        const current = state(target);
        const meant =
          current !== "unknown"
            ? []
            : name.endsWith("/*")
              ? suggest(familyOf(name), families, 1).map((one) => `${one}/*`)
              : suggest(name, known, 1);
        return { name, range, state: current, meant };
      }),
    }));
  }

  #isInForce({ until, problems }: Directive): boolean {
    return !problems.some(({ code }) => code === "date") && (until === undefined || until.date >= this.#today);
  }
}

const familyOf = (name: string): string => name.slice(0, name.indexOf("/"));

/** The keys that are disabled at a point in the article, while directives are read in order. */
class DisabledKeys {
  readonly #families = new Map<string, Set<string>>();
  #all = false;

  disable(name: string): void {
    if (name === "*") this.#all = true;
    else {
      const family = this.#families.get(familyOf(name)) ?? new Set();
      this.#families.set(familyOf(name), family.add(name));
    }
  }

  /** Returns whether this enables anything that was disabled. */
  enable(name: string): boolean {
    if (name === "*") {
      const any = this.#all || this.#families.size > 0;
      this.#all = false;
      this.#families.clear();
      return any;
    }
    const key = familyOf(name);
    const family = this.#families.get(key);
    if (name.endsWith("/*")) this.#families.delete(key);
    else {
      const had = this.#all || family?.has(name) || family?.has(`${key}/*`) || false;
      family?.delete(name);
      if (family?.size === 0) this.#families.delete(key);
      return had;
    }
    return this.#all || family !== undefined;
  }
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function lastAtOrBefore<T>(sorted: readonly T[] = [], offset: number, place: (item: T) => number): T | undefined {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (place(sorted[middle] as T) <= offset) low = middle;
    else high = middle - 1;
  }
  return sorted[low];
}
