"""A time-stamping authority of our own: OpenSSL with a certificate made for the test; skipped where it is missing."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SETTINGS = """[tsa]
default_tsa = ours
[ours]
serial = serial
crypto_device = builtin
signer_cert = certificate.pem
certs = certificate.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_chain = no
"""


@dataclass(frozen=True)
class Authority:
    """Its folder, in which `certificate.pem` is the root to trust."""

    folder: Path

    def answer(self, request: bytes) -> bytes:
        """The response to a request; one that asks for what the authority does not do is refused by status."""
        asked, answered = self.folder / "asked.tsq", self.folder / "answered.tsr"
        asked.write_bytes(request)
        self._openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", asked.name, "-out", answered.name)
        return answered.read_bytes()

    def confirms(self, response: Path, data: Path) -> bool:
        """Whether OpenSSL trusts the response as a stamp of `data`: the line the documentation gives."""
        told = self._openssl(
            "ts", "-verify", "-data", str(data), "-in", str(response), "-CAfile", "certificate.pem", check=False
        )
        return told.returncode == 0

    def _openssl(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["openssl", *words], cwd=self.folder, capture_output=True, check=check, timeout=60)


def opened(folder: Path) -> Authority:
    """An authority with a new certificate in `folder`."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    authority = Authority(folder)
    (folder / "tsa.cnf").write_text(SETTINGS, encoding="ascii")
    (folder / "serial").write_text("01\n", encoding="ascii")
    usage = ["-addext", "extendedKeyUsage=critical,timeStamping"]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=zkouška"]
    authority._openssl(*made, *usage, "-utf8", "-keyout", "key.pem", "-out", "certificate.pem")
    return authority
