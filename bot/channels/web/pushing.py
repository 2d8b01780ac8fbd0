"""Web Push (RFC 8030, 8291, 8292): wakes the browsers of a web chat. A chat here is one of the web's, by its number."""

import asyncio
import base64
import json
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from bot.channels.channel import TryLater, Unreachable
from bot.channels.one_way import OneWay
from bot.clock import Clock
from bot.database.writers import Database
from bot.post.message import Message
from bot.web import subscriptions
from bot.web.keys import Keys
from bot.web.subscriptions import Subscribed

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256, FIPS 186-4 D.1.2.3
LIVES = 86_400  # seconds for which a push service keeps a push for a phone that is off
PATIENCE = 15.0  # seconds for an answer
GONE = (404, 410)  # RFC 8030, 7.3: the subscription is no more


class Push(OneWay):
    """Sends pushes; `subject` is whom a push service may write to, an address with mailto: or https:."""

    def __init__(self, database: Database, clock: Clock, keys: Keys, subject: str) -> None:
        self.database = database
        self.clock = clock
        self._key = _signing_key(keys)
        self._subject = subject

    @property
    def public_key(self) -> str:
        """What a browser must know to take pushes from us alone."""
        point = self._key.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    async def send(self, address: str, message: Message) -> str:
        browsers = await self.database.transact(lambda db: subscriptions.listed(db, int(address)))
        reached = 0
        later: TryLater | None = None
        for each in browsers:
            try:
                reached += await self._wake(each, message.text)
            except TryLater as failure:
                later = failure
        if reached:
            return f"push/{reached}"
        raise later or Unreachable("no browser of this chat can be woken")

    async def _wake(self, browser: Subscribed, text: str) -> bool:
        status = await asyncio.to_thread(self._post, browser, json.dumps({"text": text}, ensure_ascii=False))
        if status in GONE:
            await self.database.transact(lambda db: subscriptions.fail(db, browser.id, self.clock.now()))
        return status // 100 == 2  # noqa: PLR2004  RFC 9110: a status of success

    def _post(self, browser: Subscribed, data: str) -> int:
        """The status of the answer; runs in a thread. Raises TryLater. Nothing of the address is told: it is a secret."""
        told: dict[str, Any] = {"endpoint": browser.endpoint, "keys": browser.keys}
        with requests.Session() as session:
            session.max_redirects = 0  # a push service has no reason to send us elsewhere
            try:
                answer = webpush(
                    told,
                    data,
                    vapid_private_key=self._key,
                    vapid_claims={"sub": self._subject},
                    timeout=PATIENCE,
                    ttl=LIVES,
                    headers={"Urgency": "normal", "Topic": "tin-moi"},
                    requests_session=session,
                )
            except WebPushException as refused:
                status = 400 if refused.response is None else int(refused.response.status_code)
                if status == 429 or status >= 500:  # noqa: PLR2004  too many requests; trouble of theirs
                    raise TryLater(f"the push service says {status}") from None
                return status
            except requests.RequestException as failure:
                raise TryLater(type(failure).__name__) from None
        return int(getattr(answer, "status_code", 0))


def _signing_key(keys: Keys) -> Vapid02:
    """Always the same for the same server key, so that no file has to be kept and replicas agree."""
    number = int.from_bytes(keys.seed("vapid"), "big") % (ORDER - 1) + 1
    signer = Vapid02()
    signer.private_key = ec.derive_private_key(number, ec.SECP256R1())
    return signer
