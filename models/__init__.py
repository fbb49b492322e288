"""The embedded NLI models and the recipe that makes them. Not part of the installed package."""
