"""What all tests share: properties are not judged by the clock of a busy machine.

Where `CI` is set Hypothesis takes its own profile, which does the same and always tries the same cases.
"""

import os

from hypothesis import HealthCheck, settings

# No test needs a screen, also where only some of them are run.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if "CI" not in os.environ:
    settings.load_profile("patient")
