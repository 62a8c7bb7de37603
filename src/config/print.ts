/** The output of `--print-config`. */
import type { EffectiveSettings } from "./effective.js";
import { defaultOptions, ruleOff } from "./plan.js";
import type { ResolvedConfig } from "./resolved.js";
import type { FilePlan, ImagesConfig, PrintedConfig } from "./types.js";

/** @param images the request settings, which are those of the working directory. */
export function printedConfig(
  { file, registry }: ResolvedConfig,
  effective: EffectiveSettings,
  { schema, lazyAttributes, imagesRoot, yaml, generator, markdown }: FilePlan & { markdown: PrintedConfig["markdown"] },
  images: ImagesConfig,
  ignored: boolean,
  show: (file: string) => string,
): PrintedConfig {
  const rules = [...registry.rules]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((rule) => {
      const { severity, options } = effective.rules.get(rule.name) ?? ruleOff;
      return [rule.name, [severity, { ...defaultOptions(rule), ...options }]] as const;
    });
  return {
    configFile: file === undefined ? null : show(file),
    rules: Object.fromEntries(rules),
    schema: schema?.name ?? null,
    generator: generator?.id ?? "plain",
    generatorRoot: generator?.root === undefined ? null : show(generator.root),
    frontMatter: { yaml: yaml ?? generator?.yaml ?? "1.2" },
    markdown,
    images: { ...withoutSecrets(images), root: imagesRoot ?? null, lazyAttributes },
    site: effective.site,
    fold: effective.fold,
    ignored,
  };
}

/** Replaces passwords and values of headers by `***`. */
function withoutSecrets(config: ImagesConfig): ImagesConfig {
  const { sharedCache, hosts } = config;
  const hidden = Object.entries(hosts ?? {}).map(([host, { headers, ...rest }]) => {
    // Any value may be a secret, except one that refers to an environment variable.
    const shown = Object.entries(headers ?? {}).map(([name, value]) => [name, /\$\{\w+\}/.test(value) ? value : "***"]);
    return [host, { ...rest, ...(headers && { headers: Object.fromEntries(shown) }) }];
  });
  const images = { ...config, ...(hosts && { hosts: Object.fromEntries(hidden) }) };
  if (sharedCache === undefined || !URL.canParse(sharedCache)) return images;
  const url = new URL(sharedCache);
  if (url.password !== "") url.password = "***";
  return { ...images, sharedCache: url.href };
}
