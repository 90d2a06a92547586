"""What an address says, signed: anybody may read it, and only the bot can have written it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadData, URLSafeSerializer


@dataclass(frozen=True)
class Signatur:
    """For one kind of address: each has a `salt` of its own, so that none is good for another. `most`: the longest token, in characters."""

    salt: str
    key: bytes
    most: int = 500

    def skriv(self, verdi: Any) -> str:
        """The token of a JSON value."""
        return str(self._serializer.dumps(verdi))

    def les(self, token: str) -> Any:
        """The value of a token; None for one that is false, too long or of another kind."""
        if len(token) > self.most:
            return None
        try:
            return self._serializer.loads(token)
        except BadData:
            return None

    @property
    def _serializer(self) -> URLSafeSerializer:
        return URLSafeSerializer(
            self.key, salt=self.salt, signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )
