/** What rules, schemas and the readers of articles say. */
import type { Catalog } from "../../words.js";

export const rules: Catalog = {
  "data-size states the picture's real width and height in pixels": "data-size 写的是图片的真实宽高(像素)",
};
