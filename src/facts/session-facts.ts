/** What the runs of one session have learned from the network, such as those of `stet --watch`. */
import { noteUnseen } from "../platform/observer.js";
import type { DownloadingProbe, ImageQuery } from "../probe/probe.js";
import type { ArchivedCopy, ImageFact, LinkFact, LinkWant } from "../probe/types.js";

export interface SessionView {
  /** A probe that records what it finds. It closes with the given one. */
  over(probe: DownloadingProbe): DownloadingProbe;
}

/**
 * Facts about other sites, so that a later run of the session sends no request for what has not changed. Only what a
 * server said is recorded: a check that was not made is made in the next run. A run that uses it is not stored in the run
 * index, because a run of another session would ask the server.
 */
export class SessionFacts {
  readonly #images = new Map<string, ImageFact>();
  readonly #links = new Map<string, LinkFact>();
  readonly #copies = new Map<string, ArchivedCopy | undefined>();

  /** For articles that have changed: everything is requested. */
  readonly recording: SessionView = { over: (probe) => this.#over(probe, false) };
  /** For articles that have not: only what is not known is requested. */
  readonly known: SessionView = { over: (probe) => this.#over(probe, true) };

  clear(): void {
    for (const map of [this.#images, this.#links, this.#copies]) map.clear();
  }

  #over(probe: DownloadingProbe, usesKnown: boolean): DownloadingProbe {
    const images = new Map<string, ImageFact>();
    const links = new Map<string, LinkFact>();
    return {
      ...probe,
      checkImage: async (query) => {
        const known = usesKnown && query.fresh === undefined ? this.#imageFor(query) : undefined;
        if (known) {
          noteUnseen();
          if (!query.internal) images.set(known.url, known);
          return known;
        }
        const fact = await probe.checkImage(query);
        if (isOfServer(fact)) this.#images.set(imageKey(query, query.want), fact);
        return fact;
      },
      checkLink: async (url, want = "status") => {
        const known = usesKnown ? this.#linkFor(url, want) : undefined;
        if (known) {
          noteUnseen();
          links.set(known.url, known);
          return known;
        }
        const fact = await probe.checkLink(url, want);
        if (isOfServer(fact)) this.#links.set(linkKey(url, want), fact);
        return fact;
      },
      archivedCopy: async (url, day) => {
        const key = JSON.stringify([url, day]);
        if (usesKnown && this.#copies.has(key)) {
          noteUnseen();
          return this.#copies.get(key);
        }
        const copy = await probe.archivedCopy(url, day);
        // Without a response, the next run tries again.
        if (copy || probe.archiveError() === undefined) this.#copies.set(key, copy);
        return copy;
      },
      imageFacts: () => joined(images, probe.imageFacts()),
      linkFacts: () => joined(links, probe.linkFacts()),
    };
  }

  #imageFor(query: ImageQuery): ImageFact | undefined {
    return this.#images.get(imageKey(query, query.want)) ?? this.#images.get(imageKey(query, "pixels"));
  }

  #linkFor(url: string, want: LinkWant): LinkFact | undefined {
    return this.#links.get(linkKey(url, want)) ?? this.#links.get(linkKey(url, "fragment"));
  }
}

const imageKey = ({ url, referer }: ImageQuery, want: ImageQuery["want"]): string =>
  JSON.stringify([url, want, referer]);
const linkKey = (url: string, want: LinkWant): string => JSON.stringify([url, want]);

const isOfServer = ({ url, verdict }: ImageFact | LinkFact): boolean =>
  verdict !== "unchecked" && /^https?:/i.test(url);

/** Each URL once. What this run has found replaces what an earlier one has. */
const joined = <F extends { readonly url: string }>(known: ReadonlyMap<string, F>, found: readonly F[]): F[] => [
  ...new Map([...known, ...found.map((fact): [string, F] => [fact.url, fact])]).values(),
];
