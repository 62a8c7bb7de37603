/** The arguments of template tags, as they are written. */

/** The values by their names, and by their places; `undefined`: a value of which nothing is known. */
export type TagArguments = ReadonlyMap<string, string | undefined>;

interface WrittenArgument {
  /** What is between quotes; `undefined` if there are none. */
  readonly quoted: string | undefined;
  readonly bare: string;
}

/** `id="d"`, `id: 'd'`, `"d e"`, `d` */
const liquid = /(?:([\w-]+)\s*([=:])\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"',=:]+))/g;
const shortcode = /(?:([\w-]+)(=))?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`]+))/g;

/**
 * The arguments by the names that templates know them by: `id`, `$id` of a variable (`id: "d"` in Liquid), `0` of the first
 * without a name.
 */
export function* tagArguments(
  written: string,
  syntax: "liquid" | "shortcode",
): Generator<readonly [name: string, WrittenArgument]> {
  let place = 0;
  for (const [, name, sign, ...values] of written.matchAll(syntax === "liquid" ? liquid : shortcode)) {
    const [double, single, bare = ""] = values;
    const quoted = (double ?? single)?.replace(/\\(["'\\])/g, "$1");
    yield [name === undefined ? String(place++) : sign === ":" ? `$${name}` : name, { quoted, bare }];
  }
}

/** In Liquid, what is without quotes is a variable. */
export function tagValues(written: string, syntax: "liquid" | "shortcode"): TagArguments {
  const values = new Map<string, string | undefined>();
  for (const [name, { quoted, bare }] of tagArguments(written, syntax))
    values.set(name, quoted ?? (syntax === "shortcode" || /^\d+$/.test(bare) ? bare : undefined));
  return values;
}
