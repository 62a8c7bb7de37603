/** The files that a search leaves out because the generator of their site makes no articles of them. */
import path from "node:path";
import { t } from "../platform/i18n.js";

export interface LeftOutFiles {
  /** The name of the program that decides, if it is known. */
  readonly generator: string | undefined;
  /** All files, because they are in this folder (absolute path). */
  readonly folder?: string | undefined;
  /** Those with other file extensions. */
  readonly except?: readonly string[] | undefined;
  /** Those with these names. */
  readonly partials?: RegExp | undefined;
}

/** The parts of a search that decide. */
interface Request {
  readonly cwd: string;
  readonly ignoreFiles: boolean;
  leftOut?(folder: string): Promise<LeftOutFiles | undefined>;
}

/** At most this many folders, extensions and files are named in a note. */
const mostNamed = 3;

export class LeftOut {
  /** By the name of the generator: the files, and what they have in common. */
  readonly #found = new Map<string, { readonly files: Set<string>; readonly names: Set<string> }>();

  /**
   * For one folder: whether a file of it is left out, which is then counted.
   *
   * @param given what was searched. A folder that is left out is searched if it, or a folder in it, was given.
   */
  async check(
    { leftOut, ignoreFiles, cwd }: Request,
    folder: string,
    given: readonly string[],
  ): Promise<((file: string) => boolean) | undefined> {
    const found = ignoreFiles ? await leftOut?.(folder) : undefined;
    if (!found) return undefined;
    const { folder: whole, except, partials } = found;
    const generator = found.generator ?? t("discover.siteGenerator", "the site generator");
    if (whole !== undefined && given.some((one) => one === whole || one.startsWith(whole + path.sep))) return undefined;
    const reasonFor = (file: string): string | undefined => {
      if (whole !== undefined) return `${path.relative(cwd, whole).replaceAll(path.sep, "/")}/`;
      const extension = path.extname(file).toLowerCase();
      if (except && !except.includes(extension)) return `*${extension}`;
      const name = path.basename(file);
      return partials?.test(name) ? path.relative(cwd, file).replaceAll(path.sep, "/") : undefined;
    };
    return (file) => {
      const reason = reasonFor(file);
      if (reason === undefined) return false;
      const { files, names } = this.#found.get(generator) ?? { files: new Set(), names: new Set() };
      files.add(file);
      names.add(reason);
      this.#found.set(generator, { files, names });
      return true;
    };
  }

  /** One message for each generator. */
  notes(): string[] {
    return [...this.#found].map(([generator, { files, names }]) => {
      const named = [...names].slice(0, mostNamed).join(", ") + (names.size > mostNamed ? ", …" : "");
      return files.size === 1
        ? t(
            "discover.oneLeftOut",
            "1 file was not checked, because {generator} makes no article of it ({names}). To check it, give its path.",
            { generator, names: named },
          )
        : t(
            "discover.leftOut",
            "{count} files were not checked, because {generator} makes no articles of them ({names}). To check one, give its path.",
            { count: files.size, generator, names: named },
          );
    });
  }
}
