"""What all tests share: none of them is timed, since speed is measured in benchmarks."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

#: What malja remembers outside of its folders: never that of whoever runs the tests.
os.environ["MALJA_HOME"] = tempfile.mkdtemp(prefix="malja-home-")
atexit.register(shutil.rmtree, os.environ["MALJA_HOME"], ignore_errors=True)

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
