"""Whether a place lies on a share of the network, which tells nothing of what others do there and may never answer."""

from __future__ import annotations

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")

_TYPES = frozenset({
    "9p", "afs", "autofs", "ceph", "cifs", "davfs", "fuse", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
    "smb2", "smb3", "smbfs", "sshfs",
})  # fmt: skip


def on_share(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether an existing place is on a share; False where the system does not tell. May take for ever.

    `mounts` is where the system lists what is mounted (Linux, proc(5)). Raises OSError where there is no such place.
    """
    device = path.stat().st_dev
    try:
        with mounts.open(encoding="utf-8", errors="replace") as listed:
            kinds = dict(_kind_of(line) for line in listed)
    except OSError:
        return False
    kind = kinds.get(f"{os.major(device)}:{os.minor(device)}", "")
    # Of what programs mount by themselves, only disks are known to answer.
    return kind in _TYPES or kind.startswith("fuse.")


def _kind_of(line: str) -> tuple[str, str]:
    """The device of a line of mountinfo, and the type of file system it has."""
    fields = line.split()
    after = fields.index("-") + 1 if "-" in fields else len(fields)
    return (fields[2] if len(fields) > 2 else ""), (fields[after] if after < len(fields) else "")
