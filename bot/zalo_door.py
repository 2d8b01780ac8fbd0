"""Puts the federation's Zalo bots together: a client for each token, and the route to which Zalo posts, where it does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.routing import BaseRoute

from bot import building
from bot.application import Entrance
from bot.channels.zalo import webhook
from bot.channels.zalo.zalo import Zalo
from bot.clock import Clock
from bot.database.writers import Database
from bot.post.pace import Pace
from bot.settings import Misconfigured, Settings

SECRET = (8, 256)  # characters of a webhook's secret, from and to, as Zalo wants it
PER_SECOND = 5  # messages of a bot; Zalo publishes no rate
HERE = ("http://127.0.0.1:", "http://localhost:")  # a platform on this machine may do without TLS


@dataclass(frozen=True)
class ZaloDoor:
    """The bots: their clients and entrances, and the routes that the web server must have beside its own."""

    clients: Sequence[Zalo]
    entrances: Sequence[Entrance]
    routes: Sequence[BaseRoute]

    async def close(self) -> None:
        """Let go of the connections."""
        for each in self.clients:
            await each.close()


async def open_zalo(settings: Settings, database: Database, clock: Clock) -> ZaloDoor:
    """The bots of the settings; none where they name none. Raises NoFederation, and Misconfigured where it could not work."""
    secret = _secret(settings)
    tokens = settings.zalo_tokens.get_secret_value() if settings.zalo_tokens else ""
    clients = [_client(each.strip(), settings, clock, secret) for each in tokens.split(",") if each.strip()]
    entrances = [replace(await building.zalo_entrance(database, each), pace=Pace(PER_SECOND)) for each in clients]
    doors = {client.platform_id: entrance.door for client, entrance in zip(clients, entrances, strict=True)}
    return ZaloDoor(clients, entrances, webhook.routes(database, clock, doors, secret) if secret and doors else ())


def _client(token: str, settings: Settings, clock: Clock, secret: str) -> Zalo:
    base = settings.zalo_base_url
    if not base.startswith(("https://", *HERE)):
        raise Misconfigured("THIDUA_ZALO_BASE_URL must begin with https://: the tokens are in every address")
    hosts = tuple(host.strip() for host in settings.zalo_photo_hosts.split(",") if host.strip())
    url = f"{(settings.public_url or '').rstrip('/')}/zalo/{token.partition(':')[0]}"
    return Zalo(token, clock=clock, base_url=base, webhook=(url, secret) if secret else None, photo_hosts=hosts)


def _secret(settings: Settings) -> str:
    """The secret of the webhooks; empty where updates are polled."""
    if settings.zalo_webhook_secret is None:
        return ""
    secret = settings.zalo_webhook_secret.get_secret_value()
    if not SECRET[0] <= len(secret) <= SECRET[1] or not secret.isascii() or not secret.isprintable():
        raise Misconfigured("THIDUA_ZALO_WEBHOOK_SECRET must have 8 to 256 letters and digits")
    if not settings.public_url or settings.web_port is None:
        raise Misconfigured("THIDUA_ZALO_WEBHOOK_SECRET needs THIDUA_WEB_PORT and THIDUA_PUBLIC_URL, where Zalo can reach it")
    return secret
