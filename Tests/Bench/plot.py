"""Plots of measurements as SVG, both axes logarithmic; no library needed."""

import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 300, 62, 16, 34, 48


def decades(values):
    """Powers of ten from below the least value to above the greatest."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def label(value):
    for size, sign in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{sign}"
    return f"{value:g}"


def panel(title, unit, points, line, left):
    """One plot: measured points, and the fitted line y = factor * x ** exponent (None for none)."""
    (x0, x1), (y0, y1) = decades([x for x, _ in points]), decades([y for _, y in points])
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(x, y):
        across = (math.log10(x) - x0) / (x1 - x0)
        up = (math.log10(y) - y0) / (y1 - y0)
        return left + LEFT + across * wide, TOP + (1 - up) * high

    parts = [f'<text x="{left + LEFT}" y="20" font-weight="bold">{title}</text>']
    for power in range(x0, x1 + 1):
        x, _ = place(10.0**power, 10.0**y0)
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP}V{TOP + high}"/>')
        parts.append(f'<text x="{x:.1f}" y="{TOP + high + 16}" text-anchor="middle">{label(10.0**power)}</text>')
    for power in range(y0, y1 + 1):
        _, y = place(10.0**x0, 10.0**power)
        parts.append(f'<path class="grid" d="M{left + LEFT} {y:.1f}h{wide}"/>')
        parts.append(f'<text x="{left + LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label(10.0**power)}</text>')
    parts.append(f'<text x="{left + LEFT + wide / 2}" y="{HEIGHT - 10}" text-anchor="middle">{unit}</text>')
    if line:
        factor, exponent = line
        ends = [place(x, max(10.0**y0, min(10.0**y1, factor * x**exponent))) for x in (points[0][0], points[-1][0])]
        parts.append("<path class='fit' d='M{:.1f} {:.1f}L{:.1f} {:.1f}'/>".format(*ends[0], *ends[1]))
    for x, y in points:
        parts.append("<circle cx='{:.1f}' cy='{:.1f}' r='3.5'/>".format(*place(x, y)))
    return parts


def svg(panels):
    """Panels (title, unit of the x axis, points, line) side by side."""
    width = WIDTH * len(panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<style>.grid{stroke:#ddd}.fit{stroke:#b33;stroke-width:1.5;fill:none}circle{fill:#225}</style>",
        f'<rect width="{width}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for number, (title, unit, points, line) in enumerate(panels):
        parts += panel(title, unit, points, line, number * WIDTH)
    return "\n".join(parts + ["</svg>"]) + "\n"
