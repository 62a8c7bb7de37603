/** What a configuration may do: run code, read the environment, change what stet connects to, and hide problems. */
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { realpath, realpathSync, stat } from "../platform/observed-fs.js";
import { isWithin, leadsTo } from "../platform/tree.js";
import type { Config, ConfigOverride, ImagesConfig } from "./types.js";

/**
 * What a configuration and all that it extends may do.
 *
 * - `all`: it belongs to the person who runs stet.
 * - `no-code`: the same, with --no-config-code.
 * - `named`: the same, and --config names it. Then it may read the environment.
 * - `foreign`: stet found it, and it belongs to another user. It may be data that concerns nobody else.
 * - `foreign-place`: stet found it, and it is neither in the working directory nor in a folder above.
 * - `untrusted`: --untrusted. It may only say how the articles next to it are checked.
 */
export type Trust = "all" | "no-code" | "named" | "foreign" | "foreign-place" | "untrusted";

export const allowsCode = (trust: Trust): boolean => trust === "all";

/**
 * How much a configuration that was found, not specified, is trusted. To run code, it must be inside the working
 * directory or in a folder above it, and belong to the same user. Otherwise anybody could put code for others into
 * `/tmp`.
 */
export async function trustOfFound(
  file: string,
  { cwd, configCode, untrusted }: { readonly cwd: string; readonly configCode: boolean; readonly untrusted: boolean },
): Promise<Trust> {
  if (untrusted) return "untrusted";
  const [folder, top] = await Promise.all([realpath(path.dirname(file)), realpath(cwd)]);
  if (!isWithin(folder, top) && !isWithin(top, folder)) return "foreign-place";
  if (process.getuid) {
    const [config, directory] = await Promise.all([stat(file), stat(cwd)]);
    if (![process.getuid(), directory.uid, 0].includes(config.uid)) return "foreign";
  }
  return configCode ? "all" : "no-code";
}

/** The limits of one file of a configuration with --untrusted. */
export interface FileLimits {
  /** The folder, by its real path, that everything that the file refers to must be in. */
  readonly within: string;
}

/**
 * The limits of a file with --untrusted; `undefined` for a file outside the working directory that --config names, or
 * that such a file extends. All other files may have come with the articles.
 *
 * @param root the file that the configuration begins with.
 */
export function limitsOf(file: string, root: string, cwd: string, isNamed: boolean): FileLimits | undefined {
  const tree = realpathSync(cwd);
  const isInTree = isWithin(path.resolve(file), path.resolve(cwd)) || isWithin(leadsTo(file), tree);
  if (isInTree) return { within: tree };
  return isNamed ? undefined : { within: leadsTo(path.dirname(root)) };
}

/** @throws UserError if the file is outside its limits. */
export function refuseOutside(file: string, limits: FileLimits | undefined, shown: string, place: string): void {
  if (!limits || isWithin(leadsTo(file), limits.within)) return;
  throw new UserError(
    t("config.outside", '{place}: "{file}" is outside the working directory, and --untrusted does not read it.', {
      place,
      file: shown,
    }),
    t(
      "config.outside.use",
      "Copy the file into the working directory, or use a trusted configuration (--config FILE).",
    ),
  );
}

/**
 * The file of an installed package within the limits. The error does not show which packages and files are elsewhere.
 *
 * @throws UserError if there is none.
 */
export async function packageWithin(
  resolved: Promise<string>,
  { within }: FileLimits,
  name: string,
  place: string,
): Promise<string> {
  const file = await resolved.catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  if (file !== undefined && isWithin(leadsTo(file), within)) return file;
  throw new UserError(
    t(
      "config.packageOutside",
      '{place}: there is no package "{name}" in the working directory, and --untrusted reads no other.',
      { place, name },
    ),
    t(
      "config.outside.use",
      "Copy the file into the working directory, or use a trusted configuration (--config FILE).",
    ),
  );
}

/** Settings that decide what stet connects to, with which rights, or which files it reads. */
const privileged = [
  "allowHosts",
  "allowPrivate",
  "ca",
  "headers",
  "insecure",
  "ledger",
  "remap",
  "sharedCache",
] as const satisfies readonly (keyof ImagesConfig)[];

/** The privileged settings in a configuration, for messages. */
export function privilegedIn({ images = {} }: Config): string[] {
  const hosts = Object.values(images.hosts ?? {}).some(({ headers }) => headers !== undefined);
  return [
    ...privileged.filter((key) => images[key] !== undefined).map((key) => `images.${key}`),
    ...(hosts ? ["images.hosts.headers"] : []),
  ];
}

/** The first environment variable that a configuration reads. */
export function variableIn({ images = {} }: Config): string | undefined {
  const texts = Object.values(images.hosts ?? {}).flatMap(({ headers = {} }) => Object.values(headers));
  const found = texts.map((text) => /\$\{(\w+)\}/.exec(text)?.[1]).find((name) => name !== undefined);
  return found ?? /^\$(.*)/s.exec(images.sharedCache ?? "")?.[1];
}

/** A configuration without what --untrusted does not allow, and messages for the end of the run. */
export function limited(
  config: Config,
  { within }: FileLimits,
  folder: string,
  name: string,
): { readonly config: Config; readonly notes: readonly string[] } {
  const dropped = privilegedIn(config);
  const leadsOut = (file: string | undefined): boolean =>
    file !== undefined && !isWithin(leadsTo(path.resolve(folder, file)), within);
  const imagesOf = <I extends Pick<ImagesConfig, "root">>(images: I, key: string): I => {
    if (!leadsOut(images.root)) return images;
    dropped.push(`${key}.root`);
    const { root: _, ...rest } = images;
    return rest as I;
  };
  const images: ImagesConfig = { ...imagesOf(config.images ?? {}, "images") };
  for (const key of privileged) delete images[key];
  if (images.hosts)
    images.hosts = Object.fromEntries(
      Object.entries(images.hosts).map(([host, { headers: _, ...rest }]) => [host, rest]),
    );
  const overrides = config.overrides?.map(
    (one): ConfigOverride => (one.images ? { ...one, images: imagesOf(one.images, "overrides.images") } : one),
  );
  const { content } = config.site ?? {};
  const isOutside = [content ?? []]
    .flat()
    .some((glob) => path.isAbsolute(glob) || /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(glob));
  if (isOutside) dropped.push("site.content");
  // A folder that is a built site is not searched for articles.
  if (config.site?.output !== undefined) dropped.push("site.output");
  const { content: allowed, output: _, ...rest } = config.site ?? {};
  const site = { ...rest, ...(!isOutside && allowed !== undefined && { content: allowed }) };
  const hiding = hidingIn(config);
  return {
    config: {
      ...config,
      ...(config.images && { images }),
      ...(overrides && { overrides }),
      ...(config.site && { site }),
    },
    notes: [
      ...(dropped.length > 0
        ? [t("config.dropped", "--untrusted: ignored {keys} in {file}.", { keys: dropped.join(", "), file: name })]
        : []),
      ...(hiding.length > 0
        ? [
            t("config.hiding", "--untrusted: {file} can hide problems, because it sets {keys}.", {
              file: name,
              keys: hiding.join(", "),
            }),
          ]
        : []),
    ],
  };
}

/** Keys of `images` that leave images unchecked, or count them as found. */
const hidingImages = [
  "exclude",
  "include",
  "timeouts",
  "failAfter",
  "hotlinkHosts",
  "maxBytes",
  "maxRedirects",
  "lazyAttributes",
  "root",
  // A slow run leaves unchecked what is not requested in time, and a server may answer another program differently.
  "concurrency",
  "concurrencyPerHost",
  "interval",
  "maxRetryAfter",
  "retries",
  "userAgent",
] as const satisfies readonly (keyof ImagesConfig)[];

/** What can hide problems, for a message: `rules (image/alt, html/nesting), ignores`. */
function hidingIn(config: Config): string[] {
  const { images = {}, overrides = [] } = config;
  const rules = new Set(
    [config, ...overrides].flatMap((one) =>
      Object.entries(one.rules ?? {}).flatMap(([rule, setting]) =>
        // More can be reported with "error", but options can also make a rule blind.
        setting === "error" ? [] : [rule],
      ),
    ),
  );
  const statuses = Object.values(images.hosts ?? {}).some((host) => host.statuses !== undefined);
  return [
    ...(rules.size > 0 ? [t("config.hiding.rules", "rules ({rules})", { rules: [...rules].join(", ") })] : []),
    ...(["extends", "extensions", "ignores", "schemas", "frontMatter", "generator", "site"] as const).filter(
      (key) => config[key] !== undefined,
    ),
    ...(["schema", "generator", "frontMatter", "images"] as const)
      .filter((key) => overrides.some((one) => one[key] !== undefined))
      .map((key) => `overrides.${key}`),
    ...hidingImages.filter((key) => images[key] !== undefined).map((key) => `images.${key}`),
    ...(statuses ? ["images.hosts.statuses"] : []),
  ];
}
