/** The ids that the code of a component can give to a page, read from its text: no program runs, and none is parsed. */

export interface ScriptIds {
  /** Those that are written in it. */
  readonly ids: readonly string[];
  /** What it imports, as written, each once. */
  readonly imports: readonly string[];
  /** It makes ids of values. */
  readonly makesIds: boolean;
  /** It shows what only running it could tell: HTML from elsewhere, and modules whose names it computes. */
  readonly showsMore: boolean;
}

/** `id="a"`, `id={'a'}`, `id: "a"`, `"id": 1`, and `name` of `<a>`. Not `:id="a"`, whose value is code in Vue. */
const literalId =
  /(?:(?<![:\w$])(["'`]?)id\1|\bname(?<=<a\s[^<]{0,200}name))\s{0,9}[=:]\s{0,9}(\{\s{0,9})?(?:"([^"\n]*)"|'([^'\n]*)'|`([^`$\n]*)`|(\d{1,20})\b)/g;
/** What makes a value of a literal before it: `"a" + b`. */
const operator = /^(?:[-+.?[(|&*%]|as\b)/;
/** In an attribute, these may be the beginning of something else than themselves. */
const notItself = /[\\&{$<]/;

/**
 * `id={place}` and `:id="place"` of components, `<p {id}>` of Svelte, `node.id = place`, `setAttribute("id", place)`, and
 * `name` of `<a>`.
 */
const madeId =
  /(?<![\w$-])id\s{0,9}=\s{0,9}\{|(?::|\bv-bind:)id\s{0,9}=|\s\{id\}|\.id\s{0,9}=(?!=)|\[["'`]id["'`]\]\s{0,9}=(?!=)|\bsetAttribute\(\s{0,200}["'`]id["'`]|<a\s[^<]{0,500}?\bname\s{0,9}=\s{0,9}\{/;
/** The key of an object that may become the attributes of an element; not the type of a property. */
const madeKey = /(?<![\w$-])(["'`]?)id\1\s{0,9}:(?!\s{0,9}(?:string|number)\b)/;
/** What has neither functions nor elements is data, which others must show. */
const code = /=>|\bfunction\b|\bclass\s|<[A-Za-z]/;

/** Functions that make elements of objects. */
const element = /\b(?:createElement|cloneElement|jsxs?|jsxDEV|h)\(/;
const keyOfElement = /(?<![\w$-])(["'`]?)id\1\s{0,9}[:,}]/;
const nameOfElement = /\(\s{0,200}["'`]a["'`]\s{0,9},\s{0,200}\{[^{}]{0,500}\bname\s{0,9}[:,}]/;

/** Attributes that a component gets from the page, where they are read. */
const given = "(?:this\\.)?(?:props|rest|restProps|others?|attrs|attributes)\\b";
/** `{...place}`, unless it is what the component gets. */
const spread = new RegExp(
  String.raw`\{\s{0,200}\.\.\.\s{0,9}(?:(?!${given}\s{0,9}\})[\w$.]{1,99}\s{0,9}\}|[({["'\x60]|[\w$.]{1,99}\s{0,9}[([?|&])`,
);
const givenSpread = new RegExp(String.raw`\{\s{0,200}\.\.\.\s{0,9}(?:this\.)?(${given})\s{0,9}\}`, "g");
/** `h("p", place)`. */
const elementOf = new RegExp(
  String.raw`\b(?:createElement|cloneElement|jsxs?|jsxDEV|h)\([^,()]{1,200},\s{0,200}(?!(?:null|undefined|void)\b|${given}\s{0,9}[,)])[\w$]`,
);

const imported = /\b(?:from|import|require)\s{0,200}(?:\(\s{0,200})?(["'])([^"'\n]{1,500})\1/g;

const more =
  /dangerouslySetInnerHTML|\b(?:inner|outer|insertAdjacent)HTML\b|set:html|v-html|\{@html|\bimport\.meta\.glob|\brequire\.context|\bAstro\.glob|\b(?:import|require)\s{0,200}\((?!\s{0,200}(?:["']|`[^`\n]{0,300}\.(?:avif|css|gif|jpe?g|json|png|svg|webp)`))/;

export function readScriptIds(text: string): ScriptIds {
  const ids: string[] = [];
  const others = text.replace(literalId, (found: string, ...groups: (string | number | undefined)[]) => {
    const [, brace, ...values] = groups.slice(0, 6) as (string | undefined)[];
    const end = (groups[6] as number) + found.length;
    const after = text.slice(end, end + 200).trimStart();
    const id = values.find((value) => value !== undefined) ?? "";
    if (notItself.test(id) || (brace === undefined ? operator.test(after) : !after.startsWith("}"))) return " id={";
    if (id !== "") ids.push(id);
    return "";
  });
  const hasElements = element.test(others);
  return {
    ids,
    imports: [...new Set([...text.matchAll(imported)].map(([, , specifier = ""]) => specifier))],
    makesIds:
      madeId.test(others) ||
      (code.test(others) && madeKey.test(others)) ||
      (hasElements && (keyOfElement.test(others) || nameOfElement.test(others) || elementOf.test(others))) ||
      spread.test(others) ||
      hasOtherSpread(others),
    showsMore: more.test(text),
  };
}

/** Whether a name that says that it is from the page is of something else: `const props = f(of)`. */
function hasOtherSpread(text: string): boolean {
  const names = new Set([...text.matchAll(givenSpread)].map(([, name = ""]) => name.replace("this.", "")));
  return [...names].some((name) =>
    new RegExp(
      [
        // Values: of a variable, of a part of an object, of a list.
        String.raw`\b(?:const|let|var)\s{1,9}${name}\b`,
        String.raw`(?<![.\w$])${name}\s{0,9}=(?!=|>|\s{0,9}\{\s{0,9}\})`,
        String.raw`\b${name}\b[^{}=;()]{0,200}\}(?:\s{0,9}:\s{0,9}[\w.<>[\]]{1,99})?\s{0,9}=(?!=|>|\s{0,9}\{\s{0,9}\}|\s{0,200}${given}\s{0,9}(?:[;,\n]|$))`,
        String.raw`\.(?:map|flatMap|forEach|reduce|filter)\(\s{0,200}(?:function\s{0,9})?\(?[^()]{0,200}?\b${name}\b[^()]{0,200}\)?\s{0,9}(?:=>|\{)`,
      ].join("|"),
    ).test(text),
  );
}
