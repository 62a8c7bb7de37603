/** The settings that apply to a file: layers, overrides and command line merged. */
import path from "node:path";
import type { Matches, Resolved } from "./resolved.js";
import type { ConfigOverride, ConfigRequest, FrontMatterConfig, ImagesConfig, SiteConfig } from "./types.js";

export interface Setting {
  readonly severity: "off" | "warn" | "error";
  readonly options: Readonly<Record<string, unknown>>;
}

/** What the layers say of one file. */
export interface Effective {
  readonly rules: ReadonlyMap<string, Setting>;
  readonly schema: { readonly reference: string; readonly folder: string; readonly isChosen: boolean } | undefined;
  readonly frontMatter: FrontMatterConfig;
  readonly images: ImagesConfig;
  readonly site: SiteConfig;
}

/** The layers one on the other, the weakest first: of each what it says of all files, then its overrides. */
export function effectiveSettings(
  { layers }: Resolved,
  matches: Matches,
  { cwd, cli }: Pick<ConfigRequest, "cwd" | "cli">,
): Effective {
  const rules = new Map<string, Setting>();
  let images: ImagesConfig = {};
  let frontMatter: FrontMatterConfig = {};
  let site: SiteConfig = {};
  let schema: Effective["schema"] = { reference: "preset:article", folder: cwd, isChosen: false };
  const apply = (
    part: Pick<ConfigOverride, "rules" | "frontMatter"> & { images?: ImagesConfig },
    folder: string,
  ): void => {
    for (const [name, setting] of Object.entries(part.rules ?? {})) {
      const [severity, options] =
        // A severity alone leaves the options as they were set before.
        typeof setting === "string" ? [setting, rules.get(name)?.options ?? {}] : setting;
      rules.set(name, { severity, options });
    }
    frontMatter = { ...frontMatter, ...part.frontMatter };
    images = merge(images, part.images ?? {}, folder);
  };
  const use = (reference: string | false, folder: string): void => {
    schema = reference === false ? undefined : { reference, folder, isChosen: true };
  };
  for (const [at, { config, folder, schemas, overrides }] of layers.entries()) {
    apply(config, folder);
    site = { ...site, ...config.site };
    for (const [index, { schema: reference }] of schemas.entries())
      if (matches.schema === `${at}.${index}`) use(reference, folder);
    for (const [index, override] of overrides.entries()) {
      if (!matches.overrides.has(`${at}.${index}`)) continue;
      apply(override, folder);
      if (override.schema !== undefined) use(override.schema, folder);
    }
  }
  apply({ ...(cli?.rules && { rules: cli.rules }), ...(cli?.images && { images: cli.images }) }, cwd);
  if (cli?.schema !== undefined) use(cli.schema, cwd);
  return { rules, schema, frontMatter, images, site };
}

/** Key by key, the later one wins; of time limits and headers, each for itself. */
function merge(earlier: ImagesConfig, later: ImagesConfig, folder: string): ImagesConfig {
  return {
    ...earlier,
    ...later,
    ...((earlier.timeouts || later.timeouts) && { timeouts: { ...earlier.timeouts, ...later.timeouts } }),
    ...((earlier.headers || later.headers) && { headers: { ...earlier.headers, ...later.headers } }),
    ...(later.root !== undefined && { root: path.resolve(folder, later.root) }),
    ...(later.ledger !== undefined && { ledger: path.resolve(folder, later.ledger) }),
    ...(later.ca !== undefined && { ca: path.resolve(folder, later.ca) }),
    ...((earlier.hosts || later.hosts) && { hosts: { ...earlier.hosts, ...later.hosts } }),
  };
}
