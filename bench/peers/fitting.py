"""What the peers that fit a model on a folder of raw files share: reading them, and the memory of this process."""

import os
import resource
import sys


def read(folder, name, count):
    """`count` columns of doubles, one after the other in the file; rows × columns."""
    import numpy as np  # late: a peer may have to say first how many threads it takes

    return np.fromfile(os.path.join(folder, name), "f8").reshape(count, -1).T


def resident(field):
    """VmRSS or VmHWM in bytes; where there is no /proc, the peak of the process."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(field))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def restart_peak():
    """Forgets the peak so far; what is resident now, in bytes."""
    try:
        with open("/proc/self/clear_refs", "w") as refs:
            refs.write("5")
    except OSError:
        pass
    return resident("VmRSS")
