/** The files of a site that articles can show or link to. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { neverWalked } from "../platform/tree.js";

export const imageExtensions = "jpg,jpeg,png,gif,webp,avif,svg,bmp,ico";
const others = "pdf,zip,epub,mp3,m4a,ogg,mp4,webm,mov,docx,xlsx,pptx,csv";
const image = new RegExp(`\\.(?:${imageExtensions.replaceAll(",", "|")})$`, "i");
const asset = new RegExp(`\\.(?:${imageExtensions.replaceAll(",", "|")}|${others.replaceAll(",", "|")})$`, "i");

export const isImageFile = (file: string): boolean => image.test(file);

/** Files and folders that are read. An editor must not wait for all photos of a decade. */
const mostEntries = 50_000;

/**
 * The images and documents below a folder, sorted. Links are not followed.
 *
 * @param root absolute path.
 * @param without absolute path of a folder to leave out, such as that of the built site.
 */
export async function assetsBelow(root: string, without: string | undefined): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [root];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined && entries < mostEntries; folder = folders.pop()) {
    const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
    entries += names.length;
    for (const entry of names) {
      const at = path.join(folder, entry.name);
      if (entry.isFile() && asset.test(entry.name)) files.push(at);
      else if (entry.isDirectory() && !entry.name.startsWith(".") && !neverWalked.has(entry.name) && at !== without)
        folders.push(at);
    }
  }
  return files.sort();
}
