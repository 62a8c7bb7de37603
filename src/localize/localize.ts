/**
 * Brings images of other sites home. The order keeps every reference valid, whenever the process ends: the image is on
 * the disk before the record names it, and the record is before the article changes.
 */

import path from "node:path";
import type { Edit } from "../article/types.js";
import { writeSafely } from "../fix/write.js";
import { assetPlace } from "../generators/index.js";
import { realPathToBe } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { notWritten } from "../platform/not-written.js";
import { sha256Of } from "../platform/sha256.js";
import { isWithin } from "../platform/tree.js";
import type { DownloadingProbe } from "../probe/probe.js";
import type { Articles, OpenedArticle } from "./articles.js";
import { appendRecord, type ImageLine, type RecordFile } from "./record.js";
import { applyEdits, editsFor, isOnlyInMarkdown, type LocalImage } from "./rewrite.js";
import { type Fetched, type FetchLimits, fetchImage, store, totalReached } from "./store.js";

/** An article with the images of it that are to be brought home. */
export interface Wanted {
  /** Absolute path. */
  readonly file: string;
  readonly shown: string;
  /** See `FileToLoad`. */
  readonly within?: string | undefined;
  /** Keys of URLs; see `keyOf`. */
  readonly keys: ReadonlySet<string>;
}

export interface LocalizeRequest extends FetchLimits {
  readonly cwd: string;
  readonly wanted: readonly Wanted[];
  readonly articles: Articles;
  readonly probe: DownloadingProbe;
  readonly record: RecordFile;
  /** A folder below the root of static files, instead of the generator's. */
  readonly folder: string | undefined;
  /** The folder that the images must really be in, whatever settings and links say. */
  readonly tree?: string | undefined;
  readonly maxTotalBytes: number;
  readonly signal: AbortSignal;
  /** Writes the new text instead of the file, such as to an editor. Returns why not, if it cannot. */
  readonly write?: (edits: readonly Edit[]) => Promise<string | undefined>;
  /** Called with each article that was rewritten, or that could not be. */
  readonly onArticle: (done: ArticleOutcome) => void;
}

export interface ArticleOutcome {
  readonly shown: string;
  readonly images: number;
  readonly problem?: string;
}

export interface LocalizeResult {
  /** Files that were stored or found, each once. */
  readonly images: number;
  readonly bytes: number;
  readonly articles: number;
  /** URLs that were not fetched, with the reason. */
  readonly left: ReadonlyMap<string, string>;
}

export async function localize(request: LocalizeRequest): Promise<LocalizeResult> {
  return new Localizing(request).run();
}

class Localizing {
  readonly #request: LocalizeRequest;
  /** The keys of all images, in order, and how many of them are on their way or were. */
  readonly #order: readonly string[];
  #begun = 0;
  /** Images that are on their way, or wait until they are stored. Each is in memory as a whole. */
  readonly #fetched = new Map<string, Promise<Fetched | string>>();
  /** Images that are stored, or why they are not, so that each is fetched once. */
  readonly #known = new Map<string, StoredImage | string>();
  /** By `placeKey`: the name of the file. */
  readonly #stored = new Map<string, string>();
  /** The real paths of folders of static files. */
  readonly #roots = new Map<string, string>();
  readonly #left = new Map<string, string>();
  #bytes = 0;
  #articles = 0;

  constructor(request: LocalizeRequest) {
    this.#request = request;
    this.#order = [...new Set(request.wanted.flatMap(({ keys }) => [...keys]))];
  }

  async run(): Promise<LocalizeResult> {
    const { wanted, signal } = this.#request;
    for (const one of wanted) {
      if (signal.aborted) break;
      await this.#article(one);
      // Those that were not needed, as the article is gone, are not kept.
      for (const key of one.keys) this.#fetched.delete(key);
    }
    return { images: this.#stored.size, bytes: this.#bytes, articles: this.#articles, left: this.#left };
  }

  /** The next images are on their way while others are stored. */
  #fetchAhead(): void {
    while (this.#fetched.size < imagesAhead && this.#begun < this.#order.length) {
      const key = this.#order[this.#begun++] as string;
      if (!this.#known.has(key)) void this.#fetch(key);
    }
  }

  #fetch(key: string): Promise<Fetched | string> {
    const { probe, maxTotalBytes } = this.#request;
    let fetched = this.#fetched.get(key);
    if (!fetched) {
      fetched = fetchImage(key, probe, { ...this.#request, maxBytesLeft: maxTotalBytes - this.#bytes });
      this.#fetched.set(key, fetched);
    }
    return fetched;
  }

  /** The image, which is then in the folder, or why it is not: a phrase. */
  async #bring(key: string, folder: string, root: string): Promise<StoredImage | string> {
    const known = this.#known.get(key);
    if (typeof known === "string" || (known && this.#stored.has(placeKey(folder, known)))) return known;
    this.#fetchAhead();
    const fetched = await this.#fetch(key);
    if (this.#request.signal.aborted) return "";
    const stored = typeof fetched === "string" ? fetched : await this.#store(fetched, folder, root);
    this.#fetched.delete(key);
    this.#known.set(key, stored);
    return stored;
  }

  async #article({ file, shown, within, keys }: Wanted): Promise<void> {
    const { articles, onArticle, signal } = this.#request;
    const opened = await articles.open({ path: file, within }, shown);
    if (!opened) return;
    const place = await placeOf(opened, this.#request.folder, keys);
    const root = this.#rootOf(place);
    const images = new Map<string, LocalImage>();
    const lines: ImageLine[] = [];
    for (const key of keys) {
      const image = await this.#bring(key, place.folder, root);
      if (signal.aborted) return;
      if (typeof image === "string") this.#left.set(key, image);
      else {
        const name = this.#stored.get(placeKey(place.folder, image)) as string;
        lines.push(this.#lineOf(key, path.join(place.folder, name), image));
        images.set(key, { ...image, name });
      }
    }
    if (images.size === 0) return;
    const problem = await this.#rewrite({ ...opened, within }, images, place.url, lines);
    onArticle({ shown, images: images.size, ...(problem !== undefined && { problem }) });
  }

  /** What the root of static files is when the first article needs it: somebody may replace it by a link later. */
  #rootOf({ folder, root }: { readonly folder: string; readonly root: string }): string {
    const real = this.#roots.get(root) ?? realPathToBe(root);
    this.#roots.set(root, real);
    const { tree } = this.#request;
    if (tree !== undefined && !isWithin(real, realPathToBe(tree)))
      throw new UserError(
        t(
          "localize.rootOut",
          "The folder of static files, {root}, is outside the working directory, and --untrusted writes nothing there.",
          { root },
        ),
      );
    if (isWithin(realPathToBe(folder), real)) return real;
    throw new UserError(t("localize.linkOut", "A link leads {folder} out of {root}.", { folder, root }));
  }

  /** @returns the image without its bytes, or why it is not stored: a phrase. */
  async #store({ bytes, ...image }: Fetched, folder: string, root: string): Promise<StoredImage | string> {
    const stored: StoredImage = { ...image, size: bytes.length };
    const key = placeKey(folder, stored);
    if (this.#stored.has(key)) return stored;
    if (this.#bytes + bytes.length > this.#request.maxTotalBytes) return totalReached();
    const name = await store(folder, { ...image, bytes }, root).catch((error: unknown) => {
      throw notWritten(folder, error);
    });
    this.#stored.set(key, name);
    this.#bytes += bytes.length;
    return stored;
  }

  #lineOf(url: string, file: string, { archive, sha256, type, size, width, height }: StoredImage): ImageLine {
    return {
      image: relative(this.#request.record.file, file),
      url,
      ...(archive !== undefined && { archive }),
      day: new Date().toISOString().slice(0, 10),
      sha256,
      type,
      bytes: size,
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    };
  }

  /** @returns why the article was not written. */
  async #rewrite(
    { article, file, hash, within }: OpenedArticle & Pick<Wanted, "within">,
    images: ReadonlyMap<string, LocalImage>,
    url: Parameters<typeof editsFor>[2],
    lines: readonly ImageLine[],
  ): Promise<string | undefined> {
    const { record, write } = this.#request;
    const edits = editsFor(article, images, url);
    const { text, recorded } = applyEdits(article.text, edits);
    if (recorded.length === 0) return t("localize.noEdit", "its references cannot be replaced");
    const after = sha256Of(text);
    await appendRecord(record, [
      ...lines,
      { article: relative(record.file, file), before: hash, after, edits: recorded },
    ]);
    const result = write ? undefined : await writeSafely(file, hash, text, within);
    const problem = write ? await write(edits) : result?.written ? undefined : result?.message;
    if (problem !== undefined) return problem;
    this.#articles++;
    return undefined;
  }
}

/** Images that are fetched before it is their turn. Each of them is in memory. */
const imagesAhead = 8;

/** An image that is stored, without its bytes. */
type StoredImage = Omit<Fetched, "bytes"> & { readonly size: number };

const placeKey = (folder: string, { sha256 }: StoredImage): string => `${folder}\0${sha256}`;

/** @throws UserError if nothing tells where the images of the site are. */
async function placeOf({ file, plan, article }: OpenedArticle, folder: string | undefined, keys: ReadonlySet<string>) {
  const { generator, imagesRoot } = plan;
  const onlyMarkdown = isOnlyInMarkdown(article, keys);
  const place = await assetPlace({ file, plan: generator, imagesRoot, folder, onlyMarkdown });
  if (!place)
    throw new UserError(
      t("localize.noPlace", "Unknown where the images of this site are: no site generator was found."),
      t(
        "localize.noPlace.use",
        'Set images.root in the configuration to the folder of static files, such as "static".',
      ),
    );
  const outside = path.relative(place.root, place.folder);
  if (outside.startsWith("..") || path.isAbsolute(outside))
    throw new UserError(
      t("localize.outside", "--to {folder} is outside the folder of static files, {root}.", {
        folder: folder ?? "",
        root: place.root,
      }),
    );
  return place;
}

const relative = (record: string, file: string): string =>
  path.relative(path.dirname(record), file).split(path.sep).join("/");
