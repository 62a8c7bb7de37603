const start = "version https://git-lfs.github.com/spec/v1\n";
/** The specification allows no more characters. */
const pointerLength = 1024;

/** Whether a file is a pointer of Git LFS (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md), not the file itself. */
export const isLfsPointer = (text: string): boolean => text.length < pointerLength && text.startsWith(start);
