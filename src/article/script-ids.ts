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

/** `id="a"`, `id={'a'}`, `id: "a"`. */
const literalId = /\bid\s{0,9}[=:]\s{0,9}(?:\{\s{0,9})?(?:"([^"\n]*)"|'([^'\n]*)'|`([^`$\n]*)`)/g;
/**
 * `id={place}` and `:id="place"` of components, `<p {id}>` of Svelte, `node.id = place`, `setAttribute("id", place)`, and the
 * keys of objects that become elements.
 */
const madeId =
  /\bid\s{0,9}=\s{0,9}\{|(?::|\bv-bind:)id\s{0,9}=|\s\{id\}|\.id\s{0,9}=(?!=)|\bsetAttribute\(\s{0,9}["']id["']|["']id["']\s{0,9}:/;
const keyOfElement = /\bid\s{0,9}[:,}]/;

const imported = /\b(?:from|import|require)(?:\s{0,9}\(|\s{1,9})?\s{0,9}(["'])([^"'\n]{1,500})\1/g;

const more =
  /dangerouslySetInnerHTML|\b(?:inner|outer|insertAdjacent)HTML\b|set:html|v-html|\{@html|\bimport\.meta\.glob|\brequire\.context|\bAstro\.glob|\b(?:import|require)\s{0,9}\(\s{0,9}(?!["'\s])|\{\s{0,9}\.\.\.(?!(?:this\.)?(?:props|rest|restProps|others?|attrs|attributes)\b)[\w$.]{1,99}\s{0,9}\}/;

export function readScriptIds(text: string): ScriptIds {
  const ids: string[] = [];
  const others = text.replace(literalId, (_, ...values: (string | undefined)[]) => {
    const id = values.slice(0, 3).find((value) => value !== undefined);
    if (id) ids.push(id);
    return "";
  });
  return {
    ids,
    imports: [...new Set([...text.matchAll(imported)].map(([, , specifier = ""]) => specifier))],
    makesIds: madeId.test(others) || (others.includes("createElement") && keyOfElement.test(others)),
    showsMore: more.test(text),
  };
}
