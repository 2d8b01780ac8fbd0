"""What is not certain about Zalo, as switches; and the faults that can be switched on."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Options:
    """Every variant that has been reported; change the fields at any time."""

    error_http: str = "200"
    """HTTP status of a failure: "200", or "code": the same as error_code."""
    webhook_envelope: str = "flat"
    """What is posted: "flat", the update; or "wrapped" in {"ok", "result"}, as the documents show it."""
    delivery: str = "destructive"
    """getUpdates takes an update off the queue, or says the last one again and again: "replay"."""
    webhookinfo_unset: str = "404"
    """getWebhookInfo without a webhook: "404", or "empty": an empty url."""
    image_field: str = "photo_url"
    """Where a photo's address is: "photo_url", or "photo" as the documents have it."""
    unsupported_message: bool = True
    """Whether message.unsupported.received says who wrote."""
    ok_error_code: bool = True
    """Whether a good answer carries "error_code": 0."""
    date_unit: int = 1000
    """1000: dates are milliseconds; 1: seconds."""
    listed_updates: bool = False
    """Whether getUpdates answers with a list of one."""
    unknown_method: int = 400
    """What a method that is not there answers: 400, or 404."""
    verification: bool = True
    """Whether setWebhook probes the address and tells what came of it."""
    can_join_groups: bool = False
    user_limit: int | None = None
    """People a bot may talk with; 50 in the free plan."""
    month_limit: int | None = None
    """Messages a bot may send in a month; 3,000 in the free plan."""
    blocked_code: int = 400
    """What a send to somebody who blocked the bot answers; nobody knows."""
    retries: int = 0
    """How often an update that the webhook did not take is posted again; then it is lost."""
    loopback_webhook: bool = True
    """Whether a webhook may be on this machine and without TLS; at Zalo it may not."""
    poll_scale: float = 1.0
    """By how much a poll is shorter than it asks for."""


@dataclass
class Faults:
    """What goes wrong from now on."""

    down: bool = False
    """No answer at all."""
    delay: float = 0.0
    """Seconds every call is late."""
    fail: dict[str, list[int]] = field(default_factory=dict)
    """By method: the error codes of its next calls."""
    drop: Counter[str] = field(default_factory=Counter)
    """By method: so many next calls find the connection closed, and nothing is done."""
    answer_then_drop: Counter[str] = field(default_factory=Counter)
    """By method: so many next calls are carried out, but nobody hears of it."""
    html_502: Counter[str] = field(default_factory=Counter)
    """By method: so many next calls are answered by something else, in HTML."""

    def take(self, faults: Counter[str], method: str) -> bool:
        """Whether this call has such a fault; it is used up."""
        if faults[method] <= 0:
            return False
        faults[method] -= 1
        return True
