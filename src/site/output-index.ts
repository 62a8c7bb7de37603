/** The pages of a site by output path. */
import type { Gap, GeneratedKind, Route, RouteIndex, Unknown, UnpublishedReason } from "../generators/routes/types.js";

export interface IndexedPage {
  /** Relative to the root of the site; `undefined` for a page that no single file is. */
  readonly file: string | undefined;
  readonly kind: "article" | "alias" | GeneratedKind;
}

export interface OutputIndex {
  page(output: string): IndexedPage | undefined;
  /** Whether something of the site may be in this folder at its top. */
  hasFolder(name: string): boolean;
  /** The source of a file that is copied to this path. */
  copied(output: string): string | undefined;
  /** The path to which a file is copied. @param file relative to the root of the site. */
  copyOf(file: string): string | undefined;
  /** The output path of a page or copied file that differs in case or Unicode form only. */
  respelled(output: string): string | undefined;
  /** The article whose page would have this path if it were published. */
  unpublished(output: string): { readonly file: string; readonly because: UnpublishedReason } | undefined;
  /**
   * Why there may be something at this path all the same.
   *
   * @param isElsewhere whether the site has nothing in the folder at its top.
   */
  gap(output: string, isPage: boolean, isElsewhere: boolean): Unknown | undefined;
  /** @param file relative to the root of the site. */
  route(file: string): Route | undefined;
}

/** The same for names that macOS and Windows treat as equal. */
const fold = (output: string): string => output.normalize("NFC").toLowerCase();

export function outputIndex({ articles, generated, copies, gaps }: RouteIndex): OutputIndex {
  const routes = new Map<string, Route>(articles);
  const pages = new Map<string, IndexedPage>();
  const copied = new Map(copies);
  let copiesByFile: Map<string, string> | undefined;
  const unpublished = new Map<string, { file: string; because: UnpublishedReason }>();
  const possible = new Map<string, Unknown>();
  const general = gaps.filter(({ upTo }) => upTo === undefined);
  // There may be one for each of thousands of lists.
  const lists = new Map(gaps.flatMap((gap) => (gap.upTo === undefined ? [] : [[gap.prefix ?? "", gap]])));
  const numbered = (output: string): Unknown | undefined => {
    const { prefix, number } = numberedPage(output);
    const list = number === "" ? undefined : lists.get(prefix);
    return list && Number(number) <= (list.upTo ?? 0) ? list.reason : undefined;
  };
  for (const [output, kind, file] of generated) pages.set(output, { file, kind });
  for (const [file, route] of articles)
    if (route.state === "page") for (const alias of route.aliases) pages.set(alias, { file, kind: "alias" });
  for (const [file, route] of articles) {
    if (route.state === "page") pages.set(route.output, { file, kind: "article" });
    else if (route.state === "unpublished") {
      if (route.output !== undefined) unpublished.set(route.output, { file, because: route.because });
    } else if (route.among) for (const output of route.among) possible.set(output, route.reason);
    else general.push({ reason: route.reason, only: "pages", prefix: route.within ?? "" });
  }
  const gapAt = gapFinder(general);
  let folders: Set<string> | undefined;
  let folded: Map<string, string | undefined> | undefined;
  const foldAll = () => {
    const map = new Map<string, string | undefined>();
    for (const output of [...pages.keys(), ...copied.keys()]) {
      const name = fold(output);
      map.set(name, map.has(name) ? undefined : output);
    }
    return map;
  };
  const hasFolder = (name: string): boolean => {
    folders ??= new Set(
      [...pages.keys(), ...copied.keys(), ...unpublished.keys()].map((one) => one.split("/", 1)[0] ?? ""),
    );
    return folders.has(name);
  };
  return {
    page: (output) => pages.get(output),
    hasFolder,
    copied: (output) => copied.get(output),
    copyOf(file) {
      copiesByFile ??= new Map(copies.map(([output, source]) => [source, output]));
      return copiesByFile.get(file);
    },
    respelled(output) {
      folded ??= foldAll();
      return folded.get(fold(output));
    },
    unpublished: (output) => unpublished.get(output),
    gap: (output, isPage, isElsewhere) =>
      possible.get(output) ?? gapAt(output, isPage, isElsewhere)?.reason ?? numbered(output),
    route: (file) => routes.get(file),
  };
}

/**
 * Finds the gap with the longest prefix, which says the most. There may be one for each of thousands of files, and prefixes have
 * only so many lengths.
 */
function gapFinder(gaps: readonly Gap[]): (output: string, isPage: boolean, isElsewhere: boolean) => Gap | undefined {
  const byPrefix = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const prefix = gap.prefix ?? "";
    const known = byPrefix.get(prefix);
    if (!known) byPrefix.set(prefix, [gap]);
    // Those of thousands of articles may be equal.
    else if (!known.some((one) => isSame(one, gap))) known.push(gap);
  }
  const lengths = [...new Set([...byPrefix.keys()].map((prefix) => prefix.length))].sort((a, b) => b - a);
  return (output, isPage, isElsewhere) => {
    for (const length of lengths) {
      const found = length > output.length ? undefined : byPrefix.get(output.slice(0, length));
      const gap = found?.find((one) => covers(one, output, isPage) && (!one.elsewhere || isElsewhere));
      if (gap) return gap;
    }
    return undefined;
  };
}

const isSame = (one: Gap, other: Gap): boolean =>
  one.only === other.only && one.except === other.except && one.elsewhere === other.elsewhere;

const covers = ({ only, except }: Gap, output: string, isPage: boolean): boolean =>
  (only === undefined || (only === "images" ? image.test(output) : (only === "pages") === isPage)) &&
  !(except === "images" && image.test(output));

/** `page/` and `2` of `page/2/index.html`. The path is as long as a link may be, so it is read once, from its end. */
function numberedPage(output: string): { prefix: string; number: string } {
  const ending = [".html", ".htm"].find((one) => output.endsWith(one));
  let end = output.length - (ending?.length ?? 0);
  if (ending !== undefined && output.endsWith("/index", end)) end -= "/index".length;
  if (ending === undefined && output.endsWith("/")) end--;
  let start = end;
  while (start > 0 && isDigit(output.charCodeAt(start - 1))) start--;
  return { prefix: output.slice(0, start), number: output.slice(start, end) };
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Also what a server looks for at such an address. */
const image = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg|ico)(?:\/index)?(?:\.html?)?$/i;
