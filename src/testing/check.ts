/**
 * Checks the test cases of a rule. Expected locations are marked in the article: `«…»` for a range, `«»` for an empty
 * range. Each case also runs with CRLF line endings and a byte order mark. For fixes, the tester checks that the result
 * is the expected text, that nothing outside the edits changed, and that a second run has nothing to fix.
 */
import assert from "node:assert/strict";
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import type { EnabledRule, FilePlan } from "../config/types.js";
import { fixText } from "../fix/passes.js";
import { type GeneratorId, type GeneratorPlan, planOf, profileOf } from "../generators/index.js";
import type { FileFact, ImageFact, LinkFact } from "../probe/types.js";
import type { AnyRule, ImageReference, LinkReference } from "../rule.js";
import { asFixInput, type LintedArticle, lintText } from "../run/lint-text.js";
import { loadSchema, parseDataFile } from "../schema/index.js";

/** The fact about an image. Omitted values are those of a 10x10 PNG. */
export type ImageFactInput = Partial<Omit<ImageFact, "url" | "requests">>;

/** The fact about a link. Omitted values are those of an existing page. */
export type LinkFactInput = Partial<Omit<LinkFact, "url" | "requests">>;

/** An existing image of this size. */
export const image = (width: number, height: number, more: ImageFactInput = {}): ImageFactInput => ({
  width,
  height,
  ...more,
});
export const broken = (reason: ImageFact["reason"], detail: string): ImageFactInput => ({
  verdict: "broken",
  reason,
  detail,
});
/** A path of the site without a file. With `spelled`, a file with another spelling exists. */
export const missing = (spelled?: string): { file: FileFact } & Pick<LinkFact, "verdict" | "reason" | "detail"> => ({
  verdict: "broken",
  reason: "no-such-file",
  detail: "there is no such file",
  file: spelled === undefined ? { state: "missing" } : { state: "misspelled", spelled },
});
export const unverifiable = (reason: ImageFact["reason"], detail: string): ImageFactInput => ({
  verdict: "unverifiable",
  reason,
  detail,
});

export interface Case {
  /** What this case shows, as a phrase. */
  readonly name: string;
  readonly article: string;
  /** Default `article.md`. With `.html` the body is HTML. */
  readonly path?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Facts by URL as written. An image that is not listed is `unverifiable`. */
  readonly images?: Readonly<Record<string, ImageFactInput>>;
  /** Facts about link targets, by URL as written. A link that is not listed has no fact. */
  readonly links?: Readonly<Record<string, LinkFactInput>>;
  /** A schema reference such as `preset:article`; none by default. */
  readonly schema?: string;
  /** The `_config.yml` of a Hexo site in the working directory, whose posts are in `source/_posts`. None by default. */
  readonly hexo?: string | undefined;
  /** The generator that makes the site of the article. */
  readonly generator?: GeneratorId | undefined;
  /** Other rules that are enabled with their defaults. Their violations are ignored. */
  readonly otherRules?: readonly AnyRule[];
  /** The current time: a day, `YYYY-MM-DD`, or a time in ISO 8601. */
  readonly now?: string;
  /** Do not run the case with CRLF, because it is about line endings. */
  readonly asIs?: boolean;
}
export interface Accepted extends Case {}
export interface Rejected extends Case {
  /** The messages in the order of their locations. A string for a single violation. */
  readonly messages: string | readonly string[];
  /**
   * The text after `--fix`; `unsafelyFixed`: after `--fix --unsafe-fixes`. If omitted, the rule must not have a fix.
   */
  readonly fixed?: string;
  readonly unsafelyFixed?: string;
}

/** @throws AssertionError if the rule reports a violation. */
export async function checkAccepted(rule: AnyRule, accepted: Accepted): Promise<void> {
  for (const variant of variants(accepted)) {
    const seen = await lookAt(rule, accepted, variant.change(accepted.article));
    equal(seen.errors, [], "the rule must not throw");
    equal(messages(seen.violations), [], variant.name);
  }
}

/** @throws AssertionError if messages, locations or fixes differ from the expected ones. */
export async function checkRejected(rule: AnyRule, rejected: Rejected): Promise<void> {
  const expected = typeof rejected.messages === "string" ? [rejected.messages] : rejected.messages;
  assert.notEqual(expected.length, 0, "what is rejected must be said");
  for (const variant of variants(rejected)) {
    const { text, marks } = unmark(variant.change(rejected.article));
    const seen = await lookAt(rule, rejected, text);
    equal(seen.errors, [], "the rule must not throw");
    equal(messages(seen.violations), expected, variant.name);
    equal(
      markWith(text, seen),
      markWith(text, { violations: marks.map((range) => ({ range })) }),
      `${variant.name}: what it points at`,
    );
    for (const { fix } of seen.violations) {
      const promised = rule.fixable === "safe" || (rule.fixable === "unsafe" && !fix?.safe);
      assert.ok(!fix || promised, `the rule has a fix ("${fix?.title}") that its "fixable" does not promise`);
    }
    await checkFix(rule, rejected, text, false, variant);
    await checkFix(rule, rejected, text, true, variant);
  }
}

const messages = (violations: readonly { readonly message: string }[]) => violations.map(({ message }) => message);

/** The message contains both values, because some test runners print only the message. */
function equal(actual: unknown, expected: unknown, what: string): void {
  try {
    assert.deepEqual(actual, expected);
  } catch (error) {
    if (!(error instanceof assert.AssertionError)) throw error;
    throw new assert.AssertionError({ message: `${what}\n${error.message}`, actual, expected, operator: "deepEqual" });
  }
}

interface Variant {
  readonly name: string;
  change(text: string): string;
}
const same = { name: "as written", change: (text: string) => text };
const crlf = { name: "with CRLF line ends", change: (text: string) => text.replaceAll("\n", "\r\n") };
const bom = { name: "behind a byte order mark", change: (text: string) => `\uFEFF${text}` };

export const variants = (one: Pick<Case, "asIs">): Variant[] => (one.asIs ? [same] : [same, crlf, bom]);

async function checkFix(rule: AnyRule, rejected: Rejected, text: string, unsafe: boolean, variant: Variant) {
  const run = await fixText(text, async (next) => asFixInput(await lookAt(rule, rejected, next)), { unsafe });
  equal(run.errors, [], `${variant.name}: the fix must leave the front matter's other values alone`);
  const expected = unsafe ? (rejected.unsafelyFixed ?? rejected.fixed) : rejected.fixed;
  equal(
    run.after,
    expected === undefined ? text : variant.change(expected),
    `${variant.name}: after ${unsafe ? "--fix --unsafe-fixes" : "--fix"}`,
  );
  const left = run.remaining.filter(({ fix }) => fix && (unsafe || fix.safe));
  equal(messages(left), [], "a second run must find nothing to fix");
}

async function lookAt(rule: AnyRule, one: Case, text: string): Promise<LintedArticle> {
  const path = one.path ?? "article.md";
  const seen = await lintText(
    { path, text, ...(one.now && { now: new Date(one.now) }) },
    await planFor(rule, one),
    async (reference) => factFor(reference, one),
    async (reference) => linkFactFor(reference, one),
  );
  return { ...seen, violations: seen.violations.filter((violation) => violation.rule === rule.name) };
}

/** A plan with this rule only. The options of the case are merged into the rule's defaults. */
export async function planFor(
  rule: AnyRule,
  one: Pick<Case, "options" | "schema" | "otherRules" | "hexo" | "generator">,
): Promise<FilePlan> {
  const defaults = defaultsOf(rule);
  for (const name of Object.keys(one.options ?? {}))
    if (!(name in defaults)) throw new Error(`${rule.name} has no option "${name}"`);
  const enabled: EnabledRule = { rule, severity: "error", options: { ...defaults, ...one.options } };
  const generator = await generatorOf(one);
  return {
    rules: [
      enabled,
      ...(one.otherRules ?? []).map((other) => ({
        rule: other,
        severity: "error" as const,
        options: defaultsOf(other),
      })),
    ],
    schema: one.schema === undefined ? undefined : await loadSchema(one.schema, process.cwd()),
    schemaIsChosen: one.schema !== undefined,
    lazyAttributes: defaultLazyAttributes,
    imagesRoot: undefined,
    generator,
    yaml: generator?.yaml,
  };
}

/** The generator of the case, whose site is the working directory. */
async function generatorOf({ hexo, generator }: Pick<Case, "hexo" | "generator">): Promise<GeneratorPlan | undefined> {
  const id: GeneratorId | undefined = hexo === undefined ? generator : "hexo";
  const profile = id === undefined ? undefined : profileOf(id);
  if (!profile) return undefined;
  const { data } = await parseDataFile(hexo ?? "{}", "_config.yml");
  const settings = (data ?? {}) as Readonly<Record<string, unknown>>;
  return planOf(profile, { profile, root: process.cwd(), settings });
}

const defaultsOf = (rule: AnyRule): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, option]) => [name, (option as { default: unknown }).default]),
  );

/** The fact about a link, from the facts of the case. */
export function linkFactFor({ url }: LinkReference, one: Pick<Case, "links">): LinkFact | undefined {
  const known = one.links?.[url];
  return known && { url, verdict: "ok", reason: undefined, detail: "", finalUrl: url, requests: [], ...known };
}

/** The fact about an image, from the facts of the case. */
export function factFor(reference: ImageReference, one: Pick<Case, "images">): ImageFact {
  const known = one.images?.[reference.url] ?? unverifiable("timeout", "no answer within 10 s");
  const ok = (known.verdict ?? "ok") === "ok";
  return {
    url: reference.url,
    verdict: "ok",
    reason: undefined,
    detail: "",
    type: ok ? "image/png" : undefined,
    declaredType: ok ? (known.type ?? "image/png") : undefined,
    width: undefined,
    height: undefined,
    bytes: ok ? 1000 : undefined,
    finalUrl: reference.url,
    requests: [],
    ...known,
  };
}

/** Removes the marks from a text and returns their ranges. Marks may be nested. */
export function unmark(marked: string): { text: string; marks: { start: number; end: number }[] } {
  let text = "";
  const open: { start: number; end: number }[] = [];
  const marks: { start: number; end: number }[] = [];
  for (const sign of marked) {
    if (sign === "«") {
      const mark = { start: text.length, end: text.length };
      open.push(mark);
      marks.push(mark);
    } else if (sign === "»") {
      const mark = open.pop();
      if (!mark) throw new Error("a » without its «");
      mark.end = text.length;
    } else text += sign;
  }
  if (open.length > 0) throw new Error("a « without its »");
  return { text, marks };
}

const markWith = (text: string, seen: { violations: readonly { range: { start: number; end: number } }[] }): string => {
  // Distinct ranges, because two violations may have the same range.
  const places = [...new Set(seen.violations.map(({ range }) => `${range.start}-${range.end}`))];
  return places
    .map((place) => {
      const [start = 0, end = 0] = place.split("-").map(Number);
      return `${place}: ${JSON.stringify(text.slice(start, end))}`;
    })
    .sort()
    .join("\n");
};
