/** The value of a plain YAML scalar in the two versions that site generators read. */

import type { YamlDialect } from "../types/generator.js";

export type YamlVersion = YamlDialect;

export type ScalarValue = string | number | boolean | null;

/**
 * The value of a plain scalar. Dates are text in both versions; the rule front-matter/date checks them.
 *
 * 1.2: the core schema, https://yaml.org/spec/1.2.2/#103-core-schema.
 * 1.1: https://yaml.org/type/, as Psych (Ruby, so Jekyll) and PyYAML read it: a lone `y` or `n` is text, and a base 60
 * number may begin with 0.
 */
export function readScalar(source: string, version: YamlVersion): ScalarValue {
  // A fast path: longer than any number, or a first character that no other type begins with.
  if (source.length > 100 || !/^[-+.\d~nNtTfFyYoO]/.test(source)) return source === "" ? null : source;
  if (/^(?:~|null|Null|NULL)$/.test(source)) return null;
  if (/^(?:true|True|TRUE)$/.test(source)) return true;
  if (/^(?:false|False|FALSE)$/.test(source)) return false;
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(source))
    return source.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(source)) return Number.NaN;
  return dialects[version](source) ?? source;
}

/** What the parsers read apart from the versions of the specification; recorded in `test/generators/`. */
const dialects: { readonly [D in YamlDialect]: (source: string) => number | boolean | undefined } = {
  "1.1": types11,
  "1.2": core,
  // https://github.com/nodeca/js-yaml/blob/3.14.1/lib/js-yaml/type/int.js
  "js-yaml-3": (source) =>
    /^[-+]?0[89]/.test(source) && /^[-+]?\d+$/.test(source)
      ? undefined
      : words.test(source)
        ? undefined
        : (types11(source) ?? exponent(source)),
  // https://github.com/nodeca/js-yaml/blob/master/lib/type/int.js
  "js-yaml-4": (source) => binary(source) ?? core(source),
  // https://github.com/ruby/psych/blob/master/lib/psych/scalar_scanner.rb
  psych(source) {
    if (/^[-+]?\d(?=\d*,)[\d,]+$/.test(source)) return Number(source.replaceAll(",", ""));
    if (/^[-+]?\d[\d_]*:[0-5]?\d$/.test(source)) return (types11(`${source}:00`) as number | undefined) ?? undefined;
    return types11(source);
  },
  // https://github.com/go-yaml/yaml/blob/v2/resolve.go
  "go-yaml"(source) {
    if (/^[yYnN]$/.test(source)) return /y/i.test(source);
    if (words.test(source)) return types11(source);
    if (/^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?$/.test(source)) return undefined;
    return /^[-+]?0o[0-7_]+$/.test(source) ? core(source.replaceAll("_", "")) : (types11(source) ?? exponent(source));
  },
};

const words = /^(?:yes|no|on|off)$/i;

/** `1e3`, which YAML 1.1 reads as text, and `089`. */
const exponent = (source: string): number | undefined =>
  /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/.test(source)
    ? Number(source.replaceAll("_", ""))
    : undefined;

const binary = (source: string): number | undefined =>
  /^[-+]?0b[01]+$/.test(source) ? (source.startsWith("-") ? -1 : 1) * Number(source.replace(/^[-+]/, "")) : undefined;

function core(source: string): number | undefined {
  if (/^[-+]?\d+$/.test(source)) return Number(source);
  if (/^0o[0-7]+$/.test(source) || /^0x[\da-fA-F]+$/.test(source)) return Number(source);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(source)) return Number(source);
  return undefined;
}

function types11(source: string): number | boolean | undefined {
  if (/^(?:yes|Yes|YES|on|On|ON)$/.test(source)) return true;
  if (/^(?:no|No|NO|off|Off|OFF)$/.test(source)) return false;
  const digits = source.replace(/^[-+]/, "").replaceAll("_", "");
  const sign = source.startsWith("-") ? -1 : 1;
  if (/^[-+]?0b[01_]+$/.test(source) && digits.length > 2) return sign * Number(digits);
  if (/^[-+]?0x[\da-fA-F_]+$/.test(source) && digits.length > 2) return sign * Number(digits);
  if (/^[-+]?0[0-7_]+$/.test(source) && digits.length > 1) return sign * Number.parseInt(digits, 8);
  if (/^[-+]?(?:0|[1-9][\d_]*)$/.test(source)) return sign * Number(digits);
  if (/^[-+]?(?:\d[\d_]*)?\.[\d_]*(?:[eE][-+]\d+)?$/.test(source) && /\d/.test(source.split(/[eE]/, 1)[0] ?? ""))
    return sign * Number(digits);
  if (/^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(source))
    return sign * digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return undefined;
}

/** The values in both versions, if they differ. */
export function yamlDisagreement(source: string): { readonly [V in "1.1" | "1.2"]: ScalarValue } | undefined {
  const older = readScalar(source, "1.1");
  const newer = readScalar(source, "1.2");
  return Object.is(older, newer) ? undefined : { "1.1": older, "1.2": newer };
}
