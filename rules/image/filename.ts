import { cut, defineRule, t } from "../../src/rule.js";

/** What cameras, phones and programs call a picture before anybody has thought of a name. */
const nameless =
  /^(?:img|dsc[nf]?|dscf|pxl|mvimg|vid|p|mmexport|wechatimg|wx_camera_|screen ?shot|snipaste|image|picture|pic|photo|untitled|unnamed|download|图片|照片|截图|截屏|屏幕截图|屏幕快照|微信图片|微信截图|qq图片|qq截图|企业微信截图|未命名|未标题)[-_ ]?[-\d_ .:()at年月日上下午]*$/i;

export default defineRule({
  name: "image/filename",
  summary: "The site's own pictures have names that work everywhere and say what they show",
  severity: "off",
  options: {
    blanks: { type: "boolean", default: true, description: "tell of blanks in names" },
    capitals: { type: "boolean", default: true, description: "tell of capital letters in names" },
    nonAscii: { type: "boolean", default: true, description: "tell of letters beyond ASCII in names" },
    nameless: { type: "boolean", default: true, description: "tell of names such as `IMG_1234.jpg`" },
  },
  messages: {
    blanks: (d: { name: string }) =>
      t("image/filename.blanks", 'the name "{name}" has blanks, which URLs cannot have: write hyphens', {
        name: d.name,
      }),
    nonAscii: (d: { name: string }) =>
      t(
        "image/filename.nonAscii",
        'the name "{name}" has letters beyond ASCII, which systems write in different ways: use a-z, 0-9 and hyphens',
        { name: d.name },
      ),
    capitals: (d: { name: string }) =>
      t(
        "image/filename.capitals",
        'the name "{name}" has capitals, which are other letters on some systems and the same on others: write small ones',
        { name: d.name },
      ),
    nameless: (d: { name: string }) =>
      t("image/filename.nameless", 'the name "{name}" says nothing: call the picture what it shows', { name: d.name }),
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
    const data = { name: cut(name, 40) };
    // One name, one finding: who renames the file heeds all of it.
    if (options.nameless && nameless.test(name.slice(0, 200).replace(/\.\w{1,5}$/, "")))
      report("nameless", { at, data });
    else if (options.blanks && /\s/.test(name)) report("blanks", { at, data });
    else if (options.nonAscii && /[^\0-\x7f]/.test(name)) report("nonAscii", { at, data });
    else if (options.capitals && /[A-Z]/.test(name)) report("capitals", { at, data });
  },
});

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
