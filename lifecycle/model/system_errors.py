"""What the operating system refuses, by the words that name its reason; the sentences are the phrases `system.…`."""

import errno

REASONS = {
    errno.ENOENT: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "too_long",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ELOOP: "loop",
    errno.EBUSY: "held",
    errno.EIO: "damaged",
    errno.EMFILE: "too_many",
    errno.ENFILE: "too_many",
    errno.ENOMEM: "memory",
    errno.ENXIO: "no_file",
    errno.EINVAL: "no_file",
    errno.ENODEV: "no_file",
}
"""Number of the system's error → its reason."""


def reason(failed: OSError) -> str:
    """The word for why the system refused; `other` for what has none."""
    return REASONS.get(failed.errno or 0, "other")


def number(failed: OSError) -> str:
    """What the system calls its error, for whoever is asked about it: `EIO`, else the kind of the failure."""
    return errno.errorcode.get(failed.errno or 0, type(failed).__name__)
