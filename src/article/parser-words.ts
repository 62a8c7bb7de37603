/**
 * What the parsers of YAML, TOML and JSON say, in the user's language. In English it stays as they say it; so does what
 * they come to say that is not known here.
 */
import { t } from "../platform/i18n.js";

type Saying = readonly [said: RegExp, words: (...parts: string[]) => string];

/** Of the package `yaml`: errors, not warnings, that can come of a single document. */
const yaml: readonly Saying[] = [
  [
    /^All (collection|mapping|sequence) items must start at the same column$/,
    (what) =>
      what === "sequence"
        ? t("article.sequenceItemsMust", "All sequence items must start at the same column")
        : what === "mapping"
          ? t("article.mappingItemsMust", "All mapping items must start at the same column")
          : t("article.collectionItemsMust", "All collection items must start at the same column"),
  ],
  [
    /^Nested mappings are not allowed in compact mappings$/,
    () => t("article.nestedMappingsAllowed", "Nested mappings are not allowed in compact mappings"),
  ],
  [
    /^A block sequence may not be used as an implicit map key$/,
    () => t("article.blockSequenceMay", "A block sequence may not be used as an implicit map key"),
  ],
  [
    /^Implicit keys need to be on a single line$/,
    () => t("article.implicitKeysNeed", "Implicit keys need to be on a single line"),
  ],
  [
    /^Implicit keys of flow sequence pairs need to be on a single line$/,
    () => t("article.implicitKeysFlow", "Implicit keys of flow sequence pairs need to be on a single line"),
  ],
  [
    /^Implicit map keys need to be followed by map values$/,
    () => t("article.implicitMapKeys", "Implicit map keys need to be followed by map values"),
  ],
  [
    /^The : indicator must be at most 1024 chars after the start of an implicit block mapping key$/,
    () =>
      t(
        "article.indicatorMustMost",
        "The : indicator must be at most 1024 chars after the start of an implicit block mapping key",
      ),
  ],
  [
    /^The : indicator must be at most 1024 chars after the start of an implicit flow sequence key$/,
    () =>
      t(
        "article.indicatorMustMostChars",
        "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key",
      ),
  ],
  [/^Map comment with trailing content$/, () => t("article.mapCommentTrailing", "Map comment with trailing content")],
  [/^Map keys must be unique$/, () => t("article.mapKeysMust", "Map keys must be unique")],
  [/^Sequence item without - indicator$/, () => t("article.sequenceItemWithout", "Sequence item without - indicator")],
  [
    /^Missing newline after block sequence props$/,
    () => t("article.missingNewlineAfter", "Missing newline after block sequence props"),
  ],
  [
    /^Missing closing (["'])( ?)quote$/,
    (quote, blank) =>
      blank
        ? t("article.missingClosingQuote", "Missing closing {quote} quote", { quote })
        : t("article.missingClosingQuote2", "Missing closing {quote}quote", { quote }),
  ],
  [
    /^Missing directives-end indicator line$/,
    () => t("article.missingDirectivesEnd", "Missing directives-end indicator line"),
  ],
  [
    /^Missing directives-end\/doc-start indicator line$/,
    () => t("article.missingDirectivesEndDoc", "Missing directives-end/doc-start indicator line"),
  ],
  [
    /^Missing , or : between (.+) items$/,
    (where) => t("article.missingBetweenItems", "Missing , or : between {where} items", { where: collection(where) }),
  ],
  [
    /^Missing , between (.+) items$/,
    (where) => t("article.missingBetweenItems2", "Missing , between {where} items", { where: collection(where) }),
  ],
  [
    /^Missing space after : in (.+)$/,
    (where) => t("article.missingSpaceAfter", "Missing space after : in {where}", { where: collection(where) }),
  ],
  [
    /^Unexpected empty item in (.+)$/,
    (where) => t("article.unexpectedEmptyItem", "Unexpected empty item in {where}", { where: collection(where) }),
  ],
  [
    /^Unexpected (\S+) at node end$/,
    (what) => t("article.unexpectedNodeEnd", "Unexpected {what} at node end", { what }),
  ],
  [
    /^Unexpected token in block scalar header: (.+)$/s,
    (what) => t("article.unexpectedTokenBlock", "Unexpected token in block scalar header: {what}", { what }),
  ],
  [
    /^Unexpected block-seq-ind on same line with key(: .+)?$/s,
    (source = "") =>
      t("article.unexpectedBlockSeq", "Unexpected block-seq-ind on same line with key{source}", { source }),
  ],
  [
    /^Unexpected (\S+) token in YAML stream(: .+)?$/s,
    (what, source = "") =>
      t("article.unexpectedTokenYaml", "Unexpected {what} token in YAML stream{source}", { what, source }),
  ],
  [
    /^Unexpected (\S+) token in YAML document(: .+)?$/s,
    (what, source = "") =>
      t("article.unexpectedTokenYamlDocument", "Unexpected {what} token in YAML document{source}", { what, source }),
  ],
  [
    /^Unexpected (.+) in (flow map|flow sequence|collection)$/s,
    (what, where) => t("article.unexpected", "Unexpected {what} in {where}", { what, where: collection(where) }),
  ],
  [/^Unexpected (\S+) token$/, (what) => t("article.unexpectedToken", "Unexpected {what} token", { what })],
  [/^Not a YAML token: (.+)$/s, (what) => t("article.yamlToken", "Not a YAML token: {what}", { what })],
  [
    /^(Flow map|Flow sequence) must end with a (.)$/,
    (what, sign) => t("article.mustEnd", "{what} must end with a {sign}", { what: collection(what), sign }),
  ],
  [
    /^(Flow map|Flow sequence) in block collection must be sufficiently indented and end with a (.)$/,
    (what, sign) =>
      t(
        "article.blockCollectionMust",
        "{what} in block collection must be sufficiently indented and end with a {sign}",
        { what: collection(what), sign },
      ),
  ],
  [
    /^Block collections are not allowed within flow collections$/,
    () => t("article.blockCollectionsAllowed", "Block collections are not allowed within flow collections"),
  ],
  [
    /^Block collection cannot start on same line with directives-end marker$/,
    () => t("article.blockCollectionCannot", "Block collection cannot start on same line with directives-end marker"),
  ],
  [
    /^Expected a flow scalar value, but found: (.+)$/,
    (what) => t("article.expectedFlowScalar", "Expected a flow scalar value, but found: {what}", { what }),
  ],
  [
    /^Plain value cannot start with a tab character$/,
    () => t("article.plainValueCannot", "Plain value cannot start with a tab character"),
  ],
  [
    /^Plain value cannot start with flow indicator character (.)$/,
    (sign) =>
      t("article.plainValueCannotStart", "Plain value cannot start with flow indicator character {sign}", { sign }),
  ],
  [
    /^Plain value cannot start with directive indicator character (.)$/,
    (sign) =>
      t(
        "article.plainValueCannotStartDirective",
        "Plain value cannot start with directive indicator character {sign}",
        { sign },
      ),
  ],
  [
    /^Plain value cannot start with block scalar indicator (.)$/,
    (sign) =>
      t("article.plainValueCannotStartBlock", "Plain value cannot start with block scalar indicator {sign}", { sign }),
  ],
  [
    /^Plain value cannot start with reserved character (.)$/,
    (sign) =>
      t("article.plainValueCannotStartReserved", "Plain value cannot start with reserved character {sign}", { sign }),
  ],
  [
    /^Block scalar header includes extra characters: (.+)$/s,
    (what) => t("article.blockScalarHeader", "Block scalar header includes extra characters: {what}", { what }),
  ],
  [
    /^Block scalars with more-indented leading empty lines must use an explicit indentation indicator$/,
    () =>
      t(
        "article.blockScalarsMore",
        "Block scalars with more-indented leading empty lines must use an explicit indentation indicator",
      ),
  ],
  [
    /^Block scalar values in collections must be indented$/,
    () => t("article.blockScalarValues", "Block scalar values in collections must be indented"),
  ],
  [
    /^Block scalar lines must not be less indented than their first line$/,
    () => t("article.blockScalarLines", "Block scalar lines must not be less indented than their first line"),
  ],
  [
    /^Block scalar lines must not be less indented than their explicit indentation indicator$/,
    () =>
      t(
        "article.blockScalarLinesMust",
        "Block scalar lines must not be less indented than their explicit indentation indicator",
      ),
  ],
  [
    /^Invalid escape sequence (.+)$/s,
    (what) => t("article.invalidEscapeSequence", "Invalid escape sequence {what}", { what }),
  ],
  [
    /^Tabs are not allowed as indentation$/,
    () => t("article.tabsAllowedIndentation", "Tabs are not allowed as indentation"),
  ],
  [
    /^Comments must be separated from other tokens by white space characters$/,
    () => t("article.commentsMustSeparated", "Comments must be separated from other tokens by white space characters"),
  ],
  [
    /^Tags and anchors must be separated from the next token by white space$/,
    () => t("article.tagsAnchorsMust", "Tags and anchors must be separated from the next token by white space"),
  ],
  [
    /^Anchors and tags must be after the (\S+) indicator$/,
    (sign) => t("article.anchorsTagsMust", "Anchors and tags must be after the {sign} indicator", { sign }),
  ],
  [
    /^A node can have at most one (anchor|tag)$/,
    (what) =>
      what === "tag"
        ? t("article.nodeCanMost", "A node can have at most one tag")
        : t("article.nodeCanMostAnchor", "A node can have at most one anchor"),
  ],
  [
    /^An alias node must not specify any properties$/,
    () => t("article.aliasNodeMust", "An alias node must not specify any properties"),
  ],
  [
    /^(Alias|Anchor) cannot be an empty string$/,
    (what) =>
      what === "Alias"
        ? t("article.aliasCannotEmpty", "Alias cannot be an empty string")
        : t("article.anchorCannotEmpty", "Anchor cannot be an empty string"),
  ],
  [
    /^(Alias|Anchor) ending in : is ambiguous$/,
    (what) =>
      what === "Alias"
        ? t("article.aliasEndingAmbiguous", "Alias ending in : is ambiguous")
        : t("article.anchorEndingAmbiguous", "Anchor ending in : is ambiguous"),
  ],
  [
    /^Unresolved alias \(the anchor must be set before the alias\): (.+)$/s,
    (name) =>
      t("article.unresolvedAliasAnchor", "Unresolved alias (the anchor must be set before the alias): {name}", {
        name,
      }),
  ],
  [
    /^Excessive alias count indicates a resource exhaustion attack$/,
    () => t("article.excessiveAliasCount", "Excessive alias count indicates a resource exhaustion attack"),
  ],
  [/^Unresolved tag: (.+)$/s, (tag) => t("article.unresolvedTag", "Unresolved tag: {tag}", { tag })],
  [/^Could not resolve tag: (.+)$/s, (tag) => t("article.couldResolveTag", "Could not resolve tag: {tag}", { tag })],
  [/^Not a valid tag: (.+)$/s, (tag) => t("article.validTag", "Not a valid tag: {tag}", { tag })],
  [/^The (.+) tag has no suffix$/s, (tag) => t("article.tagSuffix", "The {tag} tag has no suffix", { tag })],
  [/^Verbatim tags must end with a >$/, () => t("article.verbatimTagsMust", "Verbatim tags must end with a >")],
  [
    /^Verbatim tags aren't resolved, so (.+) is invalid\.$/s,
    (tag) => t("article.verbatimTagsArent", "Verbatim tags aren't resolved, so {tag} is invalid.", { tag }),
  ],
  [
    /^%TAG directive should contain exactly two parts$/,
    () => t("article.tagDirectiveShould", "%TAG directive should contain exactly two parts"),
  ],
  [
    /^%YAML directive should contain exactly one part$/,
    () => t("article.yamlDirectiveShould", "%YAML directive should contain exactly one part"),
  ],
  [
    /^Unsupported YAML version (.+)$/s,
    (version) => t("article.unsupportedYamlVersion", "Unsupported YAML version {version}", { version }),
  ],
  [
    /^Source contains multiple documents; please use YAML\.parseAllDocuments\(\)$/,
    () =>
      t("article.sourceContainsMultiple", "Source contains multiple documents; please use YAML.parseAllDocuments()"),
  ],
];

/** Of smol-toml, the first line behind its "Invalid TOML document". */
const toml: readonly Saying[] = [
  [/^invalid value$/, () => t("article.invalidValue", "invalid value")],
  [/^illegal leading zero$/, () => t("article.illegalLeadingZero", "illegal leading zero")],
  [/^illegal underscore$/, () => t("article.illegalUnderscore", "illegal underscore")],
  [
    /^illegal character in numeric literal$/,
    () => t("article.illegalCharacterNumeric", "illegal character in numeric literal"),
  ],
  [/^unfinished numeric value$/, () => t("article.unfinishedNumericValue", "unfinished numeric value")],
  [
    /^integer value cannot be represented losslessly$/,
    () => t("article.integerValueCannot", "integer value cannot be represented losslessly"),
  ],
  [
    /^invalid date-time: date part is malformed$/,
    () => t("article.invalidDateTime", "invalid date-time: date part is malformed"),
  ],
  [
    /^invalid date-time: time part is malformed$/,
    () => t("article.invalidDateTimeTime", "invalid date-time: time part is malformed"),
  ],
  [/^invalid date$/, () => t("article.invalidDate", "invalid date")],
  [
    /^expected end of table array declaration$/,
    () => t("article.expectedEndTable", "expected end of table array declaration"),
  ],
  [
    /^each key-value declaration must be followed by an end-of-line$/,
    () => t("article.keyValueDeclaration", "each key-value declaration must be followed by an end-of-line"),
  ],
  [
    /^control characters are not allowed in strings$/,
    () => t("article.controlCharactersAllowed", "control characters are not allowed in strings"),
  ],
  [
    /^control characters are not allowed in comments$/,
    () => t("article.controlCharactersAllowedComments", "control characters are not allowed in comments"),
  ],
  [
    /^invalid non-hex character in unicode escape$/,
    () => t("article.invalidNonHex", "invalid non-hex character in unicode escape"),
  ],
  [/^invalid unicode escape$/, () => t("article.invalidUnicodeEscape", "invalid unicode escape")],
  [/^unrecognised escape sequence$/, () => t("article.unrecognisedEscapeSequence", "unrecognised escape sequence")],
  [
    /^invalid escape: only line-ending whitespace may be escaped$/,
    () => t("article.invalidEscapeOnly", "invalid escape: only line-ending whitespace may be escaped"),
  ],
  [/^unfinished string$/, () => t("article.unfinishedString", "unfinished string")],
  [/^unexpected end of key$/, () => t("article.unexpectedEndKey", "unexpected end of key")],
  [/^illegal empty bare key$/, () => t("article.illegalEmptyBare", "illegal empty bare key")],
  [
    /^illegal quoted key: multiline strings are not allowed$/,
    () => t("article.illegalQuotedKey", "illegal quoted key: multiline strings are not allowed"),
  ],
  [/^illegal character in key$/, () => t("article.illegalCharacterKey", "illegal character in key")],
  [
    /^incomplete key-value: cannot find end of key$/,
    () => t("article.incompleteKeyValue", "incomplete key-value: cannot find end of key"),
  ],
  [
    /^trying to redefine an already defined value$/,
    () => t("article.tryingRedefineAlready", "trying to redefine an already defined value"),
  ],
  [
    /^document contains an unsafe property$/,
    () => t("article.documentContainsUnsafe", "document contains an unsafe property"),
  ],
  [/^expected comma or end of structure$/, () => t("article.expectedCommaEnd", "expected comma or end of structure")],
  [/^unfinished table$/, () => t("article.unfinishedTable", "unfinished table")],
  [/^unfinished array$/, () => t("article.unfinishedArray", "unfinished array")],
];

/** By the names of jsonc-parser's codes. */
const json: Readonly<Record<string, () => string>> = {
  InvalidSymbol: () => t("article.invalidSymbol", "invalid symbol"),
  InvalidNumberFormat: () => t("article.invalidNumberFormat", "invalid number format"),
  PropertyNameExpected: () => t("article.propertyNameExpected", "property name expected"),
  ValueExpected: () => t("article.valueExpected", "value expected"),
  ColonExpected: () => t("article.colonExpected", "colon expected"),
  CommaExpected: () => t("article.commaExpected", "comma expected"),
  CloseBraceExpected: () => t("article.closeBraceExpected", "close brace expected"),
  CloseBracketExpected: () => t("article.closeBracketExpected", "close bracket expected"),
  EndOfFileExpected: () => t("article.endFileExpected", "end of file expected"),
  InvalidCommentToken: () => t("article.invalidCommentToken", "invalid comment token"),
  UnexpectedEndOfComment: () => t("article.unexpectedEndComment", "unexpected end of comment"),
  UnexpectedEndOfString: () => t("article.unexpectedEndString", "unexpected end of string"),
  UnexpectedEndOfNumber: () => t("article.unexpectedEndNumber", "unexpected end of number"),
  InvalidUnicode: () => t("article.invalidUnicode", "invalid unicode"),
  InvalidEscapeCharacter: () => t("article.invalidEscapeCharacter", "invalid escape character"),
  InvalidCharacter: () => t("article.invalidCharacter", "invalid character"),
};

/** What YAML calls lists and mappings, in brackets (flow) or not. */
function collection(name: string): string {
  switch (name) {
    case "flow map":
      return t("article.flowMap", "flow map");
    case "Flow map":
      return t("article.flowMap2", "Flow map");
    case "flow sequence":
      return t("article.flowSequence", "flow sequence");
    case "Flow sequence":
      return t("article.flowSequence2", "Flow sequence");
    default:
      return name === "collection" ? t("article.collection", "collection") : name;
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
