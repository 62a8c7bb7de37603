import type { Element, Node } from "./types.js";

/** All elements in tree order. Iterative, because the tree may be deep. */
export function* elementsIn(children: readonly Node[]): Generator<Element> {
  const levels = [{ children, next: 0 }];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const node = level.children[level.next++];
    if (!node) levels.pop();
    else if (node.type === "element") {
      yield node;
      if (node.children.length > 0) levels.push({ children: node.children, next: 0 });
    }
  }
}
