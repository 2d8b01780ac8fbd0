"""The commands an administrator types, one file for each noun; `bot.__main__` gathers them."""
