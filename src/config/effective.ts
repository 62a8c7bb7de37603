/** The settings that apply to a file: layers, overrides and command line merged. */
import path from "node:path";
import type { GeneratorId } from "../generators/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isWithin } from "../platform/tree.js";
import type { FileMatches, ResolvedConfig } from "./resolved.js";
import type {
  ConfigOverride,
  ConfigRequest,
  FoldSetting,
  FrontMatterConfig,
  ImagesConfig,
  SiteConfig,
} from "./types.js";

export interface EffectiveRule {
  readonly severity: "off" | "warn" | "error";
  readonly options: Readonly<Record<string, unknown>>;
}

/** The merged settings of one file. */
export interface EffectiveSettings {
  readonly rules: ReadonlyMap<string, EffectiveRule>;
  readonly schema:
    | {
        readonly reference: string;
        readonly folder: string;
        readonly isChosen: boolean;
        readonly within?: string | undefined;
      }
    | undefined;
  readonly generator: GeneratorId | undefined;
  readonly frontMatter: FrontMatterConfig;
  readonly images: ImagesConfig;
  readonly site: SiteConfig;
  readonly fold: FoldSetting;
}

/** Merges the layers, weakest first: of each layer the settings for all files, then its matching overrides. */
export function effectiveSettings(
  { layers, base }: Pick<ResolvedConfig, "layers" | "base">,
  matches: FileMatches,
  { cwd, cli }: Pick<ConfigRequest, "cwd" | "cli">,
): EffectiveSettings {
  const rules = new Map<string, EffectiveRule>();
  let images: ImagesConfig = {};
  let frontMatter: FrontMatterConfig = {};
  let generator: GeneratorId | undefined;
  let site: SiteConfig = {};
  let schema: EffectiveSettings["schema"] = { reference: "preset:article", folder: cwd, isChosen: false };
  const apply = (
    settings: Pick<ConfigOverride, "rules" | "frontMatter" | "generator"> & { images?: ImagesConfig },
    folder: string,
  ): void => {
    for (const [name, setting] of Object.entries(settings.rules ?? {})) {
      const [severity, options] =
        // A severity without options keeps the options of weaker layers.
        typeof setting === "string" ? [setting, rules.get(name)?.options ?? {}] : setting;
      rules.set(name, { severity, options });
    }
    generator = settings.generator ?? generator;
    frontMatter = { ...frontMatter, ...settings.frontMatter };
    images = mergeImages(images, settings.images ?? {}, folder);
  };
  const useSchema = (reference: string | false, folder: string, within?: string): void => {
    schema = reference === false ? undefined : { reference, folder, isChosen: true, within };
  };
  for (const [layer, { config, folder, within, schemas, overrides }] of layers.entries()) {
    apply(config, folder);
    site = { ...site, ...config.site, ...outputOf(config.site, folder, base) };
    for (const [index, { schema: reference }] of schemas.entries())
      if (matches.schema === `${layer}.${index}`) useSchema(reference, folder, within);
    for (const [index, override] of overrides.entries()) {
      if (!matches.overrides.has(`${layer}.${index}`)) continue;
      apply(override, folder);
      if (override.schema !== undefined) useSchema(override.schema, folder, within);
    }
  }
  apply(
    {
      ...(cli?.rules && { rules: cli.rules }),
      ...(cli?.images && { images: cli.images }),
      ...(cli?.generator && { generator: cli.generator }),
    },
    cwd,
  );
  if (cli?.schema !== undefined) useSchema(cli.schema, cwd);
  const fold = layers.findLast(({ config }) => config.fold !== undefined)?.config.fold ?? true;
  return { rules, schema, generator, frontMatter, images, site, fold };
}

/**
 * The folder of the built site as an absolute path.
 *
 * @param base folder of the configuration, in which the articles are.
 */
function outputOf({ output }: SiteConfig = {}, folder: string, base: string): Pick<SiteConfig, "output"> {
  if (output === undefined) return {};
  const absolute = path.resolve(folder, output);
  if (isWithin(base, absolute))
    throw new UserError(
      t("config.siteOutput", 'The folder "{folder}" in site.output contains the articles.', { folder: output }),
      t("config.siteOutput.use", "Use the folder that the site generator writes, for example public."),
    );
  return { output: absolute };
}

/** Later keys override earlier ones. Timeouts, headers and hosts are merged key by key; paths become absolute. */
function mergeImages(earlier: ImagesConfig, later: ImagesConfig, folder: string): ImagesConfig {
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
