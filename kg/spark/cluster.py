"""A cluster to work on: Apache Spark with its Java, or a sentence that says what is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import EnvironmentalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import SparkSession

_WORDS: Final = Path(__file__).with_name("log4j2.properties").as_uri()

JAVA: Final = 17
"""The oldest Java that Spark 4 runs on."""

_SETTINGS: Final = {
    "spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={_WORDS}",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.master.rest.enabled": "false",
    "spark.sql.catalogImplementation": "in-memory",
    # A name without a zone is read alike on every machine.
    "spark.sql.session.timeZone": "UTC",
}
_PYTHON_ERROR: Final = re.compile(r"(?!org\.|java\.)[\w.]*(Error|Exception): ")
_HERE: Final = re.compile(r"local\b.*|spark://(127\.0\.0\.1|localhost|\[::1\])[:/].*")


@contextmanager
def cluster(master: str, conf: Mapping[str, str]) -> Iterator[SparkSession]:
    """A session on the cluster that `master` names; `conf` are Spark's own settings. It ends with the block.

    What Spark raises inside becomes an `EnvironmentalError`, and so does what is missing here: pyspark, or Java.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EnvironmentalError("Apache Spark is not installed", "pip install 'smartcity-kg[spark]'") from error
    require_java()
    # Workers run the Python that this is, unless they are told of their own.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("kg")
    for key, value in {**_SETTINGS, **_loopback(master), **conf}.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except (Py4JError, PySparkException, OSError) as error:
        # Spark tries for a minute, and then only says that it stopped.
        reason = "it doesn't answer" if "stopped SparkContext" in str(error) else _reason(error)
        cure = "check the URL, and that the master runs the same version of Spark"
        raise EnvironmentalError(f"Spark can't begin on {master}: {reason}", cure) from error
    try:
        yield session
    except (Py4JError, PySparkException) as error:
        raise EnvironmentalError(
            f"Spark gave up: {_reason(error)}", "its workers' logs have the whole story"
        ) from error
    finally:
        session.stop()


def _loopback(master: str) -> dict[str, str]:
    """Where the driver listens: with all of the cluster on this machine, to this machine alone."""
    if not _HERE.fullmatch(master):
        return {}
    return {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def require_java() -> None:
    """Return if there is a Java that Spark runs on. Raises `EnvironmentalError` with a cure."""
    cure = f"install Java {JAVA} (on Debian: apt install default-jre-headless), or let JAVA_HOME name its folder"
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else shutil.which("java")
    if not java or not os.access(java, os.X_OK):
        raise EnvironmentalError("Spark needs Java, and there is none", cure)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 — the user's Java
    if java_version(said.stderr) < JAVA:
        line = said.stderr.partition("\n")[0] or "says no version"
        raise EnvironmentalError(f"Spark needs Java {JAVA}, and {java} is older: {line}", cure)


def java_version(said: str) -> int:
    """The main version in what `java -version` says; 0 if there is none.

    >>> java_version('openjdk version "17.0.15" 2025-04-15'), java_version('java version "1.8.0_381"')
    (17, 8)
    """
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found[1]) if found else 0


def _reason(error: Exception) -> str:
    """The line of Spark's long story that says what went wrong: its last error of Python, or its first of Java."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    python = [line for line in lines if _PYTHON_ERROR.match(line)]
    java = [line.removeprefix(":").strip() for line in lines if line.startswith(":")]
    return [type(error).__name__, *lines[:1], *java[:1], *python[-1:]][-1]
