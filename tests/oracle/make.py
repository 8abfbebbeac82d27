#!/usr/bin/env python3
"""Writes cases.jsonl: formulas over batches of rows with the figures that Python's fractions give for them.

Run it from this folder: `python3 make.py > cases.jsonl`. The same seed gives the same file.
"""

import json
import random
from fractions import Fraction

NAMES = "ABCDEFGHT"
LIMIT = 10**38  # mantissas of wide columns
DECIMAL = 2**96  # mantissas of rust_decimal


class Missing(Exception):
    pass


class Zero(Exception):
    pass


class Tree:
    """A formula: a name, a literal or an operator with operands."""

    def __init__(self, kind, *parts):
        self.kind, self.parts = kind, parts

    def text(self):
        kind, parts = self.kind, self.parts
        if kind == "name":
            return f'"{NAMES[parts[0]]}"'
        if kind in ("number", "percent"):
            return decimal(parts[0]) + ("%" if kind == "percent" else "")
        if kind == "^":
            return f"({parts[0].text()}) ^ {parts[1]}"
        if kind == "neg":
            return f"-({parts[0].text()})"
        return f"({parts[0].text()}) {kind} ({parts[1].text()})"

    def value(self, row):
        kind, parts = self.kind, self.parts
        if kind == "name":
            return row[parts[0]]
        if kind == "number":
            return parts[0]
        if kind == "percent":
            return parts[0] / 100
        if kind == "neg":
            return -parts[0].value(row)
        if kind == "^":
            base = parts[0].value(row)
            if parts[1] < 0 and base == 0:
                raise Zero
            return base ** parts[1]
        left, right = parts[0].value(row), parts[1].value(row)
        if kind == "/":
            if right == 0:
                raise Zero
            return left / right
        return {"+": left + right, "-": left - right, "*": left * right}[kind]

    def names(self):
        if self.kind == "name":
            return {self.parts[0]}
        return set().union(*(part.names() for part in self.parts if isinstance(part, Tree)))


def decimal(value):
    """A decimal with a comma; value has at most three fraction digits."""
    whole, part = divmod(int(value * 1000), 1000)
    text = f"{whole},{part:03}"
    return text.rstrip("0").rstrip(",")


def name(at):
    return Tree("name", at)


def number(text):
    return Tree("number", Fraction(text))


def join(sign, *parts):
    whole = parts[0]
    for part in parts[1:]:
        whole = Tree(sign, whole, part)
    return whole


def fixed():
    """The shapes of planning documents."""
    a, b, c, d = (name(at) for at in range(4))
    weights = ["0.25", "0.2", "0.15", "0.1", "0.1", "0.08", "0.07", "0.05"]
    weighted = join("+", *(Tree("*", number(w), name(at)) for at, w in enumerate(weights)))
    yield join("*", Tree("/", a, b), number("100"))
    yield join("*", Tree("/", number(1), number(3)), join("-", join("+", a, b, c), d))
    yield join("*", Tree("/", join("-", a, b), b), number("100"))
    yield join("*", Tree("/", weighted, name(8)), number("100"))
    yield Tree("*", Tree("/", a, b), Tree("percent", Fraction(100)))
    yield Tree("-", Tree("percent", Fraction(100)), Tree("/", a, b))
    yield Tree("*", Tree("/", a, b), number("100000"))
    yield Tree("/", Tree("-", a, b), Tree("-", c, b))
    yield Tree("/", number(3), join("+", Tree("/", number(1), a), Tree("/", number(1), b), Tree("/", number(1), c)))
    yield Tree("/", Tree("+", Tree("/", a, b), Tree("/", c, d)), number(2))
    yield Tree("-", a, a)
    yield Tree("+", Tree("*", Tree("/", a, b), b), c)
    yield Tree("/", a, Tree("-", b, b))
    yield Tree("^", Tree("/", a, b), -2)
    yield Tree("-", Tree("^", a, 3), Tree("*", b, c))


def randomly(depth):
    if depth == 0 or random.random() < 0.15:
        pick = random.random()
        if pick < 0.75:
            return name(random.randrange(5))
        value = Fraction(random.randrange(1, 5000), random.choice([1, 10, 1000]))
        return Tree("number" if pick < 0.92 else "percent", value)
    if random.random() < 0.06:
        return Tree("neg", randomly(depth - 1))
    if random.random() < 0.06:
        return Tree("^", randomly(depth - 1), random.choice([-2, -1, 0, 2, 3]))
    return Tree(random.choice("+-*//"), randomly(depth - 1), randomly(depth - 1))


def mantissa(width):
    """A mantissa of a width, or one near its border."""
    if width == "few":
        return random.randrange(-9, 10)
    if width == "counts":
        return random.randrange(0, 2_000)
    if width == "ties":
        return random.choice([1, 2, 4, 5, 8, 16, 20, 40, 125, 2000, 20000]) * random.randrange(-50, 51)
    bits = {"money": 47, "long": 63, "wide": 96}[width]
    near = random.choice([2**bits, -(2**bits), 2 ** (bits // 2)])
    value = near + random.randrange(-3, 4) if random.random() < 0.3 else random.randrange(-(2**bits), 2**bits)
    return max(-(2**63), min(2**63 - 1, value)) if width == "long" else value


def rounded(value, digits, rounding):
    scaled = value * 10**digits
    floor = scaled.numerator // scaled.denominator
    rest = scaled - floor
    up = {
        "floor": False,
        "ceiling": rest > 0,
        "down": value < 0 and rest > 0,
        "half-up": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and value > 0),
        "half-even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and floor % 2 == 1),
    }[rounding]
    return floor + up


def nearest_decimal(value):
    for digits in range(28, -1, -1):
        size = rounded(value, digits, "half-up")
        if abs(size) < DECIMAL:
            return f"{size}e-{digits}"
    return "out-of-range"


def figure(tree, row):
    if any(row[at] is None for at in tree.names()):
        return "empty-cell"
    try:
        return tree.value(row)
    except Zero:
        return "zero-denominator"


def batch(tree, width, rows):
    count = max(tree.names(), default=0) + 1
    scales = [random.choice([0, 0, 2, 2, 6]) if random.random() < 0.5 else 2 for _ in range(count)]
    digits = random.choice([0, 1, 2, 2, 4, 6])
    table, expected, decimals = [], {rounding: [] for rounding in ROUNDINGS}, []
    for _ in range(rows):
        cells = [None if random.random() < 0.02 else mantissa(width) for _ in range(count)]
        table.append([None if cell is None else str(cell) for cell in cells])
        row = [None if cell is None else Fraction(cell, 10**scale) for cell, scale in zip(cells, scales)]
        value = figure(tree, row)
        decimals.append(value if isinstance(value, str) else nearest_decimal(value))
        for rounding in ROUNDINGS:
            size = value if isinstance(value, str) else rounded(value, digits, rounding)
            fits = isinstance(size, str) or abs(size) < LIMIT
            expected[rounding].append(str(size) if fits else "out-of-range")
    return {
        "formula": tree.text(),
        "schema": list(NAMES[:count]),
        "scales": scales,
        "digits": digits,
        "rows": table,
        "expected": expected,
        "decimals": decimals,
    }


ROUNDINGS = ["half-up", "half-even", "down", "floor", "ceiling"]
WIDTHS = ["few", "counts", "ties", "money", "long", "wide"]


def main():
    random.seed(20210812)
    trees = list(fixed()) + [randomly(random.choice([2, 3, 4])) for _ in range(35)]
    for tree in trees:
        for width in WIDTHS:
            print(json.dumps(batch(tree, width, 12), separators=(",", ":")))


if __name__ == "__main__":
    main()
