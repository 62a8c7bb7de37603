/** SVG files that could run code if somebody opens them as a page of the site. What is not surely harmless counts as active. */

/** Elements that run code, hold HTML, or load other documents, by the name after their prefix. */
const elements =
  /<(?:[^\s<>/:!?]+:)?(?:script|handler|listener|foreignObject|iframe|frame|embed|object|applet|link|base)(?=[\s/>])/i;
/** Attributes of events, whatever their prefix. */
const events = /[\s"'/](?:[^\s<>="'/:]+:)?on[a-z]+\s*=/i;
/** Animations that set an attribute of an event. */
const animatedEvents = /attributeName\s*=\s*["']\s*(?:[^\s"'<>:]+:)?on/i;
/** URLs that run code, without the whitespace and control characters that browsers ignore in them. */
const urls = /(?:javascript|vbscript):|data:(?:text\/html|[\w.+/-]*xml)/i;
/** The namespace of HTML, whose elements lead to other pages (`meta`) or ask for passwords (`form`). */
const html = /1999\/xhtml/i;
/** A declaration may add attributes to all elements of a name, and an entity may hide any text. */
const declarations = /<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)/i;
/** Instructions such as `<?xml-stylesheet?>` load style sheets of XSLT. */
const instructions = /<\?(?!xml\s)/i;
/** Encodings in which ASCII characters are what they seem. */
const plainEncodings =
  /^(?:utf-?8|us-ascii|iso-8859-\d+|windows-125\d|gbk|gb2312|gb18030|big5|euc-(?:jp|kr)|shift_jis)$/i;

export function isActiveSvg(bytes: Uint8Array): boolean {
  const text = decoded(bytes);
  if (text === undefined) return true;
  const written = withoutReferences(text);
  return (
    [elements, events, declarations, instructions].some((pattern) => pattern.test(text)) ||
    hasInternalSubset(text) ||
    animatedEvents.test(written) ||
    html.test(written) ||
    urls.test(written.replace(/[\u0000-\u0020\u007f-\u00a0]/g, ""))
  );
}

/** `<!DOCTYPE svg [ … ]>`, which has declarations. */
function hasInternalSubset(text: string): boolean {
  // Each end is looked for once, however many declarations there are.
  let bracket = 0;
  let end = 0;
  for (const { index } of text.matchAll(/<!DOCTYPE/gi)) {
    if (bracket < index) {
      bracket = text.indexOf("[", index);
      if (bracket < 0) return false;
      end = text.lastIndexOf(">", bracket);
    }
    if (end < index) return true;
  }
  return false;
}

/** `undefined` if other programs may read other characters in the bytes. */
function decoded(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  if (bytes.includes(0)) return undefined;
  const text = new TextDecoder("utf-8").decode(bytes);
  const [, encoding = "utf-8"] = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/i.exec(text) ?? [];
  return plainEncodings.test(encoding) ? text : undefined;
}

const withoutReferences = (text: string): string =>
  text.replace(/&#(?:x([\da-f]{1,8})|(\d{1,10}));?/gi, (found, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
