"""Reading Vietnamese as it is typed in a chat: text, days, times, counts, and the days off of Viet Nam.

`folding` compares and sorts text, `dates` reads days and times, `ranges` periods, `numbers`, `money` and `confirm` what their
names say, `days_off` knows Tết, the public holidays and the lunar calendar. Everything here is a pure function of its
arguments; what is not certain is asked about or refused by a typed value, never guessed.
"""
