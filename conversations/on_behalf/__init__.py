"""Entry on behalf: an officer goes through a unit's own conversation; the chair is told, and can object."""
