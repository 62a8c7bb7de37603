/** Which file of a site an import in MDX or in a component means. */
import path from "node:path";
import type { ModuleFile } from "../article/types.js";
import { statusOf } from "../platform/observed-fs.js";
import type { SiteModules } from "./types.js";

/** Packages whose components make no ids of their own, and packages without components. */
const withoutIds =
  /^(?:react(?:-dom)?|clsx|classnames|prop-types|node:.+|@mdx-js\/react|@docusaurus\/(?:BrowserOnly|ComponentCreator|Head|Interpolate|Link|Noop|Translate|constants|isInternalUrl|router|useBaseUrl|useBrokenLinks|useDocusaurusContext|useGlobalData|useIsBrowser|useRouteContext|theme-common(?:\/internal)?|plugin-content-docs\/client)|astro:assets|@astrojs\/starlight\/components|react-icons\/\w+|lucide-react|@iconify\/react)$/;

/**
 * Components of the standard theme that make no ids:
 * https://github.com/facebook/docusaurus/tree/main/packages/docusaurus-theme-classic/src/theme
 */
const themeWithoutIds =
  /^(?:Admonition|CodeBlock|CodeInline|Details|DocCard|DocCardList|Heading|IdealImage|Layout|MDXComponents|MDXContent|Mermaid|TabItem|Tabs|Tag|ThemedImage|TOCInline)(?:\/|$)/;

/** Files that are no components, and give no ids. */
const data =
  /\.(?:avif|bmp|css|csv|gif|ico|jpe?g|json5?|less|mp[34]|pdf|png|s[ac]ss|styl|svg|toml|txt|webm|webp|ya?ml)$/i;

const ends = ["", ".js", ".jsx", ".ts", ".tsx", ".mjs", "/index.js", "/index.jsx", "/index.ts", "/index.tsx"];
const code = /\.(?:mdx?|[cm]?[jt]sx?|astro|vue|svelte)$/i;

export type FoundModule =
  | { readonly kind: "file"; readonly path: string }
  /** It gives a page no ids. */
  | { readonly kind: "none" }
  /** What it gives is not known. */
  | { readonly kind: "unknown" };

const none: FoundModule = { kind: "none" };
const unknown: FoundModule = { kind: "unknown" };

/**
 * @param specifier as written.
 * @param from absolute path of the file that imports it.
 * @param missed notes a path that would be the file if it were there.
 */
export function moduleOf(
  specifier: string,
  from: string,
  { root, aliases = {}, theme }: SiteModules & { readonly root: string },
  missed: (file: ModuleFile) => void,
): FoundModule {
  // Loaders of webpack change what a file is: `!!raw-loader!./a.md`.
  if (specifier.includes("!")) return unknown;
  const name = specifier.split(/[?#]/, 1)[0] ?? "";
  if (withoutIds.test(name)) return none;
  const isRaw = name !== specifier;
  const find = (file: string): FoundModule | undefined => {
    for (const end of ends) {
      if (statusOf(file + end)?.isFile())
        // What a bundler makes of a file with another extension is not known.
        return code.test(file + end) ? { kind: "file", path: file + end } : unknown;
      missed({ path: file + end, hash: undefined });
    }
    return undefined;
  };
  const [, prefix = "", component = ""] = /^(@theme(?:-original|-init)?)\/(.+)$/.exec(name) ?? [];
  if (theme !== undefined && prefix !== "") {
    const own = prefix === "@theme" ? find(path.join(root, theme, component)) : undefined;
    return own ?? (themeWithoutIds.test(component) ? none : unknown);
  }
  if (data.test(name)) return none;
  const alias = Object.keys(aliases).find((one) => name.startsWith(one));
  const file =
    alias === undefined
      ? /^\.{1,2}\//.test(name) && path.resolve(path.dirname(from), name)
      : path.join(root, aliases[alias] ?? "", name.slice(alias.length));
  return isRaw || file === false ? unknown : (find(file) ?? unknown);
}
