"""The Zalo Bot Platform on loopback, as strict as Zalo where that is known: start at `platform`.

`entry` answers HTTP, `sending` and its neighbours hold the methods, `phone` is what a person does. Where reports about the real
platform contradict each other, `options` has a switch for every variant.
"""

from bot.playground.zalo.options import Faults, Options
from bot.playground.zalo.phone import ZaloPhone
from bot.playground.zalo.platform import ZaloPlatform

__all__ = ["Faults", "Options", "ZaloPhone", "ZaloPlatform"]
