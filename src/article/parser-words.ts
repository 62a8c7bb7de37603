/**
 * What the parsers of YAML, TOML and JSON say, in the user's language. In English it stays as they say it; so does what
 * they come to say that is not known here.
 */
import { say } from "../words.js";

type Saying = readonly [said: RegExp, words: (...parts: string[]) => string];

/** Of the package `yaml`: errors, not warnings, that can come of a single document. */
const yaml: readonly Saying[] = [
  [
    /^All (collection|mapping|sequence) items must start at the same column$/,
    (what) =>
      what === "sequence"
        ? say`All sequence items must start at the same column`
        : what === "mapping"
          ? say`All mapping items must start at the same column`
          : say`All collection items must start at the same column`,
  ],
  [
    /^Nested mappings are not allowed in compact mappings$/,
    () => say`Nested mappings are not allowed in compact mappings`,
  ],
  [
    /^A block sequence may not be used as an implicit map key$/,
    () => say`A block sequence may not be used as an implicit map key`,
  ],
  [/^Implicit keys need to be on a single line$/, () => say`Implicit keys need to be on a single line`],
  [
    /^Implicit keys of flow sequence pairs need to be on a single line$/,
    () => say`Implicit keys of flow sequence pairs need to be on a single line`,
  ],
  [
    /^Implicit map keys need to be followed by map values$/,
    () => say`Implicit map keys need to be followed by map values`,
  ],
  [
    /^The : indicator must be at most 1024 chars after the start of an implicit block mapping key$/,
    () => say`The : indicator must be at most 1024 chars after the start of an implicit block mapping key`,
  ],
  [
    /^The : indicator must be at most 1024 chars after the start of an implicit flow sequence key$/,
    () => say`The : indicator must be at most 1024 chars after the start of an implicit flow sequence key`,
  ],
  [/^Map comment with trailing content$/, () => say`Map comment with trailing content`],
  [/^Map keys must be unique$/, () => say`Map keys must be unique`],
  [/^Sequence item without - indicator$/, () => say`Sequence item without - indicator`],
  [/^Missing newline after block sequence props$/, () => say`Missing newline after block sequence props`],
  [
    /^Missing closing (["'])( ?)quote$/,
    (quote, blank) => (blank ? say`Missing closing ${quote} quote` : say`Missing closing ${quote}quote`),
  ],
  [/^Missing directives-end indicator line$/, () => say`Missing directives-end indicator line`],
  [/^Missing directives-end\/doc-start indicator line$/, () => say`Missing directives-end/doc-start indicator line`],
  [/^Missing , or : between (.+) items$/, (where) => say`Missing , or : between ${collection(where)} items`],
  [/^Missing , between (.+) items$/, (where) => say`Missing , between ${collection(where)} items`],
  [/^Missing space after : in (.+)$/, (where) => say`Missing space after : in ${collection(where)}`],
  [/^Unexpected empty item in (.+)$/, (where) => say`Unexpected empty item in ${collection(where)}`],
  [/^Unexpected (\S+) at node end$/, (what) => say`Unexpected ${what} at node end`],
  [/^Unexpected token in block scalar header: (.+)$/s, (what) => say`Unexpected token in block scalar header: ${what}`],
  [
    /^Unexpected block-seq-ind on same line with key(: .+)?$/s,
    (source = "") => say`Unexpected block-seq-ind on same line with key${source}`,
  ],
  [
    /^Unexpected (\S+) token in YAML stream(: .+)?$/s,
    (what, source = "") => say`Unexpected ${what} token in YAML stream${source}`,
  ],
  [
    /^Unexpected (\S+) token in YAML document(: .+)?$/s,
    (what, source = "") => say`Unexpected ${what} token in YAML document${source}`,
  ],
  [
    /^Unexpected (.+) in (flow map|flow sequence|collection)$/s,
    (what, where) => say`Unexpected ${what} in ${collection(where)}`,
  ],
  [/^Unexpected (\S+) token$/, (what) => say`Unexpected ${what} token`],
  [/^Not a YAML token: (.+)$/s, (what) => say`Not a YAML token: ${what}`],
  [/^(Flow map|Flow sequence) must end with a (.)$/, (what, sign) => say`${collection(what)} must end with a ${sign}`],
  [
    /^(Flow map|Flow sequence) in block collection must be sufficiently indented and end with a (.)$/,
    (what, sign) => say`${collection(what)} in block collection must be sufficiently indented and end with a ${sign}`,
  ],
  [
    /^Block collections are not allowed within flow collections$/,
    () => say`Block collections are not allowed within flow collections`,
  ],
  [
    /^Block collection cannot start on same line with directives-end marker$/,
    () => say`Block collection cannot start on same line with directives-end marker`,
  ],
  [/^Expected a flow scalar value, but found: (.+)$/, (what) => say`Expected a flow scalar value, but found: ${what}`],
  [/^Plain value cannot start with a tab character$/, () => say`Plain value cannot start with a tab character`],
  [
    /^Plain value cannot start with flow indicator character (.)$/,
    (sign) => say`Plain value cannot start with flow indicator character ${sign}`,
  ],
  [
    /^Plain value cannot start with directive indicator character (.)$/,
    (sign) => say`Plain value cannot start with directive indicator character ${sign}`,
  ],
  [
    /^Plain value cannot start with block scalar indicator (.)$/,
    (sign) => say`Plain value cannot start with block scalar indicator ${sign}`,
  ],
  [
    /^Plain value cannot start with reserved character (.)$/,
    (sign) => say`Plain value cannot start with reserved character ${sign}`,
  ],
  [
    /^Block scalar header includes extra characters: (.+)$/s,
    (what) => say`Block scalar header includes extra characters: ${what}`,
  ],
  [
    /^Block scalars with more-indented leading empty lines must use an explicit indentation indicator$/,
    () => say`Block scalars with more-indented leading empty lines must use an explicit indentation indicator`,
  ],
  [
    /^Block scalar values in collections must be indented$/,
    () => say`Block scalar values in collections must be indented`,
  ],
  [
    /^Block scalar lines must not be less indented than their first line$/,
    () => say`Block scalar lines must not be less indented than their first line`,
  ],
  [
    /^Block scalar lines must not be less indented than their explicit indentation indicator$/,
    () => say`Block scalar lines must not be less indented than their explicit indentation indicator`,
  ],
  [/^Invalid escape sequence (.+)$/s, (what) => say`Invalid escape sequence ${what}`],
  [/^Tabs are not allowed as indentation$/, () => say`Tabs are not allowed as indentation`],
  [
    /^Comments must be separated from other tokens by white space characters$/,
    () => say`Comments must be separated from other tokens by white space characters`,
  ],
  [
    /^Tags and anchors must be separated from the next token by white space$/,
    () => say`Tags and anchors must be separated from the next token by white space`,
  ],
  [
    /^Anchors and tags must be after the (\S+) indicator$/,
    (sign) => say`Anchors and tags must be after the ${sign} indicator`,
  ],
  [
    /^A node can have at most one (anchor|tag)$/,
    (what) => (what === "tag" ? say`A node can have at most one tag` : say`A node can have at most one anchor`),
  ],
  [/^An alias node must not specify any properties$/, () => say`An alias node must not specify any properties`],
  [
    /^(Alias|Anchor) cannot be an empty string$/,
    (what) => (what === "Alias" ? say`Alias cannot be an empty string` : say`Anchor cannot be an empty string`),
  ],
  [
    /^(Alias|Anchor) ending in : is ambiguous$/,
    (what) => (what === "Alias" ? say`Alias ending in : is ambiguous` : say`Anchor ending in : is ambiguous`),
  ],
  [
    /^Unresolved alias \(the anchor must be set before the alias\): (.+)$/s,
    (name) => say`Unresolved alias (the anchor must be set before the alias): ${name}`,
  ],
  [
    /^Excessive alias count indicates a resource exhaustion attack$/,
    () => say`Excessive alias count indicates a resource exhaustion attack`,
  ],
  [/^Unresolved tag: (.+)$/s, (tag) => say`Unresolved tag: ${tag}`],
  [/^Could not resolve tag: (.+)$/s, (tag) => say`Could not resolve tag: ${tag}`],
  [/^Not a valid tag: (.+)$/s, (tag) => say`Not a valid tag: ${tag}`],
  [/^The (.+) tag has no suffix$/s, (tag) => say`The ${tag} tag has no suffix`],
  [/^Verbatim tags must end with a >$/, () => say`Verbatim tags must end with a >`],
  [
    /^Verbatim tags aren't resolved, so (.+) is invalid\.$/s,
    (tag) => say`Verbatim tags aren't resolved, so ${tag} is invalid.`,
  ],
  [/^%TAG directive should contain exactly two parts$/, () => say`%TAG directive should contain exactly two parts`],
  [/^%YAML directive should contain exactly one part$/, () => say`%YAML directive should contain exactly one part`],
  [/^Unsupported YAML version (.+)$/s, (version) => say`Unsupported YAML version ${version}`],
  [
    /^Source contains multiple documents; please use YAML\.parseAllDocuments\(\)$/,
    () => say`Source contains multiple documents; please use YAML.parseAllDocuments()`,
  ],
];

/** Of smol-toml, the first line behind its "Invalid TOML document". */
const toml: readonly Saying[] = [
  [/^invalid value$/, () => say`invalid value`],
  [/^illegal leading zero$/, () => say`illegal leading zero`],
  [/^illegal underscore$/, () => say`illegal underscore`],
  [/^illegal character in numeric literal$/, () => say`illegal character in numeric literal`],
  [/^unfinished numeric value$/, () => say`unfinished numeric value`],
  [/^integer value cannot be represented losslessly$/, () => say`integer value cannot be represented losslessly`],
  [/^invalid date-time: date part is malformed$/, () => say`invalid date-time: date part is malformed`],
  [/^invalid date-time: time part is malformed$/, () => say`invalid date-time: time part is malformed`],
  [/^invalid date$/, () => say`invalid date`],
  [/^expected end of table array declaration$/, () => say`expected end of table array declaration`],
  [
    /^each key-value declaration must be followed by an end-of-line$/,
    () => say`each key-value declaration must be followed by an end-of-line`,
  ],
  [/^control characters are not allowed in strings$/, () => say`control characters are not allowed in strings`],
  [/^control characters are not allowed in comments$/, () => say`control characters are not allowed in comments`],
  [/^invalid non-hex character in unicode escape$/, () => say`invalid non-hex character in unicode escape`],
  [/^invalid unicode escape$/, () => say`invalid unicode escape`],
  [/^unrecognised escape sequence$/, () => say`unrecognised escape sequence`],
  [
    /^invalid escape: only line-ending whitespace may be escaped$/,
    () => say`invalid escape: only line-ending whitespace may be escaped`,
  ],
  [/^unfinished string$/, () => say`unfinished string`],
  [/^unexpected end of key$/, () => say`unexpected end of key`],
  [/^illegal empty bare key$/, () => say`illegal empty bare key`],
  [
    /^illegal quoted key: multiline strings are not allowed$/,
    () => say`illegal quoted key: multiline strings are not allowed`,
  ],
  [/^illegal character in key$/, () => say`illegal character in key`],
  [/^incomplete key-value: cannot find end of key$/, () => say`incomplete key-value: cannot find end of key`],
  [/^trying to redefine an already defined value$/, () => say`trying to redefine an already defined value`],
  [/^document contains an unsafe property$/, () => say`document contains an unsafe property`],
  [/^expected comma or end of structure$/, () => say`expected comma or end of structure`],
  [/^unfinished table$/, () => say`unfinished table`],
  [/^unfinished array$/, () => say`unfinished array`],
];

/** By the names of jsonc-parser's codes. */
const json: Readonly<Record<string, () => string>> = {
  InvalidSymbol: () => say`invalid symbol`,
  InvalidNumberFormat: () => say`invalid number format`,
  PropertyNameExpected: () => say`property name expected`,
  ValueExpected: () => say`value expected`,
  ColonExpected: () => say`colon expected`,
  CommaExpected: () => say`comma expected`,
  CloseBraceExpected: () => say`close brace expected`,
  CloseBracketExpected: () => say`close bracket expected`,
  EndOfFileExpected: () => say`end of file expected`,
  InvalidCommentToken: () => say`invalid comment token`,
  UnexpectedEndOfComment: () => say`unexpected end of comment`,
  UnexpectedEndOfString: () => say`unexpected end of string`,
  UnexpectedEndOfNumber: () => say`unexpected end of number`,
  InvalidUnicode: () => say`invalid unicode`,
  InvalidEscapeCharacter: () => say`invalid escape character`,
  InvalidCharacter: () => say`invalid character`,
};

/** What YAML calls lists and mappings, in brackets (flow) or not. */
function collection(name: string): string {
  switch (name) {
    case "flow map":
      return say`flow map`;
    case "Flow map":
      return say`Flow map`;
    case "flow sequence":
      return say`flow sequence`;
    case "Flow sequence":
      return say`Flow sequence`;
    default:
      return name === "collection" ? say`collection` : name;
  }
}

function reworded(sayings: readonly Saying[], message: string): string {
  for (const [said, words] of sayings) {
    const found = said.exec(message);
    if (found) return words(...found.slice(1));
  }
  return message;
}

/** @param message of an error of the package `yaml`. */
export const yamlWords = (message: string): string => reworded(yaml, message);

/** @param summary the first line of an error of smol-toml, without its beginning that is always the same. */
export const tomlWords = (summary: string): string => reworded(toml, summary);

/** @param code the name of an error code of jsonc-parser. */
export const jsonWords = (code: string): string => json[code]?.() ?? code;
