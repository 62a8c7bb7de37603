import {
  type Attribute,
  type Attributes,
  addAttribute,
  defineRule,
  type Edit,
  type Fix,
  hasSyntaxError,
  type ImageFact,
  type ImageReference,
  isShown,
  isTemplate,
  type Range,
  setValue,
  t,
  truncate,
} from "../../src/rule.js";

interface Size {
  readonly width: number;
  readonly height: number;
}
/** The size of the image, from its bytes or from data attributes. */
interface Known extends Size {
  readonly source: "image" | "attributes";
}

/** The width or height attribute. */
type Side =
  | { readonly kind: "missing" }
  | { readonly kind: "pixels"; readonly value: number }
  /** `280px`, `280.0`: browsers read the number, but HTML does not allow it. */
  | { readonly kind: "unclean"; readonly value: number }
  | { readonly kind: "percent" }
  | { readonly kind: "invalid" };
type Name = "width" | "height";

export default defineRule({
  name: "image/dimensions",
  summary: "Require width and height on every img, in the proportions of the image",
  severity: "warning",
  presets: { "rss-archive": "off", "markdown-docs": "off" },
  fixable: "safe",
  options: {
    ratioTolerance: {
      type: "number",
      minimum: 0,
      default: 2,
      description: "Percentage by which the proportions may differ from those of the image",
    },
  },
  messages: {
    missing: (d: { size: Size; source: Known["source"] }) =>
      d.source === "image"
        ? t(
            "image/dimensions.missing",
            'Missing width and height, so the page jumps while loading. Add width="{width}" height="{height}", with height: auto in your CSS.',
            { width: d.size.width, height: d.size.height },
          )
        : t(
            "image/dimensions.missing.fromAttributes",
            'Missing width and height, so the page jumps while loading. Add width="{width}" height="{height}" (from the data attributes), with height: auto in your CSS.',
            { width: d.size.width, height: d.size.height },
          ),
    half: (d: { has: Name; value: string; lacks: Name; meant: number }) =>
      t(
        "image/dimensions.half",
        '<img> has {has}="{value}" but no {lacks}, so the page jumps while loading. Add {lacks}="{meant}", with height: auto in your CSS.',
        { has: d.has, value: d.value, lacks: d.lacks, meant: d.meant },
      ),
    notInteger: (d: { name: Name; value: string; meant: number | undefined }) =>
      d.meant === undefined
        ? t(
            "image/dimensions.notInteger",
            'Invalid {name} "{value}", which must be an integer. Use the number of pixels without a unit.',
            { name: d.name, value: d.value },
          )
        : t(
            "image/dimensions.notInteger.known",
            'Invalid {name} "{value}", which must be an integer. Use {name}="{meant}".',
            { name: d.name, value: d.value, meant: d.meant },
          ),
    percent: (d: { name: Name; value: string; size: Size }) =>
      t(
        "image/dimensions.percent",
        'Percentage {name}="{value}" reserves no space for the image. Use width="{width}" height="{height}" and scale the image with CSS, with height: auto.',
        { name: d.name, value: d.value, width: d.size.width, height: d.size.height },
      ),
    distorted: (d: { stated: Size; real: Size; height: number }) =>
      t(
        "image/dimensions.distorted",
        'Size {stated} distorts the image, which is {real}. Use height="{height}" with this width.',
        { stated: shown(d.stated), real: shown(d.real), height: d.height },
      ),
    seen: (d: { stated: Size; real: Size; day: string }) =>
      t(
        "image/dimensions.seen",
        "Size {stated} distorts the image as seen on {day}, which was {real}. Run stet online to find out which is right.",
        { stated: shown(d.stated), real: shown(d.real), day: d.day },
      ),
  },

  probed: {
    want: "pixels",
    comparesSize: true,
    where: (reference, { article: { body, generator } }) =>
      isShown(reference) &&
      !reference.attributes.class?.value.split(/\s+/).some((name) => generator?.sizedClasses?.has(name)) &&
      isChecked(reference.attributes) &&
      !(reference.startTag && hasSyntaxError(body, reference.startTag)),
    image(reference, fact, { options, report }) {
      const { attributes, startTag } = reference;
      const known = sizeOf(fact, attributes);
      if (!startTag || (known && known.width <= 1 && known.height <= 1)) return;
      const width = side(attributes.width);
      const height = side(attributes.height);
      const about = { url: fact.url };

      const percent = width.kind === "percent" ? "width" : height.kind === "percent" ? "height" : undefined;
      if (percent) {
        const attribute = attributes[percent];
        if (known && attribute)
          report("percent", {
            ...about,
            at: attribute.valueRange,
            data: { name: percent, value: truncate(attribute.value), size: known },
          });
        return;
      }

      if (width.kind === "pixels" && height.kind === "pixels") {
        if (known?.source !== "image" || isInProportion(width.value, height.value, known, options.ratioTolerance))
          return;
        const attribute = attributes.height as Attribute;
        const meant = scaled(width.value, known.height, known.width);
        const stated = { width: width.value, height: height.value };
        const violation = {
          ...about,
          at: attribute.valueRange,
          fix: {
            title: t("image/dimensions.fix.height", 'Set height="{height}"', { height: meant }),
            safety: "unsafe" as const,
            edits: [setValue(attribute, String(meant))],
          },
        };
        if (fact.asOf !== undefined)
          report("seen", { ...violation, data: { stated, real: known, day: fact.asOf.slice(0, 10) } });
        else report("distorted", { ...violation, data: { stated, real: known, height: meant } });
        return;
      }

      const meant = complete(width, height, known);
      const fix = meant && fixTo(meant, reference, startTag, known, width, height);
      const unclean = (["width", "height"] as const).find(
        (name) => attributes[name] && !isPixels(side(attributes[name])),
      );
      if (unclean) {
        const attribute = attributes[unclean] as Attribute;
        const own = side(attribute);
        const value = meant?.[unclean] ?? (own.kind === "unclean" ? own.value : undefined);
        report("notInteger", {
          ...about,
          at: attribute.hasValue ? attribute.valueRange : attribute.range,
          data: { name: unclean, value: truncate(attribute.value), meant: value },
          fix: fix ?? cleaned(attributes, width, height),
        });
      } else if (width.kind === "missing" && height.kind === "missing") {
        if (known)
          report("missing", {
            ...about,
            at: { start: startTag.start + 1, end: startTag.start + "<img".length },
            data: { size: known, source: known.source },
            fix,
          });
      } else if (meant) {
        const [has, lacks]: [Name, Name] = width.kind === "missing" ? ["height", "width"] : ["width", "height"];
        const attribute = attributes[has] as Attribute;
        report("half", {
          ...about,
          at: attribute.range,
          data: { has, value: truncate(attribute.value), lacks, meant: meant[lacks] },
          fix,
        });
      }
    },
  },
});

const isPixels = (one: Side): boolean => one.kind === "pixels";
const shown = ({ width, height }: Size): string => `${width}×${height}`;
const scaled = (side: number, by: number, of: number): number => Math.max(1, Math.round((side * by) / of));

/** False if CSS sizes or hides the image, a template fills in a value, or the image is a single pixel. */
function isChecked({ width, height, style, hidden }: Attributes): boolean {
  if (hidden) return false;
  if (style && /(?:^|;)\s*(?:width|height|aspect-ratio|object-fit)\s*:|display\s*:\s*none/i.test(style.value))
    return false;
  for (const attribute of [width, height]) {
    if (!attribute) continue;
    if (isTemplate(attribute.value)) return false;
    const { kind, value } = { value: 2, ...side(attribute) };
    if ((kind === "pixels" || kind === "unclean") && value <= 1) return false;
  }
  return true;
}

function side(attribute: Attribute | undefined): Side {
  if (!attribute) return { kind: "missing" };
  const value = attribute.value.trim();
  if (/^\d{1,9}$/.test(value)) return { kind: "pixels", value: Number(value) };
  if (/^\d{1,9}(?:\.\d*)?\s*%$/.test(value)) return { kind: "percent" };
  // https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#rules-for-parsing-dimension-values
  const number = /^(\d{1,9})(?:\.0*)?(?:\s*px)?;?$/i.exec(value)?.[1];
  return number === undefined ? { kind: "invalid" } : { kind: "unclean", value: Number(number) };
}

function sizeOf(fact: ImageFact, attributes: Attributes): Known | undefined {
  // An SVG has no pixels, and a broken image has no size.
  if (fact.verdict === "broken" || fact.type === "image/svg+xml") return undefined;
  if (fact.verdict === "ok" && fact.width && fact.height)
    return { width: fact.width, height: fact.height, source: "image" };
  const stated = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(attributes["data-size"]?.value ?? "");
  if (stated) return { width: Number(stated[1]), height: Number(stated[2]), source: "attributes" };
  for (const prefix of ["data-raw", "data-"]) {
    const width = side(attributes[`${prefix}width`]);
    const height = side(attributes[`${prefix}height`]);
    if (width.kind === "pixels" && height.kind === "pixels" && width.value > 0 && height.value > 0)
      return { width: width.value, height: height.value, source: "attributes" };
  }
  return undefined;
}

/** Whether the attributes keep the proportions, up to the tolerance or the rounding of one side. */
function isInProportion(width: number, height: number, real: Size, tolerance: number): boolean {
  const off = Math.abs((width * real.height) / (height * real.width) - 1) * 100;
  return (
    off <= tolerance ||
    Math.abs(height - (width * real.height) / real.width) <= 1 ||
    Math.abs(width - (height * real.width) / real.height) <= 1
  );
}

/** Both sides as they should be: numbers in the tag stay, missing ones follow from the proportions of the image. */
function complete(width: Side, height: Side, known: Known | undefined): Size | undefined {
  const w = "value" in width ? width.value : undefined;
  const h = "value" in height ? height.value : undefined;
  if (w !== undefined && h !== undefined) return { width: w, height: h };
  if (!known) return undefined;
  if (w !== undefined) return { width: w, height: scaled(w, known.height, known.width) };
  if (h !== undefined) return { width: scaled(h, known.width, known.height), height: h };
  return known;
}

function fixTo(
  meant: Size,
  { attributes }: ImageReference,
  startTag: Range,
  known: Known | undefined,
  width: Side,
  height: Side,
): Fix {
  const edits: Edit[] = [];
  let added: Edit | undefined;
  for (const name of ["width", "height"] as const) {
    const attribute = attributes[name];
    const value = String(meant[name]);
    if (attribute) {
      if (attribute.value !== value) edits.push(setValue(attribute, value));
    } else {
      const { range, text } = addAttribute(startTag, attributes, name, value);
      // One edit: two insertions at one offset would have no defined order.
      added = { range, text: (added?.text ?? "") + text };
    }
  }
  if (added) edits.push(added);
  const computed = !("value" in width) || !("value" in height);
  return {
    title: t("image/dimensions.fix.both", 'Set width="{width}" height="{height}"', {
      width: meant.width,
      height: meant.height,
    }),
    // Safe: a size from the image's own bytes, and a number that only loses its "px".
    safety: computed && known?.source !== "image" ? "unsafe" : "safe",
    changes: ["attributes"],
    edits,
  };
}

/** Without a known size: only removes the units. */
function cleaned(attributes: Attributes, width: Side, height: Side): Fix | undefined {
  const edits = (
    [
      ["width", width],
      ["height", height],
    ] as const
  ).flatMap(([name, stated]) => {
    const attribute = attributes[name];
    return attribute && stated.kind === "unclean" ? [setValue(attribute, String(stated.value))] : [];
  });
  return edits.length > 0
    ? { title: t("image/dimensions.fix.integers", "Remove the units"), safety: "safe", changes: ["attributes"], edits }
    : undefined;
}
