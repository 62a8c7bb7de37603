/**
 * Maps each subject (element, image, link, ...) to the handlers of the rules of a plan, and collects their reports.
 * Built once per plan, so that no lookups are needed per element.
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
import { isAhead, noteUnseen } from "../platform/observer.js";
import type { FileError, MessageData, Severity } from "../results.js";
import type { AnyRule, ArticleContext, ArticleGroup, Fix, Report, SchemaProblem } from "../rule.js";
import { refusePromise, type Settings, settingsOf } from "./settings.js";
import { changesShownCode } from "./shown-code.js";
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
  readonly cause?: string;
  readonly deadHost?: string;
  readonly data?: MessageData;
  readonly group?: ArticleGroup;
}

export type Handler<T> = readonly [rule: number, handle: (subject: T, context: Context) => void];
export type Context = ArticleContext<Record<string, never>, AnyRule["messages"]>;

/** The argument of each flat handler, by the handler's name. */
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

/** The rules of one plan as a map from subject to handlers. */
export interface Dispatch extends Flat {
  readonly rules: readonly EnabledRule[];
  readonly settings: readonly Settings[];
  readonly contexts: readonly Context[];
  readonly elements: ReadonlyMap<string, Handler<Element>[]>;
  readonly everyElement: Handler<Element>[];
  readonly probed: readonly number[];
  readonly linkProbed: readonly number[];
  readonly site: readonly number[];
  /** The state that handlers report to. One article at a time, since all handlers are synchronous. */
  readonly current: Current;
}

interface Current {
  now: Date;
  usesNow: boolean;
  article: Article | undefined;
  /** Without an article: whether the reference is in HTML that Markdown shows as code. */
  isShownAsCode: boolean;
  textLength: number;
  violations: RawViolation[];
  errors: FileError[];
  /** Rules that threw in this article. They are skipped for the rest of it. */
  failed: Set<number>;
  /** The keys of `Report.oncePer`. */
  reported: Set<string>;
}

const dispatches = new WeakMap<FilePlan, Dispatch>();

export function dispatchFor(plan: FilePlan): Dispatch {
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
    isShownAsCode: false,
    textLength: 0,
    violations: [],
    errors: [],
    failed: new Set(),
    reported: new Set(),
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
      noteUnseen();
      return current.now;
    },
    isPast(instant) {
      const isPast = !isAhead(instant, current.now);
      // A date in the past stays in the past, so only a future date makes the result depend on the time.
      if (!isPast) current.usesNow = true;
      return isPast;
    },
    get article() {
      if (!current.article)
        throw new Error(t("lint.noArticle", 'a "probed" handler cannot use the article, which is no longer in memory'));
      return current.article;
    },
    report(
      id: string,
      { at, data, fix, suggestions, url, cause, deadHost, oncePer, severity: milder }: Report<unknown>,
    ) {
      if (oncePer !== undefined) {
        const key = `${rule.name} ${id} ${oncePer}`;
        if (current.reported.has(key)) return;
        current.reported.add(key);
      }
      const message = messageOf(rule, id, data);
      checkRange(at, current.textLength);
      if (fix) checkEdits(fix, current.textLength);
      if (suggestions) for (const suggestion of suggestions) checkEdits(suggestion, current.textLength);
      const violation: { -readonly [K in keyof RawViolation]: RawViolation[K] } = {
        rule: rule.name,
        severity: milder ?? severity,
        messageId: id,
        message,
        at,
      };
      if (fix) violation.fix = waits(fix, current) ? { ...fix, safety: "unsafe" } : fix;
      if (suggestions?.length) violation.suggestions = suggestions;
      if (url !== undefined) violation.url = url;
      if (cause !== undefined) violation.cause = cause;
      if (deadHost !== undefined) violation.deadHost = deadHost;
      if (hasFolded(rule, id)) violation.data = simpleValues(data);
      current.violations.push(violation);
    },
  };
}

/** Whether readers see as code what the fix changes. It is safe as soon as it is HTML for them. */
const waits = (fix: Fix, { article, isShownAsCode }: Current): boolean =>
  fix.safety === "safe" && (article ? changesShownCode(article, fix.edits) : isShownAsCode);

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

export function begin(current: Current, article: Article | undefined, textLength: number): void {
  current.article = article;
  current.isShownAsCode = false;
  current.textLength = textLength;
  current.usesNow = false;
  current.violations = [];
  current.errors = [];
  current.failed = new Set();
  current.reported = new Set();
}

export function guarded(dispatch: Dispatch, index: number, action: () => unknown): void {
  try {
    refusePromise(action());
  } catch (error) {
    fail(dispatch, index, error);
  }
}

export function fail(dispatch: Dispatch, index: number, error: unknown): void {
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

/** Whether the rule has a message for many of these violations. */
export const hasFolded = ({ folded }: AnyRule, id: string): boolean =>
  folded !== undefined && Object.hasOwn(folded, id);

export const simpleValues = (data: unknown): MessageData =>
  Object.fromEntries(
    Object.entries(data ?? {}).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value)),
  );

/** @throws Error if the rule does not have this message, or the message is not a string. */
export function messageOf(rule: AnyRule, id: string, data: unknown): string {
  const words = Object.hasOwn(rule.messages, id) ? rule.messages[id] : undefined;
  if (!words)
    throw new Error(t("lint.unknownMessage", 'it reported the message "{id}", which it does not define', { id }));
  const message: unknown = words(data);
  if (typeof message !== "string")
    throw new Error(t("lint.messageWithoutText", 'its message "{id}" does not return a text', { id }));
  return message;
}
