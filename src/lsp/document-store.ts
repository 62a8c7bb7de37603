/**
 * The articles that are open in the editor. Each is linted when its text changes. Its local violations are published at
 * once, and again whenever facts about its images and links arrive.
 */
import type { Diagnostic } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Article, ImageReference } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import type { FactResolver, ImageContext } from "../facts/resolve.js";
import { contradictsSize, statedSize } from "../facts/stated-size.js";
import type { FactRequest } from "../lint/index.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { statedPolicy } from "../probe/referrer.js";
import type { ImageFact, LinkFact } from "../probe/types.js";
import { failedFact } from "../probe/verdict.js";
import type { Violation } from "../results.js";
import { analyze, type LintTextInput, resolveAnalysis } from "../run/lint-text.js";
import { toDiagnostic } from "./diagnostics.js";
import { pathOf } from "./document-path.js";
import type { Session } from "./session.js";

/** The analysis of one text. */
export interface AnalyzedDocument {
  /** The version that was analyzed; the editor's document changes in place. */
  readonly document: TextDocument;
  readonly input: LintTextInput;
  readonly session: Session;
  readonly plan: FilePlan;
  readonly article: Article;
  /** `answers` sends requests for unknown facts. `known` does not. */
  readonly answers: FactResolver;
  readonly known: Pick<FactResolver, "image" | "link">;
  /** Changes as facts arrive. */
  violations: readonly Violation[];
}

/** The functions of the server that the store needs. */
export interface Workspace {
  /** @throws UserError for an invalid configuration. The user has already been notified. */
  session(file: string): Promise<Session>;
  publish(uri: string, version: number, diagnostics: Diagnostic[]): void;
  log(error: unknown): void;
}

/**
 * Milliseconds without a change before a text is analyzed, and before URLs that were not known before are requested.
 */
const rest = 150;
/**
 * Characters of a document. The server answers nothing while it lints one: at 500,000 characters, for 2 to 3 seconds, and for 9
 * seconds if 100,000 tags are unclosed.
 */
const longestDocument = 1_000_000;
const restBeforeRequests = 1000;
/** Milliseconds. Facts that arrive within this time are published together. */
const together = 200;

type Fact = ImageFact | LinkFact | undefined;

interface Lint {
  readonly version: number;
  readonly seen: Promise<AnalyzedDocument | undefined>;
}

interface Entry {
  readonly document: TextDocument;
  /** Absolute path. */
  readonly file: string;
  /** The front matter when the text was opened or saved, on which the address of its page may depend. */
  front: string;
  /** The session that returned the facts. Facts of a closed session may be outdated. */
  session: Session | undefined;
  facts: KnownFacts;
  look: Lint | undefined;
  /** Analyses and requests on their way. */
  busy: number;
  timer: NodeJS.Timeout | undefined;
  /** The time from which remote URLs that were not known before may be requested. */
  askAt: number;
}

export class DocumentStore {
  readonly #entries = new Map<string, Entry>();
  readonly #around: Workspace;

  constructor(around: Workspace) {
    this.#around = around;
  }

  /** @param document the editor's document, which changes in place. */
  open(document: TextDocument): void {
    const file = pathOf(document.uri);
    if (file === undefined) return;
    const entry: Entry = {
      document,
      file,
      front: frontOf(document.getText()),
      session: undefined,
      facts: new KnownFacts(),
      look: undefined,
      busy: 0,
      timer: undefined,
      askAt: 0,
    };
    this.#entries.set(document.uri, entry);
    this.#scheduleLint(entry, 0);
  }

  change(uri: string): void {
    const entry = this.#entries.get(uri);
    if (!entry || entry.look?.version === entry.document.version) return;
    entry.askAt = Date.now() + restBeforeRequests;
    this.#scheduleLint(entry, rest);
  }

  close(uri: string): void {
    const entry = this.#entries.get(uri);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.#entries.delete(uri);
    this.#around.publish(uri, entry.document.version, []);
  }

  /** The text of an open document. */
  textOf(uri: string): string | undefined {
    return this.#entries.get(uri)?.document.getText();
  }

  /** Whether the text on disk may have another address than before. Remembers it for the next time. */
  hasOtherAddress(uri: string): boolean {
    const entry = this.#entries.get(uri);
    if (!entry) return true;
    const before = entry.front;
    entry.front = frontOf(entry.document.getText());
    return entry.front !== before;
  }

  /** Lints all documents again after a change of the site. Facts about other sites stay. */
  refreshAll(): void {
    for (const { facts } of this.#entries.values()) facts.forgetSite();
    this.relintAll();
  }

  /** Lints all documents again after a change outside of their texts, such as a configuration. */
  relintAll(): void {
    for (const entry of this.#entries.values()) {
      entry.look = undefined;
      this.#scheduleLint(entry, 0);
    }
  }

  /**
   * Forgets a session. The next request for one of its documents opens another one.
   *
   * @returns false if it is in use.
   */
  release(session: Session): boolean {
    const own = [...this.#entries.values()].filter((entry) => entry.session === session);
    if (own.some(({ busy }) => busy > 0)) return false;
    for (const entry of own) {
      entry.session = undefined;
      entry.look = undefined;
    }
    return true;
  }

  /** The analysis of the current text; `undefined` if it is not an article. */
  async analyzed(uri: string): Promise<AnalyzedDocument | undefined> {
    const entry = this.#entries.get(uri);
    return entry && this.#lint(entry);
  }

  #scheduleLint(entry: Entry, delay: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      this.#lint(entry).catch(this.#around.log);
    }, delay);
  }

  #lint(entry: Entry): Promise<AnalyzedDocument | undefined> {
    const { document } = entry;
    if (entry.look?.version === document.version) return entry.look.seen;
    clearTimeout(entry.timer);
    const { uri, languageId, version } = document;
    const snapshot = TextDocument.create(uri, languageId, version, document.getText());
    const seen = busyWith(
      entry,
      this.#lintEntry(snapshot, entry, () => this.#isCurrent(entry, look)),
    );
    const look: Lint = { version, seen };
    entry.look = look;
    return look.seen;
  }

  #isCurrent(entry: Entry, look: Lint): boolean {
    return this.#entries.get(entry.document.uri) === entry && entry.look === look;
  }

  async #lintEntry(
    document: TextDocument,
    entry: Entry,
    isCurrent: () => boolean,
  ): Promise<AnalyzedDocument | undefined> {
    const { uri, version } = document;
    const { file } = entry;
    // More messages may be waiting: of many changes in a row, only the last text is linted.
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (entry.document.version !== version && this.#entries.get(uri) === entry) return this.#lint(entry);
    if (document.getText().length > longestDocument) {
      if (isCurrent()) this.#around.publish(uri, version, []);
      throw new UserError(
        t("lsp.tooLong", "{file} has more than {limit} characters, so that its problems are not shown here.", {
          file,
          limit: longestDocument,
        }),
        t("lsp.tooLong.use", "Run stet in a terminal to check it."),
      );
    }
    const session = await this.#around.session(file);
    if (entry.session !== session) {
      entry.session = session;
      entry.facts = new KnownFacts();
    }
    if (!(await session.isArticle(file))) {
      if (isCurrent()) this.#around.publish(uri, version, []);
      return undefined;
    }
    const { facts } = entry;
    const plan = await session.configs.planFor(file);
    const splitBaseline = await session.splitBaseline(file);
    const input: LintTextInput = {
      path: session.shown(file),
      file,
      text: document.getText(),
      now: new Date(),
      splitBaseline,
    };
    const { article, analysis } = await analyze(input, plan);
    const answers = session.factResolver.for(file, plan, { since: Date.now() });
    const known = knownAnswers(facts);
    const seen: AnalyzedDocument = { document, input, session, plan, article, answers, known, violations: [] };
    let isLogged = false;
    const judge = async (): Promise<void> => {
      const { violations, errors } = await resolveAnalysis(analysis, article, input, plan, known.image, known.link);
      seen.violations = violations;
      if (!isCurrent()) return;
      if (!isLogged) for (const { message } of errors) this.#around.log(message);
      isLogged = true;
      this.#around.publish(
        uri,
        version,
        violations.map((violation) => toDiagnostic(violation, document, plan)),
      );
    };
    await judge();
    const open = analysis.factRequests.filter((inquiry) => !facts.has(inquiry));
    if (open.length > 0) this.#requestFacts(open, { day: analysis.day, answers, facts, entry, isCurrent, judge });
    return seen;
  }

  /** While a user types a URL, it is incomplete. The delay prevents requests for such URLs. */
  #requestFacts(
    open: readonly FactRequest[],
    {
      day,
      answers,
      facts,
      entry,
      isCurrent,
      judge,
    }: {
      readonly day: ImageContext["day"];
      readonly answers: FactResolver;
      readonly facts: KnownFacts;
      readonly entry: Entry;
      readonly isCurrent: () => boolean;
      readonly judge: () => Promise<void>;
    },
  ): void {
    const { askAt } = entry;
    let left = open.length;
    let timer: NodeJS.Timeout | undefined;
    const publish = () => {
      timer = undefined;
      if (isCurrent()) judge().catch(this.#around.log);
    };
    const one = async (inquiry: FactRequest): Promise<void> => {
      const wait = inquiry.reference.target.kind === "remote" ? askAt - Date.now() : 0;
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (isCurrent()) facts.set(inquiry, await askFor(inquiry, day, answers));
    };
    for (const inquiry of open)
      busyWith(entry, one(inquiry))
        .catch(this.#around.log)
        .finally(() => {
          left--;
          if (left > 0) timer ??= setTimeout(publish, together);
          else {
            clearTimeout(timer);
            publish();
          }
        });
  }
}

/** While the work lasts, the session of the document is in use. */
function busyWith<T>(entry: Entry, work: Promise<T>): Promise<T> {
  entry.busy++;
  const done = () => {
    entry.busy--;
  };
  work.then(done, done);
  return work;
}

/** The text up to the end of the front matter, as it begins in most files. */
const frontOf = (text: string): string =>
  /^\s*(?:---|\+\+\+|;;;|\{)[\s\S]*?\n(?:---|\+\+\+|;;;|\})/.exec(text)?.[0] ?? "";

const askFor = async (inquiry: FactRequest, day: ImageContext["day"], answers: FactResolver): Promise<Fact> =>
  inquiry.about === "image"
    ? answers.image(inquiry.reference, inquiry.want, { ...inquiry, day })
    : answers.link(inquiry.reference, inquiry.want);

type KeyParts = Pick<FactRequest, "about" | "want" | "reference"> & Partial<ImageContext>;

/** The key of a fact: all values of one article that it may depend on. */
const keyOf = ({ about, want, reference, instead = [], insteadOfBroken = [] }: KeyParts): string =>
  [
    about,
    want,
    statedPolicy(reference.attributes.referrerpolicy?.value ?? ""),
    reference.url,
    ...instead,
    "",
    ...insteadOfBroken,
  ].join(" ");

/**
 * The facts of a document, while its text changes. A fact that contradicts the size that the article states is known only if
 * it was requested when the article stated that size: the article may be newer.
 */
class KnownFacts {
  readonly #facts = new Map<string, Fact>();
  /** Requests with the size that the article stated. */
  readonly #confirmed = new Set<string>();

  has(request: KeyParts): boolean {
    const key = keyOf(request);
    const fact = this.#facts.get(key);
    const isOld = fact !== undefined && contradicts(request, fact) && !this.#confirmed.has(sizeKeyOf(request));
    return this.#facts.has(key) && !isOld;
  }

  get(request: KeyParts): Fact {
    return this.has(request) ? this.#facts.get(keyOf(request)) : undefined;
  }

  set(request: KeyParts, fact: Fact): void {
    this.#facts.set(keyOf(request), fact);
    this.#confirmed.add(sizeKeyOf(request));
  }

  /** Forgets what may have changed with the site. */
  forgetSite(): void {
    for (const [key, fact] of this.#facts)
      if (fact === undefined || !/^(?:https?|data):/.test(fact.url)) this.#facts.delete(key);
  }
}

const contradicts = ({ about, reference, comparesSize = false }: KeyParts, fact: ImageFact | LinkFact): boolean =>
  about === "image" && comparesSize && contradictsSize(reference as ImageReference, fact as ImageFact);

const sizeKeyOf = (request: KeyParts): string =>
  `${keyOf(request)} ${request.about === "image" ? statedSize(request.reference as ImageReference) : ""}`;

/** Facts that have not been requested yet are `unchecked`, which no rule reports as a violation. */
function knownAnswers(facts: KnownFacts): Pick<FactResolver, "image" | "link"> {
  return {
    async image(reference, want, { instead, insteadOfBroken, comparesSize = false }) {
      const fact = facts.get({ about: "image", want, reference, instead, insteadOfBroken, comparesSize });
      return (
        (fact as ImageFact | undefined) ?? failedFact(reference.url, "interrupted", t("lsp.pending", "not checked yet"))
      );
    },
    async link(reference, want) {
      return facts.get({ about: "link", want, reference }) as LinkFact | undefined;
    },
  };
}
