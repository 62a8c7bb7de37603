import {
  type Attribute,
  cut,
  defineRule,
  type Fix,
  type ImageReference,
  isShown,
  setValue,
  t,
} from "../../src/rule.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

export default defineRule({
  name: "image/data-size",
  summary: "data-size states the picture's real width and height in pixels",
  severity: "error",
  fixable: "safe",
  options: {
    tolerance: { type: "integer", minimum: 0, default: 0, description: "pixels by which a side may differ" },
  },
  messages: {
    malformed: (d: { value: string }) =>
      t("image/data-size.malformed", 'data-size "{value}" is not a size: write "width,height" in pixels', {
        value: d.value,
      }),
    mismatch: (d: { stated: string; real: string }) =>
      t("image/data-size.mismatch", 'data-size says "{stated}", the picture is "{real}"', {
        stated: d.stated,
        real: d.real,
      }),
    blank: (d: { stated: string; real: string }) =>
      t(
        "image/data-size.blank",
        'data-size says "{stated}", but the picture is of {real} pixel: it stands for one that is gone, or only counts readers',
        { stated: d.stated, real: d.real },
      ),
    unmeasured: (d: { stated: string }) =>
      t(
        "image/data-size.unmeasured",
        'data-size says "{stated}", but the picture\'s own size could not be found: it does not stand in the part of the file that is read (images.maxBytes)',
        { stated: d.stated },
      ),
    swapped: (d: { stated: string; real: string }) =>
      t("image/data-size.swapped", 'data-size "{stated}" has the height before the width: write "{real}"', {
        stated: d.stated,
        real: d.real,
      }),
  },

  image(reference, { report }) {
    const attribute = statement(reference);
    if (!attribute || reference.kind !== "img" || sizeIn(attribute.value)) return;
    report("malformed", {
      at: attribute.hasValue ? attribute.valueRange : attribute.range,
      data: { value: cut(attribute.value) },
      fix: tidied(attribute),
    });
  },

  probed: {
    want: "pixels",
    where: (reference) => isShown(reference) && sizeIn(statement(reference)?.value ?? "") !== undefined,
    image(reference, { verdict, type, width, height, url, fromLedger }, { options, report }) {
      const attribute = statement(reference);
      const stated = attribute && sizeIn(attribute.value);
      // A drawing has no pixels: what its file states is a proposal.
      if (!attribute || !stated || verdict !== "ok" || type === "image/svg+xml") return;
      const at = attribute.valueRange;
      if (!width || !height) {
        // Of other formats nobody knows the size here, nor of what the ledger holds without it.
        if (type && measured.has(type) && !fromLedger)
          report("unmeasured", { at, data: { stated: cut(attribute.value) }, url, severity: "warning" });
        return;
      }
      const off = Math.max(Math.abs(stated.width - width), Math.abs(stated.height - height));
      if (off <= options.tolerance) return;
      const real = `${width},${height}`;
      if (width <= 1 && height <= 1) {
        report("blank", { at, data: { stated: cut(attribute.value), real: `${width}x${height}` }, url });
        return;
      }
      report(stated.width === height && stated.height === width ? "swapped" : "mismatch", {
        at,
        data: { stated: cut(attribute.value), real },
        fix: {
          title: t("image/data-size.fix.setDataSize", 'set data-size to "{real}"', { real }),
          safety: "safe",
          edits: [setValue(attribute, real)],
        },
        url,
      });
    },
  },
});

/** Formats that may state their size far behind their start. */
const measured: ReadonlySet<string> = new Set(["image/jpeg", "image/avif", "image/heic", "image/webp"]);

/** The attribute, if it is meant as a size at all. */
function statement({ attributes }: ImageReference): Attribute | undefined {
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

/** The same two numbers in the right form. With a letter or a sign between them another program may want just that. */
function tidied(attribute: Attribute): Fix | undefined {
  const [, width, between, height] =
    /^\s*0*([1-9]\d{0,8})(?:px)?\s*([,，、;]|[xX*×])\s*0*([1-9]\d{0,8})(?:px)?\s*$/.exec(attribute.value) ?? [];
  if (!width || !between || !height) return undefined;
  const value = `${width},${height}`;
  const safety = /[xX*×]/.test(between) ? "unsafe" : "safe";
  return {
    title: t("image/data-size.fix.setDataSize", 'set data-size to "{real}"', { real: value }),
    safety,
    edits: [setValue(attribute, value)],
  };
}
