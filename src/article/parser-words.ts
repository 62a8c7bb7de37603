/**
 * Translates messages of the YAML, TOML and JSON parsers into the user's language. English messages and unknown
 * messages stay unchanged.
 */
import { t } from "../platform/i18n.js";

type Saying = readonly [said: RegExp, words: (...parts: string[]) => string];

/** Messages of the package `yaml`: errors, not warnings, that a single document can cause. */
const yaml: readonly Saying[] = [
  [
    /^All (collection|mapping|sequence) items must start at the same column$/,
    (what) =>
      what === "sequence"
        ? t("parser.yaml.sequenceColumn", "All sequence items must start at the same column")
        : what === "mapping"
          ? t("parser.yaml.mappingColumn", "All mapping items must start at the same column")
          : t("parser.yaml.collectionColumn", "All collection items must start at the same column"),
  ],
  [
    /^Nested mappings are not allowed in compact mappings$/,
    () => t("parser.yaml.compactMapping", "Nested mappings are not allowed in compact mappings"),
  ],
  [
    /^A block sequence may not be used as an implicit map key$/,
    () => t("parser.yaml.sequenceAsKey", "A block sequence may not be used as an implicit map key"),
  ],
  [
    /^Implicit keys need to be on a single line$/,
    () => t("parser.yaml.keyLine", "Implicit keys need to be on a single line"),
  ],
  [
    /^Implicit keys of flow sequence pairs need to be on a single line$/,
    () => t("parser.yaml.flowKeyLine", "Implicit keys of flow sequence pairs need to be on a single line"),
  ],
  [
    /^Implicit map keys need to be followed by map values$/,
    () => t("parser.yaml.keyWithoutValue", "Implicit map keys need to be followed by map values"),
  ],
  [
    /^The : indicator must be at most 1024 chars after the start of an implicit block mapping key$/,
    () =>
      t(
        "parser.yaml.longKey",
        "The : indicator must be at most 1024 chars after the start of an implicit block mapping key",
      ),
  ],
  [
    /^The : indicator must be at most 1024 chars after the start of an implicit flow sequence key$/,
    () =>
      t(
        "parser.yaml.longFlowKey",
        "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key",
      ),
  ],
  [/^Map comment with trailing content$/, () => t("parser.yaml.mapComment", "Map comment with trailing content")],
  [/^Map keys must be unique$/, () => t("parser.yaml.duplicateKey", "Map keys must be unique")],
  [/^Sequence item without - indicator$/, () => t("parser.yaml.itemIndicator", "Sequence item without - indicator")],
  [
    /^Missing newline after block sequence props$/,
    () => t("parser.yaml.propertiesNewline", "Missing newline after block sequence props"),
  ],
  [
    /^Missing closing (["'])( ?)quote$/,
    (quote, blank) =>
      blank
        ? t("parser.yaml.closingQuote", "Missing closing {quote} quote", { quote })
        : t("parser.yaml.closingQuote.joined", "Missing closing {quote}quote", { quote }),
  ],
  [
    /^Missing directives-end indicator line$/,
    () => t("parser.yaml.directivesEnd", "Missing directives-end indicator line"),
  ],
  [
    /^Missing directives-end\/doc-start indicator line$/,
    () => t("parser.yaml.directivesEnd.start", "Missing directives-end/doc-start indicator line"),
  ],
  [
    /^Missing , or : between (.+) items$/,
    (where) => t("parser.yaml.separator", "Missing , or : between {where} items", { where: collection(where) }),
  ],
  [
    /^Missing , between (.+) items$/,
    (where) => t("parser.yaml.comma", "Missing , between {where} items", { where: collection(where) }),
  ],
  [
    /^Missing space after : in (.+)$/,
    (where) => t("parser.yaml.spaceAfterColon", "Missing space after : in {where}", { where: collection(where) }),
  ],
  [
    /^Unexpected empty item in (.+)$/,
    (where) => t("parser.yaml.emptyItem", "Unexpected empty item in {where}", { where: collection(where) }),
  ],
  [/^Unexpected (\S+) at node end$/, (what) => t("parser.yaml.afterNode", "Unexpected {what} at node end", { what })],
  [
    /^Unexpected token in block scalar header: (.+)$/s,
    (what) => t("parser.yaml.blockHeaderToken", "Unexpected token in block scalar header: {what}", { what }),
  ],
  [
    /^Unexpected block-seq-ind on same line with key(: .+)?$/s,
    (source = "") =>
      t("parser.yaml.sequenceOnKeyLine", "Unexpected block-seq-ind on same line with key{source}", { source }),
  ],
  [
    /^Unexpected (\S+) token in YAML stream(: .+)?$/s,
    (what, source = "") =>
      t("parser.yaml.streamToken", "Unexpected {what} token in YAML stream{source}", { what, source }),
  ],
  [
    /^Unexpected (\S+) token in YAML document(: .+)?$/s,
    (what, source = "") =>
      t("parser.yaml.documentToken", "Unexpected {what} token in YAML document{source}", { what, source }),
  ],
  [
    /^Unexpected (.+) in (flow map|flow sequence|collection)$/s,
    (what, where) => t("parser.yaml.unexpected", "Unexpected {what} in {where}", { what, where: collection(where) }),
  ],
  [/^Unexpected (\S+) token$/, (what) => t("parser.yaml.token", "Unexpected {what} token", { what })],
  [/^Not a YAML token: (.+)$/s, (what) => t("parser.yaml.notToken", "Not a YAML token: {what}", { what })],
  [
    /^(Flow map|Flow sequence) must end with a (.)$/,
    (what, sign) => t("parser.yaml.flowEnd", "{what} must end with a {sign}", { what: collection(what), sign }),
  ],
  [
    /^(Flow map|Flow sequence) in block collection must be sufficiently indented and end with a (.)$/,
    (what, sign) =>
      t("parser.yaml.flowIndent", "{what} in block collection must be sufficiently indented and end with a {sign}", {
        what: collection(what),
        sign,
      }),
  ],
  [
    /^Block collections are not allowed within flow collections$/,
    () => t("parser.yaml.blockInFlow", "Block collections are not allowed within flow collections"),
  ],
  [
    /^Block collection cannot start on same line with directives-end marker$/,
    () => t("parser.yaml.blockOnMarkerLine", "Block collection cannot start on same line with directives-end marker"),
  ],
  [
    /^Expected a flow scalar value, but found: (.+)$/,
    (what) => t("parser.yaml.flowScalar", "Expected a flow scalar value, but found: {what}", { what }),
  ],
  [
    /^Plain value cannot start with a tab character$/,
    () => t("parser.yaml.plainTab", "Plain value cannot start with a tab character"),
  ],
  [
    /^Plain value cannot start with flow indicator character (.)$/,
    (sign) => t("parser.yaml.plainFlow", "Plain value cannot start with flow indicator character {sign}", { sign }),
  ],
  [
    /^Plain value cannot start with directive indicator character (.)$/,
    (sign) =>
      t("parser.yaml.plainDirective", "Plain value cannot start with directive indicator character {sign}", { sign }),
  ],
  [
    /^Plain value cannot start with block scalar indicator (.)$/,
    (sign) => t("parser.yaml.plainBlock", "Plain value cannot start with block scalar indicator {sign}", { sign }),
  ],
  [
    /^Plain value cannot start with reserved character (.)$/,
    (sign) => t("parser.yaml.plainReserved", "Plain value cannot start with reserved character {sign}", { sign }),
  ],
  [
    /^Block scalar header includes extra characters: (.+)$/s,
    (what) => t("parser.yaml.blockHeader", "Block scalar header includes extra characters: {what}", { what }),
  ],
  [
    /^Block scalars with more-indented leading empty lines must use an explicit indentation indicator$/,
    () =>
      t(
        "parser.yaml.blockIndicator",
        "Block scalars with more-indented leading empty lines must use an explicit indentation indicator",
      ),
  ],
  [
    /^Block scalar values in collections must be indented$/,
    () => t("parser.yaml.blockInCollection", "Block scalar values in collections must be indented"),
  ],
  [
    /^Block scalar lines must not be less indented than their first line$/,
    () => t("parser.yaml.blockLines", "Block scalar lines must not be less indented than their first line"),
  ],
  [
    /^Block scalar lines must not be less indented than their explicit indentation indicator$/,
    () =>
      t(
        "parser.yaml.blockLines.explicit",
        "Block scalar lines must not be less indented than their explicit indentation indicator",
      ),
  ],
  [/^Invalid escape sequence (.+)$/s, (what) => t("parser.yaml.escape", "Invalid escape sequence {what}", { what })],
  [/^Tabs are not allowed as indentation$/, () => t("parser.yaml.tabs", "Tabs are not allowed as indentation")],
  [
    /^Comments must be separated from other tokens by white space characters$/,
    () => t("parser.yaml.commentSpace", "Comments must be separated from other tokens by white space characters"),
  ],
  [
    /^Tags and anchors must be separated from the next token by white space$/,
    () => t("parser.yaml.tagSpace", "Tags and anchors must be separated from the next token by white space"),
  ],
  [
    /^Anchors and tags must be after the (\S+) indicator$/,
    (sign) => t("parser.yaml.anchorPosition", "Anchors and tags must be after the {sign} indicator", { sign }),
  ],
  [
    /^A node can have at most one (anchor|tag)$/,
    (what) =>
      what === "tag"
        ? t("parser.yaml.oneTag", "A node can have at most one tag")
        : t("parser.yaml.oneAnchor", "A node can have at most one anchor"),
  ],
  [
    /^An alias node must not specify any properties$/,
    () => t("parser.yaml.aliasProperties", "An alias node must not specify any properties"),
  ],
  [
    /^(Alias|Anchor) cannot be an empty string$/,
    (what) =>
      what === "Alias"
        ? t("parser.yaml.emptyAlias", "Alias cannot be an empty string")
        : t("parser.yaml.emptyAnchor", "Anchor cannot be an empty string"),
  ],
  [
    /^(Alias|Anchor) ending in : is ambiguous$/,
    (what) =>
      what === "Alias"
        ? t("parser.yaml.aliasColon", "Alias ending in : is ambiguous")
        : t("parser.yaml.anchorColon", "Anchor ending in : is ambiguous"),
  ],
  [
    /^Unresolved alias \(the anchor must be set before the alias\): (.+)$/s,
    (name) =>
      t("parser.yaml.unresolvedAlias", "Unresolved alias (the anchor must be set before the alias): {name}", {
        name,
      }),
  ],
  [
    /^Excessive alias count indicates a resource exhaustion attack$/,
    () => t("parser.yaml.tooManyAliases", "Excessive alias count indicates a resource exhaustion attack"),
  ],
  [/^Unresolved tag: (.+)$/s, (tag) => t("parser.yaml.unresolvedTag", "Unresolved tag: {tag}", { tag })],
  [
    /^Could not resolve tag: (.+)$/s,
    (tag) => t("parser.yaml.unresolvableTag", "Could not resolve tag: {tag}", { tag }),
  ],
  [/^Not a valid tag: (.+)$/s, (tag) => t("parser.yaml.invalidTag", "Not a valid tag: {tag}", { tag })],
  [/^The (.+) tag has no suffix$/s, (tag) => t("parser.yaml.tagSuffix", "The {tag} tag has no suffix", { tag })],
  [/^Verbatim tags must end with a >$/, () => t("parser.yaml.verbatimEnd", "Verbatim tags must end with a >")],
  [
    /^Verbatim tags aren't resolved, so (.+) is invalid\.$/s,
    (tag) => t("parser.yaml.verbatimTag", "Verbatim tags aren't resolved, so {tag} is invalid.", { tag }),
  ],
  [
    /^%TAG directive should contain exactly two parts$/,
    () => t("parser.yaml.tagDirective", "%TAG directive should contain exactly two parts"),
  ],
  [
    /^%YAML directive should contain exactly one part$/,
    () => t("parser.yaml.versionDirective", "%YAML directive should contain exactly one part"),
  ],
  [
    /^Unsupported YAML version (.+)$/s,
    (version) => t("parser.yaml.version", "Unsupported YAML version {version}", { version }),
  ],
  [
    /^Source contains multiple documents; please use YAML\.parseAllDocuments\(\)$/,
    () => t("parser.yaml.documents", "Source contains multiple documents; please use YAML.parseAllDocuments()"),
  ],
];

/** Messages of smol-toml: the first line after "Invalid TOML document". */
const toml: readonly Saying[] = [
  [/^invalid value$/, () => t("parser.toml.value", "invalid value")],
  [/^illegal leading zero$/, () => t("parser.toml.leadingZero", "illegal leading zero")],
  [/^illegal underscore$/, () => t("parser.toml.underscore", "illegal underscore")],
  [
    /^illegal character in numeric literal$/,
    () => t("parser.toml.numberCharacter", "illegal character in numeric literal"),
  ],
  [/^unfinished numeric value$/, () => t("parser.toml.unfinishedNumber", "unfinished numeric value")],
  [
    /^integer value cannot be represented losslessly$/,
    () => t("parser.toml.bigInteger", "integer value cannot be represented losslessly"),
  ],
  [
    /^invalid date-time: date part is malformed$/,
    () => t("parser.toml.datePart", "invalid date-time: date part is malformed"),
  ],
  [
    /^invalid date-time: time part is malformed$/,
    () => t("parser.toml.timePart", "invalid date-time: time part is malformed"),
  ],
  [/^invalid date$/, () => t("parser.toml.date", "invalid date")],
  [
    /^expected end of table array declaration$/,
    () => t("parser.toml.tableArrayEnd", "expected end of table array declaration"),
  ],
  [
    /^each key-value declaration must be followed by an end-of-line$/,
    () => t("parser.toml.entryEnd", "each key-value declaration must be followed by an end-of-line"),
  ],
  [
    /^control characters are not allowed in strings$/,
    () => t("parser.toml.controlInString", "control characters are not allowed in strings"),
  ],
  [
    /^control characters are not allowed in comments$/,
    () => t("parser.toml.controlInComment", "control characters are not allowed in comments"),
  ],
  [
    /^invalid non-hex character in unicode escape$/,
    () => t("parser.toml.unicodeDigit", "invalid non-hex character in unicode escape"),
  ],
  [/^invalid unicode escape$/, () => t("parser.toml.unicodeEscape", "invalid unicode escape")],
  [/^unrecognised escape sequence$/, () => t("parser.toml.escape", "unrecognised escape sequence")],
  [
    /^invalid escape: only line-ending whitespace may be escaped$/,
    () => t("parser.toml.whitespaceEscape", "invalid escape: only line-ending whitespace may be escaped"),
  ],
  [/^unfinished string$/, () => t("parser.toml.unfinishedString", "unfinished string")],
  [/^unexpected end of key$/, () => t("parser.toml.keyEnd", "unexpected end of key")],
  [/^illegal empty bare key$/, () => t("parser.toml.emptyKey", "illegal empty bare key")],
  [
    /^illegal quoted key: multiline strings are not allowed$/,
    () => t("parser.toml.multilineKey", "illegal quoted key: multiline strings are not allowed"),
  ],
  [/^illegal character in key$/, () => t("parser.toml.keyCharacter", "illegal character in key")],
  [
    /^incomplete key-value: cannot find end of key$/,
    () => t("parser.toml.incompleteEntry", "incomplete key-value: cannot find end of key"),
  ],
  [
    /^trying to redefine an already defined value$/,
    () => t("parser.toml.redefined", "trying to redefine an already defined value"),
  ],
  [/^document contains an unsafe property$/, () => t("parser.toml.unsafe", "document contains an unsafe property")],
  [/^expected comma or end of structure$/, () => t("parser.toml.commaOrEnd", "expected comma or end of structure")],
  [/^unfinished table$/, () => t("parser.toml.unfinishedTable", "unfinished table")],
  [/^unfinished array$/, () => t("parser.toml.unfinishedArray", "unfinished array")],
];

/** By the code names of jsonc-parser. */
const json: Readonly<Record<string, () => string>> = {
  InvalidSymbol: () => t("parser.json.symbol", "invalid symbol"),
  InvalidNumberFormat: () => t("parser.json.number", "invalid number format"),
  PropertyNameExpected: () => t("parser.json.property", "property name expected"),
  ValueExpected: () => t("parser.json.value", "value expected"),
  ColonExpected: () => t("parser.json.colon", "colon expected"),
  CommaExpected: () => t("parser.json.comma", "comma expected"),
  CloseBraceExpected: () => t("parser.json.brace", "close brace expected"),
  CloseBracketExpected: () => t("parser.json.bracket", "close bracket expected"),
  EndOfFileExpected: () => t("parser.json.end", "end of file expected"),
  InvalidCommentToken: () => t("parser.json.comment", "invalid comment token"),
  UnexpectedEndOfComment: () => t("parser.json.commentEnd", "unexpected end of comment"),
  UnexpectedEndOfString: () => t("parser.json.stringEnd", "unexpected end of string"),
  UnexpectedEndOfNumber: () => t("parser.json.numberEnd", "unexpected end of number"),
  InvalidUnicode: () => t("parser.json.unicode", "invalid unicode"),
  InvalidEscapeCharacter: () => t("parser.json.escape", "invalid escape character"),
  InvalidCharacter: () => t("parser.json.character", "invalid character"),
};

/** The name of a YAML list or mapping, in flow or block style. */
function collection(name: string): string {
  switch (name) {
    case "flow map":
      return t("parser.yaml.flowMap", "flow map");
    case "Flow map":
      return t("parser.yaml.flowMap.first", "Flow map");
    case "flow sequence":
      return t("parser.yaml.flowSequence", "flow sequence");
    case "Flow sequence":
      return t("parser.yaml.flowSequence.first", "Flow sequence");
    default:
      return name === "collection" ? t("parser.yaml.collection", "collection") : name;
  }
}

function reworded(sayings: readonly Saying[], message: string): string {
  for (const [said, words] of sayings) {
    const found = said.exec(message);
    if (found) return words(...found.slice(1));
  }
  return message;
}

/** @param message the message of an error of the package `yaml`. */
export const yamlWords = (message: string): string => reworded(yaml, message);

/** @param summary the first line of a smol-toml error, without its constant prefix. */
export const tomlWords = (summary: string): string => reworded(toml, summary);

/** @param code the name of an error code of jsonc-parser. */
export const jsonWords = (code: string): string => json[code]?.() ?? code;
