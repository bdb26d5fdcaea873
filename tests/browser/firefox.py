"""A Firefox that is cut off from every network, spoken to in WebDriver BiDi (W3C) over its own socket.

Playwright drives only a Firefox of its own making; this is the one that Debian installs. Firefox answers BiDi itself,
without a driver program beside it, so a small client is all that is needed.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from websockets.sync.client import ClientConnection

NAMES: Final = ("firefox-esr", "firefox")
PATIENCE: Final = 60.0
"""Seconds that a start or an answer may take on a machine that does other things too."""
PREFERENCES: Final = {
    # Every address but the browser's own leads to a port that nothing listens at: nothing can leave the machine.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """The machine's own Firefox; a machine without one fails the tests, so that they are never silently left out."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, f"no Firefox found; install one of {', '.join(NAMES)}"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    # HOME is the profile's: a Firefox of root refuses the home of somebody else.
    environment = {"HOME": str(profile), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MOZ_CRASHREPORTER_DISABLE": "1"}
    silent, heard = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=silent, stderr=heard, text=True) as process:
        try:
            with connect(f"{_address(process)}/session", max_size=None, open_timeout=PATIENCE, proxy=None) as socket:
                yield Firefox(socket)
        finally:
            process.kill()


def _address(process: subprocess.Popen[str]) -> str:
    """Where the browser listens, as it says itself; what else it says is read and dropped, so that it never waits."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    raise AssertionError("Firefox ended before it listened")


class Firefox:
    """A browser with one page, what the page asked for, and what it said.

    Of files Firefox tells no requests, so `requests` are those to a network and `data:` addresses.
    """

    def __init__(self, socket: ClientConnection) -> None:
        """Begin a session in which requests and messages are told."""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._number = 0
        self._socket = socket
        self.send("session.new", capabilities={})
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON
        """The result of a command; events that come meanwhile are kept."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(PATIENCE))
            if message.get("id") == self._number:
                assert message["type"] == "success", message
                result: dict[str, Any] = message["result"]
                return result
            self._keep(message)

    def _keep(self, event: dict[str, Any]) -> None:
        if event.get("method") == "network.beforeRequestSent":
            self.requests.append(event["params"]["request"]["url"])
        elif event.get("method") == "log.entryAdded":
            self.complaints.append(f"{event['params']['level']}: {event['params']['text']}")

    def open(self, address: str, width: int = 1440, height: int = 900) -> None:
        """Open an address in a window of a size, and wait until it is there."""
        self.send("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def ask(self, expression: str) -> Any:  # noqa: ANN401  # any JSON
        """The value of an expression in the page, waited for."""
        target = {"context": self.context}
        asked = f"(async () => JSON.stringify(await ({expression})))()"
        answer = self.send("script.evaluate", expression=asked, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"]) if answer["result"]["type"] == "string" else None

    def click(self, x: float, y: float) -> None:
        """Press and let go at a point of the window."""
        pointer = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": pointer})

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": keys})

    def _act(self, source: dict[str, Any]) -> None:
        self.send("input.performActions", context=self.context, actions=[source])

    def screenshot(self) -> bytes:
        """The window as a PNG."""
        return base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.context)["data"])
