/** The value of a plain YAML scalar in the two versions that site generators read. */

export type YamlVersion = "1.1" | "1.2";

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
  return (version === "1.2" ? core(source) : types11(source)) ?? source;
}

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
export function yamlDisagreement(source: string): { readonly [V in YamlVersion]: ScalarValue } | undefined {
  const older = readScalar(source, "1.1");
  const newer = readScalar(source, "1.2");
  return Object.is(older, newer) ? undefined : { "1.1": older, "1.2": newer };
}
