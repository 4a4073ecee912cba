"""A real OpenID provider as a process of its own, and a person's way through its pages."""

import json
import re
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx2
import pytest
from joserfc.jwk import RSAKey

from tests.fixtures.listening import FOREIGN, NODE

CLIENT = "meritgrid-pages"
SECRET = "a secret of the tests, long enough for anybody"  # noqa: S105
PUBLIC = "https://luong.example.gov.vn"
needs_provider = pytest.mark.skipif(
    not (FOREIGN / "node_modules" / "oidc-provider").exists(),
    reason="the provider of the tests is not installed here: make foreign",
)
SCRIPT = Path(__file__).with_name("provider.mjs")
ACTION = re.compile(r'action="([^"]+)"')
XSRF = re.compile(r'name="xsrf" value="([^"]+)"')


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@dataclass
class OpenIDProvider:
    """Runs on one port, so that it stays the same issuer; `rotate` gives it another key."""

    port: int = field(default_factory=free_port)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    process: Any = None

    @property
    def issuer(self) -> str:
        """What its tokens say of it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Run, with the key there is."""
        keys = json.dumps({"keys": [self.key.as_dict(private=True)]})
        command = [str(NODE), str(SCRIPT), str(self.port), keys, f"{PUBLIC}/sign-in/callback"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in self.process.stdout:
            if line.strip() == b"ready":
                return
        raise RuntimeError("the provider does not start")

    def stop(self) -> None:
        """Be away."""
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def rotate(self) -> None:
        """Be back with another key."""
        self.stop()
        self.key = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
        self.start()


async def pass_through(person: httpx2.AsyncClient, address: str, name: str) -> tuple[str, int]:
    """Go to the provider as somebody, fill in its forms, come out: where it sends one, how many forms."""
    forms = 0
    answer = await person.get(address)
    while True:
        if answer.is_redirect:
            there = urljoin(str(answer.url), answer.headers["location"])
            if there.startswith(PUBLIC):
                return there, forms
            answer = await person.get(there)
            continue
        form = ACTION.search(answer.text)
        assert answer.status_code == 200, answer.text
        assert form is not None, answer.text
        forms += 1
        filled = {"prompt": "login", "login": name, "password": "x"}
        if 'value="consent"' in answer.text:
            filled = {"prompt": "consent"}
        answer = await person.post(urljoin(str(answer.url), form[1]), data=filled)


async def sign_out_there(person: httpx2.AsyncClient, address: str) -> str:
    """Say yes to the provider's question whether to sign out; where it sends one then."""
    asked = await person.get(address)
    action, xsrf = ACTION.search(asked.text), XSRF.search(asked.text)
    assert asked.status_code == 200, asked.text
    assert action is not None, asked.text
    assert xsrf is not None, asked.text
    answer = await person.post(urljoin(str(asked.url), action[1]), data={"xsrf": xsrf[1], "logout": "yes"})
    assert answer.is_redirect, answer.text
    return str(answer.headers["location"])
