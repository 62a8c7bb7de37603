/** What `--print-config` shows. */
import type { Effective } from "./effective.js";
import { defaultsOf, off } from "./plan.js";
import type { Resolved } from "./resolved.js";
import type { FilePlan, ImagesConfig, PrintedConfig } from "./types.js";

/** @param images the settings of the network, which are those of the working directory. */
export function printed(
  { file, registry }: Resolved,
  effective: Effective,
  { schema, lazyAttributes, imagesRoot, yaml }: FilePlan,
  images: ImagesConfig,
  ignored: boolean,
  show: (file: string) => string,
): PrintedConfig {
  const rules = [...registry.rules]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((rule) => {
      const { severity, options } = effective.rules.get(rule.name) ?? off;
      return [rule.name, [severity, { ...defaultsOf(rule), ...options }]] as const;
    });
  return {
    configFile: file === undefined ? null : show(file),
    rules: Object.fromEntries(rules),
    schema: schema?.name ?? null,
    frontMatter: { yaml: yaml ?? "1.2" },
    images: { ...withoutPassword(images), root: imagesRoot ?? null, lazyAttributes },
    site: effective.site,
    ignored,
  };
}

/** As it may be shown. */
function withoutPassword(config: ImagesConfig): ImagesConfig {
  const { sharedCache, hosts } = config;
  const hidden = Object.entries(hosts ?? {}).map(([host, { headers, ...rest }]) => {
    // Only what the environment holds is surely no secret as it is written.
    const shown = Object.entries(headers ?? {}).map(([name, value]) => [name, /\$\{\w+\}/.test(value) ? value : "***"]);
    return [host, { ...rest, ...(headers && { headers: Object.fromEntries(shown) }) }];
  });
  const images = { ...config, ...(hosts && { hosts: Object.fromEntries(hidden) }) };
  if (sharedCache === undefined || !URL.canParse(sharedCache)) return images;
  const url = new URL(sharedCache);
  if (url.password !== "") url.password = "***";
  return { ...images, sharedCache: url.href };
}
