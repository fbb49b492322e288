"""Word lists that the exact checks rest on: places, events, attribution, hedges, causes."""
