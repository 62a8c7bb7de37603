/** What the program says: commands, options, reports, mistakes in its use, and what was seen on the network. */
import type { Catalog } from "../../words.js";

export const program: Catalog = {
  'there is no locale "{0}"': "没有“{0}”这种语言",
  "choose one of {0}": "可选:{0}",
};
