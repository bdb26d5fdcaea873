"""A real standalone cluster of Apache Spark on the loopback: one master, two workers, each a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyspark

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST: Final = "127.0.0.1"
HOME: Final = Path(pyspark.__file__).parent
SCALA: Final = next(HOME.glob("jars/scala-library-*.jar")).name.split("-")[-1].rpartition(".jar")[0].rpartition(".")[0]
"""Spark's version of Scala; a worker asks for it where there are no scripts that find it out."""

LIGHT: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
CONF: Final = {
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": LIGHT,
    "spark.executor.extraJavaOptions": LIGHT,
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    # What a dead worker had is asked for once more, not for a quarter of a minute.
    "spark.shuffle.io.maxRetries": "1",
    "spark.shuffle.io.retryWait": "1s",
}
"""Little memory, and programs that start quickly rather than run fast."""


class Cluster:
    """The processes of a cluster, and how to end them."""

    def __init__(self, folder: Path) -> None:
        """Prepare; logs and the work of the workers go into the folder."""
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self.url = ""

    def start(self) -> None:
        """Start a master and two workers; return when they know each other."""
        with socket.create_server((HOST, 0)) as free:
            port = free.getsockname()[1]
        self.url = f"spark://{HOST}:{port}"
        self._start("master.Master", "--port", str(port))
        self._wait("I have been elected leader", 1)
        self.workers = [
            self._start(
                "worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", f"{self.folder}/work-{n}", self.url
            )
            for n in range(2)
        ]
        self._wait("Registering worker", 2)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        java = shutil.which("java")
        assert java, "the tests of Spark need Java: .ci/java installs it"
        rest = "-Dspark.master.rest.enabled=false"
        command = [java, "-Xmx256m", *LIGHT.split(), rest, "-cp", f"{HOME}/jars/*", f"org.apache.spark.deploy.{name}"]
        environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": HOST, "SPARK_SCALA_VERSION": SCALA}
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host", HOST, "--webui-port", "0", *arguments],
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self.folder,
            )
        self.processes.append(process)
        return process

    def _wait(self, words: str, times: int) -> None:
        """Return when the master has said it so many times."""
        log = self.folder / "0.log"
        for _ in range(1200):
            if log.read_text("utf-8").count(words) >= times:
                return
            assert all(process.poll() is None for process in self.processes), log.read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError(log.read_text("utf-8"))

    def kill_a_worker(self) -> None:
        """Kill -9 a worker and the executor that it started; Python processes of it end by themselves."""
        worker = self.workers.pop()
        for pid in [worker.pid, *children(worker.pid)]:
            os.kill(pid, signal.SIGKILL)
        worker.wait(30)

    def end(self) -> None:
        """End every process, whatever state it is in."""
        below = [pid for process in self.processes for pid in children(process.pid)]
        for process in self.processes:
            process.kill()
            process.wait(30)
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def children(parent: int) -> list[int]:
    """The processes that this one started, by any of its threads."""
    lists = [path.read_text("ascii") for path in Path(f"/proc/{parent}/task").glob("*/children")]
    return [int(pid) for text in lists for pid in text.split()]


@contextmanager
def standalone(folder: Path) -> Iterator[Cluster]:
    """A cluster for the time of the block; no process of it is left behind."""
    cluster = Cluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.end()
