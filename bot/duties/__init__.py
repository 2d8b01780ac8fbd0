"""Who owes what until when.

A campaign's rules (`rules`) say how due days follow from its phases; an officer confirms them. `filling` gives every grassroots
unit its duties, `deciding` is what an officer does to one unit's duty, `requests` are those for more time and `extensions` their
asking and answering, `missing` answers “còn thiếu gì?”.
"""
