"""How people come in, choose a language and an office, and hand over."""
