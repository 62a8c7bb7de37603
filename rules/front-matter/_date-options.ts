/** The options of front-matter/date. */
import { publicationKeys, updateKeys } from "./_dates.js";

export const dateOptions = {
  keys: {
    type: "array",
    items: { type: "string" },
    default: [...publicationKeys, ...updateKeys, "expiryDate"],
    description: "Keys that hold dates",
  },
  format: {
    type: "string",
    enum: ["spaced", "iso"],
    default: "spaced",
    description: "Format that fixes write: `spaced` (`2021-12-11 04:49:15 +0000`) or `iso` (`2021-12-11T04:49:15Z`)",
  },
  requireZone: {
    type: "boolean",
    default: true,
    description: "Report a time of day without a time zone, except in a Hexo site with `timezone` in its `_config.yml`",
  },
  zone: {
    type: "string",
    default: "",
    description: "Time zone of times that state none, such as `+08:00`, for fixes to add",
  },
  oneZone: {
    type: "boolean",
    default: false,
    description: "Report times that are not in the time zone of the option `zone`",
  },
  future: {
    type: "integer",
    minimum: 0,
    default: 366,
    description: "Maximum number of days that the date of the article or of its last change may be in the future",
  },
  earliest: {
    type: "string",
    default: "",
    description: "Day, such as `1990-01-01`, before which no article can be dated",
  },
  order: {
    type: "boolean",
    default: true,
    description: "Report a date of the last change that is before the date of the article",
  },
  first: {
    type: "array",
    items: { type: "string" },
    default: publicationKeys,
    description: "Keys, also listed in `keys`, that hold the date of the article; the first one present is used",
  },
  last: {
    type: "array",
    items: { type: "string" },
    default: updateKeys,
    description: "Keys, also listed in `keys`, that hold the date of the last change; the first one present is used",
  },
  fileName: {
    type: "boolean",
    default: true,
    description:
      "Report a date that differs from the one in the file or folder name (`2021-12-11-title.md`, `2021-12-11-title/index.md`)",
  },
} as const;
