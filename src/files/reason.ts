/** The system's errors in words. */

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission for it',
  EPERM: 'you have no permission for it',
  EROFS: 'it lies on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a file of that name stands in its place',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EFBIG: 'files may not be so large here',
  EIO: 'the device fails',
  EBUSY: 'another program uses it',
  ELOOP: 'its symbolic links lead in a circle',
  EADDRINUSE: 'another program listens there',
  ENXIO: 'nothing stands behind it',
  ERR_INVALID_ARG_VALUE: 'its name holds a character that no name can have',
  ERR_INVALID_FILE_URL_PATH: 'its address holds what no path can have',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
};

/** Why the system refused, as the end of a sentence: `the disk is full`. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message || String(error);
}
