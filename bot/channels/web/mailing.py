"""Mail, over the standard library's smtplib in a thread. A chat here is one of the web's, by its number; nothing comes back."""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from bot.channels.channel import Rejected, TryLater
from bot.channels.one_way import OneWay
from bot.clock import Clock
from bot.database.writers import Database
from bot.post.message import Message
from bot.web import alerts

PATIENCE = 20.0  # seconds for each answer of the server
FOR_GOOD = 500  # replies from here on will not change: RFC 5321, 4.2.1
PORTS = {"smtp": 587, "smtps": 465}


class Mail(OneWay):
    """A mail server: `smtp://NAME:PASSWORD@HOST:PORT`, with TLS where the server has it, or smtps:// for TLS from the start."""

    def __init__(self, database: Database, clock: Clock, url: str, sender: str) -> None:
        """Raises ValueError for an address that is none."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname or "@" not in sender:
            raise ValueError("a mail server is smtp://HOST or smtps://HOST, and mail needs an address to come from")
        self.database = database
        self.clock = clock
        self._is_closed = parts.scheme == "smtps"
        self._host, self._port = parts.hostname, parts.port or PORTS[parts.scheme]
        self._login = (unquote(parts.username or ""), unquote(parts.password or ""))
        self._sender = sender

    async def send(self, address: str, message: Message) -> str:
        to = await self.database.transact(lambda db: alerts.mail_address(db, int(address), self.clock.now()))
        if not to:
            raise Rejected("no mail address is known any more")
        return await asyncio.to_thread(self._post, to, message.text)

    def _post(self, to: str, text: str) -> str:
        """Hand a mail over; its id. Runs in a thread. Raises the facts of a channel, without the address."""
        mail = self._letter(to, text)
        try:
            with self._connection() as server:
                server.send_message(mail)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            raise _fact(refused) from None
        except (smtplib.SMTPException, OSError) as failure:
            raise TryLater(type(failure).__name__) from None
        return str(mail["Message-ID"])

    def _letter(self, to: str, text: str) -> EmailMessage:
        subject, _blank, body = text.partition("\n\n")
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._sender, to, subject
        mail["Date"] = formatdate(self.clock.now().timestamp())
        mail["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2].strip("> ") or None)
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer of an absent person comes back
        mail.set_content(body)
        return mail

    def _connection(self) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        if self._is_closed:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=PATIENCE, context=trusted)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=PATIENCE)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=trusted)
                server.ehlo()
        if self._login[0]:
            server.login(*self._login)
        return server


def _fact(refused: smtplib.SMTPException) -> Exception:
    """Whether it is worth another try. The server's words may hold the address, so only the number is told."""
    codes = [refused.smtp_code] if isinstance(refused, smtplib.SMTPResponseException) else []
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in refused.recipients.values()]
    worst = max(codes, default=FOR_GOOD)
    return Rejected(f"the mail server says {worst}") if worst >= FOR_GOOD else TryLater(f"the mail server says {worst}")
