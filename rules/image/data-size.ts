import {
  type Attribute,
  defineRule,
  type Fix,
  hasSyntaxError,
  type ImageReference,
  isShown,
  setValue,
  t,
  truncate,
} from "../../src/rule.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

export default defineRule({
  name: "image/data-size",
  summary: "Require data-size to match the real size of the image",
  severity: "error",
  fixable: "safe",
  options: {
    tolerance: { type: "integer", minimum: 0, default: 0, description: "Pixels by which width or height may differ" },
  },
  messages: {
    malformed: (d: { value: string }) =>
      t(
        "image/data-size.malformed",
        'Invalid data-size "{value}". Use "width,height" in pixels, for example "640,480".',
        { value: d.value },
      ),
    mismatch: (d: { stated: string; real: string }) =>
      t("image/data-size.mismatch", 'Wrong data-size "{stated}". Use the real size of the image, "{real}".', {
        stated: d.stated,
        real: d.real,
      }),
    pixel: (d: { stated: string; real: string }) =>
      t(
        "image/data-size.pixel",
        'Wrong data-size "{stated}". The file is {real}, probably a placeholder or a tracking pixel. Replace or remove the image.',
        { stated: d.stated, real: d.real },
      ),
    unmeasured: (d: { stated: string }) =>
      t(
        "image/data-size.unmeasured",
        'Unverified data-size "{stated}". The part of the file that stet read does not contain the size. Increase images.maxBytes.',
        { stated: d.stated },
      ),
    seen: (d: { stated: string; real: string; day: string }) =>
      t(
        "image/data-size.seen",
        'data-size "{stated}" differs from the size as seen on {day}, "{real}". Run stet online to find out which is right.',
        { stated: d.stated, real: d.real, day: d.day },
      ),
    swapped: (d: { stated: string; real: string }) =>
      t("image/data-size.swapped", 'Swapped data-size "{stated}", with height before width. Use "{real}".', {
        stated: d.stated,
        real: d.real,
      }),
  },

  image(reference, { report }) {
    const attribute = dataSize(reference);
    if (!attribute || reference.kind !== "img" || sizeIn(attribute.value)) return;
    report("malformed", {
      at: attribute.hasValue ? attribute.valueRange : attribute.range,
      data: { value: truncate(attribute.value) },
      fix: reformatted(attribute),
    });
  },

  probed: {
    want: "pixels",
    comparesSize: true,
    where: (reference, { article: { body } }) =>
      isShown(reference) &&
      sizeIn(dataSize(reference)?.value ?? "") !== undefined &&
      !(reference.startTag && hasSyntaxError(body, reference.startTag)),
    image(reference, { verdict, type, width, height, url, fromLedger, asOf }, { options, report }) {
      const attribute = dataSize(reference);
      const stated = attribute && sizeIn(attribute.value);
      // An SVG has no pixels, and its size is only a default.
      if (!attribute || !stated || verdict !== "ok" || type === "image/svg+xml") return;
      const at = attribute.valueRange;
      if (!width || !height) {
        // stet cannot read the size of other formats, and the ledger may lack it.
        if (type && measured.has(type) && !fromLedger)
          report("unmeasured", { at, data: { stated: truncate(attribute.value) }, url, severity: "warning" });
        return;
      }
      const off = Math.max(Math.abs(stated.width - width), Math.abs(stated.height - height));
      if (off <= options.tolerance) return;
      const real = `${width},${height}`;
      if (width <= 1 && height <= 1) {
        report("pixel", { at, data: { stated: truncate(attribute.value), real: `${width}×${height}` }, url });
        return;
      }
      const data = { stated: truncate(attribute.value), real };
      const fix = {
        title: t("image/data-size.fix.set", 'Set data-size to "{real}"', { real }),
        // The image may have been replaced since an earlier run saw it.
        safety: asOf === undefined ? ("safe" as const) : ("unsafe" as const),
        changes: ["attributes"] as const,
        edits: [setValue(attribute, real)],
      };
      if (asOf !== undefined) report("seen", { at, data: { ...data, day: asOf.slice(0, 10) }, fix, url });
      else report(stated.width === height && stated.height === width ? "swapped" : "mismatch", { at, data, fix, url });
    },
  },
});

/** Formats whose size may be far from the start of the file. */
const measured: ReadonlySet<string> = new Set(["image/jpeg", "image/avif", "image/heic", "image/webp"]);

/** The attribute, unless its value is not a size but something else. */
function dataSize({ attributes }: ImageReference): Attribute | undefined {
  const attribute = attributes["data-size"];
  if (!attribute || /\{\{|\{%|<%/.test(attribute.value)) return undefined;
  // Zhihu keeps the size in data-rawwidth and data-rawheight, and in data-size a display mode ("normal", "small").
  const mode = /^[a-z-]*$/i.test(attribute.value) && (attributes["data-rawwidth"] || attributes["data-rawheight"]);
  return mode ? undefined : attribute;
}

function sizeIn(value: string): Size | undefined {
  const [, width, height] = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(value) ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}

/** The same two numbers in the right form. Unsafe if `x` separates them: a script may need that form. */
function reformatted(attribute: Attribute): Fix | undefined {
  const [, width, between, height] =
    /^\s*0*([1-9]\d{0,8})(?:px)?\s*([,，、;]|[xX*×])\s*0*([1-9]\d{0,8})(?:px)?\s*$/.exec(attribute.value) ?? [];
  if (!width || !between || !height) return undefined;
  const value = `${width},${height}`;
  const safety = /[xX*×]/.test(between) ? "unsafe" : "safe";
  return {
    title: t("image/data-size.fix.set", 'Set data-size to "{real}"', { real: value }),
    safety,
    changes: ["attributes"],
    edits: [setValue(attribute, value)],
  };
}
