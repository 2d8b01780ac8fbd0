"""The figures of an upper union: what stands under it, branch by branch, as of a day.

A unit counts where it stood on that day; its duties of a phase that is over count where it stood on the phase's last day, and
those of a unit that was closed where it stood last. So every figure is the sum of the same figure over the leaves.
"""

from bot.rolling.counting import Branch, Rolled, roll_up
from bot.rolling.figures import Figures

__all__ = ["Branch", "Figures", "Rolled", "roll_up"]
