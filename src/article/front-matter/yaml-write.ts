/** Writes strings and keys as YAML. */
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Slot } from "./reading.js";
import { yamlDisagreement } from "./scalar.js";
import { yamlOptions } from "./yaml-parse.js";

export const hasControl = (text: string): boolean =>
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(
    text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""),
  );

export function writeString(value: string, style: Slot["style"], flow = false): string {
  if (hasControl(value)) return doubleQuoted(value);
  if (style === "double") return doubleQuoted(value);
  if ((style === "plain" || style === "block" || style === "none") && isPlain(value, flow)) return value;
  return singleQuoted(value);
}

export const singleQuoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A JSON string is a YAML string, except for characters that YAML does not allow unescaped. */
export const doubleQuoted = (value: string): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Whether the text is read as the same string if it is written without quotes. */
function isPlain(value: string, flow: boolean): boolean {
  if (value === "" || value.length > 1000) return false;
  const { errors, contents } = parseDocument(flow ? `{k: [${value}]}` : `k: ${value}`, yamlOptions);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return false;
  const written: unknown = contents.get("k");
  if (!flow) return written === value && !looksLikeYaml11(value);
  return isSeq(written) && written.items.length === 1 && written.get(0) === value && !looksLikeYaml11(value);
}

export function isPlainKey(name: string): boolean {
  if (name === "" || looksLikeYaml11(name)) return false;
  const { errors, contents } = parseDocument(`{${name}: 1}`, yamlOptions);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return false;
  const key = contents.items[0]?.key;
  return isScalar(key) && key.value === name && name !== "<<";
}

/** Whether YAML 1.1 may read this as something other than text. Used only for values that are written. */
const looksLikeYaml11 = (value: string): boolean =>
  yamlDisagreement(value) !== undefined || /^[yn]$/i.test(value) || /^\d{4}-\d\d?-\d\d?/.test(value);
