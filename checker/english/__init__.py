"""What we know of English: the parser, terms, quantities, names, roles, and lists of words.

Nothing here knows of articles or rules.
"""
