/** Archived copies of images that are not found. Each is requested once a run. */
import { t } from "../platform/i18n.js";
import { requestArchivedCopy } from "./archive.js";
import type { ProbeState } from "./probe-state.js";
import type { ArchivedCopy } from "./types.js";

export class ArchiveCopies {
  readonly #state: ProbeState;
  readonly #copies = new Map<string, Promise<ArchivedCopy | undefined>>();
  /** The error of the first request to the archive that failed. */
  error: string | undefined;

  constructor(state: ProbeState) {
    this.#state = state;
  }

  async find(url: string, day: string | undefined): Promise<ArchivedCopy | undefined> {
    const { archive } = this.#state.policy;
    if (archive === undefined || this.#state.stopped) return undefined;
    const key = `${url} ${day ?? ""}`;
    let copy = this.#copies.get(key);
    if (!copy) {
      copy = this.#request(archive, url, day);
      this.#copies.set(key, copy);
    }
    return copy;
  }

  async #request(archive: string, url: string, day: string | undefined): Promise<ArchivedCopy | undefined> {
    try {
      const found = await requestArchivedCopy(archive, { url, day }, this.#state.context);
      if (!found || !("kind" in found)) return found;
      this.error ??= found.detail;
    } catch (error) {
      this.error ??= t("probe.internalError", "internal error of stet: {message}", {
        message: (error as Error).message,
      });
    }
    return undefined;
  }
}
