/** The internationalized formats that ajv-formats lacks, validated in their ASCII form. */
import { domainToASCII } from "node:url";
import type { Ajv } from "ajv";

/** RFC 3987, section 2.2, `ucschar` and `iprivate`: the characters that an IRI allows in addition to those of a URI. */
const beyondAscii = /[\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\u{10000}-\u{10fffd}]+/gu;

/**
 * Adds `iri`, `iri-reference`, `idn-email` and `idn-hostname`, based on the formats `uri`, `uri-reference`, `email` and
 * `hostname`.
 */
export function addInternationalFormats(ajv: Ajv): void {
  const fits = (name: string): ((value: string) => boolean) => {
    const format = ajv.formats[name];
    if (format instanceof RegExp) return (value) => format.test(value);
    if (typeof format === "function") return format as (value: string) => boolean;
    throw new Error(`ajv-formats has no simple format ${name}`);
  };
  const uri = fits("uri");
  const reference = fits("uri-reference");
  const email = fits("email");
  const hostname = fits("hostname");
  const escaped = (value: string): string => value.replace(beyondAscii, encodeURIComponent);
  const isHost = (value: string): boolean => {
    const ascii = domainToASCII(value);
    return ascii !== "" && hostname(ascii);
  };
  ajv.addFormat("iri", (value: string) => uri(escaped(value)));
  ajv.addFormat("iri-reference", (value: string) => reference(escaped(value)));
  ajv.addFormat("idn-hostname", isHost);
  ajv.addFormat("idn-email", (value: string) => {
    const at = value.lastIndexOf("@");
    // Letters of all scripts are allowed before the @.
    const name = value.slice(0, Math.max(0, at)).replace(/[\p{L}\p{M}\p{N}]/gu, "a");
    return isHost(value.slice(at + 1)) && email(`${name}@a.example`);
  });
}
