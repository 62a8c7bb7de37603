/** JPEG files for the comparison with Chromium: a grey picture of 24x10 pixels, and what can be wrong with one. */
import { type Entry, type ExifOptions, exif, tiff } from "./exif.js";

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const segment = (marker: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), uint16(data.length + 2), data]);

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
const quantization = segment(0xdb, Buffer.from([0, ...new Array<number>(64).fill(1)]));
const frame = (marker = 0xc0, { precision = 8, width = 24, height = 10 } = {}) =>
  segment(
    marker,
    Buffer.concat([Buffer.from([precision]), uint16(height), uint16(width), Buffer.from([1, 1, 0x11, 0])]),
  );
const oneCode = [1, ...new Array<number>(15).fill(0), 0];
const tables = Buffer.concat([
  segment(0xc4, Buffer.from([0x00, ...oneCode])),
  segment(0xc4, Buffer.from([0x10, ...oneCode])),
]);
const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]));
const data = Buffer.alloc(2);
const rest = Buffer.concat([tables, scan, data, end]);
const file = (...parts: readonly Buffer[]): Buffer => Buffer.concat([start, ...parts]);
const plain = file(quantization, frame(), rest);
const app1 = (entries: readonly Entry[], options?: ExifOptions) => segment(0xe1, exif(tiff(entries, options)));
const turned = app1([{ value: 6 }]);
const withExif = (...segments: readonly Buffer[]) => file(...segments, quantization, frame(), rest);
const jfif = segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1"));

export const jpegFiles: Readonly<Record<string, Buffer>> = {
  "plain.jpg": plain,
  "jfif.jpg": file(jfif, quantization, frame(), rest),
  "no-end.jpg": plain.subarray(0, plain.length - 2),
  "start-only.jpg": Buffer.from([0xff, 0xd8, 0xff, 0xdb]),
  "cut-behind-frame.jpg": file(quantization, frame()),
  "cut-behind-tables.jpg": file(quantization, frame(), tables),
  "cut-in-scan-header.jpg": file(quantization, frame(), tables, scan.subarray(0, 6)),
  "cut-behind-scan-header.jpg": file(quantization, frame(), tables, scan),
  "cut-in-data.jpg": file(quantization, frame(), tables, scan, data.subarray(0, 1)),
  "frame-and-end.jpg": file(quantization, frame(), end),
  "no-tables.jpg": file(quantization, frame(), scan, data, end),
  "no-quantization.jpg": file(frame(), rest),
  "scan-before-frame.jpg": file(quantization, scan, frame(), rest),
  "two-frames.jpg": file(quantization, frame(), frame(0xc0, { width: 48, height: 20 }), rest),
  "extended.jpg": file(quantization, frame(0xc1), rest),
  "progressive.jpg": file(quantization, frame(0xc2), rest),
  "lossless.jpg": file(quantization, frame(0xc3), rest),
  "hierarchical.jpg": file(quantization, frame(0xc5), rest),
  "hierarchical-progressive.jpg": file(quantization, frame(0xc6), rest),
  "hierarchical-lossless.jpg": file(quantization, frame(0xc7), rest),
  "arithmetic.jpg": file(quantization, frame(0xc9), rest),
  "arithmetic-progressive.jpg": file(quantization, frame(0xca), rest),
  "arithmetic-lossless.jpg": file(quantization, frame(0xcb), rest),
  "twelve-bits.jpg": file(quantization, frame(0xc1, { precision: 12 }), rest),
  "width-0.jpg": file(quantization, frame(0xc0, { width: 0 }), rest),
  "height-0.jpg": file(quantization, frame(0xc0, { height: 0 }), rest),
  "height-later.jpg": file(
    quantization,
    frame(0xc0, { height: 0 }),
    tables,
    scan,
    data,
    segment(0xdc, uint16(10)),
    end,
  ),
  "fill-bytes.jpg": file(Buffer.from([0xff, 0xff, 0xff]), quantization, Buffer.from([0xff, 0xff]), frame(), rest),
  "bytes-between.jpg": file(quantization, Buffer.from("between"), frame(), rest),
  "restart-between.jpg": file(quantization, Buffer.from([0xff, 0xd0]), frame(), rest),
  "short-segment.jpg": file(Buffer.from([0xff, 0xe1, 0, 1]), quantization, frame(), rest),
  "bytes-behind.jpg": Buffer.concat([plain, Buffer.from("more")]),
  ...Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => [`exif-${value}.jpg`, withExif(app1([{ value }]))]),
  ),
  "exif-little.jpg": withExif(app1([{ value: 6 }], { little: true })),
  "exif-behind-jfif.jpg": withExif(jfif, turned),
  "exif-long.jpg": withExif(app1([{ value: 6, type: 4 }])),
  "exif-byte.jpg": withExif(app1([{ value: 6, type: 1 }])),
  "exif-signed.jpg": withExif(app1([{ value: 6, type: 8 }])),
  "exif-count-0.jpg": withExif(app1([{ value: 6, count: 0 }])),
  "exif-count-2.jpg": withExif(app1([{ value: 6, count: 2 }])),
  "exif-second-directory.jpg": withExif(app1([{ value: 6 }], { second: true })),
  "exif-behind-frame.jpg": file(quantization, frame(), turned, rest),
  "exif-behind-tables.jpg": file(quantization, frame(), tables, turned, scan, data, end),
  "exif-behind-scan.jpg": file(quantization, frame(), tables, scan, data, turned, end),
  "exif-in-the-end.jpg": Buffer.concat([plain, turned]),
  "exif-twice.jpg": withExif(app1([{ value: 1 }]), turned),
  "exif-twice-other-way.jpg": withExif(turned, app1([{ value: 1 }])),
  "exif-invalid-then-valid.jpg": withExif(app1([{ value: 9 }]), turned),
  "exif-empty-then-valid.jpg": withExif(app1([]), turned),
  "exif-entry-twice.jpg": withExif(app1([{ value: 1 }, { value: 6 }])),
  "exif-entry-twice-other-way.jpg": withExif(app1([{ value: 6 }, { value: 1 }])),
  "exif-invalid-entry-then-valid.jpg": withExif(app1([{ value: 9 }, { value: 6 }])),
  "exif-other-entry-first.jpg": withExif(app1([{ tag: 0x010f, value: 3 }, { value: 6 }])),
  "exif-unsorted.jpg": withExif(app1([{ tag: 0x0131, value: 3 }, { value: 6 }])),
  "exif-stated-too-many.jpg": withExif(app1([{ value: 6 }], { stated: 2000 })),
  "exif-stated-one-more.jpg": withExif(app1([{ value: 6 }], { stated: 2 })),
  "exif-stated-none.jpg": withExif(app1([{ value: 6 }], { stated: 0 })),
  "exif-wrong-offset.jpg": withExif(app1([{ value: 6 }], { offset: 4000 })),
  "exif-offset-0.jpg": withExif(app1([{ value: 6 }], { offset: 0 })),
  "exif-cut.jpg": withExif(segment(0xe1, exif(tiff([{ value: 6 }])).subarray(0, 20))),
  "exif-without-next.jpg": withExif(segment(0xe1, exif(tiff([{ value: 6 }])).subarray(0, 28))),
  "exif-other-filler.jpg": withExif(
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\xff", "latin1"), tiff([{ value: 6 }])])),
  ),
  "exif-lower-case.jpg": withExif(
    segment(0xe1, Buffer.concat([Buffer.from("exif\0\0", "latin1"), tiff([{ value: 6 }])])),
  ),
  "exif-in-app2.jpg": withExif(segment(0xe2, exif(tiff([{ value: 6 }])))),
  "xmp.jpg": withExif(
    segment(
      0xe1,
      Buffer.from(
        'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>',
      ),
    ),
  ),
};
