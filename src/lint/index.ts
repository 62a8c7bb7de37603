/**
 * One article through all enabled rules: the one walk. What comes out is plain data: findings, and questions
 * about pictures whose answers `judge` hands to the rules later, when the tree is gone.
 */
import type {
  Article,
  Body,
  Comment,
  DirectiveUse,
  Element,
  EncodingProblem,
  FrontMatter,
  ImageReference,
  LinkReference,
  ParseError,
  Range,
  TagProblem,
  Text,
} from "../article/types.js";
import type { EnabledRule, FilePlan } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { ImageFact, LinkFact, LinkWant, Want } from "../probe/types.js";
import type { FileError, Severity } from "../results.js";
import type { AnyRule, ArticleContext, Fix, Report, SchemaProblem } from "../rule.js";
import { refusePromise, type Settings, settingsOf } from "./settings.js";
import { timedRule } from "./timed-rule.js";

export interface RawViolation {
  readonly rule: string;
  readonly severity: Severity;
  readonly messageId: string;
  readonly message: string;
  readonly at: Range;
  readonly fix?: Fix;
  readonly suggestions?: readonly Fix[];
  readonly url?: string;
}

/** What the enabled rules want to know about one reference. */
export type FactRequest = ImageFactRequest | LinkFactRequest;
export interface ImageFactRequest {
  readonly about: "image";
  readonly reference: ImageReference;
  /** The highest of what the rules want. */
  readonly want: Want;
  /** URLs that rules would write in its place. */
  readonly instead: readonly string[];
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
  /** Whether a rule asked what the time is: at another time it may find something else. */
  readonly usesNow: boolean;
}

/** What the site rules noted of an article, by rule name: plain JSON data. */
export type Summaries = Readonly<Record<string, unknown>>;

type Handler<T> = readonly [rule: number, handle: (subject: T, context: Context) => void];
type Context = ArticleContext<Record<string, never>, AnyRule["messages"]>;

/** What a flat handler is called with, by the handler's name. */
interface Subjects {
  encoding: EncodingProblem;
  source: Article;
  frontMatter: FrontMatter | undefined;
  schema: SchemaProblem;
  text: Text;
  comment: Comment;
  parseError: ParseError;
  tagProblem: TagProblem;
  body: Body;
  image: ImageReference;
  link: LinkReference;
  directive: DirectiveUse;
}
type Flat = { readonly [S in keyof Subjects]: Handler<Subjects[S]>[] };

/** The rules of one plan, turned from "rule has handlers" to "subject has handlers". Built once per plan. */
interface Dispatch extends Flat {
  readonly rules: readonly EnabledRule[];
  readonly settings: readonly Settings[];
  readonly contexts: readonly Context[];
  readonly elements: ReadonlyMap<string, Handler<Element>[]>;
  readonly everyElement: Handler<Element>[];
  readonly probed: readonly number[];
  readonly linkProbed: readonly number[];
  readonly site: readonly number[];
  /** What the handlers report into: one article at a time, all handlers are synchronous. */
  readonly current: Current;
}

interface Current {
  now: Date;
  usesNow: boolean;
  article: Article | undefined;
  textLength: number;
  violations: RawViolation[];
  errors: FileError[];
  /** Rules that threw in this article and are left out for the rest of it. */
  failed: Set<number>;
}

const dispatches = new WeakMap<FilePlan, Dispatch>();

function dispatchFor(plan: FilePlan): Dispatch {
  let dispatch = dispatches.get(plan);
  if (!dispatch) {
    dispatch = buildDispatch(plan.rules.map((enabled) => ({ ...enabled, rule: timedRule(enabled.rule) })));
    dispatches.set(plan, dispatch);
  }
  return dispatch;
}

function buildDispatch(rules: readonly EnabledRule[]): Dispatch {
  const current: Current = {
    now: new Date(0),
    usesNow: false,
    article: undefined,
    textLength: 0,
    violations: [],
    errors: [],
    failed: new Set(),
  };
  const elements = new Map<string, Handler<Element>[]>();
  const handlers = <S extends keyof Subjects>(subject: S): Handler<Subjects[S]>[] =>
    rules.flatMap(({ rule }, index) => {
      const handle = rule[subject] as Handler<Subjects[S]>[1] | undefined;
      return handle ? [[index, handle] as const] : [];
    });
  rules.forEach(({ rule }, index) => {
    for (const [tag, handle] of Object.entries(rule.element ?? {})) {
      const list = elements.get(tag) ?? [];
      list.push([index, handle as Handler<Element>[1]]);
      elements.set(tag, list);
    }
  });
  const settings = rules.map(settingsOf);
  return {
    rules,
    settings,
    contexts: rules.map((enabled, index) => contextOf(enabled, settings[index] as Settings, current)),
    encoding: handlers("encoding"),
    source: handlers("source"),
    frontMatter: handlers("frontMatter"),
    schema: handlers("schema"),
    text: handlers("text"),
    comment: handlers("comment"),
    parseError: handlers("parseError"),
    tagProblem: handlers("tagProblem"),
    body: handlers("body"),
    image: handlers("image"),
    link: handlers("link"),
    directive: handlers("directive"),
    elements,
    everyElement: elements.get("*") ?? [],
    probed: rules.flatMap(({ rule }, index) => (rule.probed ? [index] : [])),
    linkProbed: rules.flatMap(({ rule }, index) => (rule.linkProbed ? [index] : [])),
    site: rules.flatMap(({ rule }, index) => (rule.site ? [index] : [])),
    current,
  };
}

function contextOf({ rule, severity }: EnabledRule, settings: Settings, current: Current): Context {
  return {
    options: settings.options,
    get prepared() {
      return settings.prepared;
    },
    get now() {
      current.usesNow = true;
      return current.now;
    },
    isPast(instant) {
      const isPast = instant <= current.now.getTime();
      // What is past stays past.
      if (!isPast) current.usesNow = true;
      return isPast;
    },
    get article() {
      if (!current.article)
        throw new Error(t("lint.noArticle", 'a "probed" handler cannot use the article, which is no longer in memory'));
      return current.article;
    },
    report(id: string, { at, data, fix, suggestions, url, severity: milder }: Report<unknown>) {
      const message = messageOf(rule, id, data);
      checkRange(at, current.textLength);
      if (fix) checkEdits(fix, current.textLength);
      if (suggestions) for (const suggestion of suggestions) checkEdits(suggestion, current.textLength);
      const finding: { -readonly [K in keyof RawViolation]: RawViolation[K] } = {
        rule: rule.name,
        severity: milder ?? severity,
        messageId: id,
        message,
        at,
      };
      if (fix) finding.fix = fix;
      if (suggestions?.length) finding.suggestions = suggestions;
      if (url !== undefined) finding.url = url;
      current.violations.push(finding);
    },
  };
}

function checkRange({ start, end }: Range, textLength: number): void {
  if (!(start >= 0 && start <= end && end <= textLength))
    throw new Error(
      t("lint.range", "it reported the range {start}-{end} in a text of {count} characters", {
        start,
        end,
        count: textLength,
      }),
    );
}

function checkEdits({ edits }: Fix, textLength: number): void {
  for (const { range, text } of edits) {
    checkRange(range, textLength);
    if (typeof text !== "string") throw new Error(t("lint.editWithoutText", "it reported an edit without a text"));
  }
}

/**
 * Runs the local moment of every rule of the plan. A rule that throws costs one error, not the file.
 *
 * @param sitePath the article's path as site rules see it: see `sitePathOf`.
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
  // Subjects are made only if somebody handles them: that is what keeps the parsers idle.
  const each = <T>(handlers: readonly Handler<T>[], subjects: () => readonly T[]): void => {
    if (handlers.length > 0) for (const subject of subjects()) call(handlers, subject);
  };

  let inquiries: readonly FactRequest[] = [];
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
    inquiries = requestFacts(article, dispatch);
    if (dispatch.site.length > 0) summaries = collectSummaries(withPath(article, sitePath), dispatch);
  }
  current.article = undefined;
  return {
    violations: current.violations,
    factRequests: inquiries,
    summaries,
    errors: current.errors,
    usesNow: current.usesNow,
  };
}

/** Made for speed: it is run for each element and picture, so it has neither closures nor lists of its own. */
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
 * Runs nothing but the summaries of the site rules: for an article that is not linted now but is of the site.
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

/** The same article under another path; it is not parsed again. */
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
      // A copy holds on to nothing of the article: a slice of a string keeps the whole of it in memory.
      if (summary !== undefined) summaries[rule.name] = JSON.parse(JSON.stringify(summary));
      return summary;
    });
  }
  return summaries;
}

function begin(current: Current, article: Article | undefined, textLength: number): void {
  current.article = article;
  current.textLength = textLength;
  current.usesNow = false;
  current.violations = [];
  current.errors = [];
  current.failed = new Set();
}

/** Depth first in the order of the file, with a stack of its own: articles nest 100,000 deep if they want to. */
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

function requestFacts(article: Article, dispatch: Dispatch): FactRequest[] {
  const inquiries: FactRequest[] = [];
  if (dispatch.probed.length > 0)
    for (const reference of article.images) {
      if (!reference.present || !canBeRequested.has(reference.target.kind)) continue;
      const rules = rulesThatWant(dispatch, dispatch.probed, ({ probed }, settings) =>
        probed?.where?.(reference, settings),
      );
      const want = rules.some((index) => dispatch.rules[index]?.rule.probed?.want === "pixels") ? "pixels" : "status";
      const instead = alternatives(dispatch, rules, reference);
      if (rules.length > 0) inquiries.push({ about: "image", reference, want, instead, rules });
    }
  if (dispatch.linkProbed.length > 0)
    for (const reference of article.links) {
      const { target } = reference;
      if (target.kind !== "remote" && (target.kind !== "local" || target.path === "")) continue;
      const rules = rulesThatWant(dispatch, dispatch.linkProbed, (rule, settings) =>
        rule.linkProbed?.where?.(reference, settings),
      );
      const isWanted = (index: number) => dispatch.rules[index]?.rule.linkProbed?.want === "fragment";
      if (rules.length > 0)
        inquiries.push({ about: "link", reference, want: rules.some(isWanted) ? "fragment" : "status", rules });
    }
  return inquiries;
}

function alternatives(dispatch: Dispatch, rules: readonly number[], reference: ImageReference): string[] {
  const found = new Set<string>();
  for (const index of rules)
    guarded(dispatch, index, () => {
      const { rule } = dispatch.rules[index] as EnabledRule;
      const url = rule.probed?.instead?.(reference, dispatch.settings[index] as Settings);
      if (url !== undefined) found.add(url);
    });
  return [...found];
}

/** Of these rules those that want to know of a reference; one that says nothing of where wants to know of all. */
function rulesThatWant(
  dispatch: Dispatch,
  rules: readonly number[],
  where: (rule: AnyRule, settings: Settings) => boolean | undefined,
): number[] {
  return rules.filter((index) => {
    let wanted = true;
    guarded(dispatch, index, () => {
      const { rule } = dispatch.rules[index] as EnabledRule;
      wanted = where(rule, dispatch.settings[index] as Settings) ?? true;
    });
    return wanted && !dispatch.current.failed.has(index);
  });
}

/**
 * Runs the probed moment: what the rules say of the facts. `facts[i]` answers `inquiries[i]`; `undefined` where nothing
 * can be known.
 */
export function applyFacts(
  inquiries: readonly FactRequest[],
  facts: readonly (ImageFact | LinkFact | undefined)[],
  plan: FilePlan,
  textLength: number,
): Pick<LocalResults, "violations" | "errors"> {
  const dispatch = dispatchFor(plan);
  const { current } = dispatch;
  begin(current, undefined, textLength);
  inquiries.forEach(({ about, reference, rules }, at) => {
    const fact = facts[at];
    if (!fact) return;
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

/** Runs the last moment: what the rules say of directives, when it is known what came of them. */
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

function guarded(dispatch: Dispatch, index: number, action: () => unknown): void {
  try {
    refusePromise(action());
  } catch (error) {
    fail(dispatch, index, error);
  }
}

function fail(dispatch: Dispatch, index: number, error: unknown): void {
  const { rule, plugin } = dispatch.rules[index] as EnabledRule;
  dispatch.current.failed.add(index);
  dispatch.current.errors.push({
    kind: "rule",
    message:
      plugin === undefined
        ? t("lint.crashed", "Rule {name} crashed on this file and was skipped: {error}", {
            name: rule.name,
            error: failure(error),
          })
        : t("lint.crashed.plugin", "Rule {name} of the plugin {plugin} crashed on this file and was skipped: {error}", {
            name: rule.name,
            plugin,
            error: failure(error),
          }),
  });
}

export const failure = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws Error if the rule has no such message, or it gives no text. */
export function messageOf(rule: AnyRule, id: string, data: unknown): string {
  const words = Object.hasOwn(rule.messages, id) ? rule.messages[id] : undefined;
  if (!words)
    throw new Error(t("lint.unknownMessage", 'it reported the message "{id}", which it does not define', { id }));
  const message: unknown = words(data);
  if (typeof message !== "string")
    throw new Error(t("lint.messageWithoutText", 'its message "{id}" does not return a text', { id }));
  return message;
}
