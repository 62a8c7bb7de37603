import { defineRule, t, truncate } from "../../src/rule.js";

/** Names that cameras, phones and programs give to image files. */
const nameless =
  /^(?:img|dsc[nf]?|dscf|pxl|mvimg|vid|p|mmexport|wechatimg|wx_camera_|screen ?shot|snipaste|image|picture|pic|photo|untitled|unnamed|download|图片|照片|截图|截屏|屏幕截图|屏幕快照|微信图片|微信截图|qq图片|qq截图|企业微信截图|未命名|未标题)[-_ ]?[-\d_ .:()at年月日上下午]*$/i;

export default defineRule({
  name: "image/filename",
  summary: "Enforce portable and descriptive file names for the site's own images",
  severity: "off",
  options: {
    blanks: { type: "boolean", default: true, description: "Report spaces in file names" },
    capitals: { type: "boolean", default: true, description: "Report uppercase letters in file names" },
    nonAscii: { type: "boolean", default: true, description: "Report non-ASCII characters in file names" },
    nameless: {
      type: "boolean",
      default: true,
      description: "Report names that describe nothing, such as `IMG_1234.jpg`",
    },
  },
  messages: {
    spaces: (d: { name: string }) =>
      t("image/filename.spaces", 'File name "{name}" has spaces, which URLs cannot contain. Use hyphens.', {
        name: d.name,
      }),
    nonAscii: (d: { name: string }) =>
      t(
        "image/filename.nonAscii",
        'File name "{name}" has non-ASCII characters, which systems encode differently. Use a-z, 0-9 and hyphens.',
        { name: d.name },
      ),
    uppercase: (d: { name: string }) =>
      t(
        "image/filename.uppercase",
        'File name "{name}" has uppercase letters; case-sensitive servers may not find it. Use lowercase.',
        { name: d.name },
      ),
    nameless: (d: { name: string }) =>
      t(
        "image/filename.nameless",
        'File name "{name}" does not describe the image. Name the file after what it shows.',
        {
          name: d.name,
        },
      ),
  },

  image({ target, url, written, urlRange }, { options, report }) {
    if (target.kind !== "local") return;
    const path = url.replace(/[?#].*$/s, "");
    const start = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
    const file = path.slice(start);
    if (file === "") return;
    const name = decoded(file);
    const at =
      written === url ? { start: urlRange.start + start, end: urlRange.start + start + file.length } : urlRange;
    const data = { name: truncate(name, 40) };
    // One violation for each name: renaming the file solves all of them.
    if (options.nameless && nameless.test(name.slice(0, 200).replace(/\.\w{1,5}$/, "")))
      report("nameless", { at, data });
    else if (options.blanks && /\s/.test(name)) report("spaces", { at, data });
    else if (options.nonAscii && /[^\0-\x7f]/.test(name)) report("nonAscii", { at, data });
    else if (options.capitals && /[A-Z]/.test(name)) report("uppercase", { at, data });
  },
});

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
