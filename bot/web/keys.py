"""The secrets of the web door. None is kept: only its hash under the server's key, so that a stolen database opens no chat."""

import hmac
import secrets

SECRET = 32  # bytes: 256 bits


class Keys:
    """Makes and recognises secrets. `key` is derived from the server's key for this purpose alone."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash(self, kind: str, secret: str) -> str:
        """What is kept of a secret. One of another `kind` has another hash, so that a link is never taken for a cookie."""
        return hmac.new(self._key, f"{kind}/{secret}".encode("utf-8", "replace"), "sha256").hexdigest()

    def form_token(self, cookie: str) -> str:
        """What a form of the browser with this cookie must carry (against requests forged by other sites)."""
        return self.hash("form", cookie)

    def is_form_token(self, cookie: str, token: str) -> bool:
        """Whether it does, compared in constant time."""
        return hmac.compare_digest(self.form_token(cookie).encode(), token.encode("utf-8", "replace"))

    def seed(self, purpose: str) -> bytes:
        """32 bytes that are always the same for a purpose: what other keys are made of."""
        return hmac.new(self._key, f"seed/{purpose}".encode(), "sha256").digest()


def new_secret() -> str:
    """A new secret that fits into an address or a cookie."""
    return secrets.token_urlsafe(SECRET)
