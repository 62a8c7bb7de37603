const start = "version https://git-lfs.github.com/spec/v1\n";
/** Real pointers have some 130 characters. */
const longest = 1024;

/** Whether a file is a pointer of Git LFS (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md), not the file itself. */
export const isLfsPointer = (text: string): boolean => text.length < longest && text.startsWith(start);
