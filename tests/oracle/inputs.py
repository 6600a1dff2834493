"""Random geometries as WKT, the same for the same seed."""
import math
import random


def number(value):
    return f"{value:.4f}".rstrip("0").rstrip(".")


def point(rng):
    return f"{number(rng.uniform(-10, 10))} {number(rng.uniform(-10, 10))}"


def line(rng):
    return "(" + ",".join(point(rng) for _ in range(rng.randint(2, 8))) + ")"


def ring(rng, x, y, radius):
    corners = rng.randint(4, 12)
    turn = rng.random()
    points = []
    for i in range(corners):
        angle = 2 * math.pi * (i + turn) / corners
        away = radius * rng.uniform(0.6, 1)
        points.append(f"{number(x + away * math.cos(angle))} {number(y + away * math.sin(angle))}")
    return "(" + ",".join(points + points[:1]) + ")"


def polygon(rng):
    x, y, radius = rng.uniform(-8, 8), rng.uniform(-8, 8), rng.uniform(1, 6)
    rings = [ring(rng, x, y, radius)]
    if rng.random() < 0.3:
        rings.append(ring(rng, x, y, radius * 0.3))
    return "(" + ",".join(rings) + ")"


def empty(rng):
    kinds = ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTIPOLYGON", "GEOMETRYCOLLECTION"]
    return rng.choice(kinds) + " EMPTY"


def geometry(rng):
    """Any type, one in twenty EMPTY; polygons are valid."""
    kind = rng.randrange(10)
    if kind < 2:
        return f"POINT({point(rng)})"
    if kind < 4:
        return "LINESTRING" + line(rng)
    if kind < 7:
        return "POLYGON" + polygon(rng)
    if kind == 7:
        return "MULTIPOINT(" + ",".join(f"({point(rng)})" for _ in range(rng.randint(1, 6))) + ")"
    if kind == 8:
        return "MULTILINESTRING(" + ",".join(line(rng) for _ in range(rng.randint(1, 3))) + ")"
    if rng.random() < 0.5:
        return empty(rng)
    x = rng.uniform(-8, 0)
    return f"MULTIPOLYGON(({ring(rng, x, 0, 1.5)}),({ring(rng, x + 5, 3, 2)}))"


def crossing_ring(rng):
    """A closed line that mostly crosses itself."""
    points = [point(rng) for _ in range(rng.randint(3, 7))]
    return "(" + ",".join(points + points[:1]) + ")"


def measured(rng, dimensions):
    """A point, line or polygon with z (3) or z and m (4)."""
    def vertex():
        return " ".join([point(rng)] + [number(rng.uniform(0, 100)) for _ in range(dimensions - 2)])
    tag = {3: " Z ", 4: " ZM "}[dimensions]
    kind = rng.randrange(3)
    if kind == 0:
        return f"POINT{tag}({vertex()})"
    points = [vertex() for _ in range(rng.randint(3, 6))]
    if kind == 1:
        return f"LINESTRING{tag}({','.join(points)})"
    return f"POLYGON{tag}(({','.join(points + points[:1])}))"


def words(rng):
    """What an expression may name: the texts are geometries as WKT, the rest numbers."""
    made = {"a": geometry(rng), "b": geometry(rng), "line": "LINESTRING" + line(rng), "point": f"POINT({point(rng)})",
            "other": f"POINT({point(rng)})", "polygon": "POLYGON" + polygon(rng),
            "bad": "POLYGON(" + crossing_ring(rng) + ")", "closed": "LINESTRING" + crossing_ring(rng),
            "points": "MULTIPOINT(" + ",".join(f"({point(rng)})" for _ in range(rng.randint(1, 9))) + ")",
            "lines": "MULTILINESTRING(" + ",".join(line(rng) for _ in range(rng.randint(1, 3))) + ")",
            "z": measured(rng, 3), "zm": measured(rng, 4),
            "corner": f"POINT ZM ({point(rng)} {number(rng.random())} {number(rng.random())})"}
    while True:
        made["full"] = geometry(rng)
        if "EMPTY" not in made["full"]:
            break
    return made | {"x": rng.randint(-1800, 1800) / 10, "y": rng.randint(-900, 900) / 10, "n": rng.randint(-3, 5),
                   "share": rng.randint(0, 10000) / 10000}


def inputs(count):
    rng = random.Random(20240101)
    return [words(rng) for _ in range(count)]
