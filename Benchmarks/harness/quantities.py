"""Numbers with three digits and their unit."""


def quantity(value: float, unit: str) -> str:
    """`value` is in milliseconds if the unit is one of time, else in the unit itself."""
    if unit == "µs":
        value *= 1000
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
