/**
 * Calls all enabled rules on one article in one walk. The result is plain data: violations, and requests for facts
 * about images and links. `applyFacts` passes the facts to the rules later, when the tree is no longer in memory.
 */
import { type FileReferences, isKnown, requiredModule } from "../article/index.js";
import type { Article, DirectiveUse, ImageReference, LinkReference } from "../article/types.js";
import type { EnabledRule, FilePlan } from "../config/types.js";
import type { ImageFact, LinkFact, LinkWant, Want } from "../probe/types.js";
import type { FileError } from "../results.js";
import type { AnyRule } from "../rule.js";
import {
  begin,
  type Context,
  type Dispatch,
  dispatchFor,
  fail,
  guarded,
  type Handler,
  type RawViolation,
} from "./dispatch.js";
import { otherReferences } from "./references.js";
import { refusePromise, type Settings } from "./settings.js";

/** The facts about one reference that the enabled rules request. */
export type FactRequest = ImageFactRequest | LinkFactRequest;
export interface ImageFactRequest {
  readonly about: "image";
  readonly reference: ImageReference;
  /** The highest level that a rule requests. */
  readonly want: Want;
  /** URLs with which rules would replace this one. */
  readonly instead: readonly string[];
  /** Those of them with which rules would replace it even if it is broken. */
  readonly insteadOfBroken: readonly string[];
  /** Whether a rule compares the size that the article states. */
  readonly comparesSize?: boolean;
  readonly rules: readonly number[];
}
export interface LinkFactRequest {
  readonly about: "link";
  readonly reference: LinkReference;
  readonly want: LinkWant;
  readonly rules: readonly number[];
}

export interface LocalResults {
  readonly violations: RawViolation[];
  readonly factRequests: readonly FactRequest[];
  readonly summaries: Summaries;
  readonly errors: FileError[];
  /** Whether a rule used the current time, so that the result may change later. */
  readonly usesNow: boolean;
}

/** The summaries of site rules for an article, by rule name. Plain JSON data. */
export type Summaries = Readonly<Record<string, unknown>>;

/**
 * Runs the local phase of every rule of the plan. A rule that throws causes one error and does not stop the others.
 *
 * @param sitePath the article's path for site rules: see `sitePathOf`.
 */
export function lint(
  article: Article,
  plan: FilePlan,
  schema: FilePlan["schema"] = plan.schema,
  now: Date = new Date(),
  sitePath: string = article.path,
): LocalResults {
  const dispatch = dispatchFor(plan);
  const { current } = dispatch;
  current.now = now;
  begin(current, article, article.text.length);
  const call = <T>(handlers: readonly Handler<T>[], subject: T): void => callAll(dispatch, handlers, subject);
  // Subjects are created only if there is a handler, so that unused parsers do not run.
  const each = <T>(handlers: readonly Handler<T>[], subjects: () => readonly T[]): void => {
    if (handlers.length > 0) for (const subject of subjects()) call(handlers, subject);
  };

  let requests: readonly FactRequest[] = [];
  let summaries: Summaries = {};
  const { encodingProblem } = article;
  if (encodingProblem) {
    each(dispatch.encoding, () => [encodingProblem]);
  } else {
    each(dispatch.source, () => [article]);
    each(dispatch.frontMatter, () => [article.frontMatter]);
    each(dispatch.schema, () => {
      const data = article.frontMatter?.data;
      return data && schema ? [...schema.validate(data), ...schema.warnings(data)] : [];
    });
    each(dispatch.parseError, () => article.body.parseErrors);
    each(dispatch.tagProblem, () => article.body.tagProblems);
    if (dispatch.elements.size > 0 || dispatch.text.length > 0 || dispatch.comment.length > 0)
      walk(article, dispatch, call);
    each(dispatch.body, () => [article.body]);
    each(dispatch.image, () => article.images);
    each(dispatch.link, () => article.links);
    requests = requestFacts(article, dispatch, plan.generator);
    if (dispatch.site.length > 0) summaries = collectSummaries(withPath(article, sitePath), dispatch);
  }
  current.article = undefined;
  return {
    violations: current.violations,
    factRequests: requests,
    summaries,
    errors: current.errors,
    usesNow: current.usesNow,
  };
}

/** Runs for each element and image, so it allocates no closures and no lists. */
function callAll<T>(dispatch: Dispatch, handlers: readonly Handler<T>[], subject: T): void {
  const { contexts, current } = dispatch;
  for (const handler of handlers) {
    const index = handler[0];
    if (current.failed.size > 0 && current.failed.has(index)) continue;
    try {
      const returned: unknown = handler[1](subject, contexts[index] as Context);
      if (returned !== undefined) refusePromise(returned);
    } catch (error) {
      fail(dispatch, index, error);
    }
  }
}

/**
 * Runs only the summaries of the site rules, for an article of the site that is not linted in this run.
 *
 * @param article with its path in the site: see `sitePathOf`.
 */
export function summarize(article: Article, plan: FilePlan): Pick<LocalResults, "summaries" | "errors"> {
  const dispatch = dispatchFor(plan);
  const { current } = dispatch;
  begin(current, article, article.text.length);
  const summaries = article.encodingProblem ? {} : collectSummaries(article, dispatch);
  current.article = undefined;
  return { summaries, errors: current.errors };
}

/** The same article with another path, without parsing it again. */
const withPath = (article: Article, path: string): Article =>
  path === article.path
    ? article
    : new Proxy(article, { get: (target, key) => (key === "path" ? path : Reflect.get(target, key)) });

function collectSummaries(article: Article, dispatch: Dispatch): Summaries {
  const summaries: Record<string, unknown> = {};
  for (const index of dispatch.site) {
    if (dispatch.current.failed.has(index)) continue;
    guarded(dispatch, index, () => {
      const { rule } = dispatch.rules[index] as EnabledRule;
      const summary = rule.site?.summarize(article, dispatch.settings[index] as Settings);
      // A copy: V8 keeps the text of the whole article in memory for a slice of it.
      if (summary !== undefined) summaries[rule.name] = JSON.parse(JSON.stringify(summary));
      return summary;
    });
  }
  return summaries;
}

/** Walks depth first in file order. Uses an explicit stack, because articles may nest 100,000 levels deep. */
function walk(article: Article, dispatch: Dispatch, call: <T>(handlers: readonly Handler<T>[], subject: T) => void) {
  const stack = [...article.body.children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "text") {
      call(dispatch.text, node);
    } else if (node.type === "comment") {
      call(dispatch.comment, node);
    } else {
      call(dispatch.everyElement, node);
      const named = dispatch.elements.get(node.tag);
      if (named && node.tag !== "*") call(named, node);
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index];
        if (child) stack.push(child);
      }
    }
  }
}

const canBeRequested: ReadonlySet<string> = new Set(["remote", "local", "data"]);

/** Absolute URLs of the site are also checked as its paths, and so is what its template tags refer to. */
function requestFacts(article: Article, dispatch: Dispatch, generator: FilePlan["generator"]): FactRequest[] {
  const requests: FactRequest[] = [];
  const origin = generator?.routes?.origin;
  let found: FileReferences | undefined;
  const more = (): FileReferences => {
    found ??= otherReferences(article, generator);
    return found;
  };
  if (dispatch.probed.length > 0) {
    const rulesFor = filterOf<ImageReference>(dispatch, dispatch.probed, ({ probed }) => probed?.where, article);
    for (const reference of withModules([...article.images, ...more().images])) {
      if (!reference.present || !canBeRequested.has(reference.target.kind)) continue;
      const rules = rulesFor(reference);
      const want = rules.some((index) => dispatch.rules[index]?.rule.probed?.want === "pixels") ? "pixels" : "status";
      const comparesSize = rules.some((index) => dispatch.rules[index]?.rule.probed?.comparesSize);
      if (rules.length > 0)
        requests.push({
          about: "image",
          reference,
          want,
          ...alternatives(dispatch, rules, reference),
          ...(comparesSize && { comparesSize }),
          rules,
        });
    }
  }
  if (dispatch.linkProbed.length > 0) {
    const rulesFor = filterOf<LinkReference>(
      dispatch,
      dispatch.linkProbed,
      ({ linkProbed }) => linkProbed?.where,
      article,
    );
    const isWanted = (index: number) => dispatch.rules[index]?.rule.linkProbed?.want === "fragment";
    for (const reference of withOwn([...article.links, ...more().links], origin)) {
      const { target } = reference;
      if (target.kind !== "remote" && target.kind !== "local") continue;
      const isOwnPage = target.kind === "local" && target.path === "";
      if (isOwnPage && !isUnknownPlace(article, reference)) continue;
      const rules = isOwnPage ? rulesFor(reference).filter(isWanted) : rulesFor(reference);
      if (rules.length > 0)
        requests.push({ about: "link", reference, want: rules.some(isWanted) ? "fragment" : "status", rules });
    }
  }
  return requests;
}

/** Whether a link leads to a place in the article itself that is not known, which the summary counts. */
const isUnknownPlace = ({ anchors }: Article, { url, resolved }: LinkReference): boolean =>
  url.startsWith("#") && resolved === undefined && !isKnown(anchors, url.slice(1));

/** With each image that is imported, as in `src={require("./a.png").default}`, once more as a path. */
function* withModules(images: readonly ImageReference[]): Generator<ImageReference> {
  for (const image of images) {
    yield image;
    const module = image.target.kind === "template" ? requiredModule(image.url) : undefined;
    if (module !== undefined && /^\.\.?\/|^@site\//.test(module))
      yield { ...image, target: { kind: "local", path: module } };
  }
}

/** With each absolute URL of the site once more as a path of it. */
function withOwn(links: readonly LinkReference[], origin: string | undefined): readonly LinkReference[] {
  const start = `${origin}/`;
  const isOwn = ({ target }: LinkReference): boolean => target.kind === "remote" && target.url.startsWith(start);
  if (origin === undefined || !links.some(isOwn)) return links;
  return links.flatMap((link) =>
    isOwn(link) && link.target.kind === "remote"
      ? [link, { ...link, target: { kind: "local", path: new URL(link.target.url).pathname } }]
      : [link],
  );
}

function alternatives(
  dispatch: Dispatch,
  rules: readonly number[],
  reference: ImageReference,
): Pick<ImageFactRequest, "instead" | "insteadOfBroken"> {
  // Runs for each image, and few rules have one.
  if (!rules.some((index) => dispatch.rules[index]?.rule.probed?.instead)) return noAlternatives;
  const instead = new Set<string>();
  const insteadOfBroken = new Set<string>();
  for (const index of rules)
    guarded(dispatch, index, () => {
      const { probed } = (dispatch.rules[index] as EnabledRule).rule;
      const urls = probed?.instead?.(reference, dispatch.settings[index] as Settings) ?? [];
      for (const url of [urls].flat()) {
        instead.add(url);
        if (probed?.insteadOfBroken) insteadOfBroken.add(url);
      }
    });
  return { instead: [...instead], insteadOfBroken: [...insteadOfBroken] };
}

const noAlternatives = { instead: [], insteadOfBroken: [] };

type Where<R> = (reference: R, settings: Settings & { readonly article: Article }) => boolean;

/**
 * Returns a function that returns the rules that request facts about a reference. A rule without a filter requests all.
 * Runs for each reference, so it allocates no closures and no settings, and a list only if the one before was different.
 */
function filterOf<R>(
  dispatch: Dispatch,
  rules: readonly number[],
  whereOf: (rule: AnyRule) => Where<R> | undefined,
  article: Article,
): (reference: R) => readonly number[] {
  const { failed } = dispatch.current;
  const filters = rules.map((index) => {
    const { rule } = dispatch.rules[index] as EnabledRule;
    return { index, where: whereOf(rule), settings: undefined as (Settings & { article: Article }) | undefined };
  });
  const wanting: number[] = [];
  let last: readonly number[] = [];
  return (reference) => {
    let count = 0;
    for (const filter of filters) {
      const { index, where } = filter;
      if (failed.has(index)) continue;
      try {
        // Only now, because it calls `prepare` of the rule.
        if (where) filter.settings ??= { ...(dispatch.settings[index] as Settings), article };
        const wanted: unknown = where && filter.settings ? where(reference, filter.settings) : true;
        refusePromise(wanted);
        if (wanted ?? true) wanting[count++] = index;
      } catch (error) {
        fail(dispatch, index, error);
      }
    }
    if (last.length !== count || !last.every((index, at) => index === wanting[at])) last = wanting.slice(0, count);
    return last;
  };
}

/** Runs the phase with facts. `facts[i]` belongs to `requests[i]`; `undefined` if nothing can be known. */
export function applyFacts(
  requests: readonly FactRequest[],
  facts: readonly (ImageFact | LinkFact | undefined)[],
  plan: FilePlan,
  textLength: number,
): Pick<LocalResults, "violations" | "errors"> {
  const dispatch = dispatchFor(plan);
  const { current } = dispatch;
  begin(current, undefined, textLength);
  requests.forEach(({ about, reference, rules }, at) => {
    const fact = facts[at];
    if (!fact) return;
    dispatch.current.isShownAsCode = reference.isShownAsCode === true;
    for (const index of rules) {
      if (current.failed.has(index)) continue;
      guarded(dispatch, index, () => {
        const { rule } = dispatch.rules[index] as EnabledRule;
        const context = dispatch.contexts[index] as Context;
        if (about === "image") rule.probed?.image(reference, fact as ImageFact, context);
        else rule.linkProbed?.link(reference, fact, context);
      });
    }
  });
  return { violations: current.violations, errors: current.errors };
}

/** Runs the last phase: handlers for directives, when it is known whether each was used. */
export function checkDirectives(
  article: Article,
  uses: readonly DirectiveUse[],
  plan: FilePlan,
): Pick<LocalResults, "violations" | "errors"> {
  const dispatch = dispatchFor(plan);
  const { current } = dispatch;
  begin(current, article, article.text.length);
  for (const use of uses)
    for (const [index, handle] of dispatch.directive)
      if (!current.failed.has(index)) guarded(dispatch, index, () => handle(use, dispatch.contexts[index] as Context));
  current.article = undefined;
  return { violations: current.violations, errors: current.errors };
}
